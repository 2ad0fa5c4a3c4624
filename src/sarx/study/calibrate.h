// Fit the parameters marked `calibrated` to the calibration studies, and say how sure the fit is.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sarx/study/person_spread.h"
#include "sarx/study/standard_scale.h"
#include "sarx/study/validate.h"

namespace sarx {

/// The parameters that are fitted, as indices of parameter_table. Those of the spread between studies are
/// estimated apart.
std::vector<std::size_t> fitted_parameters();

struct CalibrateOptions {
  int rounds = 3;          ///< of fitting and then re-estimating the spread between studies
  int max_iterations = 8;  ///< a round
  unsigned threads = 2;
  std::vector<Exclusion> exclusions;
  std::function<void(const std::string&)> progress;  ///< one line an iteration; may be empty
};

/// One observation as the model, fitted without its study, would have predicted it: a
/// change in percent, or in the measure's own unit (masses in kg, shares in points).
struct LeftOut {
  std::string study, topic, arm, measure, region;
  double day = 0;
  MeasureClass measure_class = MeasureClass::size;
  double observed = 0, fitted = 0, left_out = 0;
  /// The same on the scale of comparison, with what the band around the left-out prediction is made of.
  double scaled_observed = 0, scaled_left_out = 0;
  double sampling_sd = 0, between_study_sd = 0, parameter_sd = 0;
  double part = 1;       ///< as in RowPlan
  double weight = 1;     ///< less where a study has many rows
  bool measured = true;  ///< false: a level without a start of the study's own, or a yearly rate

  double total_sd() const;
};

struct Calibration {
  std::vector<std::size_t> parameters;  ///< indices of parameter_table
  std::vector<double> standard;         ///< best, in prior SDs from the prior
  std::vector<double> covariance;       ///< of `standard`, row by row
  std::array<BetweenStudy, measure_class_count> between{};
  /// For each parameter the studies that say most about it, the most telling first.
  std::vector<std::vector<std::string>> told_by;
  std::size_t studies = 0, rows = 0;
  double start_cost = 0, end_cost = 0;
  /// Every measured number of the calibration studies, each predicted without its own study: the fit moved by
  /// one Newton step, then replayed.
  std::vector<LeftOut> left_out;

  double sd(std::size_t i) const;  ///< posterior SD of standard[i]
};

/// Studies of the test split are left out, whatever is passed.
Calibration calibrate(const std::vector<Study>& studies, const CalibrateOptions& options);

/// All parameters with the fitted ones at their best.
Parameters<double> calibrated_values(const Calibration& calibration);

/// Draws from the Laplace posterior, in prior SDs: draws x parameters. The same seed gives the same draws.
std::vector<std::vector<double>> posterior_draws(const Calibration& calibration, std::size_t count,
                                                 std::uint64_t seed);

/// The posterior density of a few parameters, the others held where they are: what a sampler needs to check
/// the Laplace approximation.
class LogPosterior {
 public:
  /// `parameters` are indices of parameter_table. Only studies that the parameters move are replayed.
  LogPosterior(const std::vector<Study>& studies, std::vector<std::size_t> parameters,
               const CalibrateOptions& options);
  ~LogPosterior();
  LogPosterior(const LogPosterior&) = delete;
  LogPosterior& operator=(const LogPosterior&) = delete;

  const std::vector<double>& centre() const;      ///< in use, in prior SDs from the prior
  const std::vector<double>& covariance() const;  ///< Laplace, given the other parameters; row by row
  std::size_t studies() const;
  /// Up to a constant; minus infinity where the model has no finite answer.
  double operator()(std::span<const double> standard) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// A table of `left_out`, a row an observation (CSV).
std::string left_out_csv(const Calibration& calibration);
/// How well each class of measures is predicted by a model that has not seen the study.
std::string left_out_summary(const Calibration& calibration);

/// parameters/calibrated.yaml
std::string calibrated_yaml(const Calibration& calibration, const PersonSpread& people);

}  // namespace sarx
