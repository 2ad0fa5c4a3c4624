// A subject as described in a scenario: whatever is known about a person or a group. Person completion fills
// the rest.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "sarx/person/person.h"
#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

template <>
struct Words<TrainingStatus> {
  static constexpr std::array<std::string_view, 3> words{"untrained", "recreational", "trained"};
};
template <>
struct Words<Living> {
  static constexpr std::array<std::string_view, 3> words{"community", "care-home", "hospital"};
};
enum class AgeStatistic : unsigned char { median };
template <>
struct Words<AgeStatistic> {
  static constexpr std::array<std::string_view, 1> words{"median"};
};
enum class Menopause : unsigned char { post, early_post, pre_or_early_peri, pre, peri };
template <>
struct Words<Menopause> {
  static constexpr std::array<std::string_view, 5> words{"post", "early post", "pre or early peri", "pre",
                                                         "peri"};
};
enum class TestosteroneStatus : unsigned char { eugonadal, hypogonadal, low_bioavailable };
template <>
struct Words<TestosteroneStatus> {
  static constexpr std::array<std::string_view, 3> words{"eugonadal", "hypogonadal", "low bioavailable"};
};

struct Subject {
  std::optional<double> male_fraction, age_years, age_years_sd, age_years_se, age_min, age_max;
  std::optional<AgeStatistic> age_statistic;
  std::optional<std::vector<double>> age_range;
  std::optional<std::string> age_group;
  std::optional<double> height_cm, weight_kg, weight_kg_sd, bmi, bmi_sd, bmi_se, bmi_min;
  std::optional<std::vector<double>> bmi_range;
  std::optional<double> body_fat_percent, fat_mass_kg, lean_mass_kg, lean_mass_kg_sd,
      appendicular_lean_mass_kg;
  std::optional<double> steps_per_day, protein_g_per_kg;
  std::optional<TrainingStatus> training;
  std::optional<Living> living;
  std::optional<Menopause> menopause;
  std::optional<double> testosterone_ng_dl, testosterone_ng_dl_sd, testosterone_max_ng_dl;
  std::optional<std::vector<double>> testosterone_range_ng_dl;
  std::optional<TestosteroneStatus> testosterone_status;
  std::optional<double> falls_past_year, medications;
  std::optional<std::vector<std::string>> history;
  std::optional<double> psa_ng_ml, haematocrit_percent, weight_loss_percent, weight_loss_days, bone_t_score;
  std::optional<std::string> smoking;
  std::optional<double> alcohol_g_per_day, vitamin_d_nmol_l, crp_mg_l, egfr, albumin_g_l;
  std::optional<std::string> description;
  std::optional<std::vector<std::string>> assumed;

  static constexpr auto fields();  // in subject_fields.h, which only the reader needs
};

/// A measurement of the subject (scenario key `measurements`), in FORMAT.md's measures and units.
struct Measurement {
  std::string measure;
  double value;
  std::string method;  ///< "" where not given
  std::string region;  ///< "" where not given
  double day = 0;
  std::string side;  ///< "left", "right", or "" where not given
  std::string unit;  ///< "" where it is the measure's own (vocabulary.h)
};

/// Complete the subject into one person of the given sex (a group's men and women are completed apart). What
/// was filled is appended to `assumed`. Never fails: the reader has checked ranges; contradictions were
/// refused there.
Person complete_person(const Subject& subject, bool male, const std::vector<Measurement>& measurements,
                       std::vector<Assumption>* assumed);

}  // namespace sarx
