// A limb that hangs free and carries nothing: unilateral limb suspension, crutches.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class Limb : unsigned char { leg, arm };
template <>
struct Words<Limb> {
  static constexpr std::array<std::string_view, 2> words{"leg", "arm"};
};

struct LimbUnloading {
  std::optional<Limb> limb;
  std::optional<EventSide> side;

  static constexpr std::string_view event_name = "limb_unloading";
  static constexpr std::string_view doc = "A limb that moves freely but carries no load.";
  static constexpr std::array<std::string_view, 1> required{"limb"};
  static constexpr auto fields() {
    return std::tuple{field("limb", &LimbUnloading::limb, "The limb that carries no load."),
                      field("side", &LimbUnloading::side, "The limb it happens to; both where left out.")};
  }
};

void expose(const LimbUnloading& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
