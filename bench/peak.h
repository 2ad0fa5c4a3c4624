// What this machine could do at best, for a roofline: products and sums a second, and bytes a second from
// arrays of a given size, by the vectors of an instruction set.
#pragma once

#include <cstddef>

#include "sarx/engine/lane_block.h"

namespace sarx::bench {

/// Keep a core busy with `rounds` rounds of independent products and sums; gives their number. No
/// contraction of a product and a sum into one operation, as in the engine.
double multiply_and_add(InstructionSet set, long rounds);

/// Read two arrays and write a third, of `bytes` together, `rounds` times; gives the bytes moved.
double move_bytes(InstructionSet set, std::size_t bytes, long rounds);

}  // namespace sarx::bench
