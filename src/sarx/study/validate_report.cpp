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

std::string observed_text(const ScoredRow& row) {
  if (row.scale.kind == ValueKind::direction) return std::string(name(row.observation->direction()));
  return fmt::format("{:.3g}", row.observed);
}

std::string cut(std::string text, std::size_t length) {
  if (text.size() > length) text = text.substr(0, length - 1) + "~";
  return text;
}

std::string escape(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '&')
      result += "&amp;";
    else if (c == '"')
      result += "&quot;";
    else
      result += c;
  }
  return result;
}

/// Worst first.
std::vector<const ScoredRow*> by_misfit(const Validation& validation) {
  std::vector<const ScoredRow*> rows;
  for (const ScoredRow& row : validation.rows) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const ScoredRow* a, const ScoredRow* b) {
    return std::abs(a->standardised()) > std::abs(b->standardised());
  });
  return rows;
}

/// Predicted against observed, in the common unit of one class, as an SVG picture.
std::string scatter_svg(const Validation& validation, MeasureClass c) {
  struct Point {
    double x, y;
    bool test;
    std::string label;
  };
  std::vector<Point> points;
  std::vector<double> all;
  for (const ScoredRow& row : validation.rows) {
    if (row.measure_class != c || row.scale.kind == ValueKind::direction || !row.level_known) continue;
    points.push_back({row.common(row.scaled_observed), row.common(row.scaled_predicted),
                      row.split == Split::test,
                      row.study->id + ", " + row.arm->name + ": observed " + observed_text(row) +
                          ", predicted " + fmt::format("{:.3g} {}", row.predicted, row.unit)});
    all.push_back(points.back().x);
    all.push_back(points.back().y);
  }
  if (points.size() < 2) return "";
  const double lo = std::min(0.0, quantile(all, 0.01));
  const double hi = std::max(0.0, quantile(all, 0.99));
  const double span = hi > lo ? hi - lo : 1;
  constexpr double size = 320;
  const auto at = [&](double v) { return 30 + (std::clamp(v, lo, hi) - lo) / span * (size - 40); };
  std::string svg = fmt::format(
      "<svg viewBox='0 0 {0} {0}' role='img' aria-label='{1}: predicted against observed'><title>{1}</title>"
      "<line class='axis' x1='{2:.1f}' y1='{3:.1f}' x2='{4:.1f}' y2='{5:.1f}'/>",
      size, name(c), at(lo), size - at(lo), at(hi), size - at(hi));
  svg += fmt::format("<line class='zero' x1='{0:.1f}' y1='{1:.1f}' x2='{0:.1f}' y2='{2:.1f}'/>", at(0),
                     size - at(lo), size - at(hi));
  svg += fmt::format("<line class='zero' x1='{1:.1f}' y1='{0:.1f}' x2='{2:.1f}' y2='{0:.1f}'/>", size - at(0),
                     at(lo), at(hi));
  for (const Point& p : points)
    svg += fmt::format("<circle class='{}' cx='{:.1f}' cy='{:.1f}' r='3'><title>{}</title></circle>",
                       p.test ? "test" : "fitted", at(p.x), size - at(p.y), escape(p.label));
  svg += fmt::format(
      "<text x='{:.0f}' y='{:.0f}'>{:.3g}</text><text x='{:.0f}' y='{:.0f}' text-anchor='end'>{:.3g}</text>",
      at(lo), size - 6, lo, at(hi), size - 6, hi);
  return svg + "</svg>";
}

std::vector<ScoredRow> of_split(const Validation& validation, Split split) {
  std::vector<ScoredRow> rows;
  for (const ScoredRow& row : validation.rows)
    if (row.split == split) rows.push_back(row);
  return rows;
}

