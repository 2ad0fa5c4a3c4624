#include "sarx/timeline/combine.h"

#include <algorithm>
#include <cmath>

#include "sarx/timeline/settings.h"

namespace sarx::timeline_detail {
namespace {

void replace(std::optional<double>& value, const std::optional<double>& later) {
  if (later) value = later;
}

void raise(double& value, double other) {
  value = std::max(value, other);
}

/// Minutes add up; the intensity of all of them is their mean. Of a muscle or of the whole body.
template <class Endured>
void add_endurance(Endured& day, const Endured& event) {
  const double minutes = day.endurance_minutes_per_week + event.endurance_minutes_per_week;
  if (minutes > 0)
    day.endurance_intensity = (day.endurance_intensity * day.endurance_minutes_per_week +
                               event.endurance_intensity * event.endurance_minutes_per_week) /
                              minutes;
  day.endurance_minutes_per_week = minutes;
}

void combine(MuscleExposure& day, const MuscleExposure& event) {
  for (std::size_t way = 0; way < unloading_count; ++way) raise(day.unloading[way], event.unloading[way]);
  add_training(day, event);
  day.stimulation_minutes_per_day += event.stimulation_minutes_per_day;
  add_endurance(day, event);
  // Two lesions of one muscle's nerve: the fresher, larger one decides how it grows back.
  if (event.motor_axons_cut > day.motor_axons_cut) {
    day.reinnervation_distance_mm = event.reinnervation_distance_mm;
    day.reinnervation_success = event.reinnervation_success;
    day.days_since_axon_growth_start = event.days_since_axon_growth_start;
  }
  day.motor_axons_cut = joint_share(day.motor_axons_cut, event.motor_axons_cut);
  day.motor_neurones_lost_per_year += event.motor_neurones_lost_per_year;
  day.central_paralysis = joint_share(day.central_paralysis, event.central_paralysis);
  day.trauma = joint_share(day.trauma, event.trauma);
  raise(day.lasting_trauma, event.lasting_trauma);
  day.tissue_loss = joint_share(day.tissue_loss, event.tissue_loss);
}

void combine(DrugExposure& day, const DrugExposure& event) {
  const double testosterone = day.testosterone_mg_per_day + event.testosterone_mg_per_day;
  const bool given = event.testosterone_mg_per_day > 0 || event.testosterone_target_ng_dl;
  if (given &&
      (day.testosterone_mg_per_day <= 0 || event.testosterone_mg_per_day > day.testosterone_mg_per_day)) {
    day.testosterone_half_life_d = event.testosterone_half_life_d;
    day.testosterone_dose_interval_d = event.testosterone_dose_interval_d;
  }
  day.testosterone_mg_per_day = testosterone;
  replace(day.testosterone_target_ng_dl, event.testosterone_target_ng_dl);
  raise(day.endogenous_testosterone_block, event.endogenous_testosterone_block);
  raise(day.oestradiol_block, event.oestradiol_block);
  day.oestradiol_ug_per_day += event.oestradiol_ug_per_day;
  raise(day.five_alpha_reductase_block, event.five_alpha_reductase_block);
  day.oxandrolone_mg_per_day += event.oxandrolone_mg_per_day;
  day.nandrolone_mg_per_week += event.nandrolone_mg_per_week;
  day.enobosarm_mg_per_day += event.enobosarm_mg_per_day;
  day.growth_hormone_ug_per_kg_day += event.growth_hormone_ug_per_kg_day;
  raise(day.ghrelin_agonist, event.ghrelin_agonist);
  raise(day.gdf15_block, event.gdf15_block);
  raise(day.activin_receptor_block, event.activin_receptor_block);
  raise(day.myostatin_block, event.myostatin_block);
  raise(day.mk677, event.mk677);
  day.prednisone_mg_per_day += event.prednisone_mg_per_day;
  day.incretin_semaglutide_mg_per_week += event.incretin_semaglutide_mg_per_week;
  day.incretin_liraglutide_mg_per_day += event.incretin_liraglutide_mg_per_day;
  day.incretin_tirzepatide_mg_per_week += event.incretin_tirzepatide_mg_per_week;
  raise(day.sglt2_inhibitor, event.sglt2_inhibitor);
}

void combine(NutritionExposure& day, const NutritionExposure& event) {
  const bool energy = event.energy_kcal_per_day || event.energy_deficit_kcal_per_day ||
                      event.energy_share_of_need || event.energy_deficit_unknown;
  if (energy) {
    day.energy_kcal_per_day = event.energy_kcal_per_day;
    day.energy_deficit_kcal_per_day = event.energy_deficit_kcal_per_day;
    day.energy_share_of_need = event.energy_share_of_need;
    day.energy_deficit_unknown = event.energy_deficit_unknown;
    day.supervised = event.supervised;
    day.days_on_diet = event.days_on_diet;
  }
  if (event.protein_g_per_kg_day || event.protein_share_of_energy) {
    day.protein_g_per_kg_day = event.protein_g_per_kg_day;
    day.protein_share_of_energy = event.protein_share_of_energy;
  }
  if (event.meals_per_day != NutritionExposure{}.meals_per_day) day.meals_per_day = event.meals_per_day;
  replace(day.largest_meal_protein_share, event.largest_meal_protein_share);
  day.supplement_protein_g_per_day += event.supplement_protein_g_per_day;
  day.supplement_eaa_g_per_day += event.supplement_eaa_g_per_day;
  day.supplement_leucine_g_per_day += event.supplement_leucine_g_per_day;
  day.supplement_energy_kcal_per_day += event.supplement_energy_kcal_per_day;
  day.hmb_g_per_day += event.hmb_g_per_day;
  day.creatine_g_per_day += event.creatine_g_per_day;
  day.omega3_g_per_day += event.omega3_g_per_day;
  day.vitamin_d_iu_per_day += event.vitamin_d_iu_per_day;
  raise(day.bariatric_restriction, event.bariatric_restriction);
  raise(day.refeeding, event.refeeding);
  day.malnourished = day.malnourished || event.malnourished;
  day.energy_shortage = joint_share(day.energy_shortage, event.energy_shortage);
}

double legal(double value, double most) {
  return std::isfinite(value) ? std::clamp(value, 0.0, most) : 0.0;
}
void limit(double& value, double most) {
  value = legal(value, most);
}
void limit(std::optional<double>& value, double most) {
  if (value) value = legal(*value, most);
}

/// The largest amounts anybody could take or do: above them the body model would be asked nonsense.
constexpr double most_sets = 150, most_minutes_a_day = 1440, most_minutes_a_week = 7 * most_minutes_a_day,
                 most_grams = 1000, most_kcal = 15000, most_steps = 60000, most_iu = 1e6;

void limit(MuscleExposure& muscle) {
  for (auto& share : muscle.unloading) limit(share, 1);
  limit(muscle.weekly_sets, most_sets);
  limit(muscle.sessions_per_week, 28);
  limit(muscle.load_share_1rm, 1.3);
  for (double* share : {&muscle.failure_share, &muscle.eccentric_share, &muscle.isometric_share,
                        &muscle.fast_share, &muscle.occlusion_share, &muscle.endurance_intensity,
                        &muscle.motor_axons_cut, &muscle.reinnervation_success, &muscle.central_paralysis,
                        &muscle.trauma, &muscle.lasting_trauma, &muscle.tissue_loss})
    limit(*share, 1);
  limit(muscle.stimulation_minutes_per_day, most_minutes_a_day);
  limit(muscle.endurance_minutes_per_week, most_minutes_a_week);
  limit(muscle.motor_neurones_lost_per_year, 5);
  limit(muscle.reinnervation_distance_mm, 2000);
}

void limit(Exposure& day) {
  for (auto& muscle : day.muscle) limit(muscle);
  for (auto& mechanism : day.mechanism) limit(mechanism, 2);
  for (auto& shortage : day.shortage) limit(shortage, 1);

  DrugExposure& drug = day.drug;
  limit(drug.testosterone_mg_per_day, 1000);
  limit(drug.testosterone_target_ng_dl, 10000);
  drug.testosterone_half_life_d = std::clamp(drug.testosterone_half_life_d, 0.05, 100.0);
  for (double* share :
       {&drug.endogenous_testosterone_block, &drug.oestradiol_block, &drug.five_alpha_reductase_block})
    limit(*share, 1);
  for (double* share : {&drug.ghrelin_agonist, &drug.gdf15_block, &drug.activin_receptor_block,
                        &drug.myostatin_block, &drug.mk677, &drug.sglt2_inhibitor})
    limit(*share, 1.5);
  limit(drug.oestradiol_ug_per_day, 20000);
  limit(drug.oxandrolone_mg_per_day, 200);
  limit(drug.nandrolone_mg_per_week, 2000);
  limit(drug.enobosarm_mg_per_day, 50);
  limit(drug.growth_hormone_ug_per_kg_day, 300);
  limit(drug.prednisone_mg_per_day, 1000);
  limit(drug.incretin_semaglutide_mg_per_week, 20);
  limit(drug.incretin_liraglutide_mg_per_day, 20);
  limit(drug.incretin_tirzepatide_mg_per_week, 60);

  NutritionExposure& food = day.nutrition;
  limit(food.energy_kcal_per_day, most_kcal);
  limit(food.energy_share_of_need, 4);
  if (food.energy_deficit_kcal_per_day)
    food.energy_deficit_kcal_per_day = std::clamp(*food.energy_deficit_kcal_per_day, -most_kcal, most_kcal);
  limit(food.protein_g_per_kg_day, 8);
  limit(food.protein_share_of_energy, 1);
  food.meals_per_day = std::clamp(food.meals_per_day, 1.0, 24.0);
  limit(food.largest_meal_protein_share, 1);
  for (double* grams : {&food.supplement_protein_g_per_day, &food.supplement_eaa_g_per_day,
                        &food.supplement_leucine_g_per_day, &food.hmb_g_per_day, &food.creatine_g_per_day,
                        &food.omega3_g_per_day})
    limit(*grams, most_grams);
  limit(food.supplement_energy_kcal_per_day, most_kcal);
  limit(food.vitamin_d_iu_per_day, most_iu);
  for (double* share : {&food.bariatric_restriction, &food.refeeding, &food.energy_shortage})
    limit(*share, 1);

  limit(day.steps_per_day, most_steps);
  for (double* share : {&day.steps_factor, &day.bed_rest, &day.microgravity, &day.space_exercise,
                        &day.endurance_intensity, &day.growth_hormone_lack, &day.rehabilitation})
    limit(*share, 1);
  limit(day.balance_sessions_per_week, 28);
  limit(day.resistance_sessions_per_week, 28);
  limit(day.endurance_sessions_per_week, 28);
  limit(day.endurance_minutes_per_week, most_minutes_a_week);
  limit(day.endurance_kcal_per_day, most_kcal);
}

/// Largest share of the day a muscle is unloaded in any way but by fewer steps.
double held_still(const MuscleExposure& muscle) {
  double most = 0;
  for (const auto way : {Unloading::cast, Unloading::brace, Unloading::sling, Unloading::suspension})
    most = std::max(most, muscle.unloading[static_cast<std::size_t>(way)]);
  return most;
}

}  // namespace

void add_training(MuscleExposure& muscle, const MuscleExposure& programme) {
  const double sets = muscle.weekly_sets + programme.weekly_sets;
  if (programme.weekly_sets > 0) {
    const double share = programme.weekly_sets / sets;
    const auto mean = [share](double& value, double other) { value += share * (other - value); };
    mean(muscle.load_share_1rm, programme.load_share_1rm);
    mean(muscle.failure_share, programme.failure_share);
    mean(muscle.eccentric_share, programme.eccentric_share);
    mean(muscle.isometric_share, programme.isometric_share);
    mean(muscle.fast_share, programme.fast_share);
    mean(muscle.occlusion_share, programme.occlusion_share);
  }
  muscle.weekly_sets = sets;
  muscle.sessions_per_week += programme.sessions_per_week;
  muscle.other_side_weekly_sets = std::max(muscle.other_side_weekly_sets, programme.other_side_weekly_sets);
}

void combine(Exposure& day, const Exposure& event) {
  for (std::size_t u = 0; u < muscle_unit_count; ++u) combine(day.muscle[u], event.muscle[u]);
  for (std::size_t m = 0; m < mechanism_count; ++m)
    day.mechanism[m] = joint_share(day.mechanism[m], event.mechanism[m]);
  for (std::size_t n = 0; n < nutrient_count; ++n)
    day.shortage[n] = std::max(day.shortage[n], event.shortage[n]);
  combine(day.drug, event.drug);
  combine(day.nutrition, event.nutrition);
  replace(day.steps_per_day, event.steps_per_day);
  day.steps_factor *= event.steps_factor;
  raise(day.bed_rest, event.bed_rest);
  raise(day.microgravity, event.microgravity);
  raise(day.space_exercise, event.space_exercise);
  day.balance_sessions_per_week += event.balance_sessions_per_week;
  day.endurance_kcal_per_day += event.endurance_kcal_per_day;
  add_endurance(day, event);
  day.endurance_sessions_per_week += event.endurance_sessions_per_week;
  day.resistance_sessions_per_week += event.resistance_sessions_per_week;
  day.menopause = day.menopause || event.menopause;
  raise(day.growth_hormone_lack, event.growth_hormone_lack);
  raise(day.rehabilitation, event.rehabilitation);
}

void settle(Exposure& day, double habitual_steps_per_day, bool male) {
  // Supervised rehabilitation works every muscle like a light programme.
  if (day.rehabilitation > 0) {
    MuscleExposure programme;
    programme.weekly_sets = std::min(1.0, day.rehabilitation) * settings().rehabilitation_weekly_sets();
    programme.load_share_1rm = settings().rehabilitation_load_share();
    for (MuscleExposure& muscle : day.muscle) add_training(muscle, programme);
  }
  limit(day);

  // Fewer steps than the person's habit spare the muscles that carry and move the body; more steps are not
  // unloading.
  const double habit = std::max(1.0, habitual_steps_per_day);
  const double steps = (day.steps_per_day ? *day.steps_per_day : habit * day.steps_factor) *
                       (1 - std::min(1.0, day.mechanism[index(Mechanism::inactivity)]));
  const double lost = std::clamp(1 - steps / habit, 0.0, 1.0);
  constexpr auto inactivity = static_cast<std::size_t>(Unloading::inactivity);
  for (const Side side : {Side::left, Side::right})
    for (const MuscleGroup group : all_muscle_groups) {
      MuscleExposure& muscle = day.of(side, group);
      if (is_leg(group) || is_trunk(group)) raise(muscle.unloading[inactivity], lost);
      // What one limb learns, the other learns in part; training the free limb also spares the one held
      // still.
      const MuscleExposure& other = day.of(side == Side::left ? Side::right : Side::left, group);
      muscle.other_side_weekly_sets = held_still(other) > 0 ? 0 : other.weekly_sets;
    }

  // A man who is given testosterone makes his oestradiol from it.
  if (male && (day.drug.testosterone_mg_per_day > 0 || day.drug.testosterone_target_ng_dl))
    day.drug.oestradiol_block = 0;
  if (day.bed_rest >= 0.5 || day.microgravity > 0) day.nutrition.supervised = true;
}

}  // namespace sarx::timeline_detail
