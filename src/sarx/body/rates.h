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

/// Time derivative of every state, per day, and (where `balance` is not null) the terms of each unit's muscle
/// balance. With `Units` of one side only, the body is taken to be alike on both: the right side is not read,
/// and its rates are not written.
template <class T, std::size_t Units = muscle_unit_count>
void rates(const State<T>& state, const Drives<T>& drives, const Baseline<T>& person,
           const Parameters<T>& parameters, State<T>& derivative,
           std::array<MuscleBalance<T>, muscle_unit_count>* balance = nullptr);
template <class T>
void rates(const State<T>& state, const Drives<T>& drives, const Person& person,
           const Parameters<T>& parameters, State<T>& derivative,
           std::array<MuscleBalance<T>, muscle_unit_count>* balance = nullptr);

/// The part of each state's rate that is a plain first-order decay, 1/d: what the exponential integrator
/// solves exactly. Any non-negative value keeps the integrator consistent, so plain numbers do for every
/// number type.
template <class T>
void decay_rates(const Drives<T>& drives, const Parameters<T>& parameters, State<double>& decay);

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
