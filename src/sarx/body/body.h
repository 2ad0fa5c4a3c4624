// One body at one moment, compared with its own day 0: everything outcomes and instruments may ask of it.
#pragma once

#include <cmath>

#include "sarx/body/state.h"
#include "sarx/body/strength_test.h"
#include "sarx/parameters.h"
#include "sarx/person/person.h"

namespace sarx {

/// Reads a state. `start` is the state at day 0, where the masses are the person's own.
template <class T>
struct Body {
  const Person& person;
  const Parameters<T>& parameters;
  const State<T>& start;
  const State<T>& now;

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
  /// ln(strength / strength at day 0) of one unit in a test, without instrument bias.
  T log_strength_change(std::size_t unit, StrengthTest test) const;
  /// Serum testosterone, ng/dL, mean over the dosing interval.
  T testosterone_ng_dl() const;
};

}  // namespace sarx