std::string markdown_scores(const std::vector<Score>& list, std::string_view first) {
  std::string text = fmt::format(
      "| {} | n | R² | median error | signs right % | inside 90 % band | baseline R² | baseline median error "
      "| unit |\n"
      "|---|---|---|---|---|---|---|---|---|\n",
      first);
  for (const Score& s : list)
    text += fmt::format("| {} | {} | {:.2f} | {:.2f} | {:.0f} | {:.0f} | {:.2f} | {:.2f} | {} |\n", s.name,
                        s.n, s.model.r2, s.model.median_absolute_error, s.signs_right_percent,
                        s.coverage_percent, s.baseline.r2, s.baseline.median_absolute_error, s.unit);
  return text;
}

}  // namespace

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
  const Json document{{"rows", std::move(rows)},
                      {"skipped", other_json(validation.skipped, false)},
                      {"given", other_json(validation.given, true)},
                      {"relations", other_json(validation.relations, true)},
                      {"not_scored", other_json(validation.not_scored, true)},
                      {"by_topic", std::move(topics)},
                      {"by_measure", std::move(measures)},
                      {"overall", std::move(overall)}};
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

std::string validation_html(const Validation& validation) {
  std::string html =
      "<!doctype html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' "
      "content='width=device-width,initial-scale=1'><title>sarx: predicted and observed</title><style>"
      ":root{color-scheme:light "
      "dark;--ink:#1c1b1a;--paper:#fbfaf7;--quiet:#6d6a64;--line:#d9d5cc;--test:#b3402a;--fit:#8fa3b0}"
      "@media(prefers-color-scheme:dark){:root{--ink:#ece8e1;--paper:#171614;--quiet:#a29d94;--line:#3a3733;-"
      "-test:#ff8a70;"
      "--fit:#6c8494}}"
      "body{font:16px/1.5 Georgia,serif;background:var(--paper);color:var(--ink);max-width:72rem;margin:2rem "
      "auto;padding:0 1rem}"
      "h1,h2{font-weight:500}table{border-collapse:collapse;font:14px/1.4 system-ui,sans-serif;width:100%}"
      "td,th{padding:.25rem .5rem;border-bottom:1px solid var(--line);text-align:right}"
      "td:first-child,th:first-child,td.t{text-align:left}.grid{display:grid;grid-template-columns:repeat("
      "auto-fill,minmax(18rem,"
      "1fr));gap:1.5rem}figure{margin:0}svg{width:100%;height:auto}svg text{font:11px "
      "system-ui,sans-serif;fill:var(--quiet)}"
      ".axis{stroke:var(--quiet)}.zero{stroke:var(--line)}.test{fill:var(--test)}.fitted{fill:var(--fit);"
      "opacity:.6}"
      ".note{color:var(--quiet)}.miss{color:var(--test)}.scroll{overflow-x:auto}</style></head><body>"
      "<h1>Predicted and observed</h1><p class='note'>Test studies (red) chose nothing in the model; "
      "calibration studies (grey) "
      "chose its parameters. Research and education; not medical advice.</p>";
  const auto table = [&](const std::vector<Score>& list, std::string_view first) {
    html += fmt::format(
        "<div class='scroll'><table><thead><tr><th>{}</th><th>n</th><th>R²</th><th>median "
        "error</th><th>signs right %</th>"
        "<th>inside 90 % band</th><th>baseline R²</th><th>baseline error</th><th "
        "class='t'>unit</th></tr></thead><tbody>",
        first);
    for (const Score& s : list)
      html += fmt::format(
          "<tr><td>{}</td><td>{}</td><td>{:.2f}</td><td{}>{:.2f}</td><td>{:.0f}</td><td>{:.0f}</"
          "td><td>{:.2f}</td><td>{:.2f}"
          "</td><td class='t'>{}</td></tr>",
          escape(s.name), s.n, s.model.r2,
          s.baseline.n > 0 && s.model.median_absolute_error > s.baseline.median_absolute_error
              ? " class='miss'"
              : "",
          s.model.median_absolute_error, s.signs_right_percent, s.coverage_percent, s.baseline.r2,
          s.baseline.median_absolute_error, s.unit);
    html += "</tbody></table></div>";
  };
  for (const Split split : {Split::test, Split::calibration}) {
    const auto rows = of_split(validation, split);
    if (rows.empty()) continue;
    html += split == Split::test ? "<h2>Studies it has never seen</h2>" : "<h2>Studies it was fitted to</h2>";
    table(scores(rows, GroupBy::measure_class), "measure");
    html += "<h3>By topic</h3>";
    table(scores(rows, GroupBy::topic_and_class), "topic, measure");
  }
  html += "<h2>Predicted (up) against observed (right)</h2><div class='grid'>";
  for (std::size_t c = 0; c < measure_class_count; ++c) {
    const std::string svg = scatter_svg(validation, static_cast<MeasureClass>(c));
    if (!svg.empty())
      html +=
          "<figure>" + svg + "<figcaption>" + std::string(measure_class_names[c]) + "</figcaption></figure>";
  }
  html +=
      "</div><h2>Every observation, largest misses first</h2><div "
      "class='scroll'><table><thead><tr><th>study</th><th>arm</th>"
      "<th>measure</th><th>day</th><th>observed</th><th>predicted</th><th>90 % "
      "band</th><th>unit</th><th>split</th></tr></thead>"
      "<tbody>";
  for (const ScoredRow* row : by_misfit(validation)) {
    const Observation& o = *row->observation;
    html += fmt::format(
        "<tr><td>{}</td><td class='t'>{}</td><td "
        "class='t'>{}</td><td>{:g}</td><td>{}</td><td{}>{:.3g}</td><td>{:.3g} to {:.3g}</td>"
        "<td class='t'>{}</td><td class='t'>{}</td></tr>",
        escape(row->study->id), escape(row->arm->name),
        escape(o.measure + (o.region.empty() ? "" : ", " + o.region) + (o.side.empty() ? "" : " " + o.side)),
        o.day.value_or(0), observed_text(*row), row->inside ? "" : " class='miss'", row->predicted,
        row->predicted_lo, row->predicted_hi, escape(row->unit), name(row->split));
  }
  return html + "</tbody></table></div></body></html>\n";
}

