#include "sarx/timeline/muscle_injury.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sarx/timeline/inner_edges.h"
#include "sarx/timeline/settings.h"

namespace sarx {
namespace {

using timeline_detail::settings;

constexpr double mildest_grade = 1, worst_grade = 3, usual_grade = 2;

double grade(const MuscleInjury& event) {
  return std::clamp(event.grade.value_or(usual_grade), mildest_grade, worst_grade);
}

/// Between the grades, linear.
double by_grade(double grade, double first, double second, double third) {
  return grade < 2 ? first + (grade - 1) * (second - first) : second + (grade - 2) * (third - second);
}

double pain_days(const MuscleInjury& event) {
  return settings().muscle_injury_pain_d() * grade(event);
}

}  // namespace

void expose(const MuscleInjury& event, const EventContext& context, Exposure& exposure) {
  if (!event.region) return;
  const auto& s = settings();
  if (!event.grade)
    timeline_detail::assume(context, "grade", timeline_detail::text(usual_grade), "not stated");
  timeline_detail::assume_side(context, event.side);
  const double days = context.days_since_start();
  if (days >= pain_days(event)) return;
  const double loss = by_grade(grade(event), s.muscle_injury_loss_grade1(), s.muscle_injury_loss_grade2(),
                               s.muscle_injury_loss_grade3());
  const double trauma = by_grade(grade(event), s.muscle_injury_trauma_grade1(),
                                 s.muscle_injury_trauma_grade2(), s.muscle_injury_trauma_grade3());
  bool leg = false;
  for (const Side side : {Side::left, Side::right}) {
    if (!reaches(event.side, side)) continue;
    for (const MuscleGroup group : region_groups(*event.region)) {
      MuscleExposure& muscle = exposure.of(side, group);
      if (days < s.muscle_injury_acute_d()) {
        muscle.tissue_loss = timeline_detail::joint_share(muscle.tissue_loss, loss);
        muscle.trauma = timeline_detail::joint_share(muscle.trauma, trauma);
      }
      leg = leg || is_leg(group);
    }
  }
  if (leg) exposure.steps_factor *= 1 - trauma * (1 - s.muscle_injury_leg_steps_factor());
}

void inner_edges(const MuscleInjury& event, double from_day, double, const Person&,
                 std::vector<double>& edges) {
  edges.push_back(from_day + settings().muscle_injury_acute_d());
  edges.push_back(from_day + pain_days(event));
}

double acts_until(const MuscleInjury& event, double from_day, double to_day) {
  return std::max(to_day, from_day + pain_days(event));
}

}  // namespace sarx
