// How the exposures of several events under way at once make one.
#pragma once

#include "sarx/timeline/exposure.h"

namespace sarx::timeline_detail {

/// Add one event's exposure to the day's. Unloading and paralysis take the larger, training adds (loads and
/// shares weighted by sets), shares of mechanisms join as independent losses, step factors multiply, and a
/// statement of diet or steps replaces an earlier one.
void combine(Exposure& day, const Exposure& event);

/// Add a programme's sets to what a muscle already does; means are weighted by sets.
void add_training(MuscleExposure& muscle, const MuscleExposure& programme);

/// What only the whole day can tell: inactivity of leg and trunk muscles from the steps left, training of the
/// other limb, and every number clamped to its legal range.
void settle(Exposure& day, double habitual_steps_per_day, bool male);

}  // namespace sarx::timeline_detail
