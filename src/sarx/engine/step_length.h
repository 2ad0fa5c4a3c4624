// How long the next step is: short after anything begins or ends, longer where nothing changes. Shared by the
// plain and the batched path, so that both take the same steps.
#pragma once

#include <algorithm>
#include <cmath>

namespace sarx {

class StepLength {
 public:
  /// Begin a stretch of constant exposure; days.
  void restart(double step_days, double longest_days, double growth) {
    first_ = length_ = step_days;
    longest_ = longest_days;
    growth_ = growth;
  }
  /// The next step towards `stop`: the stop is reached in equal steps no longer than allowed.
  double next(double day, double stop) const {
    const double steps = std::ceil((stop - day) / length_ - 1e-9);
    return steps <= 1 ? stop - day : std::min(length_, stop - day);
  }
  /// Whether the next step is the last one before `stop`.
  bool reaches(double day, double stop) const { return std::ceil((stop - day) / length_ - 1e-9) <= 1; }
  void grow() { length_ = std::min(longest_, std::max(first_, length_ * growth_)); }

 private:
  double first_ = 1, length_ = 1, longest_ = 1, growth_ = 1;
};

}  // namespace sarx
