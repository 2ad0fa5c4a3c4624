#include "sarx/timeline/disease.h"

#include "exposing.h"

namespace sarx {
namespace {

using namespace sarx::testing;

Disease ill(Condition condition, std::string stage = "") {
  Disease event;
  event.condition = condition;
  if (!stage.empty()) event.stage = std::move(stage);
  return event;
}

double worst_mechanism(const Exposure& exposure) {
  return *std::max_element(exposure.mechanism.begin(), exposure.mechanism.end());
}

TEST(Disease, EveryConditionDoesSomething) {
  for (std::size_t c = 0; c < Words<Condition>::words.size(); ++c)
    EXPECT_GT(worst_mechanism(of(ill(static_cast<Condition>(c)), 1)), 0) << Words<Condition>::words[c];
}

TEST(Disease, StagesAreGraded) {
  const auto acid = [](std::string stage) {
    return mechanism(of(ill(Condition::ckd, std::move(stage))), Mechanism::acidosis);
  };
  EXPECT_LT(acid("1"), acid("2"));
  EXPECT_LT(acid("3"), acid("4"));
  EXPECT_LT(acid("4"), acid("5"));
  const auto tumour = [](std::string stage) {
    return mechanism(of(ill(Condition::cancer, std::move(stage))), Mechanism::tumour);
  };
  EXPECT_LT(tumour("I"), tumour("II"));
  EXPECT_LT(tumour("II"), tumour("III-IV"));
  EXPECT_LT(tumour("III-IV"), tumour("IV"));
  EXPECT_LT(tumour("nonmetastatic"), tumour("metastatic"));
  const auto joints = [](std::string stage) {
    return mechanism(of(ill(Condition::rheumatoid_arthritis, std::move(stage))), Mechanism::inflammation);
  };
  EXPECT_LT(joints("controlled"), joints("moderate"));
  EXPECT_LT(joints("moderate"), joints("uncontrolled"));
  EXPECT_LT(joints("moderate"), joints("severe"));
}

TEST(Disease, UnknownWordsFallBackAndAreReported) {
  std::vector<Assumption> assumed;
  const auto stretches = expose({{item(ill(Condition::copd, "puzzling"))}}, man(), 0, 1, &assumed);
  EXPECT_EQ(stretches[0].exposure.mechanism, of(ill(Condition::copd)).mechanism);
  ASSERT_FALSE(assumed.empty());
  EXPECT_EQ(assumed[0].field, "timeline[0].disease.stage");
}

TEST(Disease, SiteMatters) {
  auto prostate = ill(Condition::cancer, "III"), pancreas = prostate;
  prostate.site = "prostate";
  pancreas.site = "pancreas";
  EXPECT_LT(mechanism(of(prostate), Mechanism::tumour), mechanism(of(pancreas), Mechanism::tumour) / 3);
}

TEST(Disease, OrganFailuresDeepenACrisis) {
  auto event = ill(Condition::critical_illness);
  event.organ_failures = 1;
  const double one = mechanism(of(event), Mechanism::catabolic_crisis);
  event.organ_failures = 4;
  EXPECT_GT(mechanism(of(event), Mechanism::catabolic_crisis), one);
}

TEST(Disease, ACrisisPassesInStages) {
  const Timeline timeline{{item(ill(Condition::critical_illness))}};
  EXPECT_EQ(on_day(timeline, 5).bed_rest, 1);
  const double acute = mechanism(on_day(timeline, 5), Mechanism::catabolic_crisis),
               ward = mechanism(on_day(timeline, 20), Mechanism::catabolic_crisis),
               home = mechanism(on_day(timeline, 60), Mechanism::catabolic_crisis);
  EXPECT_GT(acute, ward);
  EXPECT_GT(ward, home);
  EXPECT_LT(on_day(timeline, 60).steps_factor, 1);
  EXPECT_EQ(worst_mechanism(on_day(timeline, 400)), 0);
}

TEST(Disease, AHospitalStayEnds) {
  const Timeline timeline{{item(ill(Condition::acute_hospitalisation))}};
  EXPECT_GT(on_day(timeline, 1).bed_rest, 0);
  EXPECT_EQ(on_day(timeline, 30).bed_rest, 0);
  EXPECT_EQ(worst_mechanism(on_day(timeline, 30)), 0);
}

TEST(Disease, AStrokeParalysesItsSideAndHalfRecovers) {
  auto event = ill(Condition::stroke);
  event.side = EventSide::left;
  const double early = of(event, 1).of(Side::left, MuscleGroup::quadriceps).central_paralysis;
  const double late = of(event, 400).of(Side::left, MuscleGroup::quadriceps).central_paralysis;
  EXPECT_GT(early, 0.6);
  EXPECT_LT(late, early / 2);
  EXPECT_GT(late, 0.1);
  EXPECT_EQ(of(event, 1).of(Side::right, MuscleGroup::quadriceps).central_paralysis, 0);
}

std::set<std::string> paralysed(std::string level) {
  auto event = ill(Condition::spinal_cord_injury);
  event.level = std::move(level);
  event.completeness = LesionCompleteness::complete;
  const auto exposure = of(event);
  std::set<std::string> whole;
  for (const MuscleGroup group : all_muscle_groups)
    if (exposure.of(Side::right, group).central_paralysis >= 1) whole.insert(std::string(name(group)));
  return whole;
}

TEST(Disease, ACordLesionParalysesExactlyTheMyotomesBelow) {
  const std::set<std::string> legs{"quadriceps",  "hamstrings",     "hip_adductors", "gluteals",
                                   "hip_flexors", "plantarflexors", "dorsiflexors"};
  EXPECT_EQ(paralysed("C4").count("elbow_flexors"), 1u);
  EXPECT_EQ(paralysed("C6").count("elbow_flexors"), 0u);
  EXPECT_EQ(paralysed("C6").count("elbow_extensors"), 1u);
  EXPECT_EQ(paralysed("C8").count("elbow_extensors"), 0u);
  auto below_t5 = legs;
  below_t5.insert("trunk_flexors");
  EXPECT_EQ(paralysed("T5"), below_t5);
  EXPECT_EQ(paralysed("L1"), (std::set<std::string>{"quadriceps", "hip_adductors", "hamstrings", "gluteals",
                                                    "plantarflexors", "dorsiflexors"}));
  EXPECT_EQ(paralysed("L4"), (std::set<std::string>{"hamstrings", "plantarflexors"}));
  EXPECT_EQ(paralysed("L5"), std::set<std::string>{"plantarflexors"});
  EXPECT_EQ(paralysed("S2"), std::set<std::string>{});
  EXPECT_EQ(paralysed("cervical").count("elbow_extensors"), 1u);
}

TEST(Disease, AnIncompleteLesionParalysesHalf) {
  auto event = ill(Condition::spinal_cord_injury);
  event.level = "T6";
  event.completeness = LesionCompleteness::incomplete;
  EXPECT_NEAR(of(event).of(Side::left, MuscleGroup::quadriceps).central_paralysis, 0.5, 1e-12);
  EXPECT_GT(of(event).steps_factor, 0.4);
  event.completeness = LesionCompleteness::complete;
  EXPECT_LT(of(event).steps_factor, 0.1);
}

TEST(Disease, MotorNeuronesAndNervesFailInTheirOwnWay) {
  EXPECT_GT(of(ill(Condition::als)).of(Side::left, MuscleGroup::forearm).motor_neurones_lost_per_year, 0.2);
  const auto neuropathy = of(ill(Condition::peripheral_neuropathy));
  EXPECT_EQ(units_with(neuropathy, [](const MuscleExposure& m) { return m.motor_axons_cut; }),
            (std::set<std::string>{"left plantarflexors", "left dorsiflexors", "left forearm",
                                   "right plantarflexors", "right dorsiflexors", "right forearm"}));
  const Timeline guillain{{item(ill(Condition::guillain_barre))}};
  const auto block = [&](double day) {
    return on_day(guillain, day).of(Side::left, MuscleGroup::quadriceps).central_paralysis;
  };
  EXPECT_LT(block(1), block(25));
  EXPECT_LT(block(400), 0.1);
}

TEST(Disease, BeginsAndEndsWithItsDays) {
  const Timeline timeline{{item(ill(Condition::cushing), -700, 0)}};
  EXPECT_GT(mechanism(on_day(timeline, -1), Mechanism::glucocorticoid), 0.5);
  EXPECT_EQ(mechanism(on_day(timeline, 1), Mechanism::glucocorticoid), 0);
}

// What a stage does and whether it was understood: without a word of assumption.
double read_as(Condition condition, const std::string& stage, Mechanism m) {
  std::vector<Assumption> assumed;
  const auto stretches = expose({{item(ill(condition, stage))}}, man(), 0, 10, &assumed);
  for (const Assumption& a : assumed) EXPECT_EQ(a.field.find(".stage"), std::string::npos) << stage;
  return stretches.front().exposure.mechanism[index(m)];
}

TEST(Severity, ReadsChildAndPugh) {
  const auto liver = [](const std::string& stage) {
    return read_as(Condition::cirrhosis, stage, Mechanism::inflammation);
  };
  EXPECT_LT(liver("Child-Pugh A"), liver("Child-Pugh B"));
  EXPECT_LT(liver("Child-Pugh B"), liver("Child-Pugh C"));
  for (const char* same : {"Child-Pugh class B", "Child-Pugh B8", "child pugh 8", "B"})
    EXPECT_EQ(liver(same), liver("Child-Pugh B")) << same;
  EXPECT_EQ(liver("Child-Pugh 12"), liver("Child-Pugh C"));
  EXPECT_EQ(liver("Child-Pugh score 5"), liver("Child-Pugh A"));
}

TEST(Severity, ReadsTheBurntSurface) {
  const auto burn = [](const std::string& stage) {
    return read_as(Condition::burn, stage, Mechanism::hypermetabolism);
  };
  EXPECT_LT(burn("20 % TBSA"), burn("40 % TBSA"));
  EXPECT_EQ(burn("40% TBSA"), burn("3rd degree, 40 percent of body surface"));
  EXPECT_EQ(burn("TBSA 40"), burn("40 % TBSA"));
}

TEST(Severity, ReadsGradesOfLungsAndJoints) {
  const auto lungs = [](const std::string& stage) {
    return read_as(Condition::copd, stage, Mechanism::inflammation);
  };
  EXPECT_EQ(lungs("GOLD 4"), lungs("very severe"));
  EXPECT_GT(lungs("very severe"), lungs("severe"));
  const auto joints = [](const std::string& stage) {
    return read_as(Condition::rheumatoid_arthritis, stage, Mechanism::inflammation);
  };
  EXPECT_EQ(joints("high disease activity"), joints("severe"));
  EXPECT_EQ(joints("low disease activity"), joints("mild"));
}

TEST(Severity, WhatNoScaleHoldsIsAssumed) {
  for (const auto& [condition, stage] :
       {std::pair{Condition::copd, "FEV1 40 % predicted"}, std::pair{Condition::copd, "B"},
        std::pair{Condition::cirrhosis, "MELD 22"}}) {
    std::vector<Assumption> assumed;
    expose({{item(ill(condition, stage))}}, man(), 0, 10, &assumed);
    ASSERT_EQ(assumed.size(), 1u) << stage;
    EXPECT_EQ(assumed[0].field, "timeline[0].disease.stage");
  }
}

// One rule for every event that needs a side.
TEST(Side, IsSaidWhereItIsNotGiven) {
  const auto side_assumed = [](Event event) {
    std::vector<Assumption> assumed;
    expose({{item(std::move(event))}}, man(), 0, 10, &assumed);
    return std::any_of(assumed.begin(), assumed.end(),
                       [](const Assumption& a) { return a.field.ends_with(".side"); });
  };
  for (const SurgeryKind kind : {SurgeryKind::hip_fracture, SurgeryKind::total_knee, SurgeryKind::acl}) {
    EXPECT_TRUE(side_assumed(Surgery{kind, std::nullopt}));
    EXPECT_FALSE(side_assumed(Surgery{kind, EventSide::left}));
  }
  EXPECT_FALSE(side_assumed(Surgery{SurgeryKind::abdominal, std::nullopt}));
  NerveInjury nerve;
  nerve.nerve = Nerve::femoral;
  EXPECT_TRUE(side_assumed(nerve));
  MuscleInjury tear;
  tear.region = "hamstrings";
  EXPECT_TRUE(side_assumed(tear));
  Immobilisation cast;
  cast.joint = Joint::knee;
  EXPECT_TRUE(side_assumed(cast));
  EXPECT_TRUE(side_assumed(LimbUnloading{Limb::leg, std::nullopt}));
  EXPECT_TRUE(side_assumed(ill(Condition::stroke)));
  EXPECT_TRUE(side_assumed(ill(Condition::hip_osteoarthritis)));
  EXPECT_FALSE(side_assumed(ill(Condition::copd)));
}

}  // namespace
}  // namespace sarx
