// Too little or too much food; vitamins and minerals; weight loss by diet, drugs and surgery.
#include <gtest/gtest.h>

#include "features/published.h"
#include "sarx/body/body.inl"
#include "sarx/outcome/function.h"
#include "sarx/outcome/metabolism.h"
#include "support/forecast.h"

namespace sarx::testing {
namespace {

using enum MuscleGroup;

std::string word(DeficiencyOf nutrient) {
  return std::string(Words<DeficiencyOf>::words[static_cast<std::size_t>(nutrient)]);
}

class AnyNutrient : public ::testing::TestWithParam<std::size_t> {
 protected:
  DeficiencyOf nutrient_ = static_cast<DeficiencyOf>(GetParam());
  double strength(std::vector<TimelineItem> items, double day = 240) const {
    return Forecast(average_person(60, false), std::move(items), {0, day})
        .strength_percent(Side::left, quadriceps, day);
  }
};

TEST_P(AnyNutrient, SevereShortageWeakensAndRepletionRestores) {
  const Deficiency severe{.of = nutrient_, .level = "severe"};
  const double well = strength({}), lacking = strength({since(0, severe)});
  const double restored = strength({during(0, 90, severe)});
  // Too little iron weakens through its anaemia: fitness before force.
  if (nutrient_ == DeficiencyOf::iron || nutrient_ == DeficiencyOf::haemoglobin) {
    const Forecast anaemic(average_person(60, false), {since(0, severe)}, {0, 240});
    EXPECT_TRUE(lacking < well - 0.05 || anaemic.body_state(BodyState::fitness_log, 240) < -0.02);
  } else {
    EXPECT_LT(lacking, well - 0.05);
    EXPECT_GT(restored, lacking + 0.2 * (well - lacking));
  }
  EXPECT_LE(restored, well + 0.5);
}

INSTANTIATE_TEST_SUITE_P(Nutrients, AnyNutrient,
                         ::testing::Range<std::size_t>(0, Words<DeficiencyOf>::words.size()),
                         [](const auto& nutrient) {
                           return word(static_cast<DeficiencyOf>(nutrient.param));
                         });

class AnyMicronutrient : public ::testing::TestWithParam<SupplementKind> {};

TEST_P(AnyMicronutrient, DoesNothingForTheReplete) {
  const Person woman = average_person(60, false);
  const Forecast with(woman, {since(0, Supplement{.what = GetParam()})}, {0, 180});
  const Forecast without(woman, {}, {0, 180});
  EXPECT_NEAR(with.muscle_percent(180), without.muscle_percent(180), 0.1);
  EXPECT_NEAR(with.strength_percent(Side::left, quadriceps, 180),
              without.strength_percent(Side::left, quadriceps, 180), 0.3);
}

INSTANTIATE_TEST_SUITE_P(Supplements, AnyMicronutrient,
                         ::testing::Values(SupplementKind::vitamin_d, SupplementKind::vitamin_b12,
                                           SupplementKind::calcium, SupplementKind::magnesium,
                                           SupplementKind::iron, SupplementKind::zinc,
                                           SupplementKind::potassium));

TEST(Nutrition, VitaminDRaisesSerumAndHelpsTheDeficient) {
  const Person woman = average_person(75, false);
  const Deficiency lack{.of = DeficiencyOf::vitamin_d, .level = "severe"};
  const Supplement pills{.what = SupplementKind::vitamin_d, .dose = 2000, .unit = SupplementUnit::iu};
  const Forecast taking(woman, {since(0, pills)}, {0, 180});
  EXPECT_GT(taking.body_state(BodyState::vitamin_d_nmol_l, 180),
            taking.body_state(BodyState::vitamin_d_nmol_l, 0) + 10);
  const Forecast lacking(woman, {since(-200, lack)}, {0, 180});
  const Forecast repleted(woman, {since(-200, lack), since(0, pills)}, {0, 180});
  EXPECT_GT(repleted.strength_percent(Side::left, quadriceps, 180),
            lacking.strength_percent(Side::left, quadriceps, 180) + 0.2);
}

TEST(Nutrition, APrescribedDietSaysWhatIsEatenWhateverWasShortBefore) {
  const Person woman = average_person(45, false);
  const Diet fed{.energy_kcal = woman.energy_need_kcal_per_day + 300};
  const Deficiency shortage{.of = DeficiencyOf::energy, .level = "severe"};
  const Forecast alone(woman, {since(0, fed)}, {0, 90});
  const Forecast after(woman, {during(-365, 0, shortage), since(0, fed)}, {0, 90});
  EXPECT_GT(alone.mass_change_kg(90), 1);
  EXPECT_NEAR(after.mass_change_kg(90), alone.mass_change_kg(90), 0.5);
  // Without one, the end of the shortage gives back what was short.
  const Forecast free(woman, {during(-365, 0, shortage)}, {0, 90});
  EXPECT_GT(free.mass_change_kg(90), 1);
}

TEST(Nutrition, ADeficitTakesMoreFatThanLeanAndSlows) {
  const Forecast diet(average_person(45, false), {since(0, Diet{.energy_deficit_kcal = 700})},
                      {0, 84, 365, 449});
  EXPECT_LT(diet.fat_change_kg(84), diet.lean_change_kg(84));
  EXPECT_LT(diet.lean_change_kg(84), 0);
  EXPECT_GT(diet.mass_change_kg(449) - diet.mass_change_kg(365), 0.5 * diet.mass_change_kg(84));
  EXPECT_LT(diet.body_state(BodyState::thermogenesis_kcal_per_day, 84), -10);
}

TEST(Nutrition, ProteinAndTrainingBendTheLeanShareOfALoss) {
  const Person woman = average_person(45, false);
  const auto share = [&](double protein, bool trains) {
    std::vector<TimelineItem> items{since(0, Diet{.energy_deficit_kcal = 700, .protein_g_per_kg = protein})};
    if (trains) items.push_back(since(0, whole_body_training()));
    const Forecast diet(woman, items, {0, 112});
    return diet.lean_change_kg(112) / diet.mass_change_kg(112);
  };
  EXPECT_LT(share(1.6, false), share(0.8, false));
  EXPECT_LT(share(1.0, true), share(1.0, false) - 0.05);
  EXPECT_LT(share(1.6, true), share(1.0, true));
  EXPECT_GT(share(0.8, false), 0.15);
  EXPECT_LT(share(0.8, false), 0.5);
}

TEST(Nutrition, TheLeanLoseMoreLeanThanTheFat) {
  Subject thin, heavy;
  thin.age_years = heavy.age_years = 40;
  thin.height_cm = heavy.height_cm = 178;
  thin.weight_kg = 65;
  heavy.weight_kg = 115;
  const auto share = [](const Subject& subject) {
    const Forecast diet(person_of(subject, true), {since(0, Diet{.energy_deficit_kcal = 800})}, {0, 60});
    return diet.lean_change_kg(60) / diet.mass_change_kg(60);
  };
  EXPECT_GT(share(thin), share(heavy) + 0.03);
}

TEST(Nutrition, StarvationIsFastAndEndsWithinTheBodysReserves) {
  const Forecast fast(average_person(35, true), {since(0, Diet{.energy_kcal = 0})}, {0, 7, 60, 200});
  EXPECT_LT(fast.mass_change_kg(7), -3);
  EXPECT_LT(fast.fat_change_kg(60), -8);
  EXPECT_LT(fast.lean_change_kg(60), -5);
  EXPECT_GT(fast.lean_kg(200), 0.35 * fast.lean_kg(0));
  EXPECT_GT(fast.fat_kg(200), 0);
}

TEST(Nutrition, OverfeedingAddsFatAndSomeLeanAndGoesBack) {
  const Forecast feast(average_person(30, true), {during(0, 56, Diet{.energy_deficit_kcal = -1000})},
                       {0, 56, 300});
  EXPECT_GT(feast.fat_change_kg(56), 2);
  EXPECT_GT(feast.lean_change_kg(56), 0.3);
  EXPECT_LT(feast.mass_change_kg(300), feast.mass_change_kg(56) - 0.5);
}

TEST(Nutrition, RefeedingRegainsWhatWasMissingAndNoMore) {
  Subject subject;
  subject.age_years = 40;
  subject.height_cm = 165;
  subject.bmi = 16;
  const Person thin = person_of(subject, false);
  const auto fed = [](TreatmentTarget of, TreatmentKind what) {
    return since(0, Treatment{.of = of, .what = what});
  };
  const Forecast refed(thin, {fed(TreatmentTarget::malnutrition, TreatmentKind::refeeding)}, {0, 120, 1000});
  const double missing_kg = 20 * 1.65 * 1.65 - thin.body_mass_kg;
  EXPECT_GT(refed.mass_change_kg(120), 0.6 * missing_kg);
  EXPECT_LT(refed.mass_change_kg(1000), 1.2 * missing_kg);
  EXPECT_GT(refed.lean_change_kg(120), 0.3 * refed.mass_change_kg(120));
  // The well fed have nothing to regain.
  const Forecast well(average_person(60, true),
                      {fed(TreatmentTarget::acute_hospitalisation, TreatmentKind::nutrition_support)},
                      {0, 365});
  EXPECT_LT(well.mass_change_kg(365), 1);
}

TEST(Nutrition, AMassLostBeforeDay0ComesBackWithOldHabits) {
  Subject subject;
  subject.age_years = 43;
  subject.bmi = 33;
  const Person man = person_of(subject, true);
  const Forecast after(man, {during(-56, 0, Diet{.energy_kcal = 800})}, {0, 364, 1500});
  EXPECT_GT(after.mass_change_kg(364), 3);
  EXPECT_GT(after.fat_change_kg(364), 0.6 * after.mass_change_kg(364));
  EXPECT_LT(after.mass_change_kg(1500), 20);
  // Who goes on with what took it off doesn't regain.
  const Forecast on_drug(man, {since(-140, Drug{.what = DrugName::semaglutide})}, {0, 364});
  const Forecast off_drug(man, {during(-140, 0, Drug{.what = DrugName::semaglutide})}, {0, 364});
  EXPECT_LT(on_drug.mass_change_kg(364), 0);
  EXPECT_GT(off_drug.mass_change_kg(364), 1);
}

TEST(Nutrition, WhatExerciseTakesIsFat) {
  const Person man = average_person(40, true);
  const Forecast runner(
      man,
      {since(0, EnduranceTraining{.mode = EnduranceMode::running, .sessions_per_week = 5, .minutes = 60})},
      {0, 180});
  EXPECT_LT(runner.fat_change_kg(180), -1);
  EXPECT_GT(runner.lean_change_kg(180), -0.3);
}

TEST(Nutrition, BetweenADietAndAFastThereIsNoEdge) {
  const Person woman = average_person(45, false);
  const auto lost = [&](double kcal) {
    return Forecast(woman, {during(0, 168, Diet{.energy_kcal = kcal})}, {0, 168}).mass_change_kg(168);
  };
  for (double kcal = 200; kcal < 900; kcal += 25) {
    EXPECT_LE(lost(kcal), lost(kcal + 25) + 1e-9) << kcal;
    EXPECT_GT(lost(kcal), lost(kcal + 25) - 3) << kcal;
  }
}

TEST(Nutrition, TheObeseHaveNothingToRegain) {
  Subject subject;
  subject.age_years = 60;
  for (const double bmi : {30.0, 38.0}) {
    subject.bmi = bmi;
    const Forecast fed(
        person_of(subject, false),
        {since(0, Treatment{.of = TreatmentTarget::malnutrition, .what = TreatmentKind::refeeding})},
        {0, 180});
    EXPECT_LT(fed.mass_change_kg(180), 0.02 * fed.mass_kg(0)) << bmi;
  }
}

TEST(Nutrition, AfterAFastFatComesBackBeforeLean) {
  const Forecast fasted(average_person(35, true), {during(0, 40, Diet{.energy_kcal = 0})}, {0, 40, 700});
  const double lean_share_lost = fasted.lean_change_kg(40) / fasted.mass_change_kg(40);
  const double regained = fasted.mass_kg(700) - fasted.mass_kg(40);
  EXPECT_GT(regained, 1);
  EXPECT_LT(fasted.lean_change_kg(700), 0.5);
  EXPECT_GT(lean_share_lost, 0.3);
}

TEST(Nutrition, HungerCostsFitnessOnceThereIsNoFatToSpare) {
  const Person man = average_person(30, true);
  const Forecast hungry(man, {during(0, 100, Diet{.energy_kcal = 0})}, {0, 100});
  const Body<double> body = hungry.body(100);
  EXPECT_LT(PhysicalFunction<double>(body).vo2max_ml_per_kg_min(), man.vo2max_ml_per_kg_min * 1.05);
  // Who has no fat to lose gains little by losing it.
  EXPECT_LT(Metabolism<double>(body).insulin_sensitivity(), 4 * man.insulin_sensitivity);
}

TEST(Nutrition, NobodyRunsAwayAllTheirWeight) {
  const Forecast runner(average_person(35, true),
                        {since(0, EnduranceTraining{.mode = EnduranceMode::running,
                                                    .sessions_per_week = 7,
                                                    .minutes = 120,
                                                    .intensity_percent_vo2max = 80})},
                        {0, 365});
  EXPECT_LT(runner.mass_change_kg(365), -1);
  EXPECT_GT(runner.mass_change_kg(365), -0.15 * runner.mass_kg(0));
}

class WeightLossDrug : public ::testing::TestWithParam<DrugName> {};

TEST_P(WeightLossDrug, TakesFatAndSomeLeanAndWeightReturnsOnStopping) {
  Subject subject;
  subject.age_years = 47;
  subject.height_cm = 168;
  subject.weight_kg = 105;
  const Forecast obese(person_of(subject, false), {during(0, 476, Drug{.what = GetParam()})}, {0, 476, 840});
  EXPECT_LT(obese.mass_change_kg(476), -1.0);
  EXPECT_LT(obese.fat_change_kg(476), 2 * obese.lean_change_kg(476) * 0.7);
  EXPECT_LT(obese.lean_change_kg(476), 0);
  EXPECT_GT(obese.mass_change_kg(840), 0.7 * obese.mass_change_kg(476));
}
INSTANTIATE_TEST_SUITE_P(Drugs, WeightLossDrug,
                         ::testing::Values(DrugName::semaglutide, DrugName::tirzepatide,
                                           DrugName::liraglutide, DrugName::glp1_agonist,
                                           DrugName::canagliflozin));

TEST(Nutrition, HungerEndsTheLossOnADrugWithinTwoYears) {
  Subject subject{.age_years = 45};
  subject.bmi = 37;
  const Forecast drug(person_of(subject, false), {since(0, Drug{.what = DrugName::semaglutide})},
                      {0, 140, 490, 730, 1095});
  const auto lost = [&](double day) { return -100 * drug.mass_change_kg(day) / drug.mass_kg(0); };
  // No replayable evidence of its own: about half of the loss of 68 weeks is there after 20.
  EXPECT_GT(lost(140), 0.4 * lost(490));
  EXPECT_LT(lost(140), 0.75 * lost(490));
  EXPECT_NEAR(lost(1095), lost(730), 0.06 * lost(730));
}

TEST(Nutrition, BypassTakesMoreThanADrug) {
  Subject subject;
  subject.age_years = 45;
  subject.height_cm = 168;
  subject.weight_kg = 125;
  const Person woman = person_of(subject, false);
  const Forecast bypass(
      woman, {since(0, Treatment{.of = TreatmentTarget::obesity, .what = TreatmentKind::surgery})}, {0, 365});
  const Forecast drug(woman, {since(0, Drug{.what = DrugName::liraglutide})}, {0, 365});
  EXPECT_LT(bypass.mass_change_kg(365), 1.5 * drug.mass_change_kg(365));
  EXPECT_LT(bypass.lean_change_kg(365), -3);
}

TEST(NutritionSize, GastricBypass) {
  expect_as_published("alba-2019-gastric-bypass-strength", "roux-en-y gastric bypass", "lean_mass", "", 2, 3);
  expect_as_published("alba-2019-gastric-bypass-strength", "roux-en-y gastric bypass", "fat_mass", "", 2, 8);
}
TEST(NutritionSize, FourDaysOfExtremeDeficit) {
  expect_as_published("calbet-2014-four-day-deficit", "4-day extreme deficit with exercise", "fat_mass", "",
                      2.5, 1);
}

}  // namespace
}  // namespace sarx::testing
