// The HTML report of a forecast, and of several side by side.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "sarx/body/muscle_group.h"
#include "sarx/io/event_text.h"
#include "sarx/io/html.h"
#include "sarx/io/report.h"
#include "sarx/parameters.h"
#include "sarx/person/norms.h"

namespace sarx {
namespace {

using html::escaped;
using html::level;
using html::with_sign;

constexpr std::size_t most_lines = 4;
constexpr int colour_count = 8;
constexpr int grey = 7;

double percent(const Series& s, double value) {
  return s.median.front() != 0 ? 100 * (value / s.median.front() - 1) : 0;
}

/// Day on which a series is furthest from where it began.
std::size_t furthest(const Series& s) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < s.median.size(); ++i) {
    if (std::fabs(s.median[i] - s.median.front()) > std::fabs(s.median[best] - s.median.front())) best = i;
  }
  return best;
}

std::string capitalised(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

/// A muscle group of one side, or of both where they change alike, by how much it changes.
struct Muscle {
  std::string title;
  const Series* volume;
  const Series* strength;
  double change;
};

std::vector<Muscle> muscles(const Report& report) {
  std::vector<Muscle> all;
  for (std::string_view group : muscle_group_names) {
    std::array<Muscle, side_count> sides;
    bool complete = true;
    for (std::size_t i = 0; i < side_count; ++i) {
      const Series* volume = find_series(report, "muscle_volume", group, side_names[i]);
      const Series* strength = find_series(report, "strength", group, side_names[i]);
      if (!volume || !strength) {
        complete = false;
        break;
      }
      sides[i] = {fmt::format("{}, {}", capitalised(plain_words(group)), side_names[i]), volume, strength,
                  std::max(std::fabs(percent(*volume, volume->median[furthest(*volume)])),
                           0.5 * std::fabs(percent(*strength, strength->median[furthest(*strength)])))};
    }
    if (!complete) continue;
    double difference = 0;
    for (std::size_t d = 0; d < report.days.size(); ++d) {
      difference = std::max(difference, std::fabs(percent(*sides[0].volume, sides[0].volume->median[d]) -
                                                  percent(*sides[1].volume, sides[1].volume->median[d])));
      difference = std::max(difference, std::fabs(percent(*sides[0].strength, sides[0].strength->median[d]) -
                                                  percent(*sides[1].strength, sides[1].strength->median[d])));
    }
    if (difference < 0.2) {
      sides[0].title = capitalised(plain_words(group));
      all.push_back(sides[0]);
    } else {
      all.insert(all.end(), sides.begin(), sides.end());
    }
  }
  return all;
}

html::Line percent_line(const Report& report, const Series& s, std::string label, int colour) {
  html::Line line{std::move(label), report.days, s.median, s.lo, s.hi, colour};
  for (std::vector<double>* values : {&line.median, &line.lo, &line.hi}) {
    for (double& value : *values) value = percent(s, value);
  }
  return line;
}

html::Line level_line(const Report& report, const Series& s, std::string label, int colour) {
  return {std::move(label), report.days, s.median, s.lo, s.hi, colour};
}

std::string band_text(const Series& s, std::size_t i) {
  if (s.lo[i] == s.hi[i]) return with_sign(percent(s, s.median[i]), 1) + " %";
  return fmt::format("{} % <small>({} to {})</small>", with_sign(percent(s, s.median[i]), 1),
                     with_sign(percent(s, s.lo[i]), 1), with_sign(percent(s, s.hi[i]), 1));
}

/// Above the forecast: how long, and what its bands mean.
std::string extent(const Report& report) {
  const std::string time = plain_days(report.horizon_day);
  if (report.life)
    return fmt::format("{} from day 0{}: one life, played by chance (seed {}).", time,
                       report.life->death_day ? ", to death" : "", report.seed);
  return fmt::format(
      "{} from day 0, {} {} over what is uncertain of the model and of people (seed {}). Bands hold 90 of "
      "100.",
      time, report.draws, report.draws == 1 ? "draw" : "draws", report.seed);
}

/// What chance brought in a life that was played.
std::string happenings(const Report& report) {
  if (!report.life) return "";
  std::string rows;
  for (const LifeEvent& e : report.life->events)
    rows += fmt::format("<tr><td class=\"num\">day {}</td><td>{}</td></tr>\n", plain_number(e.day),
                        escaped(e.text));
  if (rows.empty()) rows = "<tr><td>Nothing</td></tr>\n";
  return "<section><h2>What happened</h2>\n<p class=\"lead\">In this life, by chance and at the rates its "
         "body "
         "gave.</p>\n<table>\n" +
         rows + "</table></section>\n";
}

/// The same as marks on the time axis.
std::vector<html::Strip> happening_strips(const Report& report) {
  if (!report.life) return {};
  html::Strip strip;
  strip.label = "Chance";
  strip.segments.push_back({0, report.horizon_day, "z", "", "What chance brought"});
  const double mark_days = report.horizon_day / 240;  // wide enough to be pointed at
  for (const LifeEvent& e : report.life->events) {
    const double from = std::min(e.day, report.horizon_day - mark_days);
    strip.segments.push_back({from, from + mark_days, e.measure == "falls" && !e.injurious ? "n2" : "n4", "",
                              fmt::format("Day {}: {}", plain_number(e.day), e.text)});
  }
  return {strip};
}

std::string header(const Report& report) {
  std::string facts;
  for (const PersonFact& fact : report.person) {
    if (!facts.empty()) facts += " \xC2\xB7 ";
    facts += escaped(fact.name.empty() ? fact.value : fact.name + " " + fact.value);
  }
  return fmt::format(
      "<header><p class=\"kicker\">sarx forecast</p>\n<h1>{}</h1>\n<p class=\"facts\">{}</p>\n<p "
      "class=\"facts\">{}</p></header>\n",
      escaped(report.scenario), facts, extent(report));
}

std::string tile(const Report& report, const Series* s, std::string_view title) {
  if (!s) return "";
  const std::size_t far = furthest(*s);
  const std::size_t last = report.days.size() - 1;
  std::string more;
  if (far == last) {
    more = fmt::format("at the end ({} to {} %)", with_sign(percent(*s, s->lo[last]), 1),
                       with_sign(percent(*s, s->hi[last]), 1));
  } else {
    more = fmt::format("on day {}; {} % ({} to {}) at the end", plain_number(report.days[far]),
                       with_sign(percent(*s, s->median[last]), 1), with_sign(percent(*s, s->lo[last]), 1),
                       with_sign(percent(*s, s->hi[last]), 1));
  }
  return fmt::format("<div class=\"tile\"><span class=\"name\">{}</span><b>{} %</b><span>{}</span></div>\n",
                     escaped(title), with_sign(percent(*s, s->median[far]), 1), more);
}

std::string tiles(const Report& report, const std::vector<Muscle>& ranked) {
  std::string out = "<div class=\"tiles\">\n";
  if (!ranked.empty()) {
    out += tile(report, ranked.front().volume, ranked.front().title + ": size");
    out += tile(report, ranked.front().strength, ranked.front().title + ": strength");
  }
  out += tile(report, find_series(report, "appendicular_lean_mass"), "Lean mass of the limbs");
  out += tile(report, find_series(report, "gait_speed"), "Gait speed");
  return out + "</div>\n";
}

/// The day on which the body as a whole is furthest from day 0.
std::size_t telling_day(const Report& report) {
  std::size_t best = report.days.size() - 1;
  double most = 0;
  for (std::size_t d = 0; d < report.days.size(); ++d) {
    const html::MuscleChanges changes = html::muscle_changes(report, d);
    double sum = 0;
    for (const html::MuscleChange& c : changes) sum += c.median * c.median;
    if (sum > most) {
      most = sum;
      best = d;
    }
  }
  return best;
}

std::string figures(const Report& report) {
  const std::size_t last = report.days.size() - 1;
  std::vector<std::size_t> days{telling_day(report)};
  if (days.front() != last) days.push_back(last);
  std::vector<html::MuscleChanges> changes;
  for (std::size_t d : days) changes.push_back(html::muscle_changes(report, d));
  const double scale = html::colour_scale(changes);
  std::string out =
      "<section><h2>Where</h2>\n<p class=\"lead\">Muscle volume of each group against day 0.</p>\n<div "
      "class=\"figures\">\n";
  for (std::size_t i = 0; i < days.size(); ++i) {
    const std::string when =
        days[i] == last ? fmt::format("At the end, day {}", plain_number(report.days[last]))
                        : fmt::format("Furthest from day 0, day {}", plain_number(report.days[days[i]]));
    out += fmt::format(
        "<figure><figcaption><b>{}</b></figcaption>{}</figure>\n", when,
        html::body_figure(changes[i], scale, "Body, front and back: change of muscle volume. " + when));
  }
  return out + "</div>\n" + html::colour_legend(scale) + "</section>\n";
}

/// Drivers large enough to be seen, with the colour each keeps throughout.
std::vector<std::pair<DriverShare, int>> coloured_drivers(const Report& report) {
  std::vector<std::pair<DriverShare, int>> out;
  int next = 0;
  for (const DriverShare& driver : report.drivers) {
    double most = 0;
    for (const auto& day : report.driver_muscle_kg) {
      for (std::size_t k = 0; k < driver_count; ++k) {
        if (driver_names[k] == driver.driver) most = std::max(most, std::fabs(day[k]));
      }
    }
    if (std::fabs(driver.share_percent) < 0.5 && most < 0.02) continue;
    out.emplace_back(driver, next < grey ? next++ : grey);
  }
  return out;
}

html::Panel driver_panel(const Report& report) {
  html::Panel panel;
  panel.title = "What drove it";
  panel.unit = "kg of muscle gained and lost through each driver since day 0";
  panel.change = true;
  panel.height = 170;
  for (const auto& [driver, colour] : coloured_drivers(report)) {
    html::Area area{driver_title(driver.driver), report.days, {}, colour};
    const auto k = static_cast<std::size_t>(
        std::find(driver_names.begin(), driver_names.end(), driver.driver) - driver_names.begin());
    for (const auto& day : report.driver_muscle_kg) area.value.push_back(day[k]);
    panel.areas.push_back(std::move(area));
  }
  return panel;
}

/// The darker, the more severe.
std::string_view grade_colour(Verdict verdict) {
  switch (verdict) {
    case Verdict::possible:
      return "n1";
    case Verdict::probable:
      return "n2";
    case Verdict::confirmed:
      return "n3";
    case Verdict::severe:
      return "n4";
    default:
      return "z";
  }
}

/// The class by each definition over time. EWGSOP2 always stands there, the others where they say something.
std::vector<html::Strip> class_strips(const Report& report) {
  std::vector<html::Strip> strips;
  for (const ClassCourse& course : report.classes) {
    const bool quiet = std::all_of(course.result.begin(), course.result.end(), [](Verdict verdict) {
      return verdict == Verdict::none || verdict == Verdict::unknown;
    });
    if (quiet && course.definition != Definition::ewgsop2) continue;
    html::Strip strip;
    strip.label = name(course.definition);
    for (std::size_t from = 0; from < course.result.size();) {
      std::size_t to = from;
      double least = 1, most = 0;
      while (to < course.result.size() && course.result[to] == course.result[from]) {
        least = std::min(least, course.chance(course.result[to], to));
        most = std::max(most, course.chance(course.result[to], to));
        ++to;
      }
      const double begin = report.days[from];
      const double end = report.days[std::min(to, report.days.size() - 1)];
      const std::string_view grade = name(course.result[from]);
      const std::string sure = most - least < 0.01
                                   ? fmt::format("{:.0f} % of draws", 100 * most)
                                   : fmt::format("{:.0f} to {:.0f} % of draws", 100 * least, 100 * most);
      strip.segments.push_back({begin, end, std::string(grade_colour(course.result[from])),
                                std::string(grade),
                                fmt::format("{}: {}, day {} to {}, {}", strip.label, grade,
                                            plain_number(begin), plain_number(end), sure)});
      from = to;
    }
    strips.push_back(std::move(strip));
  }
  return strips;
}

struct FunctionPanel {
  std::string_view measure, title;
  double threshold;
  std::string_view threshold_label;
};
// Thresholds of low function: EWGSOP2 (Cruz-Jentoft 2019).
constexpr std::array<FunctionPanel, 3> function_panels{{
    {"gait_speed", "Gait speed", 0.8, "0.8 m/s: slow (EWGSOP2)"},
    {"chair_stand_time", "Five chair stands", 15, "15 s: weak (EWGSOP2)"},
    {"sppb", "Short Physical Performance Battery", 8, "8 points: low (EWGSOP2)"},
}};

std::string charts(const Report& report, const std::vector<Muscle>& ranked) {
  std::vector<html::Panel> list;
  html::Panel size;
  size.title = "Muscle size";
  size.unit = "change from day 0, %";
  size.height = 180;
  size.change = true;
  html::Panel strength = size;
  strength.title = "Strength";
  for (std::size_t i = 0; i < std::min(ranked.size(), most_lines); ++i) {
    size.lines.push_back(percent_line(report, *ranked[i].volume, ranked[i].title, static_cast<int>(i)));
    strength.lines.push_back(percent_line(report, *ranked[i].strength, ranked[i].title, static_cast<int>(i)));
  }
  if (!size.lines.empty()) {
    list.push_back(size);
    list.push_back(strength);
  }
  for (const FunctionPanel& f : function_panels) {
    const Series* s = find_series(report, f.measure);
    if (!s) continue;
    html::Panel panel;
    panel.title = f.title;
    panel.unit = s->unit;
    panel.height = 90;
    panel.threshold = f.threshold;
    panel.threshold_label = f.threshold_label;
    panel.lines.push_back(level_line(report, *s, "", 5));
    list.push_back(panel);
  }
  html::Panel mass;
  mass.title = "Lean and fat mass";
  mass.unit = "change from day 0, %";
  mass.height = 110;
  mass.change = true;
  int colour = 0;
  for (std::string_view measure : {"lean_mass", "fat_mass"}) {
    if (const Series* s = find_series(report, measure)) {
      mass.lines.push_back(
          percent_line(report, *s, measure == "lean_mass" ? "Lean" : "Fat", colour == 0 ? 0 : 2));
      ++colour;
    }
  }
  if (!mass.lines.empty()) list.push_back(mass);
  if (!report.drivers.empty()) list.push_back(driver_panel(report));
  const html::LabelledTimeline timeline{"", report.timeline};
  std::vector<html::Strip> strips = happening_strips(report);
  for (html::Strip& strip : class_strips(report)) strips.push_back(std::move(strip));
  return "<section><h2>When</h2>\n<p class=\"lead\">What happens, what it would be called (sarcopenia by "
         "each definition), and below it what follows. Lines are medians, bands 5 to 95 %.</p>\n"
         "<div class=\"scroll\">" +
         html::panels(std::span(&timeline, 1), list, report.horizon_day, report.start_date, strips) +
         "</div></section>\n";
}

std::string driver_bars(const Report& report) {
  const auto drivers = coloured_drivers(report);
  if (drivers.empty()) return "";
  double most = 0;
  for (const auto& entry : drivers) most = std::max(most, std::fabs(entry.first.muscle_kg));
  double net = 0;
  for (const DriverShare& d : report.drivers) net += d.muscle_kg;
  std::string out = fmt::format(
      "<section><h2>Why</h2>\n<p class=\"lead\">Muscle gained and lost through each driver by day {}: {} kg "
      "in all. The share is of "
      "everything that moved.</p>\n<table class=\"drivers\">\n",
      plain_number(report.horizon_day), with_sign(net, 2));
  for (const auto& [driver, colour] : drivers) {
    const double length = most > 0 ? 100 * std::fabs(driver.muscle_kg) / most : 0;
    out += fmt::format(
        "<tr><td class=\"who\"><i class=\"swatch c{0}\"></i>{1}</td><td><div class=\"track\"><i class=\"{2} "
        "c{0}\" "
        "style=\"width:{3:.1f}%\"></i></div></td><td class=\"kg\">{4} kg</td><td class=\"share\">{5:.0f} "
        "%</td></tr>\n",
        colour, escaped(driver_title(driver.driver)), driver.muscle_kg < 0 ? "loss" : "gain", length,
        with_sign(driver.muscle_kg, 2), std::fabs(driver.share_percent));
  }
  return out + "</table></section>\n";
}

std::string warnings(const Report& report) {
  if (report.warnings.empty() && report.harms.empty()) return "";
  std::string out = "<section><h2>Take care</h2>\n";
  for (const ReportWarning& w : report.warnings) {
    out += fmt::format("<div class=\"warning\"><b>{}</b>: {}<small>{}{}{}</small></div>\n", escaped(w.kind),
                       escaped(w.text), escaped(w.event), w.source.empty() ? "" : " \xC2\xB7 ",
                       escaped(w.source));
  }
  if (!report.harms.empty()) {
    out += "<table><tr><th>Expected harm</th><th>Of</th><th></th><th>Source</th></tr>\n";
    for (const ReportHarm& h : report.harms) {
      out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td><small>{}</small></td></tr>\n",
                         escaped(h.harm), escaped(h.event), escaped(h.text), escaped(h.source));
    }
    out += "</table>\n";
  }
  return out + "</section>\n";
}

