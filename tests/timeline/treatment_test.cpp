#include "sarx/timeline/treatment.h"

#include "exposing.h"

namespace sarx {
namespace {

using namespace sarx::testing;

Disease ill(Condition condition) {
  Disease event;
  event.condition = condition;
  return event;
}

Treatment given(TreatmentTarget of, TreatmentKind what, std::optional<double> response = std::nullopt) {
  Treatment event;
  event.of = of;
  event.what = what;
  event.response_percent = response;
  return event;
}

TEST(Treatment, CauseTreatedRemovesTheStatedShareOfEveryMechanism) {
  const auto before = of(ill(Condition::rheumatoid_arthritis));
  const auto after =
      on_day({{item(ill(Condition::rheumatoid_arthritis)),
               item(given(TreatmentTarget::rheumatoid_arthritis, TreatmentKind::cause_treated, 75))}},
             1);
  for (std::size_t m = 0; m < mechanism_count; ++m)
    EXPECT_NEAR(after.mechanism[m], 0.25 * before.mechanism[m], 1e-12);
}

TEST(Treatment, LeavesOtherDiseasesAlone) {
  const auto copd = of(ill(Condition::copd));
  const auto both = on_day({{item(ill(Condition::copd)), item(ill(Condition::cushing)),
                             item(given(TreatmentTarget::cushing, TreatmentKind::cure))}},
                           1);
  for (std::size_t m = 0; m < mechanism_count; ++m) EXPECT_NEAR(both.mechanism[m], copd.mechanism[m], 1e-12);
}

TEST(Treatment, BicarbonateRemovesAcidosisOnly) {
  const auto before = of(ill(Condition::ckd));
  const auto after =
      on_day({{item(ill(Condition::ckd)), item(given(TreatmentTarget::ckd, TreatmentKind::bicarbonate))}}, 1);
  EXPECT_LT(mechanism(after, Mechanism::acidosis), 0.5 * mechanism(before, Mechanism::acidosis));
  EXPECT_EQ(mechanism(after, Mechanism::inflammation), mechanism(before, Mechanism::inflammation));
}

TEST(Treatment, ChemotherapyFightsTheTumourAtACostWhileItLasts) {
  const Timeline timeline{{item(ill(Condition::cancer), -60),
                           item(given(TreatmentTarget::cancer, TreatmentKind::chemotherapy), 0)}};
  const auto before = on_day(timeline, -1), during = on_day(timeline, 10), after = on_day(timeline, 300);
  EXPECT_LT(mechanism(during, Mechanism::tumour), mechanism(before, Mechanism::tumour));
  EXPECT_GT(mechanism(during, Mechanism::cytotoxic), 0.3);
  EXPECT_GT(mechanism(during, Mechanism::anorexia), mechanism(before, Mechanism::anorexia));
  EXPECT_EQ(mechanism(after, Mechanism::cytotoxic), 0);
}

TEST(Treatment, BariatricSurgeryLastsAndABandIsHalf) {
  auto surgery = given(TreatmentTarget::obesity, TreatmentKind::surgery);
  const Timeline timeline{{item(surgery, 0, 1)}};
  EXPECT_EQ(on_day(timeline, 300).nutrition.bariatric_restriction, 1);
  EXPECT_EQ(on_day(timeline, -1).nutrition.bariatric_restriction, 0);
  surgery.detail = "gastric band";
  EXPECT_LT(on_day({{item(surgery, 0, 1)}}, 300).nutrition.bariatric_restriction, 1);
}

TEST(Treatment, ATransplantStaysAndEndsDialysisToo) {
  const Timeline timeline{{item(ill(Condition::haemodialysis)),
                           item(given(TreatmentTarget::ckd, TreatmentKind::transplant), 100, 101)}};
  EXPECT_LT(mechanism(on_day(timeline, 500), Mechanism::inflammation),
            0.5 * mechanism(on_day(timeline, 50), Mechanism::inflammation));
}

TEST(Treatment, RefeedingEndsAShortageAndRegainsWeight) {
  Deficiency famine;
  famine.of = DeficiencyOf::energy;
  famine.level = "severe";
  const auto fed =
      on_day({{item(famine), item(given(TreatmentTarget::malnutrition, TreatmentKind::refeeding))}}, 1);
  EXPECT_LT(fed.nutrition.energy_shortage, 0.2);
  EXPECT_EQ(fed.nutrition.refeeding, 1);
}

TEST(Treatment, AntithyroidTreatsBothWays) {
  for (const auto& [condition, target, m] :
       {std::tuple{Condition::hyperthyroid, TreatmentTarget::hyperthyroid, Mechanism::thyroid_excess},
        std::tuple{Condition::hypothyroid, TreatmentTarget::hypothyroid, Mechanism::thyroid_lack}}) {
    const auto treated = on_day({{item(ill(condition)), item(given(target, TreatmentKind::antithyroid))}}, 1);
    EXPECT_GT(mechanism(of(ill(condition)), m), 0.5);
    EXPECT_LT(mechanism(treated, m), 0.1);
  }
}

TEST(Treatment, RehabilitationLowersInactivity) {
  const auto treated = on_day({{item(ill(Condition::stroke), -200),
                                item(given(TreatmentTarget::stroke, TreatmentKind::rehabilitation))}},
                              1);
  EXPECT_LT(mechanism(treated, Mechanism::inactivity),
            mechanism(of(ill(Condition::stroke), 200), Mechanism::inactivity));
  EXPECT_EQ(treated.rehabilitation, 1);
}

TEST(Treatment, OfAnotherDiseaseDoesNothing) {
  for (const auto& [condition, target, what] :
       {std::tuple{Condition::copd, TreatmentTarget::copd, TreatmentKind::levodopa},
        std::tuple{Condition::cancer, TreatmentTarget::cancer, TreatmentKind::dialysis},
        std::tuple{Condition::parkinson, TreatmentTarget::parkinson, TreatmentKind::chemotherapy}}) {
    const auto before = of(ill(condition));
    const auto after = on_day({{item(ill(condition)), item(given(target, what))}}, 0);
    EXPECT_EQ(before.mechanism, after.mechanism);
    EXPECT_EQ(before.steps_factor, after.steps_factor);
  }
  const auto before = of(ill(Condition::parkinson));
  const auto after = on_day(
      {{item(ill(Condition::parkinson)), item(given(TreatmentTarget::parkinson, TreatmentKind::levodopa))}},
      0);
  EXPECT_LT(mechanism(after, Mechanism::weakness), mechanism(before, Mechanism::weakness));
}

}  // namespace
}  // namespace sarx
