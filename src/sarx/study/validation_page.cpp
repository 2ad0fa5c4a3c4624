#include "sarx/study/validation_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "sarx/io/html.h"
#include "sarx/study/evidence_coverage.h"
#include "sarx/study/statistics.h"
#include "sarx/study/validate_report.h"

namespace sarx {

namespace {

using html::escaped;

// Tables, written once for both kinds of page

struct Cell {
  std::string text;
  bool flagged = false;  ///< worse than it should be
};
struct Table {
  std::vector<std::string> head;
  std::vector<bool> number;  ///< by column: aligned as a number
  std::vector<std::vector<Cell>> rows;

  void column(std::string title, bool is_number) {
    head.push_back(std::move(title));
    number.push_back(is_number);
  }
};

std::string in_markdown(const Table& table) {
  std::string text = "|";
  for (const std::string& title : table.head) text += " " + title + " |";
  text += "\n|";
  for (std::size_t c = 0; c < table.head.size(); ++c) text += "---|";
  text += "\n";
  for (const auto& row : table.rows) {
    text += "|";
    for (const Cell& cell : row) {
      std::string safe;
      for (const char c : cell.text) safe += c == '|' ? "/" : std::string(1, c);
      text += " " + safe + " |";
    }
    text += "\n";
  }
  return text;
}

std::string in_html(const Table& table, std::string_view name) {
  std::string text =
      fmt::format("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>",
                  escaped(name));
  for (std::size_t c = 0; c < table.head.size(); ++c)
    text += fmt::format("<th scope=\"col\"{}>{}</th>", table.number[c] ? " class=\"num\"" : "",
                        escaped(table.head[c]));
  text += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    text += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c) {
      std::string classes = table.number[c] ? "num" : "";
      if (row[c].flagged) classes += classes.empty() ? "miss" : " miss";
      if (row[c].text == "fitted" || row[c].text == "unseen") classes = row[c].text;
      text += classes.empty() ? "<td>" : "<td class=\"" + classes + "\">";
      text += escaped(row[c].text) + "</td>";
    }
    text += "</tr>\n";
  }
  return text + "</tbody></table></div>\n";
}

