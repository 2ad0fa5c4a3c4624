#include "sarx/person/norms.h"

#include <algorithm>
#include <cmath>

#include "sarx/parameters.h"
#include "sarx/person/age_curve.h"
#include "sarx/person/reference.h"

namespace sarx {

NormValue norm(Norm measure, double age_years, bool male) {
  const auto& p = reference_parameters();
  const std::size_t sex = male ? 1 : 0;
  switch (measure) {
    case Norm::grip_strength_kg:
      return {at_age(male ? p.grip_men() : p.grip_women(), age_years),
              at_age(male ? p.grip_sd_men() : p.grip_sd_women(), age_years)};
    case Norm::gait_speed_m_s:
      return {at_age(male ? p.gait_speed_men() : p.gait_speed_women(), age_years), p.gait_speed_sd()};
    case Norm::chair_stand_time_s: {
      // The table is of both sexes: half the difference to either side.
      const double mean = at_age(p.chair_stand(), age_years) + (male ? 0.5 : -0.5) * p.chair_stand_male();
      return {mean, mean * p.chair_stand_log_sd()};
    }
    case Norm::sppb_points:
      return {at_age(male ? p.sppb_men() : p.sppb_women(), age_years), at_age(p.sppb_sd(), age_years)};
    case Norm::knee_extension_torque_n_m_per_kg: {
      const double mean = at_age(male ? p.knee_torque_men() : p.knee_torque_women(), age_years);
      return {mean, mean * p.knee_torque_cv()};
    }
    case Norm::appendicular_lean_over_height2_kg_m2: {
      const double height_m = p.appendicular_lean_height()[sex] / 100;
      const double decline = male ? p.survey_lean_decline_men() : p.survey_lean_decline_women();
      const double years_past = std::max(0.0, age_years - p.appendicular_share_decline_from_age());
      const double mean = at_age(male ? p.appendicular_lean_men() : p.appendicular_lean_women(), age_years) /
                          (height_m * height_m) * std::exp(-decline * years_past);
      return {mean, mean * p.appendicular_lean_log_sd()[sex]};
    }
    case Norm::six_minute_walk_m:
      return {reference_six_minute_walk_m(age_years, male, reference_body_mass_index(age_years, male)),
              p.six_minute_walk_sd()};
    case Norm::vo2max_ml_per_kg_min: {
      const double height_cm = reference_height_cm(age_years, male);
      const double mass_kg = reference_body_mass_index(age_years, male) * height_cm * height_cm / 1e4;
      return {reference_vo2max_ml_per_kg_min(age_years, male, mass_kg, height_cm), p.vo2max_residual_sd()};
    }
    case Norm::body_mass_index_kg_m2:
      return {reference_body_mass_index(age_years, male), p.body_mass_index_sd()};
    case Norm::femoral_neck_t_score:
      return {at_age(male ? p.t_score_men() : p.t_score_women(), age_years), 1};
  }
  return {0, 1};
}

double standard_score(Norm measure, double value, double age_years, bool male) {
  const NormValue peers = norm(measure, age_years, male);
  if (measure == Norm::chair_stand_time_s) {
    const double log_sd = reference_parameters().chair_stand_log_sd();
    return std::log(std::max(value, 1e-9) / peers.mean) / log_sd;
  }
  return (value - peers.mean) / peers.sd;
}

double centile(Norm measure, double value, double age_years, bool male) {
  return centile_at(standard_score(measure, value, age_years, male));
}

double centile_at(double score) {
  return 50 * std::erfc(-score / std::sqrt(2.0));
}

std::string ordinal_centile(double share_percent) {
  const int rank = static_cast<int>(std::lround(std::clamp(share_percent, 1.0, 99.0)));
  const int last = rank % 10;
  const char* ending = rank / 10 == 1 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
  return std::to_string(rank) + ending;
}

}  // namespace sarx
