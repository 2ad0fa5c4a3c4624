#include "sarx/timeline/deficiency.h"

#include <algorithm>
#include <array>

#include "sarx/timeline/settings.h"

namespace sarx {
namespace {

using timeline_detail::contains;
using timeline_detail::contains_any;
using timeline_detail::settings;

double by_words(std::string_view words, const EventContext& context) {
  const auto& s = settings();
  constexpr std::array<std::string_view, 6> mild{"mild",     "risk",       "insufficien",
                                                 "marginal", "low-normal", "slight"};
  constexpr std::array<std::string_view, 5> severe{"severe", "famine", "starv", "extreme", "field training"};
  constexpr std::array<std::string_view, 4> moderate{"moderate", "malnourish", "undernourish", "deficien"};
  if (contains_any(words, severe)) return s.shortage_severe();
  if (contains_any(words, moderate)) return s.shortage_moderate();
  if (contains_any(words, mild)) return s.shortage_mild();
  timeline_detail::assume(context, "level", "moderate",
                          words.empty() ? "no level is stated" : "the words are not known");
  return s.shortage_moderate();
}

/// 0 at the replete level, 1 at the severe one.
double by_level(double level, double replete, double severe) {
  return std::clamp((replete - level) / (replete - severe), 0.0, 1.0);
}

}  // namespace

void expose(const Deficiency& event, const EventContext& context, Exposure& exposure) {
  if (!event.of) return;
  const auto& s = settings();
  const std::string words = timeline_detail::lower_case(event.level.value_or(""));
  const auto number = timeline_detail::first_number(words);
  if (*event.of == DeficiencyOf::energy) {
    NutritionExposure& food = exposure.nutrition;
    constexpr double percent = 100;
    if (number && contains(words, "kcal")) {
      food.energy_deficit_kcal_per_day = *number;
    } else if (number && contains(words, "%")) {
      const double share = *number / percent;
      food.energy_share_of_need = contains(words, "need") ? share : std::max(0.0, 1 - share);
    } else {
      food.energy_shortage = timeline_detail::joint_share(food.energy_shortage, by_words(words, context));
    }
    return;
  }
  // The words of DeficiencyOf are those of Nutrient after its first, energy.
  const auto nutrient = static_cast<Nutrient>(static_cast<std::size_t>(*event.of) - 1);
  double shortage = 0;
  if (nutrient == Nutrient::vitamin_d && number) {
    constexpr double nmol_per_ng_ml = 2.496;
    const double level = contains(words, "ng") ? *number * nmol_per_ng_ml : *number;
    shortage = by_level(level, s.vitamin_d_replete_nmol_l(), s.vitamin_d_severe_nmol_l());
  } else if (nutrient == Nutrient::haemoglobin && number) {
    constexpr double largest_g_dl = 25, g_l_per_g_dl = 10;
    const double level = *number < largest_g_dl ? *number * g_l_per_g_dl : *number;
    shortage = by_level(level, s.haemoglobin_replete_g_l(), s.haemoglobin_severe_g_l());
  } else {
    shortage = by_words(words, context);
  }
  double& now = exposure.shortage[index(nutrient)];
  now = std::max(now, shortage);
  if (nutrient == Nutrient::haemoglobin) {
    constexpr double g_l_of_full_anaemia = 100;
    double& anaemia = exposure.mechanism[index(Mechanism::anaemia)];
    anaemia = std::max(
        anaemia, shortage * (s.haemoglobin_replete_g_l() - s.haemoglobin_severe_g_l()) / g_l_of_full_anaemia);
  }
}

}  // namespace sarx
