// Hormones and drugs that act on muscle, fat or appetite.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class DrugName : unsigned char {
  testosterone,
  testosterone_enanthate,
  testosterone_esters,
  testosterone_undecanoate,
  testosterone_undecanoate_oral,
  testosterone_gel,
  testosterone_patch,
  testosterone_suppression,
  gnrh_agonist,
  nandrolone_decanoate,
  oxandrolone,
  enobosarm,
  anamorelin,
  ponsegromab,
  bimagrumab,
  ly2495655,
  growth_hormone,
  mk_677,
  estradiol,
  finasteride,
  prednisone,
  hydrocortisone,
  dexamethasone,
  semaglutide,
  liraglutide,
  tirzepatide,
  glp1_agonist,
  canagliflozin
};
template <>
struct Words<DrugName> {
  static constexpr std::array<std::string_view, 28> words{"testosterone",
                                                          "testosterone-enanthate",
                                                          "testosterone-esters",
                                                          "testosterone-undecanoate",
                                                          "testosterone-undecanoate-oral",
                                                          "testosterone-gel",
                                                          "testosterone-patch",
                                                          "testosterone-suppression",
                                                          "gnrh-agonist",
                                                          "nandrolone-decanoate",
                                                          "oxandrolone",
                                                          "enobosarm",
                                                          "anamorelin",
                                                          "ponsegromab",
                                                          "bimagrumab",
                                                          "ly2495655",
                                                          "growth-hormone",
                                                          "mk-677",
                                                          "estradiol",
                                                          "finasteride",
                                                          "prednisone",
                                                          "hydrocortisone",
                                                          "dexamethasone",
                                                          "semaglutide",
                                                          "liraglutide",
                                                          "tirzepatide",
                                                          "glp1-agonist",
                                                          "canagliflozin"};
};

enum class DrugUnit : unsigned char { mg, mg_kg, ug, ug_kg, ug_kg_h };
template <>
struct Words<DrugUnit> {
  static constexpr std::array<std::string_view, 5> words{"mg", "mg/kg", "ug", "ug/kg", "ug/kg/h"};
};

struct Drug {
  std::optional<DrugName> what;
  std::optional<double> dose;
  std::optional<DrugUnit> unit;
  std::optional<double> every_days, doses;
  std::optional<std::string> titrated_to, route, detail;

  static constexpr std::string_view event_name = "drug";
  static constexpr std::string_view doc = "A drug, by dose and interval or by the level it is titrated to.";
  static constexpr std::array<std::string_view, 1> required{"what"};
  static constexpr auto fields() {
    return std::tuple{
        field("what", &Drug::what, "The drug."),
        number("dose", &Drug::dose, "", 0, 100000,
               "Dose each time, in `unit`; the licensed dose where left out."),
        field("unit", &Drug::unit, "Unit of the dose."),
        number("every_days", &Drug::every_days, "day", 0.02, 4000,
               "Days from dose to dose; 2.33 is three times a week."),
        number("doses", &Drug::doses, "", 1, 10000, "Number of doses, where it is not given on and on."),
        field("titrated_to", &Drug::titrated_to,
              "The serum level the dose is adjusted to, a number or words, instead of a dose."),
        field("route", &Drug::route, "Route, in words."),
        field("detail", &Drug::detail, "Free words.")};
  }
};

void expose(const Drug& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