std::string muscle_table(const std::vector<Muscle>& all) {
  std::string out =
      "<details><summary>Every muscle group</summary><div class=\"scroll\"><table><tr><th>Muscle</th><th "
      "class=\"num\">Volume, day 0</th>"
      "<th class=\"num\">end</th><th class=\"num\">change</th><th class=\"num\">Strength, day 0</th><th "
      "class=\"num\">end</th>"
      "<th class=\"num\">change</th><th>test</th></tr>\n";
  for (const Muscle& m : all) {
    const std::size_t last = m.volume->median.size() - 1;
    out += fmt::format(
        "<tr><td>{}</td><td class=\"num\">{} {}</td><td class=\"num\">{}</td><td class=\"num\">{}</td><td "
        "class=\"num\">{} {}</td>"
        "<td class=\"num\">{}</td><td class=\"num\">{}</td><td>{}</td></tr>\n",
        escaped(m.title), level(m.volume->median.front()),
        m.volume->unit == "cm3" ? "cm\xC2\xB3" : escaped(m.volume->unit), level(m.volume->median.back()),
        band_text(*m.volume, last), level(m.strength->median.front()), escaped(m.strength->unit),
        level(m.strength->median.back()), band_text(*m.strength, last), escaped(m.strength->method));
  }
  return out + "</table></div></details>\n";
}

