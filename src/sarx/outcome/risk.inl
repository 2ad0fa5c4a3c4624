// Definitions of risk.h; included where a number type is instantiated.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "sarx/body/arithmetic.h"
#include "sarx/outcome/definitions.h"
#include "sarx/outcome/definitions.inl"
#include "sarx/outcome/metabolism.h"
#include "sarx/outcome/risk.h"
#include "sarx/person/age_curve.h"
#include "sarx/person/norms.h"
#include "sarx/person/reference.h"

namespace sarx {
namespace risk_detail {

/// Scores are used between these: past them the published effects say nothing.
inline constexpr double largest_score = 4;

template <class T>
T bounded(const T& score) {
  return larger(T(-largest_score), smaller(T(largest_score), score));
}

/// Effects of correlated scores, ln rate per SD lost.
template <class T>
struct Effects {
  T leg, grip, gait, lean;

  T log_ratio(const RiskFactorsOf<T>& f) const {
    return -leg * bounded(f.leg_strength_score) - grip * bounded(f.grip_score) -
           gait * bounded(f.gait_score) - lean * bounded(f.lean_score);
  }
  /// ln of the mean ratio among peers, for normal scores: taken off, so that population rates stay what they
  /// are.
  T log_mean(const Parameters<T>& p) const {
    const T variance =
        leg * leg + grip * grip + gait * gait + lean * lean +
        2 * (leg * grip * p.correlation_leg_grip() + leg * gait * p.correlation_leg_gait() +
             grip * gait * p.correlation_grip_gait() + lean * grip * p.correlation_lean_grip());
    return variance / 2;
  }
  T ratio(const RiskFactorsOf<T>& f, const Parameters<T>& p) const {
    using std::exp;
    return exp(log_ratio(f) - log_mean(p));
  }
};

/// The effect of one independent normal score.
template <class T>
T score_ratio(const T& effect, const T& score) {
  using std::exp;
  return exp(-effect * bounded(score) - effect * effect / 2);
}

/// The battery's points of people whom nothing disables.
inline constexpr double able_sppb_points = 11;

/// ln disability rate at an SPPB, against 11 points.
template <class T>
T sppb_effect(const T& points, const Parameters<T>& p) {
  const T below = able_sppb_points - larger(p.disability_sppb_lowest(), smaller(T(able_sppb_points), points));
  return p.disability_sppb_linear() * below + p.disability_sppb_quadratic() * below * below;
}

/// Standard scores by quarters from -3.5 to 3.5, and how often they come.
struct Spread {
  static constexpr std::size_t count = 29;
  std::array<double, count> score{}, density{};
  double total = 0;

