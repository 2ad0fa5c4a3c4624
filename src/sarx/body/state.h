// The state of a body: for every muscle group of both sides, and for the whole body. One flat array of
// numbers, so that the integrator, the reference solver and the SIMD path treat all states alike.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "sarx/body/muscle_group.h"

namespace sarx {

/// States of one muscle group on one side.
enum class UnitState : unsigned char {
  size,  ///< ln(contractile mass / reference mass); the reference is the person's own healthy mass, 0 when at
         ///< home
  capacity,  ///< the same scale: what the fibre has been built up to (muscle memory); rises fast, falls over
             ///< years
  adapted,   ///< unloading the muscle has adapted to (0-2); the early fast loss is the part it has not
  activation,  ///< ln(voluntary activation / usual); 0 usual, negative after disuse
  learning,    ///< ln strength gained by skill and neural drive from training; 0 untrained
  innervated,  ///< share of muscle fibres with a living motor axon (0-1)
  trauma,      ///< pain, swelling and arthrogenic inhibition after injury or operation (0-1)
  fluid,       ///< ln(volume with fluid shift / without); negative in bed rest
  quality,     ///< ln(specific force / usual); falls with age, fat infiltration, neuromuscular disease
};
inline constexpr std::size_t unit_state_count = 9;

/// States of the whole body.
enum class BodyState : unsigned char {
  age_years,
  fat_mass_kg,
  other_lean_kg,               ///< lean tissue outside muscle, without the waters below
  thermogenesis_kcal_per_day,  ///< adaptive change of expenditure; negative when underfed
  glycogen_water_kg,           ///< change from usual
  rest_water_kg,               ///< plasma and interstitial water lost lying down or in space (<= 0)
  drug_water_kg,               ///< water held by growth hormone, androgens, creatine
  testosterone_given_ng_dl,    ///< serum level from drugs
  testosterone_own_share,      ///< own production, share of usual (0-1)
  oestradiol_pg_ml,
  igf1_log,               ///< ln(IGF-1 / usual)
  growth_hormone_effect,  ///< tissue effect of growth hormone given (1 = 14 ug/kg/d long enough)
  activin_block_effect,   ///< tissue effect of myostatin or activin-receptor block (1 = full)
  glucocorticoid_effect,  ///< prednisone equivalents above usual, mg/d, at the tissue
  inflammation,           ///< 0-1
  crisis_adapted,         ///< part of a catabolic crisis that has burnt out (0-1)
  set_point_log,    ///< ln shift of every muscle's set point by energy balance and by progressive disease
  appetite_log,     ///< ln(intake wanted / usual): drugs, surgery, illness
  surgery_adapted,  ///< part of the first restriction after bariatric surgery that has passed (0-1)
  adherence,        ///< share of a prescribed energy change that is kept to (0-1)
  protein_adapted_g_per_kg,  ///< protein intake the body is used to
  fitness_log,               ///< ln(VO2max / usual)
  insulin_sensitivity_log,   ///< ln(insulin sensitivity / usual)
  bone_hip_log,              ///< ln(hip bone mineral density / usual)
  haemoglobin_g_l,
  vitamin_d_nmol_l,
  balance_log,   ///< balance gained by training (ln fall-rate units; 0 usual)
  mass_owed_kg,  ///< body mass that diets, drugs and the like took off before day 0, which habits would give
                 ///< back (negative: put on)
  hormone_fat_kg,  ///< fat laid down by want of sex hormones, less what androgens and growth hormone burnt
  speed_log,       ///< ln power gained by training that is meant to be fast, beyond its strength
  excitation_log,  ///< ln strength that a shortage of the blood's salts takes (at most 0)
};
inline constexpr std::size_t body_state_count = 31;
inline constexpr std::size_t state_count = unit_state_count * muscle_unit_count + body_state_count;

inline constexpr std::array<std::string_view, unit_state_count> unit_state_names{
    "size", "capacity", "adapted", "activation", "learning", "innervated", "trauma", "fluid", "quality"};

/// All states of one body. `T` is double, a dual number, or a SIMD pack of people.
template <class T>
struct State {
  std::array<T, state_count> values{};

  /// The 28 units of one muscle state, contiguous.
  T* units(UnitState state) { return &values[static_cast<std::size_t>(state) * muscle_unit_count]; }
  const T* units(UnitState state) const {
    return &values[static_cast<std::size_t>(state) * muscle_unit_count];
  }
  T& unit(UnitState state, std::size_t unit) { return units(state)[unit]; }
  const T& unit(UnitState state, std::size_t unit) const { return units(state)[unit]; }
  T& body(BodyState state) {
    return values[unit_state_count * muscle_unit_count + static_cast<std::size_t>(state)];
  }
  const T& body(BodyState state) const {
    return values[unit_state_count * muscle_unit_count + static_cast<std::size_t>(state)];
  }
};

}  // namespace sarx