std::string other_table(const Report& report) {
  std::string out =
      "<details><summary>Body composition, function and metabolism</summary><div "
      "class=\"scroll\"><table><tr><th></th>"
      "<th class=\"num\">Day 0</th><th class=\"num\">End</th><th class=\"num\">Change</th></tr>\n";
  for (const Series& s : report.series) {
    if (s.measure == "muscle_volume" || s.measure == "strength" || s.kind != "level") continue;
    out += fmt::format(
        "<tr><td>{} <small>{}</small></td><td class=\"num\">{}</td><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td></tr>\n",
        escaped(series_title(s)), escaped(s.unit), level(s.median.front()), level(s.median.back()),
        band_text(s, s.median.size() - 1));
  }
  return out + "</table></div></details>\n";
}

std::string centile_table(const Report& report) {
  if (report.centiles.empty()) return "";
  std::string out =
      "<details><summary>Among people of the same age and sex</summary><div class=\"scroll\"><table><tr><th>"
      "</th><th class=\"num\">Centile, day 0</th><th class=\"num\">End</th></tr>\n";
  for (const Series& s : report.centiles) {
    out += fmt::format(
        "<tr><td>{}{}</td><td class=\"num\">{}</td><td class=\"num\">{} <small>({} to "
        "{})</small></td></tr>\n",
        escaped(series_title(s)),
        s.measure == "chair_stand_time" ? " <small>a high centile is slow</small>" : "",
        ordinal_centile(s.median.front()), ordinal_centile(s.median.back()), ordinal_centile(s.lo.back()),
        ordinal_centile(s.hi.back()));
  }
  return out + "</table></div></details>\n";
}

