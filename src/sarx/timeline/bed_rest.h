// Bed rest: horizontal, or head-down where the tilt is negative.
#pragma once

#include <optional>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

struct BedRest {
  std::optional<double> tilt_deg;

  static constexpr std::string_view event_name = "bed_rest";
  static constexpr std::string_view doc = "The whole day lying down, horizontal or head-down.";
  static constexpr auto fields() {
    return std::tuple{
        number("tilt_deg", &BedRest::tilt_deg, "deg", -30, 0, "0 is horizontal, -6 is head-down bed rest.")};
  }
};

void expose(const BedRest& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
