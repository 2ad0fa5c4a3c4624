#include "sarx/timeline/surgery.h"

#include "exposing.h"

namespace sarx {
namespace {

using namespace sarx::testing;

Surgery operation(SurgeryKind kind, EventSide side = EventSide::right) {
  Surgery event;
  event.kind = kind;
  event.side = side;
  return event;
}

TEST(Surgery, AKneeReplacementHurtsThatQuadricepsMost) {
  const auto exposure = of(operation(SurgeryKind::total_knee));
  EXPECT_EQ(exposure.of(Side::right, MuscleGroup::quadriceps).trauma, 1);
  EXPECT_LT(exposure.of(Side::right, MuscleGroup::hamstrings).trauma, 1);
  EXPECT_EQ(exposure.of(Side::left, MuscleGroup::quadriceps).trauma, 0);
  EXPECT_EQ(of(operation(SurgeryKind::total_hip)).of(Side::right, MuscleGroup::gluteals).trauma, 1);
  EXPECT_EQ(of(operation(SurgeryKind::abdominal)).of(Side::left, MuscleGroup::trunk_flexors).trauma, 1);
}

TEST(Surgery, BringsItsStayThenSlowWalkingThatComesBack) {
  const Timeline timeline{
      {item(operation(SurgeryKind::hip_fracture), 0, 1)}};  // the recovery outlasts the day
  EXPECT_GT(on_day(timeline, 2).bed_rest, 0.5);
  EXPECT_EQ(on_day(timeline, 30).bed_rest, 0);
  const double early = on_day(timeline, 30).steps_factor, late = on_day(timeline, 150).steps_factor,
               last = on_day(timeline, 1000).steps_factor;
  EXPECT_LT(early, late);
  EXPECT_LT(late, last);
  EXPECT_LT(last, 1);
  EXPECT_EQ(on_day(timeline, 60).of(Side::right, MuscleGroup::gluteals).trauma, 0);
  EXPECT_GT(on_day(timeline, 60).of(Side::right, MuscleGroup::gluteals).lasting_trauma, 0);
  EXPECT_EQ(on_day(timeline, 500).of(Side::right, MuscleGroup::gluteals).lasting_trauma, 0);
}

TEST(Surgery, AStatedStayOrActivityReplacesTheUsualOne) {
  EXPECT_EQ(on_day({{item(operation(SurgeryKind::total_knee)), item(BedRest{}, 0, 1)}}, 1.5).bed_rest, 0);
  const auto active =
      on_day({{item(operation(SurgeryKind::total_knee)), item(Activity{5000, std::nullopt}, 5)}}, 20);
  EXPECT_EQ(active.steps_per_day, 5000);
  EXPECT_NEAR(unloading(active, Unloading::inactivity, MuscleGroup::quadriceps), 1 - 5000.0 / 6000, 1e-9);
}

}  // namespace
}  // namespace sarx
