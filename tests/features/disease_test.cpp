// Diseases waste muscle through named mechanisms; treating the cause removes them.
#include <gtest/gtest.h>

#include <algorithm>

#include "features/published.h"
#include "support/forecast.h"

namespace sarx::testing {
namespace {

using enum MuscleGroup;

std::string word(Condition condition) {
  return std::string(Words<Condition>::words[static_cast<std::size_t>(condition)]);
}

constexpr std::size_t condition_count = Words<Condition>::words.size();

class AnyCondition : public ::testing::TestWithParam<std::size_t> {
 protected:
  Condition condition_ = static_cast<Condition>(GetParam());
  Person person_ = average_person(condition_ == Condition::anorexia_nervosa ? 22 : 55,
                                  condition_ != Condition::anorexia_nervosa);
};

TEST_P(AnyCondition, CostsMuscleOrStrength) {
  // A stay in hospital is over, and half mended, by day 120.
  const Forecast ill(person_, {since(0, Disease{.condition = condition_})}, {0, 14, 120});
  const Forecast well(person_, {}, {0, 14, 120});
  double most = 0;
  for (double day : {14.0, 120.0})
    for (Side side : {Side::left, Side::right})
      for (MuscleGroup group : all_muscle_groups)
        most =
            std::min(most, ill.strength_percent(side, group, day) - well.strength_percent(side, group, day));
  EXPECT_LT(most, -0.5);
  EXPECT_LT(ill.muscle_percent(120) - well.muscle_percent(120), 0.05);
}

TEST_P(AnyCondition, TreatingItsCauseGivesBackWhatItTook) {
  const Disease disease{.condition = condition_};
  const Treatment cause{.of = static_cast<TreatmentTarget>(condition_),
                        .what = TreatmentKind::cause_treated,
                        .response_percent = 100};
  const Treatment half{.of = cause.of, .what = cause.what, .response_percent = 50};
  const Forecast ill(person_, {since(0, disease)}, {0, 240});
  const Forecast treated(person_, {since(0, disease), since(60, cause)}, {0, 240});
  const Forecast halved(person_, {since(0, disease), since(60, half)}, {0, 240});
  const auto strength = [](const Forecast& forecast) {
    double least = 0;
    for (Side side : {Side::left, Side::right})
      for (MuscleGroup group : all_muscle_groups)
        least = std::min(least, forecast.strength_percent(side, group, 240));
    return least;
  };
  // Nothing brings dead motor neurones, or the fibres of a dystrophy, back: it stops there.
  // A stay in hospital is over by then.
  if (condition_ == Condition::acute_hospitalisation)
    EXPECT_GE(strength(treated), strength(ill));
  else
    EXPECT_GT(strength(treated), strength(ill) + 1e-6);
  EXPECT_GE(strength(treated), strength(halved) - 1e-9);
  EXPECT_GE(strength(halved), strength(ill) - 1e-9);
  EXPECT_GE(treated.muscle_percent(240), ill.muscle_percent(240) - 0.3);
}

INSTANTIATE_TEST_SUITE_P(Conditions, AnyCondition, ::testing::Range<std::size_t>(0, condition_count),
                         [](const auto& condition) { return word(static_cast<Condition>(condition.param)); });

double muscle_after(std::vector<TimelineItem> items, double days = 180, double age = 60, bool male = true) {
  return Forecast(average_person(age, male), std::move(items), {0, days}).muscle_percent(days);
}

TEST(Disease, IsGradedByStage) {
  const auto stage = [](Condition condition, const char* words) {
    return muscle_after({since(0, Disease{.condition = condition, .stage = words})});
  };
  EXPECT_LT(stage(Condition::cancer, "4"), stage(Condition::cancer, "1"));
  EXPECT_LT(stage(Condition::ckd, "5"), stage(Condition::ckd, "3"));
  EXPECT_LT(stage(Condition::copd, "severe"), stage(Condition::copd, "mild"));
  const auto failures = [](double organs) {
    return muscle_after(
        {since(0, Disease{.condition = Condition::critical_illness, .organ_failures = organs})}, 10);
  };
  EXPECT_LT(failures(3), failures(1));
}

TEST(Disease, SeveralAtOnceAddSensibly) {
  const TimelineItem heart = since(0, Disease{.condition = Condition::heart_failure});
  const TimelineItem lungs = since(0, Disease{.condition = Condition::copd});
  const TimelineItem kidneys = since(0, Disease{.condition = Condition::ckd, .stage = "4"});
  const double a = muscle_after({heart}), b = muscle_after({lungs}), c = muscle_after({kidneys});
  const double all = muscle_after({heart, lungs, kidneys});
  EXPECT_LT(all, std::min({a, b, c}));
  EXPECT_GT(all, 1.3 * (a + b + c));
}

TEST(Disease, AStrokeTakesItsSide) {
  const Forecast stroke(average_person(65, true),
                        {since(0, Disease{.condition = Condition::stroke, .side = EventSide::right})},
                        {0, 90});
  EXPECT_LT(stroke.strength_percent(Side::right, elbow_flexors, 90),
            stroke.strength_percent(Side::left, elbow_flexors, 90) - 5);
  EXPECT_LT(stroke.size_percent("leg", Side::right, 90), stroke.size_percent("leg", Side::left, 90) - 0.5);
}

TEST(Disease, MotorNeuroneDiseaseDenervatesOnAndOn) {
  const Forecast als(average_person(60, true), {since(0, Disease{.condition = Condition::als})},
                     {0, 180, 360});
  const auto innervated = [&](double day) { return als.state(day).unit(UnitState::innervated, 0); };
  EXPECT_LT(innervated(180), 0.95);
  EXPECT_LT(innervated(360), innervated(180) - 0.05);
  EXPECT_LT(als.strength_percent(Side::left, quadriceps, 360), als.size_percent(Side::left, quadriceps, 360));
}

TEST(Disease, WhatDroveALossIsNoMoreThanTheLoss) {
  const Person man = average_person(60, true);
  Timeline timeline;
  timeline.items.push_back(since(0, Disease{.condition = Condition::als}));
  const DriverAccount told =
      account(man, timeline, Parameters<double>::best(), {0, 365, 1095}, SimulationOptions{});
  const auto& kg = told.muscle_kg.back();
  EXPECT_LT(kg[index(Driver::denervation)], -1);
  for (std::size_t k = 0; k < driver_count; ++k) EXPECT_GT(kg[k], -man.total_muscle_kg()) << driver_names[k];
  EXPECT_LT(kg[index(Driver::recovery)], 1);
}

TEST(Disease, ACatabolicCrisisIsFastAndBurnsOut) {
  const Forecast ill(average_person(50, true),
                     {since(0, Disease{.condition = Condition::critical_illness, .organ_failures = 3})},
                     {0, 7, 60, 67});
  const double first = ill.size_percent(Side::left, quadriceps, 7);
  EXPECT_LT(first, -5);
  EXPECT_GT(ill.size_percent(Side::left, quadriceps, 67) - ill.size_percent(Side::left, quadriceps, 60),
            0.5 * first);
}

struct Cure {
  Condition condition;
  const char* stage;
  TreatmentKind what;
};
class TreatmentOfTheCause : public ::testing::TestWithParam<Cure> {};

TEST_P(TreatmentOfTheCause, KeepsWhatTheUntreatedLose) {
  const auto [condition, stage, what] = GetParam();
  Disease disease{.condition = condition};
  if (*stage) disease.stage = stage;
  const Person man = average_person(60, true);
  const Forecast ill(man, {since(0, disease)}, {0, 400});
  const Forecast treated(
      man,
      {since(0, disease), since(30, Treatment{.of = static_cast<TreatmentTarget>(condition), .what = what})},
      {0, 400});
  // Muscle, or where the disease takes activity and drive, strength or fitness.
  const double muscle = treated.muscle_percent(400) - ill.muscle_percent(400);
  const double strength = treated.strength_percent(Side::right, quadriceps, 400) -
                          ill.strength_percent(Side::right, quadriceps, 400);
  const double fitness =
      treated.body_state(BodyState::fitness_log, 400) - ill.body_state(BodyState::fitness_log, 400);
  EXPECT_TRUE(muscle > 0.05 || strength > 0.2 || fitness > 0.005)
      << muscle << ' ' << strength << ' ' << fitness;
  EXPECT_GT(muscle, -0.1);
}

INSTANTIATE_TEST_SUITE_P(
    Treatments, TreatmentOfTheCause,
    ::testing::Values(Cure{Condition::ckd, "4", TreatmentKind::bicarbonate},
                      Cure{Condition::ckd, "5", TreatmentKind::transplant},
                      Cure{Condition::ckd, "5", TreatmentKind::dialysis},
                      Cure{Condition::rheumatoid_arthritis, "", TreatmentKind::anti_inflammatory},
                      Cure{Condition::crohns_disease, "", TreatmentKind::anti_inflammatory},
                      Cure{Condition::cancer, "2", TreatmentKind::surgery},
                      Cure{Condition::cirrhosis, "severe", TreatmentKind::transplant},
                      Cure{Condition::hyperthyroid, "", TreatmentKind::antithyroid},
                      Cure{Condition::cushing, "", TreatmentKind::surgery},
                      Cure{Condition::anorexia_nervosa, "", TreatmentKind::refeeding},
                      Cure{Condition::hiv, "", TreatmentKind::antiretroviral},
                      Cure{Condition::sepsis, "", TreatmentKind::antibiotics},
                      Cure{Condition::parkinson, "", TreatmentKind::levodopa},
                      Cure{Condition::multiple_sclerosis, "", TreatmentKind::disease_modifying},
                      Cure{Condition::stroke, "", TreatmentKind::rehabilitation},
                      Cure{Condition::copd, "", TreatmentKind::rehabilitation},
                      Cure{Condition::cancer, "4", TreatmentKind::nutrition_support},
                      Cure{Condition::hyperthyroid, "", TreatmentKind::cure}));

TEST(Treatment, RehabilitationRebuildsMuscle) {
  const TimelineItem stroke = since(0, Disease{.condition = Condition::stroke});
  const TimelineItem rehabilitation =
      during(30, 400, Treatment{.of = TreatmentTarget::stroke, .what = TreatmentKind::rehabilitation});
  EXPECT_GT(muscle_after({stroke, rehabilitation}, 400), muscle_after({stroke}, 400) + 0.5);
}

TEST(DiseaseCourse, LostMotorNeuronesDoNotComeBack) {
  const Person man = average_person(60, true);
  const Forecast ill(man, {since(0, Disease{.condition = Condition::als})}, {0, 360, 720});
  const auto left = [&](double day) { return 1 + ill.strength_percent(Side::left, quadriceps, day) / 100; };
  // A loss that goes on, not one that settles where regrowth balances it.
  EXPECT_LT(left(720), 0.8 * left(360));
}

TEST(Treatment, ImmunotherapyHelpsThoseWhoRespond) {
  const TimelineItem cancer = since(0, Disease{.condition = Condition::cancer, .stage = "4"});
  const TimelineItem immunotherapy = during(
      30, 400,
      Treatment{.of = TreatmentTarget::cancer, .what = TreatmentKind::immunotherapy, .response_percent = 50});
  EXPECT_GT(muscle_after({cancer, immunotherapy}, 400), muscle_after({cancer}, 400) + 0.5);
}

TEST(Treatment, InsulinDoesNoHarmToMuscle) {
  const TimelineItem diabetes = since(0, Disease{.condition = Condition::type2_diabetes});
  const TimelineItem insulin =
      since(30, Treatment{.of = TreatmentTarget::type2_diabetes, .what = TreatmentKind::insulin});
  EXPECT_NEAR(muscle_after({diabetes, insulin}, 400), muscle_after({diabetes}, 400), 0.3);
}

TEST(Treatment, ChemotherapyHasACostOfItsOwn) {
  const TimelineItem cancer = since(0, Disease{.condition = Condition::cancer, .stage = "2"});
  const TimelineItem chemotherapy = during(
      0, 84,
      Treatment{.of = TreatmentTarget::cancer, .what = TreatmentKind::chemotherapy, .response_percent = 0});
  EXPECT_LT(muscle_after({cancer, chemotherapy}, 84), muscle_after({cancer}, 84) - 0.5);
}

TEST(Treatment, AnamorelinAndPonsegromabHelpInCachexia) {
  const TimelineItem cancer = since(-60, Disease{.condition = Condition::cancer, .stage = "4"});
  const auto mass = [&](std::vector<TimelineItem> items) {
    items.push_back(cancer);
    return Forecast(average_person(63, true), items, {0, 84}).mass_change_kg(84);
  };
  const double untreated = mass({});
  EXPECT_GT(mass({since(0, Drug{.what = DrugName::anamorelin})}), untreated + 0.3);
  EXPECT_GT(mass({since(0, Drug{.what = DrugName::ponsegromab})}), untreated + 0.3);
}

TEST(DiseaseSize, IntensiveCare) {
  expect_as_published("fazzini-2023-icu-meta", "Lee, Malaysia, mixed intensive care", "muscle_csa",
                      "quadriceps", 2.5, 4);
}
TEST(DiseaseSize, RheumatoidArthritisWithTraining) {
  expect_as_published("lemmey-2009-ra-resistance-training", "progressive resistance training", "strength",
                      "quadriceps", 3, 8);
}

}  // namespace
}  // namespace sarx::testing
