#include "sarx/timeline/diet.h"

#include "exposing.h"

namespace sarx {
namespace {

using namespace sarx::testing;

Supplement supplement(SupplementKind what, std::optional<double> dose = std::nullopt,
                      SupplementUnit unit = SupplementUnit::g, SupplementPer per = SupplementPer::day) {
  Supplement event;
  event.what = what;
  event.dose = dose;
  if (dose) event.unit = unit;
  event.per = per;
  return event;
}

Deficiency shortage(DeficiencyOf what, std::string level = "") {
  Deficiency event;
  event.of = what;
  if (!level.empty()) event.level = std::move(level);
  return event;
}

double short_of(const Exposure& exposure, Nutrient nutrient) {
  return exposure.shortage[index(nutrient)];
}

TEST(Diet, ReadsEveryWayOfStatingProteinAndEnergy) {
  Diet diet;
  diet.protein_g = 120;
  diet.energy_percent_of_need = 60;
  const auto food = of(diet).nutrition;
  EXPECT_NEAR(*food.protein_g_per_kg_day, 1.5, 1e-12);
  EXPECT_NEAR(*food.energy_share_of_need, 0.6, 1e-12);
  EXPECT_FALSE(food.energy_deficit_kcal_per_day);
}

TEST(Diet, MealsGiveProteinAndItsSpread) {
  Diet diet;
  diet.meal_protein_g = {10, 20, 50};
  const auto food = of(diet).nutrition;
  EXPECT_NEAR(*food.protein_g_per_kg_day, 1.0, 1e-12);
  EXPECT_NEAR(*food.largest_meal_protein_share, 50.0 / 80, 1e-12);
  EXPECT_EQ(food.meals_per_day, 3);
}

TEST(Diet, AShortDietIsSupervisedALongOneNot) {
  Diet diet;
  diet.energy_deficit_kcal = 750;
  EXPECT_TRUE(on_day({{item(diet, 0, 14)}}, 1).nutrition.supervised);
  EXPECT_FALSE(on_day({{item(diet, 0, 365)}}, 1).nutrition.supervised);
}

TEST(Diet, ALaterDietReplacesTheEarlier) {
  Diet first, second;
  first.energy_deficit_kcal = 750;
  second.energy_kcal = 1800;
  const auto food = on_day({{item(first), item(second, 10)}}, 20).nutrition;
  EXPECT_EQ(food.energy_kcal_per_day, 1800);
  EXPECT_FALSE(food.energy_deficit_kcal_per_day);
}

TEST(Supplement, AddsToTheDayByItsUnit) {
  EXPECT_DOUBLE_EQ(of(supplement(SupplementKind::whey, 40)).nutrition.supplement_protein_g_per_day, 40);
  EXPECT_DOUBLE_EQ(
      of(supplement(SupplementKind::eaa, 0.2, SupplementUnit::g_kg)).nutrition.supplement_eaa_g_per_day, 16);
  EXPECT_DOUBLE_EQ(
      of(supplement(SupplementKind::vitamin_d, 25, SupplementUnit::ug)).nutrition.vitamin_d_iu_per_day, 1000);
  EXPECT_NEAR(of(supplement(SupplementKind::vitamin_d, 365250, SupplementUnit::iu, SupplementPer::year))
                  .nutrition.vitamin_d_iu_per_day,
              1000, 1e-6);
  const auto drink = of(supplement(SupplementKind::multinutrient, 500, SupplementUnit::kcal)).nutrition;
  EXPECT_DOUBLE_EQ(drink.supplement_energy_kcal_per_day, 500);
  EXPECT_DOUBLE_EQ(drink.supplement_protein_g_per_day, 25);
}

TEST(Supplement, PerSessionFollowsTheTraining) {
  ResistanceTraining training;
  training.sessions_per_week = 2;
  const auto whey = supplement(SupplementKind::whey, 35, SupplementUnit::g, SupplementPer::session);
  EXPECT_NEAR(on_day({{item(whey), item(training)}}, 1).nutrition.supplement_protein_g_per_day, 10, 1e-12);
}

TEST(Supplement, RepaysAShortageAndDoesNothingToTheReplete) {
  const auto iron = supplement(SupplementKind::iron, 60, SupplementUnit::mg);
  EXPECT_GT(short_of(of(shortage(DeficiencyOf::iron)), Nutrient::iron), 0.5);
  EXPECT_EQ(short_of(on_day({{item(shortage(DeficiencyOf::iron)), item(iron)}}, 1), Nutrient::iron), 0);
  EXPECT_EQ(short_of(of(iron), Nutrient::iron), 0);
  EXPECT_GT(short_of(on_day({{item(shortage(DeficiencyOf::zinc)), item(iron)}}, 1), Nutrient::zinc), 0.5);
  const auto half = on_day({{item(shortage(DeficiencyOf::vitamin_d, "severe")),
                             item(supplement(SupplementKind::vitamin_d, 500, SupplementUnit::iu))}},
                           1);
  EXPECT_NEAR(short_of(half, Nutrient::vitamin_d), 0.5, 1e-12);
}

TEST(Supplement, ProteinRepaysAShortageOfProteinByItsGrams) {
  const auto lacking = shortage(DeficiencyOf::protein, "severe");
  const double some = short_of(on_day({{item(lacking), item(supplement(SupplementKind::protein, 20))}}, 1),
                               Nutrient::protein);
  EXPECT_NEAR(some, 1 - 20.0 / 80 / 0.5, 1e-12);
  Diet enough;
  enough.protein_g_per_kg = 1.2;
  EXPECT_EQ(short_of(on_day({{item(lacking), item(enough)}}, 1), Nutrient::protein), 0);
}

TEST(Deficiency, WordsAndLevelsAreGraded) {
  EXPECT_LT(short_of(of(shortage(DeficiencyOf::magnesium, "mild")), Nutrient::magnesium),
            short_of(of(shortage(DeficiencyOf::magnesium, "moderate")), Nutrient::magnesium));
  EXPECT_LT(short_of(of(shortage(DeficiencyOf::magnesium, "moderate")), Nutrient::magnesium),
            short_of(of(shortage(DeficiencyOf::magnesium, "severe")), Nutrient::magnesium));
  EXPECT_LT(short_of(of(shortage(DeficiencyOf::vitamin_d, "45 nmol/L")), Nutrient::vitamin_d),
            short_of(of(shortage(DeficiencyOf::vitamin_d, "below 25 nmol/L")), Nutrient::vitamin_d));
  EXPECT_EQ(short_of(of(shortage(DeficiencyOf::vitamin_d, "80 nmol/L")), Nutrient::vitamin_d), 0);
}

TEST(Deficiency, EachNutrientIsItsOwn) {
  for (std::size_t d = 1; d < Words<DeficiencyOf>::words.size(); ++d) {
    const auto exposure = of(shortage(static_cast<DeficiencyOf>(d), "severe"));
    for (std::size_t n = 0; n < nutrient_count; ++n)
      EXPECT_EQ(exposure.shortage[n] > 0, nutrient_names[n] == Words<DeficiencyOf>::words[d])
          << nutrient_names[n];
  }
}

TEST(Deficiency, EnergyByWordsPercentOrKilocalories) {
  EXPECT_EQ(of(shortage(DeficiencyOf::energy, "severe")).nutrition.energy_shortage, 1);
  EXPECT_LT(of(shortage(DeficiencyOf::energy, "at nutritional risk")).nutrition.energy_shortage, 0.5);
  EXPECT_EQ(of(shortage(DeficiencyOf::energy, "600 kcal short")).nutrition.energy_deficit_kcal_per_day, 600);
  EXPECT_NEAR(*of(shortage(DeficiencyOf::energy, "70 % of need")).nutrition.energy_share_of_need, 0.7, 1e-12);
}

std::vector<Assumption> assumed_by(const Diet& diet, const Person& person = man(), double to_day = 365) {
  std::vector<Assumption> assumed;
  expose({{item(diet, 0, to_day)}}, person, 0, 400, &assumed);
  return assumed;
}

TEST(Diet, SupervisionIsAsStatedWhateverIsUsual) {
  Diet diet;
  diet.energy_deficit_kcal = 750;
  diet.supervised = true;
  EXPECT_TRUE(on_day({{item(diet, 0, 365)}}, 1).nutrition.supervised);
  EXPECT_TRUE(assumed_by(diet).empty());
  diet.supervised = false;
  EXPECT_FALSE(on_day({{item(diet, 0, 14)}}, 1).nutrition.supervised);
  EXPECT_TRUE(assumed_by(diet).empty());
}

TEST(Diet, SaysThatADeficitIsNotAllKeptTo) {
  Diet diet;
  diet.energy_deficit_kcal = 750;
  const auto assumed = assumed_by(diet);
  ASSERT_EQ(assumed.size(), 1u);
  EXPECT_EQ(assumed[0].field, "timeline[0].diet.supervised");
  EXPECT_EQ(assumed[0].value.rfind("false: ", 0), 0u) << assumed[0].value;
  // Nothing fades in a home, in two weeks, in overfeeding or in a fast.
  Person resident = man();
  resident.living = Living::care_home;
  EXPECT_TRUE(assumed_by(diet, resident).empty());
  EXPECT_TRUE(assumed_by(diet, man(), 14).empty());
  diet.energy_deficit_kcal = -500;
  EXPECT_TRUE(assumed_by(diet).empty());
  Diet fast;
  fast.energy_kcal = 0;
  EXPECT_TRUE(assumed_by(fast).empty());
}

}  // namespace
}  // namespace sarx
