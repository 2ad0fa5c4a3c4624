#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "sarx/io/event_text.h"
#include "sarx/io/html.h"
#include "sarx/study/relations.h"

namespace sarx {
namespace {

using html::escaped;

std::string_view grade(Verdict verdict) {
  return verdict == Verdict::probable    ? "probable"
         : verdict == Verdict::confirmed ? "moderate (confirmed)"
                                         : "severe";
}
std::string_view model_words(DisabilityModel model) {
  return model == DisabilityModel::function ? "function and strength (default)" : "muscle mass alone";
}

struct Tally {
  std::size_t rows = 0, agreeing = 0;
};
Tally tally(const RelationScore& score, const std::function<bool(const RelationRow&)>& counts) {
  Tally t;
  for (const RelationRow& row : score.rows) {
    if (!counts(row)) continue;
    ++t.rows;
    t.agreeing += row.agrees;
  }
  return t;
}
bool any_row(const RelationRow&) {
  return true;
}

std::string sentence(const RelationScore& score) {
  const Tally all = tally(score, any_row);
  const Tally test = tally(score, [](const RelationRow& row) { return row.split == Split::test; });
  const Tally outcome = tally(score, [](const RelationRow& row) { return row.outcome; });
  const Tally lived = tally(score, [](const RelationRow& row) { return row.timeline && row.outcome; });
  return fmt::format(
      "{} of {} published relations are reproduced in simulated populations; {} lie inside the published "
      "interval (or near the figure where there is none). Of {} about falls, fractures, disability, "
      "admission, "
      "diabetes, death and prevalence {} do, among them {} of {} about diseases, treatments and trial arms. "
      "Of "
      "{} from studies that chose nothing (test) {} do.",
      all.rows, all.rows + score.not_reproduced.size(), all.agreeing, outcome.rows, outcome.agreeing,
      lived.agreeing, lived.rows, test.rows, test.agreeing);
}

std::string published_text(const RelationRow& row) {
  if (row.kind == "none" || row.kind == "up" || row.kind == "down") return row.kind;
  return fmt::format("{:.4g}", row.published);
}
std::string interval_text(const RelationRow& row) {
  return row.interval ? fmt::format("{:.3g} to {:.3g}", row.interval->first, row.interval->second) : "";
}
std::string band_text(const RelationRow& row) {
  return fmt::format("{:.3g} to {:.3g}", row.low, row.high);
}

/// Measures in the order in which they first come, outcomes before states.
std::vector<std::string> measures_of(const RelationScore& score) {
  std::vector<std::string> names;
  for (const bool outcome : {true, false})
    for (const RelationRow& row : score.rows)
      if (row.outcome == outcome && std::find(names.begin(), names.end(), row.measure) == names.end())
        names.push_back(row.measure);
  return names;
}

std::string title_of(const std::string& measure) {
  std::string text = measure == "prevalence_sarcopenia" ? "prevalence of sarcopenia" : plain_words(measure);
  if (measure == "sppb") text = "SPPB";
  if (measure == "homa_ir") text = "HOMA-IR";
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

// --- Plots

/// Rows of one plot share an axis: ratios, shares, rates, changes.
enum class Axis : unsigned char { ratio, percent, rate, change, level };

Axis axis_of(const RelationRow& row) {
  if (row.kind == "HR" || row.kind == "OR" || row.kind == "RR" || row.kind == "IRR" || row.kind == "fold")
    return Axis::ratio;
  if (row.kind == "none" || row.kind == "up" || row.kind == "down")
    return row.outcome ? Axis::ratio : Axis::change;
  if (row.kind == "percent") return Axis::percent;
  if (row.kind == "per_person_year" || row.kind == "per_1000_person_years") return Axis::rate;
  if (row.kind == "level" || row.kind == "cv" || row.kind == "falls" || row.kind == "N m/kg" ||
      row.kind == "kg" || row.kind == "cm2" || row.kind == "mm")
    return Axis::level;
  return Axis::change;
}
std::string_view axis_title(Axis axis) {
  switch (axis) {
    case Axis::ratio:
      return "ratio of rates, risks or odds (logarithmic)";
    case Axis::percent:
      return "percent of people (logarithmic)";
    case Axis::rate:
      return "events a person-year (logarithmic)";
    case Axis::change:
      return "change or difference, as published (percent or the measure's unit)";
    case Axis::level:
      return "level, in its unit (logarithmic)";
  }
  return "";
}
bool logarithmic(Axis axis) {
  return axis != Axis::change;
}

/// Round positions for ticks between two values.
std::vector<double> ticks_between(double low, double high, bool log_scale) {
  std::vector<double> ticks;
  if (log_scale) {
    const auto last = static_cast<int>(std::floor(std::log10(high)));
    for (auto power = static_cast<int>(std::floor(std::log10(low))); power <= last; ++power) {
      const double decade = std::pow(10, power);
      for (const double step : {1.0, 2.0, 5.0})
        if (decade * step >= low * 0.999 && decade * step <= high * 1.001) ticks.push_back(decade * step);
    }
    while (ticks.size() > 9) {
      std::vector<double> fewer;
      for (std::size_t i = 0; i < ticks.size(); i += 2) fewer.push_back(ticks[i]);
      ticks = fewer;
    }
    return ticks;
  }
  const double raw = (high - low) / 6;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  const double step = raw <= power       ? power
                      : raw <= 2 * power ? 2 * power
                      : raw <= 5 * power ? 5 * power
                                         : 10 * power;
  for (long n = std::lround(std::ceil(low / step)); static_cast<double>(n) * step <= high * 1.0001 + 1e-12;
       ++n)
    ticks.push_back(static_cast<double>(n) * step);
  return ticks;
}

std::string cut(const std::string& text, std::size_t letters) {
  if (text.size() <= letters) return text;
  std::size_t end = letters - 1;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "\xE2\x80\xA6";
}

std::string row_words(const RelationRow& row) {
  const std::string interval = row.interval ? fmt::format(" ({})", interval_text(row)) : "";
  return fmt::format("{}, {}, {}: published {} {}{}, reproduced {:.3g} ({}){}", row.study, row.arm, row.what,
                     row.kind, published_text(row), interval, row.reproduced, band_text(row),
                     row.agrees ? "" : ", outside");
}

std::string forest(const std::string& measure, Axis axis, const std::vector<const RelationRow*>& rows) {
  constexpr double width = 960, left = 430, right = 24, pitch = 26, top = 30;
  const double plot = width - left - right;
  const bool log_scale = logarithmic(axis);
  const auto usable = [&](double v) { return std::isfinite(v) && (!log_scale || v > 0); };
  double low = axis == Axis::ratio ? 0.8 : 1e300, high = axis == Axis::ratio ? 1.25 : -1e300;
  if (axis == Axis::change) low = high = 0;
  const auto shown = [](const RelationRow& row) {
    return !(row.kind == "up" || row.kind == "down" || row.kind == "none");
  };
  for (const RelationRow* row : rows) {
    std::vector<double> points{row->reproduced, row->low, row->high};
    if (shown(*row)) points.push_back(row->published);
    if (row->interval) points.insert(points.end(), {row->interval->first, row->interval->second});
    for (const double v : points)
      if (usable(v)) low = std::min(low, v), high = std::max(high, v);
  }
  if (log_scale) {
    low /= 1.12, high *= 1.12;
  } else {
    const double room = std::max(1e-9, 0.05 * (high - low));
    low -= room, high += room;
  }
  const auto x_of = [&](double v) {
    const double share = log_scale ? std::log(v / low) / std::log(high / low) : (v - low) / (high - low);
    return left + plot * std::clamp(share, 0.0, 1.0);
  };
  const double height = top + pitch * static_cast<double>(rows.size()) + 46;
  const double bottom = top + pitch * static_cast<double>(rows.size());
  std::string svg = fmt::format(
      "<svg viewBox=\"0 0 {} {:.0f}\" role=\"img\" aria-label=\"{}: published and reproduced, {} relations. "
      "The "
      "table below holds the same figures.\"><title>{}: {}</title>",
      width, height, escaped(title_of(measure)), rows.size(), escaped(title_of(measure)), axis_title(axis));
  for (const double tick : ticks_between(low, high, log_scale)) {
    svg += fmt::format("<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2:.1f}\"/>",
                       x_of(tick), top - 8, bottom);
    svg += fmt::format("<text class=\"tick\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{:g}</text>",
                       x_of(tick), bottom + 16, tick);
  }
  const double nothing = axis == Axis::ratio ? 1 : 0;
  if (axis == Axis::ratio || axis == Axis::change)
    svg += fmt::format("<line class=\"zero\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2:.1f}\"/>",
                       x_of(nothing), top - 8, bottom);
  svg += fmt::format("<text class=\"note\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>",
                     left + plot / 2, bottom + 36, axis_title(axis));
  double y = top + pitch / 2;
  for (const RelationRow* row : rows) {
    const std::string label = row->study + (row->what.empty() ? "" : ": " + row->what);
    svg += fmt::format("<g><title>{}</title>", escaped(row_words(*row)));
    svg += fmt::format("<text class=\"{}\" x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>",
                       row->agrees ? "who" : "who miss", left - 14, y + 4, escaped(cut(label, 56)));
    if (row->interval && usable(row->interval->first) && usable(row->interval->second))
      svg += fmt::format("<line class=\"line c1\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>",
                         x_of(row->interval->first), x_of(row->interval->second), y - 5, y - 5);
    if (shown(*row) && usable(row->published)) {
      svg += fmt::format("<circle class=\"area c1\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4.5\"/>",
                         x_of(row->published), y - 5);
    } else if (!shown(*row)) {
      svg +=
          fmt::format("<text class=\"label c1\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>",
                      x_of(nothing), y, row->kind);
    }
    if (usable(row->low) && usable(row->high) && row->high > row->low)
      svg += fmt::format("<line class=\"line c0\" x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>",
                         x_of(row->low), x_of(row->high), y + 5, y + 5);
    if (usable(row->reproduced)) {
      const double x = x_of(row->reproduced);
      svg += fmt::format("<path class=\"area c0\" d=\"M{:.1f},{:.1f}l5,5l-5,5l-5,-5z\"/>", x, y);
    }
    svg += "</g>";
    y += pitch;
  }
  return svg + "</svg>";
}

std::string severity_rows_html(const std::vector<SeverityRow>& severity) {
  std::string out =
      "<div class=\"scroll\"><table><tr><th>Disability follows from</th><th>EWGSOP2 class</th><th "
      "class=\"num\">Share "
      "of people</th><th class=\"num\">Rate against none</th></tr>\n";
  for (const SeverityRow& row : severity)
    out += fmt::format(
        "<tr><td>{}</td><td>{}</td><td class=\"num\">{:.1f} %</td><td class=\"num\">\xC3\x97 "
        "{:.2f}</td></tr>\n",
        model_words(row.model), grade(row.verdict), row.share_percent, row.ratio);
  return out + "</table></div>\n";
}

std::string table_html(const std::vector<const RelationRow*>& rows) {
  std::string out =
      "<details><summary>The figures</summary><div "
      "class=\"scroll\"><table><tr><th>Study</th><th>Arm</th><th>Of "
      "what</th><th>Kind</th><th class=\"num\">Published</th><th>Interval</th><th "
      "class=\"num\">Reproduced</th>"
      "<th>5-95 %</th><th>Inside</th><th>Split</th></tr>\n";
  for (const RelationRow* row : rows)
    out += fmt::format(
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"num\">{}</td><td>{}</td><td "
        "class=\"num\">{:.3g}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        escaped(row->study), escaped(row->arm), escaped(row->what), escaped(row->kind), published_text(*row),
        interval_text(*row), row->reproduced, band_text(*row), row->agrees ? "yes" : "<b>no</b>",
        name(row->split));
  return out + "</table></div></details>\n";
}

std::string cell(std::string text) {
  for (std::size_t i = 0; (i = text.find('|', i)) != std::string::npos; i += 2) text.replace(i, 1, "\\|");
  return text;
}

}  // namespace

std::string relations_table(const RelationScore& score, const std::vector<SeverityRow>& severity) {
  std::string text =
      "Disability by EWGSOP2 class, people of 65 and over, against the same age and sex with none\n";
  for (const SeverityRow& row : severity)
    text += fmt::format("  {:<34} {:<22} {:5.1f} % of people   rate x {:.2f}\n", model_words(row.model),
                        grade(row.verdict), row.share_percent, row.ratio);
  text += "\n" + sentence(score) + "\n\n";
  text += fmt::format("{:<40} {:<22} {:<11} {:>9} {:<18} {:>9} {:<20} {:<2}{}\n", "study", "measure", "kind",
                      "published", "", "model", "5-95 %", "", "");
  for (const RelationRow& row : score.rows)
    text += fmt::format("{:<40.40} {:<22} {:<11.11} {:>9} {:<18} {:>9.3g} {:<20} {:<2}{}{}\n", row.study,
                        row.measure, row.kind, published_text(row), interval_text(row), row.reproduced,
                        band_text(row), row.agrees ? "" : "!", row.what,
                        row.split == Split::test ? " [test]" : "");
  text += fmt::format("\nNot reproduced: {}\n", score.not_reproduced.size());
  for (const auto& left : score.not_reproduced)
    text += fmt::format("  {} | {} | {}{}{}: {}\n", left.study, left.arm, left.measure,
                        left.what.empty() ? "" : ", ", left.what, left.why);
  return text;
}

std::string relations_json(const RelationScore& score, const std::vector<SeverityRow>& severity) {
  using Json = nlohmann::ordered_json;
  Json json;
  json["relations"] = Json::array();
  for (const RelationRow& row : score.rows) {
    Json one{{"study", row.study}, {"arm", row.arm},   {"measure", row.measure},
             {"what", row.what},   {"kind", row.kind}, {"published", row.published}};
    if (row.interval) one["interval"] = {row.interval->first, row.interval->second};
    one["reproduced"] = row.reproduced;
    one["low"] = row.low;
    one["high"] = row.high;
    one["agrees"] = row.agrees;
    one["split"] = name(row.split);
    one["experiment"] = row.timeline ? "timeline" : "peers";
    json["relations"].push_back(std::move(one));
  }
  json["not_reproduced"] = Json::array();
  for (const auto& left : score.not_reproduced)
    json["not_reproduced"].push_back({{"study", left.study},
                                      {"arm", left.arm},
                                      {"measure", left.measure},
                                      {"what", left.what},
                                      {"reason", left.why},
                                      {"split", name(left.split)}});
  json["disability_by_severity"] = Json::array();
  for (const SeverityRow& row : severity)
    json["disability_by_severity"].push_back(
        {{"model", row.model == DisabilityModel::function ? "function" : "muscle_mass"},
         {"class", name(row.verdict)},
         {"share_percent", row.share_percent},
         {"ratio", row.ratio}});
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string relations_markdown(const RelationScore& score, const std::vector<SeverityRow>& severity) {
  std::string text =
      "# Published relations, and what the model makes of them\n\nGenerated by `sarx validate --relations "
      "--format markdown`. Do not edit.\n\n" +
      sentence(score) +
      " Calibration studies could choose coefficients; test studies could not.\n\n## Disability by EWGSOP2 "
      "class\n\nPeople of 65 and over, against the same age and sex with none.\n\n| disability follows from "
      "| "
      "class | share of people, % | rate ratio |\n|---|---|---|---|\n";
  for (const SeverityRow& row : severity)
    text += fmt::format("| {} | {} | {:.1f} | {:.2f} |\n", model_words(row.model), grade(row.verdict),
                        row.share_percent, row.ratio);
  for (const std::string& measure : measures_of(score)) {
    text += fmt::format(
        "\n## {}\n\n| study | arm | of what | kind | published | interval | reproduced | 5-95 % | "
        "inside | split |\n|---|---|---|---|---|---|---|---|---|---|\n",
        title_of(measure));
    for (const RelationRow& row : score.rows)
      if (row.measure == measure)
        text += fmt::format("| {} | {} | {} | {} | {} | {} | {:.3g} | {} | {} | {} |\n", row.study,
                            cell(row.arm), cell(row.what), row.kind, published_text(row), interval_text(row),
                            row.reproduced, band_text(row), row.agrees ? "yes" : "**no**", name(row.split));
  }
  text += "\n## Not reproduced\n\n| study | arm | measure | of what | why |\n|---|---|---|---|---|\n";
  for (const auto& left : score.not_reproduced)
    text += fmt::format("| {} | {} | {} | {} | {} |\n", left.study, cell(left.arm), left.measure,
                        cell(left.what), left.why);
  return text;
}

std::string relations_html(const RelationScore& score, const std::vector<SeverityRow>& severity) {
  std::string body =
      "<style>svg .who{font-size:11.5px;fill:var(--ink)}svg .who.miss{fill:var(--accent);font-weight:600}"
      "h3{margin:22px 0 6px;font-size:1rem}nav a{color:var(--accent);margin-right:14px}</style>"
      "<header><p class=\"kicker\">sarx validate --relations</p>\n<h1>Published relations, reproduced</h1>\n"
      "<p class=\"facts\">" +
      sentence(score) +
      "</p>\n<p><i class=\"swatch c1\"></i>published, with its interval &#160; <i class=\"swatch "
      "c0\"></i>reproduced "
      "in a simulated population of the study's age and sex, with the 5 to 95 % band over the model's "
      "parameters. "
      "A label in bold colour lies outside. Calibration studies could choose coefficients; test studies "
      "could "
      "not.</p></header>\n<section><h2>Disability by EWGSOP2 class</h2>\n<p class=\"lead\">People of 65 and "
      "over, "
      "against the same age and sex with none.</p>" +
      severity_rows_html(severity) + "</section>\n";
  const std::vector<std::string> measures = measures_of(score);
  body += "<nav aria-label=\"Outcomes\">";
  for (const std::string& measure : measures)
    body += fmt::format("<a href=\"#{}\">{}</a> ", measure, escaped(title_of(measure)));
  body += "</nav>\n";
  for (const std::string& measure : measures) {
    body += fmt::format("<section id=\"{}\"><h2>{}</h2>\n", measure, escaped(title_of(measure)));
    std::vector<const RelationRow*> of_measure;
    for (const RelationRow& row : score.rows)
      if (row.measure == measure) of_measure.push_back(&row);
    for (const Axis axis : {Axis::ratio, Axis::percent, Axis::rate, Axis::change, Axis::level}) {
      std::vector<const RelationRow*> rows;
      for (const RelationRow* row : of_measure)
        if (axis_of(*row) == axis) rows.push_back(row);
      if (!rows.empty())
        body += "<div class=\"scroll\"><figure>" + forest(measure, axis, rows) + "</figure></div>\n";
    }
    body += table_html(of_measure) + "</section>\n";
  }
  body +=
      "<section><h2>Not reproduced</h2>\n<div "
      "class=\"scroll\"><table><tr><th>Study</th><th>Arm</th><th>Measure</th>"
      "<th>Of what</th><th>Why</th></tr>\n";
  for (const auto& left : score.not_reproduced)
    body +=
        fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", escaped(left.study),
                    escaped(left.arm), escaped(left.measure), escaped(left.what), escaped(left.why));
  body +=
      "</table></div></section>\n<footer><p><b>For research and education; not medical "
      "advice.</b></p></footer>\n";
  return html::document("Published relations \xC2\xB7 sarx", body);
}

}  // namespace sarx
