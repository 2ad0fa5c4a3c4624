#include "sarx/study/trial_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace sarx {
namespace {

constexpr double confidence = 0.95;

struct Sums {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
  void add(double xi, double yi) {
    ++n;
    x += xi;
    y += yi;
  }
  double mean_x() const { return x / n; }
  double mean_y() const { return y / n; }
};

EffectEstimate undecided(const Sums& control, const Sums& treated) {
  EffectEstimate estimate;
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  estimate.effect = estimate.low = estimate.high = estimate.p = unknown;
  estimate.n_control = static_cast<std::uint64_t>(control.n);
  estimate.n_treated = static_cast<std::uint64_t>(treated.n);
  return estimate;
}

EffectEstimate estimate_of(double effect, double standard_error, double degrees, double sd,
                           const Sums& control, const Sums& treated) {
  EffectEstimate e = undecided(control, treated);
  e.effect = effect;
  e.residual_sd = sd;
  if (standard_error <= 0) {
    e.low = e.high = effect;
    e.p = effect == 0 ? 1 : 0;
    return e;
  }
  const double half = student_quantile(confidence, degrees) * standard_error;
  e.low = effect - half;
  e.high = effect + half;
  e.p = student_p(effect / standard_error, degrees);
  return e;
}

}  // namespace

double incomplete_beta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side of the mean; the other side by symmetry.
  if (x > (a + 1) / (a + b + 2)) return 1 - incomplete_beta(b, a, 1 - x);
  const double front =
      std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x)) /
      a;
  constexpr double tiny = 1e-300;
  const auto off_zero = [](double v) { return std::fabs(v) < tiny ? tiny : v; };
  double c = 1, d = 1 / off_zero(1 - (a + b) * x / (a + 1)), fraction = d;
  for (int m = 1; m <= 500; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / off_zero(1 + even * d);
    c = off_zero(1 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / off_zero(1 + odd * d);
    c = off_zero(1 + odd / c);
    const double step = d * c;
    fraction *= step;
    if (std::fabs(step - 1) < 1e-15) break;
  }
  return front * fraction;
}

double student_p(double t, double degrees) {
  return incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t));
}

double student_quantile(double two_sided, double degrees) {
  double low = 0, high = 1;
  while (student_p(high, degrees) > 1 - two_sided && high < 1e9) high *= 2;
  for (int i = 0; i < 200 && high - low > 1e-12 * high; ++i) {
    const double middle = (low + high) / 2;
    (student_p(middle, degrees) > 1 - two_sided ? low : high) = middle;
  }
  return (low + high) / 2;
}

double normal_distribution(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

double normal_quantile(double p) {
  double low = -40, high = 40;
  for (int i = 0; i < 200 && high - low > 1e-13; ++i) {
    const double middle = (low + high) / 2;
    (normal_distribution(middle) < p ? low : high) = middle;
  }
  return (low + high) / 2;
}

EffectEstimate welch_of_changes(std::span<const TrialReading> readings) {
  Sums groups[2];
  for (const TrialReading& r : readings) groups[r.treated].add(0, r.final_value - r.baseline);
  const Sums &control = groups[0], &treated = groups[1];
  if (control.n < 2 || treated.n < 2) return undecided(control, treated);
  double squares[2] = {0, 0};
  for (const TrialReading& r : readings) {
    const double apart = r.final_value - r.baseline - groups[r.treated].mean_y();
    squares[r.treated] += apart * apart;
  }
  const double a = squares[0] / (control.n - 1) / control.n, b = squares[1] / (treated.n - 1) / treated.n;
  const double sum = a + b;
  const double degrees =
      sum > 0 ? sum * sum / (a * a / (control.n - 1) + b * b / (treated.n - 1)) : control.n + treated.n - 2;
  const double sd = std::sqrt((squares[0] + squares[1]) / (control.n + treated.n - 2));
  return estimate_of(treated.mean_y() - control.mean_y(), std::sqrt(sum), degrees, sd, control, treated);
}

EffectEstimate analysis_of_covariance(std::span<const TrialReading> readings) {
  Sums groups[2];
  for (const TrialReading& r : readings) groups[r.treated].add(r.baseline, r.final_value);
  const Sums &control = groups[0], &treated = groups[1];
  if (control.n < 2 || treated.n < 2 || control.n + treated.n < 5) return undecided(control, treated);
  double xx = 0, xy = 0, yy = 0;
  for (const TrialReading& r : readings) {
    const double x = r.baseline - groups[r.treated].mean_x(), y = r.final_value - groups[r.treated].mean_y();
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const double slope = xx > 0 ? xy / xx : 0;
  const double gap = treated.mean_x() - control.mean_x();
  const double degrees = control.n + treated.n - 3;
  const double variance = std::max(0.0, yy - slope * xy) / degrees;
  const double spread = 1 / control.n + 1 / treated.n + (xx > 0 ? gap * gap / xx : 0);
  return estimate_of(treated.mean_y() - control.mean_y() - slope * gap, std::sqrt(variance * spread), degrees,
                     std::sqrt(variance), control, treated);
}

EffectEstimate log_rank(std::span<const TrialTime> times) {
  std::vector<TrialTime> order(times.begin(), times.end());
  std::sort(order.begin(), order.end(), [](const TrialTime& a, const TrialTime& b) { return a.day < b.day; });
  Sums control, treated;
  for (const TrialTime& t : order) (t.treated ? treated : control).add(0, 0);
  double at_risk = control.n + treated.n, treated_at_risk = treated.n;
  double observed = 0, expected = 0, variance = 0;
  for (std::size_t i = 0; i < order.size();) {
    double events = 0, treated_events = 0, leave = 0, treated_leave = 0;
    const double day = order[i].day;
    for (; i < order.size() && order[i].day == day; ++i) {
      events += order[i].event ? 1 : 0;
      treated_events += order[i].event && order[i].treated ? 1 : 0;
      ++leave;
      treated_leave += order[i].treated ? 1 : 0;
    }
    if (events > 0) {
      const double share = treated_at_risk / at_risk;
      observed += treated_events;
      expected += events * share;
      if (at_risk > 1) variance += events * share * (1 - share) * (at_risk - events) / (at_risk - 1);
    }
    at_risk -= leave;
    treated_at_risk -= treated_leave;
  }
  EffectEstimate e = undecided(control, treated);
  if (variance <= 0) return e;
  const double log_ratio = (observed - expected) / variance, error = 1 / std::sqrt(variance);
  const double z = normal_quantile((1 + confidence) / 2);
  e.effect = std::exp(log_ratio);
  e.low = std::exp(log_ratio - z * error);
  e.high = std::exp(log_ratio + z * error);
  e.p = 2 * (1 - normal_distribution(std::fabs(log_ratio / error)));
  return e;
}

}  // namespace sarx
