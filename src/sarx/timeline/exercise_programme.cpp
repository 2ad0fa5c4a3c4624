#include "sarx/timeline/exercise_programme.h"

#include "sarx/timeline/endurance_training.h"
#include "sarx/timeline/resistance_training.h"
#include "sarx/timeline/settings.h"

namespace sarx {

// Pooled trials of exercise of any kind: a small dose of resistance, balance and endurance exercise.
void expose(const ExerciseProgramme&, const EventContext& context, Exposure& exposure) {
  const auto& s = timeline_detail::settings();
  timeline_detail::assume(context, "kind", "light resistance, balance and walking, twice a week",
                          "exercise of unstated content");
  EventContext quiet = context;
  quiet.assumptions = nullptr;
  constexpr double percent = 100;
  ResistanceTraining resistance;
  resistance.regions = {"whole_body"};
  resistance.sessions_per_week = s.programme_sessions_per_week();
  resistance.sets = s.programme_sets();
  resistance.load_percent_1rm = s.programme_load() * percent;
  resistance.mode = ResistanceMode::bands;
  expose(resistance, quiet, exposure);
  EnduranceTraining endurance;
  endurance.mode = EnduranceMode::walking;
  endurance.sessions_per_week = s.programme_sessions_per_week();
  endurance.minutes = s.programme_minutes();
  expose(endurance, quiet, exposure);
  exposure.balance_sessions_per_week += s.programme_sessions_per_week();
}

}  // namespace sarx
