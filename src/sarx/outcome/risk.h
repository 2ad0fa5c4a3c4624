// What may happen next: falls, fractures, disability, hospital admission, diabetes and death as rates per
// person-year. All are computed from the state, the rate of the person's age and sex times what sets the
// person apart from those peers.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "sarx/body/body.h"
#include "sarx/outcome/function.h"

namespace sarx {

enum class Risk : unsigned char {
  falls,
  injurious_falls,
  fracture_hip,
  fracture_wrist,
  fracture_vertebra,
  fracture_humerus,
  fracture_any,
  disability,
  mobility_disability,
  hospitalisation,
  mortality,
  diabetes,
};
inline constexpr std::size_t risk_count = 12;

/// What a risk is called in reports: measure, region ("" where it has none), method ("" where plain).
struct RiskName {
  std::string_view measure, region, method;
};
inline constexpr std::array<RiskName, risk_count> risk_names{{{"falls", "", ""},
                                                              {"falls", "", "injurious"},
                                                              {"fracture", "hip", ""},
                                                              {"fracture", "wrist", ""},
                                                              {"fracture", "spine", ""},
                                                              {"fracture", "humerus", ""},
                                                              {"fracture", "", ""},
                                                              {"disability", "", ""},
                                                              {"mobility_disability", "", ""},
                                                              {"hospitalisation", "", ""},
                                                              {"mortality", "", ""},
                                                              {"diabetes", "", ""}}};
inline constexpr std::array<Risk, risk_count> all_risks{
    Risk::falls,           Risk::injurious_falls,   Risk::fracture_hip,
    Risk::fracture_wrist,  Risk::fracture_vertebra, Risk::fracture_humerus,
    Risk::fracture_any,    Risk::disability,        Risk::mobility_disability,
    Risk::hospitalisation, Risk::mortality,         Risk::diabetes};
constexpr std::size_t index(Risk risk) {
  return static_cast<std::size_t>(risk);
}

/// What disability follows from: leg function and strength (the shipped default), or muscle mass alone (the
/// weaker relations published for it). Or nothing, where nobody asks for it: its two rates, which take the
/// most work, are then 0.
enum class DisabilityModel : unsigned char { function, muscle_mass, not_asked };

/// What the rates look at. Scores are SDs above peers of the age and sex; all are zero for the average
/// person. Written for double and for packs: the bodies of the lanes may differ in their states and
/// parameters, but are the same person on the same day.
template <class T>
struct RiskFactorsOf {
  bool male = true;
  double age_years = 75;
  T leg_strength_score{0};  ///< knee torque per body mass
  T grip_score{0};
  T gait_speed_m_s{1.1};
  T gait_score{0};
  T sppb_points{10.5};
  T lean_score{0};  ///< appendicular lean mass over height squared
  T body_mass_index_score{0};
  T bone_score{0};  ///< femoral neck T-score against peers'
  T whole_muscle_index_kg_m2{9};
  T relative_muscle_score{0};  ///< appendicular lean mass over body mass
  T balance_log{0};            ///< ln fall rate taken off by balance training
  T insulin_sensitivity_log_change{0};
  double falls_past_year = 0.6;
  double usual_falls = 0.6;  ///< what peers remember, and `falls_past_year` where it is unknown
  double medications_beyond_usual = 0;
  bool impaired_vision = false;
  bool care_home = false;
};
using RiskFactors = RiskFactorsOf<double>;

/// `function` is that of the body.
template <class T>
RiskFactorsOf<T> risk_factors(const Body<T>& body, const PhysicalFunction<T>& function);

/// Rates per person-year, by Risk.
template <class T>
using RiskRatesOf = std::array<T, risk_count>;
using RiskRates = RiskRatesOf<double>;
template <class T>
RiskRatesOf<T> risk_rates(const RiskFactorsOf<T>& factors, const Parameters<T>& parameters,
                          DisabilityModel model = DisabilityModel::function);
RiskRates risk_rates(const Body<double>& body, DisabilityModel model = DisabilityModel::function);

/// Falls a person-year of peers with average function (years of age, 18-110).
template <class T>
T population_fall_rate(double age_years, bool male, const Parameters<T>& parameters);
/// Share of people (0-1) who fall at least once when the mean number of falls is `expected_falls`.
template <class T>
T share_who_fall(const T& expected_falls, const Parameters<T>& parameters);
/// The same for at least two falls.
template <class T>
T share_who_fall_twice(const T& expected_falls, const Parameters<T>& parameters);

/// Adds rates up along a forecast.
template <class T>
class CumulativeRiskOf {
 public:
  /// Rates hold in a straight line from the last day added. Days in ascending order.
  void add(double day, const RiskRatesOf<T>& rates);
  /// Expected number of events since the first day.
  T expected(Risk risk) const { return hazard_[index(risk)]; }
  /// Chance (0-1) of at least one event since the first day; falls gather in the same people, the rest are
  /// first events.
  T chance(Risk risk, const Parameters<T>& parameters) const;

 private:
  bool started_ = false;
  double day_ = 0;
  RiskRatesOf<T> rates_{};
  RiskRatesOf<T> hazard_{};
};
using CumulativeRisk = CumulativeRiskOf<double>;

}  // namespace sarx
