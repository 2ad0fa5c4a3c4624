// Many lives at once, one in each lane of the processor's widest instructions. A lane takes the steps the
// plain path (simulate.h) would take, with its own step length, and goes on to the next life when its own has
// ended; a life's result doesn't depend on its lane or its neighbours.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "sarx/body/baseline.h"
#include "sarx/body/drives.h"
#include "sarx/body/state.h"
#include "sarx/engine/lane_block.h"
#include "sarx/engine/simulate.h"
#include "sarx/parameters.h"

namespace sarx {

namespace simulate_detail {
struct Course;
}

/// A time in which the drives hold.
struct Span {
  double from_day = 0;
  double to_day = 0;
  /// Absent: the drives of the span before go on, and so does the growth of the step length.
  const Drives<double>* drives = nullptr;
  bool same_state = false;       ///< the state was not changed
  double step_days = 1;          ///< first step; read where drives are given
  double longest_step_days = 1;  ///< read where drives are given
  double step_growth = usual_step_growth;
};

/// A life that is planned as it is lived.
class Life {
 public:
  virtual ~Life() = default;
  virtual const Baseline<double>& baseline() const = 0;
  virtual const Parameters<double>& parameters() const = 0;
  /// The next span, given the state at its beginning, which may be changed. The first call finds no state and
  /// sets it. False ends the life.
  virtual bool next(State<double>& state, Span& span) = 0;
};

/// Live every life that `next_life` hands out, until it hands out nothing. Lives stay the caller's.
void live(const std::function<Life*()>& next_life, LaneBlock& block);

/// One person and timeline in many draws: `people` has one person for each set of parameters, or one for all.
/// The people of several draws may differ in their traits only. Gives what simulate() gives for each draw, in
/// order, within 1e-9 a year.
std::vector<Trajectory<double>> simulate_draws(std::span<const Person> people, const Timeline& timeline,
                                               std::span<const Parameters<double>> parameters,
                                               const std::vector<double>& days,
                                               const SimulationOptions& options = {},
                                               InstructionSet instructions = widest_instruction_set());
/// The same for few draws at a time, in a block of the caller's and with the course (engine/simulate.inl)
/// worked out once for all.
std::vector<Trajectory<double>> simulate_draws(std::span<const Person> people,
                                               const simulate_detail::Course& course,
                                               std::span<const Parameters<double>> parameters,
                                               const std::vector<double>& days,
                                               const SimulationOptions& options, LaneBlock& block);

}  // namespace sarx
