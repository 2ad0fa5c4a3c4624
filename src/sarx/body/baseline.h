// What the equations read of a person. Split from Person so that a SIMD pack can hold one person in each
// lane.
#pragma once

#include <array>

#include "sarx/body/muscle_group.h"
#include "sarx/body/person_number.h"
#include "sarx/parameters.h"
#include "sarx/person/person.h"

namespace sarx {

/// 1 over parameters that the equations divide by, by the parameters' names: a division costs as much as a
/// dozen products.
template <class T>
struct Reciprocals {
  T capacity_rise_time, capacity_fall_time, disuse_adaptation_time, activation_recovery_time, activation_time,
      learning_time, learning_retention_time, trauma_rise_time, trauma_time, fluid_time, quality_time,
      thermogenesis_time, glycogen_time, drug_water_time, testosterone_own_time, testosterone_recovery_time,
      hormone_fat_time, oestradiol_time, growth_hormone_time, activin_time, glucocorticoid_time,
      inflammation_time, crisis_time, bariatric_time, protein_adaptation_time, fitness_time, insulin_time,
      haemoglobin_time, vitamin_d_time, balance_time, excitation_time;
};

/// One person's numbers and what follows from them and the parameters alone. Units as in Person.
template <class T>
struct Baseline {
  using Number = typename PersonNumber<T>::type;

  Number male, female;  ///< 1 or 0
  Number years_over_50;
  Number testosterone_ng_dl, testosterone_divisor;
  Number oestradiol_pg_ml;
  Number energy_need_kcal_per_day;
  std::array<Number, muscle_unit_count> muscle_mass_kg;
  Number total_muscle_kg;
  Number fat_mass_kg;
  Number body_mass_kg;
  Number haemoglobin_g_l;

  T ageing_rate_60, bone_ageing_rate;  ///< of the person's sex
  T ageing_log_size;                   ///< at day 0
  T protein_age_factor, protein_response, androgen_response;
  T protein_effect, androgen_effect;  ///< of the person's own intake and level
  T movement_kcal;                    ///< a day, at day 0
  T per_low_fat_kg;                   ///< 1/kg of the fat below which movement is saved
  Reciprocals<T> per;
};

template <class T>
Baseline<T> make_baseline(const Person& person, const TraitsOf<T>& traits, const Parameters<T>& parameters);
template <class T>
Baseline<T> make_baseline(const Person& person, const Parameters<T>& parameters) {
  return make_baseline(person, person.traits, parameters);
}

}  // namespace sarx