std::string count_text(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string significant(double value) {
  std::string text = fmt::format("{:.3g}", value);
  if (text.find('e') != std::string::npos) text = fmt::format("{:.0f}", value);
  return text == "-0" ? "0" : text;
}

std::string where(const Observation& o) {
  std::string text = o.measure;
  for (const std::string* part : {&o.region, &o.muscle, &o.side})
    if (!part->empty()) text += ", " + *part;
  if (!o.fibre.empty()) text += ", type " + o.fibre;
  return text;
}

std::string observed_with_error(const ScoredRow& row) {
  std::string text = observed_text(row);
  if (row.se) text += fmt::format(" ± {}", significant(*row.se));
  return text;
}

std::string band_text(const ScoredRow& row) {
  return significant(row.predicted_lo) + " to " + significant(row.predicted_hi);
}

std::string mark(const ScoredRow& row) {
  return row.fitted ? "fitted" : "unseen";
}

std::vector<ScoredRow> rows_of(const Validation& validation, bool fitted) {
  std::vector<ScoredRow> rows;
  for (const ScoredRow& row : validation.rows)
    if (row.fitted == fitted) rows.push_back(row);
  return rows;
}

bool worse_than_baseline(const Score& s) {
  return s.baseline.n > 0 && s.model.n > 0 &&
         s.model.median_absolute_error > s.baseline.median_absolute_error;
}

Table score_table(const std::vector<Score>& list, std::string_view first) {
  Table table;
  table.column(std::string(first), false);
  for (const char* title : {"n", "R²", "median error", "signs right %", "inside 90 % band", "baseline R²",
                            "baseline median error"})
    table.column(title, true);
  table.column("unit", false);
  const auto if_any = [](std::size_t n, std::size_t least, double value, int decimals) {
    return n < least ? std::string("–") : fmt::format("{:.{}f}", value, decimals);
  };
  for (const Score& s : list) {
    const bool banded = s.n > 0;
    table.rows.push_back(
        {{s.name},
         {fmt::format("{}", s.n)},
         {if_any(s.model.n, 2, s.model.r2, 2)},
         {if_any(s.model.n, 1, s.model.median_absolute_error, 2), worse_than_baseline(s)},
         {if_any(s.signs, 1, s.signs_right_percent, 0)},
         {if_any(s.n, 1, s.coverage_percent, 0), banded && s.n >= 8 && s.coverage_percent < 80},
         {if_any(s.baseline.n, 2, s.baseline.r2, 2)},
         {if_any(s.baseline.n, 1, s.baseline.median_absolute_error, 2)},
         {s.unit}});
  }
  return table;
}

// What the model is asked to reach

struct Target {
  MeasureClass measure_class;
  std::string_view name;
  double r2, median_error, signs_right;
  double largest_change = 1e9;  ///< of those that are judged, on the common scale
};
constexpr std::array<Target, 5> targets{
    {{MeasureClass::size, "muscle size, %", 0.80, 2.8, 95},
     {MeasureClass::strength, "strength, % (changes up to 60 %)", 0.70, 4.5, 94, 60},
     {MeasureClass::lean_mass, "lean mass, kg", 0.78, 0.5, 90},
     {MeasureClass::fat_mass, "fat mass, kg", 0.88, 0.9, 95},
     {MeasureClass::body_mass, "body mass, kg", 0.85, 1.1, 95}}};

Table target_table(const std::vector<ScoredRow>& unseen) {
  Table table;
  table.column("measure", false);
  for (const char* title : {"n", "R²", "at least", "median error", "at most", "signs right %", "at least",
                            "baseline median error"})
    table.column(title, true);
  for (const Target& target : targets) {
    std::vector<ScoredRow> rows;
    for (const ScoredRow& row : unseen)
      if (row.measure_class == target.measure_class &&
          (row.scale.kind == ValueKind::direction ||
           std::abs(row.common(row.scaled_observed)) <= target.largest_change))
        rows.push_back(row);
    const auto list = scores(rows, GroupBy::measure_class);
    if (list.empty()) continue;
    const Score& s = list.front();
    table.rows.push_back(
        {{std::string(target.name)},
         {fmt::format("{}", s.n)},
         {fmt::format("{:.2f}", s.model.r2), s.model.r2 < target.r2},
         {fmt::format("{:.2f}", target.r2)},
         {fmt::format("{:.2f}", s.model.median_absolute_error),
          s.model.median_absolute_error > target.median_error},
         {fmt::format("{:.1f}", target.median_error)},
         {fmt::format("{:.0f}", s.signs_right_percent), s.signs_right_percent < target.signs_right},
         {fmt::format("{:.0f}", target.signs_right)},
         {fmt::format("{:.2f}", s.baseline.median_absolute_error)}});
  }
  return table;
}

/// What isn't as it should be, in sentences.
std::vector<std::string> failures(const Validation& validation) {
  std::vector<std::string> list;
  const auto unseen = rows_of(validation, false);
  for (const auto& row : target_table(unseen).rows) {
    std::string text;
    for (const auto& [at, what] :
         {std::pair<std::size_t, std::string_view>{2, "R²"}, {4, "median error"}, {6, "signs right, %:"}})
      if (row[at].flagged)
        text += fmt::format("{}{} {} (asked for: {} {})", text.empty() ? "" : "; ", what, row[at].text,
                            at == 4 ? "at most" : "at least", row[at + 1].text);
    if (!text.empty()) list.push_back(fmt::format("Unseen studies, {}: {}.", row[0].text, text));
  }
  for (const bool fitted : {false, true}) {
    const auto rows = fitted ? rows_of(validation, true) : unseen;
    const std::string_view whose = fitted ? "Fitted studies" : "Unseen studies";
    std::string worse;
    for (const GroupBy by : {GroupBy::topic, GroupBy::measure_class, GroupBy::topic_and_class})
      for (const Score& s : scores(rows, by))
        if (worse_than_baseline(s) && s.model.n >= (by == GroupBy::topic_and_class ? 4u : 1u))
          worse += fmt::format("{}{} ({}, median error {:.2f} against {:.2f})", worse.empty() ? "" : ", ",
                               s.name, count_text(s.model.n, "observation", "observations"),
                               s.model.median_absolute_error, s.baseline.median_absolute_error);
    if (!worse.empty()) list.push_back(fmt::format("{}, worse than the baseline: {}.", whose, worse));
    std::string outside;
    for (const GroupBy by : {GroupBy::measure_class, GroupBy::topic})
      for (const Score& s : scores(rows, by))
        if (s.n >= 8 && s.coverage_percent < 80)
          outside += fmt::format("{}{} ({:.0f} % of {})", outside.empty() ? "" : ", ", s.name,
                                 s.coverage_percent, s.n);
    if (!outside.empty())
      list.push_back(fmt::format("{}, fewer than 80 % inside the 90 % band: {}.", whose, outside));
    const auto all = scores(rows, GroupBy::overall);
    if (!all.empty() && !fitted && all.front().n >= 30 &&
        (all.front().coverage_percent < 86 || all.front().coverage_percent > 95))
      list.push_back(fmt::format(
          "{}, all measures: {:.0f} % of observations inside the 90 % band (asked for: 86 to 95).", whose,
          all.front().coverage_percent));
  }
  return list;
}

Table miss_table(const Validation& validation, std::size_t most) {
  Table table;
  for (const char* title : {"study", "arm", "measure"}) table.column(title, false);
  for (const char* title : {"day", "observed", "predicted", "90 % band"}) table.column(title, true);
  table.column("unit", false);
  table.column("model", false);
  for (const ScoredRow* row : by_misfit(validation)) {
    if (table.rows.size() == most) break;
    if (row->inside) continue;
    table.rows.push_back({{row->study->id},
                          {row->arm->name},
                          {where(*row->observation)},
                          {fmt::format("{:g}", row->observation->day.value_or(0))},
                          {observed_with_error(*row)},
                          {significant(row->predicted), true},
                          {band_text(*row)},
                          {row->unit},
                          {mark(*row)}});
  }
  return table;
}

Table observation_table(const std::vector<const ScoredRow*>& rows) {
  Table table;
  for (const char* title : {"study", "arm", "measure", "method"}) table.column(title, false);
  for (const char* title : {"day", "observed", "predicted", "90 % band", "baseline"})
    table.column(title, true);
  table.column("unit", false);
  table.column("model", false);
  for (const ScoredRow* row : rows)
    table.rows.push_back({{row->study->id},
                          {row->arm->name},
                          {where(*row->observation)},
                          {row->observation->method},
                          {fmt::format("{:g}", row->observation->day.value_or(0))},
                          {observed_with_error(*row)},
                          {significant(row->predicted) + (row->inside ? "" : " outside"), !row->inside},
                          {band_text(*row)},
                          {row->has_baseline ? significant(row->scale.from_scale(row->baseline)) : "–"},
                          {row->unit},
                          {mark(*row)}});
  return table;
}

/// Rows that are not scored, by reason.
Table reason_table(const std::vector<OtherRow>& rows) {
  std::map<std::string, std::pair<std::size_t, std::set<std::string>>> by_reason;
  for (const OtherRow& row : rows) {
    auto& [n, studies] = by_reason[row.why];
    ++n;
    studies.insert(row.study->id);
  }
  Table table;
  table.column("reason", false);
  table.column("observations", true);
  table.column("studies", false);
  constexpr std::size_t named = 6;
  for (const auto& [why, found] : by_reason) {
    std::string studies;
    std::size_t k = 0;
    for (const std::string& id : found.second) {
      if (k++ == named) {
        studies += fmt::format(" and {} more", found.second.size() - named);
        break;
      }
      studies += (studies.empty() ? "" : ", ") + id;
    }
    table.rows.push_back({{why.empty() ? "–" : why}, {fmt::format("{}", found.first)}, {studies}});
  }
  return table;
}

Table other_table(const std::vector<OtherRow>& rows) {
  Table table;
  for (const char* title : {"study", "arm", "measure"}) table.column(title, false);
  table.column("day", true);
  table.column("value", true);
  table.column("why", false);
  for (const OtherRow& row : rows) {
    const Observation& o = *row.observation;
    table.rows.push_back(
        {{row.study->id},
         {row.arm->name},
         {where(o)},
         {o.day ? fmt::format("{:g}", *o.day) : "–"},
         {o.kind == ValueKind::direction ? std::string(name(o.direction())) : significant(o.value)},
         {row.why}});
  }
  return table;
}

Table coverage_table(const Validation& validation) {
  Table table;
  table.column("event", false);
  table.column("kind", false);
  for (const char* title : {"fitted", "unseen", "not replayed"}) table.column(title, true);
  table.column("", false);
  for (const CoverageRow& row : evidence_coverage(validation))
    table.rows.push_back({{row.event},
                          {row.word.empty() ? "(all)" : row.word},
                          {fmt::format("{}", row.fitted)},
                          {fmt::format("{}", row.unseen)},
                          {fmt::format("{}", row.other)},
                          {row.replayed() ? "" : "no replayable evidence", !row.replayed()}});
  return table;
}

// Sentences that both pages have

constexpr std::string_view how_to_read =
    "Fitted studies chose the parameters; unseen ones chose nothing in the model. The baseline is dumb on "
    "purpose: the mean of what "
    "fitted studies with the same events found in the same measure. Errors of one measure are in its own "
    "unit; errors across measures are "
    "in standard deviations between studies. The 90 % band is for the number the study will report: what the "
    "parameters leave open, the "
    "spread between studies (estimated from fitted studies, each predicted without itself), and the study's "
    "own sampling error.";
constexpr std::string_view about_misses =
    "Failures of both kinds are listed so that nobody has to look for them. Those of unseen studies are not "
    "a work list: a model that is "
    "changed until they vanish has seen them, and nothing is left to judge it by. Work on the fitted ones.";

std::string counts(const Validation& v) {
  std::set<std::string> studies;
  for (const ScoredRow& row : v.rows) studies.insert(row.study->id);
  return fmt::format("{} of {} scored, {} skipped, {} given, {} relations, {} not scored.",
                     count_text(v.rows.size(), "observation", "observations"),
                     count_text(studies.size(), "study", "studies"), v.skipped.size(), v.given.size(),
                     v.relations.size(), v.not_scored.size());
}

std::vector<Score> failures_first(std::vector<Score> list) {
  std::stable_sort(list.begin(), list.end(), [](const Score& a, const Score& b) {
    return a.model.median_absolute_error - a.baseline.median_absolute_error >
           b.model.median_absolute_error - b.baseline.median_absolute_error;
  });
  return list;
}

std::string heading(bool fitted) {
  return fitted ? "Studies it was fitted to (calibration)" : "Studies it has never seen (test)";
}

// Pictures

/// Round numbers, about `count` of them, that cover a range.
std::vector<double> round_ticks(double low, double high, int count) {
  const double raw = std::max(1e-9, high - low) / count;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  double step = 10 * power;
  for (const double factor : {1.0, 2.0, 5.0})
    if (raw <= factor * power) {
      step = factor * power;
      break;
    }
  std::vector<double> ticks;
  const auto last = static_cast<long>(std::floor(high / step + 1e-9));
  for (long n = std::lround(std::ceil(low / step)); n <= last; ++n)
    ticks.push_back(static_cast<double>(n) * step);
  return ticks;
}

/// Predicted against observed, with the 90 % bands, in the common unit of one class of measures.
std::string scatter(const Validation& validation, MeasureClass c) {
  std::vector<const ScoredRow*> rows;
  std::vector<double> all;
  std::string unit;
  for (const bool fitted : {true, false})
    for (const ScoredRow& row : validation.rows) {
      if (row.fitted != fitted || row.measure_class != c || row.scale.kind == ValueKind::direction ||
          !row.level_known)
        continue;
      rows.push_back(&row);
      all.push_back(row.common(row.scaled_observed));
      all.push_back(row.common(row.scaled_predicted));
      unit = row.scale.percent ? "%" : c == MeasureClass::composition ? "points" : "kg";
    }
  if (rows.size() < 2) return "";
  double low = std::min(0.0, quantile(all, 0.01)), high = std::max(0.0, quantile(all, 0.99));
  const double margin = 0.06 * std::max(1e-6, high - low);
  low -= margin;
  high += margin;
  constexpr double size = 380, left = 52, bottom = 46, top = 10, right = 10;
  const auto x = [&](double v) {
    return left + (std::clamp(v, low, high) - low) / (high - low) * (size - left - right);
  };
  const auto y = [&](double v) {
    return size - bottom - (std::clamp(v, low, high) - low) / (high - low) * (size - top - bottom);
  };
  std::string svg = fmt::format(
      "<svg viewBox=\"0 0 {0} {0}\" role=\"img\" aria-label=\"{1}: predicted against observed change, {2}, "
      "with 90 % "
      "bands\">",
      size, name(c), unit);
  for (const double tick : round_ticks(low, high, 5)) {
    const std::string label = significant(tick);
    const std::string_view line = tick == 0 ? "zero" : "grid";
    svg += fmt::format(
        "<line class=\"{0}\" x1=\"{1:.1f}\" x2=\"{1:.1f}\" y1=\"{2}\" y2=\"{3}\"/><line class=\"{0}\" "
        "x1=\"{4}\" "
        "x2=\"{5}\" y1=\"{6:.1f}\" y2=\"{6:.1f}\"/>",
        line, x(tick), top, size - bottom, left, size - right, y(tick));
    svg += fmt::format(
        "<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text><text x=\"{}\" y=\"{:.1f}\" "
        "text-anchor=\"end\">{}</text>",
        x(tick), size - bottom + 16, label, left - 6, y(tick) + 4, label);
  }
  svg += fmt::format("<line class=\"axis\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>", x(low),
                     y(low), x(high), y(high));
  svg += fmt::format(
      "<text x=\"{:.0f}\" y=\"{}\" text-anchor=\"middle\">observed, {}</text><text transform=\"translate(13 "
      "{:.0f}) "
      "rotate(-90)\" text-anchor=\"middle\">predicted, {}</text>",
      (left + size - right) / 2, size - 10, unit, (top + size - bottom) / 2, unit);
  for (const ScoredRow* row : rows) {
    const double at = row->common(row->scaled_observed);
    svg += fmt::format(
        "<g class=\"{}\"><title>{}</title><line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>",
        mark(*row),
        escaped(fmt::format("{}, {}: {}, day {:g}: observed {}, predicted {} ({}) {}, {}", row->study->id,
                            row->arm->name, where(*row->observation), row->observation->day.value_or(0),
                            observed_text(*row), significant(row->predicted), band_text(*row), row->unit,
                            mark(*row))),
        x(at), x(at), y(row->common(row->scaled_predicted - row->half_width)),
        y(row->common(row->scaled_predicted + row->half_width)));
    const double px = x(at), py = y(row->common(row->scaled_predicted));
    // Filled circles for studies the model has not seen, open squares for those it was fitted to.
    svg += row->fitted ? fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"5\" height=\"5\"/></g>",
                                     px - 2.5, py - 2.5)
                       : fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.6\"/></g>", px, py);
  }
  return svg + "</svg>";
}

