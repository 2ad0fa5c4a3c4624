// The step itself, on systems whose solution is known in closed form.
#include "sarx/engine/integrator.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

namespace {

using sarx::ExponentialStep;

template <std::size_t Size>
struct Values {
  std::array<double, Size> values{};
};

template <std::size_t Size>
using System = std::function<void(const Values<Size>&, Values<Size>&)>;

/// Integrate to `end` in `steps` equal steps.
template <std::size_t Size>
Values<Size> integrate(const System<Size>& system, const std::array<double, Size>& decay, Values<Size> state,
                       double end, int steps) {
  ExponentialStep<Size> step;
  step.prepare(decay, end / steps);
  Values<Size> middle, slope, slope_middle;
  for (int i = 0; i < steps; ++i) step.advance(state, middle, slope, slope_middle, system);
  return state;
}

/// Orders seen when the step is halved again and again: log2 of the ratio of successive errors in the first
/// component.
template <std::size_t Size>
std::vector<double> observed_orders(const System<Size>& system, const std::array<double, Size>& decay,
                                    const Values<Size>& start, double end, double exact, int coarsest_steps,
                                    int halvings) {
  std::vector<double> errors, orders;
  for (int i = 0, steps = coarsest_steps; i <= halvings; ++i, steps *= 2)
    errors.push_back(std::abs(integrate(system, decay, start, end, steps).values[0] - exact));
  for (std::size_t i = 1; i < errors.size(); ++i) orders.push_back(std::log2(errors[i - 1] / errors[i]));
  return orders;
}

void expect_second_order(const std::vector<double>& orders) {
  for (double order : orders) EXPECT_NEAR(order, 2.0, 0.15);
}

TEST(ExponentialStep, SolvesPureDecayExactlyAtAnyStep) {
  const std::array<double, 3> decay{0.01, 0.7, 40.0};
  const System<3> system = [&](const Values<3>& u, Values<3>& du) {
    for (std::size_t i = 0; i < 3; ++i) du.values[i] = -decay[i] * u.values[i];
  };
  for (int steps : {1, 2, 30}) {
    const Values<3> end = integrate<3>(system, decay, {{5.0, -2.0, 1.0}}, 30, steps);
    EXPECT_NEAR(end.values[0], 5.0 * std::exp(-0.3), 1e-13);
    EXPECT_NEAR(end.values[1], -2.0 * std::exp(-21.0), 1e-13);
    EXPECT_NEAR(end.values[2], 0, 1e-13);
  }
}

TEST(ExponentialStep, ReachesAConstantTargetExactly) {
  const std::array<double, 2> decay{0.05, 3.0};
  const System<2> system = [&](const Values<2>& u, Values<2>& du) {
    du.values[0] = 0.05 * (2.0 - u.values[0]);
    du.values[1] = 3.0 * (-1.0 - u.values[1]);
  };
  const Values<2> end = integrate<2>(system, decay, {{0.0, 4.0}}, 14, 2);
  EXPECT_NEAR(end.values[0], 2.0 * (1 - std::exp(-0.7)), 1e-13);
  EXPECT_NEAR(end.values[1], -1.0 + 5.0 * std::exp(-42.0), 1e-13);
}

TEST(ExponentialStep, IsExactForAForcingThatRisesInAStraightLine) {
  // u' = -c u + t: N is linear along the step, and so is the scheme's picture of it.
  constexpr double c = 0.3;
  const System<2> system = [](const Values<2>& u, Values<2>& du) {
    du.values[0] = -c * u.values[0] + u.values[1];
    du.values[1] = 1;
  };
  const Values<2> end = integrate<2>(system, {c, 0}, {{1.0, 0.0}}, 21, 3);
  EXPECT_NEAR(end.values[0], 21 / c - 1 / (c * c) + (1 + 1 / (c * c)) * std::exp(-c * 21), 1e-10);
}

TEST(ExponentialStep, IsOfOrderTwoForADecayWithSwingingForcing) {
  // u' = -c u + sin(w t), time being the second state.
  constexpr double c = 0.8, w = 0.5, end = 12;
  const System<2> system = [](const Values<2>& u, Values<2>& du) {
    du.values[0] = -c * u.values[0] + std::sin(w * u.values[1]);
    du.values[1] = 1;
  };
  const double exact =
      (c * std::sin(w * end) - w * std::cos(w * end) + w * std::exp(-c * end)) / (c * c + w * w) +
      3.0 * std::exp(-c * end);
  expect_second_order(observed_orders<2>(system, {c, 0}, {{3.0, 0.0}}, end, exact, 16, 5));
}

TEST(ExponentialStep, IsOfOrderTwoForTheLogisticCurveWhateverTheDecayTakenOut) {
  constexpr double growth = 0.4, end = 10;
  const System<1> system = [](const Values<1>& u, Values<1>& du) {
    du.values[0] = growth * u.values[0] * (1 - u.values[0]);
  };
  const double exact = 1 / (1 + 9 * std::exp(-growth * end));
  for (double decay : {0.0, 0.4, 1.5})
    expect_second_order(observed_orders<1>(system, {decay}, {{0.1}}, end, exact, 40, 5));
}

TEST(ExponentialStep, IsOfOrderTwoForACoupledOscillator) {
  // x' = -a x + w y, y' = -a y - w x.
  constexpr double a = 0.1, w = 0.6, end = 15;
  const System<2> system = [](const Values<2>& u, Values<2>& du) {
    du.values[0] = -a * u.values[0] + w * u.values[1];
    du.values[1] = -a * u.values[1] - w * u.values[0];
  };
  const double exact = std::exp(-a * end) * std::cos(w * end);
  expect_second_order(observed_orders<2>(system, {a, a}, {{1.0, 0.0}}, end, exact, 100, 4));
}

TEST(ExponentialStep, FollowsASlowStateWithAFastOneWithinTheErrorOfStraightLines) {
  // A slow relaxation x drives a fast one y: y' = -c (y - x^2). The scheme sees x^2 as a straight line along
  // each step, so y is off by no more than the chord is, h^2/8 times its curvature, however stiff; with step
  // times rate below 1 the order is 2.
  constexpr double slow = 0.02, fast = 2.5, end = 80;
  const System<2> system = [](const Values<2>& u, Values<2>& du) {
    du.values[0] = -fast * (u.values[0] - u.values[1] * u.values[1]);
    du.values[1] = -slow * u.values[1];
  };
  const double lag = fast / (fast - 2 * slow);
  const double exact = lag * std::exp(-2 * slow * end) + (2.0 - lag) * std::exp(-fast * end);
  const std::array<double, 2> decay{fast, slow};
  for (int steps : {4, 8, 16, 80}) {
    const double h = end / steps;
    const double curvature = 4 * slow * slow * std::exp(-2 * slow * (end - h));
    const double error = std::abs(integrate<2>(system, decay, {{2.0, 1.0}}, end, steps).values[0] - exact);
    EXPECT_LE(error, h * h / 8 * curvature) << steps;
  }
  expect_second_order(observed_orders<2>(system, decay, {{2.0, 1.0}}, end, exact, 800, 3));
}

TEST(ExponentialStep, StaysStableForStiffRelaxationsAtLongSteps) {
  // Rates from one in a minute to one in a decade, steps of a month: an explicit method would explode.
  constexpr std::size_t size = 8;
  std::array<double, size> decay{};
  for (std::size_t i = 0; i < size; ++i) decay[i] = 1440 * std::pow(10.0, -static_cast<double>(i));
  const System<size> system = [&](const Values<size>& u, Values<size>& du) {
    for (std::size_t i = 0; i < size; ++i) {
      const double neighbour = u.values[(i + 1) % size];
      du.values[i] = -decay[i] * (u.values[i] - std::tanh(neighbour));
    }
  };
  Values<size> start;
  start.values.fill(5.0);
  const Values<size> end = integrate<size>(system, decay, start, 360000, 12000);
  for (double value : end.values) {
    EXPECT_TRUE(std::isfinite(value));
    EXPECT_LE(std::abs(value), 1.0);
  }
}

/// The two coefficients that a step of one day uses, read off its result: from u = 0 with slope 1, then slope
/// 1 + 1.
std::array<double, 2> coefficients(double z) {
  ExponentialStep<1> step;
  step.prepare({z}, 1.0);
  Values<1> state, middle, slope, slope_middle;
  int calls = 0;
  step.advance(state, middle, slope, slope_middle, [&](const Values<1>& u, Values<1>& du) {
    du.values[0] = ++calls == 1 ? 1.0 : 2.0 - z * u.values[0];  // N rises by exactly 1
  });
  return {middle.values[0], state.values[0] - middle.values[0]};
}

TEST(ExponentialStep, SeriesForSlowDecayJoinsTheClosedForm) {
  for (double z : {1e-14, 1e-9, 1e-6, 1e-4, 9.999999e-4, 1e-3, 1.0000001e-3, 2e-3, 0.1, 1.0, 30.0}) {
    const auto c = coefficients(z);
    const long double x = z;
    // Long Taylor sums in extended precision where closed forms cancel, closed forms elsewhere.
    long double first = 0, second = 0;
    if (z < 0.5) {
      long double term = 1;
      for (int k = 0; k < 20; ++k) {
        first += term / (k + 1);
        second += term / ((k + 1) * (k + 2));
        term *= -x / (k + 1);
      }
    } else {
      first = -std::expm1(-x) / x;
      second = (x + std::expm1(-x)) / (x * x);
    }
    EXPECT_NEAR(c[0], static_cast<double>(first), 1e-10) << z;
    EXPECT_NEAR(c[1], static_cast<double>(second), 1e-10) << z;
  }
  const auto below = coefficients(0.001 * (1 - 1e-9)), above = coefficients(0.001 * (1 + 1e-9));
  EXPECT_NEAR(below[0], above[0], 1e-10);
  EXPECT_NEAR(below[1], above[1], 1e-10);
}

TEST(ExponentialStep, ReportsTheLengthItIsPreparedFor) {
  ExponentialStep<1> step;
  EXPECT_LT(step.days(), 0);
  step.prepare({0.1}, 7);
  EXPECT_EQ(step.days(), 7);
}

}  // namespace
