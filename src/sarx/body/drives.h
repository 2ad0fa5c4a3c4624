// What an exposure asks of this person's body: targets and rates that hold while nothing begins or ends.
#pragma once

#include <array>

#include "sarx/body/person_number.h"
#include "sarx/body/state.h"
#include "sarx/parameters.h"
#include "sarx/person/person.h"
#include "sarx/timeline/exposure.h"

namespace sarx {

/// Targets and rates for one muscle unit.
template <class T>
struct UnitDrives {
  T unloading{0};       ///< effective unloading (bed-rest quadriceps = 1), countermeasures taken off
  T unloaded_share{0};  ///< share of the day without usual load (0-1): stops training from building
  T stimulated_share{
      0};       ///< share of the lost load that electrical stimulation gives back, nerve or no nerve (0-1)
  T growth{0};  ///< growth by resistance, endurance and stimulation before blunting, 1/d
  T learning_target{0};     ///< ln strength
  T activation_target{0};   ///< ln, at most 0
  T trauma_target{0};       ///< 0-1
  T trauma_fresh{0};        ///< 1 while it builds up
  T fluid_target{0};        ///< ln
  T quality_target{0};      ///< ln
  T innervation_target{1};  ///< share of fibres that can keep an axon
  T innervation_rate{0};    ///< 1/d
  T motor_neurone_loss{0};  ///< 1/d
  T tissue_loss{0};         ///< 1/d while an injury is fresh
};

/// Targets and rates for the whole body.
template <class T>
struct Drives {
  std::array<UnitDrives<T>, muscle_unit_count> unit{};

  // Energy, kcal/d
  T intake_change{0};  ///< prescribed change of intake, before adherence
  T adherence_target{1};
  T adherence_rate{0};  ///< 1/d
  T appetite_target{0};
  T appetite_by_choice{0};             ///< its part that is by drugs for weight loss and bariatric surgery
  T appetite_feedback_kcal_per_kg{0};  ///< intake wanted back for each kilogram that these took off
  T appetite_feedback_owed{0};         ///< 1 where they took off the mass lost before day 0
  T appetite_rate{0};                  ///< 1/d
  T surgery_restriction{0};            ///< share of intake lost in the first weeks after bariatric surgery
  T surgery_adapted_target{0};
  T intake_added{0};          ///< food on top of what is eaten: supplements
  T intake_missing{0};        ///< food that is not to be had
  T refeeding{0};             ///< fed on top, to regain lost mass
  T refeeding_room_kg{0};     ///< mass to be regained from day 0 before refeeding ends
  T eats_by_habit{1};         ///< 0 while intake is prescribed
  T energy_wasted{0};         ///< lost in urine or to a tumour
  T activity_expenditure{0};  ///< change of expenditure by movement that intake does not follow
  T hypermetabolism{0};       ///< change of resting expenditure
  T lean_share_factor{1};     ///< bends the lean share of a loss (protein, training)
  T lean_share_surplus{1};    ///< the same for a gain
  T energy_free{1};           ///< 0 while energy balance is held (before day 0)

  // Protein
  T protein_g_per_kg{1};
  T protein_need_g_per_kg{0};  ///< keeps nitrogen balance, and no more than one is used to
  T protein_enough{1};         ///< share of regrowth that protein allows: 1 from that need on
  T omega3{0};                 ///< dose, share of a full one
  T amino_acid_sparing{0};     ///< share of disuse loss taken off by amino acids

  // Hormones and drugs
  T testosterone_given_target{0}, testosterone_given_rate{1};
  T testosterone_own_target{1};
  T androgen_equivalent_ng_dl{0};  ///< of other androgens
  T oestradiol_target{20};
  T igf1_target{0};
  T growth_hormone_target{0};
  T activin_block_target{0};
  T glucocorticoid_target{0};
  T drug_water_target_kg{0};
  T rest_water_target_kg{0};

  // Disease
  T inflammation_target{0};
  T acidosis{0};
  T crisis{0};
  T tumour{0};
  T cytotoxic{0};
  T progression{0};
  T thyroid_excess{0};
  T myopathy{0};
  T nutrient_drive{0};     ///< muscle lost by shortage of vitamins and minerals, 1/d
  T excitation_target{0};  ///< ln strength that a shortage of the blood's salts takes

  T recovery{1};  ///< the person's response of memory, against the average

  // Outcome states
  T fitness_target{0};
  T insulin_sensitivity_target{0};
  T bone_drive{0};  ///< 1/d
  T haemoglobin_target{140};
  T vitamin_d_target{60};
  T balance_target{0};
  T speed_target{0};    ///< ln power
  T training_share{0};  ///< mean dose of resistance training over the body (0-1)
};

/// Steps walked a day under an exposure.
inline double steps_per_day(const Exposure& exposure, const Person& person) {
  const auto share = [](double x) { return x < 0 ? 0.0 : x > 1 ? 1.0 : x; };
  const double base =
      exposure.steps_per_day ? *exposure.steps_per_day : person.steps_per_day * exposure.steps_factor;
  return base * (1 - share(exposure.mechanism[index(Mechanism::inactivity)])) *
         (1 - share(exposure.bed_rest > exposure.microgravity ? exposure.bed_rest : exposure.microgravity));
}

/// How this person answers, against the average of all: by age, sex, frailty, training so far and traits. The
/// same whatever happens, so that a life works it out once.
template <class T>
struct Responses {
  T activation;  ///< its loss, by age
  T disuse;      ///< loss of muscle, by age and trait
  T growth;      ///< by training so far, age, sex, frailty and trait
  T taught;      ///< learning from lifting, by training so far, age and frailty
  T learning;    ///< any learning, by trait
  T recovery;    ///< of memory
  T disease;
  T adherence;
  T drug;
  T lean_partition;
};
template <class T>
Responses<T> make_responses(const Person& person, const TraitsOf<T>& traits, const Parameters<T>& parameters);
template <class T>
Responses<T> make_responses(const Person& person, const Parameters<T>& parameters) {
  return make_responses(person, person.traits, parameters);
}

/// Translate an exposure. `habit` is the exposure just before day 0: what belongs to the person's baseline.
template <class T>
Drives<T> make_drives(const Exposure& exposure, const Exposure& habit, const Person& person,
                      const Parameters<T>& parameters, const Responses<T>& responses);
/// The same for one exposure alone.
template <class T>
Drives<T> make_drives(const Exposure& exposure, const Exposure& habit, const Person& person,
                      const Parameters<T>& parameters) {
  return make_drives(exposure, habit, person, parameters, make_responses(person, parameters));
}

}  // namespace sarx
