// Definitions of drives.h; included where a number type is instantiated.
#pragma once

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "sarx/body/arithmetic.h"
#include "sarx/body/drives.h"
#include "sarx/person/variability.h"

namespace sarx {
namespace drives_detail {

inline constexpr double days_per_year = 365.25;
inline constexpr double young_years = 30;  // age terms are logs per 40 years from here
inline constexpr double age_span_years = 40;

template <class T, class Dose>
T saturating(const Dose& dose, const T& scale) {
  using std::exp;
  if constexpr (std::is_same_v<Dose, double>)
    if (dose == 0) return T(0);
  return T(1) - exp(T(-dose) / scale);
}

template <class T>
T age_factor(const T& log_30_to_70, double age_years) {
  using std::exp;
  return exp(log_30_to_70 * ((age_years - young_years) / age_span_years));
}

/// ln(1 - share), for shares that may reach 1.
template <class T>
T log_left(const T& share) {
  using std::log;
  return log(T(1) - smaller(share, T(0.95)));
}

/// Individual response: exp(spread x score), 1 for the average person.
template <class T, class Score>
T response(const Parameters<T>& p, Trait trait, const Score& score) {
  using std::exp;
  if constexpr (std::is_same_v<Score, double>)
    if (score == 0) return T(1);
  return exp(p.trait_spread()[index(trait)] * score);
}

template <class Number>
Number share(const Number& value) {
  return smaller(Number(1), positive(value));
}

/// How light the loads are: 0 heavy or unknown, 1 light.
template <class T>
T lightness(const MuscleExposure& muscle, const Parameters<T>& p) {
  if (muscle.load_share_1rm <= 0) return T(0);
  const T heavy = p.growth_load_heavy_share(), light = p.growth_load_light_share();
  return smaller(T(1), positive(T((heavy - muscle.load_share_1rm) / (heavy - light))));
}

/// Weekly sets, discounted where they are light and far from failure.
template <class T>
T effective_sets(const MuscleExposure& muscle, const Parameters<T>& p) {
  const T ease = lightness(muscle, p) * (1 - share(std::max(muscle.failure_share, muscle.occlusion_share)));
  return muscle.weekly_sets * (T(1) - (T(1) - p.growth_load_light()) * ease);
}

/// Share of voluntary drive that reaches the muscle.
inline double willed(const MuscleExposure& muscle) {
  return 1 - share(muscle.central_paralysis);
}

/// Dose of resistance training (0-1), by as much drive as is left.
template <class T>
T training_dose(const MuscleExposure& muscle, const Parameters<T>& p) {
  using std::exp;
  if (muscle.weekly_sets == 0) return T(0);
  return willed(muscle) * (T(1) - exp(-effective_sets(muscle, p) / p.growth_sets_half()));
}

template <class T>
void describe_unit(const MuscleExposure& muscle, const Exposure& exposure, MuscleGroup group,
                   const Parameters<T>& p, const Responses<T>& responses, UnitDrives<T>& unit) {
  using std::sqrt;
  const bool arm = !is_leg(group) && !is_trunk(group);

  // Unloading: the worst of the ways under way.
  T unloading(0);
  double unloaded_share = 0;
  bool held_still = false;
  for (std::size_t way = 0; way < unloading_count; ++way) {
    const double exposed = share(muscle.unloading[way]);
    if (exposed <= 0) continue;
    const auto kind = static_cast<Unloading>(way);
    const bool local = kind == Unloading::cast || kind == Unloading::brace || kind == Unloading::sling ||
                       kind == Unloading::suspension;
    held_still = held_still || local;
    const T sensitivity =
        local && arm ? p.disuse_sensitivity_arm_local() : p.disuse_sensitivity()[index(group)];
    unloading = larger(unloading, T(exposed * p.unloading_severity()[way] * sensitivity));
    if (kind != Unloading::inactivity) unloaded_share = std::max(unloaded_share, exposed);
  }
  if (muscle.central_paralysis > 0) {
    unloading = larger(unloading, T(share(muscle.central_paralysis) * p.paralysis_severity()));
    unloaded_share = std::max(unloaded_share, share(muscle.central_paralysis));
  }
  const T dose = training_dose(muscle, p);
  const T stimulation = saturating(muscle.stimulation_minutes_per_day, p.stimulation_minutes());
  const T cross = saturating(muscle.other_side_weekly_sets, p.growth_sets_half());
  // What loads the muscle meanwhile takes the same share off its unloading and off what unloading keeps from
  // it.
  const T worked =
      (T(1) - p.countermeasure_training() * dose) * (T(1) - p.countermeasure_stimulation() * stimulation);
  unloading *= worked * (held_still ? T(T(1) - p.countermeasure_cross_education() * cross) : T(1));
  if (muscle.unloading[static_cast<std::size_t>(Unloading::microgravity)] > 0)
    unloading *= T(1) - p.countermeasure_space() * share(exposure.space_exercise);
  unit.activation_target = -p.activation_loss() * unloading * responses.activation;
  unit.unloading = unloading * responses.disuse;
  unit.unloaded_share = unloaded_share * worked;
  unit.stimulated_share = p.countermeasure_stimulation() * stimulation;

  // Growth and learning.
  const T endurance =
      willed(muscle) *
      saturating(muscle.endurance_minutes_per_week *
                     (value_of(p.endurance_intensity_offset()) + share(muscle.endurance_intensity)),
                 p.growth_endurance_minutes());
  const T creatine = exposure.nutrition.creatine_g_per_day > 0 ? T(p.growth_creatine()) : T(0);
  T exercise = dose * (T(1) + p.growth_eccentric() * share(muscle.eccentric_share));
  exercise = larger(exercise, T(p.growth_endurance() * endurance));
  exercise = larger(exercise, T(p.growth_stimulation() * stimulation));
  unit.growth =
      p.growth_rate() * p.growth_region()[index(group)] * exercise * responses.growth * (T(1) + creatine);
  const T taught = p.learning_gain() * responses.taught * (T(1) + p.learning_creatine() * creatine);
  const T learned =
      sqrt(larger(dose, T(p.learning_cross_education() * p.learning_cross_education() * cross)) + T(1e-12)) *
      (T(1) - (T(1) - p.learning_load_light()) * lightness(muscle, p)) * taught;
  unit.learning_target = larger(learned, T(p.learning_endurance() * endurance)) * responses.learning;

  // Nerve, injury, quality.
  if (muscle.central_paralysis > 0)
    unit.activation_target += log_left(T(share(muscle.central_paralysis) * p.paresis_strength()));
  unit.trauma_target = T(share(std::max(muscle.trauma, muscle.lasting_trauma)));
  unit.trauma_fresh = T(muscle.trauma > 0 ? 1 : 0);
  const double cut = share(muscle.motor_axons_cut);
  unit.innervation_target = T(1 - cut);
  // Neurones that die don't come back; only an axon that was cut, or whose disease is over, does.
  unit.innervation_rate = cut > 0                                   ? T(T(1) / p.denervation_time())
                          : muscle.motor_neurones_lost_per_year > 0 ? T(0)
                                                                    : T(T(1) / p.sprouting_time());
  if (cut > 0 && muscle.days_since_axon_growth_start >= 0) {
    const T arrival = T(muscle.reinnervation_distance_mm) / p.axon_growth_mm_per_day();
    // A stretch begins on the day of arrival, give or take a rounding.
    const T since = T(muscle.days_since_axon_growth_start) - (arrival - T(1e-3));
    unit.innervation_target = where_negative(since, unit.innervation_target,
                                             T(1 - cut * (1 - share(muscle.reinnervation_success))));
    unit.innervation_rate = where_negative(since, unit.innervation_rate, T(T(1) / p.reinnervation_time()));
  }
  unit.motor_neurone_loss = T(std::max(0.0, muscle.motor_neurones_lost_per_year) / days_per_year);
  unit.tissue_loss =
      muscle.tissue_loss > 0 ? T(-log_left(T(share(muscle.tissue_loss))) / p.muscle_injury_acute_d()) : T(0);
  if (exposure.bed_rest > 0 || exposure.microgravity > 0)
    unit.fluid_target =
        arm ? T(0) : T(-p.fluid_loss_rest() * share(std::max(exposure.bed_rest, exposure.microgravity)));
}

}  // namespace drives_detail

template <class T>
Responses<T> make_responses(const Person& person, const TraitsOf<T>& traits, const Parameters<T>& p) {
  using namespace drives_detail;
  using std::exp;
  using Number = typename PersonNumber<T>::type;
  const Number habit = person.training == TrainingStatus::trained ? Number(1)
                       : person.training == TrainingStatus::recreational
                           ? Number(value_of(p.recreational_habit()))
                           : Number(0);
  const T growth_left = T(1) - habit * (T(1) - p.growth_trained());
  const T learning_left = T(1) - habit * (T(1) - p.learning_trained());
  Responses<T> r;
  r.activation = age_factor(p.activation_age_log(), person.age_years);
  r.disuse = age_factor(p.disuse_age_log(), person.age_years) *
             response(p, Trait::disuse_response, traits.disuse_response);
  r.growth = growth_left * age_factor(p.growth_age_log(), person.age_years) *
             exp((person.male ? T(p.growth_male_log()) : T(0)) + p.growth_frailty_log() * person.frailty) *
             response(p, Trait::training_response, traits.training_response);
  r.taught = learning_left * age_factor(p.learning_age_log(), person.age_years) *
             exp(p.learning_frailty_log() * person.frailty);
  r.learning = response(p, Trait::learning_response, traits.learning_response);
  r.recovery = response(p, Trait::recovery, traits.recovery);
  r.disease = response(p, Trait::disease_response, traits.disease_response);
  r.adherence = response(p, Trait::energy_adherence, traits.energy_adherence);
  r.drug = response(p, Trait::drug_response, traits.drug_response);
  r.lean_partition = response(p, Trait::lean_partition, traits.lean_partition);
  return r;
}

template <class T>
Drives<T> make_drives(const Exposure& exposure, const Exposure& habit, const Person& person,
                      const Parameters<T>& p, const Responses<T>& responses) {
  using namespace drives_detail;
  using std::exp;
  using std::log;
  using Number = typename PersonNumber<T>::type;
  Drives<T> d;
  d.recovery = responses.recovery;
  const auto mechanism = [&](Mechanism m) { return share(exposure.mechanism[index(m)]); };
  const auto standing = [&](Mechanism m) { return share(habit.mechanism[index(m)]); };
  const T& severity = responses.disease;

  // Muscle units, and the weakness they share.
  T quality(0), nutrient(0);
  for (std::size_t n = 0; n < nutrient_count; ++n) {
    const double shortage = share(exposure.shortage[n]);
    (is_electrolyte(static_cast<Nutrient>(n)) ? d.excitation_target : quality) -=
        p.nutrient_weakness()[n] * shortage;
    nutrient += p.nutrient_muscle_rate()[n] * shortage;
  }
  quality -= p.weakness_strength() * mechanism(Mechanism::weakness);
  d.nutrient_drive = nutrient;
  // Mean dose of resistance training over the body.
  const auto trained_share = [&](const Exposure& e) -> T {
    T trained_kg(0);
    for (std::size_t u = 0; u < muscle_unit_count; ++u)
      trained_kg += training_dose(e.muscle[u], p) * person.muscle_mass_kg[u];
    return trained_kg / person.total_muscle_kg();
  };
  for (std::size_t u = 0; u < muscle_unit_count; ++u) {
    // Most of what happens to people happens to both sides.
    if (u >= muscle_group_count && exposure.muscle[u] == exposure.muscle[u - muscle_group_count]) {
      d.unit[u] = d.unit[u - muscle_group_count];
      continue;
    }
    describe_unit(exposure.muscle[u], exposure, all_muscle_groups[u % muscle_group_count], p, responses,
                  d.unit[u]);
    d.unit[u].quality_target = quality;
  }
  d.training_share = trained_share(exposure);

  // Energy.
  const NutritionExposure& food = exposure.nutrition;
  const double need = person.energy_need_kcal_per_day, mass = person.body_mass_kg;
  T prescribed(0);
  if (food.energy_kcal_per_day)
    prescribed = T(*food.energy_kcal_per_day - need);
  else if (food.energy_deficit_kcal_per_day)
    prescribed = T(-*food.energy_deficit_kcal_per_day);
  else if (food.energy_share_of_need)
    prescribed = T((*food.energy_share_of_need - 1) * need);
  else if (food.energy_deficit_unknown)
    prescribed = -p.unstated_diet_kcal();
  const bool by_habit = !(food.energy_kcal_per_day || food.energy_deficit_kcal_per_day ||
                          food.energy_share_of_need || food.energy_deficit_unknown);
  d.eats_by_habit = T(by_habit ? 1 : 0);
  // A fast is no diet: what isn't eaten is known, and doesn't creep back. Between the two there is no edge.
  const double eaten_share = food.energy_share_of_need  ? *food.energy_share_of_need
                             : food.energy_kcal_per_day ? *food.energy_kcal_per_day / need
                                                        : 1;
  const Number fasting = value_of(p.fasting_share()), starving = value_of(p.starving_share());
  const T diet =
      food.supervised
          ? T(0)
          : where_negative(prescribed, T(share(Number((eaten_share - starving) / (fasting - starving)))),
                           T(0));
  const T at_first = T(1) - diet * (T(1) - p.adherence_start() * responses.adherence);
  prescribed *= at_first;
  d.adherence_target = (T(1) - diet * (T(1) - p.adherence_floor() * responses.adherence)) / at_first;
  d.adherence_rate = where_positive(diet, T(T(1) / p.adherence_time()), T(T(1) / p.appetite_time()));
  // Food on top of what is eaten, which adherence doesn't touch.
  d.intake_added = p.supplement_energy_kept() * food.supplement_energy_kcal_per_day;
  // A prescribed diet says what is eaten, whatever was short before.
  d.intake_missing = d.eats_by_habit * p.energy_shortage_share() *
                     (share(food.energy_shortage) - share(habit.nutrition.energy_shortage)) * need;
  d.refeeding = p.refeeding_kcal() * share(food.refeeding);
  // The obese have no mass to regain, whatever the treatment is called.
  const double height2 = person.height_m * person.height_m;
  const T thin = smaller(T(1), positive(T((p.refeeding_obese_bmi() - mass / height2) /
                                          (p.refeeding_obese_bmi() - p.refeeding_overweight_bmi()))));
  d.refeeding_room_kg = larger(T(p.refeeding_target_bmi() * height2 - mass),
                               T(food.malnourished ? p.refeeding_least_gain() * mass * thin : T(0)));
  d.intake_change = prescribed;
  d.energy_wasted = p.sglt2_energy_kcal() * exposure.drug.sglt2_inhibitor +
                    p.tumour_energy_kcal() * mechanism(Mechanism::tumour) * severity;

  const auto incretin = [&](double dose, const T& full_dose, const T& full) -> T {
    if (dose <= 0) return T(0);
    const Number dose_share = dose / value_of(full_dose);
    const T effect = dose_share / (dose_share + p.incretin_half_dose()) * (T(1) + p.incretin_half_dose()) *
                     (T(1) - p.incretin_insulin_resistance() * mechanism(Mechanism::insulin_resistance));
    return log_left(T(full * effect * responses.drug));
  };
  const DrugExposure& drug = exposure.drug;
  const T incretins =
      incretin(drug.incretin_semaglutide_mg_per_week, p.semaglutide_full_dose(), p.semaglutide_intake()) +
      incretin(drug.incretin_tirzepatide_mg_per_week, p.tirzepatide_full_dose(), p.tirzepatide_intake()) +
      incretin(drug.incretin_liraglutide_mg_per_day, p.liraglutide_full_dose(), p.liraglutide_intake());
  const T by_surgery = log_left(T(p.bariatric_lasting() * share(food.bariatric_restriction)));
  d.appetite_by_choice = incretins + by_surgery;
  d.appetite_target =
      d.appetite_by_choice + log_left(T(mechanism(Mechanism::anorexia))) -
      log_left(T(standing(Mechanism::anorexia))) +
      p.ghrelin_appetite() * (share(drug.ghrelin_agonist) + share(drug.mk677) + share(drug.gdf15_block));
  d.appetite_rate = where_negative(incretins, T(T(1) / p.incretin_time()), T(T(1) / p.appetite_time()));
  // They weaken the hunger that follows what they take off, they do not end it.
  const auto curbed = [](const Exposure& e) {
    return e.drug.incretin_semaglutide_mg_per_week > 0 || e.drug.incretin_tirzepatide_mg_per_week > 0 ||
           e.drug.incretin_liraglutide_mg_per_day > 0 || e.nutrition.bariatric_restriction > 0;
  };
  if (curbed(exposure))
    d.appetite_feedback_kcal_per_kg = p.appetite_feedback_kcal_per_kg() * p.appetite_feedback_kept();
  d.appetite_feedback_owed = T(curbed(habit) ? 1 : 0);
  d.surgery_restriction = p.bariatric_first() * share(food.bariatric_restriction);
  d.surgery_adapted_target = T(food.bariatric_restriction > 0 ? 1 : 0);

  const double usual_steps = std::max(1.0, steps_per_day(habit, person));
  const double steps_change = steps_per_day(exposure, person) - usual_steps;
  // Appetite makes up for most of what moving costs or saves, unless what is eaten is fixed.
  const bool fixed_intake = food.energy_kcal_per_day.has_value();
  constexpr double days_per_week = 7;
  const auto lifting_kcal = [&](const Exposure& e, const T& trained) -> T {
    return p.lifting_energy_kcal_per_kg() * mass * e.resistance_sessions_per_week / days_per_week * trained;
  };
  const T trained_kcal = (exposure.endurance_kcal_per_day - habit.endurance_kcal_per_day) +
                         lifting_kcal(exposure, d.training_share) - lifting_kcal(habit, trained_share(habit));
  // Hunger that may be stilled makes good all of it beyond a limit.
  const bool eats_freely = !fixed_intake && by_habit;
  const T& most = p.endurance_energy_most();
  const T exercise_kcal = eats_freely ? larger(T(-most), smaller(trained_kcal, most)) : trained_kcal;
  d.activity_expenditure =
      (fixed_intake ? T(1) : p.activity_energy_lost()) * p.step_energy_kcal_per_kg() * steps_change * mass +
      (fixed_intake ? T(1) : p.endurance_energy_lost()) * exercise_kcal;
  d.hypermetabolism = p.hypermetabolism_share() * person.resting_metabolic_rate_kcal_per_day *
                      (mechanism(Mechanism::hypermetabolism) - standing(Mechanism::hypermetabolism));
  // Protein.
  Number protein = person.protein_g_per_kg_day;
  if (food.protein_g_per_kg_day)
    protein = *food.protein_g_per_kg_day;
  else if (food.protein_share_of_energy) {
    const double intake = food.energy_kcal_per_day.value_or(
        food.energy_share_of_need ? *food.energy_share_of_need * need
                                  : need - food.energy_deficit_kcal_per_day.value_or(0));
    const Number kcal_per_g_protein = value_of(p.energy_of_protein());
    protein = *food.protein_share_of_energy * std::max(intake, 0.0) / kcal_per_g_protein / mass;
  }
  protein = positive(Number(protein * (1 - value_of(p.protein_shortage_share()) *
                                               share(exposure.shortage[index(Nutrient::protein)]))));
  const Number whole_protein_of_amino_acids = value_of(p.amino_acid_potency());
  const Number added =
      food.supplement_protein_g_per_day + whole_protein_of_amino_acids * food.supplement_eaa_g_per_day;
  // Who eats less for want of appetite eats less protein too, unless it is prescribed, as it is after
  // bariatric surgery.
  const bool prescribed_protein = food.protein_g_per_kg_day || food.protein_share_of_energy;
  const T want = smaller(T(d.appetite_target - by_surgery), T(0));
  const T kept = prescribed_protein ? T(1) : exp(p.protein_follows_appetite() * want);
  d.protein_g_per_kg = T(protein) * kept + T(added / mass);
  const Number extra = positive(Number(protein + added / mass - person.protein_g_per_kg_day)) * mass;
  d.amino_acid_sparing = p.countermeasure_amino_acids() *
                         saturating(Number(extra / whole_protein_of_amino_acids +
                                           value_of(p.hmb_potency()) * food.hmb_g_per_day +
                                           value_of(p.leucine_potency()) * food.supplement_leucine_g_per_day),
                                    p.amino_acid_dose());
  d.omega3 = saturating(food.omega3_g_per_day, p.omega3_dose());
  // Below what keeps nitrogen balance, muscle pays, and what was lost can't be rebuilt.
  d.protein_need_g_per_kg = smaller(p.protein_requirement(), T(person.protein_g_per_kg_day));
  const T obligatory_loss = p.protein_balance_slope() * d.protein_need_g_per_kg;
  d.protein_enough = smaller(T(1), positive(T((d.protein_g_per_kg - obligatory_loss) /
                                              (d.protein_need_g_per_kg - obligatory_loss))));
  d.lean_share_factor = exp(-p.lean_share_protein() * (d.protein_g_per_kg - T(1))) *
                        (T(1) - p.lean_share_training() * d.training_share) * responses.lean_partition;
  d.lean_share_surplus =
      p.lean_share_surplus() * (T(1) - exp(-positive(T(d.protein_g_per_kg - p.lean_share_surplus_protein())) /
                                           p.lean_share_surplus_scale()));

  // Sex hormones.
  const double own_share =
      (1 - share(drug.endogenous_testosterone_block)) * (1 - mechanism(Mechanism::hypogonadism));
  T given = p.testosterone_per_mg_day() * drug.testosterone_mg_per_day +
            p.testosterone_bound() * saturating(drug.testosterone_mg_per_day, p.testosterone_bound_dose());
  if (drug.testosterone_target_ng_dl) {
    given = T(*drug.testosterone_target_ng_dl);
    for (int i = 0; i < 20; ++i) {
      const T own = person.testosterone_ng_dl * own_share / (T(1) + given / p.testosterone_feedback());
      given = T(0.5) * (given + positive(T(*drug.testosterone_target_ng_dl - own)));
    }
  }
  d.testosterone_given_target = given;
  constexpr double ln2 = 0.6931471805599453;
  d.testosterone_given_rate = T(ln2 / std::max(0.2, drug.testosterone_half_life_d));
  d.androgen_equivalent_ng_dl = p.oxandrolone_equivalent() * drug.oxandrolone_mg_per_day +
                                p.nandrolone_equivalent() * drug.nandrolone_mg_per_week +
                                p.enobosarm_equivalent() * drug.enobosarm_mg_per_day;
  // The pituitary takes any androgen for testosterone.
  d.testosterone_own_target =
      person.male ? T(own_share / (T(1) + (given + d.androgen_equivalent_ng_dl) / p.testosterone_feedback()))
                  : T(own_share);
  T oestradiol = T(person.oestradiol_pg_ml);
  if (exposure.menopause && !habit.menopause && !person.male)
    oestradiol = smaller(oestradiol, T(p.oestradiol_postmenopausal()));
  constexpr double ug_per_mg = 1000;
  d.oestradiol_target = oestradiol * (1 - share(drug.oestradiol_block)) +
                        p.oestradiol_per_mg_day() * drug.oestradiol_ug_per_day / ug_per_mg;

  // Growth hormone and its kin, antibodies, glucocorticoids, waters.
  const T growth_hormone_doses = drug.growth_hormone_ug_per_kg_day / p.growth_hormone_dose();
  d.growth_hormone_target =
      growth_hormone_doses * (T(1) + p.growth_hormone_half_dose()) /
          (growth_hormone_doses + p.growth_hormone_half_dose()) +
      p.mk677_growth_hormone() * share(drug.mk677) +
      p.ghrelin_growth_hormone() * share(drug.ghrelin_agonist) -
      p.growth_hormone_lack() * (share(exposure.growth_hormone_lack) - share(habit.growth_hormone_lack));
  d.igf1_target = p.igf1_growth_hormone() * d.growth_hormone_target;
  d.activin_block_target =
      (T(drug.activin_receptor_block) + p.myostatin_block_share() * drug.myostatin_block) * responses.drug;
  const Number prednisone_mg_of_full_excess = value_of(p.glucocorticoid_half_dose());
  d.glucocorticoid_target =
      T(drug.prednisone_mg_per_day +
        prednisone_mg_of_full_excess * exposure.mechanism[index(Mechanism::glucocorticoid)]);
  const Number creatine_scale_g = value_of(p.creatine_dose());
  d.drug_water_target_kg =
      p.creatine_water_kg() * (1 - exp(Number(-food.creatine_g_per_day / creatine_scale_g))) +
      p.ghrelin_water_kg() * share(drug.ghrelin_agonist);
  const double lying = share(std::max(exposure.bed_rest, exposure.microgravity));
  d.rest_water_target_kg = -p.rest_water_kg() * lying;

  // Disease.
  d.inflammation_target = mechanism(Mechanism::inflammation) * severity;
  d.acidosis = mechanism(Mechanism::acidosis) * severity;
  d.crisis = mechanism(Mechanism::catabolic_crisis) * severity;
  d.tumour = mechanism(Mechanism::tumour) * severity;
  d.cytotoxic = mechanism(Mechanism::cytotoxic) * severity;
  d.progression = mechanism(Mechanism::progression) * severity;
  d.thyroid_excess = mechanism(Mechanism::thyroid_excess) * severity;
  d.myopathy = mechanism(Mechanism::myopathy) * severity;

  // States that outcomes read.
  const double steps_lost = share(-steps_change / usual_steps) * (1 - lying);
  const T endurance =
      saturating(exposure.endurance_minutes_per_week *
                     (value_of(p.endurance_intensity_offset()) + share(exposure.endurance_intensity)),
                 p.growth_endurance_minutes());
  const double space_kept = 1 - share(exposure.space_exercise);
  d.fitness_target =
      -p.fitness_bed_rest() * std::max(share(exposure.bed_rest), share(exposure.microgravity) * space_kept) -
      p.fitness_inactivity() * steps_lost + p.fitness_training() * endurance;
  d.insulin_sensitivity_target =
      -p.insulin_bed_rest() * lying * space_kept - p.insulin_inactivity() * steps_lost +
      p.insulin_training() * larger(d.training_share, endurance) -
      p.insulin_resistance_log() *
          (mechanism(Mechanism::insulin_resistance) - standing(Mechanism::insulin_resistance));
  double paralysed = 0, legs = 0;
  for (std::size_t u = 0; u < muscle_unit_count; ++u)
    if (is_leg(all_muscle_groups[u % muscle_group_count])) {
      paralysed += share(exposure.muscle[u].central_paralysis);
      legs += 1;
    }
  d.bone_drive = -p.bone_disuse_rate() * std::max(lying * space_kept, paralysed / legs) +
                 p.bone_training_rate() * d.training_share;
  constexpr double g_per_l_of_full_anaemia = 100;
  d.haemoglobin_target = T(person.haemoglobin_g_l - g_per_l_of_full_anaemia * (mechanism(Mechanism::anaemia) -
                                                                               standing(Mechanism::anaemia)));
  constexpr double iu_unit = 1000;
  const auto vitamin_d_gain = [&](double iu) -> T {
    return p.vitamin_d_per_1000_iu() * p.vitamin_d_saturation() / iu_unit *
           saturating(iu, p.vitamin_d_saturation());
  };
  d.vitamin_d_target = T(person.vitamin_d_nmol_l) + vitamin_d_gain(food.vitamin_d_iu_per_day) -
                       vitamin_d_gain(habit.nutrition.vitamin_d_iu_per_day);
  const Number full_balance_sessions = value_of(p.balance_full_sessions());
  T fast_share(0);
  for (std::size_t u = 0; u < muscle_unit_count; ++u)
    if (exposure.muscle[u].fast_share > 0)
      fast_share += training_dose(exposure.muscle[u], p) * share(exposure.muscle[u].fast_share) *
                    (person.muscle_mass_kg[u] / person.total_muscle_kg());
  d.speed_target = p.speed_gain() * fast_share;
  d.balance_target = p.balance_training() *
                     smaller(Number(1), Number(exposure.balance_sessions_per_week / full_balance_sessions));
  return d;
}

}  // namespace sarx
