// Definitions of rates.h; included where a number type is instantiated.
#pragma once

#include <algorithm>
#include <cmath>

#include "sarx/body/arithmetic.h"
#include "sarx/body/drives.inl"
#include "sarx/body/rates.h"

namespace sarx {

namespace rates_detail {

template <class T>
T ageing_log_size(const T& age_years, const T& rate_60, const Parameters<T>& p) {
  using std::exp;
  constexpr double reference_years = 60;
  return -rate_60 / p.ageing_acceleration() * exp(p.ageing_acceleration() * (age_years - reference_years));
}

}  // namespace rates_detail

template <class T>
T ageing_log_size(const T& age_years, bool male, const Parameters<T>& p) {
  return rates_detail::ageing_log_size(age_years, p.ageing_rate_60()[male ? 1 : 0], p);
}

template <class T>
T ageing_log_quality(const T& age_years, const Parameters<T>& p) {
  using std::exp;
  constexpr double reference_years = 70;
  return -p.ageing_quality_rate_70() / p.ageing_quality_acceleration() *
         exp(p.ageing_quality_acceleration() * (age_years - reference_years));
}

namespace rates_detail {

/// What every muscle unit shares at one moment.
template <class T>
struct Shared {
  T set_point_scale;   ///< ageing of the quadriceps since day 0, ln
  T set_point_rate;    ///< its rate, 1/d
  T energy_rate;       ///< shift of the set point by energy balance, 1/d
  T progressive_rate;  ///< by progressive disease, 1/d
  T anabolic_left;     ///< share of the anabolic response that inflammation leaves
  T training_factor;   ///< protein and energy on growth by training
  T protein_lost;      ///< by a gram per kilogram of protein missing from the need, 1/d
  T protein, androgens, growth_hormone, oestradiol, drugs, glucocorticoids, inflammation, acidosis, disease;
};

/// Saturating effect of a testosterone level.
template <class T>
T androgen_effect(const T& level, const Parameters<T>& p) {
  return level / (p.androgen_half_level() + level);
}

template <class T, class PersonType>
T testosterone_level(const State<T>& s, const PersonType& person) {
  return person.testosterone_ng_dl * s.body(BodyState::testosterone_own_share) +
         s.body(BodyState::testosterone_given_ng_dl);
}

/// Sex hormones against the person's own at day 0.
template <class T>
struct HormonesFromUsual {
  T androgen;         ///< effect of the level above usual
  T androgen_lack;    ///< share of a man's level that is missing
  T oestradiol_lack;  ///< of a woman's premenopausal level
};
template <class T>
HormonesFromUsual<T> hormones_from_usual(const State<T>& s, const Drives<T>& d, const Baseline<T>& person,
                                         const Parameters<T>& p) {
  const T level = testosterone_level(s, person) + d.androgen_equivalent_ng_dl;
  return {positive(T(androgen_effect(level, p) - person.androgen_effect)),
          person.male * positive(T(T(1) - level / person.testosterone_divisor)),
          person.female * ((person.oestradiol_pg_ml - s.body(BodyState::oestradiol_pg_ml)) /
                           p.oestradiol_premenopausal())};
}

/// Share of its fat that a body can still be made to give up.
template <class T>
T fat_to_spare(const T& fat_kg, const Parameters<T>& p) {
  return positive(fat_kg) / (positive(fat_kg) + p.fat_loss_half_mass());
}

/// How much more fat a body settles at by its hormones, kg.
template <class T>
T hormone_fat_kg(const HormonesFromUsual<T>& hormones, const T& growth_hormone, const T& fat_kg,
                 const Parameters<T>& p) {
  return p.castration_fat_kg() * hormones.androgen_lack + p.oestradiol_fat_kg() * hormones.oestradiol_lack -
         (p.androgen_fat_kg() * hormones.androgen + p.growth_hormone_fat_kg() * growth_hormone) *
             fat_to_spare(fat_kg, p);
}

template <class T>
T protein_effect(const T& protein, const Parameters<T>& p) {
  using std::exp;
  return T(1) - exp(-protein / p.protein_saturation());
}

template <class T>
void unit_balance(const State<T>& s, const UnitDrives<T>& d, const Drives<T>& body, const Shared<T>& shared,
                  const Parameters<T>& p, std::size_t u, std::size_t group, MuscleBalance<T>& terms,
                  T& beyond, T* pull = nullptr) {
  const T set_point = shared.set_point_scale * p.ageing_scale()[group] + s.body(BodyState::set_point_log);
  beyond = s.unit(UnitState::size, u) - set_point;
  const T innervated = s.unit(UnitState::innervated, u);
  const T loaded = larger(T((T(1) - d.unloaded_share) * innervated), d.stimulated_share);
  const T early = positive(T(d.unloading - s.unit(UnitState::adapted, u)));
  terms[index(Driver::disuse)] =
      -(p.disuse_rate() * d.unloading + p.disuse_early_rate() * early) * (T(1) - body.amino_acid_sparing);
  terms[index(Driver::training)] = d.growth * loaded * shared.training_factor * shared.anabolic_left;
  // A muscle that has shrunk needs less.
  const T protein_missing =
      positive(T(body.protein_need_g_per_kg * (T(1) + smaller(beyond, T(0))) - body.protein_g_per_kg));
  terms[index(Driver::protein)] =
      shared.protein * (T(1) - p.protein_unloading() * smaller(d.unloading, T(1))) -
      shared.protein_lost * protein_missing;
  terms[index(Driver::energy)] = shared.energy_rate;
  terms[index(Driver::androgens)] = shared.androgens;
  terms[index(Driver::growth_hormone)] = shared.growth_hormone;
  terms[index(Driver::oestradiol)] = shared.oestradiol;
  terms[index(Driver::drugs)] = shared.drugs;
  terms[index(Driver::glucocorticoids)] =
      shared.glucocorticoids * (T(1) + p.glucocorticoid_disuse() * d.unloading);
  terms[index(Driver::inflammation)] = shared.inflammation;
  terms[index(Driver::acidosis)] = shared.acidosis;
  terms[index(Driver::denervation)] = -p.denervation_rate() * (T(1) - innervated) *
                                      (T(1) - d.stimulated_share) *
                                      positive(T(beyond + p.denervation_depth()));
  terms[index(Driver::disease)] = shared.disease + shared.progressive_rate;
  terms[index(Driver::nutrients)] = -body.nutrient_drive;
  terms[index(Driver::injury)] = -p.trauma_rate() * s.unit(UnitState::trauma, u) - d.tissue_loss;
  terms[index(Driver::ageing)] = shared.set_point_rate * p.ageing_scale()[group];
  // What was lost isn't rebuilt without protein.
  const T back = where_negative(beyond, T(p.return_rate_below() * innervated * body.protein_enough),
                                T(p.return_rate_above()));
  const T memory = p.memory_rate() * body.recovery * body.protein_enough * loaded;
  const T below_capacity = s.unit(UnitState::capacity, u) - beyond;
  terms[index(Driver::recovery)] = -back * beyond + memory * positive(below_capacity);
  if (pull) *pull = back + where_positive(below_capacity, memory, T(0));
}

template <class T>
T sum(const MuscleBalance<T>& terms) {
  T total(0);
  for (const T& term : terms) total += term;
  return total;
}

/// Sum over both sides of the body, side by side: where they are alike, twice the one gives the same bits.
template <class T, std::size_t Units>
T sum_of_sides(const std::array<T, Units>& units) {
  T total(0);
  for (std::size_t g = 0; g < muscle_group_count; ++g)
    total += units[g] + units[Units - muscle_group_count + g];
  return total;
}

/// Rate towards a target that is approached faster one way than the other.
template <class T>
T approach(const T& value, const T& target, const T& rate_up, const T& rate_down) {
  const T gap = target - value;
  return gap * where_negative(gap, rate_down, rate_up);
}

/// What body mass is made of that comes and goes with the energy balance.
template <class T>
struct MassByEnergy {
  T lean_share;  ///< of the energy
  T kg_per_kcal;
  T upkeep_kcal_per_kg;  ///< a day
};
template <class T>
MassByEnergy<T> mass_by_energy(const T& fat_kg, const Parameters<T>& p) {
  MassByEnergy<T> mass;
  mass.lean_share = p.lean_share_constant() / (p.lean_share_constant() + positive(fat_kg));
  const T lean_kg_per_kcal = mass.lean_share / p.energy_density_lean();
  mass.kg_per_kcal = lean_kg_per_kcal + (T(1) - mass.lean_share) / p.energy_density_fat();
  const T lean = lean_kg_per_kcal / mass.kg_per_kcal;
  mass.upkeep_kcal_per_kg =
      p.expenditure_mass() + p.expenditure_lean() * lean + p.expenditure_fat() * (T(1) - lean);
  return mass;
}

/// Energy deficit by diet, drugs for weight loss and bariatric surgery, which habits would make good again.
template <class T, class Need>
T self_imposed_deficit_kcal(const Drives<T>& d, const T& adherence, const T& surgery_adapted,
                            const Need& need) {
  using std::exp;
  return d.energy_wasted - d.intake_change * adherence - need * (exp(d.appetite_by_choice) - T(1)) +
         need * d.surgery_restriction * positive(T(T(1) - surgery_adapted));
}

/// Everything but energy: depends on hormones, disease and diet.
template <class T>
Shared<T> shared_terms(const State<T>& s, const Drives<T>& d, const Baseline<T>& person,
                       const Parameters<T>& p) {
  Shared<T> shared;
  const T age = s.body(BodyState::age_years);
  const T aged = rates_detail::ageing_log_size(age, person.ageing_rate_60, p);
  shared.set_point_scale = aged - person.ageing_log_size;
  shared.set_point_rate = aged * p.ageing_acceleration() * T(1 / drives_detail::days_per_year);
  shared.energy_rate = T(0);
  shared.progressive_rate =
      -p.tumour_rate() * d.tumour - p.cytotoxic_rate() * d.cytotoxic - p.progression_rate() * d.progression;
  shared.anabolic_left = T(1) - p.growth_inflammation() * s.body(BodyState::inflammation);
  // What is missing from the need is counted in nitrogen (unit_balance).
  const T protein_now = protein_effect(T(larger(d.protein_g_per_kg, d.protein_need_g_per_kg)), p);
  const T protein_used_to =
      protein_effect(T(larger(s.body(BodyState::protein_adapted_g_per_kg), d.protein_need_g_per_kg)), p);
  shared.protein = p.protein_rate() * (protein_now - protein_used_to) * person.protein_age_factor *
                   shared.anabolic_left * person.protein_response;
  shared.protein += p.omega3_rate() * d.omega3 * shared.anabolic_left;
  constexpr double g_per_kg = 1000;
  shared.protein_lost = p.protein_balance_slope() / (p.body_protein_share() * g_per_kg);
  shared.training_factor = T(1) + p.growth_protein() * (protein_now - person.protein_effect);
  const T level = testosterone_level(s, person) + d.androgen_equivalent_ng_dl;
  const T androgen = androgen_effect(level, p) - person.androgen_effect;
  shared.androgens = p.androgen_rate() * androgen *
                     where_negative(androgen, T(p.androgen_loss_weight()), T(1)) * person.androgen_response;
  shared.growth_hormone = p.growth_hormone_rate() * s.body(BodyState::growth_hormone_effect);
  shared.oestradiol =
      person.female * (p.oestradiol_rate() * (s.body(BodyState::oestradiol_pg_ml) - person.oestradiol_pg_ml) /
                       p.oestradiol_premenopausal());
  shared.drugs = p.activin_rate() * s.body(BodyState::activin_block_effect);
  const T glucocorticoid = positive(s.body(BodyState::glucocorticoid_effect));
  shared.glucocorticoids =
      T(-2) * p.glucocorticoid_rate() * glucocorticoid / (glucocorticoid + p.glucocorticoid_half_dose());
  shared.inflammation = -p.inflammation_rate() * s.body(BodyState::inflammation);
  shared.acidosis = -p.acidosis_rate() * d.acidosis;
  shared.disease = -p.crisis_rate() * d.crisis * positive(T(T(1) - s.body(BodyState::crisis_adapted))) -
                   p.thyroid_rate() * d.thyroid_excess - p.myopathy_rate() * d.myopathy;
  return shared;
}

}  // namespace rates_detail

template <class T>
Baseline<T> make_baseline(const Person& person, const TraitsOf<T>& traits, const Parameters<T>& p) {
  using namespace rates_detail;
  using Number = typename PersonNumber<T>::type;
  Baseline<T> b;
  b.male = person.male ? 1 : 0;
  b.female = person.male ? 0 : 1;
  b.years_over_50 = positive(Number(person.age_years - value_of(p.bone_ageing_from_age())));
  b.testosterone_ng_dl = person.testosterone_ng_dl;
  b.testosterone_divisor = std::max(1.0, person.testosterone_ng_dl);
  b.oestradiol_pg_ml = person.oestradiol_pg_ml;
  b.energy_need_kcal_per_day = person.energy_need_kcal_per_day;
  std::copy(person.muscle_mass_kg.begin(), person.muscle_mass_kg.end(), b.muscle_mass_kg.begin());
  b.total_muscle_kg = sum_of_sides(person.muscle_mass_kg);
  b.fat_mass_kg = person.fat_mass_kg;
  b.body_mass_kg = person.body_mass_kg;
  b.movement_kcal = positive(T((T(1) - p.thermic_effect_share()) * person.energy_need_kcal_per_day -
                               person.resting_metabolic_rate_kcal_per_day));
  b.per_low_fat_kg = T(1) / smaller(T(p.low_fat_share()[person.male ? 1 : 0] * person.body_mass_kg),
                                    T(std::max(0.5, person.fat_mass_kg)));
  b.haemoglobin_g_l = person.haemoglobin_g_l;
  b.ageing_rate_60 = p.ageing_rate_60()[person.male ? 1 : 0];
  b.bone_ageing_rate = p.bone_ageing_rate()[person.male ? 1 : 0];
  b.ageing_log_size = rates_detail::ageing_log_size(T(person.age_years), b.ageing_rate_60, p);
  b.protein_age_factor = drives_detail::age_factor(p.protein_age_log(), person.age_years);
  b.protein_response = drives_detail::response(p, Trait::protein_response, traits.protein_response);
  b.androgen_response = drives_detail::response(p, Trait::androgen_response, traits.androgen_response);
  b.protein_effect = protein_effect(T(person.protein_g_per_kg_day), p);
  b.androgen_effect = androgen_effect(T(person.testosterone_ng_dl), p);
  Reciprocals<T>& per = b.per;
  per.capacity_rise_time = T(1) / p.capacity_rise_time();
  per.capacity_fall_time = T(1) / p.capacity_fall_time();
  per.disuse_adaptation_time = T(1) / p.disuse_adaptation_time();
  per.activation_recovery_time = T(1) / p.activation_recovery_time();
  per.activation_time = T(1) / p.activation_time();
  per.learning_time = T(1) / p.learning_time();
  per.learning_retention_time = T(1) / p.learning_retention_time();
  per.trauma_rise_time = T(1) / p.trauma_rise_time();
  per.trauma_time = T(1) / p.trauma_time();
  per.fluid_time = T(1) / p.fluid_time();
  per.quality_time = T(1) / p.quality_time();
  per.thermogenesis_time = T(1) / p.thermogenesis_time();
  per.glycogen_time = T(1) / p.glycogen_time();
  per.drug_water_time = T(1) / p.drug_water_time();
  per.testosterone_own_time = T(1) / p.testosterone_own_time();
  per.testosterone_recovery_time = T(1) / p.testosterone_recovery_time();
  per.oestradiol_time = T(1) / p.oestradiol_time();
  per.growth_hormone_time = T(1) / p.growth_hormone_time();
  per.activin_time = T(1) / p.activin_time();
  per.glucocorticoid_time = T(1) / p.glucocorticoid_time();
  per.inflammation_time = T(1) / p.inflammation_time();
  per.crisis_time = T(1) / p.crisis_time();
  per.bariatric_time = T(1) / p.bariatric_time();
  per.protein_adaptation_time = T(1) / p.protein_adaptation_time();
  per.fitness_time = T(1) / p.fitness_time();
  per.insulin_time = T(1) / p.insulin_time();
  per.haemoglobin_time = T(1) / p.haemoglobin_time();
  per.vitamin_d_time = T(1) / p.vitamin_d_time();
  per.balance_time = T(1) / p.balance_time();
  per.hormone_fat_time = T(1) / p.hormone_fat_time();
  per.excitation_time = T(1) / p.excitation_time();
  return b;
}

template <class T>
void rates(const State<T>& s, const Drives<T>& d, const Person& person, const Parameters<T>& p, State<T>& ds,
           std::array<MuscleBalance<T>, muscle_unit_count>* balance) {
  rates(s, d, make_baseline(person, p), p, ds, balance);
}

template <class T, std::size_t Units>
void rates(const State<T>& s, const Drives<T>& d, const Baseline<T>& person, const Parameters<T>& p,
           State<T>& ds, std::array<MuscleBalance<T>, muscle_unit_count>* balance, Pull<T>* pull) {
  using namespace rates_detail;
  using std::exp;
  using std::log;
  const Reciprocals<T>& per = person.per;
  Shared<T> shared = shared_terms(s, d, person, p);

  // Hormones, and the fat that they and age lay down or burn.
  const HormonesFromUsual<T> hormones = hormones_from_usual(s, d, person, p);
  const T growth_hormone = s.body(BodyState::growth_hormone_effect);
  const T block = s.body(BodyState::activin_block_effect);
  const T glucocorticoid = positive(s.body(BodyState::glucocorticoid_effect));
  const T fat_kg = s.body(BodyState::fat_mass_kg);
  const T ageing_fat =
      p.ageing_fat_kg_per_year() / drives_detail::days_per_year * d.energy_free *
      smaller(T(1), positive(T(T(1) - (s.body(BodyState::age_years) - p.ageing_fat_until_age()) /
                                          p.ageing_fat_fade())));
  const T hormone_fat_kg_per_day =
      (hormone_fat_kg(hormones, growth_hormone, fat_kg, p) - s.body(BodyState::hormone_fat_kg)) *
      per.hormone_fat_time;
  const T fat_drugs =
      p.activin_fat_rate() * block * fat_kg / p.activin_fat_reference() * fat_to_spare(fat_kg, p);
  const T fat_turnover_kg_per_day = d.energy_free * (hormone_fat_kg_per_day - fat_drugs) + ageing_fat;

  // Energy balance, kcal/d, and its share that is lean.
  const auto& need = person.energy_need_kcal_per_day;
  std::array<T, Units> unit_kg;
  for (std::size_t u = 0; u < Units; ++u)
    unit_kg[u] = person.muscle_mass_kg[u] * exp(s.unit(UnitState::size, u));
  const T muscle_kg = sum_of_sides(unit_kg);
  const T lean_change = muscle_kg - person.total_muscle_kg + s.body(BodyState::other_lean_kg);
  const T fat_change = fat_kg - person.fat_mass_kg;
  const T lean_by_energy = person.total_muscle_kg * (exp(s.body(BodyState::set_point_log)) - T(1)) +
                           s.body(BodyState::other_lean_kg);
  const T gained_kg = lean_by_energy + fat_change;
  // Whoever eats more than usual wants less the more has been gained; who is fed to regain lost mass is fed
  // until it is back.
  const T hunger_kcal = d.appetite_feedback_kcal_per_kg *
                        positive(T(d.appetite_feedback_owed * s.body(BodyState::mass_owed_kg) - gained_kg));
  const T appetite_kcal = need * (exp(s.body(BodyState::appetite_log)) - T(1)) + d.intake_added + hunger_kcal;
  const T eaten_kcal =
      where_negative(appetite_kcal, appetite_kcal,
                     positive(T(appetite_kcal - p.appetite_feedback_kcal_per_kg() * positive(gained_kg))));
  const T refeeding_left =
      smaller(T(1), T(positive(T(d.refeeding_room_kg - gained_kg)) / p.refeeding_fade_kg()));
  const T intake_change =
      d.intake_change * s.body(BodyState::adherence) - d.intake_missing + eaten_kcal +
      d.refeeding * refeeding_left -
      need * d.surgery_restriction * positive(T(T(1) - s.body(BodyState::surgery_adapted)));
  // Appetite follows most of what disuse, disease or training do to expenditure; it doesn't follow a diet.
  const T lean_that_counts = lean_by_energy + p.activity_energy_lost() * (lean_change - lean_by_energy);
  // Whoever has hardly any fat left moves less.
  const T leanness = positive(T(T(1) - fat_kg * person.per_low_fat_kg));
  const T movement_saved = p.movement_saved_by_leanness() * person.movement_kcal * leanness;
  const T expenditure_change = d.activity_expenditure - movement_saved * d.energy_free + d.energy_wasted +
                               d.hypermetabolism + p.thermic_effect_share() * intake_change +
                               p.expenditure_lean() * lean_that_counts + p.expenditure_fat() * fat_change +
                               p.expenditure_mass() * (lean_that_counts + fat_change) +
                               s.body(BodyState::thermogenesis_kcal_per_day);
  // Who has lost this much lean tissue to hunger has nothing left to lose.
  const T reserve =
      smaller(T(1), positive(T(p.starvation_limit() + lean_by_energy / person.total_muscle_kg)) /
                        p.starvation_fade());
  // A mass lost before day 0 costs less to keep than the habits that go with it eat.
  const MassByEnergy<T> mass = mass_by_energy(fat_kg, p);
  const T owed_kcal = s.body(BodyState::mass_owed_kg) * mass.upkeep_kcal_per_kg;
  const T balance_kcal = (intake_change - expenditure_change + owed_kcal * d.eats_by_habit) * d.energy_free;
  const T energy = where_negative(balance_kcal, T(balance_kcal * reserve), balance_kcal);
  // Fat that comes by hormones and goes by the energy balance, or the other way round, is fat for fat, and
  // what moving more or less takes or leaves over is fat too: lean tissue shares only in the rest.
  const T rest_kcal = energy + p.energy_density_fat() * fat_turnover_kg_per_day;
  // The lean have no fat to spare for it.
  const T exercise_fat_kcal = positive(d.activity_expenditure) * (T(1) - mass.lean_share);
  const T shared_kcal =
      where_negative(energy, smaller(T(0), T(larger(energy, rest_kcal) + exercise_fat_kcal)),
                     larger(T(0), T(smaller(energy, rest_kcal) - positive(T(-d.activity_expenditure)))));
  // What is regained is divided as if the fat were back already: fat returns first.
  const T share_regaining =
      p.lean_share_constant() / (p.lean_share_constant() + larger(positive(fat_kg), T(person.fat_mass_kg)));
  const T lean_share = where_negative(energy, T(mass.lean_share * d.lean_share_factor),
                                      T(share_regaining * d.lean_share_surplus));
  const T lean_kg_per_day = shared_kcal * smaller(lean_share, T(0.95)) / p.energy_density_lean();
  shared.energy_rate = p.muscle_share_of_lean() * lean_kg_per_day / muscle_kg;
  shared.training_factor *= exp(-p.growth_deficit() * positive(T(-energy / need)));

  // Muscle units.
  std::array<T, Units> unit_rest_kg_per_day;
  for (std::size_t u = 0; u < Units; ++u) {
    const auto& unit = d.unit[u];
    MuscleBalance<T> terms;
    T beyond;
    unit_balance(s, unit, d, shared, p, u, u % muscle_group_count, terms, beyond,
                 pull ? &pull->size[u] : nullptr);
    const T size_rate = sum(terms);
    ds.unit(UnitState::size, u) = size_rate;
    unit_rest_kg_per_day[u] = unit_kg[u] * (size_rate - shared.energy_rate);
    if (balance) (*balance)[u] = terms;
    ds.unit(UnitState::capacity, u) =
        approach(s.unit(UnitState::capacity, u), beyond, per.capacity_rise_time, per.capacity_fall_time);
    ds.unit(UnitState::adapted, u) =
        (unit.unloading - s.unit(UnitState::adapted, u)) * per.disuse_adaptation_time;
    ds.unit(UnitState::activation, u) =
        approach(s.unit(UnitState::activation, u),
                 T(unit.activation_target - p.trauma_activation() * s.unit(UnitState::trauma, u)),
                 per.activation_recovery_time, per.activation_time);
    ds.unit(UnitState::learning, u) = approach(s.unit(UnitState::learning, u), unit.learning_target,
                                               per.learning_time, per.learning_retention_time);
    ds.unit(UnitState::innervated, u) =
        unit.innervation_rate * (unit.innervation_target - s.unit(UnitState::innervated, u)) -
        unit.motor_neurone_loss * s.unit(UnitState::innervated, u);
    ds.unit(UnitState::trauma, u) =
        approach(s.unit(UnitState::trauma, u), unit.trauma_target, per.trauma_rise_time, per.trauma_time);
    ds.unit(UnitState::fluid, u) = (unit.fluid_target - s.unit(UnitState::fluid, u)) * per.fluid_time;
    ds.unit(UnitState::quality, u) = (unit.quality_target - s.unit(UnitState::quality, u)) * per.quality_time;
  }

  const T muscle_rest_kg_per_day = sum_of_sides(unit_rest_kg_per_day);

  // The whole body.
  ds.body(BodyState::age_years) = T(1 / drives_detail::days_per_year);
  const T fat_kg_per_day =
      d.energy_free * (energy - p.energy_density_lean() * (lean_kg_per_day + muscle_rest_kg_per_day)) /
          p.energy_density_fat() +
      fat_turnover_kg_per_day;
  if (pull) {
    const T lean_kg = smaller(lean_share, T(0.95)) / p.energy_density_lean();
    const T fat_by_energy_kg = (T(1) - smaller(lean_share, T(0.95))) / p.energy_density_fat();
    const T kg_per_kcal = lean_kg + fat_by_energy_kg;
    // Whoever eats more than usual is held back by what has been gained; who lost by choice wants it back.
    const T appetite =
        where_positive(gained_kg, where_positive(eaten_kcal, T(p.appetite_feedback_kcal_per_kg()), T(0)),
                       T(0)) +
        where_positive(hunger_kcal, d.appetite_feedback_kcal_per_kg, T(0));
    pull->energy =
        d.energy_free * ((p.expenditure_mass() + (T(1) - p.thermic_effect_share()) * appetite) * kg_per_kcal +
                         p.expenditure_lean() * lean_kg + p.expenditure_fat() * fat_by_energy_kg);
    std::copy(unit_kg.begin(), unit_kg.end(), pull->muscle_kg.begin());
    pull->fat_by_muscle = -d.energy_free * p.energy_density_lean() / p.energy_density_fat();
    pull->size_by_energy = shared.energy_rate;
    pull->fat_kg_by_energy =
        d.energy_free * (energy - p.energy_density_lean() * lean_kg_per_day) / p.energy_density_fat();
    pull->other_lean_kg_by_energy = (T(1) - p.muscle_share_of_lean()) * lean_kg_per_day;
  }
  // The last fat can't be burnt.
  const T spare_fat = positive(fat_kg) / p.essential_fat();
  ds.body(BodyState::fat_mass_kg) = where_negative(
      fat_kg_per_day, T(fat_kg_per_day * (T(1) - exp(-spare_fat * spare_fat))), fat_kg_per_day);
  ds.body(BodyState::other_lean_kg) = (T(1) - p.muscle_share_of_lean()) * lean_kg_per_day;
  ds.body(BodyState::set_point_log) = shared.energy_rate + shared.progressive_rate;
  ds.body(BodyState::thermogenesis_kcal_per_day) = (p.thermogenesis_gain() * intake_change * d.energy_free -
                                                    s.body(BodyState::thermogenesis_kcal_per_day)) *
                                                   per.thermogenesis_time;
  const auto follow = [&](BodyState state, const T& target, const T& rate) {
    ds.body(state) = (target - s.body(state)) * rate;
  };
  // Glycogen and its water follow the energy balance; before day 0 what is known of it.
  const T self_imposed_kcal =
      self_imposed_deficit_kcal(d, s.body(BodyState::adherence), s.body(BodyState::surgery_adapted), need) -
      owed_kcal - hunger_kcal;
  const T balance_share = (energy - (T(1) - d.energy_free) * self_imposed_kcal) / need;
  follow(BodyState::glycogen_water_kg,
         T(p.glycogen_water_kg() * smaller(larger(balance_share, T(-1)), T(p.glycogen_surplus_limit()))),
         per.glycogen_time);
  follow(BodyState::rest_water_kg, d.rest_water_target_kg, per.fluid_time);
  follow(BodyState::drug_water_kg,
         T(d.drug_water_target_kg + p.growth_hormone_water_kg() * growth_hormone +
           p.androgen_water_kg() * hormones.androgen),
         per.drug_water_time);
  follow(BodyState::testosterone_given_ng_dl, d.testosterone_given_target, d.testosterone_given_rate);
  const T deficit_share = positive(T(-energy / need));
  ds.body(BodyState::testosterone_own_share) =
      approach(s.body(BodyState::testosterone_own_share),
               T(d.testosterone_own_target * exp(-p.testosterone_deficit() * person.male * deficit_share)),
               per.testosterone_recovery_time, per.testosterone_own_time);
  follow(BodyState::oestradiol_pg_ml, d.oestradiol_target, per.oestradiol_time);
  follow(BodyState::igf1_log, T(d.igf1_target - p.igf1_deficit() * deficit_share), per.growth_hormone_time);
  follow(BodyState::growth_hormone_effect, d.growth_hormone_target, per.growth_hormone_time);
  follow(BodyState::activin_block_effect, d.activin_block_target, per.activin_time);
  follow(BodyState::glucocorticoid_effect, d.glucocorticoid_target, per.glucocorticoid_time);
  follow(BodyState::inflammation, d.inflammation_target, per.inflammation_time);
  follow(BodyState::crisis_adapted, where_positive(d.crisis, T(1), T(0)), per.crisis_time);
  follow(BodyState::appetite_log, d.appetite_target, d.appetite_rate);
  follow(BodyState::surgery_adapted, d.surgery_adapted_target, per.bariatric_time);
  follow(BodyState::adherence, d.adherence_target, d.adherence_rate);
  follow(BodyState::protein_adapted_g_per_kg, d.protein_g_per_kg, per.protein_adaptation_time);
  follow(BodyState::fitness_log,
         T(d.fitness_target - p.fitness_leanness() * leanness +
           p.fitness_haemoglobin_exponent() *
               log(larger(s.body(BodyState::haemoglobin_g_l), T(20)) / person.haemoglobin_g_l)),
         per.fitness_time);
  follow(
      BodyState::insulin_sensitivity_log,
      T(d.insulin_sensitivity_target - p.insulin_growth_hormone() * growth_hormone -
        T(2) * p.insulin_glucocorticoid() * glucocorticoid / (glucocorticoid + p.glucocorticoid_half_dose())),
      per.insulin_time);
  const T body_mass_ratio = (lean_change + fat_change) / person.body_mass_kg;
  const T bone_set_point =
      -person.bone_ageing_rate *
          (positive(T(s.body(BodyState::age_years) - p.bone_ageing_from_age())) - person.years_over_50) +
      p.bone_mass_exponent() * log(larger(T(T(1) + body_mass_ratio), T(0.2)));
  ds.body(BodyState::bone_hip_log) =
      d.bone_drive - p.bone_oestrogen_rate() * hormones.oestradiol_lack -
      p.bone_androgen_rate() * hormones.androgen_lack -
      p.bone_glucocorticoid_rate() * s.body(BodyState::glucocorticoid_effect) / p.glucocorticoid_half_dose() -
      p.bone_return_rate() * (s.body(BodyState::bone_hip_log) - bone_set_point);
  follow(BodyState::haemoglobin_g_l,
         T(d.haemoglobin_target + p.haemoglobin_androgen() * hormones.androgen -
           p.haemoglobin_castration() * hormones.androgen_lack),
         per.haemoglobin_time);
  follow(BodyState::vitamin_d_nmol_l, d.vitamin_d_target, per.vitamin_d_time);
  follow(BodyState::balance_log, d.balance_target, per.balance_time);
  ds.body(BodyState::hormone_fat_kg) = hormone_fat_kg_per_day;
  ds.body(BodyState::speed_log) =
      approach(s.body(BodyState::speed_log), d.speed_target, per.learning_time, per.learning_retention_time);
  follow(BodyState::excitation_log, d.excitation_target, per.excitation_time);
  ds.body(BodyState::mass_owed_kg) = (T(1) - d.energy_free) * mass.kg_per_kcal * self_imposed_kcal;
}

template <class T>
void decay_rates(const Drives<T>& d, const Parameters<T>& p, State<typename PersonNumber<T>::type>& decay) {
  using Number = typename PersonNumber<T>::type;
  const auto rate = [](const T& time) { return Number(1 / value_of(time)); };
  for (std::size_t u = 0; u < muscle_unit_count; ++u) {
    decay.unit(UnitState::size, u) = value_of(p.return_rate_below());
    decay.unit(UnitState::capacity, u) = rate(p.capacity_rise_time());
    decay.unit(UnitState::adapted, u) = rate(p.disuse_adaptation_time());
    decay.unit(UnitState::activation, u) = rate(p.activation_time());
    decay.unit(UnitState::learning, u) = rate(p.learning_time());
    decay.unit(UnitState::innervated, u) = value_of(d.unit[u].innervation_rate);
    decay.unit(UnitState::trauma, u) = where_positive(Number(value_of(d.unit[u].trauma_fresh)),
                                                      rate(p.trauma_rise_time()), rate(p.trauma_time()));
    decay.unit(UnitState::fluid, u) = rate(p.fluid_time());
    decay.unit(UnitState::quality, u) = rate(p.quality_time());
  }
  const auto body = [&](BodyState state, const Number& value) { decay.body(state) = value; };
  body(BodyState::age_years, 0);
  body(BodyState::fat_mass_kg, 0);
  body(BodyState::other_lean_kg, 0);
  body(BodyState::set_point_log, 0);
  body(BodyState::thermogenesis_kcal_per_day, rate(p.thermogenesis_time()));
  body(BodyState::glycogen_water_kg, rate(p.glycogen_time()));
  body(BodyState::rest_water_kg, rate(p.fluid_time()));
  body(BodyState::drug_water_kg, rate(p.drug_water_time()));
  body(BodyState::testosterone_given_ng_dl, value_of(d.testosterone_given_rate));
  body(BodyState::testosterone_own_share, rate(p.testosterone_own_time()));
  body(BodyState::oestradiol_pg_ml, rate(p.oestradiol_time()));
  body(BodyState::igf1_log, rate(p.growth_hormone_time()));
  body(BodyState::growth_hormone_effect, rate(p.growth_hormone_time()));
  body(BodyState::activin_block_effect, rate(p.activin_time()));
  body(BodyState::glucocorticoid_effect, rate(p.glucocorticoid_time()));
  body(BodyState::inflammation, rate(p.inflammation_time()));
  body(BodyState::crisis_adapted, rate(p.crisis_time()));
  body(BodyState::appetite_log, value_of(d.appetite_rate));
  body(BodyState::surgery_adapted, rate(p.bariatric_time()));
  body(BodyState::adherence, value_of(d.adherence_rate));
  body(BodyState::protein_adapted_g_per_kg, rate(p.protein_adaptation_time()));
  body(BodyState::fitness_log, rate(p.fitness_time()));
  body(BodyState::insulin_sensitivity_log, rate(p.insulin_time()));
  body(BodyState::bone_hip_log, value_of(p.bone_return_rate()));
  body(BodyState::haemoglobin_g_l, rate(p.haemoglobin_time()));
  body(BodyState::vitamin_d_nmol_l, rate(p.vitamin_d_time()));
  body(BodyState::balance_log, rate(p.balance_time()));
  body(BodyState::mass_owed_kg, 0);
  body(BodyState::hormone_fat_kg, rate(p.hormone_fat_time()));
  body(BodyState::speed_log, rate(p.learning_time()));
  body(BodyState::excitation_log, rate(p.excitation_time()));
}

template <class T>
State<T> starting_state(const Drives<T>& d, const Person& person, const Baseline<T>& baseline,
                        const Parameters<T>& p, double age_years) {
  using namespace rates_detail;
  State<T> s;
  const auto set = [&](BodyState state, const T& value) { s.body(state) = value; };
  set(BodyState::age_years, T(age_years));
  set(BodyState::fat_mass_kg, T(person.fat_mass_kg));
  set(BodyState::adherence, d.adherence_target);
  set(BodyState::rest_water_kg, d.rest_water_target_kg);
  set(BodyState::testosterone_given_ng_dl, d.testosterone_given_target);
  set(BodyState::testosterone_own_share, d.testosterone_own_target);
  set(BodyState::oestradiol_pg_ml, d.oestradiol_target);
  set(BodyState::igf1_log, d.igf1_target);
  set(BodyState::growth_hormone_effect, d.growth_hormone_target);
  set(BodyState::activin_block_effect, d.activin_block_target);
  set(BodyState::glucocorticoid_effect, d.glucocorticoid_target);
  set(BodyState::inflammation, d.inflammation_target);
  set(BodyState::crisis_adapted, where_positive(d.crisis, T(1), T(0)));
  set(BodyState::appetite_log, d.appetite_target);
  set(BodyState::surgery_adapted, d.surgery_adapted_target);
  set(BodyState::protein_adapted_g_per_kg, d.protein_g_per_kg);
  set(BodyState::haemoglobin_g_l, d.haemoglobin_target);
  set(BodyState::fitness_log, d.fitness_target);
  set(BodyState::insulin_sensitivity_log, d.insulin_sensitivity_target);
  set(BodyState::vitamin_d_nmol_l, d.vitamin_d_target);
  set(BodyState::balance_log, d.balance_target);
  set(BodyState::speed_log, d.speed_target);
  set(BodyState::excitation_log, d.excitation_target);
  set(BodyState::mass_owed_kg,
      T(self_imposed_deficit_kcal(d, d.adherence_target, d.surgery_adapted_target,
                                  T(person.energy_need_kcal_per_day)) /
        (mass_by_energy(T(person.fat_mass_kg), p).upkeep_kcal_per_kg + d.appetite_feedback_kcal_per_kg)));
  const Shared<T> shared = shared_terms(s, d, baseline, p);
  set(BodyState::hormone_fat_kg, hormone_fat_kg(hormones_from_usual(s, d, baseline, p),
                                                d.growth_hormone_target, T(person.fat_mass_kg), p));
  set(BodyState::drug_water_kg, d.drug_water_target_kg);
  for (std::size_t u = 0; u < muscle_unit_count; ++u) {
    const auto& unit = d.unit[u];
    const std::size_t group = u % muscle_group_count;
    s.unit(UnitState::adapted, u) = unit.unloading;
    s.unit(UnitState::trauma, u) = unit.trauma_target;
    s.unit(UnitState::activation, u) = unit.activation_target - p.trauma_activation() * unit.trauma_target;
    s.unit(UnitState::learning, u) = unit.learning_target;
    s.unit(UnitState::innervated, u) = unit.innervation_target;
    s.unit(UnitState::fluid, u) = unit.fluid_target;
    s.unit(UnitState::quality, u) = unit.quality_target;
    // At rest the drives that do not progress balance the return to the set point, and capacity equals size.
    const T set_point = shared.set_point_scale * p.ageing_scale()[group];
    s.unit(UnitState::size, u) = set_point;
    MuscleBalance<T> terms;
    T beyond;
    unit_balance(s, unit, d, shared, p, u, group, terms, beyond);
    const T drive = sum(terms) - terms[index(Driver::ageing)] - shared.progressive_rate + unit.tissue_loss;
    const T denervated = p.denervation_rate() * (T(1) - s.unit(UnitState::innervated, u));
    const T less_needed = where_positive(T(d.protein_need_g_per_kg - d.protein_g_per_kg),
                                         T(shared.protein_lost * d.protein_need_g_per_kg), T(0));
    const T back = where_negative(drive, T(p.return_rate_below() * d.protein_enough + less_needed),
                                  T(p.return_rate_above()));
    const T rest = drive / (back + denervated);
    s.unit(UnitState::size, u) = set_point + rest;
    s.unit(UnitState::capacity, u) = rest;
  }
  return s;
}

}  // namespace sarx
