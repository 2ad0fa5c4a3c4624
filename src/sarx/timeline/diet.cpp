#include "sarx/timeline/diet.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sarx/timeline/settings.h"

namespace sarx {
namespace {

/// Whether the diet is one that people drift away from: less than need, but more than when they starve.
bool asks_for_less(const NutritionExposure& food, const Person& person) {
  const double need = person.energy_need_kcal_per_day;
  const double starving = timeline_detail::settings().starving_share();
  if (food.energy_kcal_per_day)
    return *food.energy_kcal_per_day<need&& * food.energy_kcal_per_day> starving * need;
  if (food.energy_deficit_kcal_per_day) return *food.energy_deficit_kcal_per_day > 0;
  if (food.energy_share_of_need)
    return *food.energy_share_of_need < 1 && *food.energy_share_of_need > starving;
  return food.energy_deficit_unknown;
}

}  // namespace

void expose(const Diet& event, const EventContext& context, Exposure& exposure) {
  const auto& s = timeline_detail::settings();
  NutritionExposure& food = exposure.nutrition;
  constexpr double percent = 100;
  if (event.energy_kcal) food.energy_kcal_per_day = *event.energy_kcal;
  if (event.energy_deficit_kcal) food.energy_deficit_kcal_per_day = *event.energy_deficit_kcal;
  if (event.energy_percent_of_need) food.energy_share_of_need = *event.energy_percent_of_need / percent;
  if (event.energy_deficit) {
    food.energy_deficit_unknown = true;
    timeline_detail::assume(context, "energy_deficit_kcal", "usual weight-loss diet",
                            "the size of the deficit isn't stated");
  }
  // Short diets are mostly fed under control; so is whoever lives in a ward or a home.
  const bool short_diet = context.to_day - context.from_day <= s.short_diet_days();
  food.supervised =
      event.supervised.value_or(food.supervised || short_diet || context.person->living != Living::community);
  if (!event.supervised && !food.supervised && asks_for_less(food, *context.person))
    timeline_detail::assume(
        context, "supervised",
        "false: " + timeline_detail::text(std::round(s.adherence_start() * percent)) +
            " % of the deficit kept to, " + timeline_detail::text(std::round(s.adherence_floor() * percent)) +
            " % after some months",
        "people who cook for themselves keep to a diet for a time; supervised: true where food is given");
  food.days_on_diet = context.days_since_start();

  if (event.protein_g_per_kg) food.protein_g_per_kg_day = *event.protein_g_per_kg;
  if (event.protein_g) food.protein_g_per_kg_day = *event.protein_g / context.person->body_mass_kg;
  if (event.protein_percent_energy) food.protein_share_of_energy = *event.protein_percent_energy / percent;
  if (event.meal_protein_g && !event.meal_protein_g->empty()) {
    const auto& meals = *event.meal_protein_g;
    const double sum = std::accumulate(meals.begin(), meals.end(), 0.0);
    if (sum > 0) food.largest_meal_protein_share = *std::max_element(meals.begin(), meals.end()) / sum;
    const bool stated = event.protein_g_per_kg || event.protein_g || event.protein_percent_energy;
    if (!stated) food.protein_g_per_kg_day = sum / context.person->body_mass_kg;
    food.meals_per_day = static_cast<double>(meals.size());
  }
  if (event.meals_per_day) food.meals_per_day = *event.meals_per_day;
  if (event.eating_window_h && !event.meals_per_day) {
    constexpr double hours_between_meals = 4;
    const double meals = std::max(1.0, std::round(*event.eating_window_h / hours_between_meals));
    food.meals_per_day = std::min(food.meals_per_day, meals);
  }
}

}  // namespace sarx
