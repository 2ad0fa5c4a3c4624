// What the panel "Where does this come from?" is open on.
import type { Series } from 'sarx-engine';
import type { Card } from '../lib/measures.ts';

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

export const topicOf = (card: Card): Topic => ({ title: card.title, names: card.explain, scored: card.scored, outcome: card.outcome, relations: card.relations });
/** The size and strength of one muscle. */
export const muscleTopic = (title: string): Topic => ({ title, names: ['a muscle', 'disuse', 'training'], scored: 'muscle_size' });

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
