// Weightlessness: spaceflight, with or without exercise on board.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class SpaceExercise : unsigned char { none, standard, ared };
template <>
struct Words<SpaceExercise> {
  static constexpr std::array<std::string_view, 3> words{"none", "standard", "ARED"};
};

struct Microgravity {
  std::optional<SpaceExercise> exercise;

  static constexpr std::string_view event_name = "microgravity";
  static constexpr std::string_view doc = "Time in weightlessness.";
  static constexpr auto fields() {
    return std::tuple{field("exercise", &Microgravity::exercise,
                            "Exercise on board: none, standard (treadmill, cycle, interim resistance device) "
                            "or ARED (heavy resistance).")};
  }
};

void expose(const Microgravity& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
