// Treatment of a cause of wasting, other than by a drug of its own.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

/// The conditions in the order of Condition (disease.h), then two that are no disease event.
enum class TreatmentTarget : unsigned char {
  cancer,
  ckd,
  haemodialysis,
  stroke,
  spinal_cord_injury,
  als,
  parkinson,
  multiple_sclerosis,
  copd,
  heart_failure,
  type2_diabetes,
  critical_illness,
  sepsis,
  burn,
  cirrhosis,
  hiv,
  rheumatoid_arthritis,
  anorexia_nervosa,
  cushing,
  hyperthyroid,
  crohns_disease,
  hip_osteoarthritis,
  acute_hospitalisation,
  hypothyroid,
  peripheral_neuropathy,
  guillain_barre,
  myasthenia_gravis,
  myositis,
  muscular_dystrophy,
  dementia,
  depression,
  alcohol_use,
  obesity,
  malnutrition
};
template <>
struct Words<TreatmentTarget> {
  static constexpr std::array<std::string_view, 34> words{"cancer",
                                                          "ckd",
                                                          "haemodialysis",
                                                          "stroke",
                                                          "spinal_cord_injury",
                                                          "als",
                                                          "parkinson",
                                                          "multiple_sclerosis",
                                                          "copd",
                                                          "heart_failure",
                                                          "type2_diabetes",
                                                          "critical_illness",
                                                          "sepsis",
                                                          "burn",
                                                          "cirrhosis",
                                                          "hiv",
                                                          "rheumatoid_arthritis",
                                                          "anorexia_nervosa",
                                                          "cushing",
                                                          "hyperthyroid",
                                                          "crohns_disease",
                                                          "hip_osteoarthritis",
                                                          "acute_hospitalisation",
                                                          "hypothyroid",
                                                          "peripheral_neuropathy",
                                                          "guillain_barre",
                                                          "myasthenia_gravis",
                                                          "myositis",
                                                          "muscular_dystrophy",
                                                          "dementia",
                                                          "depression",
                                                          "alcohol_use",
                                                          "obesity",
                                                          "malnutrition"};
};

enum class TreatmentKind : unsigned char {
  surgery,
  chemotherapy,
  chemoradiotherapy,
  immunotherapy,
  transplant,
  dialysis,
  bicarbonate,
  refeeding,
  antithyroid,
  anti_inflammatory,
  insulin,
  antiretroviral,
  antibiotics,
  levodopa,
  disease_modifying,
  rehabilitation,
  cure,
  nutrition_support,
  cause_treated
};
template <>
struct Words<TreatmentKind> {
  static constexpr std::array<std::string_view, 19> words{
      "surgery",        "chemotherapy",   "chemoradiotherapy", "immunotherapy", "transplant",
      "dialysis",       "bicarbonate",    "refeeding",         "antithyroid",   "anti-inflammatory",
      "insulin",        "antiretroviral", "antibiotics",       "levodopa",      "disease-modifying",
      "rehabilitation", "cure",           "nutrition-support", "cause-treated"};
};

struct Treatment {
  std::optional<TreatmentTarget> of;
  std::optional<TreatmentKind> what;
  std::optional<double> response_percent;
  std::optional<std::string> detail;

  static constexpr std::string_view event_name = "treatment";
  static constexpr std::string_view doc = "Treatment of a condition, of obesity or of malnutrition.";
  static constexpr std::array<std::string_view, 2> required{"of", "what"};
  static constexpr auto fields() {
    return std::tuple{field("of", &Treatment::of, "What is treated."),
                      field("what", &Treatment::what, "The treatment."),
                      number("response_percent", &Treatment::response_percent, "%", 0, 100,
                             "Share of the cause that the treatment removes."),
                      field("detail", &Treatment::detail, "Free words.")};
  }
};

void expose(const Treatment& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
