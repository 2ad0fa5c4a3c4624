// A few people advanced side by side by the widest instructions the processor has.
#pragma once

#include <array>
#include <cstddef>
#include <memory>

#include "sarx/body/baseline.h"
#include "sarx/body/drives.h"
#include "sarx/body/state.h"
#include "sarx/engine/pack_step.h"
#include "sarx/parameters.h"

namespace sarx {

enum class InstructionSet : unsigned char {
  baseline,  ///< what the compiler assumes of every processor of its kind; two lanes of doubles
  avx2,      ///< four
  avx512,    ///< eight
};

/// Lanes that share nothing but the moment at which they step: each has its own person, parameters, drives
/// and step length. What happens in one lane never depends on the others. While every lane's body is alike on
/// both sides, only the left is worked out; the bits are the same.
class LaneBlock {
 public:
  virtual ~LaneBlock();
  virtual std::size_t lanes() const = 0;
  virtual void set_person(std::size_t lane, const Baseline<double>& person,
                          const Parameters<double>& parameters) = 0;
  virtual void set_drives(std::size_t lane, const Drives<double>& drives,
                          const DecayTable<double>& decay) = 0;
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

/// A block for an instruction set, or for the next narrower one the processor has.
std::unique_ptr<LaneBlock> make_lane_block(InstructionSet instructions = widest_instruction_set());

namespace lane_block_detail {
// Plain pointers: nothing of the standard library is compiled for a wide instruction set.
LaneBlock* new_baseline_block();
LaneBlock* new_avx2_block();
LaneBlock* new_avx512_block();
}  // namespace lane_block_detail

}  // namespace sarx
