#include "sarx/timeline/nerve_injury.h"

#include <algorithm>
#include <cmath>

#include "sarx/timeline/inner_edges.h"
#include "sarx/timeline/nerve_table.h"
#include "sarx/timeline/settings.h"

namespace sarx {
namespace {

using timeline_detail::settings;

double distance_mm(const timeline_detail::NerveFacts& nerve, MuscleGroup group, const Person& person) {
  const auto& s = settings();
  const double scale = person.height_m / s.nerve_path_reference_height_m();
  return std::max(s.nerve_shortest_distance_mm(),
                  (s.nerve_path_mm()[index(group)] - nerve.lesion_site_mm) * scale);
}

bool complete(const NerveInjury& event) {
  return event.completeness.value_or(NerveCompleteness::partial) == NerveCompleteness::complete;
}

/// A nerve in continuity grows from the injury on, a cut one only from its repair.
double growth_start(const NerveInjury& event, double from_day) {
  return event.repair_day ? std::max(from_day, *event.repair_day) : from_day;
}

/// Share of the interrupted axons that find their muscle again.
double success(const NerveInjury& event, double from_day) {
  const auto& s = settings();
  if (!event.repair_day) return complete(event) ? s.nerve_success_unrepaired() : s.nerve_success_partial();
  const double delay = std::max(0.0, *event.repair_day - from_day);
  const double repaired = s.nerve_success_repaired() * std::exp2(-delay / s.repair_half_delay_d());
  return complete(event) ? repaired : std::max(repaired, s.nerve_success_partial());
}

}  // namespace

void expose(const NerveInjury& event, const EventContext& context, Exposure& exposure) {
  if (!event.nerve) return;
  const auto& s = settings();
  timeline_detail::assume_side(context, event.side);
  if (!event.completeness) timeline_detail::assume(context, "completeness", "partial", "not stated");
  const auto nerve = timeline_detail::facts(*event.nerve);
  const double cut = complete(event) ? 1 : s.nerve_partial_share();
  const double start = growth_start(event, context.from_day);
  for (const Side side : {Side::left, Side::right}) {
    if (!reaches(event.side, side)) continue;
    for (const MuscleGroup group : all_muscle_groups) {
      const double share = nerve.shares[index(group)] * cut;
      if (share <= 0) continue;
      MuscleExposure& muscle = exposure.of(side, group);
      if (share >= muscle.motor_axons_cut) {
        muscle.reinnervation_distance_mm = distance_mm(nerve, group, *context.person);
        muscle.reinnervation_success = success(event, context.from_day);
        muscle.days_since_axon_growth_start = context.day >= start ? context.day - start : -1;
      }
      muscle.motor_axons_cut = timeline_detail::joint_share(muscle.motor_axons_cut, share);
    }
  }
}

void inner_edges(const NerveInjury& event, double from_day, double, const Person& person,
                 std::vector<double>& edges) {
  if (!event.nerve) return;
  const double start = growth_start(event, from_day);
  edges.push_back(start);
  // The axons reach one muscle after another.
  const auto nerve = timeline_detail::facts(*event.nerve);
  for (const MuscleGroup group : all_muscle_groups)
    if (nerve.shares[index(group)] > 0)
      edges.push_back(start + distance_mm(nerve, group, person) / settings().axon_growth_mm_per_day());
}

}  // namespace sarx
