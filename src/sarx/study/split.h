// Which studies choose parameters and which only judge them.
#pragma once

#include <cstdint>
#include <string_view>

namespace sarx {

enum class Split : unsigned char { calibration, test };
std::string_view name(Split split);

/// 64-bit FNV-1a, finished with a mixing step so that all bits of short keys are usable.
std::uint64_t stable_hash(std::string_view text);

/// The split of all studies of one group of people. Depends on nothing but the participants id, so it is the
/// same in any order and stays when studies are added.
Split split_of(std::string_view participants);

}  // namespace sarx
