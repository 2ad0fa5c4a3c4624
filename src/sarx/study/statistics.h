// Small statistics over samples.
#pragma once

#include <vector>

namespace sarx {

double mean(const std::vector<double>& sample);
/// Quantile by linear interpolation; 0 for an empty sample.
double quantile(std::vector<double> sample, double share);
inline double median(std::vector<double> sample) {
  return quantile(std::move(sample), 0.5);
}

/// How well predictions fit observations.
struct Fit {
  std::size_t n = 0;
  double r2 = 0;  ///< 1 - residual over total sum of squares; may be negative; 0 for n < 2
  double median_absolute_error = 0;
  double bias = 0;  ///< mean of predicted - observed
};
Fit fit(const std::vector<double>& observed, const std::vector<double>& predicted);

}  // namespace sarx
