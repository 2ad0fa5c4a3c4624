// Too little of one nutrient.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/exposure.h"
#include "sarx/timeline/field.h"

namespace sarx {

/// `energy`, then the order of Nutrient (exposure.h): nutrient = value - 1.
enum class DeficiencyOf : unsigned char {
  energy,
  protein,
  vitamin_d,
  vitamin_b12,
  folate,
  vitamin_c,
  vitamin_e,
  magnesium,
  calcium,
  potassium,
  phosphate,
  selenium,
  iron,
  zinc,
  haemoglobin
};
template <>
struct Words<DeficiencyOf> {
  static constexpr std::array<std::string_view, 15> words{
      "energy",  "protein",   "vitamin_d", "vitamin_b12", "folate", "vitamin_c", "vitamin_e",  "magnesium",
      "calcium", "potassium", "phosphate", "selenium",    "iron",   "zinc",      "haemoglobin"};
};

struct Deficiency {
  std::optional<DeficiencyOf> of;
  std::optional<std::string> level;

  static constexpr std::string_view event_name = "deficiency";
  static constexpr std::string_view doc = "A shortage of energy, protein, a vitamin or a mineral.";
  static constexpr std::array<std::string_view, 1> required{"of"};
  static constexpr auto fields() {
    return std::tuple{
        field("of", &Deficiency::of, "What is short."),
        field("level", &Deficiency::level, "How short, in words or as a level: mild, moderate, severe ...")};
  }
};

void expose(const Deficiency& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
