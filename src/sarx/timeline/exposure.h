// What one stretch of days does to a person: the sum of every event that is under way. Facts only (doses,
// sets, kilocalories, shares), in plain numbers; what they do to the body is the business of body/, with its
// parameters.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "sarx/body/muscle_group.h"

namespace sarx {

/// Ways in which a muscle loses its usual load. Each has its own severity (parameters/disuse.yaml).
enum class Unloading : unsigned char {
  bed_rest,   ///< horizontal
  head_down,  ///< bed rest with negative tilt
  microgravity,
  cast,   ///< rigid cast, the joint can't move
  brace,  ///< brace, boot or splint that can be taken off or gives a little
  sling,
  suspension,  ///< limb hangs unloaded but moves freely
  inactivity,  ///< share by which daily steps fall below the person's habit
};
inline constexpr std::size_t unloading_count = 8;
inline constexpr std::array<std::string_view, unloading_count> unloading_names{
    "bed_rest", "head_down", "microgravity", "cast", "brace", "sling", "suspension", "inactivity"};

/// What a stretch of days does to one muscle group of one side.
struct MuscleExposure {
  /// Share (0-1) of the day spent so unloaded, for each way; 0 is life as usual.
  std::array<double, unloading_count> unloading{};
  /// Hard sets a week by voluntary resistance exercise (sets x sessions x exercises that work this group).
  double weekly_sets = 0;
  double sessions_per_week = 0;  ///< resistance sessions a week that work this group
  double load_share_1rm = 0;     ///< set-weighted mean load, share of one-repetition maximum (0-1.3)
  double failure_share = 0;      ///< share of the sets taken close to failure (0-1)
  double eccentric_share = 0;    ///< share of the sets that overload lengthening (eccentric, flywheel)
  double isometric_share = 0;    ///< share of the sets that are isometric
  double fast_share = 0;         ///< share of the sets done with the intent to be fast (power, plyometric)
  double occlusion_share = 0;    ///< share of the sets done with restricted blood flow
  double stimulation_minutes_per_day = 0;  ///< electrical stimulation
  double endurance_minutes_per_week = 0;   ///< endurance exercise that this group drives
  double endurance_intensity = 0;          ///< its intensity, share of VO2max (0-1)
  /// Weekly sets that the same group of the other side does while that side is free (cross-education).
  double other_side_weekly_sets = 0;
  double motor_axons_cut = 0;  ///< share (0-1) of the motor axons that are interrupted (peripheral nerve)
  double reinnervation_distance_mm = 0;  ///< from the lesion (or the repair) to the muscle; 0 where intact
  double reinnervation_success = 0;  ///< share of interrupted axons that can find their muscle again (0-1)
  double days_since_axon_growth_start = -1;  ///< < 0: not growing yet (before a repair)
  double motor_neurones_lost_per_year =
      0;  ///< share of motor units a disease kills in a year (ALS, neuropathy)
  double central_paralysis =
      0;              ///< share (0-1) of voluntary drive cut above the motor neurone (cord injury, stroke)
  double trauma = 0;  ///< fresh tissue injury or operation on this muscle's joint: 0 none - 1 worst; only in
                      ///< the acute days
  double lasting_trauma = 0;  ///< what is left of it beyond the acute days: inhibition that lasts
  double tissue_loss =
      0;  ///< share (0-1) of the muscle's fibres destroyed by an injury, during its acute days

