// One person at baseline (day 0), complete: every value is known, measured or filled from reference data.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sarx/body/muscle_group.h"

namespace sarx {

enum class TrainingStatus : unsigned char { untrained, recreational, trained };
enum class Living : unsigned char { community, care_home, hospital };

/// How one person differs from the average of their kind: standard normal scores, 0 for the average person.
/// Correlated draws are made in person/variability.h; parameters/people.yaml says how much one score is
/// worth.
template <class Number>
struct BasicTraits {
  Number disuse_response{0};
  Number training_response{0};
  Number learning_response{0};
  Number protein_response{0};
  Number androgen_response{0};
  Number disease_response{0};
  Number lean_partition{0};
  Number energy_adherence{0};
  Number drug_response{0};
  Number recovery{0};
};
using Traits = BasicTraits<double>;

struct Person {
  double age_years = 40;
  bool male = true;

  double height_m = 1.75;
  double body_mass_kg = 75;
  double fat_mass_kg = 16;
  double bone_mineral_kg = 3;
  double lean_mass_kg = 56;               ///< DXA lean soft tissue: body mass - fat - bone mineral
  double appendicular_lean_mass_kg = 25;  ///< DXA
  /// Skeletal muscle (wet mass, kg) of each unit at day 0; unit_index(side, group).
  std::array<double, muscle_unit_count> muscle_mass_kg{};
  /// lean_mass_kg minus the sum of muscle_mass_kg: organs, skin, blood, water outside muscle.
  double other_lean_kg = 28;

  double steps_per_day = 7000;
  double protein_g_per_kg_day = 1.1;
  double resting_metabolic_rate_kcal_per_day = 1650;
  double energy_need_kcal_per_day = 2500;  ///< intake that holds body mass at baseline
  double vo2max_ml_per_kg_min = 38;

  TrainingStatus training = TrainingStatus::untrained;
  Living living = Living::community;
  double frailty = 0;  ///< 0 robust - 1 frail: share of reserve gone, from living, age and measurements

  double testosterone_ng_dl = 450;
  double oestradiol_pg_ml = 25;
  double igf1_ng_ml = 180;
  double vitamin_d_nmol_l = 60;
  double haematocrit_percent = 44;
  double haemoglobin_g_l = 145;
  double albumin_g_l = 42;
  double crp_mg_l = 1.5;
  double egfr = 90;
  double bone_t_score = 0;         ///< femoral neck
  double insulin_sensitivity = 1;  ///< share of a lean, active young adult's
  bool postmenopausal = false;

  /// Baseline levels for tests, from norms by age, sex and size or from the subject's own measurement.
  double knee_extension_torque_n_m = 180;  ///< isometric, one leg
  double grip_strength_kg = 40;
  double gait_speed_m_s = 1.3;
  double chair_stand_time_s = 9;  ///< five times
  double sppb_points = 11.5;
  double six_minute_walk_m = 550;

  double falls_past_year = 0;
  double medications = 0;
  std::optional<double> psa_ng_ml;
  /// Body mass lost just before day 0 (malnutrition, burns, cachexia): percent of the earlier mass, over so
  /// many days.
  double weight_loss_percent = 0;
  double weight_loss_days = 180;
  std::vector<std::string> history;  ///< prostate_cancer, thrombosis, stroke ...

  Traits traits;

  double muscle_mass(Side side, MuscleGroup group) const { return muscle_mass_kg[unit_index(side, group)]; }
  double total_muscle_kg() const {
    double sum = 0;
    for (double kg : muscle_mass_kg) sum += kg;
    return sum;
  }
};

}  // namespace sarx
