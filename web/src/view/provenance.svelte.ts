// What the panel "Where does this come from?" is open on.
import type { Series } from 'sarx-engine';

export interface Topic {
  title: string;
  /** Names that the engine explains, first first. */
  names: string[];
  /** The class of measures whose scores tell how well it is met; null where only relations are checked. */
  scored: string | null;
  /** How docs/outcomes.md tells of it: function, or the rate whose paragraph holds this word. */
  outcome?: string | undefined;
  /** Its table of published relations (docs/relations.md). */
  relations?: string | undefined;
  series?: Series[];
}

class Provenance {
  topic: Topic | null = $state.raw(null);
  open(topic: Topic) {
    this.topic = topic;
  }
  close() {
    this.topic = null;
  }
}
export const provenance = new Provenance();
