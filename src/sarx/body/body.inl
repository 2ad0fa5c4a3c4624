// Definitions of body.h; included where a number type is instantiated.
#pragma once

#include <cmath>

#include "sarx/body/body.h"
#include "sarx/body/rates.inl"

namespace sarx {

template <class T>
T Body<T>::muscle_mass_kg(std::size_t unit) const {
  using std::exp;
  if (levels) return levels->muscle_mass_kg[unit];
  return person.muscle_mass_kg[unit] * exp(change(UnitState::size, unit));
}

template <class T>
T Body<T>::total_muscle_kg() const {
  if (levels) return levels->total_muscle_kg;
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

namespace body_detail {

/// What does not depend on the muscle in log_strength_change().
template <class T>
T shared_log_strength_change(const Body<T>& body) {
  const Parameters<T>& p = body.parameters;
  const T androgen = rates_detail::androgen_effect(body.testosterone_ng_dl(), p) -
                     rates_detail::androgen_effect(T(body.person.testosterone_ng_dl), p);
  return p.androgen_learning() * positive(androgen) +
         ageing_log_quality(body.now.body(BodyState::age_years), p) -
         ageing_log_quality(body.start.body(BodyState::age_years), p) +
         body.change(BodyState::excitation_log);
}

template <class T>
T log_strength_change_unlearnt(const Body<T>& body, std::size_t unit, const T& shared) {
  using std::log;
  return body.parameters.strength_size_exponent() * body.change(UnitState::size, unit) +
         body.change(UnitState::activation, unit) + body.change(UnitState::quality, unit) +
         log(body.innervated_ratio(unit)) + shared;
}

}  // namespace body_detail

template <class T>
T Body<T>::log_strength_change(std::size_t unit, StrengthTest test) const {
  using namespace body_detail;
  const T unlearnt = levels ? levels->log_strength_change[unit]
                            : log_strength_change_unlearnt(*this, unit, shared_log_strength_change(*this));
  const T learnt = parameters.learning_shown()[index(test)] * change(UnitState::learning, unit);
  return test == StrengthTest::power ? T(unlearnt + learnt + change(BodyState::speed_log))
                                     : T(unlearnt + learnt);
}

template <class T>
BodyLevels<T> levels_of(const Body<T>& body) {
  const Body<T> plain{body.person, body.parameters, body.start, body.now};
  BodyLevels<T> levels;
  const T shared = body_detail::shared_log_strength_change(plain);
  levels.total_muscle_kg = T(0);
  for (std::size_t unit = 0; unit < muscle_unit_count; ++unit) {
    levels.muscle_mass_kg[unit] = plain.muscle_mass_kg(unit);
    levels.total_muscle_kg += levels.muscle_mass_kg[unit];
    levels.log_strength_change[unit] = body_detail::log_strength_change_unlearnt(plain, unit, shared);
  }
  return levels;
}

template <class T>
T Body<T>::testosterone_ng_dl() const {
  return rates_detail::testosterone_level(now, person);
}

}  // namespace sarx
