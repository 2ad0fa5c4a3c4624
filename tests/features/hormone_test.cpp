// Hormones and drugs: level from dose, dose-response, addition to training, reversal.
#include <gtest/gtest.h>

#include "features/published.h"
#include "support/forecast.h"

namespace sarx::testing {
namespace {

using enum MuscleGroup;

constexpr double course_days = 140;

/// What each drug does to muscle or lean mass over twenty weeks in somebody it is given to.
struct Effect {
  DrugName drug;
  double age;
  bool male;
  int muscle;  ///< +1 builds, -1 takes, 0 leaves muscle nearly alone
};

class AnyDrug : public ::testing::TestWithParam<Effect> {};

TEST_P(AnyDrug, MovesMuscleTheWayTrialsShowAndIsReversible) {
  const auto [drug, age, male, direction] = GetParam();
  const Person person = average_person(age, male);
  const Forecast with(person, {during(0, course_days, Drug{.what = drug})}, {0, course_days, 700});
  const Forecast without(person, {}, {0, course_days, 700});
  const double effect = with.muscle_percent(course_days) - without.muscle_percent(course_days);
  if (direction > 0) {
    EXPECT_GT(effect, 0.1);
  }
  if (direction < 0) {
    EXPECT_LT(effect, -0.1);
  }
  if (direction == 0) {
    EXPECT_NEAR(effect, 0, 1.0);
  }
  EXPECT_LT(std::abs(with.muscle_percent(700) - without.muscle_percent(700)), std::abs(effect) + 0.3);
}

INSTANTIATE_TEST_SUITE_P(
    Drugs, AnyDrug,
    ::testing::Values(
        Effect{DrugName::testosterone, 65, true, 1}, Effect{DrugName::testosterone_enanthate, 65, true, 1},
        Effect{DrugName::testosterone_esters, 65, true, 1},
        Effect{DrugName::testosterone_undecanoate, 65, true, 1},
        Effect{DrugName::testosterone_undecanoate_oral, 65, true, 1},
        Effect{DrugName::testosterone_gel, 65, true, 1}, Effect{DrugName::testosterone_patch, 65, true, 1},
        Effect{DrugName::testosterone_suppression, 40, true, -1},
        Effect{DrugName::gnrh_agonist, 65, true, -1}, Effect{DrugName::nandrolone_decanoate, 50, true, 1},
        Effect{DrugName::oxandrolone, 70, true, 1}, Effect{DrugName::enobosarm, 65, true, 1},
        Effect{DrugName::anamorelin, 63, true, 1}, Effect{DrugName::bimagrumab, 60, true, 1},
        Effect{DrugName::ly2495655, 75, true, 1}, Effect{DrugName::growth_hormone, 65, true, 1},
        Effect{DrugName::mk_677, 70, true, 1}, Effect{DrugName::finasteride, 65, true, 0},
        Effect{DrugName::prednisone, 50, true, -1}, Effect{DrugName::hydrocortisone, 50, true, -1},
        Effect{DrugName::dexamethasone, 50, true, -1}, Effect{DrugName::ponsegromab, 50, true, 0}),
    [](const auto& effect) {
      std::string name(Words<DrugName>::words[static_cast<std::size_t>(effect.param.drug)]);
      for (char& c : name)
        if (c == '-') c = '_';
      return name;
    });

TEST(Testosterone, LevelFollowsDoseFormAndTarget) {
  const Person man = average_person(65, true);
  const auto level = [&](Drug drug) {
    return Forecast(man, {since(0, std::move(drug))}, {0, 120}).body(120).testosterone_ng_dl();
  };
  const auto enanthate = [](double mg) {
    return Drug{.what = DrugName::testosterone_enanthate, .dose = mg, .unit = DrugUnit::mg, .every_days = 7};
  };
  EXPECT_LT(level(enanthate(50)), level(enanthate(125)));
  EXPECT_LT(level(enanthate(125)), level(enanthate(600)));
  EXPECT_GT(level(enanthate(600)), 1200);
  EXPECT_NEAR(level(Drug{.what = DrugName::testosterone_gel, .titrated_to = "600 ng/dL"}), 600, 60);
  EXPECT_LT(level(Drug{.what = DrugName::gnrh_agonist}), 60);
}

TEST(Testosterone, ADepotOutlastsItsIntervalAndProductionComesBackOverMonths) {
  // Two doses, three weeks apart.
  const Person man = average_person(25, true);
  const Forecast held(man, {since(0, Drug{.what = DrugName::gnrh_agonist, .every_days = 21, .doses = 2})},
                      {0, 56, 100, 365});
  EXPECT_LT(held.body(56).testosterone_ng_dl(), 0.2 * man.testosterone_ng_dl);
  const double coming_back = held.body(100).testosterone_ng_dl();
  EXPECT_GT(coming_back, 0.3 * man.testosterone_ng_dl);
  EXPECT_LT(coming_back, 0.9 * man.testosterone_ng_dl);
  EXPECT_GT(held.body(365).testosterone_ng_dl(), 0.95 * man.testosterone_ng_dl);
}

TEST(Testosterone, AddsToTraining) {
  const Person man = average_person(30, true);
  const Drug high{
      .what = DrugName::testosterone_enanthate, .dose = 600, .unit = DrugUnit::mg, .every_days = 7};
  const auto lean = [&](std::vector<TimelineItem> items) {
    return Forecast(man, std::move(items), {0, 70}).lean_change_kg(70);
  };
  const double neither = lean({}), drug = lean({since(0, high)}),
               training = lean({since(0, whole_body_training())});
  const double both = lean({since(0, high), since(0, whole_body_training())});
  EXPECT_GT(drug, neither + 1);
  EXPECT_GT(both, drug + 0.5);
  EXPECT_GT(both, training + 1);
}

TEST(Testosterone, RaisesHaemoglobinAndTakesFatAndIsLostOnStopping) {
  const Forecast course(
      average_person(65, true),
      {during(
          0, 180,
          Drug{
              .what = DrugName::testosterone_enanthate, .dose = 200, .unit = DrugUnit::mg, .every_days = 7})},
      {0, 180, 545});
  EXPECT_GT(course.body_state(BodyState::haemoglobin_g_l, 180),
            course.body_state(BodyState::haemoglobin_g_l, 0) + 2);
  EXPECT_LT(course.fat_change_kg(180), 0);
  EXPECT_LT(course.lean_change_kg(545), 0.6 * course.lean_change_kg(180));
}

class AnyHormoneChange : public ::testing::TestWithParam<HormoneChangeKind> {};

TEST_P(AnyHormoneChange, CostsMuscle) {
  const bool male =
      GetParam() != HormoneChangeKind::menopause && GetParam() != HormoneChangeKind::oophorectomy;
  const Person person = average_person(48, male);
  const Forecast changed(person, {since(0, HormoneChange{.what = GetParam()})}, {0, 365});
  const Forecast unchanged(person, {}, {0, 365});
  EXPECT_LT(changed.muscle_percent(365), unchanged.muscle_percent(365) - 0.05);
  EXPECT_GT(changed.fat_kg(365), unchanged.fat_kg(365) - 0.3);
}
INSTANTIATE_TEST_SUITE_P(Kinds, AnyHormoneChange,
                         ::testing::Values(HormoneChangeKind::menopause, HormoneChangeKind::orchiectomy,
                                           HormoneChangeKind::oophorectomy, HormoneChangeKind::hypogonadism,
                                           HormoneChangeKind::gh_deficiency));

TEST(Oestradiol, HoldsBackTheLossAfterMenopause) {
  const Person woman = average_person(50, false);
  const HormoneChange menopause{.what = HormoneChangeKind::menopause};
  const Forecast without(woman, {since(0, menopause)}, {0, 365});
  const Forecast with(woman, {since(0, menopause), since(0, Drug{.what = DrugName::estradiol})}, {0, 365});
  EXPECT_GT(with.muscle_percent(365), without.muscle_percent(365));
}

TEST(GrowthHormone, AddsLeanMassMostlyAsWaterAndLittleStrength) {
  const Person old = average_person(68, true);
  const Forecast given(old, {since(0, Drug{.what = DrugName::growth_hormone})}, {0, 180});
  EXPECT_GT(given.lean_change_kg(180), 0.5);
  EXPECT_GT(given.body(180).water_change_kg(), 0.2);
  EXPECT_LT(given.fat_change_kg(180), 0);
  EXPECT_LT(given.strength_percent(Side::left, quadriceps, 180), 4);
  EXPECT_GT(given.body_state(BodyState::igf1_log, 180), 0.2);
}

TEST(Androgens, OfAnyKindTurnOwnProductionDown) {
  for (const DrugName drug : {DrugName::oxandrolone, DrugName::nandrolone_decanoate, DrugName::enobosarm}) {
    const Forecast on(average_person(35, true), {during(0, 84, Drug{.what = drug})}, {0, 84, 500});
    EXPECT_LT(on.body_state(BodyState::testosterone_own_share, 84), 0.9);
    EXPECT_GT(on.body_state(BodyState::testosterone_own_share, 500), 0.95);
  }
}

TEST(Hormones, GrowthHormoneAndGlucocorticoidsAreAgainstInsulin) {
  for (const DrugName drug : {DrugName::growth_hormone, DrugName::prednisone}) {
    const Forecast on(average_person(60, true), {during(0, 30, Drug{.what = drug})}, {0, 30, 120});
    EXPECT_LT(on.body_state(BodyState::insulin_sensitivity_log, 30), -0.05);
    EXPECT_GT(on.body_state(BodyState::insulin_sensitivity_log, 120), -0.02);
  }
}

TEST(GrowthHormone, SaturatesWithDose) {
  const auto after = [](double mg_a_day) {
    return Forecast(
        average_person(40, true),
        {since(
            0,
            Drug{.what = DrugName::growth_hormone, .dose = mg_a_day, .unit = DrugUnit::mg, .every_days = 1})},
        {0, 120});
  };
  const double one = after(1).lean_change_kg(120), two = after(2).lean_change_kg(120),
               six = after(6).lean_change_kg(120);
  EXPECT_GT(one, 0.5);
  EXPECT_GT(two, one);
  EXPECT_GT(six, two);
  EXPECT_LT(six - two, 4 * (two - one));
  EXPECT_LT(six, 7);
}

TEST(Bimagrumab, TradesFatForLean) {
  Subject subject;
  subject.age_years = 60;
  subject.height_cm = 170;
  subject.weight_kg = 94;
  const Forecast given(person_of(subject, true), {since(0, Drug{.what = DrugName::bimagrumab})}, {0, 336});
  EXPECT_LT(given.fat_change_kg(336), -2);
  EXPECT_GT(given.lean_change_kg(336), 0.5);
}

TEST(HormoneSize, DoseResponseOfYoungMen) {
  for (const char* dose : {"300", "600"})
    expect_as_published("bhasin-2001-dose-response-young",
                        std::string("GnRH agonist + TE ") + dose + " mg/wk", "lean_mass", "whole_body", 2, 2);
  expect_as_published("sinha-hikim-2002-muscle-volume", "GnRH agonist + TE 600 mg/wk", "muscle_volume",
                      "quadriceps", 2.5, 60);
}
TEST(HormoneSize, Deprivation) {
  expect_as_published("smith-2002-adt", "leuprolide 48 weeks", "lean_percent", "", 3, 3);
}
TEST(HormoneSize, Oxandrolone) {
  expect_as_published("schroeder-2005-oxandrolone-6wk", "oxandrolone 20 mg/day", "lean_mass", "whole_body",
                      2.5, 2);
}
TEST(HormoneSize, AntibodyAgainstActivinReceptors) {
  expect_as_published("heymsfield-2021-bimagrumab", "bimagrumab 10 mg/kg monthly", "fat_mass", "", 2.5, 4);
}

}  // namespace
}  // namespace sarx::testing
