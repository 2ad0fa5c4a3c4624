#include "sarx/timeline/warnings.h"

#include "exposing.h"

namespace sarx {
namespace {

using namespace sarx::testing;

Timeline with(DrugName what, std::optional<double> dose = std::nullopt) {
  Drug event;
  event.what = what;
  event.dose = dose;
  if (dose) event.unit = DrugUnit::mg;
  return {{item(event, 0, 180)}};
}

std::size_t count(const std::vector<Warning>& list, const std::string& kind, const std::string& part = "") {
  return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [&](const Warning& w) {
    return w.kind == kind && w.text.find(part) != std::string::npos;
  }));
}

TEST(Warnings, EveryDrugNeedsMedicalSupervision) {
  for (std::size_t d = 0; d < Words<DrugName>::words.size(); ++d)
    EXPECT_EQ(count(warnings(with(static_cast<DrugName>(d)), man()), "supervision", "medical supervision"),
              1u)
        << Words<DrugName>::words[d];
}

TEST(Warnings, WhoMustNotTakeADrugIsSaidToEveryone) {
  EXPECT_EQ(count(warnings(with(DrugName::testosterone_gel), man()), "supervision", "not with prostate"), 1u);
  EXPECT_EQ(count(warnings(with(DrugName::semaglutide), man()), "supervision", "not with medullary thyroid"),
            1u);
  EXPECT_EQ(count(warnings(with(DrugName::growth_hormone), man()), "supervision", "not with cancer"), 1u);
}

TEST(Warnings, HarmsOfSemaglutideAreTold) {
  const auto list = harms(with(DrugName::semaglutide), man());
  ASSERT_EQ(list.size(), 4u);
  EXPECT_EQ(list.front().harm, "nausea");
  for (const Harm& harm : list) EXPECT_FALSE(harm.source.empty());
  EXPECT_TRUE(harms(with(DrugName::liraglutide), man()).empty());
}

TEST(Warnings, AHealthyManMayBeginTestosterone) {
  EXPECT_EQ(count(warnings(with(DrugName::testosterone_gel), man()), "contraindication"), 0u);
}

TEST(Warnings, HistoryAndMeasurementsForbidTestosterone) {
  Person person = man();
  person.history = {"prostate cancer"};
  EXPECT_EQ(count(warnings(with(DrugName::testosterone_gel), person), "contraindication", "prostate cancer"),
            1u);
  person.history = {"Sleep_Apnoea"};
  EXPECT_EQ(count(warnings(with(DrugName::testosterone_gel), person), "contraindication", "apnoea"), 1u);
  person.history.clear();
  person.psa_ng_ml = 5;
  person.haematocrit_percent = 51;
  const auto list = warnings(with(DrugName::testosterone_gel), person);
  EXPECT_EQ(count(list, "contraindication", "PSA 5"), 1u);
  EXPECT_EQ(count(list, "contraindication", "haematocrit 51"), 1u);
  for (const auto& warning : list) EXPECT_FALSE(warning.source.empty());
  EXPECT_EQ(list.front().kind, "contraindication");
}

TEST(Warnings, DiseasesOfTheTimelineCountWhileTheyLast) {
  auto timeline = with(DrugName::testosterone_enanthate);
  Disease cancer;
  cancer.condition = Condition::cancer;
  cancer.site = "lung";
  timeline.items.push_back(item(cancer, -100));
  EXPECT_EQ(count(warnings(timeline, man()), "contraindication"), 0u);
  std::get<Disease>(timeline.items[1].event).site = "prostate";
  EXPECT_EQ(count(warnings(timeline, man()), "contraindication", "prostate cancer"), 1u);
  timeline.items[1].to_day = -50;
  EXPECT_EQ(count(warnings(timeline, man()), "contraindication"), 0u);
}

TEST(Warnings, GrowthHormoneInCriticalIllnessKills) {
  auto timeline = with(DrugName::growth_hormone);
  Disease crisis;
  crisis.condition = Condition::critical_illness;
  timeline.items.push_back(item(crisis));
  EXPECT_EQ(count(warnings(timeline, man()), "contraindication", "critical illness"), 1u);
  const auto list = harms(timeline, man());
  EXPECT_TRUE(std::any_of(list.begin(), list.end(),
                          [](const Harm& h) { return h.harm == "death in critical illness"; }));
}

TEST(Warnings, DosesBeyondTheStudiesExtrapolate) {
  EXPECT_EQ(count(warnings(with(DrugName::testosterone_enanthate, 600), man()), "range"), 0u);
  EXPECT_EQ(count(warnings(with(DrugName::testosterone_enanthate, 900), man()), "range"), 1u);
  Person heavy = man();
  heavy.body_mass_kg = 110;
  EXPECT_EQ(count(warnings(with(DrugName::semaglutide, 2.4), heavy), "range"), 0u);
  EXPECT_EQ(count(warnings(with(DrugName::semaglutide, 5), heavy), "range"), 1u);
  Diet starving;
  starving.energy_kcal = 300;
  EXPECT_EQ(count(warnings({{item(starving, 0, 30)}}, man()), "range"), 1u);
}

