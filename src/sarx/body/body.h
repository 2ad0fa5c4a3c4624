// One body at one moment, compared with its own day 0: everything outcomes and instruments may ask of it.
#pragma once

#include <array>
#include <cmath>

#include "sarx/body/state.h"
#include "sarx/body/strength_test.h"
#include "sarx/parameters.h"
#include "sarx/person/person.h"

namespace sarx {

/// What many readings of one body have in common.
template <class T>
struct BodyLevels {
  std::array<T, muscle_unit_count> muscle_mass_kg;
  T total_muscle_kg;
  /// ln(strength / strength at day 0), but for the learning that a test shows.
  std::array<T, muscle_unit_count> log_strength_change;
};

/// Reads a state. `start` is the state at day 0, where the masses are the person's own.
template <class T>
struct Body {
  const Person& person;
  const Parameters<T>& parameters;
  const State<T>& start;
  const State<T>& now;
  /// Worked out beforehand by levels_of() where a body is read many times; the readings are the same without.
  const BodyLevels<T>* levels = nullptr;

  /// Change of one state since day 0.
  T change(BodyState s) const { return now.body(s) - start.body(s); }
  T change(UnitState s, std::size_t unit) const { return now.unit(s, unit) - start.unit(s, unit); }

  /// Skeletal muscle mass of one unit, kg, without fluid shifts.
  T muscle_mass_kg(std::size_t unit) const;
  T total_muscle_kg() const;
  T fat_mass_kg() const { return now.body(BodyState::fat_mass_kg); }
  /// DXA lean soft tissue of the whole body, kg: muscle, other lean and every water.
  T lean_mass_kg() const;
  /// All whole-body water changes since day 0 that DXA counts as lean, kg.
  T water_change_kg() const;
  T body_mass_kg() const { return lean_mass_kg() + fat_mass_kg() + person.bone_mineral_kg; }
  /// Fibres with a living axon over those at day 0, of one unit; never 0.
  T innervated_ratio(std::size_t unit) const {
    const T& least = parameters.least_innervation();
    return (least + (T(1) - least) * now.unit(UnitState::innervated, unit)) /
           (least + (T(1) - least) * start.unit(UnitState::innervated, unit));
  }
  /// ln(strength / strength at day 0) of one unit in a test, without instrument bias.
  T log_strength_change(std::size_t unit, StrengthTest test) const;
  /// Serum testosterone, ng/dL, mean over the dosing interval.
  T testosterone_ng_dl() const;
};

template <class T>
BodyLevels<T> levels_of(const Body<T>& body);

}  // namespace sarx
