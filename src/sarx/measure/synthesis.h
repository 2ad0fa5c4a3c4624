// Fractional synthesis of muscle protein as a tracer study sees it, fasted or fed, at rest or after a bout.
#pragma once

#include <algorithm>
#include <cmath>

#include "sarx/body/arithmetic.h"
#include "sarx/body/body.h"
#include "sarx/measure/instrument.h"
#include "sarx/timeline/exposure.h"

namespace sarx {

/// What is going on around a reading.
struct Moment {
  const Exposure* now = nullptr;    ///< the exposure that led up to the reading; null: life as usual
  const Exposure* habit = nullptr;  ///< the exposure before day 0; null: life as usual
  double day = 0;
  double bout_sets = 0;       ///< sets per muscle in a bout on the day of the reading
  double meal_protein_g = 0;  ///< protein of the meal that the reading follows; 0: the usual meal
  bool reference = false;     ///< the reading the change counts from: rested and fasted where `now` is acute
};

/// Energy eaten over energy needed, from the prescription alone.
inline double prescribed_energy_share(const Exposure& exposure, const Person& person) {
  const auto& food = exposure.nutrition;
  if (food.energy_share_of_need) return *food.energy_share_of_need;
  if (food.energy_kcal_per_day) return *food.energy_kcal_per_day / person.energy_need_kcal_per_day;
  if (food.energy_deficit_kcal_per_day)
    return 1 - *food.energy_deficit_kcal_per_day / person.energy_need_kcal_per_day;
  return 1;
}

/// Share of its usual load that a unit is without (0-1).
inline double unloaded_share(const Exposure& exposure, std::size_t unit) {
  double most = 0;
  for (std::size_t way = 0; way < unloading_count; ++way)
    if (way != static_cast<std::size_t>(Unloading::inactivity))
      most = std::max(most, exposure.muscle[unit].unloading[way]);
  return std::clamp(most, 0.0, 1.0);
}

/// Synthesis of one unit, %/h.
template <class T>
T muscle_protein_synthesis(const Instrument& instrument, const Body<T>& body, const Moment& moment,
                           std::size_t unit) {
  using std::exp;
  using std::log;
  const auto& p = body.parameters;
  const Person& person = body.person;
  T result = instrument.myofibrillar ? p.synthesis_fasting_myofibrillar() : p.synthesis_fasting_mixed();

  // A heavy-water rate holds the day's meals; a tracer rate holds the one before it, if any.
  const bool fed = (instrument.fed && !moment.reference) || instrument.daily_mean;
  if (fed) {
    const double habit_g = person.protein_g_per_kg_day * person.body_mass_kg;
    double day_g = habit_g;
    double meals = 3;
    T largest = p.synthesis_largest_meal_share();
    T supplement(0);
    if (moment.now != nullptr) {
      const auto& food = moment.now->nutrition;
      if (food.protein_g_per_kg_day) day_g = *food.protein_g_per_kg_day * person.body_mass_kg;
      meals = std::max(1.0, food.meals_per_day);
      largest = food.largest_meal_protein_share ? T(*food.largest_meal_protein_share)
                                                : larger(largest, T(1 / meals));
      supplement = food.supplement_protein_g_per_day + p.amino_acid_potency() * food.supplement_eaa_g_per_day;
    }
    const T half =
        p.synthesis_meal_half_g_per_kg() * exp(p.synthesis_meal_age_log() * ((person.age_years - 30) / 40));
    const auto rise = [&](const T& grams) {
      const T dose = grams / person.body_mass_kg;
      return p.synthesis_meal_gain() * (dose * dose / (dose * dose + half * half));
    };
    if (instrument.daily_mean) {
      constexpr double hours_of_day = 24;
      const T rest = meals > 1 ? T((T(1) - largest) * day_g / (meals - 1)) : T(0);
      const T extra = supplement / meals;
      const T fed_share = (rise(T(largest * day_g + extra)) + (meals - 1) * rise(T(rest + extra))) *
                          p.synthesis_meal_hours() / hours_of_day;
      result = result * (1.0 + fed_share);
    } else {
      const T usual = larger(T(p.synthesis_least_meal_g()), T(largest * day_g));
      result =
          result * (1.0 + rise(moment.meal_protein_g > 0 ? T(moment.meal_protein_g)
                                                         : where_positive(supplement, supplement, usual)));
    }
  }
  if (moment.now == nullptr) return result;

  const Exposure& now = *moment.now;
  if (!moment.reference && moment.bout_sets > 0 && !instrument.daily_mean)
    result = result *
             (1.0 + p.synthesis_bout_gain() * (T(1) - exp(T(-moment.bout_sets) / p.synthesis_bout_sets())));
  if (instrument.daily_mean)
    result =
        result * (1.0 + p.synthesis_training_day_gain() *
                            (T(1) - exp(T(-now.muscle[unit].weekly_sets) / p.synthesis_training_day_sets())));
  T loss = p.synthesis_disuse_loss() * unloaded_share(now, unit) +
           p.synthesis_inactivity_loss() *
               now.muscle[unit].unloading[static_cast<std::size_t>(Unloading::inactivity)];
  if (now.steps_per_day)
    loss +=
        p.synthesis_inactivity_loss() * std::clamp(1 - *now.steps_per_day / person.steps_per_day, 0.0, 1.0);
  const double amino_acids = now.nutrition.supplement_eaa_g_per_day;
  loss = loss *
         (T(1) - smaller(T(p.synthesis_amino_acids_most()), T(amino_acids / p.synthesis_amino_acids_g())));
  loss += p.synthesis_deficit_loss() * std::clamp(1 - prescribed_energy_share(now, person), -0.2, 0.8);
  const T androgen = log(body.testosterone_ng_dl() / person.testosterone_ng_dl);
  // Neither castration nor the highest dose moves synthesis without end.
  const T bounded = androgen / (T(1) + larger(androgen, T(-androgen)));
  return result * exp(p.synthesis_androgen_gain() * bounded - loss);
}

}  // namespace sarx
