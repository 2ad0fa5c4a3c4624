// The few tests a trial's analysis needs.
#pragma once

#include <cstdint>
#include <span>

namespace sarx {

/// Regularised incomplete beta function I_x(a, b), by Lentz's continued fraction.
double incomplete_beta(double a, double b, double x);
/// Two-sided p of Student's t.
double student_p(double t, double degrees_of_freedom);
/// The t that leaves (1 - confidence) / 2 on each side.
double student_quantile(double confidence, double degrees_of_freedom);
double normal_distribution(double z);
double normal_quantile(double p);

/// An effect with its 95 % interval. Ratios (time to event) are given as ratios.
struct EffectEstimate {
  double effect = 0, low = 0, high = 0, p = 1;
  double residual_sd = 0;  ///< between people, after adjustment; 0 for ratios
  std::uint64_t n_control = 0, n_treated = 0;
};

/// One person's part in the analysis.
struct TrialReading {
  bool treated = false;
  double baseline = 0, final_value = 0;
};

/// Difference of changes between two groups, variances not assumed equal (Welch).
EffectEstimate welch_of_changes(std::span<const TrialReading> readings);
/// Difference of final values adjusted for baseline (analysis of covariance, one slope).
EffectEstimate analysis_of_covariance(std::span<const TrialReading> readings);

struct TrialTime {
  bool treated = false, event = false;
  double day = 0;  ///< of the event or of the end of observation
};
/// Log-rank test; the hazard ratio is Peto's one-step estimate exp((O - E) / V).
EffectEstimate log_rank(std::span<const TrialTime> times);

}  // namespace sarx
