// Ways to test strength. They differ in how much of what training teaches they show.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace sarx {

enum class StrengthTest : unsigned char {
  one_repetition_maximum,  ///< the lift that was trained
  leg_press,               ///< multi-joint lift: leg press, squat, bench press
  isometric,
  isokinetic,
  grip,
  power,
};
inline constexpr std::size_t strength_test_count = 6;
inline constexpr std::array<std::string_view, strength_test_count> strength_test_names{
    "one_repetition_maximum", "leg_press", "isometric", "isokinetic", "grip", "power"};
constexpr std::size_t index(StrengthTest test) {
  return static_cast<std::size_t>(test);
}

}  // namespace sarx
