// A strain, tear or contusion of muscle.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

struct MuscleInjury {
  std::optional<std::string> region;
  std::optional<EventSide> side;
  std::optional<double> grade;

  static constexpr std::string_view event_name = "muscle_injury";
  static constexpr std::string_view doc = "A muscle injury of grade 1 (mild) to 3 (rupture).";
  static constexpr std::array<std::string_view, 1> required{"region"};
  static constexpr auto fields() {
    return std::tuple{
        closed("region", &MuscleInjury::region, region_names, "The injured region."),
        field("side", &MuscleInjury::side, "The limb it happens to; both where left out."),
        number("grade", &MuscleInjury::grade, "", 1, 3, "1 strain, 2 partial tear, 3 rupture.")};
  }
};

void expose(const MuscleInjury& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
