// Lack of activity: fewer steps, bed rest, suspension, weightlessness.
#include <gtest/gtest.h>

#include "features/published.h"
#include "support/forecast.h"

namespace sarx::testing {
namespace {

constexpr Side left = Side::left;
using enum MuscleGroup;

double quadriceps_loss(Event event, double days = 14, bool male = true) {
  TimelineItem item;
  item.event = std::move(event);
  return -Forecast(average_person(25, male), {item}, {0, days}).size_percent(left, quadriceps, days);
}

TEST(Inactivity, IsGraded) {
  const double steps = quadriceps_loss(Activity{.steps_per_day = 1500});
  const double suspended = quadriceps_loss(LimbUnloading{.limb = Limb::leg, .side = EventSide::left});
  const double lying = quadriceps_loss(BedRest{});
  const double head_down = quadriceps_loss(BedRest{.tilt_deg = -6});
  const double space = quadriceps_loss(Microgravity{});
  const double cast = quadriceps_loss(
      Immobilisation{.joint = Joint::knee, .side = EventSide::left, .device = ImmobilisationDevice::cast});
  EXPECT_GT(steps, 0.2);
  EXPECT_LT(steps, suspended);
  EXPECT_LT(suspended, cast);
  EXPECT_LT(lying, head_down);
  EXPECT_LT(head_down, space);
  EXPECT_LT(steps, lying);
}

TEST(Inactivity, TakesTheMusclesThatCarryTheBodyFirst) {
  const Forecast bed(average_person(30, true), {since(0, BedRest{})}, {0, 30});
  const double calf = bed.size_percent(left, plantarflexors, 30);
  EXPECT_LT(calf, bed.size_percent(left, dorsiflexors, 30));
  EXPECT_LT(bed.size_percent(left, quadriceps, 30), bed.size_percent(left, hip_flexors, 30));
  EXPECT_LT(calf, bed.size_percent(left, elbow_flexors, 30) - 3);
  EXPECT_LT(bed.size_percent(left, trunk_extensors, 30), bed.size_percent(left, forearm, 30));
  EXPECT_LT(bed.size_percent("leg", 30), bed.size_percent("arm", 30));
}

TEST(Inactivity, SlowsWithTime) {
  const Forecast bed(average_person(30, true), {since(0, BedRest{})}, {0, 14, 28, 90, 104, 365, 379});
  const double first = bed.size_percent(left, quadriceps, 14);
  const double second = bed.size_percent(left, quadriceps, 28) - first;
  const double later = bed.size_percent(left, quadriceps, 104) - bed.size_percent(left, quadriceps, 90);
  const double last = bed.size_percent(left, quadriceps, 379) - bed.size_percent(left, quadriceps, 365);
  EXPECT_LT(first, second);
  EXPECT_LT(second, later);
  EXPECT_LT(later, 0);
  EXPECT_GT(last, -0.5);
}

TEST(Inactivity, TakesStrengthBeforeSize) {
  for (double age : {24.0, 70.0}) {
    const Forecast bed(average_person(age, true), {since(0, BedRest{})}, {0, 7, 60});
    const double early = bed.strength_percent(left, quadriceps, 7) / bed.size_percent(left, quadriceps, 7);
    const double late = bed.strength_percent(left, quadriceps, 60) / bed.size_percent(left, quadriceps, 60);
    EXPECT_GT(early, 1.5);
    EXPECT_GT(early, late);
  }
}

TEST(Inactivity, IsMadeUpForAfterwards) {
  const Forecast home(average_person(25, true), {during(0, 14, BedRest{})}, {0, 14, 42, 180});
  const double lost = -home.size_percent(left, quadriceps, 14);
  EXPECT_LT(-home.size_percent(left, quadriceps, 42), 0.7 * lost);
  EXPECT_LT(-home.size_percent(left, quadriceps, 180), 0.25 * lost);
}

TEST(Inactivity, CountermeasuresWork) {
  const Person man = average_person(30, true);
  const auto loss = [&](std::vector<TimelineItem> with, Event cause = BedRest{}) {
    TimelineItem item;
    item.event = std::move(cause);
    with.push_back(item);
    return -Forecast(man, with, {0, 28}).size_percent(left, quadriceps, 28);
  };
  const double alone = loss({});
  EXPECT_LT(loss({since(0, training_of({"leg"}, 4, 3))}), 0.8 * alone);
  EXPECT_LT(loss({since(0, ElectricalStimulation{.regions = std::vector<std::string>{"quadriceps"},
                                                 .minutes_per_day = 60})}),
            0.95 * alone);
  EXPECT_LT(loss({since(0, Supplement{.what = SupplementKind::eaa, .dose = 45, .unit = SupplementUnit::g})}),
            0.97 * alone);
  const double space = loss({}, Microgravity{.exercise = SpaceExercise::none});
  const double standard = loss({}, Microgravity{.exercise = SpaceExercise::standard});
  const double heavy = loss({}, Microgravity{.exercise = SpaceExercise::ared});
  EXPECT_LT(standard, space);
  EXPECT_LT(heavy, standard);
}

TEST(Inactivity, BringsInsulinResistanceAndCostsFitnessAndBone) {
  for (const Event& event : {Event(BedRest{}), Event(Activity{.steps_per_day = 1500})}) {
    TimelineItem item;
    item.event = event;
    const Forecast forecast(average_person(40, true), {item}, {0, 14});
    EXPECT_LT(forecast.body_state(BodyState::insulin_sensitivity_log, 14), -0.02);
    EXPECT_LT(forecast.body_state(BodyState::fitness_log, 14), -0.005);
  }
  const Forecast space(average_person(40, true), {since(0, Microgravity{})}, {0, 180});
  EXPECT_LT(space.body_state(BodyState::bone_hip_log, 180), -0.02);
}

TEST(Inactivity, BluntsTheAnabolicResponseToProtein) {
  const Person man = average_person(40, true);
  // What protein itself builds in its first days; what it spares of the loss is disuse's own term.
  const auto built_kg = [&](std::vector<TimelineItem> items) {
    items.push_back(since(28, Diet{.protein_g_per_kg = 2}));
    return account(man, Timeline{std::move(items)}, Parameters<double>::best(), {0, 30})
        .muscle_kg.back()[index(Driver::protein)];
  };
  const double usual = built_kg({});
  EXPECT_GT(usual, 0.002);
  EXPECT_LT(built_kg({since(0, Activity{.steps_per_day = 1000})}), 0.98 * usual);
  EXPECT_LT(built_kg({since(0, BedRest{})}), 0.9 * usual);
}

// Sizes against published studies.
TEST(InactivitySize, TwentyDaysInBed) {
  expect_as_published("akima-1997-bedrest-20", "bed rest 20 d", "muscle_volume", "quadriceps", 2, 2);
  expect_as_published("akima-1997-bedrest-20", "bed rest 20 d", "muscle_volume", "plantarflexors", 2, 2);
}
TEST(InactivitySize, NinetyDaysInBedWithAndWithoutFlywheel) {
  expect_as_published("alkner-2004-bedrest-90-flywheel", "bed rest", "muscle_volume", "quadriceps", 2, 2);
  expect_as_published("alkner-2004-bedrest-90-flywheel", "bed rest", "muscle_volume", "plantarflexors", 2, 3);
  // The flywheel spares the quadriceps.
  double alone = 0, trained = 0;
  for (const PublishedRow& row : published("alkner-2004-bedrest-90-flywheel")) {
    if (row.measure != "muscle_volume" || row.region != "quadriceps") continue;
    (row.arm == "bed rest" ? alone : trained) = row.predicted;
  }
  EXPECT_LT(alone, -5);
  EXPECT_GT(trained, 0.85 * alone);
}
TEST(InactivitySize, SuspendedLeg) {
  expect_as_published("adams-1994-ulls-16", "suspended leg", "muscle_csa", "quadriceps", 2, 2);
  expect_as_published("tesch-2004-ulls-35-flywheel", "unloading", "muscle_volume", "quadriceps", 2, 2);
}
TEST(InactivitySize, Weightlessness) {
  expect_as_published("leblanc-2000-spaceflight", "Shuttle 17 d", "muscle_volume", "leg", 2.5, 2);
}
TEST(InactivitySize, FewerSteps) {
  expect_as_published("krogh-madsen-2010-steps", "step reduction", "regional_lean_mass", "leg", 3, 1.5);
  expect_as_published("krogh-madsen-2010-steps", "step reduction", "vo2max", "", 3, 3);
}
TEST(InactivitySize, AWeekInBedTakesInsulinSensitivity) {
  expect_as_published("dirks-2016-bedrest-7", "bed rest 7 d", "insulin_sensitivity", "", 2.5, 8);
}

}  // namespace
}  // namespace sarx::testing
