#include "sarx/timeline/endurance_training.h"

#include <algorithm>

#include "sarx/timeline/settings.h"

namespace sarx {
namespace {

struct EnduranceKind {
  timeline_detail::GroupShares shares;
  double intensity;
  double met;  ///< at that intensity
};

EnduranceKind kind_of(EnduranceMode mode) {
  const auto& s = timeline_detail::settings();
  switch (mode) {
    case EnduranceMode::cycling:
      return {s.cycling_share(), s.intensity_cycling(), s.met_cycling()};
    case EnduranceMode::walking:
      return {s.walking_share(), s.intensity_walking(), s.met_walking()};
    case EnduranceMode::running:
      return {s.running_share(), s.intensity_running(), s.met_running()};
    case EnduranceMode::interval:
      return {s.cycling_share(), s.intensity_interval(), s.met_interval()};
    case EnduranceMode::mixed:
      break;
  }
  return {s.mixed_endurance_share(), s.intensity_mixed(), s.met_mixed()};
}

}  // namespace

void expose(const EnduranceTraining& event, const EventContext& context, Exposure& exposure) {
  using timeline_detail::given_or;
  const auto& s = timeline_detail::settings();
  if (!event.mode) timeline_detail::assume(context, "mode", "mixed", "usual programme");
  const EnduranceKind kind = kind_of(event.mode.value_or(EnduranceMode::mixed));
  const double sessions = given_or(event.sessions_per_week, s.usual_endurance_sessions_per_week(), context,
                                   "sessions_per_week", "1/week", "usual programme");
  const double minutes =
      given_or(event.minutes, s.usual_endurance_minutes(), context, "minutes", "min", "usual programme");
  constexpr double percent = 100;
  const double intensity = given_or(event.intensity_percent_vo2max, kind.intensity * percent, context,
                                    "intensity_percent_vo2max", "%", "usual intensity of this mode") /
                           percent;
  const double weekly_minutes = sessions * minutes;
  if (weekly_minutes <= 0) return;
  for (const Side side : {Side::left, Side::right})
    for (const MuscleGroup group : all_muscle_groups) {
      const double driven = weekly_minutes * kind.shares[index(group)];
      if (driven <= 0) continue;
      MuscleExposure& muscle = exposure.of(side, group);
      const double sum = muscle.endurance_minutes_per_week + driven;
      muscle.endurance_intensity += driven / sum * (intensity - muscle.endurance_intensity);
      muscle.endurance_minutes_per_week = sum;
    }
  const double sum = exposure.endurance_minutes_per_week + weekly_minutes;
  exposure.endurance_intensity += weekly_minutes / sum * (intensity - exposure.endurance_intensity);
  exposure.endurance_minutes_per_week = sum;
  exposure.endurance_sessions_per_week += sessions;
  constexpr double minutes_per_hour = 60, days_per_week = 7;
  exposure.endurance_kcal_per_day += kind.met * (intensity / kind.intensity) * s.kcal_per_met_kg_h() *
                                     context.person->body_mass_kg * weekly_minutes / minutes_per_hour /
                                     days_per_week;
}

}  // namespace sarx