std::string risk_table(const Report& report) {
  std::string rows;
  for (std::size_t i = 0; i + 1 < report.series.size(); ++i) {
    const Series& rate = report.series[i];
    const Series& chance = report.series[i + 1];
    if (rate.kind != "rate" || chance.kind != "cumulative") continue;
    Series name = rate;
    name.kind = "level";
    rows += fmt::format(
        "<tr><td>{}</td><td class=\"num\">{:.3g}</td><td class=\"num\">{:.3g}</td><td class=\"num\">{} % "
        "<small>({} to {})</small></td></tr>\n",
        escaped(series_title(name)), rate.median.front(), rate.median.back(), level(chance.median.back()),
        level(chance.lo.back()), level(chance.hi.back()));
  }
  if (rows.empty()) return "";
  return "<details><summary>Risks</summary><div class=\"scroll\"><table><tr><th></th><th class=\"num\">Rate "
         "a year, day 0</th>"
         "<th class=\"num\">at the end</th><th class=\"num\">Chance by the end</th></tr>\n" +
         rows + "</table></div></details>\n";
}

std::string assumptions(const Report& report) {
  if (report.assumed.empty()) return "";
  std::string out = fmt::format(
      "<details open><summary>Assumed, because it was not given ({})</summary><div "
      "class=\"scroll\"><table><tr><th>What</th><th>Taken "
      "as</th><th>Because</th></tr>\n",
      report.assumed.size());
  for (const Assumption& a : report.assumed) {
    out += fmt::format("<tr><td>{}</td><td>{}</td><td><small>{}</small></td></tr>\n", escaped(a.field),
                       escaped(a.value), escaped(a.because));
  }
  return out + "</table></div></details>\n";
}

