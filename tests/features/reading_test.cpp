// What instruments read off a body: against published levels and changes where there are any.
#include "sarx/measure/reading.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sarx/body/body.inl"
#include "sarx/engine/sketch.h"
#include "sarx/io/vocabulary.h"
#include "sarx/outcome/risk.inl"
#include "support/forecast.h"
#include "support/random_scenario.h"

namespace sarx::testing {
namespace {

double read_on(const Forecast& life, double day, std::string_view measure, std::string_view region = {},
               std::string_view method = {}) {
  const auto instrument = make_instrument({.measure = measure,
                                           .region = region,
                                           .side = {},
                                           .fibre = {},
                                           .method = method,
                                           .unit = {},
                                           .statistic = {}},
                                          nullptr);
  EXPECT_TRUE(instrument) << measure;
  Moment moment;
  moment.day = day;
  return read(*instrument, life.body(day), moment);
}

// Arnold and Bautmans 2014: +1.8 points in the knee extensors of the old, more where more is missing; nobody
// passes 100 %.
TEST(Reading, TrainingTeachesVoluntaryActivation) {
  const Forecast life(average_person(72, true), {since(0, whole_body_training())}, {0, 84, 365});
  const auto activation = [&](double day) {
    return read_on(life, day, "voluntary_activation", "quadriceps");
  };
  EXPECT_GT(activation(84), activation(0) + 0.5);
  EXPECT_LT(activation(84), activation(0) + 5);
  EXPECT_LT(activation(365), 100);
}

// Rozand 2020: d = -0.45 between old and young, about 3.5 points.
TEST(Reading, AgeTakesVoluntaryActivationAndForcePerSize) {
  const Forecast young(average_person(25, true), {}, {0, 1}), old(average_person(75, true), {}, {0, 1826});
  const auto both = [&](std::string_view measure) {
    return std::pair{read_on(old, 0, measure, "quadriceps"), read_on(young, 0, measure, "quadriceps")};
  };
  const auto [old_activation, young_activation] = both("voluntary_activation");
  EXPECT_GT(young_activation - old_activation, 1);
  EXPECT_LT(young_activation - old_activation, 7);
  EXPECT_LT(read_on(old, 1826, "voluntary_activation", "quadriceps"), old_activation);
  const auto [old_force, young_force] = both("specific_force");
  EXPECT_GT(old_force, 0.6 * young_force);
  EXPECT_LT(old_force, 0.95 * young_force);
}

TEST(Reading, AerobicPowerFollowsFitnessNotWill) {
  const Forecast cycling(
      average_person(30, true),
      {since(0, EnduranceTraining{.mode = EnduranceMode::cycling, .sessions_per_week = 3, .minutes = 45})},
      {0, 56});
  const auto gain = [&](std::string_view method) {
    return read_on(cycling, 56, "power", "leg", method) / read_on(cycling, 0, "power", "leg", method);
  };
  EXPECT_GT(gain("Wmax"), 1.04);
  EXPECT_GT(gain("Wmax"), gain("countermovement jump"));
}

// A sketch reads in floats; nobody sees the difference, whatever is read of whomever.
TEST(Reading, FloatsReadWhatDoublesDo) {
  using Lanes = SketchLanes;
  const Parameters<double> best = Parameters<double>::best();
  Parameters<Lanes> parameters;
  for (std::size_t i = 0; i < parameter_count; ++i) parameters.values[i] = Lanes(best.values[i]);
  std::size_t readings = 0;
  for (const Scenario& scenario : varied_scenarios()) {
    const Forecast life(scenario.person, scenario.timeline.items, {0, 20, scenario.horizon_days});
    State<Lanes> start, now;
    for (std::size_t lane = 0; lane < Lanes::lanes; ++lane) scatter<Lanes>(life.state(0), lane, start);
    CumulativeRiskOf<double> gathered;
    CumulativeRiskOf<Lanes> gathered_in_floats;
    for (const double day : life.trajectory().days) {
      // The lanes are different bodies: the first is the one to compare, the others are as on day 0.
      now = start;
      scatter<Lanes>(life.state(day), 0, now);
      const Body<double> body = life.body(day);
      const Body<Lanes> bodies{life.person(), parameters, start, now};
      const PhysicalFunction<double> function(body);
      const PhysicalFunction<Lanes> functions(bodies);
      Moment moment;
      moment.day = day;
      const auto expect_near = [&](const Lanes& found, double expected, std::string_view what) {
        if (!std::isfinite(expected)) return;  // a muscle's measure without a muscle
        ASSERT_NEAR(static_cast<double>(found[0]), expected, 2e-3 * std::max(1e-3, std::abs(expected)))
            << scenario.name << ", day " << day << ": " << what;
        ++readings;
      };
      for (const std::string_view measure : report_measure_names()) {
        MeasureWords words;
        words.measure = measure;
        for (const std::string_view region : {"", "quadriceps", "hip"}) {
          words.region = region;
          if (const auto instrument = make_instrument(words, nullptr))
            expect_near(read(*instrument, bodies, moment, &functions),
                        read(*instrument, body, moment, &function), measure);
        }
      }
      const RiskRates rates = risk_rates(risk_factors(body, function), best);
      const RiskRatesOf<Lanes> rates_in_floats = risk_rates(risk_factors(bodies, functions), parameters);
      gathered.add(day, rates);
      gathered_in_floats.add(day, rates_in_floats);
      for (const Risk risk : all_risks) {
        expect_near(rates_in_floats[index(risk)], rates[index(risk)], risk_names[index(risk)].measure);
        expect_near(gathered_in_floats.chance(risk, parameters), gathered.chance(risk, best), "chance");
      }
    }
  }
  EXPECT_GT(readings, 1000u);
}

}  // namespace
}  // namespace sarx::testing
