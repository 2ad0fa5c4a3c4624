// Second-order exponential Runge-Kutta step (ETD2RK): S. M. Cox and P. C. Matthews, Exponential time
// differencing for stiff systems, J. Comput. Phys. 176 (2002) 430-455, equations 20-22. First-order decays
// are solved exactly, so steps of a week stay stable for states that settle within days.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

namespace sarx {

/// Coefficients of one state and step length, days.
struct ExponentialCoefficients {
  double first, second;
};
inline ExponentialCoefficients exponential_coefficients(double decay_per_day, double days) {
  const double z = decay_per_day * days;
  // Series where the closed forms would cancel.
  if (z < 1e-3) return {days * (1 - z / 2 + z * z / 6), days * (0.5 - z / 6 + z * z / 24)};
  const double lost = -std::expm1(-z);
  return {days * (lost / z), days * ((z - lost) / (z * z))};
}

/// Coefficients of one step length: for u' = -c u + N(u).
template <std::size_t Size>
class ExponentialStep {
 public:
  /// Prepare for a step of `days` with the decay rates `decay` (1/d, >= 0).
  void prepare(const std::array<double, Size>& decay, double days) {
    days_ = days;
    ExponentialCoefficients c{};
    for (std::size_t i = 0; i < Size; ++i) {
      // Neighbours often share their decay (all intact muscles do).
      if (i == 0 || decay[i] != decay[i - 1]) c = exponential_coefficients(decay[i], days);
      decay_[i] = decay[i];
      first_[i] = c.first;
      second_[i] = c.second;
    }
  }

  double days() const { return days_; }

  /// Advance `state`; `rates(state, derivative)` gives du/dt. Work arrays are the caller's, so nothing is
  /// allocated.
  template <class StateType, class Rates>
  void advance(StateType& state, StateType& middle, StateType& slope, StateType& slope_middle,
               Rates&& rates) const {
    rates(state, slope);
    for (std::size_t i = 0; i < Size; ++i) middle.values[i] = state.values[i] + first_[i] * slope.values[i];
    rates(middle, slope_middle);
    for (std::size_t i = 0; i < Size; ++i) {
      // N(middle) - N(state), with N = slope + c u.
      const auto change =
          slope_middle.values[i] - slope.values[i] + decay_[i] * (middle.values[i] - state.values[i]);
      state.values[i] = middle.values[i] + second_[i] * change;
    }
  }

 private:
  double days_ = -1;
  std::array<double, Size> decay_{}, first_{}, second_{};
};

}  // namespace sarx