constexpr std::string_view page_style =
    "<style>main{max-width:1240px}td.miss{color:var(--c0);font-weight:600}td.unseen{color:var(--c1);font-"
    "weight:600}"
    "td.fitted{color:var(--soft)}"
    "svg .unseen circle{fill:var(--c1)}svg .unseen line{stroke:var(--c1);opacity:.38}"
    "svg .fitted rect{fill:none;stroke:var(--soft)}svg .fitted line{stroke:var(--soft);opacity:.16}"
    "svg .axis{stroke:var(--ink);opacity:.5}.plots{grid-template-columns:repeat(auto-fit,minmax(330px,1fr))}"
    "ul.failures li{margin:.45em "
    "0;max-width:110ch}.key{display:flex;gap:26px;flex-wrap:wrap;color:var(--soft);"
    "font-size:.9rem;margin-top:8px}.key svg{width:16px;height:16px;display:inline-block;vertical-align:-3px;"
    "margin-right:6px}h3{margin:1.6em 0 .2em;font-size:1.05rem}table{font-size:.86rem}nav "
    "a{color:var(--accent);"
    "margin-right:1.1em}nav{margin-top:14px}.scroll:focus-visible{outline:2px solid var(--accent)}"
    "details .scroll{max-height:70vh;overflow:auto}.refused{color:var(--c0)}</style>\n";

