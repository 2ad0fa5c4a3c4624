// The equations: how fast each state changes. docs/model.md has them in mathematical form.
#pragma once

#include "sarx/body/baseline.h"
#include "sarx/body/driver.h"
#include "sarx/body/drives.h"
#include "sarx/body/state.h"
#include "sarx/parameters.h"
#include "sarx/person/person.h"

namespace sarx {

/// Terms of d ln(mass)/dt of one unit, by driver, 1/d.
template <class T>
using MuscleBalance = std::array<T, driver_count>;

/// How fast what isn't a plain decay is drawn back to where it would rest, 1/d: what an integrator must know
/// to take steps that are longer than that takes.
template <class T>
struct Pull {
  std::array<T, muscle_unit_count> size;  ///< each muscle, to its set point and to what it has been
  T energy;  ///< the energy balance, by what it does to the mass that eats and is fed
  /// What the energy balance does to the states, a day.
  T size_by_energy, fat_kg_by_energy, other_lean_kg_by_energy;
  std::array<T, muscle_unit_count> muscle_kg;
  T fat_by_muscle;  ///< fat that a kilogram of muscle takes which something else than energy builds, kg
};

/// Time derivative of every state, per day, and (where they are not null) the terms of each unit's muscle
/// balance and the pulls. With `Units` of one side only, the body is taken to be alike on both: the right
/// side is not read, and its rates are not written.
template <class T, std::size_t Units = muscle_unit_count>
void rates(const State<T>& state, const Drives<T>& drives, const Baseline<T>& person,
           const Parameters<T>& parameters, State<T>& derivative,
           std::array<MuscleBalance<T>, muscle_unit_count>* balance = nullptr, Pull<T>* pull = nullptr);
template <class T>
void rates(const State<T>& state, const Drives<T>& drives, const Person& person,
           const Parameters<T>& parameters, State<T>& derivative,
           std::array<MuscleBalance<T>, muscle_unit_count>* balance = nullptr);

/// The part of each state's rate that is a plain first-order decay, 1/d: what the exponential integrator
/// solves exactly. Any non-negative value keeps the integrator consistent, so plain numbers do for dual ones.
template <class T>
void decay_rates(const Drives<T>& drives, const Parameters<T>& parameters,
                 State<typename PersonNumber<T>::type>& decay);

/// The state in which a person arrives: at rest under the exposure that has long been theirs. Solved
/// algebraically.
template <class T>
State<T> starting_state(const Drives<T>& drives, const Person& person, const Baseline<T>& baseline,
                        const Parameters<T>& parameters, double age_years);

/// ln of quadriceps size that healthy ageing gives at this age, up to a constant (other groups: times
/// ageing_scale).
template <class T>
T ageing_log_size(const T& age_years, bool male, const Parameters<T>& parameters);

/// ln of strength per size that healthy ageing gives at this age, up to a constant.
template <class T>
T ageing_log_quality(const T& age_years, const Parameters<T>& parameters);

}  // namespace sarx
