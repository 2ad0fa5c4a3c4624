#include "sarx/timeline/timeline.h"

#include <random>

#include "exposing.h"

namespace sarx {
namespace {

using namespace sarx::testing;

TEST(Timeline, SplitsAtEveryEdgeAndCoversTheSpan) {
  const Timeline timeline{{item(BedRest{}, 5, 10), item(Activity{2000, std::nullopt}, 8, 20)}};
  const auto stretches = expose(timeline, man(), 0, 30);
  ASSERT_EQ(stretches.size(), 5u);
  EXPECT_EQ(stretches.front().from_day, 0);
  EXPECT_EQ(stretches.back().to_day, 30);
  for (std::size_t i = 1; i < stretches.size(); ++i)
    EXPECT_EQ(stretches[i].from_day, stretches[i - 1].to_day);
  EXPECT_EQ(stretches[1].exposure.bed_rest, 1);
  EXPECT_EQ(stretches[0].exposure.bed_rest, 0);
  EXPECT_EQ(stretches[3].exposure.bed_rest, 0);
  EXPECT_EQ(stretches[3].exposure.steps_per_day, 2000);
}

TEST(Timeline, AnEmptyLifeIsHabit) {
  const auto stretches = expose({}, man(), -10, 10);
  ASSERT_EQ(stretches.size(), 1u);
  const Exposure& exposure = stretches[0].exposure;
  EXPECT_FALSE(exposure.steps_per_day);
  EXPECT_TRUE(
      units_with(exposure, [](const MuscleExposure& m) { return m.weekly_sets + m.unloading[7]; }).empty());
}

TEST(Timeline, InstantEventsAndEmptySpansAreHarmless) {
  const Timeline timeline{{item(BedRest{}, 5, 5)}};
  EXPECT_EQ(on_day(timeline, 5).bed_rest, 0);
  EXPECT_EQ(expose(timeline, man(), 3, 3).size(), 1u);
}

TEST(Timeline, TwoProgrammesAdd) {
  ResistanceTraining legs;
  legs.regions = {"quadriceps"};
  legs.sessions_per_week = 2;
  legs.sets = 3;
  legs.exercises = 1;
  legs.load_percent_1rm = 80;
  ResistanceTraining more = legs;
  more.load_percent_1rm = 40;
  more.sets = 1;
  const auto exposure = on_day({{item(legs), item(more)}}, 1);
  const auto& muscle = exposure.of(Side::left, MuscleGroup::quadriceps);
  EXPECT_DOUBLE_EQ(muscle.weekly_sets, 8);
  EXPECT_NEAR(muscle.load_share_1rm, (6 * 0.8 + 2 * 0.4) / 8, 1e-12);
}

TEST(Timeline, UnloadingTakesTheLargerAndMechanismsJoin) {
  Disease copd, heart;
  copd.condition = Condition::copd;
  heart.condition = Condition::heart_failure;
  const double one = mechanism(of(copd), Mechanism::inflammation),
               other = mechanism(of(heart), Mechanism::inflammation);
  const auto both = on_day({{item(copd), item(heart), item(BedRest{}), item(BedRest{-6.0})}}, 1);
  EXPECT_NEAR(mechanism(both, Mechanism::inflammation), 1 - (1 - one) * (1 - other), 1e-12);
  EXPECT_EQ(unloading(both, Unloading::bed_rest, MuscleGroup::quadriceps), 1);
  EXPECT_EQ(unloading(both, Unloading::head_down, MuscleGroup::quadriceps), 1);
}

TEST(Timeline, OfTwoShortagesOfFoodTheSecondTakesFromWhatIsLeft) {
  const auto short_of_food = [](std::string level) {
    return item(Deficiency{.of = DeficiencyOf::energy, .level = std::move(level)});
  };
  const auto shortage = [](const Timeline& timeline) {
    return on_day(timeline, 5).nutrition.energy_shortage;
  };
  const double mild = shortage({{short_of_food("mild")}}), moderate = shortage({{short_of_food("moderate")}});
  ASSERT_GT(mild, 0);
  EXPECT_NEAR(shortage({{short_of_food("mild"), short_of_food("moderate")}}), 1 - (1 - mild) * (1 - moderate),
              1e-12);
}

TEST(Timeline, ALaterStatementHolds) {
  const auto exposure =
      on_day({{item(Activity{8000, std::nullopt}, 5), item(Activity{3000, std::nullopt}, 0)}}, 6);
  EXPECT_EQ(exposure.steps_per_day, 8000);
}

TEST(Timeline, ReportsEachAssumptionOnceWithItsPath) {
  ResistanceTraining training;
  training.regions = {"quadriceps"};
  std::vector<Assumption> assumed;
  expose({{item(BedRest{}, 3, 6), item(training, 0, 50)}}, man(), 0, 100, &assumed);
  const auto named = [&](const std::string& field) {
    return std::count_if(assumed.begin(), assumed.end(),
                         [&](const Assumption& a) { return a.field == field; });
  };
  EXPECT_EQ(named("timeline[1].resistance_training.sets"), 1);
  EXPECT_EQ(named("timeline[1].resistance_training.sessions_per_week"), 1);
  EXPECT_EQ(named("timeline[1].resistance_training.regions"), 0);
}

TEST(Timeline, DepotsEmptyAtTheirOwnPaceAfterTheLastDose) {
  Drug depot;
  depot.what = DrugName::testosterone_undecanoate;
  const Timeline timeline{{item(depot, 0, 84)}};
  EXPECT_NEAR(on_day(timeline, 100).drug.testosterone_half_life_d, 33.9, 1e-9);
  EXPECT_EQ(on_day(timeline, 100).drug.testosterone_mg_per_day, 0);
}

// Whatever stands in the timeline, the body model gets finite numbers in their legal ranges.
TEST(Timeline, RandomTimelinesStayLegal) {
  std::mt19937 random(7);
  const auto pick = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
  const auto any = [&](double lo, double hi) {
    return std::uniform_real_distribution<double>(lo, hi)(random);
  };
  for (int run = 0; run < 300; ++run) {
    Timeline timeline;
    for (int i = 0; i < 6; ++i) {
      Event event = BedRest{};
      switch (pick(8)) {
        case 0: {
          Disease d;
          d.condition = static_cast<Condition>(pick(32));
          d.stage = std::to_string(pick(9));
          event = d;
          break;
        }
        case 1: {
          Drug d;
          d.what = static_cast<DrugName>(pick(28));
          d.dose = any(0, 1e5);
          d.every_days = any(0.02, 100);
          event = d;
          break;
        }
        case 2: {
          Treatment t;
          t.of = static_cast<TreatmentTarget>(pick(34));
          t.what = static_cast<TreatmentKind>(pick(19));
          event = t;
          break;
        }
        case 3: {
          NerveInjury n;
          n.nerve = static_cast<Nerve>(pick(15));
          n.repair_day = any(-500, 500);
          event = n;
          break;
        }
        case 4: {
          Supplement s;
          s.what = static_cast<SupplementKind>(pick(16));
          s.dose = any(0, 1e6);
          s.unit = static_cast<SupplementUnit>(pick(6));
          event = s;
          break;
        }
        case 5: {
          ResistanceTraining r;
          r.sets = any(0, 30);
          r.sessions_per_week = any(0, 28);
          r.exercises = any(0, 40);
          event = r;
          break;
        }
        case 6: {
          Surgery s;
          s.kind = static_cast<SurgeryKind>(pick(6));
          event = s;
          break;
        }
        default: {
          Deficiency d;
          d.of = static_cast<DeficiencyOf>(pick(15));
          event = d;
          break;
        }
      }
      const double from = any(-400, 400);
      timeline.items.push_back(item(event, from, pick(2) ? for_ever : from + any(0, 300)));
    }
    for (const Stretch& stretch : expose(timeline, pick(2) ? man() : woman(), -500, 500)) {
      ASSERT_LT(stretch.from_day, stretch.to_day);
      for (const auto& muscle : stretch.exposure.muscle) {
        for (const double share : muscle.unloading) ASSERT_TRUE(share >= 0 && share <= 1);
        ASSERT_TRUE(muscle.weekly_sets >= 0 && muscle.weekly_sets <= 150);
        ASSERT_TRUE(muscle.motor_axons_cut >= 0 && muscle.motor_axons_cut <= 1);
        ASSERT_TRUE(muscle.central_paralysis >= 0 && muscle.central_paralysis <= 1);
        ASSERT_TRUE(muscle.trauma >= 0 && muscle.trauma <= 1);
        ASSERT_TRUE(std::isfinite(muscle.reinnervation_distance_mm));
      }
      for (const double m : stretch.exposure.mechanism) ASSERT_TRUE(m >= 0 && m <= 2);
      for (const double n : stretch.exposure.shortage) ASSERT_TRUE(n >= 0 && n <= 1);
      ASSERT_TRUE(stretch.exposure.steps_factor >= 0 && stretch.exposure.steps_factor <= 1);
      ASSERT_TRUE(std::isfinite(stretch.exposure.drug.testosterone_mg_per_day));
      ASSERT_LE(stretch.exposure.nutrition.supplement_protein_g_per_day, 1000);
    }
  }
}

}  // namespace
}  // namespace sarx