  Spread() {
    for (std::size_t i = 0; i < count; ++i) {
      score[i] = -3.5 + 0.25 * static_cast<double>(i);
      density[i] = std::exp(-score[i] * score[i] / 2);
      total += density[i];
    }
  }
};

/// Mean of exp(effect of the SPPB) among peers, over the bounded normal spread of their points.
template <class T>
T mean_sppb_ratio(double age_years, bool male, const T& weight_of, const Parameters<T>& p) {
  using std::exp;
  static const Spread spread;
  const NormValue peers = norm(Norm::sppb_points, age_years, male);
  T sum(0);
  for (std::size_t i = 0; i < Spread::count; ++i) {
    const double points = std::clamp(peers.mean + spread.score[i] * peers.sd, 0.0, 12.0);
    sum +=
        spread.density[i] * (points >= able_sppb_points ? T(1) : exp(weight_of * sppb_effect(T(points), p)));
  }
  return sum / spread.total;
}

template <class T>
T score_among(Norm measure, const T& value, double age_years, bool male) {
  const NormValue peers = norm(measure, age_years, male);
  return (value - peers.mean) / peers.sd;
}

/// Of people no two of whom fall alike, the share that never does.
template <class T>
T share_without_falls(const T& expected_falls, const Parameters<T>& p) {
  using std::exp;
  using std::log;
  const T& shape = p.fall_clustering();
  return exp(-shape * log(1 + expected_falls / shape));
}

}  // namespace risk_detail

template <class T>
T population_fall_rate(double age_years, bool male, const Parameters<T>& p) {
  using std::exp;
  const T old_age = p.fall_rate_at_75()[male ? 1 : 0] - p.fall_rate_young();
  return p.fall_rate_young() + old_age * exp(p.fall_rate_log_slope() * (age_years - 75));
}

template <class T>
T share_who_fall(const T& expected_falls, const Parameters<T>& p) {
  return 1 - risk_detail::share_without_falls(expected_falls, p);
}

template <class T>
T share_who_fall_twice(const T& expected_falls, const Parameters<T>& p) {
  const T none = risk_detail::share_without_falls(expected_falls, p);
  return 1 - none - none * expected_falls / (1 + expected_falls / p.fall_clustering());
}

template <class T>
RiskFactorsOf<T> risk_factors(const Body<T>& body, const PhysicalFunction<T>& function) {
  using namespace risk_detail;
  using std::exp;
  const Person& person = body.person;
  const auto& reference = reference_parameters();
  const BodyReadings<T> readings = body_readings(body, function);
  RiskFactorsOf<T> f;
  f.male = person.male;
  f.age_years = common_to_lanes(body.now.body(BodyState::age_years));
  const double age = f.age_years;
  const bool male = f.male;
  const T torque = person.knee_extension_torque_n_m / person.body_mass_kg * function.knee_torque_change();
  f.leg_strength_score = score_among(Norm::knee_extension_torque_n_m_per_kg, torque, age, male);
  f.grip_score = score_among(Norm::grip_strength_kg, readings.grip_kg, age, male);
  f.gait_speed_m_s = readings.gait_speed_m_s;
  f.gait_score = score_among(Norm::gait_speed_m_s, f.gait_speed_m_s, age, male);
  f.sppb_points = readings.sppb_points;
  const double height2 = person.height_m * person.height_m;
  f.lean_score = score_among(Norm::appendicular_lean_over_height2_kg_m2,
                             T(readings.appendicular_kg / height2), age, male);
  f.body_mass_index_score =
      score_among(Norm::body_mass_index_kg_m2, readings.body_mass_index_kg_m2, age, male);
  // Bone density as a T-score: what the person had, times what has happened to it.
  const T& sd_share = body.parameters.bone_density_sd_share();
  const T density = (1 + person.bone_t_score * sd_share) * exp(body.change(BodyState::bone_hip_log));
  f.bone_score = score_among(Norm::femoral_neck_t_score, T((density - 1) / sd_share), age, male);
  f.whole_muscle_index_kg_m2 = body.total_muscle_kg() / height2;
  const std::size_t sex = male ? 1 : 0;
  const T usual_relative =
      body.parameters.relative_muscle()[sex] + body.parameters.relative_muscle_slope() * (age - 50);
  f.relative_muscle_score = (100 * readings.appendicular_kg / body.body_mass_kg() - usual_relative) /
                            body.parameters.relative_muscle_sd()[sex];
  f.balance_log = body.change(BodyState::balance_log);
  f.insulin_sensitivity_log_change = Metabolism<T>(body).log_insulin_sensitivity_change();
  f.falls_past_year = person.falls_past_year;
  f.care_home = person.living == Living::care_home;
  f.usual_falls = at_age(reference.falls_per_year(), person.age_years) *
                  (f.care_home ? reference.care_home_falls_factor() : 1);
  f.medications_beyond_usual = person.medications - at_age(reference.medications_taken(), person.age_years) -
                               (f.care_home ? reference.care_home_medications() : 0);
  f.impaired_vision =
      std::find(person.history.begin(), person.history.end(), "visual_impairment") != person.history.end();
  return f;
}

template <class T>
RiskRatesOf<T> risk_rates(const RiskFactorsOf<T>& f, const Parameters<T>& p, DisabilityModel model) {
  using namespace risk_detail;
  using std::exp;
  using std::log;
  const std::size_t sex = f.male ? 1 : 0;
  const double age = f.age_years;
  const T none(0);
  RiskRatesOf<T> rates{};
  const auto rate = [&](Risk risk) -> T& { return rates[index(risk)]; };

  // Falls: strength, gait and balance; what past falls, drugs, sight and the home say about the person.
  const T log_history =
      log((p.fall_history_shape() + f.falls_past_year) / (p.fall_history_shape() + f.usual_falls)) +
      p.fall_per_medication() * std::clamp(f.medications_beyond_usual, -5.0, 12.0) +
      (f.impaired_vision ? p.fall_vision() : none) + (f.care_home ? p.fall_care_home() : none);
  const Effects<T> fall{p.fall_leg_strength(), p.fall_grip(), p.fall_gait(), none};
  const T log_fall_ratio = fall.log_ratio(f) - fall.log_mean(p) - f.balance_log + log_history;
  rate(Risk::falls) = population_fall_rate(age, f.male, p) * exp(log_fall_ratio);
  rate(Risk::injurious_falls) = rate(Risk::falls) * p.injurious_falls_share();

  // Fractures: falls, bone, and what pads the hip.
  const T hip_bone =
      larger(T(0.4), T(p.hip_fracture_bone_at_65() - p.hip_fracture_bone_fading() * (age - 65)));
  rate(Risk::fracture_hip) =
      p.hip_fracture_rate_at_80()[sex] *
      exp(p.hip_fracture_log_slope() * (age - 80) + p.hip_fracture_fall_elasticity() * log_fall_ratio) *
      score_ratio(hip_bone, f.bone_score) * score_ratio(p.hip_fracture_leanness(), f.body_mass_index_score);
  const auto fracture = [&](Risk risk, const T& at_75, const T& slope, const T& fall_elasticity,
                            const T& bone) {
    rate(risk) =
        at_75 * exp(slope * (age - 75) + fall_elasticity * log_fall_ratio) * score_ratio(bone, f.bone_score);
  };
  fracture(Risk::fracture_wrist, p.wrist_fracture_rate_at_75()[sex], p.wrist_fracture_log_slope(),
           p.other_fracture_fall_elasticity(), p.other_fracture_bone());
  fracture(Risk::fracture_vertebra, p.vertebral_fracture_rate_at_75()[sex], p.vertebral_fracture_log_slope(),
           p.vertebral_fracture_fall_elasticity(), p.vertebral_fracture_bone());
  fracture(Risk::fracture_humerus, p.humerus_fracture_rate_at_75()[sex], p.humerus_fracture_log_slope(),
           p.other_fracture_fall_elasticity(), p.other_fracture_bone());
  fracture(Risk::fracture_any, p.any_fracture_rate_at_75()[sex], p.any_fracture_log_slope(),
           p.other_fracture_fall_elasticity(), p.other_fracture_bone());
  // The sites are among "any": it is never less than they are together.
  rate(Risk::fracture_any) =
      larger(rate(Risk::fracture_any), T(rate(Risk::fracture_hip) + rate(Risk::fracture_wrist) +
                                         rate(Risk::fracture_vertebra) + rate(Risk::fracture_humerus)));

  // Disability, from function or from muscle mass alone.
  const T disability_base = p.disability_rate_at_75()[sex] * exp(p.disability_log_slope()[sex] * (age - 75));
  const T mobility_base =
      p.mobility_disability_rate_at_75()[sex] * exp(p.mobility_disability_log_slope() * (age - 75));
  if (model == DisabilityModel::function) {
    const T points = larger(none, smaller(T(12), f.sppb_points));
    const auto by_function = [&](const T& weight_of) -> T {
      return exp(weight_of * sppb_effect(points, p)) / mean_sppb_ratio(age, f.male, weight_of, p);
    };
    rate(Risk::disability) = disability_base * by_function(T(1)) *
                             Effects<T>{none, p.disability_grip(), none, p.disability_lean()}.ratio(f, p);
    rate(Risk::mobility_disability) = mobility_base * by_function(p.mobility_disability_sppb()) *
                                      score_ratio(p.mobility_disability_leg(), f.leg_strength_score);
  } else if (model == DisabilityModel::muscle_mass) {
    const T above_severe = f.whole_muscle_index_kg_m2 - p.janssen_severe()[sex];
    const T above_moderate = f.whole_muscle_index_kg_m2 - p.janssen_moderate()[sex];
    const T by_mass = exp(where_positive(above_moderate, none,
                                         where_positive(above_severe, T(p.disability_muscle_mass_moderate()),
                                                        T(p.disability_muscle_mass_severe()))));
    rate(Risk::disability) = disability_base * by_mass;
    rate(Risk::mobility_disability) = mobility_base * by_mass;
  }

  rate(Risk::hospitalisation) =
      p.hospitalisation_rate_at_75()[sex] * exp(p.hospitalisation_log_slope() * (age - 75)) *
      Effects<T>{none, p.hospitalisation_grip(), p.hospitalisation_gait(), none}.ratio(f, p);

  // Gait's published effect is per 0.1 m/s; the peers' spread turns it into an effect per SD.
  const double gait_sd = norm(Norm::gait_speed_m_s, age, f.male).sd;
  rate(Risk::mortality) =
      p.mortality_rate_at_75()[sex] * exp(p.mortality_log_slope() * (age - 75)) *
      Effects<T>{none, p.mortality_grip(), p.mortality_gait() * gait_sd / 0.1, p.mortality_lean()}.ratio(f,
                                                                                                         p);

  rate(Risk::diabetes) =
      p.diabetes_rate_at_50() *
      exp(p.diabetes_log_slope() * (age - 50) + (f.male ? p.diabetes_male() : none)) *
      score_ratio(p.diabetes_relative_muscle(), f.relative_muscle_score) *
      exp(-p.diabetes_insulin_sensitivity() * larger(T(-2), smaller(T(2), f.insulin_sensitivity_log_change)));
  return rates;
}

template <class T>
void CumulativeRiskOf<T>::add(double day, const RiskRatesOf<T>& rates) {
  if (started_) {
    const double years = (day - day_) / 365.25;
    for (std::size_t i = 0; i < risk_count; ++i) hazard_[i] += years * (rates_[i] + rates[i]) / 2;
  }
  started_ = true;
  day_ = day;
  rates_ = rates;
}

template <class T>
T CumulativeRiskOf<T>::chance(Risk risk, const Parameters<T>& parameters) const {
  using std::exp;
  const T& count = hazard_[index(risk)];
  if (risk == Risk::falls || risk == Risk::injurious_falls) return share_who_fall(count, parameters);
  return 1 - exp(-count);
}

}  // namespace sarx