/// Parameter files behind a driver.
std::vector<std::string_view> files_of(std::string_view driver) {
  if (driver == "disuse") return {"disuse.yaml"};
  if (driver == "training") return {"training.yaml"};
  if (driver == "protein" || driver == "energy" || driver == "nutrients") return {"nutrition.yaml"};
  if (driver == "androgens" || driver == "growth_hormone" || driver == "oestradiol" ||
      driver == "glucocorticoids" || driver == "drugs") {
    return {"hormones.yaml", "drugs.yaml"};
  }
  if (driver == "denervation") return {"neural.yaml", "nerves.yaml"};
  if (driver == "inflammation" || driver == "acidosis" || driver == "disease")
    return {"disease.yaml", "conditions.yaml"};
  if (driver == "injury") return {"surgery.yaml"};
  return {"muscle.yaml"};
}

std::string sources(const Report& report) {
  std::set<std::string_view> files{"muscle.yaml", "neural.yaml", "person.yaml", "outcome_function.yaml"};
  for (const DriverShare& driver : report.drivers) {
    if (std::fabs(driver.share_percent) < 0.5) continue;
    for (std::string_view file : files_of(driver.driver)) files.insert(file);
  }
  std::string keys;
  for (const ParameterInfo& p : parameter_table) {
    if (files.count(p.file) > 0) keys += fmt::format("; {};", p.source);
  }
  std::string items;
  int count = 0;
  for (const SourceInfo& source : source_table) {
    if (keys.find(fmt::format("; {};", source.key)) == std::string::npos) continue;
    items += fmt::format("<li>{}</li>\n", escaped(source.citation));
    ++count;
  }
  return fmt::format(
      "<details><summary>Sources of the numbers behind these drivers ({})</summary><ul>\n{}</ul></details>\n",
      count, items);
}

