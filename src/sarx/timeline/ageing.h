// Years that pass with habits unchanged. Biological ageing always runs; this says that it is what a timeline
// is about.
#pragma once

#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

struct Ageing {
  static constexpr std::string_view event_name = "ageing";
  static constexpr std::string_view doc = "Years pass with habits unchanged.";
  static constexpr auto fields() { return std::tuple<>{}; }
};

void expose(const Ageing& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
