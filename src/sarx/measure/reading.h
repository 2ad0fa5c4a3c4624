// Read a body with an instrument: what a study would have reported, in FORMAT.md's unit of the measure.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "sarx/body/arithmetic.h"
#include "sarx/body/body.h"
#include "sarx/body/drives.h"
#include "sarx/body/rates.h"
#include "sarx/measure/instrument.h"
#include "sarx/measure/synthesis.h"
#include "sarx/outcome/function.h"
#include "sarx/outcome/metabolism.h"
#include "sarx/person/age_curve.h"
#include "sarx/person/reference.h"
#include "sarx/timeline/exposure.h"

namespace sarx {

/// Reads one body. The reading at day 0 and the readings after it come from the same instrument, so that a
/// bias of level drops out of a change.
template <class T>
class Reading {
 public:
  /// `function` is that of the body where it is known already.
  Reading(const Instrument& instrument, const Body<T>& body, const Moment& moment,
          const PhysicalFunction<T>* function = nullptr)
      : instrument_(instrument),
        body_(body),
        person_(body.person),
        p_(body.parameters),
        moment_(moment),
        function_(function) {}

  T value() const {
    using std::exp;
    using std::log;
    using std::pow;
    using std::sqrt;
    const double height2 = person_.height_m * person_.height_m;
    switch (instrument_.measure) {
      case Measure::muscle_mass:
        return weighted([&](std::size_t unit) { return shifted_mass_kg(unit); }, false);
      case Measure::lean_mass:
        return body_.lean_mass_kg() + (instrument_.fat_free_mass ? person_.bone_mineral_kg : 0.0);
      case Measure::appendicular_lean_mass:
        return limb_lean_kg(true) + limb_lean_kg(false);
      case Measure::muscle_mass_index:
        return (instrument_.fat_free_mass ? limb_lean_kg(true) + limb_lean_kg(false)
                                          : body_.total_muscle_kg()) /
               height2;
      case Measure::regional_lean_mass:
        return regional_lean_kg();
      case Measure::muscle_volume:
        return instrument_.part * weighted([&](std::size_t unit) { return volume_cm3(unit); }, true);
      case Measure::muscle_csa:
      case Measure::smi_l3: {
        const T area =
            instrument_.whole_slice
                ? slice_cm2()
                : instrument_.part * weighted([&](std::size_t unit) { return area_cm2(unit); }, true);
        return instrument_.height_squared ? area / height2 : area;
      }
      case Measure::muscle_thickness: {
        // Over several muscles: their mean.
        const T sum = weighted(
            [&](std::size_t unit) {
              return p_.thickness_mm_per_root_area() * sqrt(start_area_cm2(unit)) *
                     exp(p_.thickness_exponent() * log_size_change(unit));
            },
            false);
        return sum / weighted([](std::size_t) { return T(1); }, false);
      }
      case Measure::fibre_csa:
        return weighted([&](std::size_t unit) { return fibre_um2(unit); }, true, true);
      case Measure::fibre_diameter:
        return weighted([&](std::size_t unit) { return 2.0 * sqrt(fibre_um2(unit) / 3.14159265358979); },
                        true, true);
      case Measure::fibre_number:
      case Measure::motor_unit_number:
        return 100.0 * exp(mean_log([&](std::size_t unit) {
                 return log(body_.now.unit(UnitState::innervated, unit) /
                            body_.start.unit(UnitState::innervated, unit));
               }));
      case Measure::fat_mass:
        return body_.fat_mass_kg();
      case Measure::regional_fat_mass:
        return body_.fat_mass_kg() * fat_share();
      case Measure::visceral_fat:
        return person_.fat_mass_kg * p_.visceral_fat_share()[person_.male ? 1 : 0] *
               exp(p_.visceral_fat_exponent() * log(body_.fat_mass_kg() / person_.fat_mass_kg));
      case Measure::body_mass:
        return body_.body_mass_kg();
      case Measure::body_fat_percent:
        return 100.0 * body_.fat_mass_kg() / body_.body_mass_kg();
      case Measure::lean_percent:
        return 100.0 * body_.lean_mass_kg() / body_.body_mass_kg();
      case Measure::body_cell_mass: {
        // Cells are nearly all of muscle and about half of the other lean tissue; water shifts lie outside
        // them.
        T muscle = body_.total_muscle_kg();
        return p_.muscle_cell_share() * muscle +
               p_.other_lean_cell_share() * (body_.lean_mass_kg() - body_.water_change_kg() - muscle);
      }
      case Measure::lean_share_of_weight_loss:
      case Measure::lean_share_of_weight_gain: {
        const T mass = body_.body_mass_kg() - person_.body_mass_kg;
        const T lean = body_.lean_mass_kg() - person_.lean_mass_kg;
        // Kept finite where hardly any weight has changed.
        return 100.0 * lean * mass / (mass * mass + 0.01);
      }
      case Measure::strength:
      case Measure::rate_of_force_development:
        return strength();
      case Measure::specific_force:
        return strength();
      case Measure::grip_strength:
        // The better hand, unless one is asked for.
        return person_.grip_strength_kg * exp(instrument_.one_limb ? log_strength() : log_better_grip());
      case Measure::power:
        if (instrument_.stairs) return function().stair_power_w();
        return p_.power_w_per_n_m() * person_.knee_extension_torque_n_m *
               exp(instrument_.aerobic ? log_aerobic_power() : log_strength());
      case Measure::voluntary_activation: {
        const T untaught = p_.voluntary_activation_reference() *
                           exp(p_.voluntary_activation_age_share() * log_quality_of_age(body_.now));
        const T missing =
            (100.0 - untaught) * exp(-p_.voluntary_activation_learning() * mean_log([&](std::size_t unit) {
              return body_.change(UnitState::learning, unit);
            }));
        const T driven = exp(p_.voluntary_activation_share() * mean_log([&](std::size_t unit) {
                               return body_.change(UnitState::activation, unit);
                             }));
        return smaller(T((100.0 - missing) * driven), T(100));
      }
      case Measure::gait_speed:
        return function().gait_speed_m_s();
      case Measure::walk_time:
        return function().walk_time_s(instrument_.distance_m);
      case Measure::six_minute_walk:
        return function().six_minute_walk_m();
      case Measure::chair_stand_time:
        return function().chair_stand_time_s();
      case Measure::timed_up_and_go:
        return function().timed_up_and_go_s();
      case Measure::bone_mineral_density:
        return p_.hip_density_young()[person_.male ? 1 : 0] *
               (1.0 + person_.bone_t_score * p_.bone_density_sd_share()) *
               exp(body_.change(BodyState::bone_hip_log));
      case Measure::chair_stands_30s:
        return function().chair_stands_30s();
      case Measure::sppb:
        return function().sppb_points();
      case Measure::physical_performance:
        // A timed battery: its time follows the rise from a chair.
        if (instrument_.lower_is_better)
          return p_.timed_battery_chair_stands() * function().chair_stand_time_s();
        return function().physical_performance_points(instrument_.full_points);
      case Measure::vo2max:
        return function().vo2max_ml_per_kg_min();
      case Measure::resting_metabolic_rate:
        return Metabolism<T>(body_).resting_rate_kcal_per_day();
      case Measure::energy_expenditure:
        return Metabolism<T>(body_).total_expenditure_kcal_per_day(more_movement_kcal_per_day());
      case Measure::insulin_sensitivity:
        return Metabolism<T>(body_).insulin_sensitivity();
      case Measure::homa_ir:
        return Metabolism<T>(body_).homa_ir();
      case Measure::muscle_protein_synthesis:
        return weighted(
            [&](std::size_t unit) { return muscle_protein_synthesis(instrument_, body_, moment_, unit); },
            true, true);
      case Measure::muscle_protein_breakdown: {
        // Breakdown hardly moves in healthy disuse; it rises with wasting that is not explained by synthesis.
        return p_.synthesis_fasting_mixed() *
               exp(p_.breakdown_inflammation_log() * body_.change(BodyState::inflammation));
      }
      case Measure::testosterone: {
        const double aged = person_.male ? with_age(reference_parameters().testosterone_men()) : 1;
        T level = body_.testosterone_ng_dl() -
                  person_.testosterone_ng_dl * (1 - aged) * body_.now.body(BodyState::testosterone_own_share);
        if (instrument_.trough && moment_.now != nullptr) level = level * trough_share();
        return level;
      }
      case Measure::igf1:
        return person_.igf1_ng_ml * with_age(reference_parameters().igf1()) *
               exp(body_.change(BodyState::igf1_log));
      case Measure::haematocrit:
        return person_.haematocrit_percent * body_.now.body(BodyState::haemoglobin_g_l) /
               body_.start.body(BodyState::haemoglobin_g_l);
      case Measure::haemoglobin:
        return body_.now.body(BodyState::haemoglobin_g_l);
    }
    return T(0);
  }