constexpr std::string_view footer =
    "<footer><p><b>For research and education; not medical advice.</b> A forecast of what usually follows, "
    "not of what will happen to "
    "one person. Hormones and medicines need medical supervision.</p><p>Made by sarx. <code>sarx explain "
    "NAME</code> "
    "prints the equations, numbers and sources behind anything here.</p></footer>\n";

std::vector<Muscle> ranked(std::vector<Muscle> all) {
  std::stable_sort(all.begin(), all.end(),
                   [](const Muscle& a, const Muscle& b) { return a.change > b.change; });
  return all;
}

std::string letter(std::size_t i) {
  return std::string(1, static_cast<char>('A' + i % 26));
}

/// One measure of every scenario in one panel.
html::Panel comparison_panel(std::span<const Report> reports, std::string_view measure,
                             std::string_view region, std::string_view side, std::string title,
                             bool as_percent, double height) {
  html::Panel panel;
  panel.title = std::move(title);
  panel.change = as_percent;
  panel.height = height;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const Series* s = find_series(reports[i], measure, region, side);
    if (!s) continue;
    panel.unit = as_percent ? "change from day 0, %" : s->unit;
    const int colour = static_cast<int>(i % colour_count);
    panel.lines.push_back(as_percent ? percent_line(reports[i], *s, letter(i), colour)
                                     : level_line(reports[i], *s, letter(i), colour));
  }
  return panel;
}

