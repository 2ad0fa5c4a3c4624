// Definitions of body.h; included where a number type is instantiated.
#pragma once

#include <cmath>

#include "sarx/body/body.h"
#include "sarx/body/rates.inl"

namespace sarx {

template <class T>
T Body<T>::muscle_mass_kg(std::size_t unit) const {
  using std::exp;
  return person.muscle_mass_kg[unit] * exp(change(UnitState::size, unit));
}

template <class T>
T Body<T>::total_muscle_kg() const {
  T sum(0);
  for (std::size_t u = 0; u < muscle_unit_count; ++u) sum += muscle_mass_kg(u);
  return sum;
}

template <class T>
T Body<T>::water_change_kg() const {
  return change(BodyState::glycogen_water_kg) + change(BodyState::rest_water_kg) +
         change(BodyState::drug_water_kg);
}

template <class T>
T Body<T>::lean_mass_kg() const {
  return total_muscle_kg() + person.other_lean_kg + change(BodyState::other_lean_kg) + water_change_kg();
}

template <class T>
T Body<T>::log_strength_change(std::size_t unit, StrengthTest test) const {
  using std::log;
  // A fibre without a nerve gives no force; a small floor keeps the logarithm finite.
  constexpr double floor = 0.02;
  const T innervated = log((floor + (1 - floor) * now.unit(UnitState::innervated, unit)) /
                           (floor + (1 - floor) * start.unit(UnitState::innervated, unit)));
  const T androgen = rates_detail::androgen_effect(testosterone_ng_dl(), parameters) -
                     rates_detail::androgen_effect(T(person.testosterone_ng_dl), parameters);
  return parameters.strength_size_exponent() * change(UnitState::size, unit) +
         change(UnitState::activation, unit) +
         parameters.learning_shown()[index(test)] * change(UnitState::learning, unit) +
         change(UnitState::quality, unit) + innervated + parameters.androgen_learning() * positive(androgen) +
         ageing_log_quality(now.body(BodyState::age_years), parameters) -
         ageing_log_quality(start.body(BodyState::age_years), parameters);
}

template <class T>
T Body<T>::testosterone_ng_dl() const {
  return rates_detail::testosterone_level(now, person);
}

}  // namespace sarx
