#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sarx/body/muscle_group.h"
#include "sarx/io/event_text.h"
#include "sarx/io/report.h"
#include "sarx/person/norms.h"

namespace sarx {
namespace {

/// Rows of muscle groups that are shown unless regions are asked for.
constexpr std::size_t most_muscle_rows = 8;

double percent_change(double from, double to) {
  return from == 0 ? 0 : 100 * (to / from - 1);
}

std::string number(double value) {
  const double size = std::fabs(value);
  if (size >= 100) return fmt::format("{:.0f}", value);
  if (size >= 10) return fmt::format("{:.1f}", value);
  if (size >= 1 || size == 0) return fmt::format("{:.2f}", value);
  if (size >= 0.01) return fmt::format("{:.3f}", value);
  return fmt::format("{:.2g}", value);
}

/// Change of a series from day 0 to one of its days, and its band.
struct Change {
  double median, lo, hi;
};

Change percent(const Series& series, std::size_t i) {
  const double start = series.median.front();
  return {percent_change(start, series.median[i]), percent_change(start, series.lo[i]),
          percent_change(start, series.hi[i])};
}

std::string text(const Change& change) {
  if (change.lo == change.hi) return fmt::format("{:+6.1f} % {:>15}", change.median, "");
  return fmt::format("{:+6.1f} % {:>15}", change.median,
                     fmt::format("({:+.1f} to {:+.1f})", change.lo, change.hi));
}

/// "Gait speed, m/s".
std::string titled(const Series& series) {
  return series.unit.empty() ? series_title(series)
                             : fmt::format("{}, {}", series_title(series), series.unit);
}

/// Day on which a series is furthest from where it began.
std::size_t furthest(const Series& series) {
  std::size_t far = 0;
  for (std::size_t i = 0; i < series.median.size(); ++i) {
    const double start = series.median.front();
    if (std::fabs(series.median[i] - start) > std::fabs(series.median[far] - start)) far = i;
  }
  return far;
}

std::string heading(const Report& report) {
  std::string out = report.scenario + "\n";
  std::string facts;
  for (const PersonFact& fact : report.person) {
    if (!facts.empty()) facts += ", ";
    facts += fact.name.empty() ? fact.value : fact.name + " " + fact.value;
  }
  if (!facts.empty()) out += facts + "\n";
  return out;
}

std::string timeline_lines(const Report& report) {
  std::string out;
  for (const TimelineBar& bar : report.timeline) {
    const std::string when =
        std::isfinite(bar.to_day)
            ? fmt::format("day {} to {}", plain_number(bar.from_day), plain_number(bar.to_day))
            : fmt::format("from day {}", plain_number(bar.from_day));
    out += fmt::format("  {:<18} {}{}{}\n", when, bar.title, bar.detail.empty() ? "" : ", ", bar.detail);
  }
  return out;
}

/// What chance brought in a life that was played.
std::string life_lines(const Report& report) {
  if (!report.life) return "";
  constexpr std::size_t most_lines = 40;
  std::string out = fmt::format("\nWhat happened in this life (seed {})\n", report.seed);
  const std::vector<LifeEvent>& events = report.life->events;
  for (std::size_t i = 0; i < std::min(events.size(), most_lines); ++i)
    out += fmt::format("  {:<18} {}\n", fmt::format("day {}", plain_number(events[i].day)), events[i].text);
  if (events.size() > most_lines)
    out += fmt::format("  and {} more: see them with --format json\n", events.size() - most_lines);
  if (events.empty()) out += "  nothing\n";
  return out;
}

/// A muscle group of one side, or of both where they change alike.
struct MuscleRow {
  std::string title;
  const Series* volume;
  const Series* strength;
  double weight;  ///< how much there is to tell: the largest change of either, in points
};

double largest_change(const Series& series) {
  double most = 0;
  for (std::size_t i = 0; i < series.median.size(); ++i) {
    most = std::max(most, std::fabs(percent(series, i).median));
  }
  return most;
}

bool alike(const Series& a, const Series& b) {
  for (std::size_t i = 0; i < a.median.size(); ++i) {
    if (std::fabs(percent(a, i).median - percent(b, i).median) > 0.3) return false;
  }
  return true;
}

std::vector<MuscleRow> muscle_rows(const Report& report, const SeriesFilter& filter) {
  std::vector<MuscleRow> rows;
  for (std::string_view group : muscle_group_names) {
    if (!filter.regions.empty() &&
        std::find(filter.regions.begin(), filter.regions.end(), group) == filter.regions.end()) {
      continue;
    }
    std::array<MuscleRow, side_count> sides;
    bool complete = true;
    for (std::size_t s = 0; s < side_count; ++s) {
      const Series* volume = find_series(report, "muscle_volume", group, side_names[s]);
      const Series* strength = find_series(report, "strength", group, side_names[s]);
      if (!volume || !strength) {
        complete = false;
        break;
      }
      sides[s] = {fmt::format("{}, {}", plain_words(group), side_names[s]), volume, strength,
                  std::max(largest_change(*volume), largest_change(*strength))};
    }
    if (!complete) continue;
    if (alike(*sides[0].volume, *sides[1].volume) && alike(*sides[0].strength, *sides[1].strength)) {
      sides[0].title = plain_words(group) + ", each side";
      rows.push_back(sides[0]);
    } else {
      rows.insert(rows.end(), sides.begin(), sides.end());
    }
  }
  return rows;
}

std::string muscle_table(const Report& report, const SeriesFilter& filter) {
  std::vector<MuscleRow> rows = muscle_rows(report, filter);
  if (rows.empty()) return "";
  std::size_t left_out = 0;
  if (filter.regions.empty() && rows.size() > most_muscle_rows) {
    std::vector<double> weights;
    for (const MuscleRow& row : rows) weights.push_back(row.weight);
    std::sort(weights.rbegin(), weights.rend());
    const double least = weights[most_muscle_rows - 1];
    std::vector<MuscleRow> kept;
    for (const MuscleRow& row : rows) {
      if (row.weight >= least && kept.size() < most_muscle_rows) kept.push_back(row);
    }
    left_out = rows.size() - kept.size();
    rows = kept;
  }
  std::string out =
      fmt::format("\n{:<26}{:>31}   {:>24}   {:>30}\n{:<26}{:>7} {:>7} {:>24}   {:>24}   {:>14} {:>15}\n",
                  "Muscle", "volume, cm3", "strength", "furthest from day 0", "", "start", "end",
                  "change (90 % band)", "change (90 % band)", "volume", "strength");
  const std::size_t last = report.days.size() - 1;
  const auto most = [&](const Series& series) {
    const std::size_t far = furthest(series);
    if (far == 0) return std::string("-");
    return fmt::format("{:+.1f} % d {}", percent(series, far).median, plain_number(report.days[far]));
  };
  for (const MuscleRow& row : rows) {
    out += fmt::format("  {:<24}{:>7} {:>7} {:>24}   {:>24}   {:>14} {:>15}\n", row.title,
                       number(row.volume->median.front()), number(row.volume->median.back()),
                       text(percent(*row.volume, last)), text(percent(*row.strength, last)),
                       most(*row.volume), most(*row.strength));
  }
  if (left_out > 0) {
    out +=
        fmt::format("  {} more rows change less: see them with --region NAME or --format json.\n", left_out);
  }
  return out;
}

/// Everything that is neither one muscle group nor a risk: body composition, function, hormones.
std::string other_table(const Report& report, const SeriesFilter& filter) {
  std::string out;
  for (const Series& series : report.series) {
    if (series.measure == "muscle_volume" || series.measure == "strength") continue;
    if (series.kind != "level" || !filter.accepts(series)) continue;
    out += fmt::format("  {:<42}{:>9} {:>9}  {:>24}\n", titled(series), number(series.median.front()),
                       number(series.median.back()), text(percent(series, report.days.size() - 1)));
  }
  if (out.empty()) return "";
  return fmt::format("\n{:<44}{:>9} {:>9}  {:>24}\n", "Body", "start", "end", "change (90 % band)") + out;
}

/// Each risk as events a year at the start and at the end, and as the chance of one between them.
std::string risk_table(const Report& report, const SeriesFilter& filter) {
  std::string out;
  for (std::size_t i = 0; i + 1 < report.series.size(); ++i) {
    const Series& rate = report.series[i];
    const Series& chance = report.series[i + 1];
    if (rate.kind != "rate" || chance.kind != "cumulative" || !filter.accepts(rate)) continue;
    Series name = rate;
    name.kind = "level";
    out += fmt::format("  {:<42}{:>9} {:>9}  {:>24}\n", series_title(name), number(rate.median.front()),
                       number(rate.median.back()),
                       fmt::format("{} % ({} to {})", number(chance.median.back()), number(chance.lo.back()),
                                   number(chance.hi.back())));
  }
  if (out.empty()) return "";
  return fmt::format("\n{:<44}{:>9} {:>9}  {:>24}\n{:<44}{:>9} {:>9}  {:>24}\n", "Risks", "a year,",
                     "a year,", "chance by the end", "", "start", "end", "(90 % band)") +
         out;
}

std::string centile_table(const Report& report, const SeriesFilter& filter) {
  std::string out;
  const auto place = [](double share) { return ordinal_centile(share); };
  for (const Series& s : report.centiles) {
    if (!filter.accepts(s)) continue;
    std::string title = series_title(s);
    if (s.measure == "chair_stand_time") title += " (high is slow)";
    out +=
        fmt::format("  {:<42}{:>9} {:>9}  {:>24}\n", title, place(s.median.front()), place(s.median.back()),
                    fmt::format("({} to {})", place(s.lo.back()), place(s.hi.back())));
  }
  if (out.empty()) return "";
  return fmt::format("\n{:<44}{:>9} {:>9}  {:>24}\n", "Centile among people of the age and sex", "start",
                     "end", "(90 % band)") +
         out;
}

/// Days at which classes are told: the start, what the scenario asks for (thinned), the end.
std::vector<std::size_t> class_days(const Report& report) {
  constexpr std::size_t most_asked = 3;
  std::vector<double> asked = report.asked_days;
  while (asked.size() > most_asked)
    asked.erase(asked.begin() + static_cast<std::ptrdiff_t>(asked.size() / 2));
  std::vector<std::size_t> days{0};
  for (const double day : asked) {
    const auto it = std::lower_bound(report.days.begin(), report.days.end(), day);
    if (it != report.days.end()) days.push_back(static_cast<std::size_t>(it - report.days.begin()));
  }
  days.push_back(report.days.size() - 1);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

/// What the body would be called, by the definitions that ever have something to say.
std::string class_table(const Report& report) {
  if (report.classes.empty()) return "";
  const std::vector<std::size_t> days = class_days(report);
  std::string rows;
  std::vector<std::string_view> silent, mute;
  for (const ClassCourse& course : report.classes) {
    constexpr double hardly_ever = 0.005;
    const auto& unknown = course.probability[static_cast<std::size_t>(Verdict::unknown)];
    if (std::all_of(unknown.begin(), unknown.end(), [](double share) { return share > 1 - hardly_ever; })) {
      mute.push_back(name(course.definition));
      continue;
    }
    const auto& none = course.probability[static_cast<std::size_t>(Verdict::none)];
    if (std::all_of(none.begin(), none.end(), [](double share) { return share > 1 - hardly_ever; })) {
      silent.push_back(name(course.definition));
      continue;
    }
    rows += fmt::format("  {:<24}", name(course.definition));
    for (const std::size_t day : days)
      rows += fmt::format("{:>18}", fmt::format("{} {:.0f} %", name(course.result[day]),
                                                100 * course.chance(course.result[day], day)));
    rows += "\n";
  }
  std::string out = "\nSarcopenia: class";
  if (!rows.empty()) {
    out = fmt::format("\n{:<26}", "Sarcopenia: class, share");
    for (const std::size_t day : days)
      out += fmt::format("{:>18}", fmt::format("day {}", plain_number(report.days[day])));
  }
  out += "\n" + rows;
  if (!silent.empty()) out += fmt::format("  none throughout by {}\n", fmt::join(silent, ", "));
  if (!mute.empty()) out += fmt::format("  not applied at this age: {}\n", fmt::join(mute, ", "));
  return out;
}

/// The class at the end of every scenario, by the definitions that say something in any of them.
std::string class_comparison(std::span<const Report> reports, bool own_starts) {
  std::string rows;
  for (std::size_t k = 0; k < reports.front().classes.size(); ++k) {
    const ClassCourse& first = reports.front().classes[k];
    std::string row = fmt::format("  {:<42}", name(first.definition));
    if (!own_starts) row += fmt::format("{:>9}", name(first.result.front()));
    bool quiet = true;
    for (const Report& report : reports) {
      const ClassCourse& course = report.classes[k];
      const std::size_t last = course.result.size() - 1;
      if (own_starts) row += fmt::format("  {:>9}", name(course.result.front()));
      row += fmt::format("  {:>24}", fmt::format("{} {:.0f} %", name(course.result[last]),
                                                 100 * course.chance(course.result[last], last)));
      const Verdict start = course.result.front();
      quiet = quiet && (start == Verdict::none || start == Verdict::unknown) &&
              course.chance(start, last) > 0.995;
    }
    if (!quiet) rows += row + "\n";
  }
  return rows.empty() ? rows : "\nSarcopenia: class at the end, share of draws\n" + rows;
}

std::string driver_lines(const Report& report) {
  std::string out;
  for (const DriverShare& driver : report.drivers) {
    if (std::fabs(driver.share_percent) < 0.5) continue;
    const auto length = static_cast<std::size_t>(std::lround(std::fabs(driver.share_percent) / 2.5));
    out +=
        fmt::format("  {:<30}{:>+8.2f} kg {:>5.0f} %  {}\n", driver_title(driver.driver), driver.muscle_kg,
                    std::fabs(driver.share_percent), std::string(length, driver.muscle_kg < 0 ? '-' : '+'));
  }
  if (out.empty()) return "";
  return fmt::format(
             "\nWhat drove it: muscle gained (+) or lost (-) by day {}, and share of all that moved\n",
             plain_number(report.horizon_day)) +
         out;
}

std::string notes(const Report& report) {
  std::string out;
  if (!report.warnings.empty()) {
    out += "\nWarnings\n";
    for (const ReportWarning& w : report.warnings)
      out += fmt::format("  {}: {} [{}]\n", w.event, w.text, w.source);
  }
  if (!report.harms.empty()) {
    out += "\nExpected harms\n";
    for (const ReportHarm& h : report.harms) out += fmt::format("  {}: {} [{}]\n", h.event, h.text, h.source);
  }
  if (!report.assumed.empty()) {
    out += "\nAssumed, because it was not given\n";
    for (const Assumption& a : report.assumed)
      out += fmt::format("  {} = {} ({})\n", a.field, a.value, a.because);
  }
  return out;
}

constexpr std::string_view disclaimer = "\nFor research and education; not medical advice.\n";

}  // namespace

std::string report_table(const Report& report, const SeriesFilter& filter) {
  std::string out = heading(report);
  out += timeline_lines(report);
  const std::string time = fmt::format("From day 0 to day {} ({})", plain_number(report.horizon_day),
                                       plain_days(report.horizon_day));
  if (report.life) {
    out += fmt::format("{}: one life, played by chance, seed {}\n", time, report.seed);
  } else {
    out += fmt::format("{}; medians and 5-95 % bands of {} {} over parameters and people, seed {}\n", time,
                       report.draws, report.draws == 1 ? "draw" : "draws", report.seed);
  }
  out += life_lines(report);
  const auto wanted = [&](std::string_view measure) {
    return filter.measures.empty() ||
           std::find(filter.measures.begin(), filter.measures.end(), measure) != filter.measures.end();
  };
  if (wanted("muscle_volume") || wanted("strength")) out += muscle_table(report, filter);
  out += other_table(report, filter);
  out += centile_table(report, filter);
  out += risk_table(report, filter);
  out += class_table(report);
  out += driver_lines(report);
  out += notes(report);
  out += disclaimer;
  return out;
}

namespace {

/// The same series of another report; null where it has none.
const Series* same_series(const Report& report, const Series& as) {
  for (const Series& s : report.series)
    if (s.measure == as.measure && s.region == as.region && s.side == as.side && s.method == as.method &&
        s.kind == as.kind)
      return &s;
  return nullptr;
}

/// Whether anything shown starts elsewhere in one scenario than in another: then each has its own start.
bool starts_differ(std::span<const Report> reports, const SeriesFilter& filter) {
  for (const Series& first : reports.front().series) {
    if (!filter.accepts(first) || first.kind == "cumulative") continue;
    for (const Report& report : reports) {
      const Series* other = same_series(report, first);
      if (other && number(other->median.front()) != number(first.median.front())) return true;
    }
  }
  return false;
}

}  // namespace

std::string comparison_table(std::span<const Report> reports, const SeriesFilter& filter) {
  const bool own_starts = starts_differ(reports, filter);
  std::string out = "Change from day 0 to the end, % (5-95 % band)\n";
  for (std::size_t r = 0; r < reports.size(); ++r) {
    out += fmt::format("  {}: {}, {}\n", static_cast<char>('A' + r % 26), reports[r].scenario,
                       plain_days(reports[r].horizon_day));
  }
  out += fmt::format("\n{:<44}", "");
  if (!own_starts) out += fmt::format("{:>9}", "start");
  for (std::size_t r = 0; r < reports.size(); ++r) {
    if (own_starts) out += fmt::format("  {:>9}", "start");
    out += fmt::format("  {:>24}", static_cast<char>('A' + r % 26));
  }
  out += "\n";
  for (const Series& first : reports.front().series) {
    if (!filter.accepts(first)) continue;
    // Where sides change alike in every scenario, one line is enough.
    if (first.side == "right") {
      const bool same = std::all_of(reports.begin(), reports.end(), [&](const Report& report) {
        const Series* left = find_series(report, first.measure, first.region, "left");
        const Series* right = find_series(report, first.measure, first.region, "right");
        return left && right && alike(*left, *right);
      });
      if (same) continue;
    }
    const bool chance = first.kind == "cumulative";
    std::string line = fmt::format("  {:<42}", titled(first));
    if (!own_starts) line += fmt::format("{:>9}", chance ? "" : number(first.median.front()));
    for (const Report& report : reports) {
      const Series* found = same_series(report, first);
      if (own_starts) line += fmt::format("  {:>9}", found && !chance ? number(found->median.front()) : "");
      if (!found) {
        line += fmt::format("  {:>24}", "-");
      } else if (chance) {
        line += fmt::format("  {:>24}", fmt::format("{} ({} to {})", number(found->median.back()),
                                                    number(found->lo.back()), number(found->hi.back())));
      } else {
        line += fmt::format("  {:>24}", text(percent(*found, found->median.size() - 1)));
      }
    }
    out += line + "\n";
  }
  out += class_comparison(reports, own_starts);
  for (std::size_t r = 0; r < reports.size(); ++r) {
    if (reports[r].life)
      out += fmt::format("\n{}:", static_cast<char>('A' + r % 26)) + life_lines(reports[r]);
  }
  for (std::size_t r = 0; r < reports.size(); ++r) {
    if (reports[r].warnings.empty()) continue;
    out += fmt::format("\nWarnings, {}\n", static_cast<char>('A' + r % 26));
    for (const ReportWarning& w : reports[r].warnings) {
      out += fmt::format("  {}: {} [{}]\n", w.event, w.text, w.source);
    }
  }
  out += disclaimer;
  return out;
}

}  // namespace sarx
