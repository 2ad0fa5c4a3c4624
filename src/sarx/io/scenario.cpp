#include "sarx/io/scenario.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "sarx/io/document.h"
#include "sarx/io/reader.h"
#include "sarx/io/time.h"
#include "sarx/io/value.h"
#include "sarx/io/vocabulary.h"
#include "sarx/person/fractions.h"

namespace sarx {
namespace {

constexpr std::array<std::string_view, 6> top_keys{"name",         "start_date", "subject",
                                                   "measurements", "timeline",   "report"};
constexpr std::array<std::string_view, 3> report_keys{"days", "measures", "regions"};

constexpr double longest_report_days = 36525;  // a century
constexpr FieldInfo report_day{"days", FieldKind::number, "day", true, 0, longest_report_days, "", {}, false};

// One day of a report: a number (its key names the unit) or a time with its unit.
std::optional<double> read_report_day(const Node& node, Faults& faults) {
  if (node.kind == Node::Kind::scalar)
    if (const auto days = parse_duration_days(node.text); days && *days >= 0 && *days <= longest_report_days)
      return days;
  return read_number(node, report_day, "report.days", faults);
}

/// Report days on which somebody would be older than anybody has been.
void check_age(const Subject& subject, const Node& days, Faults& faults) {
  for (const Node& one :
       days.kind == Node::Kind::sequence ? std::span<const Node>(days.items) : std::span(&days, 1)) {
    const auto day = read_report_day(one, faults);
    if (day && *day > last_day_of_life(subject))
      faults.add(one.at,
                 fmt::format("report.days: found {}, expected at most {:.0f} days: {} {} years old, and "
                             "nobody lives past {}",
                             one.text, std::floor(last_day_of_life(subject)),
                             subject.age_years_sd || subject.age_range ? "the oldest would be"
                                                                       : "the subject would be",
                             std::lround(oldest_age_years(subject, *day)), most_age_years));
  }
}

ReportRequest read_report(const Node& node, Faults& faults) {
  ReportRequest report;
  if (!expect_mapping(node, "report", faults)) return report;
  refuse_unknown_keys(node, report_keys, "report", faults);
  if (const Node* days = node.find("days")) {
    // A single number is the last day.
    const std::span<const Node> each =
        days->kind == Node::Kind::sequence ? std::span<const Node>(days->items) : std::span(days, 1);
    for (const auto& one : each)
      if (const auto day = read_report_day(one, faults)) report.days.push_back(*day);
    std::sort(report.days.begin(), report.days.end());
    report.days.erase(std::unique(report.days.begin(), report.days.end()), report.days.end());
  }
  if (const Node* measures = node.find("measures"))
    if (auto words = read_words(*measures, report_measure_names(), "report.measures", faults))
      report.measures = std::move(*words);
  if (const Node* regions = node.find("regions"))
    if (auto words = read_words(*regions, measure_region_names(), "report.regions", faults))
      report.regions = std::move(*words);
  return report;
}

Scenario read_top(const Node& root, Faults& faults) {
  Scenario scenario;
  if (root.find("arms") && !root.find("subject")) {
    faults.add(root.at, "found a study (it has arms), expected a scenario: subject, timeline");
    return scenario;
  }
  refuse_unknown_keys(root, top_keys, "scenario", faults);
  if (const Node* name = root.find("name"))
    if (auto word = read_open_word(*name, "name", faults)) scenario.name = std::move(*word);
  std::optional<long> start_day;
  if (const Node* date = root.find("start_date")) {
    if (date->kind == Node::Kind::scalar) start_day = parse_date(date->text);
    if (start_day)
      scenario.start_date = date->text;
    else
      faults.add(date->at,
                 fmt::format("start_date: found {}, expected a day of the calendar, such as 2025-03-01",
                             found(*date)));
  }
  if (const Node* subject = root.find("subject"))
    scenario.subject = read_subject(*subject, {}, faults);
  else
    faults.add(root.at, "scenario: found no subject, expected one with at least age_years and male_fraction");
  if (const Node* measurements = root.find("measurements"))
    scenario.measurements = read_measurements(*measurements, faults);
  if (const Node* timeline = root.find("timeline")) {
    // With a wrong start_date every date would be a fault again: any valid day keeps those quiet.
    if (!start_day && root.find("start_date")) start_day = 0;
    scenario.timeline = read_timeline(*timeline, start_day, faults);
  }
  if (const Node* report = root.find("report")) scenario.report = read_report(*report, faults);
  if (!faults.empty()) return scenario;
  check_together(scenario.subject, scenario.measurements, root.find("measurements"), scenario.timeline,
                 root.find("timeline"), faults);
  if (const Node* report = root.find("report"))
    if (const Node* days = report->find("days")) check_age(scenario.subject, *days, faults);
  return scenario;
}

}  // namespace

ScenarioResult read_scenario_document(const Node& root, Faults faults) {
  ScenarioResult result{std::nullopt, std::move(faults)};
  if (!expect_mapping(root, "scenario", result.faults)) return result;
  Scenario scenario = read_top(root, result.faults);
  if (result.faults.empty()) result.scenario = std::move(scenario);
  return result;
}

}  // namespace sarx
