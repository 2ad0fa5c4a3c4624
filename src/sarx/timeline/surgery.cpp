#include "sarx/timeline/surgery.h"

#include <algorithm>
#include <limits>

#include "sarx/timeline/inner_edges.h"
#include "sarx/timeline/settings.h"
#include "sarx/timeline/surgery_table.h"

namespace sarx {
namespace {

using timeline_detail::settings;

/// Recovery of walking in thirds: nothing, a third, two thirds of the lost steps are back.
constexpr int recovery_phases = 3;

}  // namespace

void expose(const Surgery& event, const EventContext& context, Exposure& exposure) {
  if (!event.kind) return;
  const auto& s = settings();
  const auto operation = timeline_detail::facts(*event.kind);
  if (operation.sided) timeline_detail::assume_side(context, event.side);
  const double days = context.days_since_start();
  const bool acute = days < s.surgery_acute_d();
  const bool sore = !acute && days < s.surgery_lasting_d();
  for (const Side side : {Side::left, Side::right}) {
    if (operation.sided && !reaches(event.side, side)) continue;
    for (const MuscleGroup group : all_muscle_groups) {
      MuscleExposure& muscle = exposure.of(side, group);
      const double trauma = operation.trauma[index(group)];
      if (acute) muscle.trauma = std::max(muscle.trauma, trauma);
      if (sore) muscle.lasting_trauma = std::max(muscle.lasting_trauma, operation.lasting_trauma * trauma);
    }
  }
  if (acute) {
    double& inflammation = exposure.mechanism[index(Mechanism::inflammation)];
    inflammation = timeline_detail::joint_share(inflammation, operation.inflammation);
    double& crisis = exposure.mechanism[index(Mechanism::catabolic_crisis)];
    crisis = timeline_detail::joint_share(crisis, operation.inflammation);
  }
  if (days < operation.stay_d) {
    timeline_detail::assume(context, "stay", timeline_detail::text(operation.stay_d) + " d in hospital",
                            "usual stay");
    exposure.bed_rest = std::max(exposure.bed_rest, s.surgery_stay_bed_share());
    for (auto& muscle : exposure.muscle) {
      double& lying = muscle.unloading[static_cast<std::size_t>(Unloading::bed_rest)];
      lying = std::max(lying, s.surgery_stay_bed_share());
    }
    double& anorexia = exposure.mechanism[index(Mechanism::anorexia)];
    anorexia = timeline_detail::joint_share(anorexia, s.surgery_stay_anorexia());
  }
  const double lasting = *event.kind == SurgeryKind::hip_fracture ? s.surgery_final_steps_loss() : 0;
  if (days < operation.recovery_d) {
    const int phase =
        std::clamp(static_cast<int>(days / operation.recovery_d * recovery_phases), 0, recovery_phases - 1);
    const double left = 1 - static_cast<double>(phase) / recovery_phases;
    const double lost = 1 - operation.steps_factor;
    exposure.steps_factor *= 1 - (lasting + (lost - lasting) * left);
    double& anorexia = exposure.mechanism[index(Mechanism::anorexia)];
    anorexia = std::max(anorexia, operation.recovery_anorexia * left);
  } else {
    exposure.steps_factor *= 1 - lasting;
  }
}

void inner_edges(const Surgery& event, double from_day, double, const Person&, std::vector<double>& edges) {
  if (!event.kind) return;
  const auto operation = timeline_detail::facts(*event.kind);
  edges.push_back(from_day + operation.stay_d);
  edges.push_back(from_day + settings().surgery_acute_d());
  if (operation.lasting_trauma > 0) edges.push_back(from_day + settings().surgery_lasting_d());
  for (int phase = 1; phase <= recovery_phases; ++phase)
    edges.push_back(from_day + operation.recovery_d * phase / recovery_phases);
}

double acts_until(const Surgery&, double, double) {
  return std::numeric_limits<double>::infinity();
}

}  // namespace sarx
