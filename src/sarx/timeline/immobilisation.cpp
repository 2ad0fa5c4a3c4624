#include "sarx/timeline/immobilisation.h"

#include <algorithm>

#include "sarx/timeline/settings.h"

namespace sarx {
namespace {

using timeline_detail::GroupShares;

GroupShares held_groups(Joint joint, ImmobilisationDevice device) {
  const auto& s = timeline_detail::settings();
  const bool arm = joint == Joint::elbow || joint == Joint::wrist || joint == Joint::shoulder;
  if (arm && device == ImmobilisationDevice::sling) return s.sling_reach();
  switch (joint) {
    case Joint::knee:
      return s.immobilised_knee();
    case Joint::ankle:
      return s.immobilised_ankle();
    case Joint::hip:
      return s.immobilised_hip();
    case Joint::elbow:
      return s.immobilised_elbow();
    case Joint::wrist:
      return s.immobilised_wrist();
    case Joint::shoulder:
      break;
  }
  return s.immobilised_shoulder();
}

ImmobilisationDevice usual_device(Joint joint) {
  return joint == Joint::shoulder ? ImmobilisationDevice::sling : ImmobilisationDevice::cast;
}

}  // namespace

void expose(const Immobilisation& event, const EventContext& context, Exposure& exposure) {
  if (!event.joint) return;
  const auto& s = timeline_detail::settings();
  const Joint joint = *event.joint;
  const ImmobilisationDevice device = event.device.value_or(usual_device(joint));
  if (!event.device)
    timeline_detail::assume(context, "device",
                            Words<ImmobilisationDevice>::words[static_cast<std::size_t>(device)],
                            "usual for this joint");
  timeline_detail::assume_side(context, event.side);
  constexpr double hours_of_day = 24;
  const double share = std::clamp(event.hours_per_day.value_or(hours_of_day) / hours_of_day, 0.0, 1.0);
  const Unloading way = device == ImmobilisationDevice::cast    ? Unloading::cast
                        : device == ImmobilisationDevice::brace ? Unloading::brace
                                                                : Unloading::sling;
  const GroupShares held = held_groups(joint, device);
  const bool leg = joint == Joint::knee || joint == Joint::ankle || joint == Joint::hip;
  const auto off_ground = s.off_ground_leg_suspension();
  for (const Side side : {Side::left, Side::right}) {
    if (!reaches(event.side, side)) continue;
    for (const MuscleGroup group : all_muscle_groups) {
      auto& unloading = exposure.of(side, group).unloading;
      const auto raise = [&](Unloading kind, double value) {
        double& now = unloading[static_cast<std::size_t>(kind)];
        now = std::max(now, value);
      };
      const double still = held[index(group)];
      if (still > 0) raise(way, share * still);
      // The rest of a leg kept off the ground hangs: its joints move, its muscles carry nothing.
      if (leg && still < 1) raise(Unloading::suspension, share * (1 - still) * off_ground[index(group)]);
    }
  }
  if (leg) exposure.steps_factor *= 1 - share * (1 - s.leg_immobilised_steps_factor());
}

}  // namespace sarx
