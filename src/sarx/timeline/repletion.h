// What supplements and food give back of a shortage.
#pragma once

#include <array>

#include "sarx/timeline/exposure.h"
#include "sarx/timeline/supplement.h"

namespace sarx::timeline_detail {

using Repletion = std::array<double, nutrient_count>;

/// Share (0-1) of each nutrient's shortage that the supplement ends.
Repletion repletion(const Supplement& event);

/// Take off the shortages what supplements and the diet give. `repleted` holds the joint shares of all
/// supplements.
void replete(Exposure& day, const Repletion& repleted, double body_mass_kg);

}  // namespace sarx::timeline_detail
