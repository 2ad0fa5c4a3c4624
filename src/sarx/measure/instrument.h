// What was measured, where and with what: an observation's words turned into something that can read a body.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sarx/body/muscle_group.h"
#include "sarx/body/strength_test.h"

namespace sarx {

/// Everything an instrument of this program can read (evidence/FORMAT.md, measures and units).
enum class Measure : unsigned char {
  muscle_mass,
  lean_mass,
  appendicular_lean_mass,
  regional_lean_mass,
  muscle_volume,
  muscle_csa,
  muscle_thickness,
  fibre_csa,
  fibre_diameter,
  fibre_number,
  motor_unit_number,
  muscle_mass_index,
  smi_l3,
  fat_mass,
  regional_fat_mass,
  visceral_fat,
  body_mass,
  body_fat_percent,
  lean_percent,
  body_cell_mass,
  lean_share_of_weight_loss,
  lean_share_of_weight_gain,
  strength,
  grip_strength,
  power,
  specific_force,
  rate_of_force_development,
  voluntary_activation,
  gait_speed,
  walk_time,
  six_minute_walk,
  chair_stand_time,
  chair_stands_30s,
  timed_up_and_go,
  sppb,
  physical_performance,
  vo2max,
  resting_metabolic_rate,
  energy_expenditure,
  insulin_sensitivity,
  homa_ir,
  muscle_protein_synthesis,
  muscle_protein_breakdown,
  testosterone,
  igf1,
  haematocrit,
  haemoglobin,
  bone_mineral_density,
};
inline constexpr std::size_t measure_count = 48;
inline constexpr std::array<std::string_view, measure_count> measure_names{"muscle_mass",
                                                                           "lean_mass",
                                                                           "appendicular_lean_mass",
                                                                           "regional_lean_mass",
                                                                           "muscle_volume",
                                                                           "muscle_csa",
                                                                           "muscle_thickness",
                                                                           "fibre_csa",
                                                                           "fibre_diameter",
                                                                           "fibre_number",
                                                                           "motor_unit_number",
                                                                           "muscle_mass_index",
                                                                           "smi_l3",
                                                                           "fat_mass",
                                                                           "regional_fat_mass",
                                                                           "visceral_fat",
                                                                           "body_mass",
                                                                           "body_fat_percent",
                                                                           "lean_percent",
                                                                           "body_cell_mass",
                                                                           "lean_share_of_weight_loss",
                                                                           "lean_share_of_weight_gain",
                                                                           "strength",
                                                                           "grip_strength",
                                                                           "power",
                                                                           "specific_force",
                                                                           "rate_of_force_development",
                                                                           "voluntary_activation",
                                                                           "gait_speed",
                                                                           "walk_time",
                                                                           "six_minute_walk",
                                                                           "chair_stand_time",
                                                                           "chair_stands_30s",
                                                                           "timed_up_and_go",
                                                                           "sppb",
                                                                           "physical_performance",
                                                                           "vo2max",
                                                                           "resting_metabolic_rate",
                                                                           "energy_expenditure",
                                                                           "insulin_sensitivity",
                                                                           "homa_ir",
                                                                           "muscle_protein_synthesis",
                                                                           "muscle_protein_breakdown",
                                                                           "testosterone",
                                                                           "igf1",
                                                                           "haematocrit",
                                                                           "haemoglobin",
                                                                           "bone_mineral_density"};
constexpr std::string_view name(Measure measure) {
  return measure_names[static_cast<std::size_t>(measure)];
}
std::optional<Measure> find_measure(std::string_view measure_name);

/// What kind of number a measure is, for statistics over alike measures.
enum class MeasureClass : unsigned char {
  size,         ///< of muscle; compared in percent
  fibre,        ///< size of muscle fibres; percent
  strength,     ///< percent
  lean_mass,    ///< kg
  fat_mass,     ///< kg
  body_mass,    ///< kg
  composition,  ///< shares, percentage points
  function,     ///< percent
  fitness,      ///< percent
  metabolism,   ///< percent
  synthesis,    ///< of muscle protein; percent
  hormones,     ///< percent
};
inline constexpr std::size_t measure_class_count = 12;
inline constexpr std::array<std::string_view, measure_class_count> measure_class_names{
    "muscle_size", "fibre_size", "strength", "lean_mass",  "fat_mass",  "body_mass",
    "composition", "function",   "fitness",  "metabolism", "synthesis", "hormones"};
MeasureClass class_of(Measure measure);
constexpr std::string_view name(MeasureClass c) {
  return measure_class_names[static_cast<std::size_t>(c)];
}
/// Whether a class is compared as percent change (on the scale of logarithms), or in its own unit (kg,
/// points).
bool compared_in_percent(MeasureClass c);
/// The measure's own unit, e.g. "cm2".
std::string_view unit_of(Measure measure);

/// An observation's words, as FORMAT.md has them; empty where not given.
struct MeasureWords {
  std::string_view measure, region, side, fibre, method, unit, statistic;
  std::string_view muscle = {};  ///< one muscle of the region
};

/// Single muscles that a study may name; the first that its words hold counts.
inline constexpr std::array<std::string_view, 13> muscle_part_names{"vastus lateralis",
                                                                    "vastus medialis",
                                                                    "vastus intermedius",
                                                                    "rectus femoris",
                                                                    "gastrocnemii and soleus",
                                                                    "triceps surae",
                                                                    "gastrocnemii",
                                                                    "gastrocnemius",
                                                                    "soleus",
                                                                    "tibialis anterior",
                                                                    "psoas",
                                                                    "quadratus lumborum",
                                                                    "biceps brachii"};

enum class FibreType : unsigned char { mixed, slow, fast };

struct Instrument {
  Measure measure = Measure::muscle_mass;
  /// The muscle units that are read, with the weight of each (1 in a plain region).
  std::array<double, muscle_unit_count> units{};
  /// All units with a weight lie from the one to before the other.
  std::size_t first_unit = 0, end_unit = muscle_unit_count;
  double part = 1;        ///< share of the region's volume that is measured: one muscle of a group
  bool one_limb = false;  ///< `side` was given
  bool both_limbs_summed = false;
  /// How much the strength test is of each kind; adds up to 1. All 0 for a stimulated contraction.
  std::array<double, strength_test_count> test{};
  bool stimulated = false;  ///< contraction by nerve or muscle stimulation: no will, no skill
  bool per_size = false;    ///< strength per muscle: specific force
  bool single_fibre = false;
  bool kilograms = false;  ///< a lifted load, not a torque
  bool multi_joint = false;
  bool stairs = false;   ///< power of climbing stairs
  bool aerobic = false;  ///< the highest power kept up for a minute or two, as on a cycle ergometer
  FibreType fibre = FibreType::mixed;
  bool fat_free_mass = false;  ///< lean mass that includes bone mineral
  bool whole_slice = false;    ///< all muscle of one CT slice
  bool height_squared = false;
  bool trough = false;  ///< lowest level between doses
  double distance_m = 4;
  double full_points = 12;
  bool lower_is_better = false;
  // Protein synthesis
  bool myofibrillar = false;
  bool integrated = false;  ///< over days, with meals (heavy water)
  bool fed = false;         ///< after a meal
  bool after_bout = false;  ///< after an exercise bout
  bool daily_mean = false;  ///< a mean over day and night
};

/// Where the words leave something open (no method, no region), the usual case is taken. Null where nothing
/// can be read: then `why_not` says why.
std::optional<Instrument> make_instrument(const MeasureWords& words, std::string* why_not);

}  // namespace sarx
