#include "sarx/study/validate_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace sarx {

namespace {

using Json = nlohmann::ordered_json;

/// Six significant digits: more than any study has, and the same on every machine.
Json number(double value) {
  return std::isfinite(value) ? Json(std::stod(fmt::format("{:.6g}", value))) : Json(nullptr);
}

Json score_json(const Score& score, std::string_view key) {
  return {{std::string(key), score.name},
          {"n", score.n},
          {"directions", score.directions},
          {"signs", score.signs},
          {"unit", score.unit},
          {"r2", number(score.model.r2)},
          {"median_absolute_error", number(score.model.median_absolute_error)},
          {"bias", number(score.model.bias)},
          {"signs_right_percent", number(score.signs_right_percent)},
          {"coverage_percent", number(score.coverage_percent)},
          {"baseline_r2", number(score.baseline.r2)},
          {"baseline_median_absolute_error", number(score.baseline.median_absolute_error)},
          {"baseline_signs_right_percent", number(score.baseline_signs_right_percent)}};
}

Json other_json(const std::vector<OtherRow>& rows, bool values) {
  Json list = Json::array();
  for (const OtherRow& row : rows) {
    Json item{{"study", row.study->id}, {"arm", row.arm->name}, {"measure", row.observation->measure}};
    if (row.observation->day) item["day"] = number(*row.observation->day);
    if (values) {
      item["kind"] = std::string(name(row.observation->kind));
      if (row.observation->kind == ValueKind::direction)
        item["observed"] = std::string(name(row.observation->direction()));
      else
        item["observed"] = number(row.observation->value);
    }
    if (!row.why.empty()) item["why"] = row.why;
    list.push_back(std::move(item));
  }
  return list;
}

std::string score_line(const Score& s) {
  return fmt::format("{:<24} {:>5} {:>6.2f} {:>7.2f} {:>6.0f} {:>6.0f}  {:>6.2f} {:>7.2f} {:>6.0f}   {}\n",
                     s.name, s.n, s.model.r2, s.model.median_absolute_error, s.signs_right_percent,
                     s.coverage_percent, s.baseline.r2, s.baseline.median_absolute_error,
                     s.baseline_signs_right_percent, s.unit);
}

std::string score_table(const std::vector<Score>& list) {
  std::string text =
      fmt::format("{:<24} {:>5} {:>6} {:>7} {:>6} {:>6}  {:>6} {:>7} {:>6}   {}\n", "", "n", "R2", "median",
                  "signs", "in 90%", "R2", "median", "signs", "unit of the error");
  text += fmt::format("{:<24} {:>5} {:>6} {:>7} {:>6} {:>6}  {:>6} {:>7} {:>6}\n", "", "", "model", "error",
                      "right", "band", "base", "error", "right");
  for (const Score& score : list) text += score_line(score);
  return text;
}

std::string cut(std::string text, std::size_t length) {
  if (text.size() > length) text = text.substr(0, length - 1) + "~";
  return text;
}

}  // namespace

std::string observed_text(const ScoredRow& row) {
  if (row.scale.kind == ValueKind::direction) return std::string(name(row.observation->direction()));
  return fmt::format("{:.3g}", row.observed);
}

std::vector<const ScoredRow*> by_misfit(const Validation& validation) {
  std::vector<const ScoredRow*> rows;
  for (const ScoredRow& row : validation.rows) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const ScoredRow* a, const ScoredRow* b) {
    return std::abs(a->standardised()) > std::abs(b->standardised());
  });
  return rows;
}

