// Resistance, power, balance and endurance training; stimulation; detraining and retraining.
#include <gtest/gtest.h>

#include "features/published.h"
#include "support/forecast.h"

namespace sarx::testing {
namespace {

using enum MuscleGroup;
constexpr Side left = Side::left, right = Side::right;

Forecast twelve_weeks(ResistanceTraining programme, double age = 25, bool male = true) {
  return Forecast(average_person(age, male), {since(0, std::move(programme))}, {0, 21, 84});
}

TEST(Training, GrowsMuscleAndMoreStrengthInYoungAndOldMenAndWomen) {
  for (double age : {22.0, 45.0, 70.0, 88.0})
    for (bool male : {false, true}) {
      const Forecast trained = twelve_weeks(training_of({"quadriceps"}), age, male);
      const double size = trained.size_percent(left, quadriceps, 84);
      EXPECT_GT(size, 1.5) << age;
      EXPECT_LT(size, 20) << age;
      EXPECT_GT(trained.strength_percent(left, quadriceps, 84, StrengthTest::one_repetition_maximum),
                size + 5);
      // Skill comes first.
      EXPECT_GT(trained.strength_percent(left, quadriceps, 21, StrengthTest::one_repetition_maximum),
                2 * trained.size_percent(left, quadriceps, 21));
    }
}

TEST(Training, TheOldGrowLessThanTheYoung) {
  EXPECT_LT(twelve_weeks(training_of({"quadriceps"}), 78).size_percent(left, quadriceps, 84),
            twelve_weeks(training_of({"quadriceps"}), 24).size_percent(left, quadriceps, 84));
}

TEST(Training, TheTrainedLiftGainsMoreThanAnIsometricTest) {
  const Forecast trained = twelve_weeks(training_of({"quadriceps"}));
  EXPECT_GT(trained.strength_percent(left, quadriceps, 84, StrengthTest::one_repetition_maximum),
            trained.strength_percent(left, quadriceps, 84, StrengthTest::isometric));
}

TEST(Training, IsLocalToTheTrainedRegionAndSide) {
  ResistanceTraining one_leg = training_of({"quadriceps"});
  one_leg.side = EventSide::left;
  const Forecast trained = twelve_weeks(one_leg);
  EXPECT_GT(trained.size_percent(left, quadriceps, 84), 2);
  EXPECT_NEAR(trained.size_percent(right, quadriceps, 84), 0, 0.7);
  EXPECT_NEAR(trained.size_percent(left, elbow_flexors, 84), 0, 0.7);
}

TEST(Training, TeachesTheOtherLimbStrengthButBuildsNoMuscleThere) {
  for (const double age : {25.0, 70.0}) {
    ResistanceTraining one_leg = training_of({"quadriceps"});
    one_leg.side = EventSide::left;
    const Forecast trained = twelve_weeks(one_leg, age);
    const double learned =
        trained.strength_percent(right, quadriceps, 84, StrengthTest::one_repetition_maximum);
    // No replayable evidence of its own: 11.9 % (8.2 % isometric, 15.9 % dynamic) in 31 trials, Manca 2017.
    EXPECT_GT(learned, 6) << age;
    EXPECT_LT(learned, 30) << age;
    EXPECT_LT(learned,
              0.8 * trained.strength_percent(left, quadriceps, 84, StrengthTest::one_repetition_maximum));
    EXPECT_NEAR(trained.strength_percent(left, elbow_flexors, 84), 0, 1.5);
  }
}

TEST(Training, HasDiminishingReturnsInSetsAndInTime) {
  const auto size = [](double sets) {
    return twelve_weeks(training_of({"quadriceps"}, sets)).size_percent(left, quadriceps, 84);
  };
  EXPECT_GT(size(2) - size(1), size(8) - size(7));
  const Forecast years(average_person(25, true), {since(0, whole_body_training())}, {0, 180, 365, 545, 730});
  EXPECT_GT(years.muscle_percent(180), years.muscle_percent(730) - years.muscle_percent(545));
}

TEST(Training, LightSetsCountWhereTheyGoToFailureOrBloodFlowIsHeldBack) {
  ResistanceTraining light = training_of({"quadriceps"});
  light.load_percent_1rm = 30;
  light.to_failure = false;
  ResistanceTraining to_failure = light, restricted = light;
  to_failure.to_failure = true;
  restricted.blood_flow_restriction = true;
  const double easy = twelve_weeks(light).size_percent(left, quadriceps, 84);
  EXPECT_GT(twelve_weeks(to_failure).size_percent(left, quadriceps, 84), easy);
  EXPECT_GT(twelve_weeks(restricted).size_percent(left, quadriceps, 84), easy);
}

TEST(Training, HeavyLoadsTeachMoreOfTheHeaviestLiftThanLightOnesThatGrowAsMuch) {
  ResistanceTraining heavy = training_of({"quadriceps"});
  heavy.to_failure = true;
  heavy.load_percent_1rm = 80;
  ResistanceTraining light = heavy;
  light.load_percent_1rm = 30;
  const Forecast with_heavy = twelve_weeks(heavy), with_light = twelve_weeks(light);
  EXPECT_NEAR(with_light.size_percent(left, quadriceps, 84), with_heavy.size_percent(left, quadriceps, 84),
              0.5);
  EXPECT_LT(with_light.strength_percent(left, quadriceps, 84, StrengthTest::one_repetition_maximum),
            with_heavy.strength_percent(left, quadriceps, 84, StrengthTest::one_repetition_maximum) - 3);
}

TEST(Training, MeantToBeFastItGainsPowerBeyondStrength) {
  ResistanceTraining slow = whole_body_training(), fast = slow;
  slow.velocity = Velocity::slow;
  fast.velocity = Velocity::fast;
  const Forecast of_slow = twelve_weeks(slow, 70), of_fast = twelve_weeks(fast, 70);
  EXPECT_GT(of_fast.strength_percent(left, quadriceps, 84, StrengthTest::power),
            of_slow.strength_percent(left, quadriceps, 84, StrengthTest::power) + 3);
  EXPECT_NEAR(of_fast.strength_percent(left, quadriceps, 84), of_slow.strength_percent(left, quadriceps, 84),
              0.5);
}

class AnyMode : public ::testing::TestWithParam<std::size_t> {};

TEST_P(AnyMode, GainsWhatItTrains) {
  const auto mode = static_cast<ResistanceMode>(GetParam());
  ResistanceTraining programme = training_of({"leg"});
  programme.mode = mode;
  const Forecast trained = twelve_weeks(programme, 68);
  if (mode == ResistanceMode::balance) {
    EXPECT_GT(trained.body_state(BodyState::balance_log, 84), 0.02);
  } else {
    EXPECT_GT(trained.strength_percent(left, quadriceps, 84), 1);
    EXPECT_GT(trained.size_percent(left, quadriceps, 84), 0.3);
  }
}
INSTANTIATE_TEST_SUITE_P(Modes, AnyMode,
                         ::testing::Range<std::size_t>(0, Words<ResistanceMode>::words.size()),
                         [](const auto& mode) {
                           return std::string(Words<ResistanceMode>::words[mode.param]);
                         });

class AnyEnduranceMode : public ::testing::TestWithParam<std::size_t> {};

TEST_P(AnyEnduranceMode, GainsFitnessFirst) {
  const EnduranceTraining programme{.mode = static_cast<EnduranceMode>(GetParam()),
                                    .sessions_per_week = 3,
                                    .minutes = 40,
                                    .intensity_percent_vo2max = 70};
  const Forecast trained(average_person(60, false), {since(0, programme)}, {0, 84});
  EXPECT_GT(trained.body_state(BodyState::fitness_log, 84), 0.03);
  EXPECT_GT(trained.body_state(BodyState::insulin_sensitivity_log, 84), 0.01);
  const Forecast lifting(average_person(60, false), {since(0, whole_body_training())}, {0, 84});
  EXPECT_LT(trained.size_percent("thigh", 84), lifting.size_percent("thigh", 84));
}
INSTANTIATE_TEST_SUITE_P(Modes, AnyEnduranceMode,
                         ::testing::Range<std::size_t>(0, Words<EnduranceMode>::words.size()));

TEST(Training, StimulationBuildsWhatVoluntaryExerciseCannotReach) {
  const Person man = average_person(35, true);
  const TimelineItem cord = since(-400, Disease{.condition = Condition::spinal_cord_injury,
                                                .level = "T6",
                                                .completeness = LesionCompleteness::complete});
  ResistanceTraining stimulated = training_of({"quadriceps"}, 4, 2);
  stimulated.mode = ResistanceMode::electrical_stimulation;
  const Forecast without(man, {cord}, {0, 112}), with(man, {cord, since(0, stimulated)}, {0, 112});
  EXPECT_GT(with.size_percent(left, quadriceps, 112), without.size_percent(left, quadriceps, 112) + 3);
}

TEST(Training, IsLostSlowlyAndComesBackFaster) {
  const Forecast course(average_person(25, true),
                        {during(0, 140, whole_body_training()), since(364, whole_body_training())},
                        every(1, 406));
  const double peak = course.muscle_percent(140), after = course.muscle_percent(364);
  EXPECT_LT(after, 0.85 * peak);
  EXPECT_GT(after, 0.02 * peak);
  // From the same size, the once trained gain more in six weeks than they did the first time.
  double day = 0;
  while (course.muscle_percent(day) < after) ++day;
  EXPECT_GT(course.muscle_percent(406) - after, 1.02 * (course.muscle_percent(day + 42) - after));
}

TEST(Training, OneSessionAWeekMaintains) {
  const ResistanceTraining full = training_of({"quadriceps"}, 3, 3);
  const Person old = average_person(70, true);
  const Forecast kept(old, {during(0, 84, full), since(84, training_of({"quadriceps"}, 3, 1))}, {0, 84, 168});
  const Forecast stopped(old, {during(0, 84, full)}, {0, 84, 168});
  EXPECT_GT(kept.size_percent(left, quadriceps, 168), stopped.size_percent(left, quadriceps, 168) + 0.5);
  EXPECT_GT(kept.size_percent(left, quadriceps, 168), 0.6 * kept.size_percent(left, quadriceps, 84));
}

TEST(Training, APooledProgrammeHelps) {
  const Forecast trained(average_person(75, false), {since(0, ExerciseProgramme{})}, {0, 84});
  EXPECT_GT(trained.strength_percent(left, quadriceps, 84), 1);
}

TEST(TrainingSize, FourteenWeeksOfHeavyTraining) {
  expect_as_published("aagaard-2001-architecture", "14-week heavy training", "muscle_volume", "quadriceps", 2,
                      3);
  expect_as_published("aagaard-2001-architecture", "14-week heavy training", "strength", "quadriceps", 2.5,
                      6);
}
TEST(TrainingSize, MenAndWomenYoungAndOld) {
  expect_as_published("ivey-2000-volume-age-sex", "men young+old", "muscle_volume", "quadriceps", 2, 3);
  expect_as_published("ivey-2000-volume-age-sex", "women young+old", "muscle_volume", "quadriceps", 2, 4);
}
TEST(TrainingSize, LoadAndVolume) {
  for (const char* arm : {"30% 1RM 3 sets", "80% 1RM 1 set", "80% 1RM 3 sets"})
    expect_as_published("mitchell-2012-load-volume", arm, "muscle_volume", "quadriceps", 2.5, 3);
}
TEST(TrainingSize, OverEightyThree) {
  expect_as_published("bechshoft-2017-over-83", "heavy resistance training", "muscle_csa", "quadriceps", 2.5,
                      3);
}
TEST(TrainingSize, CyclingOlderWomen) {
  expect_as_published("harber-2009-cycling-older-women", "12-week cycling", "muscle_volume", "quadriceps", 3,
                      7);
  expect_as_published("harber-2009-cycling-older-women", "12-week cycling", "vo2max", "", 3, 6);
}

}  // namespace
}  // namespace sarx::testing
