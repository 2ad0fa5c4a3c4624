#include "sarx/timeline/immobilisation.h"

#include "exposing.h"

namespace sarx {
namespace {

using namespace sarx::testing;

Immobilisation held(Joint joint, ImmobilisationDevice device = ImmobilisationDevice::cast) {
  Immobilisation event;
  event.joint = joint;
  event.device = device;
  event.side = EventSide::left;
  return event;
}

TEST(Immobilisation, AKneeCastHoldsTheMusclesOfThatKneeOnly) {
  const auto exposure = of(held(Joint::knee));
  EXPECT_EQ(unloading(exposure, Unloading::cast, MuscleGroup::quadriceps), 1);
  EXPECT_EQ(unloading(exposure, Unloading::cast, MuscleGroup::hamstrings), 1);
  EXPECT_GT(unloading(exposure, Unloading::suspension, MuscleGroup::plantarflexors), 0.2);
  EXPECT_LT(unloading(exposure, Unloading::cast, MuscleGroup::plantarflexors), 1);
  for (const MuscleGroup group : all_muscle_groups)
    for (const auto way : {Unloading::cast, Unloading::suspension, Unloading::brace})
      EXPECT_EQ(unloading(exposure, way, group, Side::right), 0) << name(group);
  EXPECT_EQ(unloading(exposure, Unloading::cast, MuscleGroup::forearm), 0);
}

TEST(Immobilisation, AWristCastTakesTheForearmAndNoSteps) {
  const auto exposure = of(held(Joint::wrist));
  EXPECT_EQ(units_with(exposure,
                       [](const MuscleExposure& m) {
                         return m.unloading[static_cast<std::size_t>(Unloading::cast)];
                       }),
            std::set<std::string>{"left forearm"});
  EXPECT_EQ(exposure.steps_factor, 1);
}

TEST(Immobilisation, EachDeviceIsItsOwnWay) {
  EXPECT_EQ(unloading(of(held(Joint::elbow, ImmobilisationDevice::sling)), Unloading::sling,
                      MuscleGroup::elbow_flexors),
            1);
  EXPECT_EQ(unloading(of(held(Joint::elbow, ImmobilisationDevice::brace)), Unloading::brace,
                      MuscleGroup::elbow_flexors),
            1);
  EXPECT_EQ(unloading(of(held(Joint::shoulder)), Unloading::cast, MuscleGroup::chest_shoulders), 1);
}

TEST(Immobilisation, HoursADayCountInProportion) {
  auto event = held(Joint::ankle);
  event.hours_per_day = 8;
  EXPECT_NEAR(unloading(of(event), Unloading::cast, MuscleGroup::plantarflexors), 8.0 / 24, 1e-12);
}

TEST(Immobilisation, WithoutASideBothLimbsAreHeld) {
  auto event = held(Joint::elbow);
  event.side.reset();
  EXPECT_EQ(unloading(of(event), Unloading::cast, MuscleGroup::elbow_flexors, Side::right), 1);
}

TEST(Immobilisation, TrainingTheFreeLimbReachesTheHeldOne) {
  ResistanceTraining training;
  training.regions = {"quadriceps"};
  training.side = EventSide::right;
  training.sets = 4;
  training.exercises = 1;
  training.sessions_per_week = 3;
  const auto exposure = on_day({{item(held(Joint::knee)), item(training)}}, 1);
  EXPECT_DOUBLE_EQ(exposure.of(Side::left, MuscleGroup::quadriceps).other_side_weekly_sets, 12);
  EXPECT_EQ(exposure.of(Side::right, MuscleGroup::quadriceps).other_side_weekly_sets, 0);
  EXPECT_EQ(exposure.of(Side::left, MuscleGroup::quadriceps).weekly_sets, 0);
}

TEST(LimbUnloading, SuspendsThatLegAndLeavesItsHipFlexorsToCarryIt) {
  LimbUnloading event;
  event.limb = Limb::leg;
  event.side = EventSide::left;
  const auto exposure = of(event);
  EXPECT_EQ(unloading(exposure, Unloading::suspension, MuscleGroup::quadriceps), 1);
  EXPECT_LT(unloading(exposure, Unloading::suspension, MuscleGroup::hip_flexors), 0.5);
  EXPECT_EQ(unloading(exposure, Unloading::suspension, MuscleGroup::quadriceps, Side::right), 0);
  EXPECT_EQ(unloading(exposure, Unloading::suspension, MuscleGroup::elbow_flexors), 0);
}

TEST(Microgravity, UnloadsTheWholeBodyAndCountsExercise) {
  Microgravity event;
  EXPECT_EQ(of(event).microgravity, 1);
  EXPECT_EQ(of(event).space_exercise, 0);
  event.exercise = SpaceExercise::standard;
  const double standard = of(event).space_exercise;
  event.exercise = SpaceExercise::ared;
  EXPECT_GT(standard, 0);
  EXPECT_GT(of(event).space_exercise, standard);
}

TEST(BedRest, TiltMakesItHeadDown) {
  EXPECT_EQ(unloading(of(BedRest{-6.0}), Unloading::head_down, MuscleGroup::trunk_flexors), 1);
  EXPECT_EQ(unloading(of(BedRest{-6.0}), Unloading::bed_rest, MuscleGroup::trunk_flexors), 0);
  EXPECT_EQ(unloading(of(BedRest{}), Unloading::bed_rest, MuscleGroup::trunk_flexors), 1);
}

TEST(Activity, FewerStepsThanHabitUnloadLegsAndTrunkInProportion) {
  const auto exposure = of(Activity{1500, std::nullopt});  // habit 6000
  EXPECT_NEAR(unloading(exposure, Unloading::inactivity, MuscleGroup::quadriceps), 0.75, 1e-12);
  EXPECT_NEAR(unloading(exposure, Unloading::inactivity, MuscleGroup::trunk_extensors), 0.75, 1e-12);
  EXPECT_EQ(unloading(exposure, Unloading::inactivity, MuscleGroup::elbow_flexors), 0);
}

TEST(Activity, MoreStepsThanHabitAreNoUnloading) {
  EXPECT_EQ(unloading(of(Activity{12000, std::nullopt}), Unloading::inactivity, MuscleGroup::quadriceps), 0);
  EXPECT_GT(*of(Activity{std::nullopt, ActivityLevel::active}).steps_per_day,
            *of(Activity{std::nullopt, ActivityLevel::light}).steps_per_day);
}

}  // namespace
}  // namespace sarx
