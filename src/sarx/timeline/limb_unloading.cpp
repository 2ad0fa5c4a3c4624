#include "sarx/timeline/limb_unloading.h"

#include <algorithm>

#include "sarx/timeline/settings.h"

namespace sarx {

void expose(const LimbUnloading& event, const EventContext& context, Exposure& exposure) {
  if (!event.limb) return;
  timeline_detail::assume_side(context, event.side);
  const auto& s = timeline_detail::settings();
  const bool leg = *event.limb == Limb::leg;
  const timeline_detail::GroupShares shares = leg ? s.limb_suspension_leg() : s.limb_suspension_arm();
  for (const Side side : {Side::left, Side::right}) {
    if (!reaches(event.side, side)) continue;
    for (const MuscleGroup group : all_muscle_groups) {
      double& share = exposure.of(side, group).unloading[static_cast<std::size_t>(Unloading::suspension)];
      share = std::max(share, shares[index(group)]);
    }
  }
  if (leg) exposure.steps_factor *= s.leg_suspended_steps_factor();
}

}  // namespace sarx
