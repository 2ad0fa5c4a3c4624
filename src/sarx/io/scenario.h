// A scenario: who, what happens to them, and what to report.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/io/diagnostic.h"
#include "sarx/io/document.h"
#include "sarx/person/subject.h"
#include "sarx/timeline/timeline.h"

namespace sarx {

struct ReportRequest {
  std::vector<double> days;           ///< ascending; empty: the program chooses
  std::vector<std::string> measures;  ///< empty: the usual ones
  std::vector<std::string> regions;   ///< empty: the usual ones
};

struct Scenario {
  std::string name;                       ///< "" where not given
  std::optional<std::string> start_date;  ///< date of day 0, YYYY-MM-DD
  Subject subject;
  std::vector<Measurement> measurements;
  Timeline timeline;
  ReportRequest report;
};

/// A scenario, or what is wrong with it.
struct ScenarioResult {
  std::optional<Scenario> scenario;  ///< there exactly where `faults` is empty
  Faults faults;
};

/// Read a scenario file, YAML or JSON ("-": standard input). Never throws on bad input.
ScenarioResult read_scenario(const std::string& path);
/// Read a scenario's text; `name` stands for the file in messages (".json" at its end: JSON).
ScenarioResult read_scenario_text(std::string_view text, std::string name);
/// Read a scenario from its document; `faults` may hold what was wrong with its form.
ScenarioResult read_scenario_document(const Node& root, Faults faults);

}  // namespace sarx
