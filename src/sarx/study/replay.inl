// Definitions of replay.h; included where a number type is instantiated.
#pragma once

#include <algorithm>

#include "sarx/engine/simulate.inl"
#include "sarx/measure/reading.h"
#include "sarx/study/replay.h"

namespace sarx {
namespace replay_detail {

/// Trajectories of the members of one arm.
template <class T>
using ArmTrajectories = std::vector<std::vector<State<T>>>;

template <class T>
ArmTrajectories<T> run_arm(const ArmPlan& arm, const Parameters<T>& parameters) {
  ArmTrajectories<T> result;
  for (const Person& person : arm.people)
    result.push_back(simulate<T>(person, arm.timeline, parameters, arm.days, replay_options).states);
  return result;
}

inline const Exposure* exposure_at(const ArmPlan& arm, std::size_t member, double day) {
  if (member >= arm.stretches.size()) return nullptr;
  const Exposure* last = nullptr;
  for (const Stretch& stretch : arm.stretches[member]) {
    // What led up to the reading: the stretch that ends on the day, or holds it.
    if (stretch.from_day < day || last == nullptr) last = &stretch.exposure;
  }
  return last;
}

/// The state with the muscle units of left and right exchanged.
template <class T>
State<T> mirrored(State<T> state) {
  for (std::size_t s = 0; s < unit_state_count; ++s) {
    T* units = state.units(static_cast<UnitState>(s));
    std::swap_ranges(units, units + muscle_group_count, units + muscle_group_count);
  }
  return state;
}

/// Mean reading over the members of an arm. `against_other_side`: a level of one side, where the body has
/// been uneven since before day 0, is told from where the other side started.
template <class T>
T arm_level(const ArmPlan& arm, const ArmTrajectories<T>& run, const Instrument& instrument,
            const RowPlan& row, std::size_t day, bool base, const Parameters<T>& parameters,
            bool against_other_side = false) {
  T sum(0);
  for (std::size_t m = 0; m < arm.people.size(); ++m) {
    const State<T> start = against_other_side ? mirrored(run[m].front()) : run[m].front();
    const Body<T> body{arm.people[m], parameters, start, run[m][day]};
    Moment moment;
    moment.day = arm.days[day];
    moment.habit = m < arm.habits.size() ? &arm.habits[m] : nullptr;
    if (base && (row.acute || arm.days[day] <= 0)) {
      moment.reference = row.acute;
      moment.now = row.acute ? nullptr : moment.habit;
    } else {
      moment.now = exposure_at(arm, m, arm.days[day]);
      moment.bout_sets = row.bout_sets;
      moment.meal_protein_g = row.meal_protein_g;
      if (arm.days[day] <= 0 && !row.acute) moment.now = moment.habit;
    }
    sum += arm.weights[m] * read(instrument, body, moment);
  }
  return sum;
}

template <class T>
T guarded(const T& x) {
  return x > T(1e-6) ? x : T(1e-6);
}

/// The levels a row is made of.
template <class T>
struct Levels {
  T now, base, other_now, other_base;
};

template <class T>
Levels<T> row_levels(const StudyPlan& plan, const std::vector<ArmTrajectories<T>>& runs, const RowPlan& row,
                     const Parameters<T>& parameters) {
  Levels<T> levels{T(1), T(1), T(1), T(1)};
  const ArmPlan& arm = plan.arms[row.plan];
  const bool sides = row.compares && row.scale.level && row.other_plan == row.plan;
  levels.now = arm_level(arm, runs[row.plan], row.instrument, row, row.day, false, parameters, sides);
  levels.base = arm_level(arm, runs[row.plan], row.instrument, row, row.base_day, true, parameters);
  if (row.compares) {
    const ArmPlan& other = plan.arms[row.other_plan];
    levels.other_now =
        arm_level(other, runs[row.other_plan], row.other_instrument, row, row.other_day, false, parameters);
    levels.other_base = arm_level(other, runs[row.other_plan], row.other_instrument, row, row.other_base_day,
                                  true, parameters);
  }
  return levels;
}

template <class T>
T on_scale(const RowPlan& row, const Levels<T>& levels) {
  using std::log;
  const RowScale& s = row.scale;
  if (s.percent) {
    if (s.level && row.compares) return log(guarded(levels.now) / guarded(levels.other_now));
    if (s.level) return log(guarded(levels.now) / (row.given_base ? guarded(levels.base) : T(s.base)));
    T result = log(guarded(levels.now) / guarded(levels.base));
    if (row.compares) result -= log(guarded(levels.other_now) / guarded(levels.other_base));
    return result;
  }
  if (s.level && row.compares) return levels.now - levels.other_now;
  if (s.level) return row.given_base ? levels.now - levels.base : levels.now - s.base;
  T result = levels.now - levels.base;
  if (row.compares) result -= levels.other_now - levels.other_base;
  return result;
}

}  // namespace replay_detail

template <class T>
std::vector<T> replay(const StudyPlan& plan, const Parameters<T>& parameters) {
  using namespace replay_detail;
  std::vector<bool> needed(plan.arms.size(), false);
  for (const RowPlan& row : plan.rows) {
    if (row.fate != RowFate::scored) continue;
    needed[row.plan] = true;
    if (row.compares) needed[row.other_plan] = true;
  }
  std::vector<ArmTrajectories<T>> runs(plan.arms.size());
  for (std::size_t a = 0; a < plan.arms.size(); ++a)
    if (needed[a]) runs[a] = run_arm(plan.arms[a], parameters);
  std::vector<T> result(plan.rows.size(), T(0));
  for (std::size_t r = 0; r < plan.rows.size(); ++r)
    if (plan.rows[r].fate == RowFate::scored)
      result[r] = on_scale(plan.rows[r], row_levels(plan, runs, plan.rows[r], parameters));
  return result;
}

}  // namespace sarx
