// A hormone that falls away for good.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class HormoneChangeKind : unsigned char {
  menopause,
  orchiectomy,
  oophorectomy,
  hypogonadism,
  gh_deficiency
};
template <>
struct Words<HormoneChangeKind> {
  static constexpr std::array<std::string_view, 5> words{"menopause", "orchiectomy", "oophorectomy",
                                                         "hypogonadism", "gh-deficiency"};
};

struct HormoneChange {
  std::optional<HormoneChangeKind> what;

  static constexpr std::string_view event_name = "hormone_change";
  static constexpr std::string_view doc = "Loss of a hormone, natural or by operation.";
  static constexpr std::array<std::string_view, 1> required{"what"};
  static constexpr auto fields() { return std::tuple{field("what", &HormoneChange::what, "What changes.")}; }
};

void expose(const HormoneChange& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