std::string validation_json(const Validation& validation) {
  Json rows = Json::array();
  for (const ScoredRow& row : validation.rows) {
    const Observation& o = *row.observation;
    Json item{{"study", row.study->id},
              {"arm", row.arm->name},
              {"topic", row.study->topic},
              {"split", std::string(name(row.split))},
              {"measure", o.measure},
              {"region", o.region},
              {"side", o.side},
              {"method", o.method},
              {"day", number(o.day.value_or(0))},
              {"kind", std::string(name(o.kind))},
              {"unit", row.unit}};
    if (o.kind == ValueKind::direction)
      item["observed"] = std::string(name(o.direction()));
    else
      item["observed"] = number(row.observed);
    item["se"] = row.se ? number(*row.se) : Json(nullptr);
    item["predicted"] = number(row.predicted);
    item["predicted_lo"] = number(row.predicted_lo);
    item["predicted_hi"] = number(row.predicted_hi);
    item["inside"] = row.inside;
    item["fitted"] = row.fitted;
    item["baseline"] = row.has_baseline ? number(row.scale.from_scale(row.baseline)) : Json(nullptr);
    rows.push_back(std::move(item));
  }
  Json topics = Json::array();
  for (const Score& score : scores(validation.rows, GroupBy::topic))
    topics.push_back(score_json(score, "topic"));
  Json measures = Json::array();
  for (const Score& score : scores(validation.rows, GroupBy::measure_class))
    measures.push_back(score_json(score, "measure"));
  Json overall = Json::object();
  for (const Score& score : scores(validation.rows, GroupBy::overall)) overall = score_json(score, "name");
  const std::size_t wanted = validation.rows.size() + validation.skipped.size();
  overall["rows"] = validation.rows.size();
  overall["skipped"] = validation.skipped.size();
  overall["skipped_percent"] = number(
      wanted > 0 ? 100.0 * static_cast<double>(validation.skipped.size()) / static_cast<double>(wanted) : 0);
  Json refused = Json::array();
  for (const Diagnostic& fault : validation.refused)
    refused.push_back(
        {{"file", fault.file}, {"line", fault.at.line}, {"column", fault.at.column}, {"why", fault.message}});
  const Json document{{"rows", std::move(rows)},
                      {"skipped", other_json(validation.skipped, false)},
                      {"given", other_json(validation.given, true)},
                      {"relations", other_json(validation.relations, true)},
                      {"not_scored", other_json(validation.not_scored, true)},
                      {"by_topic", std::move(topics)},
                      {"by_measure", std::move(measures)},
                      {"overall", std::move(overall)},
                      {"refused", std::move(refused)}};
  return document.dump(1) + "\n";
}

std::string validation_table(const Validation& validation, std::size_t worst) {
  std::string text =
      fmt::format("{} observations scored, {} skipped, {} given, {} relations, {} not scored\n\n",
                  validation.rows.size(), validation.skipped.size(), validation.given.size(),
                  validation.relations.size(), validation.not_scored.size());
  text += "By measure\n" + score_table(scores(validation.rows, GroupBy::measure_class)) + "\n";
  text += "By topic\n" + score_table(scores(validation.rows, GroupBy::topic)) + "\n";
  text += "By topic and measure\n" + score_table(scores(validation.rows, GroupBy::topic_and_class)) + "\n";
  text += "All\n" + score_table(scores(validation.rows, GroupBy::overall));
  if (worst > 0) {
    text += fmt::format(
        "\nLargest misses\n{:>6} {:<38} {:<26} {:<22} {:<16} {:<22} {:>6} {:<10} {:>8} {:>8} {:>8} {:>8}\n",
        "SD", "study", "arm", "measure", "region", "method", "day", "kind", "observed", "predicted", "lo",
        "hi");
    std::size_t shown = 0;
    for (const ScoredRow* row : by_misfit(validation)) {
      if (shown++ == worst) break;
      const Observation& o = *row->observation;
      text += fmt::format(
          "{:>6.1f} {:<38} {:<26} {:<22} {:<16} {:<22} {:>6g} {:<10} {:>8} {:>8.3g} {:>8.3g} {:>8.3g}\n",
          row->standardised(), cut(row->study->id, 38), cut(row->arm->name, 26), cut(o.measure, 22),
          cut(o.region + (o.side.empty() ? "" : " " + o.side), 16), cut(o.method, 22), o.day.value_or(0),
          cut(std::string(name(o.kind)), 10), observed_text(*row), row->predicted, row->predicted_lo,
          row->predicted_hi);
    }
  }
  if (!validation.skipped.empty()) {
    text += "\nSkipped\n";
    for (const OtherRow& row : validation.skipped)
      text += fmt::format("  {} | {} | {}: {}\n", row.study->id, row.arm->name, row.observation->measure,
                          row.why);
  }
  return text;
}

}  // namespace sarx
