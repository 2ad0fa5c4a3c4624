// Muscle injury, surgery, nerve injury and spinal cord injury.
#include <gtest/gtest.h>

#include <set>

#include "features/published.h"
#include "sarx/body/body.inl"
#include "sarx/outcome/function.h"
#include "support/forecast.h"

namespace sarx::testing {
namespace {

using enum MuscleGroup;
constexpr Side left = Side::left, right = Side::right;

TEST(MuscleInjury, IsLocalAndGraded) {
  double last = 0;
  for (double grade : {1.0, 2.0, 3.0}) {
    const Forecast torn(
        average_person(28, true),
        {since(0, MuscleInjury{.region = "hamstrings", .side = EventSide::left, .grade = grade})},
        {0, 14, 90, 365});
    EXPECT_LT(torn.strength_percent(left, hamstrings, 14), last - 2) << grade;
    last = torn.strength_percent(left, hamstrings, 14);
    EXPECT_GT(torn.strength_percent(right, hamstrings, 14), -5);
    EXPECT_GT(torn.size_percent(left, elbow_flexors, 14), -1);
    // Recovery over months.
    EXPECT_GT(torn.strength_percent(left, hamstrings, 90), last);
    EXPECT_GT(torn.strength_percent(left, hamstrings, 365), 0.5 * last);
  }
}

struct Operation {
  SurgeryKind kind;
  double age;
  bool of_the_leg;
};
class AnyOperation : public ::testing::TestWithParam<Operation> {};

TEST_P(AnyOperation, CostsMuscleAndStrengthThatComeBackOverMonths) {
  const auto [kind, age, of_the_leg] = GetParam();
  const Forecast after(average_person(age, false), {since(0, Surgery{.kind = kind, .side = EventSide::left})},
                       {0, 14, 28, 365});
  EXPECT_LT(after.size_percent("leg", left, 28), -0.3);
  EXPECT_LT(after.strength_percent(left, quadriceps, 14), -2);
  EXPECT_GT(after.strength_percent(left, quadriceps, 365), after.strength_percent(left, quadriceps, 28));
  EXPECT_GT(after.size_percent("leg", left, 365), -12);
  if (of_the_leg) {
    EXPECT_LT(after.size_percent("leg", left, 28), after.size_percent("leg", right, 28) - 0.2);
    // Activation failure: far more strength than size is gone, and still is a month on.
    EXPECT_LT(after.strength_percent(left, quadriceps, 28), 1.5 * after.size_percent(left, quadriceps, 28));
  } else {
    EXPECT_NEAR(after.size_percent("leg", left, 28), after.size_percent("leg", right, 28), 1e-9);
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, AnyOperation,
                         ::testing::Values(Operation{SurgeryKind::total_knee, 66, true},
                                           Operation{SurgeryKind::total_hip, 66, true},
                                           Operation{SurgeryKind::acl, 24, true},
                                           Operation{SurgeryKind::hip_fracture, 80, true},
                                           Operation{SurgeryKind::abdominal, 60, false},
                                           Operation{SurgeryKind::cardiac, 65, false}));

TEST(Surgery, InhibitionOutlastsThePainAfterALigamentIsReplacedAndAHipIsBroken) {
  for (const SurgeryKind kind : {SurgeryKind::acl, SurgeryKind::hip_fracture}) {
    const Forecast operated(average_person(kind == SurgeryKind::acl ? 24 : 78, false),
                            {since(0, Surgery{.kind = kind, .side = EventSide::left})}, {0, 180, 900});
    const double size = operated.size_percent(Side::left, quadriceps, 180);
    const double strength = operated.strength_percent(Side::left, quadriceps, 180);
    EXPECT_LT(strength, 1.8 * size);
    EXPECT_LT(strength, -12);
    EXPECT_GT(operated.strength_percent(Side::left, quadriceps, 900), 0.6 * strength);
  }
}

TEST(Surgery, ABrokenHipCostsLeanMassForMonthsAndAppetiteWithIt) {
  const Forecast broken(average_person(80, false), {since(0, Surgery{.kind = SurgeryKind::hip_fracture})},
                        {0, 10, 60, 365});
  const Forecast without(average_person(80, false), {}, {0, 10, 60, 365});
  const auto lean = [&](double day) { return broken.lean_kg(day) - without.lean_kg(day); };
  EXPECT_LT(lean(60), -1);
  EXPECT_LT(lean(365), 0.3 * lean(60));
  EXPECT_LT(broken.mass_change_kg(60), broken.mass_change_kg(10));
}

TEST(SurgerySize, TotalKneeReplacement) {
  expect_as_published("mizner-2005-tka-early", "total knee replacement", "muscle_csa", "quadriceps", 2.5, 3);
  expect_as_published("mizner-2005-tka-early", "total knee replacement", "strength", "quadriceps", 2, 10);
}

struct Served {
  Nerve nerve;
  std::set<MuscleGroup> muscles;
};
class AnyNerve : public ::testing::TestWithParam<Served> {};

TEST_P(AnyNerve, DenervatesTheMusclesItServesAndNoOthers) {
  const auto course = [&](NerveCompleteness completeness) {
    return std::vector<TimelineItem>{since(
        0, NerveInjury{.nerve = GetParam().nerve, .side = EventSide::left, .completeness = completeness})};
  };
  const Forecast cut(average_person(30, true), course(NerveCompleteness::complete), {0, 60});
  const Forecast partly(average_person(30, true), course(NerveCompleteness::partial), {0, 60});
  for (MuscleGroup group : all_muscle_groups) {
    const double loss = -cut.size_percent(left, group, 60);
    if (GetParam().muscles.contains(group)) {
      EXPECT_GT(loss, 5) << name(group);
      EXPECT_GT(loss, -partly.size_percent(left, group, 60)) << name(group);
      EXPECT_LT(cut.strength_percent(left, group, 60), -loss) << name(group);
    } else if (!is_leg(group)) {
      // A neighbour may have one muscle of the nerve: the radial serves the brachioradialis.
      EXPECT_LT(loss, 10) << name(group);
    }
    EXPECT_LT(-cut.size_percent(right, group, 60), 4) << name(group);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Nerves, AnyNerve,
    ::testing::Values(Served{Nerve::femoral, {quadriceps}},
                      Served{Nerve::sciatic, {hamstrings, plantarflexors, dorsiflexors}},
                      Served{Nerve::tibial, {plantarflexors}}, Served{Nerve::peroneal, {dorsiflexors}},
                      Served{Nerve::axillary, {chest_shoulders}},
                      Served{Nerve::musculocutaneous, {elbow_flexors}},
                      Served{Nerve::radial, {elbow_extensors, forearm}}, Served{Nerve::median, {forearm}},
                      Served{Nerve::ulnar, {forearm}},
                      Served{Nerve::brachial_plexus,
                             {chest_shoulders, elbow_flexors, elbow_extensors, forearm, upper_back}},
                      Served{Nerve::lumbosacral_plexus,
                             {quadriceps, hamstrings, plantarflexors, dorsiflexors}},
                      Served{Nerve::obturator, {hip_adductors}}, Served{Nerve::superior_gluteal, {gluteals}},
                      Served{Nerve::inferior_gluteal, {gluteals}}));

TEST(NerveInjury, TheNearerMuscleIsReachedFirst) {
  const Forecast repaired(average_person(30, true),
                          {since(0, NerveInjury{.nerve = Nerve::sciatic,
                                                .side = EventSide::left,
                                                .completeness = NerveCompleteness::complete,
                                                .repair_day = 0})},
                          every(30, 1500));
  const auto first_day_of_return = [&](MuscleGroup group) {
    double least = 1;
    for (double day : repaired.trajectory().days) {
      const double innervated = repaired.state(day).unit(UnitState::innervated, unit_index(left, group));
      if (innervated > least + 0.1) return day;
      least = std::min(least, innervated);
    }
    return 1e9;
  };
  EXPECT_LT(first_day_of_return(hamstrings), first_day_of_return(plantarflexors));
  EXPECT_GT(first_day_of_return(hamstrings), 30);
  EXPECT_LT(first_day_of_return(plantarflexors), 1500);
}

TEST(NerveInjury, ALateRepairHelpsTooIfLess) {
  const auto strength = [](double repair_day) {
    return Forecast(average_person(30, true),
                    {since(0, NerveInjury{.nerve = Nerve::musculocutaneous,
                                          .side = EventSide::left,
                                          .completeness = NerveCompleteness::complete,
                                          .repair_day = repair_day})},
                    {0, 1000})
        .strength_percent(left, elbow_flexors, 1000);
  };
  EXPECT_GT(strength(5), strength(60));
  EXPECT_GT(strength(60), strength(120));
  EXPECT_GT(strength(120), -90);
}

TEST(NerveInjury, ConusAndCaudaEquinaTakeBothLegsAndSpareTheArms) {
  const Forecast cut(average_person(30, true),
                     {since(0, NerveInjury{.nerve = Nerve::conus_cauda_equina,
                                           .side = EventSide::both,
                                           .completeness = NerveCompleteness::complete})},
                     {0, 90, 365});
  for (MuscleGroup group : all_muscle_groups) {
    EXPECT_DOUBLE_EQ(cut.size_percent(left, group, 365), cut.size_percent(Side::right, group, 365))
        << name(group);
    if (is_leg(group)) {
      EXPECT_LT(cut.size_percent(left, group, 90), -5) << name(group);
      // The loss goes on, ever slower, and force goes before size.
      EXPECT_LT(cut.size_percent(left, group, 365), cut.size_percent(left, group, 90)) << name(group);
      EXPECT_LT(cut.strength_percent(left, group, 90), cut.size_percent(left, group, 90)) << name(group);
    } else {
      EXPECT_GT(cut.size_percent(left, group, 90), -5) << name(group);
    }
  }
  EXPECT_LT(cut.strength_percent(left, plantarflexors, 365), -80);
}
TEST(NerveInjurySize, TwoYearsOfStimulationOfTheDenervatedThigh) {
  expect_as_published("kern-2010-rise-denervated-fes", "denervated, stimulated at home 2 years", "muscle_csa",
                      "quadriceps", 2, 5);
}

TEST(NerveInjury, RepairAndStimulationHelp) {
  const NerveInjury cut{
      .nerve = Nerve::femoral, .side = EventSide::left, .completeness = NerveCompleteness::complete};
  NerveInjury repaired = cut;
  repaired.repair_day = 10;
  const Person man = average_person(30, true);
  const Forecast left_alone(man, {since(0, cut)}, {0, 365, 730});
  const Forecast mended(man, {since(0, repaired)}, {0, 365, 730});
  EXPECT_GT(mended.size_percent(left, quadriceps, 730), left_alone.size_percent(left, quadriceps, 730) + 5);
  EXPECT_GT(mended.strength_percent(left, quadriceps, 730),
            left_alone.strength_percent(left, quadriceps, 730) + 10);
  const Forecast stimulated(
      man,
      {since(0, cut), since(0, ElectricalStimulation{.regions = std::vector<std::string>{"quadriceps"},
                                                     .minutes_per_day = 30})},
      {0, 365});
  EXPECT_GT(stimulated.size_percent(left, quadriceps, 365),
            left_alone.size_percent(left, quadriceps, 365) + 1);
}

TEST(CordInjury, TakesTheMusclesBelowTheLevel) {
  const auto after = [](const char* level, LesionCompleteness completeness) {
    return Forecast(average_person(30, true),
                    {since(0, Disease{.condition = Condition::spinal_cord_injury,
                                      .level = level,
                                      .completeness = completeness})},
                    {0, 180})
        .trajectory()
        .states.back();
  };
  const auto size = [](const State<double>& state, MuscleGroup group) {
    return state.unit(UnitState::size, unit_index(left, group));
  };
  const auto cervical = after("C5", LesionCompleteness::complete);
  const auto thoracic = after("T6", LesionCompleteness::complete);
  const auto incomplete = after("T6", LesionCompleteness::incomplete);
  EXPECT_LT(size(thoracic, quadriceps), -0.15);
  EXPECT_LT(size(thoracic, plantarflexors), -0.15);
  EXPECT_GT(size(thoracic, elbow_flexors), -0.05);
  EXPECT_GT(size(thoracic, forearm), -0.05);
  EXPECT_LT(size(cervical, forearm), -0.1);
  EXPECT_LT(size(thoracic, quadriceps), size(incomplete, quadriceps) - 0.02);
}

TEST(CordInjury, NobodyTrainsALegThatDoesNotObey) {
  const Disease lesion{.condition = Condition::spinal_cord_injury,
                       .level = "T6",
                       .completeness = LesionCompleteness::complete};
  const Person man = average_person(30, true);
  const Forecast idle(man, {since(0, lesion)}, {0, 365});
  const Forecast trained(man, {since(0, lesion), since(30, whole_body_training())}, {0, 365});
  EXPECT_NEAR(trained.size_percent(left, quadriceps, 365), idle.size_percent(left, quadriceps, 365), 1);
  EXPECT_GT(trained.size_percent(left, elbow_flexors, 365), idle.size_percent(left, elbow_flexors, 365) + 2);
  // The bone of legs that carry nothing goes too.
  EXPECT_LT(idle.body_state(BodyState::bone_hip_log, 365), -0.02);
}

TEST(CordInjury, EndsWalking) {
  const Forecast after(average_person(30, true),
                       {since(0, Disease{.condition = Condition::spinal_cord_injury,
                                         .level = "T6",
                                         .completeness = LesionCompleteness::complete})},
                       {0, 365});
  const Body<double> body = after.body(365);
  EXPECT_LT(PhysicalFunction<double>(body).gait_speed_m_s(), 0.1);
}

TEST(NerveInjury, AFootThatDropsSlowsWalkingAndAFlailLegMore) {
  const auto gait = [](Nerve nerve) {
    const Forecast after(average_person(30, true),
                         {since(0, NerveInjury{.nerve = nerve,
                                               .side = EventSide::left,
                                               .completeness = NerveCompleteness::complete})},
                         {0, 60});
    const Body<double> body = after.body(60);
    return PhysicalFunction<double>(body).gait_speed_m_s() / after.person().gait_speed_m_s;
  };
  const double peroneal = gait(Nerve::peroneal), sciatic = gait(Nerve::sciatic);
  EXPECT_LT(peroneal, 0.96);
  EXPECT_GT(peroneal, 0.7);
  EXPECT_LT(sciatic, 0.75);
}

TEST(CordInjurySize, AThirdOrMoreOfTheThighInHalfAYear) {
  expect_as_published("castro-1999-complete-sci", "complete spinal cord injury", "muscle_csa",
                      "plantarflexors", 2, 6);
}
TEST(CordInjurySize, StimulatedTrainingBuildsTheParalysedThigh) {
  expect_as_published("ryan-2013-sci-nmes-rt", "stimulated resistance training", "muscle_csa", "quadriceps",
                      3, 10);
}

}  // namespace
}  // namespace sarx::testing