 private:
  static constexpr double young_years = 30;  // references are of young adults

  /// What people of the age of that day have over what they have at the age of day 0.
  double with_age(std::span<const double, age_knot_count> curve) const {
    constexpr double days_per_year = 365.25;
    return at_age(curve, person_.age_years + moment_.day / days_per_year) / at_age(curve, person_.age_years);
  }
  /// ln of what age has taken from strength per size in one state, against a young adult.
  T log_quality_of_age(const State<T>& state) const {
    const T age_years = state.body(BodyState::age_years);
    return ageing_log_quality(larger(age_years, T(young_years)), p_) - ageing_log_quality(T(young_years), p_);
  }
  /// What moving more than before day 0 costs.
  T more_movement_kcal_per_day() const {
    if (moment_.now == nullptr || moment_.habit == nullptr) return T(0);
    const double steps = steps_per_day(*moment_.now, person_) - steps_per_day(*moment_.habit, person_);
    return p_.step_energy_kcal_per_kg() * steps * body_.body_mass_kg() +
           (moment_.now->endurance_kcal_per_day - moment_.habit->endurance_kcal_per_day);
  }

  const PhysicalFunction<T>& function() const {
    return function_ ? *function_ : own_function_.emplace(body_);
  }

  bool chosen(std::size_t unit) const { return instrument_.units[unit] != 0; }

