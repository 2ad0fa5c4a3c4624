// Fit the parameters marked `calibrated` to the calibration studies, and say how sure the fit is.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

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

/// Spread between studies of one class of measures, on its scale: sd where nothing changes, and its growth
/// with the change.
struct BetweenStudy {
  double sd = 0, slope = 0;
};

/// One observation as the model, fitted without its study, would have predicted it: a
/// change in percent, or in the measure's own unit (masses in kg, shares in points).
struct LeftOut {
  std::string study, topic, arm, measure, region;
  double day = 0;
  MeasureClass measure_class = MeasureClass::size;
  double observed = 0, fitted = 0, left_out = 0;
};

struct Calibration {
  std::vector<std::size_t> parameters;  ///< indices of parameter_table
  std::vector<double> standard;         ///< best, in prior SDs from the prior
  std::vector<double> covariance;       ///< of `standard`, row by row
  std::array<BetweenStudy, measure_class_count> between{};
  std::size_t studies = 0, rows = 0;
  double start_cost = 0, end_cost = 0;
  /// Every measured number of the calibration studies, each predicted without its own study: the fit moved by
  /// one Newton step, then replayed.
  std::vector<LeftOut> left_out;

  double sd(std::size_t i) const;  ///< posterior SD of standard[i]
};

/// Studies of the test split are left out, whatever is passed.
Calibration calibrate(const std::vector<Study>& studies, const CalibrateOptions& options);

/// Draws from the Laplace posterior, in prior SDs: draws x parameters. The same seed gives the same draws.
std::vector<std::vector<double>> posterior_draws(const Calibration& calibration, std::size_t count,
                                                 std::uint64_t seed);

/// A table of `left_out`, a row an observation (CSV).
std::string left_out_csv(const Calibration& calibration);
/// How well each class of measures is predicted by a model that has not seen the study.
std::string left_out_summary(const Calibration& calibration);

/// parameters/calibrated.yaml
std::string calibrated_yaml(const Calibration& calibration);

}  // namespace sarx
