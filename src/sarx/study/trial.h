// A virtual randomised trial: people are screened, allocated, treated, lost and measured as in a real one,
// and the same people live under every arm, so that the true effect is known beside the estimated one.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/study/cohort.h"
#include "sarx/study/trial_statistics.h"

namespace sarx {

enum class TrialAnalysis : unsigned char { ancova, t_test, mixed_model, time_to_event };
enum class TrialEvent : unsigned char { falls, hip_fractures, fractures, hospital_stays, disability, death };

struct TrialCriterion {
  CohortMeasure measure;
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
};

struct TrialArm {
  CohortPolicy policy;
  double share = 1;  ///< of the people, relative to the other arms
};

/// A trial file, read.
struct Trial {
  std::string name;
  std::unique_ptr<PeopleSource> people_source;
  std::vector<TrialCriterion> eligibility;
  std::vector<TrialArm> arms;  ///< the first is the control
  std::uint64_t people = 100;  ///< randomised, over all arms
  std::uint64_t seed = 1;
  std::vector<double> visits;  ///< days; the last is the endpoint's
  double adherence_mean = 1, adherence_sd = 0;
  double dropout_per_year = 0;
  double error_percent = 0;  ///< of one measurement of the endpoint, within a person (standard deviation)
  CohortMeasure endpoint;
  TrialAnalysis analysis = TrialAnalysis::ancova;
  TrialEvent event = TrialEvent::falls;
  std::uint64_t pool = 1000;         ///< people lived in every arm, to draw trials from
  std::uint64_t replicates = 500;    ///< trials drawn for the power
  std::vector<double> sample_sizes;  ///< people in all, for the power
  double power = 0.8;
  std::string text;
};

struct TrialOverrides {
  std::optional<std::uint64_t> people, seed;
};

std::optional<Trial> read_trial(const std::string& path, const TrialOverrides& overrides, Faults& faults);
std::optional<Trial> read_trial_text(const std::string& text, const std::string& path,
                                     const TrialOverrides& overrides, Faults& faults);

/// One arm against the control.
struct TrialComparison {
  std::string arm;
  EffectEstimate planned;     ///< of one trial of the planned size
  double true_effect = 0;     ///< mean over the pool of the same people in both arms, measured without error
  double true_effect_sd = 0;  ///< between people
  double replicate_mean = 0, replicate_low = 0, replicate_high = 0;  ///< estimates of the planned size, 90 %
  std::vector<double> power;                                         ///< by sample size
  double planned_power = 0;
  double people_needed = 0;  ///< in all, for the power asked for; not a number where out of reach
};

struct TrialArmResult {
  std::string name;
  std::uint64_t randomised = 0, completed = 0;  ///< in the planned trial
  std::vector<double> visit_mean, visit_sd;     ///< of the pool at the visits, without dropout and error
  double change_mean = 0, change_sd = 0;        ///< of the measured change to the last visit
  double percent_change_mean = 0, percent_change_sd = 0;
  /// Per 100 person-years over the pool.
  double falls = 0, fractures = 0, hospital_stays = 0, disability = 0, deaths = 0;
};

struct TrialResult {
  std::string name, endpoint, unit, analysis;
  double error_percent = 0;  ///< of one measurement; 0 for events
  std::uint64_t screened = 0, pool = 0, people = 0, skipped = 0, seed = 1;
  std::vector<std::string> first_skipped;
  std::vector<double> visits, sample_sizes;
  double power_wanted = 0.8;
  std::vector<TrialArmResult> arms;
  std::vector<TrialComparison> comparisons;
};

struct TrialRunOptions {
  unsigned threads = 0;
  InstructionSet instructions = widest_instruction_set();
  /// Called now and then with what is being done ("screening", "living", "drawing trials") and how far it is.
  std::function<void(std::string_view, std::uint64_t done, std::uint64_t all)> progress;
};

/// Throws std::runtime_error where hardly anybody is eligible.
TrialResult run_trial(const Trial& trial, const TrialRunOptions& options = {});

std::string trial_table(const TrialResult& result);
std::string trial_json(const TrialResult& result);

}  // namespace sarx