  bool operator==(const MuscleExposure&) const = default;
};

/// Mechanisms by which a disease wastes muscle, each 0 (none) to about 1 (the worst seen in patients), after
/// treatment.
enum class Mechanism : unsigned char {
  inflammation,
  acidosis,
  anorexia,         ///< intake lost, share of need
  hypermetabolism,  ///< resting expenditure gained, share
  inactivity,       ///< share of habitual steps lost
  glucocorticoid,   ///< endogenous cortisol excess, as prednisone mg/d divided by 20
  thyroid_excess,
  thyroid_lack,
  hypogonadism,  ///< share of testosterone lost
  insulin_resistance,
  catabolic_crisis,  ///< critical illness, sepsis, burn: fast proteolysis of the first weeks
  tumour,            ///< cachexia's own drive, beyond inflammation and anorexia
  cytotoxic,         ///< chemotherapy's own drive on muscle
  myopathy,          ///< intrinsic fibre loss (myositis, dystrophy)
  weakness,     ///< share of strength lost at the same size (neuromuscular transmission, central fatigue)
  anaemia,      ///< haemoglobin lost, g/L divided by 100
  progression,  ///< muscle that a standing disease goes on taking year after year
};
inline constexpr std::size_t mechanism_count = 17;
inline constexpr std::array<std::string_view, mechanism_count> mechanism_names{
    "inflammation",     "acidosis",       "anorexia",     "hypermetabolism", "inactivity",
    "glucocorticoid",   "thyroid_excess", "thyroid_lack", "hypogonadism",    "insulin_resistance",
    "catabolic_crisis", "tumour",         "cytotoxic",    "myopathy",        "weakness",
    "anaemia",          "progression"};
constexpr std::size_t index(Mechanism m) {
  return static_cast<std::size_t>(m);
}

/// Drugs and hormones as the body sees them: amounts a day, whatever the form.
struct DrugExposure {
  double testosterone_mg_per_day = 0;  ///< absorbed testosterone (ester weight and bioavailability taken off)
  double testosterone_half_life_d = 1;              ///< of the depot, also after the last dose
  double testosterone_dose_interval_d = 1;          ///< for peak and trough
  std::optional<double> testosterone_target_ng_dl;  ///< `titrated_to`: level reached, instead of a dose
  double endogenous_testosterone_block =
      0;                             ///< share (0-1) of own production stopped (GnRH agonist, castration)
  double oestradiol_block = 0;       ///< share (0-1) of own oestradiol stopped
  double oestradiol_ug_per_day = 0;  ///< oral-equivalent oestradiol given (1000 = 1 mg)
  double five_alpha_reductase_block = 0;  ///< finasteride
  double oxandrolone_mg_per_day = 0;
  double nandrolone_mg_per_week = 0;
  double enobosarm_mg_per_day = 0;
  double growth_hormone_ug_per_kg_day = 0;
  double ghrelin_agonist = 0;  ///< anamorelin (1 = 100 mg/d): appetite and GH
  double gdf15_block = 0;      ///< ponsegromab (1 = 400 mg every 4 weeks)
  double activin_receptor_block =
      0;                       ///< bimagrumab (1 = 10 mg/kg or 30 mg/kg every 4 weeks as licensed trial dose)
  double myostatin_block = 0;  ///< LY2495655 (1 = 315 mg every 4 weeks)
  double mk677 = 0;            ///< ghrelin mimetic for GH only (1 = 25 mg/d)
  double prednisone_mg_per_day = 0;  ///< glucocorticoids, prednisone-equivalent
  double incretin_semaglutide_mg_per_week = 0;
  double incretin_liraglutide_mg_per_day = 0;
  double incretin_tirzepatide_mg_per_week = 0;
  double sglt2_inhibitor = 0;  ///< canagliflozin (1 = 300 mg/d)
};

/// Food and supplements. Where a value is absent, the person's habit goes on.
struct NutritionExposure {
  std::optional<double> energy_kcal_per_day;          ///< prescribed intake
  std::optional<double> energy_deficit_kcal_per_day;  ///< prescribed deficit; negative is overfeeding
  std::optional<double> energy_share_of_need;         ///< 0.7 = 70 % of need
  bool energy_deficit_unknown = false;                ///< "a diet" without numbers
  bool supervised = false;  ///< food given in a ward or laboratory: adherence is full
  double days_on_diet = 0;  ///< since the present diet began (adherence fades)
  std::optional<double> protein_g_per_kg_day;
  std::optional<double> protein_share_of_energy;  ///< 0-1
  double meals_per_day = 3;
  std::optional<double> largest_meal_protein_share;  ///< share of the day's protein in its largest meal
  double supplement_protein_g_per_day = 0;           ///< on top of the diet
  double supplement_eaa_g_per_day = 0;               ///< free essential amino acids
  double supplement_leucine_g_per_day = 0;
  double supplement_energy_kcal_per_day = 0;
  double hmb_g_per_day = 0;
  double creatine_g_per_day = 0;
  double omega3_g_per_day = 0;
  double vitamin_d_iu_per_day = 0;
  double bariatric_restriction = 0;  ///< gastric bypass or sleeve 1, band 0.5
  double refeeding = 0;              ///< 0-1: fed to regain lost weight (refeeding, nutrition support)
  bool malnourished = false;         ///< fed because of malnutrition, hence with mass to regain
  double energy_shortage = 0;        ///< `deficiency: energy` without a number, 0-1 of the worst
};

/// Shortage of one nutrient that weakens: 0 none - 1 severe.
enum class Nutrient : unsigned char {
  protein,
  vitamin_d,
  vitamin_b12,
  folate,
  vitamin_c,
  vitamin_e,
  magnesium,
  calcium,
  potassium,
  phosphate,
  selenium,
  iron,
  zinc,
  haemoglobin,
};
inline constexpr std::size_t nutrient_count = 14;
inline constexpr std::array<std::string_view, nutrient_count> nutrient_names{
    "protein", "vitamin_d", "vitamin_b12", "folate",   "vitamin_c", "vitamin_e", "magnesium",
    "calcium", "potassium", "phosphate",   "selenium", "iron",      "zinc",      "haemoglobin"};
constexpr std::size_t index(Nutrient n) {
  return static_cast<std::size_t>(n);
}
/// Whether the blood holds it as a salt that fibres need to be excited.
constexpr bool is_electrolyte(Nutrient n) {
  return n == Nutrient::magnesium || n == Nutrient::calcium || n == Nutrient::potassium ||
         n == Nutrient::phosphate;
}

/// Everything that acts on a person during one stretch of days in which nothing begins or ends.
struct Exposure {
  std::array<MuscleExposure, muscle_unit_count> muscle{};  ///< by unit_index(side, group)
  std::array<double, mechanism_count> mechanism{};         ///< by Mechanism
  std::array<double, nutrient_count> shortage{};           ///< by Nutrient
  DrugExposure drug;
  NutritionExposure nutrition;
  std::optional<double>
      steps_per_day;  ///< fixed by an `activity` event; absent: habit and its decline with age
  double steps_factor =
      1;                ///< product over events that lower walking without naming steps (surgery, disease)
  double bed_rest = 0;  ///< share of the day in bed rest (whole body: water, insulin, fitness)
  double microgravity = 0;
  double space_exercise = 0;  ///< 0 none, 0.5 standard, 1 ARED
  double balance_sessions_per_week = 0;
  double endurance_kcal_per_day = 0;  ///< gross energy of programmed endurance exercise
  double endurance_minutes_per_week = 0;
  double endurance_intensity = 0;  ///< share of VO2max
  double endurance_sessions_per_week = 0;
  double resistance_sessions_per_week = 0;
  bool menopause = false;          ///< from this stretch on
  double growth_hormone_lack = 0;  ///< 0-1
  double rehabilitation = 0;       ///< 0-1 supervised exercise and mobilisation by staff

  MuscleExposure& of(Side side, MuscleGroup group) { return muscle[unit_index(side, group)]; }
  const MuscleExposure& of(Side side, MuscleGroup group) const { return muscle[unit_index(side, group)]; }
};

}  // namespace sarx
