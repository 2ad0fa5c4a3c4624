// Metabolism from the state of a body: energy use by tissue, and the handling of glucose. Changes since day 0
// move the person's own baseline.
#pragma once

#include <cmath>

#include "sarx/body/arithmetic.h"
#include "sarx/body/body.h"
#include "sarx/outcome/function.h"

namespace sarx {

template <class T>
class Metabolism {
 public:
  explicit Metabolism(const Body<T>& body) : body_(body) {}

  /// Resting metabolic rate, kcal/d: tissue masses times their rates (Wang 2010), adaptation to over- and
  /// underfeeding, age.
  T resting_rate_kcal_per_day() const {
    using std::exp;
    const auto& p = body_.parameters;
    const T years =
        soft_positive<T>(age() - p.resting_rate_ageing_from_age(), T(2.0)) -
        soft_positive<T>(body_.start.body(BodyState::age_years) - p.resting_rate_ageing_from_age(), T(2.0));
    const T tissues = body_.person.resting_metabolic_rate_kcal_per_day +
                      p.resting_rate_muscle() * (body_.total_muscle_kg() - body_.person.total_muscle_kg()) +
                      p.resting_rate_fat() * body_.change(BodyState::fat_mass_kg) +
                      p.resting_rate_other_lean() * body_.change(BodyState::other_lean_kg);
    return tissues * exp(-p.resting_rate_ageing() * years) +
           p.thermogenesis_resting_share() * body_.change(BodyState::thermogenesis_kcal_per_day);
  }

  /// Total energy expenditure, kcal/d: rest, the thermic effect of food eaten to match, and movement, whose
  /// cost goes with body mass. `more_movement_kcal_per_day`: what moving more (less: negative) than at day 0
  /// costs.
  T total_expenditure_kcal_per_day(const T& more_movement_kcal_per_day = T(0.0)) const {
    const auto& p = body_.parameters;
    const T movement_start = body_.person.energy_need_kcal_per_day * (1.0 - p.thermic_effect_of_food()) -
                             body_.person.resting_metabolic_rate_kcal_per_day;
    const T movement =
        larger(T(0.0), T(movement_start * body_.body_mass_kg() / body_.person.body_mass_kg +
                         more_movement_kcal_per_day)) +
        (1.0 - p.thermogenesis_resting_share()) * body_.change(BodyState::thermogenesis_kcal_per_day);
    return (resting_rate_kcal_per_day() + movement) / (1.0 - p.thermic_effect_of_food());
  }

  /// ln(insulin sensitivity / at day 0): activity, rest, disease and drugs through the state; fat and muscle
  /// through their masses.
  T log_insulin_sensitivity_change() const {
    using std::log;
    const auto& p = body_.parameters;
    const T muscle_share = body_.total_muscle_kg() / body_.body_mass_kg();
    const double start_share = body_.person.total_muscle_kg() / body_.person.body_mass_kg;
    // Below the fat of the lean there is little left to gain.
    const T lean_fat = p.low_fat_share()[body_.person.male ? 1 : 0] * body_.person.body_mass_kg;
    return body_.change(BodyState::insulin_sensitivity_log) -
           p.insulin_sensitivity_fat_elasticity() *
               log((body_.fat_mass_kg() + lean_fat) / (body_.start.body(BodyState::fat_mass_kg) + lean_fat)) +
           p.insulin_sensitivity_muscle_elasticity() * log(muscle_share / start_share);
  }
  /// Whole-body insulin sensitivity (clamp), share of a lean, active young adult's.
  T insulin_sensitivity() const {
    using std::exp;
    return body_.person.insulin_sensitivity * exp(log_insulin_sensitivity_change());
  }
  /// Homoeostatic model assessment of insulin resistance.
  T homa_ir() const {
    using std::exp;
    const auto& p = body_.parameters;
    return p.homa_ir_reference() / body_.person.insulin_sensitivity *
           exp(-p.homa_ir_elasticity() * log_insulin_sensitivity_change());
  }

 private:
  const T& age() const { return body_.now.body(BodyState::age_years); }

  Body<T> body_;  // four references
};

}  // namespace sarx
