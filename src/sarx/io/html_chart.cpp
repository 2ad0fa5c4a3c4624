// Charts that share one time axis, with the timeline of events above them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sarx/io/event_text.h"
#include "sarx/io/html.h"

namespace sarx::html {
namespace {

constexpr double width = 960;
constexpr double left = 58;    // y labels
constexpr double right = 196;  // names of the lines
constexpr double plot_width = width - left - right;
constexpr double bar_height = 18;
constexpr double bar_pitch = 23;
constexpr double text_width_px = 6.1;  // of one letter of a bar's text

struct Axis {
  double low, high, step;
};

/// Round numbers around the data, about `count` of them.
Axis axis(double low, double high, int count) {
  if (high - low < 1e-9) {
    low -= std::max(0.5, std::fabs(low) * 0.02);
    high += std::max(0.5, std::fabs(high) * 0.02);
  }
  const double raw = (high - low) / count;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  double step = 10 * power;
  for (double factor : {1.0, 2.0, 5.0}) {
    if (raw <= factor * power) {
      step = factor * power;
      break;
    }
  }
  return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

struct TimeTicks {
  double step;  // days
  double unit;  // days
  std::string_view name;
};

TimeTicks time_ticks(double horizon) {
  constexpr double month = 30.4375;
  constexpr double year = 365.25;
  if (horizon <= 21) return {horizon <= 10 ? 1.0 : 2.0, 1, "d"};
  if (horizon <= 70) return {7, 7, "wk"};
  if (horizon <= 130) return {14, 7, "wk"};
  if (horizon <= 400) return {month, month, "mo"};
  if (horizon <= 800) return {3 * month, month, "mo"};
  for (double years : {1.0, 2.0, 5.0, 10.0}) {
    if (horizon / (years * year) <= 12) return {years * year, year, "y"};
  }
  return {20 * year, year, "y"};
}

/// Causes of loss are drawn warm, what is done against it cool, mere facts grey.
std::string_view bar_class(std::string_view event) {
  for (std::string_view cause : {"bed_rest", "microgravity", "immobilisation", "limb_unloading", "deficiency",
                                 "disease", "nerve_injury", "muscle_injury", "surgery", "hormone_change"}) {
    if (event == cause) return "cause";
  }
  for (std::string_view help : {"resistance_training", "endurance_training", "exercise_programme",
                                "electrical_stimulation", "supplement", "treatment", "drug"}) {
    if (event == help) return "help";
  }
  return "fact";
}

double x_of(double day, double horizon) {
  return left + std::clamp(day / horizon, 0.0, 1.0) * plot_width;
}

std::string cut(std::string text, double room) {
  const auto letters = static_cast<std::size_t>(std::max(0.0, room / text_width_px));
  if (text.size() <= letters) return text;
  if (letters < 4) return "";
  // Not in the middle of a UTF-8 letter.
  std::size_t end = letters - 1;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "\xE2\x80\xA6";
}

std::string bars(const LabelledTimeline& timeline, double horizon, double& y) {
  std::string out;
  if (!timeline.label.empty()) {
    out += fmt::format("<text class=\"panel\" x=\"{}\" y=\"{:.1f}\">{}</text>", left, y + 11,
                       escaped(timeline.label));
    y += 20;
  }
  if (timeline.bars.empty()) {
    out += fmt::format("<text class=\"bartext\" x=\"{}\" y=\"{:.1f}\">life goes on as before</text>", left,
                       y + 13);
    y += bar_pitch;
  }
  for (const TimelineBar& bar : timeline.bars) {
    if (bar.from_day > horizon) continue;
    const double from = x_of(bar.from_day, horizon);
    const double to = std::max(x_of(bar.to_day, horizon), from + 4);
    const std::string text = bar.detail.empty() ? bar.title : bar.title + " \xC2\xB7 " + bar.detail;
    const std::string when =
        std::isfinite(bar.to_day)
            ? fmt::format("day {} to {}", plain_number(bar.from_day), plain_number(bar.to_day))
            : fmt::format("from day {} on", plain_number(bar.from_day));
    out += fmt::format(
        "<g><title>{} ({})</title><rect class=\"bar {}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
        "height=\"{}\" rx=\"3\"/>",
        escaped(text), when, bar_class(bar.event), from, y, to - from, bar_height);
    // The words stand in the bar if they fit, else behind it, else before it.
    const double need = static_cast<double>(text.size()) * text_width_px + 12;
    if (need <= to - from) {
      out += fmt::format("<text class=\"bartext in\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", from + 6, y + 13,
                         escaped(text));
    } else if (need <= width - to || width - to >= from - left) {
      out += fmt::format("<text class=\"bartext\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", to + 6, y + 13,
                         escaped(to - from > 0.6 * plot_width ? "" : cut(text, width - to - 10)));
      if (to - from > 0.6 * plot_width) {
        out += fmt::format("<text class=\"bartext in\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", from + 6, y + 13,
                           escaped(cut(text, to - from - 10)));
      }
    } else {
      out += fmt::format("<text class=\"bartext\" text-anchor=\"end\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
                         from - 6, y + 13, escaped(cut(text, from - left)));
    }
    out += "</g>";
    y += bar_pitch;
  }
  if (!timeline.label.empty()) y += 8;
  return out;
}

std::string strip(const Strip& strip, double horizon, double& y) {
  constexpr double strip_height = 14;
  constexpr double strip_pitch = 18;
  std::string out;
  for (const Strip::Segment& s : strip.segments) {
    const double from = x_of(s.from_day, horizon);
    const double to = std::max(x_of(s.to_day, horizon), from + 1);
    out += fmt::format(
        "<g><title>{}</title><rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{}\"/>",
        escaped(s.detail), s.colour, from, y, to - from, strip_height);
    if (static_cast<double>(s.text.size()) * text_width_px + 8 <= to - from)
      out += fmt::format("<text class=\"striptext\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", from + 5, y + 11,
                         escaped(s.text));
    out += "</g>";
  }
  out += fmt::format("<text class=\"bartext\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", left + plot_width + 8,
                     y + 11, escaped(strip.label));
  y += strip_pitch;
  return out;
}

std::string tick_label(double value, double step, bool change) {
  const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
  if (change) return with_sign(value, decimals);
  return fmt::format("{:.{}f}", value, decimals);
}

/// Points "x,y x,y ..." of a curve, thinned where more points than pixels would be drawn.
template <class Y>
std::string curve(const std::vector<double>& day, const std::vector<double>& value, double horizon, Y y_of,
                  bool backwards = false) {
  std::string out;
  const auto point = [&](std::size_t i) {
    out += fmt::format("{}{:.1f},{:.1f}", out.empty() ? "" : " ", x_of(day[i], horizon), y_of(value[i]));
  };
  if (backwards) {
    for (std::size_t i = day.size(); i-- > 0;) point(i);
  } else {
    for (std::size_t i = 0; i < day.size(); ++i) point(i);
  }
  return out;
}

/// Where the names of lines stand: beside their ends, but not on each other.
std::vector<double> spread_labels(std::vector<double> wanted, double top, double bottom) {
  constexpr double pitch = 14;
  std::vector<std::size_t> order(wanted.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  double floor = top;
  for (std::size_t i : order) {
    wanted[i] = std::max(wanted[i], floor);
    floor = wanted[i] + pitch;
  }
  double ceiling = bottom;
  for (std::size_t k = order.size(); k-- > 0;) {
    wanted[order[k]] = std::min(wanted[order[k]], ceiling);
    ceiling = wanted[order[k]] - pitch;
  }
  return wanted;
}

std::string area_layer(const Panel& panel, double horizon, double zero_y, double y_per_unit) {
  if (panel.areas.empty()) return "";
  const std::size_t points = panel.areas.front().day.size();
  std::vector<double> above(points, 0.0), below(points, 0.0);
  std::string out;
  for (const Area& area : panel.areas) {
    std::string there, back_again;
    std::vector<double> base(points), tip(points);
    for (std::size_t i = 0; i < points; ++i) {
      std::vector<double>& pile = area.value[i] >= 0 ? above : below;
      base[i] = pile[i];
      pile[i] += area.value[i];
      tip[i] = pile[i];
    }
    const auto y_of = [&](double value) { return zero_y - value * y_per_unit; };
    there = curve(area.day, tip, horizon, y_of);
    back_again = curve(area.day, base, horizon, y_of, true);
    out += fmt::format(
        "<polygon class=\"area c{}\" points=\"{} {}\"><title>{}: {} kg at the end</title></polygon>",
        area.colour, there, back_again, escaped(area.label), with_sign(area.value.back(), 2));
  }
  return out;
}

std::string one_panel(const Panel& panel, double horizon, double top) {
  double low = panel.change ? 0 : 1e300;
  double high = panel.change ? 0 : -1e300;
  for (const Line& line : panel.lines) {
    for (double v : line.lo) low = std::min(low, v);
    for (double v : line.hi) high = std::max(high, v);
  }
  for (std::size_t i = 0; !panel.areas.empty() && i < panel.areas.front().day.size(); ++i) {
    double gained = 0, lost = 0;
    for (const Area& area : panel.areas) (area.value[i] >= 0 ? gained : lost) += area.value[i];
    low = std::min(low, lost);
    high = std::max(high, gained);
  }
  // A threshold is worth its room only where it is near.
  const bool threshold =
      panel.threshold > 0 && panel.threshold > low - (high - low) && panel.threshold < high + (high - low);
  if (threshold) {
    low = std::min(low, panel.threshold);
    high = std::max(high, panel.threshold);
  }
  // Noise must not be blown up to fill a panel.
  const double middle = 0.5 * (low + high);
  const double least = panel.change ? (panel.areas.empty() ? 2.0 : 0.1) : std::fabs(middle) * 0.08;
  if (high - low < least) {
    if (!panel.change || low < 0) low = panel.change ? std::min(low, -least / 2) : middle - least / 2;
    high = std::max(high, low + least);
  }
  const Axis y = axis(low, high, panel.height > 130 ? 5 : 3);
  const double bottom = top + panel.height;
  const double y_per_unit = panel.height / (y.high - y.low);
  const auto y_of = [&](double value) { return bottom - (value - y.low) * y_per_unit; };

  std::string out =
      fmt::format("<text class=\"panel\" x=\"{}\" y=\"{:.1f}\">{}<tspan class=\"unit\"> {}</tspan></text>",
                  left, top - 10, escaped(panel.title), escaped(panel.unit));
  const long ticks = std::lround((y.high - y.low) / y.step);
  for (long i = 0; i <= ticks; ++i) {
    const double tick = y.low + static_cast<double>(i) * y.step;
    out += fmt::format("<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>", left,
                       left + plot_width, y_of(tick), y_of(tick));
    out += fmt::format("<text class=\"tick\" x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>", left - 8,
                       y_of(tick) + 4, tick_label(tick, y.step, panel.change));
  }
  if (panel.change) {
    out += fmt::format("<line class=\"zero\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>", left,
                       left + plot_width, y_of(0), y_of(0));
  }
  if (threshold) {
    out += fmt::format("<line class=\"threshold\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>", left,
                       left + plot_width, y_of(panel.threshold), y_of(panel.threshold));
    out += fmt::format("<text class=\"note\" x=\"{}\" y=\"{:.1f}\">{}</text>", left + 6,
                       y_of(panel.threshold) - 4, escaped(panel.threshold_label));
  }
  out += area_layer(panel, horizon, y_of(0), y_per_unit);
  std::vector<double> ends;
  for (const Line& line : panel.lines) {
    out +=
        fmt::format("<polygon class=\"band c{}\" points=\"{} {}\"/>", line.colour,
                    curve(line.day, line.hi, horizon, y_of), curve(line.day, line.lo, horizon, y_of, true));
  }
  for (const Line& line : panel.lines) {
    out += fmt::format("<polyline class=\"line c{}\" points=\"{}\"><title>{}</title></polyline>", line.colour,
                       curve(line.day, line.median, horizon, y_of), escaped(line.label));
    ends.push_back(y_of(line.median.back()) + 4);
  }
  ends = spread_labels(ends, top + 4, bottom + 4);
  for (std::size_t i = 0; i < panel.lines.size(); ++i) {
    const Line& line = panel.lines[i];
    const std::string value =
        panel.change ? with_sign(line.median.back(), 1) + " %" : level(line.median.back());
    out += fmt::format("<text class=\"label c{}\" x=\"{}\" y=\"{:.1f}\">{}{}{}</text>", line.colour,
                       left + plot_width + 8, ends[i], escaped(line.label), line.label.empty() ? "" : " ",
                       value);
  }
  return out;
}

}  // namespace

std::string panels(std::span<const LabelledTimeline> timelines, std::span<const Panel> panel_list,
                   double horizon_day, std::string_view start_date, std::span<const Strip> strips) {
  constexpr double panel_gap = 44;
  std::string body;
  double y = 4;
  for (const LabelledTimeline& timeline : timelines) body += bars(timeline, horizon_day, y);
  if (!strips.empty()) y += 8;
  for (const Strip& one : strips) body += strip(one, horizon_day, y);
  const double bars_end = y;
  y += 34;
  std::string plots;
  for (const Panel& panel : panel_list) {
    plots += one_panel(panel, horizon_day, y);
    y += panel.height + panel_gap;
  }
  const double plots_end = y - panel_gap;

  // Dotted lines carry every event's edge down through the charts.
  std::string edges;
  for (const LabelledTimeline& timeline : timelines) {
    for (const TimelineBar& bar : timeline.bars) {
      for (double day : {bar.from_day, bar.to_day}) {
        if (!(day > 0 && day < horizon_day)) continue;
        edges +=
            fmt::format("<line class=\"edge\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>",
                        x_of(day, horizon_day), bars_end, plots_end);
      }
    }
  }
  std::string ticks;
  const TimeTicks time = time_ticks(horizon_day);
  for (int i = 0; i * time.step <= horizon_day * 1.0001; ++i) {
    const double day = i * time.step;
    const double x = x_of(day, horizon_day);
    ticks += fmt::format("<line class=\"axis\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\"/>",
                         x, plots_end, plots_end + 5);
    ticks += fmt::format("<text class=\"tick\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}{}</text>",
                         x, plots_end + 19, std::lround(day / time.unit),
                         day == 0 ? "" : fmt::format(" {}", time.name));
  }
  ticks += fmt::format("<line class=\"axis\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>", left,
                       left + plot_width, plots_end, plots_end);
  if (!start_date.empty()) {
    ticks += fmt::format("<text class=\"note\" x=\"{}\" y=\"{:.1f}\">day 0 is {}</text>", left,
                         plots_end + 36, escaped(start_date));
  }
  return fmt::format(
             "<svg class=\"charts\" viewBox=\"0 0 {} {:.0f}\" role=\"img\" "
             "aria-label=\"The timeline of events, and below it the forecast over time\">",
             width, plots_end + 42) +
         edges + body + plots + ticks + "</svg>";
}

}  // namespace sarx::html
