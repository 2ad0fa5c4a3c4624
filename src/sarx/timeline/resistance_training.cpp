#include "sarx/timeline/resistance_training.h"

#include <algorithm>
#include <cmath>

#include "sarx/timeline/combine.h"
#include "sarx/timeline/settings.h"

namespace sarx {
namespace {

using timeline_detail::assume;
using timeline_detail::given_or;
using timeline_detail::settings;

constexpr double percent = 100;

/// How much of the programme each muscle group gets: 1 where it is named, the usual share where only a
/// composite region is.
std::array<double, muscle_group_count> programme_shares(const std::vector<std::string>& regions) {
  std::array<double, muscle_group_count> shares{};
  for (const auto& region : regions) {
    const auto groups = region_groups(region);
    for (const MuscleGroup group : groups) {
      const double share = groups.size() > 1 ? settings().composite_training_share()[index(group)] : 1;
      shares[index(group)] = std::max(shares[index(group)], share);
    }
  }
  return shares;
}

/// Exercises of a session that work one of its muscle groups. A few exercises for many groups are compound
/// ones, each of which works several; more exercises than groups repeat them.
double exercises_per_group(double exercises, double groups) {
  if (groups <= 0 || exercises <= 0) return 0;
  const auto& s = settings();
  const double least_reach = groups > s.compound_reach() ? s.compound_reach_whole_body() : 1;
  const double reach = std::max(least_reach, std::min(groups / exercises, s.compound_reach()));
  return exercises * reach / groups;
}

double usual_load(const ResistanceTraining& event, ResistanceMode mode) {
  const auto& s = settings();
  if (event.blood_flow_restriction.value_or(false)) return s.load_occlusion();
  switch (mode) {
    case ResistanceMode::flywheel:
      return s.load_flywheel();
    case ResistanceMode::bodyweight:
    case ResistanceMode::balance:
      return s.load_bodyweight();
    case ResistanceMode::bands:
      return s.load_bands();
    case ResistanceMode::eccentric:
      return s.load_eccentric();
    case ResistanceMode::isometric:
      return s.load_isometric();
    case ResistanceMode::plyometric:
      return s.load_plyometric();
    case ResistanceMode::weights:
    case ResistanceMode::machine:
    case ResistanceMode::electrical_stimulation:
      break;
  }
  return s.load_weights();
}

double load(const ResistanceTraining& event, ResistanceMode mode, const EventContext& context) {
  if (event.load_percent_1rm) return *event.load_percent_1rm / percent;
  const bool free_load = mode == ResistanceMode::weights || mode == ResistanceMode::machine;
  if (free_load && event.reps && !event.blood_flow_restriction.value_or(false)) {
    const double share = 1 / (1 + settings().repetition_maximum_slope() * *event.reps);
    assume(context, "load_percent_1rm", timeline_detail::text(share * percent) + " %",
           "repetition maximum of the given reps (Epley)");
    return share;
  }
  const double share = usual_load(event, mode);
  assume(context, "load_percent_1rm", timeline_detail::text(share * percent) + " %",
         "usual load of this mode");
  return share;
}

double failure_share(const ResistanceTraining& event, ResistanceMode mode) {
  const auto& s = settings();
  if (event.to_failure) return *event.to_failure ? 1 : s.submaximal_failure_share();
  const bool light = mode == ResistanceMode::bands || mode == ResistanceMode::bodyweight;
  return light ? s.light_failure_share() : s.usual_failure_share();
}

}  // namespace

void expose(const ResistanceTraining& event, const EventContext& context, Exposure& exposure) {
  const auto& s = settings();
  const ResistanceMode mode = event.mode.value_or(ResistanceMode::weights);
  if (!event.mode) assume(context, "mode", "weights", "usual programme");
  const bool balance = mode == ResistanceMode::balance;
  std::vector<std::string> regions = event.regions.value_or(std::vector<std::string>{});
  if (regions.empty()) {
    regions = {balance ? "leg" : "whole_body"};
    assume(context, "regions", regions.front(), "usual programme");
  }
  const auto shares = programme_shares(regions);
  const double groups =
      static_cast<double>(std::count_if(shares.begin(), shares.end(), [](double x) { return x > 0; }));
  const double sessions = given_or(event.sessions_per_week, s.usual_resistance_sessions_per_week(), context,
                                   "sessions_per_week", "1/week", "usual programme");
  if (sessions <= 0 || groups <= 0) return;

  const bool stimulated = mode == ResistanceMode::electrical_stimulation;
  const double usual_exercises =
      groups > s.compound_reach() ? std::min(s.usual_exercises_whole_body(), groups) : groups;
  double sets_of_session = 0;  // hard sets of one session over all exercises
  double exercises = event.exercises.value_or(usual_exercises);
  if (!event.sets && event.minutes && !stimulated) {
    sets_of_session = *event.minutes / s.minutes_per_set();
    assume(context, "sets", timeline_detail::text(sets_of_session / std::max(1.0, exercises)),
           "from the minutes of a session");
  } else if (!stimulated) {
    const double sets = given_or(event.sets, s.usual_sets(), context, "sets", "", "usual programme");
    if (!event.exercises) assume(context, "exercises", timeline_detail::text(exercises), "usual programme");
    sets_of_session = sets * exercises;
  }
  const double sets_per_group =
      exercises > 0 ? sets_of_session / exercises * exercises_per_group(exercises, groups) : 0;

  MuscleExposure programme;
  programme.load_share_1rm = stimulated ? 0 : load(event, mode, context);
  programme.failure_share = balance ? 0 : failure_share(event, mode);
  const auto contraction = event.contraction;
  programme.eccentric_share = contraction == Contraction::eccentric || mode == ResistanceMode::eccentric ? 1
                              : mode == ResistanceMode::flywheel && !contraction
                                  ? s.flywheel_eccentric_share()
                                  : 0;
  programme.isometric_share =
      contraction == Contraction::isometric || mode == ResistanceMode::isometric ? 1 : 0;
  programme.fast_share = event.velocity == Velocity::fast || mode == ResistanceMode::plyometric ? 1 : 0;
  programme.occlusion_share = event.blood_flow_restriction.value_or(false) ? 1 : 0;
  // Stimulated lifting is as hard as lifting: as many minutes as give the dose of its weekly sets.
  const double stimulation_minutes = stimulated ? event.minutes.value_or(0) : 0;
  const double stimulated_sets =
      !stimulated || (event.minutes && !event.sets)
          ? 0
          : given_or(event.sets, s.usual_sets(), context, "sets", "", "usual programme");
  const double lifted_minutes_per_day =
      stimulated_sets * sessions / s.growth_sets_half() * s.stimulation_minutes();

  constexpr double days_per_week = 7;
  for (const Side side : {Side::left, Side::right}) {
    if (!reaches(event.side, side)) continue;
    for (const MuscleGroup group : all_muscle_groups) {
      const double share = shares[index(group)];
      if (share <= 0) continue;
      auto& muscle = exposure.of(side, group);
      programme.sessions_per_week = sessions;
      programme.weekly_sets = sets_per_group * share * sessions * (balance ? s.balance_set_share() : 1);
      if (stimulated) {
        muscle.stimulation_minutes_per_day +=
            std::max(lifted_minutes_per_day, stimulation_minutes * sessions / days_per_week);
        muscle.sessions_per_week += sessions;
      } else {
        timeline_detail::add_training(muscle, programme);
      }
    }
  }
  exposure.resistance_sessions_per_week += sessions;
  if (balance) exposure.balance_sessions_per_week += sessions;
}

}  // namespace sarx
