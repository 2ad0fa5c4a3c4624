// A linear mixed model for a trial with repeated visits: everyone counts with the visits they came to.
#pragma once

#include <span>
#include <vector>

#include "sarx/study/trial_statistics.h"

namespace sarx {

/// One person's part in the analysis.
struct RepeatedReadings {
  bool treated = false;
  double baseline = 0;
  std::vector<double> visits;  ///< after the baseline, the same number for everyone; NaN where not seen
};

/// Difference between the groups at the last visit, from
///   reading = mean of the visit + slope x baseline + effect of treatment at the visit + person + error
/// with normal, independent persons and errors (random intercept). Variances by restricted maximum
/// likelihood, the interval and p by Student's t with Satterthwaite's degrees of freedom. With one visit it
/// is the analysis of covariance. Effect, interval and p are not numbers where the last visit saw fewer than
/// two people of a group or fewer than five in all. `residual_sd` is that of persons and errors together.
EffectEstimate mixed_model(std::span<const RepeatedReadings> people);

}  // namespace sarx
