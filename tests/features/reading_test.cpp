// What instruments read off a body: against published levels and changes where there are any.
#include "sarx/measure/reading.h"

#include <gtest/gtest.h>

#include "sarx/body/body.inl"
#include "support/forecast.h"

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

}  // namespace
}  // namespace sarx::testing