std::string validation_markdown(const Validation& validation) {
  std::string text =
      "# Validation\n\nGenerated by `sarx validate --split all --format markdown`. Do not edit.\n\n"
      "Every replayable observation of `evidence/` beside what the model says. Test studies chose nothing in "
      "the model; the "
      "baseline is the mean of what calibration studies with the same events found in the same measure. "
      "Errors across measures "
      "are in standard deviations between studies. The 90 % band holds parameter uncertainty, spread between "
      "studies and the "
      "study's own sampling error.\n\n";
  for (const Split split : {Split::test, Split::calibration}) {
    const auto rows = of_split(validation, split);
    if (rows.empty()) continue;
    text += split == Split::test ? "## Studies it has never seen (test)\n\n"
                                 : "## Studies it was fitted to (calibration)\n\n";
    auto by_topic = scores(rows, GroupBy::topic);
    // Failures first.
    std::stable_sort(by_topic.begin(), by_topic.end(), [](const Score& a, const Score& b) {
      return a.model.median_absolute_error - a.baseline.median_absolute_error >
             b.model.median_absolute_error - b.baseline.median_absolute_error;
    });
    text += markdown_scores(scores(rows, GroupBy::measure_class), "measure") + "\n";
    text += markdown_scores(by_topic, "topic") + "\n";
    text += markdown_scores(scores(rows, GroupBy::topic_and_class), "topic, measure") + "\n";
  }
  text +=
      "## Largest misses\n\n| study | arm | measure | day | observed | predicted | 90 % band | unit | split "
      "|\n"
      "|---|---|---|---|---|---|---|---|---|\n";
  std::size_t shown = 0;
  for (const ScoredRow* row : by_misfit(validation)) {
    if (shown++ == 40) break;
    const Observation& o = *row->observation;
    text += fmt::format("| {} | {} | {} | {:g} | {} | {:.3g} | {:.3g} to {:.3g} | {} | {} |\n",
                        row->study->id, row->arm->name, o.measure + (o.region.empty() ? "" : ", " + o.region),
                        o.day.value_or(0), observed_text(*row), row->predicted, row->predicted_lo,
                        row->predicted_hi, row->unit, name(row->split));
  }
  text += fmt::format("\n{} observations scored, {} skipped, {} given, {} relations, {} not scored.\n",
                      validation.rows.size(), validation.skipped.size(), validation.given.size(),
                      validation.relations.size(), validation.not_scored.size());
  return text;
}

}  // namespace sarx
