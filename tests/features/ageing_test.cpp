// Ageing: slow, accelerating, different by muscle and sex.
#include <gtest/gtest.h>

#include "features/published.h"
#include "sarx/measure/instrument.h"
#include "sarx/measure/reading.h"
#include "support/forecast.h"

namespace sarx::testing {
namespace {

using enum MuscleGroup;
constexpr double year = 365.25;
constexpr SimulationOptions monthly{1, 30};

TEST(Ageing, Accelerates) {
  for (bool male : {false, true}) {
    double last = 0;
    for (double age : {30.0, 50.0, 65.0, 80.0}) {
      const Forecast decade(average_person(age, male), {since(0, Ageing{})}, {0, 10 * year}, monthly);
      const double rate = decade.size_percent("thigh", 10 * year) / 10;
      EXPECT_LT(rate, last) << age;
      EXPECT_GT(rate, -3) << age;
      last = rate;
    }
  }
}

TEST(Ageing, TakesStrengthAboutThreeTimesFasterThanMass) {
  for (bool male : {false, true}) {
    const Forecast old(average_person(72, male), {since(0, Ageing{})}, {0, 5 * year}, monthly);
    const double ratio = old.strength_percent(Side::left, quadriceps, 5 * year) /
                         old.size_percent(Side::left, quadriceps, 5 * year);
    EXPECT_GT(ratio, 1.5);
    EXPECT_LT(ratio, 5);
  }
}

TEST(Ageing, DiffersByMuscleAndSex) {
  const Forecast man(average_person(65, true), {since(0, Ageing{})}, {0, 10 * year}, monthly);
  const Forecast woman(average_person(65, false), {since(0, Ageing{})}, {0, 10 * year}, monthly);
  EXPECT_LT(man.size_percent("leg", 10 * year), man.size_percent("arm", 10 * year));
  EXPECT_NE(man.size_percent("leg", 10 * year), woman.size_percent("leg", 10 * year));
}

TEST(Ageing, PeopleOfAnAgeHaveTheHormonesActivityAndStrengthOfThatAge) {
  for (bool male : {false, true}) {
    const Person young = average_person(30, male), old = average_person(80, male);
    EXPECT_LT(old.steps_per_day, young.steps_per_day);
    EXPECT_LT(old.igf1_ng_ml, young.igf1_ng_ml);
    EXPECT_LT(old.testosterone_ng_dl, young.testosterone_ng_dl + (male ? 0 : 20));
    EXPECT_LT(old.knee_extension_torque_n_m, 0.8 * young.knee_extension_torque_n_m);
    EXPECT_LT(old.grip_strength_kg, young.grip_strength_kg);
    EXPECT_LT(old.gait_speed_m_s, young.gait_speed_m_s);
  }
  EXPECT_LT(average_person(70, false).oestradiol_pg_ml, average_person(35, false).oestradiol_pg_ml);
}

TEST(Ageing, OverDecadesHormonesAndFitnessReadAsThoseOfTheAgeReached) {
  const Forecast life(average_person(30, true), {}, {0, 50 * 365.25});
  const Person old = average_person(80, true);
  const auto reading = [&](std::string_view measure) {
    const auto instrument = make_instrument({.measure = measure,
                                             .region = {},
                                             .side = {},
                                             .fibre = {},
                                             .method = {},
                                             .unit = {},
                                             .statistic = {}},
                                            nullptr);
    EXPECT_TRUE(instrument);
    Moment moment;
    moment.day = 50 * 365.25;
    return read(*instrument, life.body(moment.day), moment);
  };
  EXPECT_NEAR(reading("testosterone"), old.testosterone_ng_dl, 0.15 * old.testosterone_ng_dl);
  EXPECT_NEAR(reading("igf1"), old.igf1_ng_ml, 0.1 * old.igf1_ng_ml);
  EXPECT_NEAR(reading("vo2max"), old.vo2max_ml_per_kg_min, 0.2 * old.vo2max_ml_per_kg_min);
}

TEST(Ageing, TheFastFibresOfTheOldAreSmallerAndTheSlowOnesSpared) {
  const auto area = [](std::string_view fibre, double age) {
    const auto biopsy = make_instrument({.measure = "fibre_csa",
                                         .region = "quadriceps",
                                         .side = {},
                                         .fibre = fibre,
                                         .method = {},
                                         .unit = {},
                                         .statistic = {}},
                                        nullptr);
    EXPECT_TRUE(biopsy);
    const Forecast life(average_person(age, true), {}, {0, 1});
    return read(*biopsy, life.body(0));
  };
  EXPECT_LT(area("II", 75), 0.8 * area("II", 25));
  EXPECT_GT(area("II", 75), 0.6 * area("II", 25));
  EXPECT_GT(area("I", 75), 0.93 * area("I", 25));
  EXPECT_LT(area("mixed", 75), area("I", 75));
}

TEST(Ageing, TrainingHoldsItBack) {
  const Person woman = average_person(70, false);
  const Forecast still(woman, {since(0, Ageing{})}, {0, 2 * year}, {1, 7});
  const Forecast trained(woman, {since(0, whole_body_training(2, 2))}, {0, 2 * year}, {1, 7});
  EXPECT_GT(trained.muscle_percent(2 * year), still.muscle_percent(2 * year) + 1);
}

TEST(AgeingSize, TwelveYearsOfMen) {
  expect_as_published("frontera-2000-12y-men", "sedentary men", "strength", "quadriceps", 2.5, 5);
  expect_as_published("frontera-2000-12y-men", "sedentary men", "muscle_csa", "quadriceps", 2.5, 5);
}
TEST(AgeingSize, FiveYearsOfThigh) {
  expect_as_published("cameron-2019-thigh-5y", "men", "muscle_volume", "thigh", 2.5, 2);
  expect_as_published("cameron-2019-thigh-5y", "women", "muscle_volume", "thigh", 2.5, 2);
}
TEST(AgeingSize, FiveYearsOfTorque) {
  expect_as_published("delmonico-2009-healthabc-5y-torque", "men", "strength", "quadriceps", 2.5, 4);
  expect_as_published("delmonico-2009-healthabc-5y-torque", "women", "strength", "quadriceps", 2.5, 4);
}

}  // namespace
}  // namespace sarx::testing
