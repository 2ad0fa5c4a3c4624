// Predictions with their gradients, by dual numbers.
#pragma once

#include <cstddef>
#include <vector>

#include "sarx/study/replay.h"

namespace sarx {

/// Parameters that move together as one dual number.
inline constexpr std::size_t dual_width = 16;

/// Predictions of every row of a study and their derivatives by the given parameters (at most dual_width of
/// them): `gradient[row * count + k]`.
void replay_with_gradient(const StudyPlan& plan, const Parameters<double>& parameters,
                          const std::size_t* chosen, std::size_t count, std::vector<double>& prediction,
                          std::vector<double>& gradient);

}  // namespace sarx