std::string comparison_rows(std::span<const Report> reports) {
  std::string out = "<div class=\"scroll\"><table><tr><th>Change at the end</th>";
  for (std::size_t i = 0; i < reports.size(); ++i) out += fmt::format("<th class=\"num\">{}</th>", letter(i));
  out += "</tr>\n";
  for (const Series& first : reports.front().series) {
    if (first.kind != "level") continue;
    // One row for both sides where they change alike in every scenario.
    const bool paired = std::all_of(reports.begin(), reports.end(), [&](const Report& report) {
      const Series* left = find_series(report, first.measure, first.region, "left");
      const Series* right = find_series(report, first.measure, first.region, "right");
      return left && right &&
             std::fabs(percent(*left, left->median.back()) - percent(*right, right->median.back())) < 0.05;
    });
    if (paired && first.side == "right") continue;
    Series shown = first;
    if (paired) shown.side.clear();
    std::string cells;
    for (const Report& report : reports) {
      const Series* found = find_series(report, first.measure, first.region, first.side);
      cells += found ? fmt::format("<td class=\"num\">{}</td>", band_text(*found, found->median.size() - 1))
                     : "<td></td>";
    }
    out += fmt::format("<tr><td>{}</td>{}</tr>\n", escaped(series_title(shown)), cells);
  }
  return out + "</table></div>\n";
}

}  // namespace

std::string report_html(const Report& report) {
  const std::vector<Muscle> all = muscles(report);
  const std::vector<Muscle> by_change = ranked(all);
  std::string body = header(report) + tiles(report, by_change) + figures(report) + charts(report, by_change);
  body += happenings(report);
  body += driver_bars(report) + warnings(report);
  body += "<section><h2>Everything</h2>\n" + muscle_table(all) + other_table(report) + centile_table(report) +
          risk_table(report) + assumptions(report) + sources(report) + "</section>\n" + std::string(footer);
  return html::document(report.scenario + " \xC2\xB7 sarx forecast", body);
}

