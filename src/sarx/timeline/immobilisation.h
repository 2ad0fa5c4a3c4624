// A joint held still by a cast, brace or sling.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class Joint : unsigned char { knee, ankle, elbow, wrist, shoulder, hip };
template <>
struct Words<Joint> {
  static constexpr std::array<std::string_view, 6> words{"knee",  "ankle",    "elbow",
                                                         "wrist", "shoulder", "hip"};
};

enum class ImmobilisationDevice : unsigned char { cast, brace, sling };
template <>
struct Words<ImmobilisationDevice> {
  static constexpr std::array<std::string_view, 3> words{"cast", "brace", "sling"};
};

struct Immobilisation {
  std::optional<Joint> joint;
  std::optional<EventSide> side;
  std::optional<ImmobilisationDevice> device;
  std::optional<double> hours_per_day;

  static constexpr std::string_view event_name = "immobilisation";
  static constexpr std::string_view doc = "A joint of one limb held still.";
  static constexpr std::array<std::string_view, 1> required{"joint"};
  static constexpr auto fields() {
    return std::tuple{field("joint", &Immobilisation::joint, "The joint that is held."),
                      field("side", &Immobilisation::side, "The limb it happens to; both where left out."),
                      field("device", &Immobilisation::device, "What holds it."),
                      number("hours_per_day", &Immobilisation::hours_per_day, "h/day", 0, 24,
                             "Hours a day it is worn; 24 where left out.")};
  }
};

void expose(const Immobilisation& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
