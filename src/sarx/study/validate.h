// How good the model is: every study's observations beside what the model says, and the scores.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sarx/parameters.h"
#include "sarx/study/evidence.h"
#include "sarx/study/replay.h"
#include "sarx/study/statistics.h"

namespace sarx {

/// One scored observation.
struct ScoredRow {
  const Study* study = nullptr;
  const Arm* arm = nullptr;
  const Observation* observation = nullptr;
  Split split = Split::calibration;
  bool fitted = false;  ///< its study is one of those the parameters were fitted to
  MeasureClass measure_class = MeasureClass::size;
  RowScale scale;
  std::string unit;  ///< of observed, se and predicted
  double observed = 0;
  std::optional<double> se;
  double predicted = 0, predicted_lo = 0, predicted_hi = 0;  ///< 90 % band
  bool inside = false;
  // On the row's scale
  double scaled_observed = 0, scaled_predicted = 0;
  double sampling_sd = 0, between_study_sd = 0, parameter_sd = 0;
  double half_width = 0;  ///< of the 90 % band
  bool level_known = true;
  double baseline = 0;  ///< what alike calibration studies found, on the row's scale
  bool has_baseline = false;

  double total_sd() const;
  /// (observed - predicted) / SD; for a direction how far it is from being right, in SD.
  double standardised() const;
  /// Observed and predicted in the common unit of the class: percent change, kg or points.
  double common(double scaled) const;
};

struct OtherRow {
  const Study* study = nullptr;
  const Arm* arm = nullptr;
  const Observation* observation = nullptr;
  std::string why;
};

struct Validation {
  std::vector<ScoredRow> rows;
  std::vector<OtherRow> skipped, given, relations, not_scored;
  std::vector<Diagnostic> refused;  ///< files that couldn't be read, and why
};

struct ValidateOptions {
  unsigned threads = 2;
  std::vector<Exclusion> exclusions;
  bool parameter_uncertainty = true;
  std::size_t draws = 24;  ///< of the posterior, for the band
  bool baselines = true;
  /// Studies the parameters were fitted to (their calibration split); left out: all of them.
  std::function<bool(const Study&)> known;
  /// Studies whose band is wanted; left out: all of them. The others are only the baseline's yardstick.
  std::function<bool(const Study&)> wanted;
};

/// Spread between studies of one class of measures, on its scale: sd where nothing changes, and its growth
/// with the change. `half_width` is half of the 90 % band in SDs: more than a normal distribution's where
/// tails are heavy.
struct BetweenStudy {
  double sd = 0, slope = 0, half_width = 1.645;
};

/// Replay and score everything. Rows are ordered by study, arm and observation.
Validation validate(const std::vector<Study>& studies, const Parameters<double>& parameters,
                    const ValidateOptions& options);

/// Sampling error of a row on its scale: stated, else from the spread between people (which grows with the
/// predicted change) and the number of them.
double sampling_sd(const RowPlan& row, const Arm& arm, const Observation& observation,
                   double scaled_prediction, const Parameters<double>& parameters);
/// How far results of studies like this one lie apart, on its scale.
double between_study_sd(const RowPlan& row, double scaled_prediction, const Parameters<double>& parameters);
/// The same where the spread is still being estimated.
double between_study_sd(const RowPlan& row, double scaled_prediction, const Parameters<double>& parameters,
                        const BetweenStudy& between);
/// Half the 90 % band in standard deviations: a normal distribution's 1.645, more where tails are heavy.
double band_half_width(MeasureClass measure_class, const Parameters<double>& parameters);

/// Plans of all studies, made on several threads.
std::vector<StudyPlan> plan_studies(const std::vector<Study>& studies, const Parameters<double>& parameters,
                                    const std::vector<Exclusion>& exclusions, unsigned threads);

/// Call `work(i)` for 0 <= i < count on several threads. An exception of one call is thrown on after all have
/// ended.
void for_each_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

/// Scores of one group of rows.
struct Score {
  std::string name;  ///< topic or measure class
  std::string unit;
  std::size_t n = 0, directions = 0, signs = 0;  ///< numbers, words, and those of both that have a sign
  Fit model, baseline;
  double signs_right_percent = 0, baseline_signs_right_percent = 0;
  double coverage_percent = 0;
  double median_band_width = 0;
};
enum class GroupBy : unsigned char { overall, topic, measure_class, topic_and_class };
std::vector<Score> scores(const std::vector<ScoredRow>& rows, GroupBy by);

}  // namespace sarx
