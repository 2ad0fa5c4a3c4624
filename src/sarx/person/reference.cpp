#include "sarx/person/reference.h"

#include <algorithm>
#include <cmath>

#include "sarx/parameters.h"
#include "sarx/person/age_curve.h"

namespace sarx {

const Parameters<double>& reference_parameters() {
  static const auto parameters = Parameters<double>::best();
  return parameters;
}

double reference_height_cm(double age_years, bool male) {
  const auto& p = reference_parameters();
  return at_age(male ? p.reference_height_men() : p.reference_height_women(), age_years);
}

double reference_body_mass_index(double age_years, bool male) {
  const auto& p = reference_parameters();
  return at_age(male ? p.reference_body_mass_index_men() : p.reference_body_mass_index_women(), age_years);
}

double reference_body_fat_percent(double body_mass_index, double age_years, bool male) {
  const auto& p = reference_parameters();
  double hyperbolic = p.body_fat_intercept() + p.body_fat_per_inverse_bmi() / body_mass_index +
                      p.body_fat_per_year() * age_years;
  if (male)
    hyperbolic += p.body_fat_male() + p.body_fat_male_per_year() * age_years +
                  p.body_fat_male_per_inverse_bmi() / body_mass_index;
  const double linear = p.body_fat_linear_intercept() + p.body_fat_linear_per_bmi() * body_mass_index +
                        p.body_fat_linear_per_year() * age_years + (male ? p.body_fat_linear_male() : 0);
  const double percent = hyperbolic + p.body_fat_linear_weight() * (linear - hyperbolic);
  return std::clamp(percent, p.body_fat_floor()[male ? 1 : 0], p.body_fat_ceiling());
}

double reference_bone_mineral_kg(double height_cm, double t_score, bool male) {
  const auto& p = reference_parameters();
  const double height_m = height_cm / 100;
  // Past four SD the slope is not known, and the sign must not change.
  const double density = 1 + p.bone_mineral_per_t_score() * std::clamp(t_score, -4.0, 3.0);
  return p.bone_mineral_kg_per_m2()[male ? 1 : 0] * height_m * height_m * density;
}

double reference_resting_rate_kcal_per_day(double age_years, bool male, double mass_kg, double height_cm) {
  const auto& p = reference_parameters();
  const double rate = p.resting_rate_intercept()[male ? 1 : 0] + p.resting_rate_per_kg() * mass_kg +
                      p.resting_rate_per_cm() * height_cm + p.resting_rate_per_year() * age_years;
  return std::max(rate, p.resting_rate_least_per_kg() * mass_kg);
}

double reference_vo2max_ml_per_kg_min(double age_years, bool male, double mass_kg, double height_cm) {
  const auto& p = reference_parameters();
  const double uptake = p.vo2max_intercept()[male ? 1 : 0] + p.vo2max_per_year() * age_years +
                        p.vo2max_per_kg() * mass_kg + p.vo2max_per_cm() * height_cm;
  return std::max(uptake, p.vo2max_least());
}

double reference_six_minute_walk_m(double age_years, bool male, double body_mass_index) {
  const auto& p = reference_parameters();
  const double distance = p.six_minute_walk_intercept() + p.six_minute_walk_per_year() * age_years +
                          p.six_minute_walk_per_year2() * age_years * age_years +
                          (male ? p.six_minute_walk_male() : 0) +
                          p.six_minute_walk_per_bmi() * body_mass_index;
  // The parabola turns up past 80; nobody outwalks their own brisk pace.
  constexpr double six_minutes_s = 360;
  const double brisk_m = six_minutes_s * p.brisk_over_usual_gait() *
                         at_age(male ? p.gait_speed_men() : p.gait_speed_women(), age_years);
  return std::max(std::min(distance, brisk_m), p.six_minute_walk_least());
}

double reference_appendicular_share(double age_years, bool male, double height_cm) {
  const auto& p = reference_parameters();
  const std::size_t sex = male ? 1 : 0;
  // In the survey: median appendicular lean mass over the lean mass that its body mass index implies.
  const double survey_age = std::min(age_years, p.appendicular_share_decline_from_age());
  const double appendicular_kg =
      at_age(male ? p.appendicular_lean_men() : p.appendicular_lean_women(), survey_age) *
      std::pow(height_cm / p.appendicular_lean_height()[sex], p.appendicular_lean_height_exponent()[sex]);
  const double bmi = at_age(p.appendicular_lean_survey_bmi(), survey_age);
  const double mass_kg = bmi * height_cm * height_cm / 1e4;
  const double lean_kg = mass_kg * (1 - reference_body_fat_percent(bmi, survey_age, male) / 100) -
                         reference_bone_mineral_kg(height_cm, 0, male);
  const double decline = std::exp(-p.appendicular_share_decline() *
                                  std::max(0.0, age_years - p.appendicular_share_decline_from_age()));
  return std::clamp(appendicular_kg / lean_kg * decline, p.appendicular_share_smallest(),
                    p.appendicular_share_largest());
}

}  // namespace sarx