std::string details(std::string_view title, std::string_view inside) {
  return fmt::format("<details><summary>{}</summary>\n{}</details>\n", escaped(title), inside);
}

}  // namespace

std::string validation_html(const Validation& validation) {
  const auto unseen = rows_of(validation, false), fitted = rows_of(validation, true);
  std::string body(page_style);
  body += "<header><p class=\"kicker\">sarx validation</p>\n<h1>Predicted and observed</h1>\n";
  body += fmt::format("<p class=\"facts\">{}</p>\n<p class=\"lead\">{}</p>\n", escaped(counts(validation)),
                      escaped(how_to_read));
  body +=
      "<p class=\"lead\">For research and education; not medical advice.</p>\n<nav aria-label=\"Parts of "
      "this page\">"
      "<a href=\"#failures\">Failures</a><a href=\"#scores\">Scores</a><a href=\"#plots\">Pictures</a><a "
      "href=\"#topics\">Topics</a><a href=\"#rest\">Not scored</a><a href=\"#evidence\">Evidence there "
      "is</a></nav></header>\n";
  if (!validation.refused.empty()) {
    body += "<section><h2>Files that could not be read</h2><ul class=\"refused\">";
    for (const Diagnostic& fault : validation.refused) body += "<li>" + escaped(to_string(fault)) + "</li>";
    body += "</ul></section>\n";
  }

  body += "<section id=\"failures\"><h2>Failures first</h2>\n";
  const auto list = failures(validation);
  if (!list.empty()) {
    body += "<ul class=\"failures\">";
    for (const std::string& failure : list) body += "<li>" + escaped(failure) + "</li>";
    body += "</ul>\n";
  }
  const Table misses = miss_table(validation, 30);
  if (misses.rows.empty()) {
    body += "<p>Every observation lies inside its band.</p>\n";
  } else {
    body +=
        fmt::format("<h3>Furthest outside the band</h3><p class=\"lead\">{}</p>\n", escaped(about_misses)) +
        in_html(misses, "Largest misses");
  }
  body += "</section>\n<section id=\"scores\"><h2>Scores</h2>\n";
  const Table reached = target_table(unseen);
  if (!reached.rows.empty())
    body += "<h3>What it must reach, on studies it has never seen</h3>\n" + in_html(reached, "Targets");
  for (const auto* rows : {&unseen, &fitted}) {
    if (rows->empty()) continue;
    const std::string title = heading(rows == &fitted);
    body +=
        "<h3>" + title + "</h3>\n" +
        in_html(score_table(scores(*rows, GroupBy::measure_class), "measure"), title) +
        in_html(score_table(failures_first(scores(*rows, GroupBy::topic)), "topic"), title + ", by topic");
  }
  body +=
      "</section>\n<section id=\"plots\"><h2>Pictures</h2>\n<p class=\"lead\">Each mark is one measured "
      "change; its line is "
      "the 90 % band of the prediction. On the slanted line prediction and observation agree. What lies "
      "beyond the frame "
      "is drawn at its edge. Point at a mark for its study.</p>\n<p class=\"key\"><span><svg viewBox=\"0 0 "
      "16 16\" "
      "aria-hidden=\"true\"><g class=\"unseen\"><circle cx=\"8\" cy=\"8\" "
      "r=\"5\"/></g></svg>unseen</span><span><svg "
      "viewBox=\"0 0 16 16\" aria-hidden=\"true\"><g class=\"fitted\"><rect x=\"3\" y=\"3\" width=\"9\" "
      "height=\"9\"/></g></svg>fitted</span></p>\n<div class=\"figures plots\">\n";
  for (std::size_t c = 0; c < measure_class_count; ++c) {
    const std::string svg = scatter(validation, static_cast<MeasureClass>(c));
    if (svg.empty()) continue;
    std::string title(measure_class_names[c]);
    std::replace(title.begin(), title.end(), '_', ' ');
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
    body += fmt::format("<figure><figcaption><b>{}</b></figcaption>{}</figure>\n", title, svg);
  }
  body += "</div></section>\n<section id=\"topics\"><h2>Topic by topic</h2>\n";
  std::map<std::string, std::vector<const ScoredRow*>> topics;
  for (const ScoredRow* row : by_misfit(validation)) topics[row->study->topic].push_back(row);
  for (const auto& [topic, rows] : topics) {
    body += "<h3>" + escaped(topic) + "</h3>\n";
    for (const auto* of_split : {&unseen, &fitted}) {
      std::vector<ScoredRow> own;
      for (const ScoredRow& row : *of_split)
        if (row.study->topic == topic) own.push_back(row);
      if (own.empty()) continue;
      const std::string title = heading(of_split == &fitted);
      body += fmt::format("<p class=\"lead\">{}</p>{}", title,
                          in_html(score_table(scores(own, GroupBy::measure_class), "measure"),
                                  fmt::format("{}, {}", topic, title)));
    }
    body += details(
        fmt::format("{}, largest misses first", count_text(rows.size(), "observation", "observations")),
        in_html(observation_table(rows), topic + ", observations"));
  }
  body += "</section>\n<section id=\"rest\"><h2>Not scored, and why</h2>\n";
  const auto other = [&](std::string_view title, const std::vector<OtherRow>& rows) {
    if (rows.empty()) return;
    body += details(fmt::format("{}: {}", title, rows.size()), in_html(other_table(rows), title));
  };
  if (!validation.not_scored.empty())
    body += in_html(reason_table(validation.not_scored), "Not scored, by reason");
  other("Skipped: could not be predicted", validation.skipped);
  other("Given: where arms start, and matched body masses", validation.given);
  other("Relations between state and outcome (sarx validate --relations)", validation.relations);
  other("Not scored", validation.not_scored);
  body +=
      "</section>\n<section id=\"evidence\"><h2>What there is evidence for</h2>\n<p class=\"lead\">Groups of "
      "people whose "
      "replayed timeline holds the event; \"not replayed\" are relations, pooled effects and arms without "
      "what a replay needs.</p>\n" +
      in_html(coverage_table(validation), "Evidence by event") + "</section>\n";
  return html::document("Predicted and observed · sarx", body);
}

