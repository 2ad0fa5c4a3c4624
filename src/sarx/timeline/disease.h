// Conditions that waste or weaken muscle.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class Condition : unsigned char {
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
  alcohol_use
};
template <>
struct Words<Condition> {
  static constexpr std::array<std::string_view, 32> words{"cancer",
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
                                                          "alcohol_use"};
};

enum class LesionCompleteness : unsigned char { complete, incomplete };
template <>
struct Words<LesionCompleteness> {
  static constexpr std::array<std::string_view, 2> words{"complete", "incomplete"};
};

struct Disease {
  std::optional<Condition> condition;
  std::optional<std::string> stage, site;
  std::optional<EventSide> side;
  std::optional<std::string> level;
  std::optional<LesionCompleteness> completeness;
  std::optional<double> organ_failures;
  std::optional<std::string> detail;

  static constexpr std::string_view event_name = "disease";
  static constexpr std::string_view doc = "A disease, by its stage, site, side or level.";
  static constexpr std::array<std::string_view, 1> required{"condition"};
  static constexpr auto fields() {
    return std::tuple{
        field("condition", &Disease::condition, "The condition."),
        field("stage", &Disease::stage, "Stage or severity: 1-4 of cancer, 1-5 of kidney disease, or words."),
        field("site", &Disease::site, "Site, of a cancer for instance."),
        field("side", &Disease::side, "The paretic or affected side; both where left out."),
        field("level", &Disease::level, "Level of a cord lesion: C5, T6, L2 ..."),
        field("completeness", &Disease::completeness, "Whether a cord lesion is complete."),
        number("organ_failures", &Disease::organ_failures, "", 0, 10,
               "Organs that fail, in critical illness."),
        field("detail", &Disease::detail, "Free words.")};
  }
};

void expose(const Disease& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
