// Naming it: the published definitions of sarcopenia and its neighbours, applied to whatever was measured.
// Nothing is imputed: a criterion without a measurement is unknown, and a definition answers only as far as
// what is known decides it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/body/body.h"
#include "sarx/outcome/function.h"
#include "sarx/person/subject.h"

namespace sarx {

enum class Definition : unsigned char {
  ewgsop2,
  ewgsop1,
  awgs2019,
  fnih,
  sdoc,
  glis,
  janssen,
  cachexia,
  glim,
  frailty,
};
inline constexpr std::size_t definition_count = 10;
inline constexpr std::array<std::string_view, definition_count> definition_names{
    "EWGSOP2", "EWGSOP1", "AWGS 2019", "FNIH", "SDOC", "GLIS", "Janssen", "cachexia", "GLIM", "frailty"};
inline constexpr std::array<Definition, definition_count> all_definitions{
    Definition::ewgsop2, Definition::ewgsop1, Definition::awgs2019, Definition::fnih, Definition::sdoc,
    Definition::glis,    Definition::janssen, Definition::cachexia, Definition::glim, Definition::frailty};
constexpr std::string_view name(Definition d) {
  return definition_names[static_cast<std::size_t>(d)];
}

enum class Verdict : unsigned char { none, possible, probable, confirmed, severe, unknown };
inline constexpr std::array<std::string_view, 6> verdict_names{"none",      "possible", "probable",
                                                               "confirmed", "severe",   "unknown"};
constexpr std::string_view name(Verdict v) {
  return verdict_names[static_cast<std::size_t>(v)];
}

enum class MuscleMethod : unsigned char { unstated, dxa, impedance, imaging };

/// What is known of one person on one day. Empty: not measured.
struct Readings {
  bool male = true;
  double age_years = 70;
  std::optional<double> height_m;
  std::optional<double> body_mass_index_kg_m2;
  std::optional<double> grip_kg;        ///< the best of the day
  std::optional<double> chair_stand_s;  ///< five times
  std::optional<double> gait_speed_m_s;
  std::optional<double> sppb_points;
  std::optional<double> timed_up_and_go_s;
  std::optional<double> walk_400m_s;
  std::optional<double> appendicular_kg;           ///< limb lean mass
  std::optional<double> appendicular_index_kg_m2;  ///< over height squared, where the reading is the index
  MuscleMethod appendicular_method = MuscleMethod::unstated;
  std::optional<double> whole_muscle_kg;  ///< skeletal muscle of the whole body
  std::optional<double> whole_muscle_index_kg_m2;
  std::optional<double> calf_cm;
  std::optional<double> sarc_f;
  std::optional<double> weight_loss_percent;
  double weight_loss_days = 180;
  std::optional<double> crp_mg_l;
  std::optional<bool> ill;  ///< a wasting illness is on record
};

/// One definition's answer.
struct Finding {
  Definition definition;
  Verdict verdict;
  std::string because;               ///< every cut-off that was looked at, with the value
  std::vector<std::string> missing;  ///< measures that could still change the answer
  double certainty;                  ///< chance (0-1) that a repeat of the measurements gives the same answer
};

/// A subject's measurements as readings: the latest of each (the best of a day for performance tests; DXA
/// before impedance). What could not be used is appended to `notes`. Never fails; the reader has checked
/// ranges.
Readings take_readings(const Subject& subject, bool male, const std::vector<Measurement>& measurements,
                       std::vector<std::string>* notes = nullptr);

/// What a body gives to the tests that definitions and risks look at, without measurement error.
template <class T>
struct BodyReadings {
  T body_mass_index_kg_m2, weight_loss_percent;
  T grip_kg;  ///< the better hand
  T chair_stand_s, gait_speed_m_s;
  T sppb_points;      ///< expected
  T appendicular_kg;  ///< muscle of the limbs, and what else DXA counted as lean there on day 0
  T whole_muscle_kg;
};
/// `function` is that of the body.
template <class T>
BodyReadings<T> body_readings(const Body<T>& body, const PhysicalFunction<T>& function);

/// The same as readings of a person of this age who was `start_age_years` old on day 0.
Readings to_readings(const Person& person, double start_age_years, double age_years,
                     const BodyReadings<double>& read);
/// Of a body; `function` is its own.
Readings take_readings(const Body<double>& body, const PhysicalFunction<double>& function);
Readings take_readings(const Body<double>& body);

/// One definition, quickly.
Verdict classify(Definition definition, const Readings& readings);

/// Every definition, with reasons.
std::vector<Finding> assess(const Readings& readings);

}  // namespace sarx
