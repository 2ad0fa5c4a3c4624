// Shorthand for the tests of this folder.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "sarx/timeline/timeline.h"

namespace sarx::testing {

inline constexpr double for_ever = std::numeric_limits<double>::infinity();

inline TimelineItem item(Event event, double from_day = 0, double to_day = for_ever) {
  return {std::move(event), from_day, to_day, {}};
}

inline Person man() {
  Person person;
  person.age_years = 70;
  person.male = true;
  person.height_m = 1.75;
  person.body_mass_kg = 80;
  person.steps_per_day = 6000;
  return person;
}

inline Person woman() {
  Person person = man();
  person.male = false;
  person.height_m = 1.62;
  person.body_mass_kg = 65;
  return person;
}

/// The exposure of the stretch that holds `day`.
inline Exposure on_day(const Timeline& timeline, double day, const Person& person = man()) {
  for (const Stretch& stretch : expose(timeline, person, -1000, 3000))
    if (stretch.from_day <= day && day < stretch.to_day) return stretch.exposure;
  ADD_FAILURE() << "no stretch holds day " << day;
  return {};
}

inline Exposure of(Event event, double day = 0, const Person& person = man()) {
  return on_day({{item(std::move(event))}}, day, person);
}

inline double unloading(const Exposure& exposure, Unloading way, MuscleGroup group, Side side = Side::left) {
  return exposure.of(side, group).unloading[static_cast<std::size_t>(way)];
}

inline double mechanism(const Exposure& exposure, Mechanism m) {
  return exposure.mechanism[index(m)];
}

/// The units ("left quadriceps") of which `value` is above zero.
template <class Value>
std::set<std::string> units_with(const Exposure& exposure, Value value) {
  std::set<std::string> units;
  for (const Side side : {Side::left, Side::right})
    for (const MuscleGroup group : all_muscle_groups)
      if (value(exposure.of(side, group)) > 0)
        units.insert(std::string(name(side)) + " " + std::string(name(group)));
  return units;
}

}  // namespace sarx::testing
