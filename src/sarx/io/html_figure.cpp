// A body from the front and from the back, each muscle group coloured by how it changed.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sarx/body/muscle_group.h"
#include "sarx/io/event_text.h"
#include "sarx/io/html.h"

namespace sarx::html {
namespace {

enum class View { front, back };

/// One muscle drawn on one half of the body (see body_figure.def).
struct Shape {
  View view;
  MuscleGroup group;
  std::string_view path;
};

#define SARX_OUTLINE(part, path) constexpr std::string_view part = path;
#define SARX_MUSCLE(view, group, path)
#include "sarx/io/body_figure.def"

constexpr auto shapes = std::to_array<Shape>({
#define SARX_OUTLINE(part, path)
#define SARX_MUSCLE(view, group, path) {View::view, MuscleGroup::group, path},
#include "sarx/io/body_figure.def"
});

constexpr int colour_steps = 5;

/// Style class of a change: n5 (most lost) to n1, z (none), p1 to p5 (most gained).
std::string colour_class(double percent, double scale) {
  const double steps = percent / scale * colour_steps;
  const int step = std::clamp(static_cast<int>(std::lround(steps)), -colour_steps, colour_steps);
  if (step == 0) return "z";
  return fmt::format("{}{}", step < 0 ? 'n' : 'p', std::abs(step));
}

std::string drawing(View view, const MuscleChanges& changes, double scale, double centre) {
  const bool from_front = view == View::front;
  std::string out = fmt::format("<g transform=\"translate({} 0)\">", centre);
  for (const int mirror : {1, -1}) {
    out += fmt::format(
        "<g transform=\"scale({} 1)\"><path class=\"skin\" d=\"{}\"/><path class=\"skin\" d=\"{}\"/>", mirror,
        half_body, head);
    // Facing us, a person's left is on our right.
    const Side side = (mirror > 0) == from_front ? Side::left : Side::right;
    for (const Shape& shape : shapes) {
      if (shape.view != view) continue;
      const MuscleChange& change = changes[unit_index(side, shape.group)];
      out += fmt::format("<path class=\"muscle {}\" d=\"{}\"><title>{}, {}: {} % ({} to {})</title></path>",
                         colour_class(change.median, scale), shape.path, plain_words(name(shape.group)),
                         name(side), with_sign(change.median, 1), with_sign(change.lo, 1),
                         with_sign(change.hi, 1));
    }
    out += "</g>";
  }
  out += fmt::format("<text class=\"caption\" x=\"0\" y=\"420\" text-anchor=\"middle\">{}</text>",
                     from_front ? "front" : "back");
  out += fmt::format("<text class=\"side\" x=\"-92\" y=\"120\" text-anchor=\"middle\">{}</text>",
                     from_front ? "R" : "L");
  out += fmt::format("<text class=\"side\" x=\"92\" y=\"120\" text-anchor=\"middle\">{}</text></g>",
                     from_front ? "L" : "R");
  return out;
}

}  // namespace

MuscleChanges muscle_changes(const Report& report, std::size_t day) {
  MuscleChanges changes;
  for (MuscleGroup group : all_muscle_groups) {
    for (Side side : {Side::left, Side::right}) {
      const Series* s = find_series(report, "muscle_volume", name(group), name(side));
      if (!s) continue;
      const double start = s->median.front();
      const auto percent = [&](double value) { return start > 0 ? 100 * (value / start - 1) : 0; };
      changes[unit_index(side, group)] = {percent(s->median[day]), percent(s->lo[day]), percent(s->hi[day])};
    }
  }
  return changes;
}

double colour_scale(std::span<const MuscleChanges> changes) {
  double most = 0;
  for (const MuscleChanges& all : changes) {
    for (const MuscleChange& change : all) most = std::max(most, std::fabs(change.median));
  }
  for (double scale : {5.0, 10.0, 20.0, 40.0}) {
    if (most <= scale * 1.05) return scale;
  }
  return 80;
}

std::string body_figure(const MuscleChanges& changes, double scale, std::string_view title) {
  return fmt::format("<svg class=\"body\" viewBox=\"-105 -4 436 430\" role=\"img\" aria-label=\"{}\">",
                     escaped(title)) +
         drawing(View::front, changes, scale, 0) + drawing(View::back, changes, scale, 226) + "</svg>";
}

std::string colour_legend(double scale) {
  std::string out = "<div class=\"legend\" role=\"img\" aria-label=\"Colour scale of change\"><span>";
  out += with_sign(-scale, 0) + " %</span>";
  for (int step = -colour_steps; step <= colour_steps; ++step) {
    out += fmt::format("<i class=\"{}\"></i>", colour_class(step * scale / colour_steps, scale));
  }
  return out + "<span>" + with_sign(scale, 0) + " %</span></div>";
}

}  // namespace sarx::html
