// The posterior that ships with the program: draws of the fitted parameters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sarx/parameters.h"

namespace sarx {

struct Calibration;

/// Draws are stored as whole numbers: so many to one prior SD.
inline constexpr double posterior_units_per_sd = 1000;

/// Number of draws that ship; 0 before the first calibration.
std::size_t posterior_draw_count();

/// All parameters of one draw, `draw` counted modulo the number of draws; the values in use where there are
/// none.
Parameters<double> posterior_draw(std::size_t draw);

/// parameters/posterior.bin: lines of text (what it is, the seed, one parameter name a line), an empty line,
/// then draws x parameters as 16-bit little-endian integers, in thousandths of the prior SD from the prior.
std::string posterior_file(const Calibration& calibration, const std::vector<std::vector<double>>& draws,
                           std::uint64_t seed);

}  // namespace sarx
