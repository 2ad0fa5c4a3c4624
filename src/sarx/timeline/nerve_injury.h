// Injury of a named peripheral nerve or plexus.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class Nerve : unsigned char {
  femoral,
  sciatic,
  tibial,
  peroneal,
  axillary,
  musculocutaneous,
  radial,
  median,
  ulnar,
  brachial_plexus,
  lumbosacral_plexus,
  obturator,
  superior_gluteal,
  inferior_gluteal,
  conus_cauda_equina
};
template <>
struct Words<Nerve> {
  static constexpr std::array<std::string_view, 15> words{"femoral",
                                                          "sciatic",
                                                          "tibial",
                                                          "peroneal",
                                                          "axillary",
                                                          "musculocutaneous",
                                                          "radial",
                                                          "median",
                                                          "ulnar",
                                                          "brachial_plexus",
                                                          "lumbosacral_plexus",
                                                          "obturator",
                                                          "superior_gluteal",
                                                          "inferior_gluteal",
                                                          "conus_cauda_equina"};
};

enum class NerveCompleteness : unsigned char { complete, partial };
template <>
struct Words<NerveCompleteness> {
  static constexpr std::array<std::string_view, 2> words{"complete", "partial"};
};

struct NerveInjury {
  std::optional<Nerve> nerve;
  std::optional<EventSide> side;
  std::optional<NerveCompleteness> completeness;
  std::optional<double> repair_day;
  std::optional<std::string> detail;

  static constexpr std::string_view event_name = "nerve_injury";
  static constexpr std::string_view doc = "A nerve cut or damaged, wholly or in part.";
  static constexpr std::array<std::string_view, 1> required{"nerve"};
  static constexpr auto fields() {
    return std::tuple{
        field("nerve", &NerveInjury::nerve, "The nerve."),
        field("side", &NerveInjury::side, "The limb it happens to; both where left out."),
        field("completeness", &NerveInjury::completeness, "Whether all its axons are interrupted."),
        number("repair_day", &NerveInjury::repair_day, "day", -40000, 40000,
               "Day of the repair, counted from day 0."),
        field("detail", &NerveInjury::detail, "Free words.")};
  }
};

void expose(const NerveInjury& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
