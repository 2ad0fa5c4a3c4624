// Reference values by age: eight knots, the middles of decades.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace sarx {

inline constexpr std::array<std::string_view, 8> age_knot_names{"at_25", "at_35", "at_45", "at_55",
                                                                "at_65", "at_75", "at_85", "at_95"};
inline constexpr std::size_t age_knot_count = age_knot_names.size();
inline constexpr double first_age_knot_years = 25;
inline constexpr double age_knot_spacing_years = 10;

/// Linear between the knots, held outside them.
inline double at_age(std::span<const double, age_knot_count> values, double age_years) {
  const double position = (age_years - first_age_knot_years) / age_knot_spacing_years;
  const double inside = std::clamp(position, 0.0, static_cast<double>(age_knot_count - 1));
  const std::size_t left = std::min(static_cast<std::size_t>(inside), age_knot_count - 2);
  const double share = inside - static_cast<double>(left);
  return values[left] * (1 - share) + values[left + 1] * share;
}

}  // namespace sarx
