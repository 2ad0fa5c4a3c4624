#include "sarx/study/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sarx {

double mean(const std::vector<double>& sample) {
  if (sample.empty()) return 0;
  return std::accumulate(sample.begin(), sample.end(), 0.0) / static_cast<double>(sample.size());
}

double quantile(std::vector<double> sample, double share) {
  if (sample.empty()) return 0;
  std::sort(sample.begin(), sample.end());
  const double at = std::clamp(share, 0.0, 1.0) * static_cast<double>(sample.size() - 1);
  const auto low = static_cast<std::size_t>(std::floor(at));
  const auto high = std::min(low + 1, sample.size() - 1);
  return sample[low] + (at - static_cast<double>(low)) * (sample[high] - sample[low]);
}

Fit fit(const std::vector<double>& observed, const std::vector<double>& predicted) {
  Fit result;
  result.n = std::min(observed.size(), predicted.size());
  if (result.n == 0) return result;
  const double centre = mean(observed);
  double residual = 0;
  double total = 0;
  std::vector<double> errors;
  for (std::size_t i = 0; i < result.n; ++i) {
    const double error = predicted[i] - observed[i];
    residual += error * error;
    total += (observed[i] - centre) * (observed[i] - centre);
    result.bias += error / static_cast<double>(result.n);
    errors.push_back(std::abs(error));
  }
  result.median_absolute_error = median(errors);
  if (result.n > 1 && total > 0) result.r2 = 1 - residual / total;
  return result;
}

}  // namespace sarx
