// Everyday activity, fixed to a number of steps or a level.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class ActivityLevel : unsigned char { sedentary, light, moderate, active };
template <>
struct Words<ActivityLevel> {
  static constexpr std::array<std::string_view, 4> words{"sedentary", "light", "moderate", "active"};
};

struct Activity {
  std::optional<double> steps_per_day;
  std::optional<ActivityLevel> level;

  static constexpr std::string_view event_name = "activity";
  static constexpr std::string_view doc = "How much the person moves in daily life.";
  static constexpr auto fields() {
    return std::tuple{
        number("steps_per_day", &Activity::steps_per_day, "steps/day", 0, 60000, "Steps a day."),
        field("level", &Activity::level, "A word instead of a number of steps.")};
  }
};

/// Steps a day that an event asks for, the usual ones where it gives a level; nothing where it gives neither.
std::optional<double> steps_per_day(const Activity& event);

void expose(const Activity& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
