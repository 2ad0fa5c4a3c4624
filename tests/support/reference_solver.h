// The same physiology solved by SUNDIALS CVODE at a tight tolerance: what the engine's own steps are measured
// against.
#pragma once

#include <vector>

#include "sarx/engine/simulate.h"

namespace sarx::testing {

/// Solve one person's course with BDF and a dense Newton iteration, afresh on every stretch between event
/// edges. `relative_tolerance` holds for every state; absolute tolerances are a hundredth of it in the
/// state's usual size. Throws std::runtime_error where CVODE gives up.
Trajectory<double> solve_reference(const Person& person, const Timeline& timeline,
                                   const Parameters<double>& parameters, const std::vector<double>& days,
                                   double relative_tolerance = 1e-9);

}  // namespace sarx::testing
