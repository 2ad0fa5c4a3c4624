// Definitions of simulate.h; included where a number type is instantiated.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "sarx/body/body.inl"
#include "sarx/engine/integrator.h"
#include "sarx/engine/simulate.h"
#include "sarx/engine/step_length.h"

namespace sarx {
namespace simulate_detail {

/// Standing events are followed from at most so long before day 0; before that they are taken to be at rest.
inline constexpr double longest_prehistory_days = 730;

/// The stretches of a life from before day 0 to the last day, and what belongs to the baseline.
struct Course {
  std::vector<Stretch> stretches;
  Exposure arrival;  ///< just before the first day
  Exposure habit;    ///< just before day 0
  double first_day = 0;
};

inline Course course(const Person& person, const Timeline& timeline, double last_day) {
  Course c;
  for (const auto& item : timeline.items)
    if (item.to_day > -longest_prehistory_days) c.first_day = std::min(c.first_day, item.from_day);
  c.first_day = std::max(c.first_day, -longest_prehistory_days);
  c.arrival = expose(timeline, person, c.first_day - 1, c.first_day).back().exposure;
  c.habit = c.arrival;
  if (c.first_day < 0) {
    c.stretches = expose(timeline, person, c.first_day, 0);
    c.habit = c.stretches.back().exposure;
  }
  const auto after = expose(timeline, person, 0, std::max(last_day, 1e-6));
  c.stretches.insert(c.stretches.end(), after.begin(), after.end());
  return c;
}

/// Energy states start afresh on day 0: the person's mass and habits of that day are given.
template <class T>
void begin_day_0(State<T>& state, const Person& person) {
  state.body(BodyState::fat_mass_kg) = T(person.fat_mass_kg);
  state.body(BodyState::other_lean_kg) = T(0);
  state.body(BodyState::thermogenesis_kcal_per_day) = T(0);
  state.body(BodyState::age_years) = T(person.age_years);
}

/// Nothing is read off before day 0: weekly steps do.
inline double longest_step(const SimulationOptions& options, bool before_day_0) {
  return before_day_0 ? std::max(7.0, options.longest_step_days) : options.longest_step_days;
}

/// The steps of one life, in plain or dual numbers.
template <class T>
class PlainStep {
 public:
  void begin(const State<T>&, const Drives<T>& drives, const Baseline<T>& person,
             const Parameters<T>& parameters) {
    drives_ = &drives;
    person_ = &person;
    parameters_ = &parameters;
    decay_rates(drives, parameters, decay_);
    prepared_ = false;
  }

  void advance(State<T>& state, double days) {
    if (!prepared_ || step_.days() != days) step_.prepare(decay_.values, days);
    prepared_ = true;
    step_.advance(state, middle_, slope_, slope_middle_,
                  [&](const State<T>& s, State<T>& ds) { rates(s, *drives_, *person_, *parameters_, ds); });
  }

 private:
  const Drives<T>* drives_ = nullptr;
  const Baseline<T>* person_ = nullptr;
  const Parameters<T>* parameters_ = nullptr;
  State<T> middle_, slope_, slope_middle_;
  State<double> decay_;
  ExponentialStep<state_count> step_;
  bool prepared_ = false;
};

/// Walk through the course by the steps of `stepper`; `visit(day, state, drives)` is called at the start and
/// after every step.
template <class T, class Stepper, class Visit>
void walk(const Person& person, const TraitsOf<T>& traits, const Course& course,
          const Parameters<T>& parameters, const std::vector<double>& days, const SimulationOptions& options,
          Stepper& stepper, Visit&& visit) {
  const Baseline<T> baseline = make_baseline(person, traits, parameters);
  const Responses<T> responses = make_responses(person, traits, parameters);
  std::size_t next_day = 0;
  State<T> state = starting_state(make_drives(course.arrival, course.habit, person, parameters, responses),
                                  person, baseline, parameters,
                                  person.age_years + course.first_day / drives_detail::days_per_year);
  for (const auto& stretch : course.stretches) {
    Drives<T> drives = make_drives(stretch.exposure, course.habit, person, parameters, responses);
    const bool before = stretch.to_day <= 0;
    drives.energy_free = T(before ? 0 : 1);
    if (stretch.from_day == 0) {
      begin_day_0(state, person);
      visit(0.0, state, drives);
    }
    stepper.begin(state, drives, baseline, parameters);
    double day = stretch.from_day;
    StepLength length;
    length.restart(options.step_days, longest_step(options, before), options.step_growth);
    while (day < stretch.to_day) {
      while (next_day < days.size() && days[next_day] <= day) ++next_day;
      const double stop = next_day < days.size() ? std::min(stretch.to_day, days[next_day]) : stretch.to_day;
      const double taken = length.next(day, stop);
      stepper.advance(state, taken);
      day = length.reaches(day, stop) ? stop : day + taken;
      length.grow();
      if (day > 0) visit(day, state, drives);
    }
  }
}

/// The same of one person, by plain steps.
template <class T, class Visit>
void walk(const Person& person, const Course& course, const Parameters<T>& parameters,
          const std::vector<double>& days, const SimulationOptions& options, Visit&& visit) {
  PlainStep<T> stepper;
  walk(person, person.traits, course, parameters, days, options, stepper, std::forward<Visit>(visit));
}

}  // namespace simulate_detail

template <class T>
Trajectory<T> simulate(const Person& person, const Timeline& timeline, const Parameters<T>& parameters,
                       const std::vector<double>& days, const SimulationOptions& options) {
  Trajectory<T> trajectory;
  if (days.empty()) return trajectory;
  trajectory.days.reserve(days.size());
  trajectory.states.reserve(days.size());
  const auto course = simulate_detail::course(person, timeline, days.back());
  std::size_t next = 0;
  simulate_detail::walk<T>(person, course, parameters, days, options,
                           [&](double day, const State<T>& state, const Drives<T>&) {
                             while (next < days.size() && days[next] <= day + 1e-9) {
                               trajectory.days.push_back(days[next]);
                               trajectory.states.push_back(state);
                               ++next;
                             }
                           });
  return trajectory;
}

}  // namespace sarx
