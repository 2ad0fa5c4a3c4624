// Operations, with their usual hospital stay and lower activity afterwards.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class SurgeryKind : unsigned char { total_knee, total_hip, acl, hip_fracture, abdominal, cardiac };
template <>
struct Words<SurgeryKind> {
  static constexpr std::array<std::string_view, 6> words{"total-knee",   "total-hip", "acl",
                                                         "hip-fracture", "abdominal", "cardiac"};
};

struct Surgery {
  std::optional<SurgeryKind> kind;
  std::optional<EventSide> side;

  static constexpr std::string_view event_name = "surgery";
  static constexpr std::string_view doc = "An operation; its usual stay and recovery come with it.";
  static constexpr std::array<std::string_view, 1> required{"kind"};
  static constexpr auto fields() {
    return std::tuple{field("kind", &Surgery::kind, "The operation."),
                      field("side", &Surgery::side, "The side operated on; both where left out.")};
  }
};

void expose(const Surgery& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
