// Endurance training.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class EnduranceMode : unsigned char { cycling, walking, running, interval, mixed };
template <>
struct Words<EnduranceMode> {
  static constexpr std::array<std::string_view, 5> words{"cycling", "walking", "running", "interval",
                                                         "mixed"};
};

struct EnduranceTraining {
  std::optional<EnduranceMode> mode;
  std::optional<double> sessions_per_week, minutes, intensity_percent_vo2max;
  std::optional<std::string> detail;

  static constexpr std::string_view event_name = "endurance_training";
  static constexpr std::string_view doc = "Walking, running, cycling and the like as exercise.";
  static constexpr auto fields() {
    return std::tuple{field("mode", &EnduranceTraining::mode, "The kind of exercise."),
                      number("sessions_per_week", &EnduranceTraining::sessions_per_week, "1/week", 0, 28,
                             "Sessions a week."),
                      number("minutes", &EnduranceTraining::minutes, "min", 0, 600, "Length of a session."),
                      number("intensity_percent_vo2max", &EnduranceTraining::intensity_percent_vo2max, "%", 0,
                             200, "Intensity, as a share of maximal oxygen uptake."),
                      field("detail", &EnduranceTraining::detail, "Free words.")};
  }
};

void expose(const EnduranceTraining& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
