// Muscle made to contract by current through the skin.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

struct ElectricalStimulation {
  std::optional<std::vector<std::string>> regions;
  std::optional<EventSide> side;
  std::optional<double> minutes_per_day;

  static constexpr std::string_view event_name = "electrical_stimulation";
  static constexpr std::string_view doc = "Electrical stimulation of muscle.";
  static constexpr auto fields() {
    return std::tuple{
        closed("regions", &ElectricalStimulation::regions, region_names, "The regions that are stimulated."),
        field("side", &ElectricalStimulation::side, "The limb it happens to; both where left out."),
        number("minutes_per_day", &ElectricalStimulation::minutes_per_day, "min/day", 0, 1440,
               "Minutes of stimulation a day.")};
  }
};

void expose(const ElectricalStimulation& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