  /// Sum of a quantity over the chosen units; with `per_limb` the mean over the limbs that were chosen, with
  /// `per_unit` the mean over units weighted by their mass.
  template <class F>
  T weighted(F&& quantity, bool per_limb, bool per_unit = false) const {
    T sum(0);
    double weight = 0;
    bool left = false;
    bool right = false;
    for (std::size_t unit = instrument_.first_unit; unit < instrument_.end_unit; ++unit) {
      if (!chosen(unit)) continue;
      const double share =
          per_unit ? instrument_.units[unit] * person_.muscle_mass_kg[unit] : instrument_.units[unit];
      sum += share * quantity(unit);
      weight += share;
      (unit < muscle_group_count ? left : right) = true;
    }
    if (per_unit) return sum / (weight > 0 ? weight : 1);
    return per_limb && left && right ? sum / 2.0 : sum;
  }
  /// Mean of a logarithm over the chosen units, weighted by mass.
  template <class F>
  T mean_log(F&& quantity) const {
    return weighted(quantity, false, true);
  }

  T log_size_change(std::size_t unit) const {
    using std::log;
    return log(body_.muscle_mass_kg(unit) / person_.muscle_mass_kg[unit]) +
           body_.change(UnitState::fluid, unit);
  }
  T shifted_mass_kg(std::size_t unit) const {
    using std::exp;
    return body_.muscle_mass_kg(unit) * exp(body_.change(UnitState::fluid, unit));
  }
  T volume_cm3(std::size_t unit) const { return shifted_mass_kg(unit) * 1000.0 / p_.muscle_density(); }
  T length_cm(std::size_t unit) const {
    return p_.muscle_length_share()[unit % muscle_group_count] * (person_.height_m * 100);
  }
  T area_cm2(std::size_t unit) const { return volume_cm3(unit) / length_cm(unit); }
  T start_area_cm2(std::size_t unit) const {
    return person_.muscle_mass_kg[unit] * 1000.0 / (p_.muscle_density() * length_cm(unit));
  }
  T slice_cm2() const {
    T sum(0);
    for (const Side side : {Side::left, Side::right})
      for (const MuscleGroup group :
           {MuscleGroup::trunk_extensors, MuscleGroup::trunk_flexors, MuscleGroup::hip_flexors})
        sum += area_cm2(unit_index(side, group));
    return sum * p_.l3_slice_share();
  }

