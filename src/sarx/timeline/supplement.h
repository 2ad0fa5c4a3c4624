// Protein, amino acids, vitamins, minerals and others on top of the diet.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class SupplementKind : unsigned char {
  protein,
  whey,
  casein,
  eaa,
  leucine,
  creatine,
  hmb,
  vitamin_d,
  vitamin_b12,
  calcium,
  magnesium,
  iron,
  zinc,
  potassium,
  omega3,
  multinutrient
};
template <>
struct Words<SupplementKind> {
  static constexpr std::array<std::string_view, 16> words{
      "protein",     "whey",    "casein",    "eaa",  "leucine", "creatine",  "hmb",    "vitamin_d",
      "vitamin_b12", "calcium", "magnesium", "iron", "zinc",    "potassium", "omega3", "multinutrient"};
};

enum class SupplementUnit : unsigned char { g, g_kg, mg, ug, iu, kcal };
template <>
struct Words<SupplementUnit> {
  static constexpr std::array<std::string_view, 6> words{"g", "g/kg", "mg", "ug", "IU", "kcal"};
};

enum class SupplementPer : unsigned char { day, session, year };
template <>
struct Words<SupplementPer> {
  static constexpr std::array<std::string_view, 3> words{"day", "session", "year"};
};

struct Supplement {
  std::optional<SupplementKind> what;
  std::optional<double> dose;
  std::optional<SupplementUnit> unit;
  std::optional<SupplementPer> per;
  std::optional<std::string> detail;

  static constexpr std::string_view event_name = "supplement";
  static constexpr std::string_view doc = "A supplement on top of the diet.";
  static constexpr std::array<std::string_view, 1> required{"what"};
  static constexpr auto fields() {
    return std::tuple{field("what", &Supplement::what, "What is taken."),
                      number("dose", &Supplement::dose, "", 0, 1000000,
                             "Amount taken, in `unit`; the usual dose where left out."),
                      field("unit", &Supplement::unit, "Unit of the dose."),
                      field("per", &Supplement::per, "How often the dose is taken; a day where left out."),
                      field("detail", &Supplement::detail, "Free words.")};
  }
};

void expose(const Supplement& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
