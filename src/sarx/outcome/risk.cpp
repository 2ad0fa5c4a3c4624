#include "sarx/outcome/risk.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sarx/outcome/definitions.h"
#include "sarx/outcome/function.h"
#include "sarx/outcome/metabolism.h"
#include "sarx/person/age_curve.h"
#include "sarx/person/norms.h"
#include "sarx/person/reference.h"

namespace sarx {
namespace {

/// Scores are used between these: past them the published effects say nothing.
constexpr double largest_score = 4;

double bounded(double score) {
  return std::clamp(score, -largest_score, largest_score);
}

/// Effects of correlated scores, ln rate per SD lost.
struct Effects {
  double leg = 0, grip = 0, gait = 0, lean = 0;

  double log_ratio(const RiskFactors& f) const {
    return -leg * bounded(f.leg_strength_score) - grip * bounded(f.grip_score) -
           gait * bounded(f.gait_score) - lean * bounded(f.lean_score);
  }
  /// ln of the mean ratio among peers, for normal scores: taken off, so that population rates stay what they
  /// are.
  double log_mean(const Parameters<double>& p) const {
    const double variance =
        leg * leg + grip * grip + gait * gait + lean * lean +
        2 * (leg * grip * p.correlation_leg_grip() + leg * gait * p.correlation_leg_gait() +
             grip * gait * p.correlation_grip_gait() + lean * grip * p.correlation_lean_grip());
    return variance / 2;
  }
  double ratio(const RiskFactors& f, const Parameters<double>& p) const {
    return std::exp(log_ratio(f) - log_mean(p));
  }
};

/// The effect of one independent normal score.
double score_ratio(double effect, double score) {
  return std::exp(-effect * bounded(score) - effect * effect / 2);
}

/// ln disability rate at an SPPB, against 11 points.
double sppb_effect(double points, const Parameters<double>& p) {
  const double below = 11 - std::clamp(points, p.disability_sppb_lowest(), 11.0);
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
double mean_sppb_ratio(double age_years, bool male, double weight_of, const Parameters<double>& p) {
  static const Spread spread;
  const NormValue peers = norm(Norm::sppb_points, age_years, male);
  double sum = 0;
  for (std::size_t i = 0; i < Spread::count; ++i) {
    const double effect = sppb_effect(std::clamp(peers.mean + spread.score[i] * peers.sd, 0.0, 12.0), p);
    sum += spread.density[i] * (effect == 0 ? 1 : std::exp(weight_of * effect));
  }
  return sum / spread.total;
}

}  // namespace

double population_fall_rate(double age_years, bool male, const Parameters<double>& p) {
  const double old_age = p.fall_rate_at_75()[male ? 1 : 0] - p.fall_rate_young();
  return p.fall_rate_young() + old_age * std::exp(p.fall_rate_log_slope() * (age_years - 75));
}

double share_who_fall(double expected_falls, const Parameters<double>& p) {
  const double shape = p.fall_clustering();
  return 1 - std::pow(1 + expected_falls / shape, -shape);
}

double share_who_fall_twice(double expected_falls, const Parameters<double>& p) {
  const double shape = p.fall_clustering();
  const double none = std::pow(1 + expected_falls / shape, -shape);
  return 1 - none - none * expected_falls / (1 + expected_falls / shape);
}

RiskFactors risk_factors(const Body<double>& body) {
  return risk_factors(body, PhysicalFunction<double>(body));
}

RiskFactors risk_factors(const Body<double>& body, const PhysicalFunction<double>& function) {
  const Person& person = body.person;
  const auto& reference = reference_parameters();
  const Metabolism<double> metabolism(body);
  const Readings readings = take_readings(body, function);
  RiskFactors f;
  f.male = person.male;
  f.age_years = body.now.body(BodyState::age_years);
  const double age = f.age_years;
  const bool male = f.male;
  const double torque =
      person.knee_extension_torque_n_m / person.body_mass_kg * function.knee_torque_change();
  f.leg_strength_score = standard_score(Norm::knee_extension_torque_n_m_per_kg, torque, age, male);
  f.grip_score = standard_score(Norm::grip_strength_kg, *readings.grip_kg, age, male);
  f.gait_speed_m_s = *readings.gait_speed_m_s;
  f.gait_score = standard_score(Norm::gait_speed_m_s, f.gait_speed_m_s, age, male);
  f.sppb_points = function.sppb_points();
  const double height2 = person.height_m * person.height_m;
  f.lean_score = standard_score(Norm::appendicular_lean_over_height2_kg_m2,
                                *readings.appendicular_kg / height2, age, male);
  f.body_mass_index_score =
      standard_score(Norm::body_mass_index_kg_m2, *readings.body_mass_index_kg_m2, age, male);
  // Bone density as a T-score: what the person had, times what has happened to it.
  const double sd_share = body.parameters.bone_density_sd_share();
  const double density =
      (1 + person.bone_t_score * sd_share) * std::exp(body.change(BodyState::bone_hip_log));
  f.bone_score = standard_score(Norm::femoral_neck_t_score, (density - 1) / sd_share, age, male);
  f.whole_muscle_index_kg_m2 = body.total_muscle_kg() / height2;
  const std::size_t sex = male ? 1 : 0;
  const double usual_relative =
      body.parameters.relative_muscle()[sex] + body.parameters.relative_muscle_slope() * (age - 50);
  f.relative_muscle_score = (100 * *readings.appendicular_kg / body.body_mass_kg() - usual_relative) /
                            body.parameters.relative_muscle_sd()[sex];
  f.balance_log = body.change(BodyState::balance_log);
  f.insulin_sensitivity_log_change = metabolism.log_insulin_sensitivity_change();
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

RiskRates risk_rates(const RiskFactors& f, const Parameters<double>& p, DisabilityModel model) {
  const std::size_t sex = f.male ? 1 : 0;
  const double age = f.age_years;
  RiskRates rates{};
  const auto rate = [&](Risk risk) -> double& { return rates[index(risk)]; };

  // Falls: strength, gait and balance; what past falls, drugs, sight and the home say about the person.
  const double history =
      (p.fall_history_shape() + f.falls_past_year) / (p.fall_history_shape() + f.usual_falls);
  const double fall_ratio =
      Effects{p.fall_leg_strength(), p.fall_grip(), p.fall_gait(), 0}.ratio(f, p) * std::exp(-f.balance_log) *
      history * std::exp(p.fall_per_medication() * std::clamp(f.medications_beyond_usual, -5.0, 12.0)) *
      (f.impaired_vision ? std::exp(p.fall_vision()) : 1) * (f.care_home ? std::exp(p.fall_care_home()) : 1);
  rate(Risk::falls) = population_fall_rate(age, f.male, p) * fall_ratio;
  rate(Risk::injurious_falls) = rate(Risk::falls) * p.injurious_falls_share();

  // Fractures: falls, bone, and what pads the hip.
  const double hip_bone =
      std::max(0.4, p.hip_fracture_bone_at_65() - p.hip_fracture_bone_fading() * (age - 65));
  rate(Risk::fracture_hip) =
      p.hip_fracture_rate_at_80()[sex] * std::exp(p.hip_fracture_log_slope() * (age - 80)) *
      std::pow(fall_ratio, p.hip_fracture_fall_elasticity()) * score_ratio(hip_bone, f.bone_score) *
      score_ratio(p.hip_fracture_leanness(), f.body_mass_index_score);
  const auto fracture = [&](Risk risk, double at_75, double slope, double fall_elasticity, double bone) {
    rate(risk) = at_75 * std::exp(slope * (age - 75)) * std::pow(fall_ratio, fall_elasticity) *
                 score_ratio(bone, f.bone_score);
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
      std::max(rate(Risk::fracture_any), rate(Risk::fracture_hip) + rate(Risk::fracture_wrist) +
                                             rate(Risk::fracture_vertebra) + rate(Risk::fracture_humerus));

  // Disability, from function or from muscle mass alone.
  const double disability_base =
      p.disability_rate_at_75()[sex] * std::exp(p.disability_log_slope()[sex] * (age - 75));
  const double mobility_base =
      p.mobility_disability_rate_at_75()[sex] * std::exp(p.mobility_disability_log_slope() * (age - 75));
  if (model == DisabilityModel::function) {
    const auto by_function = [&](double weight_of) {
      return std::exp(weight_of * sppb_effect(std::clamp(f.sppb_points, 0.0, 12.0), p)) /
             mean_sppb_ratio(age, f.male, weight_of, p);
    };
    rate(Risk::disability) = disability_base * by_function(1) *
                             Effects{0, p.disability_grip(), 0, p.disability_lean()}.ratio(f, p);
    rate(Risk::mobility_disability) = mobility_base * by_function(p.mobility_disability_sppb()) *
                                      score_ratio(p.mobility_disability_leg(), f.leg_strength_score);
  } else if (model == DisabilityModel::muscle_mass) {
    const double index = f.whole_muscle_index_kg_m2;
    const double by_mass = std::exp(index <= p.janssen_severe()[sex]     ? p.disability_muscle_mass_severe()
                                    : index <= p.janssen_moderate()[sex] ? p.disability_muscle_mass_moderate()
                                                                         : 0);
    rate(Risk::disability) = disability_base * by_mass;
    rate(Risk::mobility_disability) = mobility_base * by_mass;
  }

  rate(Risk::hospitalisation) = p.hospitalisation_rate_at_75()[sex] *
                                std::exp(p.hospitalisation_log_slope() * (age - 75)) *
                                Effects{0, p.hospitalisation_grip(), p.hospitalisation_gait(), 0}.ratio(f, p);

  // Gait's published effect is per 0.1 m/s; the peers' spread turns it into an effect per SD.
  const double gait_sd = norm(Norm::gait_speed_m_s, age, f.male).sd;
  rate(Risk::mortality) =
      p.mortality_rate_at_75()[sex] * std::exp(p.mortality_log_slope() * (age - 75)) *
      Effects{0, p.mortality_grip(), p.mortality_gait() * gait_sd / 0.1, p.mortality_lean()}.ratio(f, p);

  rate(Risk::diabetes) =
      p.diabetes_rate_at_50() *
      std::exp(p.diabetes_log_slope() * (age - 50) + (f.male ? p.diabetes_male() : 0)) *
      score_ratio(p.diabetes_relative_muscle(), f.relative_muscle_score) *
      std::exp(-p.diabetes_insulin_sensitivity() * std::clamp(f.insulin_sensitivity_log_change, -2.0, 2.0));
  return rates;
}

RiskRates risk_rates(const Body<double>& body, DisabilityModel model) {
  return risk_rates(risk_factors(body), body.parameters, model);
}

void CumulativeRisk::add(double day, const RiskRates& rates) {
  if (started_) {
    const double years = (day - day_) / 365.25;
    for (std::size_t i = 0; i < risk_count; ++i) hazard_[i] += years * (rates_[i] + rates[i]) / 2;
  }
  started_ = true;
  day_ = day;
  rates_ = rates;
}

double CumulativeRisk::chance(Risk risk, const Parameters<double>& parameters) const {
  const double count = hazard_[index(risk)];
  if (risk == Risk::falls || risk == Risk::injurious_falls) return share_who_fall(count, parameters);
  return 1 - std::exp(-count);
}

}  // namespace sarx
