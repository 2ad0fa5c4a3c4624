#include "sarx/timeline/resistance_training.h"

#include "exposing.h"

namespace sarx {
namespace {

using namespace sarx::testing;

ResistanceTraining programme(std::vector<std::string> regions, double sets, double exercises,
                             double sessions = 3) {
  ResistanceTraining event;
  event.regions = std::move(regions);
  event.sets = sets;
  event.exercises = exercises;
  event.sessions_per_week = sessions;
  return event;
}

double sets_of(const Exposure& exposure, MuscleGroup group, Side side = Side::left) {
  return exposure.of(side, group).weekly_sets;
}

TEST(ResistanceTraining, WeeklySetsAreSetsTimesSessionsTimesExercises) {
  const auto exposure = of(programme({"quadriceps"}, 4, 2));
  EXPECT_DOUBLE_EQ(sets_of(exposure, MuscleGroup::quadriceps), 24);
  EXPECT_EQ(sets_of(exposure, MuscleGroup::hamstrings), 0);
  EXPECT_EQ(exposure.resistance_sessions_per_week, 3);
}

TEST(ResistanceTraining, OneCompoundExerciseWorksItsThreeRegions) {
  const auto exposure = of(programme({"quadriceps", "gluteals", "plantarflexors"}, 3, 1));
  EXPECT_DOUBLE_EQ(sets_of(exposure, MuscleGroup::quadriceps), 9);
  EXPECT_DOUBLE_EQ(sets_of(exposure, MuscleGroup::gluteals), 9);
}

TEST(ResistanceTraining, TwoExercisesForTwoAntagonistsAreOneEach) {
  const auto exposure = of(programme({"elbow_flexors", "elbow_extensors"}, 3, 2));
  EXPECT_DOUBLE_EQ(sets_of(exposure, MuscleGroup::elbow_flexors), 9);
}

TEST(ResistanceTraining, AWholeBodyProgrammeReachesAllWithinReason) {
  const auto exposure = of(programme({"whole_body"}, 3, 8));
  for (const MuscleGroup group : all_muscle_groups) {
    EXPECT_GT(sets_of(exposure, group), 0) << name(group);
    EXPECT_LE(sets_of(exposure, group), 20) << name(group);
  }
  EXPECT_GT(sets_of(exposure, MuscleGroup::quadriceps), sets_of(exposure, MuscleGroup::dorsiflexors));
}

TEST(ResistanceTraining, OneSideTrainsOneSide) {
  auto event = programme({"quadriceps"}, 3, 1);
  event.side = EventSide::right;
  EXPECT_EQ(sets_of(of(event), MuscleGroup::quadriceps, Side::left), 0);
  EXPECT_EQ(sets_of(of(event), MuscleGroup::quadriceps, Side::right), 9);
}

TEST(ResistanceTraining, LoadFollowsFromRepetitions) {
  auto event = programme({"quadriceps"}, 3, 1);
  event.mode = ResistanceMode::machine;
  event.reps = 10;
  EXPECT_NEAR(of(event).of(Side::left, MuscleGroup::quadriceps).load_share_1rm, 0.75, 0.01);
  event.reps = 30;
  EXPECT_NEAR(of(event).of(Side::left, MuscleGroup::quadriceps).load_share_1rm, 0.5, 0.01);
  event.load_percent_1rm = 30;
  EXPECT_NEAR(of(event).of(Side::left, MuscleGroup::quadriceps).load_share_1rm, 0.3, 1e-12);
}

TEST(ResistanceTraining, ModesMarkTheirSets) {
  auto event = programme({"quadriceps"}, 3, 1);
  const auto with = [&](ResistanceMode mode) {
    event.mode = mode;
    return of(event).of(Side::left, MuscleGroup::quadriceps);
  };
  EXPECT_EQ(with(ResistanceMode::eccentric).eccentric_share, 1);
  EXPECT_NEAR(with(ResistanceMode::flywheel).eccentric_share, 0.5, 1e-12);
  EXPECT_EQ(with(ResistanceMode::isometric).isometric_share, 1);
  EXPECT_EQ(with(ResistanceMode::plyometric).fast_share, 1);
  EXPECT_LT(with(ResistanceMode::bands).failure_share, with(ResistanceMode::weights).failure_share);
  const auto lifted = with(ResistanceMode::electrical_stimulation);
  EXPECT_EQ(lifted.weekly_sets, 0);
  event.sets.reset();
  event.minutes = 30;
  const auto timed = with(ResistanceMode::electrical_stimulation);
  EXPECT_NEAR(timed.stimulation_minutes_per_day, 30 * 3 / 7.0, 1e-9);
  EXPECT_GT(lifted.stimulation_minutes_per_day, 0);
}

TEST(ResistanceTraining, BalanceIsBalanceAndLittleElse) {
  ResistanceTraining event;
  event.mode = ResistanceMode::balance;
  event.sessions_per_week = 2;
  const auto exposure = of(event);
  EXPECT_EQ(exposure.balance_sessions_per_week, 2);
  EXPECT_LT(sets_of(exposure, MuscleGroup::quadriceps), 3);
  EXPECT_EQ(sets_of(exposure, MuscleGroup::elbow_flexors), 0);
}

TEST(ResistanceTraining, MinutesStandForSets) {
  ResistanceTraining event;
  event.regions = {"quadriceps"};
  event.exercises = 1;
  event.sessions_per_week = 2;
  event.minutes = 30;  // ten sets of three minutes
  EXPECT_NEAR(sets_of(of(event), MuscleGroup::quadriceps), 20, 1e-9);
}

TEST(EnduranceTraining, CyclingDrivesTheQuadricepsAndCostsEnergyByBodyMass) {
  EnduranceTraining event;
  event.mode = EnduranceMode::cycling;
  event.sessions_per_week = 3;
  event.minutes = 60;
  const auto exposure = of(event);
  EXPECT_DOUBLE_EQ(exposure.endurance_minutes_per_week, 180);
  EXPECT_DOUBLE_EQ(exposure.of(Side::left, MuscleGroup::quadriceps).endurance_minutes_per_week, 180);
  EXPECT_EQ(exposure.of(Side::left, MuscleGroup::forearm).endurance_minutes_per_week, 0);
  EXPECT_NEAR(exposure.endurance_kcal_per_day, 5.5 * 80 * 3 / 7.0, 1e-9);
  EXPECT_EQ(exposure.balance_sessions_per_week, 0);
}

TEST(ExerciseProgramme, IsASmallDoseOfEverything) {
  const auto exposure = of(ExerciseProgramme{});
  EXPECT_GT(exposure.balance_sessions_per_week, 0);
  EXPECT_GT(exposure.endurance_minutes_per_week, 0);
  EXPECT_GT(sets_of(exposure, MuscleGroup::quadriceps), 0);
  EXPECT_LT(sets_of(exposure, MuscleGroup::quadriceps), 9);
}

TEST(ElectricalStimulation, ReachesItsRegionOnItsSide) {
  ElectricalStimulation event;
  event.regions = {"calf"};
  event.side = EventSide::left;
  event.minutes_per_day = 60;
  EXPECT_EQ(units_with(of(event), [](const MuscleExposure& m) { return m.stimulation_minutes_per_day; }),
            (std::set<std::string>{"left plantarflexors", "left dorsiflexors"}));
}

}  // namespace
}  // namespace sarx
