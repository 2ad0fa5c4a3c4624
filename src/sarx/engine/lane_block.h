// A few people advanced side by side by the widest instructions the processor has.
#pragma once

#include <array>
#include <cstddef>
#include <memory>

#include "sarx/body/baseline.h"
#include "sarx/body/drives.h"
#include "sarx/body/state.h"
#include "sarx/engine/precision.h"
#include "sarx/parameters.h"

namespace sarx {

enum class InstructionSet : unsigned char {
  baseline,  ///< what the compiler assumes of every processor of its kind; two lanes of doubles
  avx2,      ///< four
  avx512,    ///< eight
};

/// The decay rates of a lane's states, 1/d. Muscle units share theirs but for `innervated` and `trauma`:
/// fewer numbers stay in the processor's cache.
struct DecayTable {
  static constexpr std::size_t innervated_at = unit_state_count;  // two of the first stay unused
  static constexpr std::size_t trauma_at = innervated_at + muscle_unit_count;
  static constexpr std::size_t body_at = trauma_at + muscle_unit_count;
  static constexpr std::size_t count = body_at + body_state_count;

  std::array<double, count> rates{};
};

/// `decay` as decay_rates() gives it.
DecayTable decay_table(const State<double>& decay);

/// Lanes that share nothing but the moment at which they step: each has its own person, parameters, drives
/// and step length. What happens in one lane never depends on the others. While every lane's body is alike on
/// both sides, only the left is worked out; the bits are the same.
class LaneBlock {
 public:
  virtual ~LaneBlock();
  virtual std::size_t lanes() const = 0;
  virtual void set_person(std::size_t lane, const Baseline<double>& person,
                          const Parameters<double>& parameters) = 0;
  virtual void set_drives(std::size_t lane, const Drives<double>& drives, const DecayTable& decay) = 0;
  virtual void set_state(std::size_t lane, const State<double>& state) = 0;
  virtual void get_state(std::size_t lane, State<double>& state) const = 0;
  /// Length of the lane's steps from now on, days.
  virtual void set_step(std::size_t lane, double days) = 0;
  /// From now on the lane's steps take no time and its state is nobody's.
  virtual void rest(std::size_t lane) = 0;
  /// Every lane takes its step once; one of no days keeps its state.
  virtual void advance() = 0;
};

/// The widest instruction set of this processor that the program was built with.
InstructionSet widest_instruction_set();

/// A block for an instruction set, or for the next narrower one the processor has. Of floats it has twice as
/// many lanes.
std::unique_ptr<LaneBlock> make_lane_block(InstructionSet instructions = widest_instruction_set(),
                                           Precision precision = Precision::doubles,
                                           Steps steps = Steps::plain);

namespace lane_block_detail {
// Plain pointers: nothing of the standard library is compiled for a wide instruction set.
LaneBlock* new_baseline_block(Precision precision, Steps steps);
LaneBlock* new_avx2_block(Precision precision, Steps steps);
LaneBlock* new_avx512_block(Precision precision, Steps steps);
}  // namespace lane_block_detail

}  // namespace sarx
