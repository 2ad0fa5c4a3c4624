#include "sarx/io/assess.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sarx/io/scenario.h"
#include "sarx/person/norms.h"

namespace sarx {
namespace {

constexpr double nearly_sure = 0.995;

/// The reasons, with how sure they are given measurement error.
std::string reasons(const Finding& finding) {
  if (finding.verdict == Verdict::unknown && finding.because.empty()) return "not enough was measured";
  std::string text = finding.because;
  if (finding.verdict == Verdict::unknown) return text;
  text += finding.certainty >= nearly_sure
              ? "; a repeat of the measurements would say the same"
              : fmt::format("; {:.0f} % of repeats of the measurements would say the same",
                            100 * finding.certainty);
  return text;
}

Position place(const Node& root, std::string_view key) {
  const Node* subject = root.find("subject");
  const Node* value = subject ? subject->find(key) : nullptr;
  return value ? value->at : subject ? subject->at : root.at;
}

/// Every reading that norms by age and sex know.
std::vector<PeerCentile> peer_centiles(const Readings& r, const Subject& subject,
                                       const std::vector<Measurement>& measurements) {
  std::vector<PeerCentile> all;
  const auto add = [&](std::string measure, std::string unit, Norm norm_of, std::optional<double> value) {
    if (!value) return;
    const double share = centile(norm_of, *value, r.age_years, r.male);
    std::string text = fmt::format("{} {:.3g} {}: {} centile for {} of {:.0f}", measure, *value, unit,
                                   ordinal_centile(share), r.male ? "men" : "women", r.age_years);
    if (norm_of == Norm::chair_stand_time_s) text += " (a high centile is slow)";
    all.push_back({std::move(measure), *value, std::move(unit), share, std::move(text)});
  };
  add("grip_strength", "kg", Norm::grip_strength_kg, r.grip_kg);
  add("gait_speed", "m/s", Norm::gait_speed_m_s, r.gait_speed_m_s);
  add("chair_stand_time", "s", Norm::chair_stand_time_s, r.chair_stand_s);
  add("sppb", "points", Norm::sppb_points, r.sppb_points);
  std::optional<double> lean_index = r.appendicular_index_kg_m2;
  if (r.appendicular_kg && r.height_m) lean_index = *r.appendicular_kg / (*r.height_m * *r.height_m);
  add("appendicular_lean_mass over height squared", "kg/m2", Norm::appendicular_lean_over_height2_kg_m2,
      lean_index);
  // Others than the definitions ask for: the latest of each, the best of a day.
  std::optional<double> weight_kg = subject.weight_kg;
  if (!weight_kg && subject.bmi && r.height_m) weight_kg = *subject.bmi * *r.height_m * *r.height_m;
  const auto latest = [&](auto wanted) {
    const Measurement* found = nullptr;
    for (const Measurement& m : measurements)
      if (wanted(m) && (!found || m.day > found->day || (m.day == found->day && m.value > found->value)))
        found = &m;
    return found ? std::optional(found->value) : std::nullopt;
  };
  add("six_minute_walk", "m", Norm::six_minute_walk_m,
      latest([](const Measurement& m) { return m.measure == "six_minute_walk"; }));
  add("vo2max", "ml/kg/min", Norm::vo2max_ml_per_kg_min,
      latest([](const Measurement& m) { return m.measure == "vo2max"; }));
  const auto knee = latest([](const Measurement& m) {
    return m.measure == "strength" && m.region == "quadriceps" && m.method.rfind("isometric", 0) == 0;
  });
  if (knee && weight_kg)
    add("strength of quadriceps over body mass", "N m/kg", Norm::knee_extension_torque_n_m_per_kg,
        *knee / *weight_kg);
  return all;
}

}  // namespace

AssessmentResult assess_document(const Node& root, Faults faults) {
  ScenarioResult read = read_scenario_document(root, std::move(faults));
  AssessmentResult result{std::nullopt, std::move(read.faults)};
  if (!read.scenario) return result;
  const Scenario& scenario = *read.scenario;
  const double male_fraction = scenario.subject.male_fraction.value_or(0.5);
  if (male_fraction != 0 && male_fraction != 1) {
    result.faults.add(
        place(root, "male_fraction"),
        fmt::format("subject.male_fraction: found {}, expected 0 or 1: an assessment is about one person",
                    male_fraction));
    return result;
  }
  Assessment assessment;
  assessment.name = scenario.name;
  assessment.readings =
      take_readings(scenario.subject, male_fraction == 1, scenario.measurements, &assessment.notes);
  assessment.findings = assess(assessment.readings);
  assessment.centiles = peer_centiles(assessment.readings, scenario.subject, scenario.measurements);
  result.assessment = std::move(assessment);
  return result;
}

std::string assessment_table(const Assessment& assessment) {
  std::string text;
  if (!assessment.name.empty()) text += assessment.name + "\n\n";
  text += fmt::format("{:<10} {:<10} {}\n", "definition", "result", "because");
  for (const Finding& finding : assessment.findings) {
    text +=
        fmt::format("{:<10} {:<10} {}\n", name(finding.definition), name(finding.verdict), reasons(finding));
    if (!finding.missing.empty())
      text += fmt::format("{:<10} {:<10} missing: {}\n", "", "", fmt::join(finding.missing, "; "));
  }
  if (!assessment.centiles.empty()) text += "\n";
  for (const PeerCentile& one : assessment.centiles) text += one.text + "\n";
  if (!assessment.notes.empty()) text += fmt::format("\nNot used\n{}\n", fmt::join(assessment.notes, "\n"));
  text += "\nFor research and education; not medical advice.\n";
  return text;
}

std::string assessment_json(const Assessment& assessment) {
  nlohmann::ordered_json definitions = nlohmann::ordered_json::array();
  for (const Finding& finding : assessment.findings) {
    definitions.push_back({{"name", name(finding.definition)},
                           {"result", name(finding.verdict)},
                           {"because", reasons(finding)},
                           {"missing", finding.missing}});
  }
  nlohmann::ordered_json centiles = nlohmann::ordered_json::array();
  for (const PeerCentile& one : assessment.centiles) {
    centiles.push_back({{"measure", one.measure},
                        {"value", one.value},
                        {"unit", one.unit},
                        {"centile", std::round(10 * one.share_percent) / 10},
                        {"text", one.text}});
  }
  const nlohmann::ordered_json json = {{"definitions", std::move(definitions)},
                                       {"centiles", std::move(centiles)},
                                       {"not_used", assessment.notes}};
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace sarx