std::string validation_markdown(const Validation& validation) {
  std::string text =
      "# Validation\n\nGenerated by `sarx validate --split all --format markdown`. Do not edit.\n\n" +
      counts(validation) + "\n\n" + std::string(how_to_read) + "\n\n## Failures first\n\n";
  for (const std::string& failure : failures(validation)) text += "- " + failure + "\n";
  text += "\n### Furthest outside the band\n\n" + std::string(about_misses) + "\n\n" +
          in_markdown(miss_table(validation, 40)) + "\n";
  const auto unseen = rows_of(validation, false), fitted = rows_of(validation, true);
  if (const Table reached = target_table(unseen); !reached.rows.empty())
    text += "## What it must reach, on studies it has never seen\n\n" + in_markdown(reached) + "\n";
  for (const auto* rows : {&unseen, &fitted}) {
    if (rows->empty()) continue;
    text += "## " + heading(rows == &fitted) + "\n\n";
    text += in_markdown(score_table(scores(*rows, GroupBy::overall), "everything")) + "\n";
    text += in_markdown(score_table(scores(*rows, GroupBy::measure_class), "measure")) + "\n";
    text += in_markdown(score_table(failures_first(scores(*rows, GroupBy::topic)), "topic")) + "\n";
    text += in_markdown(score_table(scores(*rows, GroupBy::topic_and_class), "topic, measure")) + "\n";
  }
  text +=
      "## What there is evidence for\n\nGroups of people whose replayed timeline holds the event. \"Not "
      "replayed\" are "
      "relations, pooled effects and arms without what a replay needs.\n\n" +
      in_markdown(coverage_table(validation));
  if (!validation.skipped.empty()) text += "\n## Skipped\n\n" + in_markdown(other_table(validation.skipped));
  if (!validation.not_scored.empty())
    text += "\n## Not scored, by reason\n\n" + in_markdown(reason_table(validation.not_scored));
  return text;
}

}  // namespace sarx
