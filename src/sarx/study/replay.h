// Replay a study: simulate its arms and read what it measured, with its instruments on its days.
#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "sarx/engine/simulate.h"
#include "sarx/measure/instrument.h"
#include "sarx/measure/synthesis.h"
#include "sarx/parameters.h"
#include "sarx/study/evidence.h"
#include "sarx/study/split.h"

namespace sarx {

inline constexpr std::size_t no_index = std::numeric_limits<std::size_t>::max();

/// One arm, completed into its weighted members, ready to run.
struct ArmPlan {
  std::size_t arm = 0;  ///< index in Study::arms
  std::vector<Person> people;
  std::vector<double> weights;
  Timeline timeline;                            ///< with the energy intake that gives a matched body mass
  std::vector<double> days;                     ///< every day that is read; day 0 first
  std::vector<std::vector<Stretch>> stretches;  ///< by member, of days 0 to the last
  std::vector<Exposure> habits;                 ///< by member, just before day 0
};

enum class RowFate : unsigned char { scored, given, relation, not_scored, skipped, unread };

/// How an observation's number and the model's meet on one scale: logarithms of ratios for measures that are
/// compared in percent, the measure's own unit for masses and shares.
struct RowScale {
  ValueKind kind = ValueKind::change_percent;
  bool percent = true;  ///< logarithms
  bool level = false;   ///< a level, or a difference of levels
  double base = 1;      ///< level the change starts from; for a level: the level that is 0 on the scale
  double years = 1;     ///< of a rate
  double other = 1;     ///< ratio (or level) of the arm it is compared with
  double unit = 1;      ///< stated units in one of the measure's own
  double to_scale(double stated) const;
  double from_scale(double scaled) const;
};

/// One observation of a replayed arm.
struct RowPlan {
  std::size_t arm = 0;          ///< index in Study::arms
  std::size_t observation = 0;  ///< index in Arm::observations
  RowFate fate = RowFate::unread;
  std::string why;  ///< for skipped and not scored
  Split split = Split::calibration;
  MeasureClass measure_class = MeasureClass::size;
  Instrument instrument;
  Instrument other_instrument;  ///< of the other side
  std::size_t plan = no_index, other_plan = no_index;
  std::size_t day = 0, base_day = 0;  ///< indices in ArmPlan::days
  std::size_t other_day = 0, other_base_day = 0;
  bool compares = false;    ///< with another arm or side
  bool acute = false;       ///< counts from the rested, fasted state of the same day
  bool level_known = true;  ///< false: a level without a starting point of the study's own
  double bout_sets = 0, meal_protein_g = 0;
  std::optional<double> given_base;  ///< in the measure's own unit
  int body_mass_power = 0;           ///< of the stated unit, until the people are known
  /// Share in the spread of whole-body lean mass: a leg is off by less than a body, as the root of its share.
  double part = 1;
  RowScale scale;  ///< base and other are filled with the current parameters by fix_scales()
};

struct StudyPlan {
  const Study* study = nullptr;
  std::vector<ArmPlan> arms;
  std::vector<RowPlan> rows;
};

/// Complete the people, choose the days and instruments. `exclusions` holds "study: arm: measure" keys with
/// reasons.
struct Exclusion {
  std::string study, arm, measure, reason;
};
StudyPlan plan_study(const Study& study, const Parameters<double>& parameters,
                     const std::vector<Exclusion>& exclusions = {});

/// Set the constants of every row's scale (baseline levels, the other arm) from the current parameters.
void fix_scales(StudyPlan& plan, const Parameters<double>& parameters);

/// Predictions of every scored row, on the row's scale; in the order of `plan.rows`, 0 for rows that are not
/// scored.
template <class T>
std::vector<T> replay(const StudyPlan& plan, const Parameters<T>& parameters);

/// Choose the energy intake with which an arm reaches its reported body mass.
void match_body_mass(StudyPlan& plan, const Parameters<double>& parameters);

/// Steps used for replaying: daily after anything begins, growing to a week.
inline constexpr SimulationOptions replay_options{1, 7};

}  // namespace sarx
