#include "sarx/timeline/supplement.h"

#include <algorithm>

#include "sarx/timeline/repletion.h"
#include "sarx/timeline/settings.h"

namespace sarx {
namespace {

using timeline_detail::settings;

constexpr double mg_per_g = 1000, ug_per_mg = 1000, days_per_week = 7, days_per_year = 365.25;

/// The nutrient a supplement of one vitamin or mineral restores; `haemoglobin` (which none does) for the
/// others.
Nutrient nutrient_of(SupplementKind what) {
  switch (what) {
    case SupplementKind::vitamin_d:
      return Nutrient::vitamin_d;
    case SupplementKind::vitamin_b12:
      return Nutrient::vitamin_b12;
    case SupplementKind::calcium:
      return Nutrient::calcium;
    case SupplementKind::magnesium:
      return Nutrient::magnesium;
    case SupplementKind::iron:
      return Nutrient::iron;
    case SupplementKind::zinc:
      return Nutrient::zinc;
    case SupplementKind::potassium:
      return Nutrient::potassium;
    default:
      return Nutrient::haemoglobin;
  }
}

double in_mg(double dose, SupplementUnit unit, double body_mass_kg) {
  switch (unit) {
    case SupplementUnit::g:
      return dose * mg_per_g;
    case SupplementUnit::g_kg:
      return dose * mg_per_g * body_mass_kg;
    case SupplementUnit::ug:
      return dose / ug_per_mg;
    case SupplementUnit::iu:
      return dose / settings().vitamin_d_iu_per_ug() / ug_per_mg;
    default:
      return dose;
  }
}

double share_of_days(SupplementPer per, double sessions_per_week) {
  switch (per) {
    case SupplementPer::session:
      return sessions_per_week / days_per_week;
    case SupplementPer::year:
      return 1 / days_per_year;
    default:
      return 1;
  }
}

}  // namespace

void expose(const Supplement& event, const EventContext& context, Exposure& exposure) {
  if (!event.what) return;
  const auto& s = settings();
  NutritionExposure& food = exposure.nutrition;
  const SupplementPer per = event.per.value_or(SupplementPer::day);
  // Taken at the sessions of the training under way; with none stated, three times a week.
  const double training =
      std::max(exposure.resistance_sessions_per_week, exposure.endurance_sessions_per_week);
  const double days = share_of_days(per, training > 0 ? training : s.usual_resistance_sessions_per_week());
  if (per == SupplementPer::session && training <= 0)
    timeline_detail::assume(context, "per",
                            timeline_detail::text(s.usual_resistance_sessions_per_week()) + " a week",
                            "no training is stated");
  const auto grams = [&](double usual_g) {
    const double dose = timeline_detail::given_or(event.dose, usual_g, context, "dose", "g", "usual dose");
    const SupplementUnit unit = event.dose ? event.unit.value_or(SupplementUnit::g) : SupplementUnit::g;
    if (unit == SupplementUnit::kcal) return dose * days / s.protein_kcal_per_g();
    return in_mg(dose, unit, context.person->body_mass_kg) / mg_per_g * days;
  };
  switch (*event.what) {
    case SupplementKind::protein:
    case SupplementKind::whey:
    case SupplementKind::casein: {
      const double g = grams(s.supplement_protein_usual_g());
      food.supplement_protein_g_per_day += g;
      food.supplement_energy_kcal_per_day += g * s.protein_kcal_per_g();
      break;
    }
    case SupplementKind::eaa: {
      const double g = grams(s.supplement_eaa_usual_g());
      food.supplement_eaa_g_per_day += g;
      food.supplement_energy_kcal_per_day += g * s.protein_kcal_per_g();
      break;
    }
    case SupplementKind::leucine:
      food.supplement_leucine_g_per_day += grams(s.supplement_leucine_usual_g());
      break;
    case SupplementKind::creatine:
      food.creatine_g_per_day += grams(s.supplement_creatine_usual_g());
      break;
    case SupplementKind::hmb:
      food.hmb_g_per_day += grams(s.supplement_hmb_usual_g());
      break;
    case SupplementKind::omega3:
      food.omega3_g_per_day += grams(s.supplement_omega3_usual_g());
      break;
    case SupplementKind::vitamin_d: {
      const double dose = timeline_detail::given_or(event.dose, s.supplement_vitamin_d_usual_iu(), context,
                                                    "dose", "IU", "usual dose");
      const SupplementUnit unit = event.dose ? event.unit.value_or(SupplementUnit::iu) : SupplementUnit::iu;
      const double iu = unit == SupplementUnit::iu ? dose
                                                   : in_mg(dose, unit, context.person->body_mass_kg) *
                                                         ug_per_mg * s.vitamin_d_iu_per_ug();
      food.vitamin_d_iu_per_day += iu * days;
      break;
    }
    case SupplementKind::multinutrient: {
      const double dose = timeline_detail::given_or(event.dose, s.supplement_energy_usual_kcal(), context,
                                                    "dose", "kcal", "usual dose");
      const SupplementUnit unit =
          event.dose ? event.unit.value_or(SupplementUnit::kcal) : SupplementUnit::kcal;
      if (unit != SupplementUnit::kcal) break;  // a tablet: vitamins and minerals, no energy
      const double kcal = dose * days;
      food.supplement_energy_kcal_per_day += kcal;
      food.supplement_protein_g_per_day +=
          kcal * s.supplement_energy_protein_share() / s.protein_kcal_per_g();
      break;
    }
    default:  // one vitamin or mineral: it ends a shortage and does nothing to the replete
      if (!event.dose)
        timeline_detail::assume(
            context, "dose",
            timeline_detail::text(s.repletion_dose_mg()[index(nutrient_of(*event.what))]) + " mg",
            "usual dose");
      break;
  }
}

namespace timeline_detail {

Repletion repletion(const Supplement& event) {
  Repletion shares{};
  if (!event.what) return shares;
  const auto& s = settings();
  if (*event.what == SupplementKind::multinutrient) {
    shares.fill(s.multinutrient_repletion());
    shares[index(Nutrient::protein)] = 0;  // by its grams, see replete()
    shares[index(Nutrient::haemoglobin)] = 0;
    return shares;
  }
  const Nutrient nutrient = nutrient_of(*event.what);
  if (nutrient == Nutrient::haemoglobin) return shares;
  const double days =
      share_of_days(event.per.value_or(SupplementPer::day), s.usual_resistance_sessions_per_week());
  double share = 1;
  if (event.dose && nutrient == Nutrient::vitamin_d) {
    const SupplementUnit unit = event.unit.value_or(SupplementUnit::iu);
    const double iu = unit == SupplementUnit::iu
                          ? *event.dose
                          : in_mg(*event.dose, unit, 0) * ug_per_mg * s.vitamin_d_iu_per_ug();
    share = iu * days / s.vitamin_d_repletion_iu();
  } else if (event.dose) {
    const double needed = s.repletion_dose_mg()[index(nutrient)];
    share = needed > 0 ? in_mg(*event.dose, event.unit.value_or(SupplementUnit::mg), 0) * days / needed : 0;
  }
  shares[index(nutrient)] = std::clamp(share, 0.0, 1.0);
  return shares;
}

void replete(Exposure& day, const Repletion& repleted, double body_mass_kg) {
  const auto& s = settings();
  for (std::size_t n = 0; n < nutrient_count; ++n) day.shortage[n] *= 1 - repleted[n];
  double& protein = day.shortage[index(Nutrient::protein)];
  if (protein <= 0) return;
  const NutritionExposure& food = day.nutrition;
  const double given_g_per_kg =
      (food.supplement_protein_g_per_day + food.supplement_eaa_g_per_day) / body_mass_kg;
  protein = std::max(0.0, protein - given_g_per_kg / s.severe_protein_shortfall_g_per_kg());
  // A stated protein intake says itself how much is missing.
  if (food.protein_g_per_kg_day)
    protein = std::min(protein, std::max(0.0, s.adult_protein_need_g_per_kg() - *food.protein_g_per_kg_day) /
                                    s.severe_protein_shortfall_g_per_kg());
}

}  // namespace timeline_detail
}  // namespace sarx