  T fibre_um2(std::size_t unit) const {
    using std::exp;
    // Fibres that are lost leave the others as they are: size without the share that lost its axon.
    const T change = body_.change(UnitState::size, unit);
    T factor = where_positive(change, T(p_.fibre_growth_factor()), T(p_.fibre_shrink_factor()));
    if (instrument_.fibre == FibreType::fast) factor = factor * p_.fibre_fast_factor();
    if (instrument_.fibre == FibreType::slow) factor = factor / p_.fibre_fast_factor();
    const T yearly = instrument_.fibre == FibreType::fast   ? p_.fibre_ageing_fast_per_year()
                     : instrument_.fibre == FibreType::slow ? p_.fibre_ageing_slow_per_year()
                                                            : p_.fibre_ageing_per_year();
    const double years = std::max(0.0, person_.age_years - young_years);
    return p_.fibre_area_reference()[person_.male ? 1 : 0] * exp(factor * change - yearly * years);
  }

  T limb_lean_kg(bool legs) const {
    T muscle_change(0);
    for (const MuscleGroup group : all_muscle_groups) {
      if (legs ? !is_leg(group) : (is_leg(group) || is_trunk(group))) continue;
      // DXA's arm region holds about half of the shoulder girdle, and none of the upper back.
      const T share = group == MuscleGroup::chest_shoulders ? T(p_.dxa_arm_shoulder_share())
                      : group == MuscleGroup::upper_back    ? T(0)
                                                            : T(1);
      for (const Side side : {Side::left, Side::right}) {
        const std::size_t unit = unit_index(side, group);
        muscle_change += share * (body_.muscle_mass_kg(unit) - person_.muscle_mass_kg[unit]);
      }
    }
    const T leg_share = p_.dxa_leg_share_of_appendicular();
    const T start = (legs ? leg_share : 1.0 - leg_share) * person_.appendicular_lean_mass_kg;
    return start + muscle_change +
           (legs ? p_.lean_outside_muscle_leg_share() : p_.lean_outside_muscle_arm_share()) *
               other_change_kg();
  }
  /// Change of DXA lean that is not muscle: other tissue and the waters.
  T other_change_kg() const {
    const T muscle = body_.total_muscle_kg() - person_.total_muscle_kg();
    return body_.lean_mass_kg() - person_.lean_mass_kg - muscle;
  }
  T regional_lean_kg() const {
    bool leg = false;
    bool trunk = false;
    bool arm = false;
    bool sides[2] = {false, false};
    T muscle_change(0);
    double region_muscle = 0;
    double limb_muscle = 0;
    for (std::size_t unit = 0; unit < muscle_unit_count; ++unit) {
      const MuscleGroup group = all_muscle_groups[unit % muscle_group_count];
      if (is_leg(group)) limb_muscle += person_.muscle_mass_kg[unit];
      if (!chosen(unit)) continue;
      if (is_leg(group))
        leg = true;
      else if (is_trunk(group))
        trunk = true;
      else
        arm = true;
      sides[unit / muscle_group_count] = true;
      region_muscle += person_.muscle_mass_kg[unit];
      muscle_change += body_.muscle_mass_kg(unit) - person_.muscle_mass_kg[unit];
    }
    if (leg && trunk) return body_.lean_mass_kg();
    const double limbs = sides[0] && sides[1] ? 1.0 : 0.5;
    if (trunk) {
      const T share = 1.0 - p_.lean_outside_muscle_leg_share() - p_.lean_outside_muscle_arm_share();
      return person_.lean_mass_kg - p_.dxa_limb_lean_share() * person_.appendicular_lean_mass_kg -
             p_.dxa_head_lean_kg() + muscle_change + share * other_change_kg();
    }
    if (leg) {
      // A part of the leg (thigh) takes its part of what is not muscle.
      const double part = region_muscle / (limb_muscle * limbs);
      return part * limbs * p_.dxa_leg_share_of_appendicular() * person_.appendicular_lean_mass_kg +
             muscle_change + part * limbs * p_.lean_outside_muscle_leg_share() * other_change_kg();
    }
    (void)arm;
    return limbs * (1.0 - p_.dxa_leg_share_of_appendicular()) * person_.appendicular_lean_mass_kg +
           muscle_change + limbs * p_.lean_outside_muscle_arm_share() * other_change_kg();
  }
  T fat_share() const {
    bool leg = false;
    bool trunk = false;
    bool sides[2] = {false, false};
    for (std::size_t unit = 0; unit < muscle_unit_count; ++unit) {
      if (!chosen(unit)) continue;
      const MuscleGroup group = all_muscle_groups[unit % muscle_group_count];
      leg = leg || is_leg(group);
      trunk = trunk || is_trunk(group);
      sides[unit / muscle_group_count] = true;
    }
    if (leg && trunk) return T(1);
    const double limbs = sides[0] && sides[1] ? 1.0 : 0.5;
    if (trunk) return 1.0 - p_.fat_leg_share() - p_.fat_arm_share();
    return limbs * (leg ? p_.fat_leg_share() : p_.fat_arm_share());
  }

