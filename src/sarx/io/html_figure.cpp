// A body from the front and from the back, each muscle group coloured by how it changed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sarx/body/muscle_group.h"
#include "sarx/io/event_text.h"
#include "sarx/io/html.h"

namespace sarx::html {
namespace {

/// One muscle drawn on one half of the body: x grows from the midline outwards, y from the crown down.
struct Shape {
  MuscleGroup group;
  std::string_view path;
};

constexpr std::string_view head = "M0 4C12 4 18 13 18 25C18 38 10 50 0 51Z";
constexpr std::string_view half_body =
    "M0 45L9 45C9 58 12 62 25 66C40 69 52 73 55 88C58 105 61 120 64 135C69 149 72 166 75 186C76 198 78 206 "
    "79 213"
    "C83 222 83 236 79 243C75 248 70 238 69 227C68 220 68 216 67 211C61 195 55 172 52 153C48 139 44 122 42 "
    "108"
    "C40 124 33 140 32 154C32 166 37 178 39 196C42 221 38 256 33 284C31 298 35 312 33 328C31 350 24 368 23 "
    "382"
    "C23 390 29 396 28 401L10 401C8 394 11 386 11 380C10 362 5 342 7 322C8 308 11 300 10 288C7 262 3 230 2 "
    "210L0 208Z";

constexpr std::array<Shape, 12> front{{
    {MuscleGroup::chest_shoulders, "M2 81C12 75 26 74 36 79C41 88 39 101 31 107C21 112 8 110 2 104Z"},
    {MuscleGroup::chest_shoulders, "M39 72C48 73 54 81 55 92C56 100 55 106 53 109C47 103 42 92 38 80Z"},
    {MuscleGroup::elbow_flexors,
     "M45 103C52 107 57 115 60 127C62 137 62 144 59 148C54 144 49 134 46 122C44 114 43 108 45 103Z"},
    {MuscleGroup::forearm,
     "M57 152C64 154 69 166 72 182C74 194 75 204 76 210L70 210C64 196 59 180 56 166C55 160 55 155 57 152Z"},
    {MuscleGroup::trunk_flexors, "M2 109C8 113 15 114 20 113C19 132 18 150 18 168C14 184 8 194 2 201Z"},
    {MuscleGroup::trunk_flexors,
     "M23 113C30 112 35 108 38 104C37 122 31 140 30 154C30 161 32 168 34 174C30 178 25 178 21 176C21 155 22 "
     "132 23 113Z"},
    {MuscleGroup::hip_flexors,
     "M20 180C26 182 32 181 36 178C38 186 38 191 38 197C31 195 22 201 13 208C12 203 16 190 20 180Z"},
    {MuscleGroup::hip_adductors,
     "M4 210C7 206 10 209 13 214C17 226 17 246 14 263C11 262 8 250 6 238C4 226 3 216 4 210Z"},
    {MuscleGroup::quadriceps,
     "M16 212C23 204 32 200 38 201C41 221 38 252 32 276C30 284 26 288 21 288C15 286 13 278 15 266C19 250 20 "
     "230 16 212Z"},
    {MuscleGroup::dorsiflexors,
     "M19 303C24 301 28 306 29 314C30 331 27 350 24 366C22 369 19 367 19 362C19 342 18 320 19 303Z"},
    {MuscleGroup::plantarflexors,
     "M11 305C14 303 16 308 16 316C16 332 14 348 13 357C10 346 8 334 8 322C9 314 9 309 11 305Z"},
    {MuscleGroup::plantarflexors, "M32 306C34 314 33 330 30 346C30 334 31 320 32 306Z"},
}};

constexpr std::array<Shape, 10> back{{
    {MuscleGroup::upper_back, "M1 52C7 60 13 66 24 69C31 71 35 73 37 76C29 88 14 102 1 126Z"},
    {MuscleGroup::upper_back,
     "M6 125C15 108 28 97 40 98C41 110 36 128 31 143C25 151 18 151 12 147C10 139 8 132 6 125Z"},
    {MuscleGroup::chest_shoulders, "M40 72C49 74 54 82 55 92C56 100 55 105 53 107C47 101 41 91 37 83Z"},
    {MuscleGroup::elbow_extensors,
     "M45 102C53 106 58 116 61 130C62 140 62 146 59 149C53 144 48 132 45 120C43 112 43 107 45 102Z"},
    {MuscleGroup::forearm,
     "M57 152C64 154 69 166 72 182C74 194 75 204 76 210L70 210C64 196 59 180 56 166C55 160 55 155 57 152Z"},
    {MuscleGroup::trunk_extensors,
     "M1 130C4 132 8 142 10 151C15 156 23 156 30 155C29 163 26 169 20 174C12 176 6 180 1 185Z"},
    {MuscleGroup::gluteals,
     "M2 189C8 181 18 177 31 174C36 178 39 188 39 199C38 209 30 214 18 214C10 214 4 212 2 209Z"},
    {MuscleGroup::hip_adductors, "M3 215C6 217 7 221 7 227C8 239 8 250 9 264C6 252 3 232 3 215Z"},
    {MuscleGroup::hamstrings,
     "M9 219C17 221 29 220 38 213C40 231 37 258 32 280C29 287 26 283 24 277C21 285 16 289 13 285C10 262 8 "
     "238 9 219Z"},
    {MuscleGroup::plantarflexors,
     "M11 297C15 293 19 296 21 302C23 296 28 294 31 300C35 312 33 330 29 346C26 356 23 366 21 379L14 379C13 "
     "366 9 346 8 330C7 316 8 305 11 297Z"},
}};

constexpr int colour_steps = 5;

/// Style class of a change: n5 (most lost) to n1, z (none), p1 to p5 (most gained).
std::string colour_class(double percent, double scale) {
  const double steps = percent / scale * colour_steps;
  const int step = std::clamp(static_cast<int>(std::lround(steps)), -colour_steps, colour_steps);
  if (step == 0) return "z";
  return fmt::format("{}{}", step < 0 ? 'n' : 'p', std::abs(step));
}

std::string view(std::span<const Shape> shapes, const MuscleChanges& changes, double scale, double centre,
                 bool from_front, std::string_view caption) {
  std::string out = fmt::format("<g transform=\"translate({} 0)\">", centre);
  for (const int mirror : {1, -1}) {
    out += fmt::format(
        "<g transform=\"scale({} 1)\"><path class=\"skin\" d=\"{}\"/><path class=\"skin\" d=\"{}\"/>", mirror,
        half_body, head);
    // Facing us, a person's left is on our right.
    const Side side = (mirror > 0) == from_front ? Side::left : Side::right;
    for (const Shape& shape : shapes) {
      const MuscleChange& change = changes[unit_index(side, shape.group)];
      out += fmt::format("<path class=\"muscle {}\" d=\"{}\"><title>{}, {}: {} % ({} to {})</title></path>",
                         colour_class(change.median, scale), shape.path, plain_words(name(shape.group)),
                         name(side), with_sign(change.median, 1), with_sign(change.lo, 1),
                         with_sign(change.hi, 1));
    }
    out += "</g>";
  }
  out += fmt::format("<text class=\"caption\" x=\"0\" y=\"420\" text-anchor=\"middle\">{}</text>", caption);
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
         view(front, changes, scale, 0, true, "front") + view(back, changes, scale, 226, false, "back") +
         "</svg>";
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
