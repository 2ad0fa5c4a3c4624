// Nutrition, training and hormones in one timeline: they add, saturate and blunt each other.
#include <gtest/gtest.h>

#include "features/published.h"
#include "support/forecast.h"

namespace sarx::testing {
namespace {

using enum MuscleGroup;

struct Plan {
  Person person = average_person(72, true);
  TimelineItem training = since(0, whole_body_training());
  TimelineItem protein = since(0, Diet{.protein_g_per_kg = 1.6});
  TimelineItem hormone = since(
      0, Drug{.what = DrugName::testosterone_enanthate, .dose = 100, .unit = DrugUnit::mg, .every_days = 7});
  double muscle(std::vector<TimelineItem> items) const {
    return Forecast(person, std::move(items), {0, 180}).muscle_percent(180);
  }
};

TEST(Combination, TheWholePlanGivesMoreThanAnyPart) {
  const Plan plan;
  const double training = plan.muscle({plan.training}), protein = plan.muscle({plan.protein}),
               hormone = plan.muscle({plan.hormone});
  const double all = plan.muscle({plan.training, plan.protein, plan.hormone});
  EXPECT_GT(training, 0);
  EXPECT_GT(hormone, plan.muscle({}));
  EXPECT_GT(all, plan.muscle({plan.training, plan.hormone}));
  EXPECT_GT(all, plan.muscle({plan.training, plan.protein}));
  EXPECT_GT(all, plan.muscle({plan.protein, plan.hormone}));
  // Two or three together add, neither cancelling nor exploding.
  EXPECT_GT(all, 0.6 * (training + protein + hormone));
  EXPECT_LT(all, 1.6 * (training + protein + hormone));
}

TEST(Combination, TheInflamedAndInactiveBuildLessFromTheSameProtein) {
  const Person old = average_person(78, true);
  const auto built_kg = [&](std::vector<TimelineItem> items) {
    items.push_back(since(60, Diet{.protein_g_per_kg = 1.8}));
    return account(old, Timeline{std::move(items)}, Parameters<double>::best(), {0, 63})
        .muscle_kg.back()[index(Driver::protein)];
  };
  EXPECT_LT(built_kg({since(0, Disease{.condition = Condition::rheumatoid_arthritis}),
                      since(0, Activity{.steps_per_day = 800})}),
            0.95 * built_kg({}));
}

TEST(Combination, InflammationBluntsTraining) {
  const Person woman = average_person(60, false);
  const TimelineItem arthritis = since(0, Disease{.condition = Condition::rheumatoid_arthritis});
  const auto gain = [&](std::vector<TimelineItem> base) {
    const double without = Forecast(woman, base, {0, 84}).muscle_percent(84);
    base.push_back(since(0, whole_body_training()));
    return Forecast(woman, base, {0, 84}).muscle_percent(84) - without;
  };
  EXPECT_LT(gain({arthritis}), gain({}));
  EXPECT_GT(gain({arthritis}), 0);
}

TEST(Combination, ADeficitBluntsGrowthAndTrainingKeepsLeanInADeficit) {
  const Person man = average_person(35, true);
  const TimelineItem diet = since(0, Diet{.energy_deficit_kcal = 750, .protein_g_per_kg = 1.6});
  const TimelineItem training = since(0, whole_body_training());
  const auto lean = [&](std::vector<TimelineItem> items) {
    return Forecast(man, std::move(items), {0, 84}).muscle_percent(84);
  };
  EXPECT_LT(lean({diet, training}), lean({training}));
  EXPECT_GT(lean({diet, training}), lean({diet}) + 1);
}

TEST(Combination, AStiffBedOfTroublesHelpedByEachPartOfThePlan) {
  // A hip fracture in an old woman on prednisone who eats little.
  const Person woman = average_person(82, false);
  const std::vector<TimelineItem> troubles{
      since(0, Surgery{.kind = SurgeryKind::hip_fracture, .side = EventSide::left}),
      since(0, Drug{.what = DrugName::prednisone, .dose = 10, .every_days = 1}),
      since(0, Deficiency{.of = DeficiencyOf::energy, .level = "moderate"})};
  const auto muscle = [&](std::vector<TimelineItem> help) {
    help.insert(help.end(), troubles.begin(), troubles.end());
    return Forecast(woman, help, {0, 180}).size_percent("leg", 180);
  };
  const double alone = muscle({});
  const TimelineItem training = since(14, training_of({"leg"}, 3, 3));
  const TimelineItem food = since(7, Diet{.protein_g_per_kg = 1.5});
  EXPECT_LT(alone, -3);
  EXPECT_GT(muscle({training}), alone + 1);
  EXPECT_GT(muscle({food}), alone);
  EXPECT_GT(muscle({training, food}), muscle({training}));
}

TEST(CombinationSize, DeficitWithTestosterone) {
  expect_as_published("pasiakos-2019-ops", "deficit plus testosterone", "fat_mass", "", 2.5, 2);
}

}  // namespace
}  // namespace sarx::testing
