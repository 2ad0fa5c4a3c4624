#include "sarx/timeline/drug.h"

#include "exposing.h"

namespace sarx {
namespace {

using namespace sarx::testing;

Drug drug(DrugName what, std::optional<double> dose = std::nullopt,
          std::optional<double> every = std::nullopt, DrugUnit unit = DrugUnit::mg) {
  Drug event;
  event.what = what;
  event.dose = dose;
  event.every_days = every;
  if (dose) event.unit = unit;
  return event;
}

TEST(Drug, TestosteroneIsWhatIsAbsorbed) {
  EXPECT_NEAR(of(drug(DrugName::testosterone_enanthate, 100, 7)).drug.testosterone_mg_per_day, 72 / 7.0,
              1e-9);
  EXPECT_NEAR(of(drug(DrugName::testosterone_undecanoate, 1000, 84)).drug.testosterone_mg_per_day, 630 / 84.0,
              1e-9);
  EXPECT_NEAR(of(drug(DrugName::testosterone_gel, 50, 1)).drug.testosterone_mg_per_day, 5, 1e-9);
  EXPECT_NEAR(of(drug(DrugName::testosterone_gel, 5, 1)).drug.testosterone_mg_per_day, 5,
              1e-9);  // named by what gets through
  EXPECT_NEAR(of(drug(DrugName::testosterone_patch, 5, 1)).drug.testosterone_mg_per_day, 5, 1e-9);
  EXPECT_GT(of(drug(DrugName::testosterone_undecanoate)).drug.testosterone_half_life_d,
            of(drug(DrugName::testosterone_enanthate)).drug.testosterone_half_life_d);
}

TEST(Drug, TitrationNamesALevel) {
  auto event = drug(DrugName::testosterone_gel);
  event.titrated_to = "350-750 ng/dL";
  EXPECT_EQ(of(event).drug.testosterone_target_ng_dl, 550);
  EXPECT_EQ(of(event).drug.testosterone_mg_per_day, 0);
  event.titrated_to = "adult male range";
  EXPECT_EQ(of(event).drug.testosterone_target_ng_dl, 600);
}

TEST(Drug, UnitsAndBodyMass) {
  EXPECT_NEAR(of(drug(DrugName::growth_hormone, 0.014, 1, DrugUnit::mg_kg)).drug.growth_hormone_ug_per_kg_day,
              14, 1e-9);
  EXPECT_NEAR(of(drug(DrugName::growth_hormone, 2, 1)).drug.growth_hormone_ug_per_kg_day, 25, 1e-9);
  EXPECT_NEAR(
      of(drug(DrugName::growth_hormone, 30, 7.0 / 3, DrugUnit::ug_kg)).drug.growth_hormone_ug_per_kg_day,
      90 / 7.0, 1e-9);
  EXPECT_NEAR(of(drug(DrugName::oxandrolone, 0.2, 1, DrugUnit::mg_kg)).drug.oxandrolone_mg_per_day, 16, 1e-9);
  EXPECT_NEAR(of(drug(DrugName::hydrocortisone, 120, 1, DrugUnit::ug_kg_h)).drug.prednisone_mg_per_day,
              120 * 80 * 24 / 1000.0 / 4, 1e-9);
}

TEST(Drug, GlucocorticoidsAreEquivalent) {
  EXPECT_NEAR(of(drug(DrugName::prednisone, 20, 1)).drug.prednisone_mg_per_day, 20, 1e-9);
  EXPECT_NEAR(of(drug(DrugName::hydrocortisone, 80, 1)).drug.prednisone_mg_per_day, 20, 1e-9);
  EXPECT_NEAR(of(drug(DrugName::dexamethasone, 3, 1)).drug.prednisone_mg_per_day, 20, 0.1);
}

TEST(Drug, SuppressionStopsOwnHormonesUntilTheDepotIsEmpty) {
  const Timeline timeline{{item(drug(DrugName::gnrh_agonist, std::nullopt, 84), 0, 90)}};
  EXPECT_GT(on_day(timeline, 50).drug.endogenous_testosterone_block, 0.9);
  EXPECT_GT(on_day(timeline, 160).drug.endogenous_testosterone_block, 0.9);  // second depot, day 84 to 168
  EXPECT_EQ(on_day(timeline, 170).drug.endogenous_testosterone_block, 0);
}

TEST(Drug, AManGivenTestosteroneMakesOestradiolFromIt) {
  const Timeline timeline{
      {item(drug(DrugName::gnrh_agonist)), item(drug(DrugName::testosterone_enanthate, 125, 7))}};
  EXPECT_EQ(on_day(timeline, 5).drug.oestradiol_block, 0);
  EXPECT_GT(on_day(timeline, 5, woman()).drug.oestradiol_block, 0.9);
}

TEST(Drug, OneDoseOfAnAntibodyWorksForWeeks) {
  auto event = drug(DrugName::bimagrumab, 30, std::nullopt, DrugUnit::mg_kg);
  event.doses = 1;
  const Timeline timeline{{item(event, 14, 15)}};
  EXPECT_EQ(on_day(timeline, 40).drug.activin_receptor_block, 1);
  EXPECT_EQ(on_day(timeline, 100).drug.activin_receptor_block, 0);
}

TEST(Drug, ADoseLeftOutIsTheUsualOneAndReported) {
  std::vector<Assumption> assumed;
  const auto stretches = expose({{item(drug(DrugName::semaglutide))}}, man(), 0, 1, &assumed);
  EXPECT_NEAR(stretches[0].exposure.drug.incretin_semaglutide_mg_per_week, 2.4, 1e-9);
  EXPECT_TRUE(std::any_of(assumed.begin(), assumed.end(),
                          [](const Assumption& a) { return a.field == "timeline[0].drug.dose"; }));
}

TEST(Drug, EveryDrugReachesTheBody) {
  const DrugExposure none{};
  for (std::size_t d = 0; d < Words<DrugName>::words.size(); ++d) {
    const auto given = of(drug(static_cast<DrugName>(d))).drug;
    const double sum = given.testosterone_mg_per_day + given.endogenous_testosterone_block +
                       given.oestradiol_ug_per_day + given.five_alpha_reductase_block +
                       given.oxandrolone_mg_per_day + given.nandrolone_mg_per_week +
                       given.enobosarm_mg_per_day + given.growth_hormone_ug_per_kg_day +
                       given.ghrelin_agonist + given.gdf15_block + given.activin_receptor_block +
                       given.myostatin_block + given.mk677 + given.prednisone_mg_per_day +
                       given.incretin_semaglutide_mg_per_week + given.incretin_liraglutide_mg_per_day +
                       given.incretin_tirzepatide_mg_per_week + given.sglt2_inhibitor;
    EXPECT_GT(sum, 0) << Words<DrugName>::words[d];
  }
  EXPECT_EQ(none.testosterone_mg_per_day, 0);
}

TEST(HormoneChange, ReachesItsSexAndLasts) {
  HormoneChange menopause;
  menopause.what = HormoneChangeKind::menopause;
  const Timeline timeline{{item(menopause, 0, 1)}};
  EXPECT_TRUE(on_day(timeline, 500, woman()).menopause);
  EXPECT_FALSE(on_day(timeline, -1, woman()).menopause);
  EXPECT_FALSE(on_day(timeline, 500, man()).menopause);
  HormoneChange orchiectomy;
  orchiectomy.what = HormoneChangeKind::orchiectomy;
  EXPECT_GT(of(orchiectomy).drug.endogenous_testosterone_block, 0.9);
}

}  // namespace
}  // namespace sarx
