// What a forecast says, as plain data, and the ways of writing it down.
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/body/driver.h"
#include "sarx/outcome/definitions.h"
#include "sarx/timeline/event_context.h"

namespace sarx {

/// One quantity over time: its median and its 5-95 % band over parameters and people, on the days of its
/// report. Levels in `unit`, never changes. Named as in evidence/FORMAT.md; "" where region, side or method
/// don't apply.
struct Series {
  std::string measure, region, side, method;
  std::string kind;  ///< level, rate (per person-year), cumulative (probability or number since day 0) or
                     ///< centile
  std::string unit;
  std::vector<double> median, lo, hi;
};

/// What one driver did to total muscle mass between day 0 and the horizon.
struct DriverShare {
  std::string driver;
  double muscle_kg;      ///< positive is gain
  double share_percent;  ///< of everything that was gained and lost: the sizes add up to 100
};

/// A contraindication, a need for supervision, or a dose outside what was studied.
struct ReportWarning {
  std::string kind, event, text, source;
};

/// An expected harm of a treatment given.
struct ReportHarm {
  std::string event, harm, text, source;
};

/// One event of the timeline, in words.
struct TimelineBar {
  std::string event;   ///< its name in the scenario language
  std::string title;   ///< "Immobilisation"
  std::string detail;  ///< "knee, left, cast"
  double from_day = 0;
  double to_day = std::numeric_limits<double>::infinity();
};

/// What one definition of sarcopenia calls the body on each day of the report.
struct ClassCourse {
  Definition definition = Definition::ewgsop2;
  std::vector<Verdict> result;  ///< the most likely class
  /// Share of the draws (0-1) by class, index Verdict; of every class by day.
  std::array<std::vector<double>, verdict_names.size()> probability;

  double chance(Verdict verdict, std::size_t day) const {
    return probability[static_cast<std::size_t>(verdict)][day];
  }
};

/// One thing chance brought in a life that was played.
struct LifeEvent {
  double day = 0;
  std::string measure, region, side;  ///< as in evidence/FORMAT.md; "" where they don't apply
  bool injurious = false;             ///< of a fall, and of a bone broken in one
  std::string text;                   ///< "Fall that breaks a hip, right"
};
struct LivedLife {
  std::vector<LifeEvent> events;  ///< in order
  std::optional<double> death_day;
};

struct PersonFact {
  std::string name, value;
};

struct Report {
  std::string scenario;    ///< its name, or its file's
  std::string start_date;  ///< ISO, "" where none was given
  double horizon_day = 0;
  int draws = 0;
  unsigned long long seed = 1;
  std::vector<PersonFact> person;
  std::vector<TimelineBar> timeline;
  std::vector<Assumption> assumed;
  std::vector<ReportWarning> warnings;
  std::vector<ReportHarm> harms;
  std::vector<double> days;  ///< of every series; day 0 first, the horizon last
  std::vector<Series> series;
  std::vector<double> asked_days;  ///< those of `days` that the scenario's report asks for
  /// Where the body stands among people of its age and sex: kind `centile`, share of them who measure less
  /// (percent). Of a time a high centile is a slow one.
  std::vector<Series> centiles;
  std::vector<ClassCourse> classes;
  std::optional<LivedLife> life;     ///< there where one life was played by chance
  std::vector<DriverShare> drivers;  ///< largest first
  /// Muscle gained or lost through each driver since day 0, kg, by day and driver.
  std::vector<std::array<double, driver_count>> driver_muscle_kg;
};

/// The series of that name; null where there is none.
const Series* find_series(const Report& report, std::string_view measure, std::string_view region = "",
                          std::string_view side = "");

/// Plain words for a series and for its subject: "Quadriceps strength (left)".
std::string series_title(const Series& series);
std::string driver_title(std::string_view driver);

/// The grades a definition can give, mildest first.
std::vector<Verdict> grades(Definition definition);

/// Which series a reader asked to see; empty lists mean all.
struct SeriesFilter {
  std::vector<std::string> measures, regions;
  bool accepts(const Series& series) const;
};

std::string report_table(const Report& report, const SeriesFilter& filter);
/// JSON and CSV give so many significant digits: more would only pretend to be known.
inline constexpr int usual_report_digits = 6;
std::string report_json(const Report& report, int digits = usual_report_digits);
/// The same without the days and numbers of the series, for who takes those as they are.
std::string report_outline_json(const Report& report);
std::string report_csv(const Report& report, int digits = usual_report_digits);
std::string report_html(const Report& report);

/// The same for several scenarios side by side; the first is what the others are compared with.
std::string comparison_table(std::span<const Report> reports, const SeriesFilter& filter);
std::string comparison_json(std::span<const Report> reports, int digits = usual_report_digits);
std::string comparison_html(std::span<const Report> reports);

}  // namespace sarx
