// Small parts of an HTML page that is one file, needs no network and no script.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/io/report.h"

namespace sarx::html {

/// Text made safe for HTML and SVG, in elements and in attributes.
std::string escaped(std::string_view text);

/// With a true minus and an explicit plus: "+3.1", "−0.4"; no sign on what rounds to nothing.
std::string with_sign(double value, int decimals);
/// As many decimals as three or four significant digits need.
std::string level(double value);

/// One whole document around its body.
std::string document(std::string_view title, std::string_view body);

/// Relative change of every muscle group and side at one day, percent, with its band.
struct MuscleChange {
  double median = 0, lo = 0, hi = 0;
};
using MuscleChanges = std::array<MuscleChange, muscle_unit_count>;

/// Change of muscle volume from day 0 to the day at that index.
MuscleChanges muscle_changes(const Report& report, std::size_t day);

/// The end of the colour scale that fits the changes: 5, 10, 20, 40 or 80 percent.
double colour_scale(std::span<const MuscleChanges> changes);

/// Front and back of a body, each muscle group coloured by its change.
std::string body_figure(const MuscleChanges& changes, double scale, std::string_view title);
std::string colour_legend(double scale);

/// A line with its band in a panel.
struct Line {
  std::string label;
  std::vector<double> day, median, lo, hi;
  int colour = 0;  ///< 0-7
};
/// Stacked areas: what each driver gained (above zero) or lost (below).
struct Area {
  std::string label;
  std::vector<double> day, value;
  int colour = 0;
};
struct Panel {
  std::string title, unit;
  std::vector<Line> lines;
  std::vector<Area> areas;
  double height = 150;
  bool change = false;   ///< values are changes: signs, and a line at 0
  double threshold = 0;  ///< a level that means something; 0: none
  std::string threshold_label;
};
/// One timeline above panels that share its axis. Several timelines (of compared scenarios) stand under each
/// other.
struct LabelledTimeline {
  std::string label;
  std::vector<TimelineBar> bars;
};
/// A thin bar on the time axis whose colour says what holds when; it stands under the timelines.
struct Strip {
  struct Segment {
    double from_day, to_day;
    std::string colour;  ///< style class: z, n1-n5, p1-p5
    std::string text;    ///< written where it fits
    std::string detail;  ///< shown on pointing at it
  };
  std::string label;
  std::vector<Segment> segments;
};
std::string panels(std::span<const LabelledTimeline> timelines, std::span<const Panel> panel_list,
                   double horizon_day, std::string_view start_date, std::span<const Strip> strips = {});

}  // namespace sarx::html