std::string comparison_html(std::span<const Report> reports) {
  std::string body = "<header><p class=\"kicker\">sarx comparison</p>\n<h1>Side by side</h1>\n";
  std::vector<html::LabelledTimeline> timelines;
  double horizon = 0;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    body += fmt::format("<p class=\"facts\"><i class=\"swatch c{}\"></i><b>{}</b> {}</p>\n", i % colour_count,
                        letter(i), escaped(reports[i].scenario));
    timelines.push_back({letter(i) + "  " + reports[i].scenario, reports[i].timeline});
    horizon = std::max(horizon, reports[i].horizon_day);
  }
  body += "</header>\n";

  // The muscle that changes most in any of them stands for the local effect.
  const Muscle* most = nullptr;
  std::vector<std::vector<Muscle>> each;
  for (const Report& report : reports) each.push_back(ranked(muscles(report)));
  for (const std::vector<Muscle>& list : each) {
    if (!list.empty() && (!most || list.front().change > most->change)) most = &list.front();
  }
  std::vector<html::Panel> list;
  if (most) {
    const Series& s = *most->volume;
    list.push_back(
        comparison_panel(reports, "muscle_volume", s.region, s.side, most->title + ": size", true, 160));
    list.push_back(
        comparison_panel(reports, "strength", s.region, s.side, most->title + ": strength", true, 160));
  }
  list.push_back(
      comparison_panel(reports, "appendicular_lean_mass", "", "", "Lean mass of the limbs", true, 130));
  list.push_back(comparison_panel(reports, "fat_mass", "", "", "Fat mass", true, 130));
  list.push_back(comparison_panel(reports, "gait_speed", "", "", "Gait speed", false, 110));
  std::erase_if(list, [](const html::Panel& panel) { return panel.lines.empty(); });
  std::vector<html::Strip> strips;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    std::vector<html::Strip> own = happening_strips(reports[i]);
    for (html::Strip& strip : class_strips(reports[i])) own.push_back(std::move(strip));
    for (html::Strip& strip : own) {
      strip.label = letter(i) + "  " + strip.label;
      strips.push_back(std::move(strip));
    }
  }
  body += "<section><h2>When</h2>\n<div class=\"scroll\">" +
          html::panels(timelines, list, horizon, reports.front().start_date, strips) + "</div></section>\n";

  std::vector<html::MuscleChanges> ends;
  for (const Report& report : reports) ends.push_back(html::muscle_changes(report, report.days.size() - 1));
  const double scale = html::colour_scale(ends);
  body +=
      "<section><h2>Where</h2>\n<p class=\"lead\">Muscle volume at the end against day 0.</p>\n<div "
      "class=\"figures\">\n";
  for (std::size_t i = 0; i < reports.size(); ++i) {
    body += fmt::format("<figure><figcaption><b>{}</b> {}</figcaption>{}</figure>\n", letter(i),
                        escaped(reports[i].scenario),
                        html::body_figure(ends[i], scale, "Body, front and back: change of muscle volume"));
  }
  body += "</div>\n" + html::colour_legend(scale) + "</section>\n";

  body += "<section><h2>Why</h2>\n<div class=\"scroll\"><table><tr><th>Muscle gained or lost through</th>";
  for (std::size_t i = 0; i < reports.size(); ++i)
    body += fmt::format("<th class=\"num\">{}</th>", letter(i));
  body += "</tr>\n";
  for (std::string_view driver : driver_names) {
    std::string cells;
    bool any = false;
    for (const Report& report : reports) {
      double kg = 0;
      for (const DriverShare& d : report.drivers) {
        if (d.driver == driver) kg = d.muscle_kg;
      }
      any = any || std::fabs(kg) >= 0.005;
      cells += fmt::format("<td class=\"num\">{} kg</td>", with_sign(kg, 2));
    }
    if (any) body += fmt::format("<tr><td>{}</td>{}</tr>\n", escaped(driver_title(driver)), cells);
  }
  body +=
      "</table></div></section>\n<section><h2>Everything</h2>\n" + comparison_rows(reports) + "</section>\n";
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const std::string notes = warnings(reports[i]);
    if (!notes.empty())
      body += fmt::format("<section><p class=\"kicker\">{} {}</p></section>{}", letter(i),
                          escaped(reports[i].scenario), notes);
  }
  return html::document("Comparison \xC2\xB7 sarx", body + std::string(footer));
}

}  // namespace sarx
