#include "sarx/outcome/function.h"

#include <gtest/gtest.h>

#include <cmath>
#include <span>

#include "sarx/engine/simulate.h"
#include "sarx/outcome/metabolism.h"
#include "sarx/person/subject.h"

namespace sarx {
namespace {

/// A person, their body at day 0, and the same body changed.
class Someone {
 public:
  Someone(double age_years, bool male, double torque_n_m) {
    Subject subject;
    subject.age_years = age_years;
    subject.male_fraction = male ? 1 : 0;
    person = complete_person(subject, male, {}, nullptr);
    person.knee_extension_torque_n_m = torque_n_m;
    start = simulate(person, Timeline{}, parameters, {0.0}).states.front();
    now = start;
  }
  Body<double> body() const { return {person, parameters, start, now}; }
  /// Multiply the force of every leg muscle, muscle quality standing in for whatever did it.
  void scale_leg_strength(double factor) {
    for (const MuscleGroup group : all_muscle_groups)
      if (is_leg(group))
        for (const Side side : {Side::left, Side::right})
          now.unit(UnitState::quality, unit_index(side, group)) += std::log(factor);
  }

  Parameters<double> parameters = Parameters<double>::best();
  Person person;
  State<double> start, now;
};

TEST(PhysicalFunction, StartsAtThePersonsOwnLevels) {
  const Someone someone(72, false, 90);
  const PhysicalFunction<double> function(someone.body());
  EXPECT_NEAR(function.gait_speed_m_s(), someone.person.gait_speed_m_s, 1e-9);
  EXPECT_NEAR(function.chair_stand_time_s(), someone.person.chair_stand_time_s, 1e-9);
  EXPECT_NEAR(function.six_minute_walk_m(), someone.person.six_minute_walk_m, 1e-6);
  EXPECT_NEAR(function.grip_strength_kg(), someone.person.grip_strength_kg, 1e-9);
  EXPECT_NEAR(function.sppb_points(), someone.person.sppb_points, 0.03);
  EXPECT_NEAR(function.vo2max_ml_per_kg_min(), someone.person.vo2max_ml_per_kg_min, 1e-6);
  EXPECT_NEAR(function.physical_performance_points(36, 28.8), 28.8, 0.03);
}

TEST(PhysicalFunction, WhatTrainingTaughtShowsInPaceMoreThanInKneeTorque) {
  Someone someone(75, false, 60);
  for (const Side side : {Side::left, Side::right})
    for (const MuscleGroup group : all_muscle_groups)
      someone.now.unit(UnitState::learning, unit_index(side, group)) += 0.2;
  const PhysicalFunction<double> function(someone.body());
  const double torque = function.knee_torque_change();
  EXPECT_GT(torque, 1);
  // The same torque without learning makes less of it.
  Someone stronger(75, false, 60);
  stronger.scale_leg_strength(torque);
  const PhysicalFunction<double> strength_alone(stronger.body());
  EXPECT_NEAR(strength_alone.knee_torque_change(), torque, 1e-9);
  EXPECT_GT(function.gait_speed_m_s(), 1.005 * strength_alone.gait_speed_m_s());
  EXPECT_LT(function.chair_stand_time_s(), 0.98 * strength_alone.chair_stand_time_s());
}

TEST(PhysicalFunction, TheStrongHaveReserveAndTheWeakHaveNot) {
  const auto gait_lost = [](double torque) {
    Someone someone(75, true, torque);
    const double before = PhysicalFunction<double>(someone.body()).gait_speed_m_s();
    someone.scale_leg_strength(0.7);
    return 1 - PhysicalFunction<double>(someone.body()).gait_speed_m_s() / before;
  };
  const double strong = gait_lost(250), weak = gait_lost(60);
  EXPECT_LT(strong, 0.05);  // losing 30 % of strength hardly shows ...
  EXPECT_GT(weak, 0.12);    // ... and costs the weak a good part of their speed
  EXPECT_GT(weak, 4 * strong);
}

TEST(PhysicalFunction, RisingHasLessReserveThanWalking) {
  Someone someone(75, false, 85);
  someone.scale_leg_strength(0.75);
  const PhysicalFunction<double> function(someone.body());
  const double gait = function.gait_speed_m_s() / someone.person.gait_speed_m_s;
  const double rising = someone.person.chair_stand_time_s / function.chair_stand_time_s();
  EXPECT_LT(rising, gait);
  EXPECT_LT(function.sppb_points(), someone.person.sppb_points);
  EXPECT_LT(function.leg_power_w(), PhysicalFunction<double>(Someone(75, false, 85).body()).leg_power_w());
  EXPECT_GT(function.timed_up_and_go_s(),
            PhysicalFunction<double>(Someone(75, false, 85).body()).timed_up_and_go_s());
}

TEST(PhysicalFunction, OneBadLegCostsLessThanTwo) {
  Someone one(70, true, 110), two(70, true, 110);
  two.scale_leg_strength(0.5);
  for (const MuscleGroup group : all_muscle_groups)
    if (is_leg(group)) one.now.unit(UnitState::quality, unit_index(Side::left, group)) += std::log(0.5);
  const double with_one = PhysicalFunction<double>(one.body()).gait_speed_m_s();
  const double with_two = PhysicalFunction<double>(two.body()).gait_speed_m_s();
  EXPECT_LT(with_one, one.person.gait_speed_m_s);
  EXPECT_LT(with_two, with_one);
}

// Each step needs both legs: the same strength lost in all costs more where one leg has lost it.
TEST(PhysicalFunction, WalkingRestsOnTheWeakerLeg) {
  const auto gait_left = [](double left, double right) {
    Someone someone(80, false, 75);
    for (const MuscleGroup group : all_muscle_groups) {
      if (!is_leg(group)) continue;
      someone.now.unit(UnitState::quality, unit_index(Side::left, group)) += std::log(left);
      someone.now.unit(UnitState::quality, unit_index(Side::right, group)) += std::log(right);
    }
    return PhysicalFunction<double>(someone.body()).gait_speed_m_s() / someone.person.gait_speed_m_s;
  };
  EXPECT_LT(gait_left(1, 0.5), gait_left(0.75, 0.75) - 0.01);
  EXPECT_GT(gait_left(1, 0.5), gait_left(0.5, 0.5) + 0.01);
  EXPECT_NEAR(gait_left(1, 0.5), gait_left(0.5, 1), 1e-9);
}

// Pain keeps from walking and rising beyond what it takes from strength.
TEST(PhysicalFunction, AHurtLegIsSpared) {
  Someone someone(80, false, 75);
  const PhysicalFunction<double> before(someone.body());
  const double gait = before.gait_speed_m_s(), rise = before.chair_stand_time_s(),
               grip = before.grip_strength_kg();
  for (const MuscleGroup group : {MuscleGroup::gluteals, MuscleGroup::quadriceps})
    someone.now.unit(UnitState::trauma, unit_index(Side::left, group)) = 0.8;
  const PhysicalFunction<double> after(someone.body());
  EXPECT_LT(after.gait_speed_m_s(), 0.8 * gait);
  EXPECT_GT(after.gait_speed_m_s(), 0.3 * gait);
  EXPECT_GT(after.chair_stand_time_s(), 1.25 * rise);
  EXPECT_DOUBLE_EQ(after.grip_strength_kg(), grip);
}

// Who rises can lean on the other leg and the arms: the same pain costs half as much of the pace.
TEST(PhysicalFunction, PainCostsRisingHalfOfWhatItCostsWalking) {
  Someone someone(80, false, 75);
  const PhysicalFunction<double> before(someone.body());
  const double gait = before.gait_speed_m_s(), rise = before.chair_stand_time_s();
  for (double& trauma : std::span(someone.now.units(UnitState::trauma), muscle_unit_count)) trauma = 0.2;
  const PhysicalFunction<double> after(someone.body());
  const double walking = std::log(gait / after.gait_speed_m_s());
  EXPECT_GT(walking, 0.05);
  EXPECT_NEAR(std::log(after.chair_stand_time_s() / rise), walking / 2, 1e-9);
}

TEST(PhysicalFunction, OxygenIsSharedOverTheMassThatIsCarried) {
  Someone someone(50, true, 150);
  const double before = PhysicalFunction<double>(someone.body()).vo2max_ml_per_kg_min();
  someone.now.body(BodyState::fat_mass_kg) += 8;
  EXPECT_LT(PhysicalFunction<double>(someone.body()).vo2max_ml_per_kg_min(), 0.97 * before);
}

TEST(PhysicalFunction, TrainedBalanceShowsInTheBattery) {
  Someone someone(80, false, 70);
  someone.person.sppb_points = 8;
  const double before = PhysicalFunction<double>(someone.body()).sppb_points();
  someone.now.body(BodyState::balance_log) += 0.3;
  EXPECT_GT(PhysicalFunction<double>(someone.body()).sppb_points(), before);
}

TEST(PhysicalFunction, StaysOnItsScalesAtTheExtremes) {
  for (const double factor : {1e-3, 0.05, 3.0}) {
    Someone someone(85, false, 40);
    someone.scale_leg_strength(factor);
    const PhysicalFunction<double> function(someone.body());
    EXPECT_GT(function.gait_speed_m_s(), 0);
    EXPECT_TRUE(std::isfinite(function.chair_stand_time_s()));
    EXPECT_GE(function.sppb_points(), 0);
    EXPECT_LE(function.sppb_points(), 12);
    EXPECT_GE(function.balance_points(), 0);
    EXPECT_LE(function.balance_points(), 4);
  }
}

TEST(Metabolism, RestingRateFollowsTissues) {
  Someone someone(40, true, 180);
  const Metabolism<double> at_start(someone.body());
  const double before = at_start.resting_rate_kcal_per_day();
  EXPECT_NEAR(before, someone.person.resting_metabolic_rate_kcal_per_day, 1e-6);
  EXPECT_NEAR(at_start.total_expenditure_kcal_per_day(), someone.person.energy_need_kcal_per_day, 1e-6);
  someone.now.body(BodyState::fat_mass_kg) -= 5;
  EXPECT_NEAR(Metabolism<double>(someone.body()).resting_rate_kcal_per_day(), before - 5 * 4.5, 1e-6);
  someone.now.body(BodyState::thermogenesis_kcal_per_day) -= 100;
  EXPECT_LT(Metabolism<double>(someone.body()).resting_rate_kcal_per_day(), before - 5 * 4.5 - 30);
}

TEST(Metabolism, LosingFatHelpsInsulinAndLyingStillHarms) {
  Someone someone(50, false, 100);
  const double at_start = Metabolism<double>(someone.body()).homa_ir();
  someone.now.body(BodyState::fat_mass_kg) *= 0.8;
  EXPECT_LT(Metabolism<double>(someone.body()).homa_ir(), at_start);
  someone.now = someone.start;
  someone.now.body(BodyState::insulin_sensitivity_log) -= 0.25;
  EXPECT_GT(Metabolism<double>(someone.body()).homa_ir(), at_start);
}

TEST(Metabolism, MuscleTakesUpGlucose) {
  Someone someone(50, false, 100);
  const double at_start = Metabolism<double>(someone.body()).insulin_sensitivity();
  for (double& size : std::span(someone.now.units(UnitState::size), muscle_unit_count)) size -= 0.2;
  EXPECT_LT(Metabolism<double>(someone.body()).insulin_sensitivity(), 0.99 * at_start);
}

TEST(Metabolism, MovingLessSparesEnergy) {
  const Someone someone(70, true, 150);
  const Metabolism<double> metabolism(someone.body());
  const double usual = metabolism.total_expenditure_kcal_per_day();
  EXPECT_LT(metabolism.total_expenditure_kcal_per_day(-200), usual - 200);
  // Nobody saves more than all movement costs.
  EXPECT_GT(metabolism.total_expenditure_kcal_per_day(-1e6), metabolism.resting_rate_kcal_per_day());
}

}  // namespace
}  // namespace sarx