TEST(Harms, TestosteroneThickensTheBloodByItsForm) {
  const auto list = harms(with(DrugName::testosterone_gel), man());
  const auto has = [&](const std::string& harm) {
    return std::any_of(list.begin(), list.end(), [&](const Harm& h) { return h.harm == harm; });
  };
  EXPECT_TRUE(has("haematocrit over 50 %"));
  EXPECT_TRUE(has("haematocrit"));
  EXPECT_TRUE(has("prostate events"));
  EXPECT_TRUE(harms(with(DrugName::testosterone_gel), woman()).empty());
  EXPECT_TRUE(harms({{item(BedRest{})}}, man()).empty());
}

TEST(Harms, GrowthHormoneSwellsAndAches) {
  const auto list = harms(with(DrugName::growth_hormone), woman());
  EXPECT_TRUE(std::any_of(list.begin(), list.end(), [](const Harm& h) { return h.harm == "oedema"; }));
  EXPECT_TRUE(std::any_of(list.begin(), list.end(), [](const Harm& h) { return h.harm == "arthralgia"; }));
  EXPECT_FALSE(
      std::any_of(list.begin(), list.end(), [](const Harm& h) { return h.harm == "gynaecomastia"; }));
}

TEST(Warnings, ATreatmentOfAnotherDiseaseIsSaidToDoNothing) {
  Treatment treatment;
  treatment.of = TreatmentTarget::copd;
  treatment.what = TreatmentKind::levodopa;
  const auto list = warnings({{item(treatment)}}, man());
  EXPECT_EQ(count(list, "range", "no effect here; it acts on parkinson"), 1u);
  treatment.of = TreatmentTarget::parkinson;
  EXPECT_TRUE(warnings({{item(treatment)}}, man()).empty());
}

TEST(Warnings, OrgansOfTheOtherSex) {
  const auto of = [](HormoneChangeKind what, const Person& person) {
    return warnings({{item(HormoneChange{what})}}, person);
  };
  for (const HormoneChangeKind what : {HormoneChangeKind::menopause, HormoneChangeKind::oophorectomy}) {
    ASSERT_EQ(count(of(what, man()), "range", "no ovaries"), 1u);
    EXPECT_TRUE(of(what, man()).front().of_sex);
    EXPECT_TRUE(of(what, woman()).empty());
  }
  EXPECT_EQ(count(of(HormoneChangeKind::orchiectomy, woman()), "range", "no testes"), 1u);
  EXPECT_TRUE(of(HormoneChangeKind::orchiectomy, man()).empty());
  EXPECT_TRUE(of(HormoneChangeKind::hypogonadism, woman()).empty());
}

TEST(Warnings, TreatmentsOfObesityInTheLean) {
  Person lean = man(), heavy = man();
  lean.body_mass_kg = 70;
  heavy.body_mass_kg = 110;
  Treatment surgery;
  surgery.of = TreatmentTarget::obesity;
  surgery.what = TreatmentKind::surgery;
  EXPECT_EQ(count(warnings({{item(surgery)}}, lean), "range", "is no obesity"), 1u);
  EXPECT_EQ(count(warnings({{item(surgery)}}, heavy), "range"), 0u);
  EXPECT_EQ(count(warnings(with(DrugName::semaglutide), lean), "range", "without diabetes"), 1u);
  EXPECT_EQ(count(warnings(with(DrugName::semaglutide), heavy), "range"), 0u);
  Person diabetic = lean;
  diabetic.history = {"diabetes"};
  EXPECT_EQ(count(warnings(with(DrugName::semaglutide), diabetic), "range"), 0u);
  auto ill = with(DrugName::semaglutide);
  Disease diabetes;
  diabetes.condition = Condition::type2_diabetes;
  ill.items.push_back(item(diabetes));
  EXPECT_EQ(count(warnings(ill, lean), "range"), 0u);
}

TEST(Warnings, TwoIncretinDrugsAtOnce) {
  Person heavy = man();
  heavy.body_mass_kg = 110;
  auto both = with(DrugName::semaglutide);
  both.items.push_back(with(DrugName::tirzepatide).items.front());
  EXPECT_EQ(count(warnings(both, heavy), "range", "given at the same time as"), 2u);
  // One after the other is no combination.
  both.items[1].from_day = 180;
  both.items[1].to_day = 360;
  EXPECT_EQ(count(warnings(both, heavy), "range"), 0u);
}

}  // namespace
}  // namespace sarx
