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

/// "grip_strength 22 kg: 8th centile for women of 74".
std::string standing(std::string_view measure, std::string_view unit, Norm norm_of, double value,
                     const Readings& r) {
  const double share = centile(norm_of, value, r.age_years, r.male);
  const int rank = std::clamp(static_cast<int>(std::lround(share)), 1, 99);
  const int last = rank % 10;
  const std::string_view ending = rank / 10 == 1 ? "th"
                                  : last == 1    ? "st"
                                  : last == 2    ? "nd"
                                  : last == 3    ? "rd"
                                                 : "th";
  return fmt::format("{} {:.3g} {}: {}{} centile for {} of {:.0f}", measure, value, unit, rank, ending,
                     r.male ? "men" : "women", r.age_years);
}

std::vector<std::string> standings(const Readings& r) {
  std::vector<std::string> lines;
  const auto add = [&](std::string_view measure, std::string_view unit, Norm norm_of,
                       const std::optional<double>& value) {
    if (value) lines.push_back(standing(measure, unit, norm_of, *value, r));
  };
  add("grip_strength", "kg", Norm::grip_strength_kg, r.grip_kg);
  add("gait_speed", "m/s", Norm::gait_speed_m_s, r.gait_speed_m_s);
  add("chair_stand_time", "s (a high centile is slow)", Norm::chair_stand_time_s, r.chair_stand_s);
  add("sppb", "points", Norm::sppb_points, r.sppb_points);
  if (r.appendicular_kg && r.height_m)
    add("appendicular lean mass / height^2", "kg/m2", Norm::appendicular_lean_over_height2_kg_m2,
        *r.appendicular_kg / (*r.height_m * *r.height_m));
  return lines;
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
  const std::vector<std::string> among_peers = standings(assessment.readings);
  if (!among_peers.empty()) text += fmt::format("\n{}\n", fmt::join(among_peers, "\n"));
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
  const nlohmann::ordered_json json = {{"definitions", std::move(definitions)}};
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace sarx