  /// ln of strength against day 0, in the mix of tests: mean over the chosen muscles by their part in the
  /// effort.
  T log_strength() const {
    T sum(0);
    double weight = 0;
    for (std::size_t unit = instrument_.first_unit; unit < instrument_.end_unit; ++unit) {
      if (!chosen(unit)) continue;
      sum += instrument_.units[unit] * log_strength(unit);
      weight += instrument_.units[unit];
    }
    return sum / (weight > 0 ? weight : 1);
  }
  T log_strength(std::size_t unit) const {
    T change(0);
    if (instrument_.single_fibre) {
      change = body_.change(UnitState::quality, unit);
    } else if (instrument_.stimulated) {
      change = log_size_change(unit) - body_.change(UnitState::fluid, unit) +
               body_.change(UnitState::quality, unit) + body_.change(BodyState::excitation_log);
    } else {
      for (std::size_t test = 0; test < strength_test_count; ++test)
        if (instrument_.test[test] > 0)
          change += instrument_.test[test] * body_.log_strength_change(unit, static_cast<StrengthTest>(test));
    }
    if (instrument_.per_size && !instrument_.single_fibre) change -= log_size_change(unit);
    return change;
  }
  /// What limits it is oxygen, and how much muscle there is to take it up; will and skill matter little.
  T log_aerobic_power() const {
    return body_.change(BodyState::fitness_log) +
           mean_log([&](std::size_t unit) { return body_.change(UnitState::size, unit); });
  }
  T log_better_grip() const {
    const auto hand = [&](Side side) {
      return body_.log_strength_change(unit_index(side, MuscleGroup::forearm), StrengthTest::grip);
    };
    return larger(hand(Side::left), hand(Side::right));
  }
  T strength() const {
    using std::exp;
    T level(person_.knee_extension_torque_n_m);
    level = level * torque_share();
    if (instrument_.per_size)
      level = p_.specific_force_reference() *
              exp(instrument_.single_fibre ? T(0) : log_quality_of_age(body_.start));
    else if (instrument_.kilograms)
      level = level * (instrument_.multi_joint ? p_.multi_joint_load_kg_per_n_m()
                                               : p_.single_joint_load_kg_per_n_m());
    else if (instrument_.test[index(StrengthTest::isokinetic)] > 0.5)
      level = level * p_.isokinetic_torque_level();
    return level * exp(log_strength());
  }
  T torque_share() const {
    return weighted([&](std::size_t unit) { return p_.torque_share()[unit % muscle_group_count]; }, false,
                    true);
  }

  /// Lowest over mean level between doses of a first-order depot.
  double trough_share() const {
    const auto& drug = moment_.now->drug;
    const double decay = std::log(2.0) / std::max(0.05, drug.testosterone_half_life_d) *
                         std::max(0.05, drug.testosterone_dose_interval_d);
    return drug.testosterone_mg_per_day > 0 ? decay * std::exp(-decay) / (1 - std::exp(-decay)) : 1;
  }

  const Instrument& instrument_;
  const Body<T>& body_;
  const Person& person_;
  const Parameters<T>& p_;
  const Moment& moment_;
  const PhysicalFunction<T>* function_;
  mutable std::optional<PhysicalFunction<T>> own_function_;
};

template <class T>
T read(const Instrument& instrument, const Body<T>& body, const Moment& moment = {},
       const PhysicalFunction<T>* function = nullptr) {
  return Reading<T>(instrument, body, moment, function).value();
}

}  // namespace sarx
