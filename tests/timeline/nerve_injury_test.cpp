#include "sarx/timeline/nerve_injury.h"

#include "exposing.h"

namespace sarx {
namespace {

using namespace sarx::testing;

NerveInjury cut(Nerve nerve, EventSide side = EventSide::left) {
  NerveInjury event;
  event.nerve = nerve;
  event.side = side;
  event.completeness = NerveCompleteness::complete;
  return event;
}

std::set<std::string> denervated(const Exposure& exposure) {
  return units_with(exposure, [](const MuscleExposure& m) { return m.motor_axons_cut; });
}

TEST(NerveInjury, ALeftFemoralNerveCutsTheLeftQuadricepsAndPartOfTheHipFlexors) {
  const auto exposure = of(cut(Nerve::femoral));
  EXPECT_EQ(denervated(exposure), (std::set<std::string>{"left quadriceps", "left hip_flexors"}));
  EXPECT_EQ(exposure.of(Side::left, MuscleGroup::quadriceps).motor_axons_cut, 1);
  EXPECT_LT(exposure.of(Side::left, MuscleGroup::hip_flexors).motor_axons_cut, 0.6);
}

TEST(NerveInjury, EveryNerveServesItsGroups) {
  using Set = std::set<std::string>;
  EXPECT_EQ(denervated(of(cut(Nerve::tibial))), Set{"left plantarflexors"});
  EXPECT_EQ(denervated(of(cut(Nerve::peroneal, EventSide::right))), Set{"right dorsiflexors"});
  EXPECT_EQ(denervated(of(cut(Nerve::obturator))), Set{"left hip_adductors"});
  EXPECT_EQ(denervated(of(cut(Nerve::superior_gluteal))), Set{"left gluteals"});
  EXPECT_EQ(denervated(of(cut(Nerve::axillary))), Set{"left chest_shoulders"});
  EXPECT_EQ(denervated(of(cut(Nerve::musculocutaneous))), Set{"left elbow_flexors"});
  EXPECT_EQ(denervated(of(cut(Nerve::median))), Set{"left forearm"});
  EXPECT_EQ(denervated(of(cut(Nerve::ulnar))), Set{"left forearm"});
  EXPECT_TRUE(denervated(of(cut(Nerve::sciatic))).count("left hamstrings"));
  EXPECT_FALSE(denervated(of(cut(Nerve::sciatic))).count("left quadriceps"));
  EXPECT_FALSE(denervated(of(cut(Nerve::brachial_plexus))).count("left quadriceps"));
  EXPECT_FALSE(denervated(of(cut(Nerve::conus_cauda_equina))).count("left elbow_flexors"));
}

TEST(NerveInjury, PartialIsHalf) {
  auto event = cut(Nerve::tibial);
  event.completeness = NerveCompleteness::partial;
  EXPECT_DOUBLE_EQ(of(event).of(Side::left, MuscleGroup::plantarflexors).motor_axons_cut, 0.5);
}

TEST(NerveInjury, ACutNerveGrowsFromItsRepairOn) {
  auto event = cut(Nerve::femoral);
  event.repair_day = 30;
  const Timeline timeline{{item(event)}};
  EXPECT_LT(on_day(timeline, 10).of(Side::left, MuscleGroup::quadriceps).days_since_axon_growth_start, 0);
  EXPECT_GE(on_day(timeline, 30).of(Side::left, MuscleGroup::quadriceps).days_since_axon_growth_start, 0);
  const double repaired = on_day(timeline, 40).of(Side::left, MuscleGroup::quadriceps).reinnervation_success;
  EXPECT_GT(repaired, of(cut(Nerve::femoral)).of(Side::left, MuscleGroup::quadriceps).reinnervation_success);
  event.repair_day = 600;
  EXPECT_LT(on_day({{item(event)}}, 700).of(Side::left, MuscleGroup::quadriceps).reinnervation_success,
            repaired);
}

TEST(NerveInjury, FarMusclesAreReachedLater) {
  const auto exposure = of(cut(Nerve::sciatic));
  EXPECT_GT(exposure.of(Side::left, MuscleGroup::dorsiflexors).reinnervation_distance_mm,
            exposure.of(Side::left, MuscleGroup::hamstrings).reinnervation_distance_mm);
  Person tall = man();
  tall.height_m = 2.0;
  EXPECT_GT(
      of(cut(Nerve::sciatic), 0, tall).of(Side::left, MuscleGroup::dorsiflexors).reinnervation_distance_mm,
      exposure.of(Side::left, MuscleGroup::dorsiflexors).reinnervation_distance_mm);
}

TEST(NerveInjury, AStretchBeginsWhenTheAxonsArrive) {
  auto event = cut(Nerve::tibial);
  event.repair_day = 0;
  const auto stretches = expose({{item(event)}}, man(), 0, 1000);
  bool arrived = false;
  for (const auto& stretch : stretches) {
    const auto& muscle = stretch.exposure.of(Side::left, MuscleGroup::plantarflexors);
    arrived = arrived || std::abs(muscle.days_since_axon_growth_start - muscle.reinnervation_distance_mm) <
                             1e-6;  // 1 mm a day
  }
  EXPECT_TRUE(arrived);
}

TEST(MuscleInjury, HurtsItsMuscleForDaysByGrade) {
  MuscleInjury event;
  event.region = "hamstrings";
  event.side = EventSide::right;
  event.grade = 1;
  const auto mild = of(event);
  EXPECT_EQ(units_with(mild, [](const MuscleExposure& m) { return m.tissue_loss; }),
            std::set<std::string>{"right hamstrings"});
  event.grade = 3;
  EXPECT_GT(of(event).of(Side::right, MuscleGroup::hamstrings).tissue_loss,
            mild.of(Side::right, MuscleGroup::hamstrings).tissue_loss);
  EXPECT_LT(of(event, 10).steps_factor, 1);
  EXPECT_EQ(of(event, 10).of(Side::right, MuscleGroup::hamstrings).tissue_loss, 0);
  EXPECT_EQ(of(event, 100).steps_factor, 1);
}

}  // namespace
}  // namespace sarx
