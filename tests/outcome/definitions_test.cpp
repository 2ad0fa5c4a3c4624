#include "sarx/outcome/definitions.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sarx {
namespace {

Measurement reading(std::string measure, double value, std::string method = "", double day = 0) {
  Measurement measurement;
  measurement.measure = std::move(measure);
  measurement.value = value;
  measurement.method = std::move(method);
  measurement.day = day;
  return measurement;
}

Subject woman_of_74() {
  Subject subject;
  subject.age_years = 74;
  subject.male_fraction = 0;
  subject.height_cm = 160;
  subject.weight_kg = 60;
  return subject;
}

Finding find(Definition definition, const Subject& subject, bool male,
             const std::vector<Measurement>& measurements) {
  for (const Finding& finding : assess(take_readings(subject, male, measurements)))
    if (finding.definition == definition) return finding;
  ADD_FAILURE() << "no finding for " << name(definition);
  return {};
}

Verdict verdict(Definition definition, const Subject& subject, bool male,
                const std::vector<Measurement>& measurements) {
  return find(definition, subject, male, measurements).verdict;
}

bool misses(const Finding& finding, std::string_view what) {
  return std::any_of(finding.missing.begin(), finding.missing.end(),
                     [&](const std::string& m) { return m.find(what) != std::string::npos; });
}

TEST(Definitions, NothingMeasuredNothingNamed) {
  for (const Finding& finding : assess(take_readings(woman_of_74(), false, {}))) {
    EXPECT_EQ(finding.verdict, Verdict::unknown) << name(finding.definition);
    EXPECT_FALSE(finding.missing.empty()) << name(finding.definition);
  }
}

TEST(Definitions, Ewgsop2ClimbsStepByStep) {
  const Subject subject = woman_of_74();
  const Definition d = Definition::ewgsop2;
  EXPECT_EQ(verdict(d, subject, false, {reading("grip_strength", 16)}), Verdict::none);
  EXPECT_EQ(verdict(d, subject, false, {reading("grip_strength", 15.9)}), Verdict::probable);
  // 5.47 kg/m2 and 5.51 kg/m2 at 1.60 m.
  EXPECT_EQ(verdict(d, subject, false,
                    {reading("grip_strength", 14), reading("appendicular_lean_mass", 14.1, "DXA")}),
            Verdict::probable);
  EXPECT_EQ(verdict(d, subject, false,
                    {reading("grip_strength", 14), reading("appendicular_lean_mass", 14.0, "DXA")}),
            Verdict::confirmed);
  EXPECT_EQ(verdict(d, subject, false,
                    {reading("grip_strength", 14), reading("appendicular_lean_mass", 13, "DXA"),
                     reading("gait_speed", 0.8)}),
            Verdict::severe);
  EXPECT_EQ(verdict(d, subject, false,
                    {reading("grip_strength", 14), reading("appendicular_lean_mass", 13, "DXA"),
                     reading("gait_speed", 0.81)}),
            Verdict::confirmed);
  // Slow rising stands for low strength where grip was not measured; muscle alone names nothing.
  EXPECT_EQ(verdict(d, subject, false, {reading("chair_stand_time", 15.1)}), Verdict::probable);
  EXPECT_EQ(verdict(d, subject, false, {reading("appendicular_lean_mass", 12, "DXA")}), Verdict::unknown);
}

TEST(Definitions, SaysWhatDecidedAndWhatIsMissing) {
  const Finding finding = find(Definition::ewgsop2, woman_of_74(), false, {reading("grip_strength", 14)});
  EXPECT_NE(finding.because.find("grip 14 < 16 kg"), std::string::npos) << finding.because;
  EXPECT_TRUE(misses(finding, "appendicular_lean_mass"));
}

TEST(Definitions, HeightIsNeverImputed) {
  Subject subject = woman_of_74();
  subject.height_cm.reset();
  subject.weight_kg.reset();
  const std::vector<Measurement> thin{reading("grip_strength", 14),
                                      reading("appendicular_lean_mass", 14, "DXA")};
  // Without height the kilograms decide for EWGSOP2 and nothing can for AWGS and FNIH.
  EXPECT_EQ(verdict(Definition::ewgsop2, subject, false, thin), Verdict::confirmed);
  EXPECT_EQ(verdict(Definition::awgs2019, subject, false, thin), Verdict::possible);
  EXPECT_EQ(verdict(Definition::fnih, subject, false, thin), Verdict::unknown);
  EXPECT_TRUE(misses(find(Definition::fnih, subject, false, thin), "bmi"));
}

TEST(Definitions, AwgsKnowsTheInstrument) {
  const Subject subject = woman_of_74();
  const auto with = [&](std::string method) {
    return verdict(
        Definition::awgs2019, subject, false,
        {reading("grip_strength", 17), reading("appendicular_lean_mass", 14.2, std::move(method))});
  };
  EXPECT_EQ(with("BIA"), Verdict::confirmed);  // 5.55 kg/m2 is low by impedance ...
  EXPECT_EQ(with("DXA"), Verdict::possible);   // ... and not by DXA
  EXPECT_EQ(verdict(Definition::awgs2019, subject, false, {reading("gait_speed", 0.95)}), Verdict::possible);
  EXPECT_EQ(verdict(Definition::awgs2019, subject, false,
                    {reading("grip_strength", 20), reading("gait_speed", 1.0)}),
            Verdict::none);
}

TEST(Definitions, OldAndAmericanCutOffs) {
  Subject man;
  man.age_years = 80;
  man.height_cm = 175;
  man.weight_kg = 85;
  const std::vector<Measurement> all{reading("grip_strength", 25), reading("gait_speed", 0.75),
                                     reading("appendicular_lean_mass", 21, "DXA"),
                                     reading("muscle_mass", 25, "BIA")};
  EXPECT_EQ(verdict(Definition::sdoc, man, true, all), Verdict::confirmed);
  EXPECT_EQ(verdict(Definition::fnih, man, true, all), Verdict::confirmed);  // 21 / 27.8 = 0.757 m2
  EXPECT_EQ(verdict(Definition::ewgsop1, man, true, all), Verdict::severe);  // 6.86 < 7.26, weak and slow
  EXPECT_EQ(verdict(Definition::janssen, man, true, all), Verdict::severe);  // 25 / 1.75^2 = 8.16
  EXPECT_EQ(verdict(Definition::janssen, man, true, {reading("muscle_mass", 30, "BIA")}), Verdict::confirmed);
  EXPECT_EQ(verdict(Definition::janssen, man, true, {reading("muscle_mass", 35, "BIA")}), Verdict::none);
  EXPECT_EQ(verdict(Definition::sdoc, man, true, {reading("grip_strength", 36)}), Verdict::none);
  EXPECT_EQ(verdict(Definition::glis, man, true, all), Verdict::confirmed);
}

TEST(Definitions, WastingAndFrailty) {
  Subject subject = woman_of_74();
  subject.weight_loss_percent = 6;
  subject.weight_loss_days = 150;
  subject.crp_mg_l = 20;
  EXPECT_EQ(verdict(Definition::cachexia, subject, false, {}), Verdict::confirmed);
  EXPECT_EQ(verdict(Definition::glim, subject, false, {}), Verdict::confirmed);
  EXPECT_EQ(verdict(Definition::frailty, subject, false,
                    {reading("grip_strength", 16), reading("gait_speed", 0.6)}),
            Verdict::confirmed);
  EXPECT_EQ(verdict(Definition::frailty, subject, false,
                    {reading("grip_strength", 16), reading("gait_speed", 1.2)}),
            Verdict::unknown);
  subject.weight_loss_percent = 0;
  EXPECT_EQ(verdict(Definition::cachexia, subject, false, {}), Verdict::none);
  EXPECT_EQ(verdict(Definition::frailty, subject, false,
                    {reading("grip_strength", 25), reading("gait_speed", 1.2)}),
            Verdict::none);
}

TEST(Definitions, LatestDayAndBestTrialCount) {
  const Subject subject = woman_of_74();
  EXPECT_EQ(verdict(Definition::ewgsop2, subject, false,
                    {reading("grip_strength", 20), reading("grip_strength", 15, "", 30)}),
            Verdict::probable);
  EXPECT_EQ(verdict(Definition::ewgsop2, subject, false,
                    {reading("grip_strength", 15), reading("grip_strength", 17)}),
            Verdict::none);
}

TEST(Definitions, AmbiguousIndexIsNotGuessed) {
  std::vector<std::string> notes;
  const Readings readings =
      take_readings(woman_of_74(), false, {reading("muscle_mass_index", 5.2, "BIA")}, &notes);
  EXPECT_FALSE(readings.appendicular_index_kg_m2);
  EXPECT_FALSE(readings.whole_muscle_index_kg_m2);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes[0].find("appendicular or whole-body"), std::string::npos);
}

TEST(Definitions, CertaintyFallsAtTheCutOff) {
  const Subject subject = woman_of_74();
  const double at_cut = find(Definition::ewgsop2, subject, false, {reading("grip_strength", 16.0)}).certainty;
  const double clear = find(Definition::ewgsop2, subject, false, {reading("grip_strength", 22)}).certainty;
  EXPECT_NEAR(at_cut, 0.5, 0.05);
  EXPECT_GT(clear, 0.99);
  // One standard error (3.6 %) above the cut-off: 84 %.
  EXPECT_NEAR(find(Definition::ewgsop2, subject, false, {reading("grip_strength", 16 * 1.036)}).certainty,
              0.84, 0.03);
}

/// Every cut-off of reference/sarcopenia-definitions.yaml, exactly on it and one step to either side.
struct AtTheCut {
  Definition definition;
  bool male;
  std::string measure;
  std::string method;
  double cut;
  double step;
  bool low_is_bad;
  bool cut_counts;                ///< whether the cut-off itself already counts
  std::vector<Measurement> with;  ///< what else was measured
  Verdict good, bad;
};

TEST(Definitions, EveryCutOffFromBothSides) {
  const Subject woman = woman_of_74();  // 160 cm: 2.56 m2, body mass index 23.44
  Subject man = woman_of_74();
  man.male_fraction = 1;
  man.height_cm = 175;      // 3.0625 m2
  man.weight_kg = 76.5625;  // body mass index 25
  const double woman_h2 = 1.6 * 1.6, man_h2 = 1.75 * 1.75;
  const Measurement weak_woman = reading("grip_strength", 10), weak_man = reading("grip_strength", 18);
  const Measurement strong_woman = reading("grip_strength", 30), strong_man = reading("grip_strength", 45);
  const Measurement thin_woman = reading("appendicular_lean_mass", 12, "DXA"),
                    thin_man = reading("appendicular_lean_mass", 17, "DXA");
  const Measurement slow = reading("gait_speed", 0.5), fast = reading("gait_speed", 1.3);
  using enum Definition;
  const Verdict none = Verdict::none, probable = Verdict::probable, confirmed = Verdict::confirmed,
                severe = Verdict::severe, possible = Verdict::possible;
  const std::string grip = "grip_strength", gait = "gait_speed", chair = "chair_stand_time",
                    muscle = "muscle_mass", lean = "appendicular_lean_mass";
  const std::vector<AtTheCut> cuts{
      {ewgsop2, true, grip, "", 27, 0.1, true, false, {}, none, probable},
      {ewgsop2, false, grip, "", 16, 0.1, true, false, {}, none, probable},
      {ewgsop2, true, chair, "", 15, 0.1, false, false, {}, none, probable},
      {ewgsop2, false, chair, "", 15, 0.1, false, false, {}, none, probable},
      {ewgsop2, true, lean, "DXA", 7.0 * man_h2, 0.05, true, false, {weak_man}, probable, confirmed},
      {ewgsop2, false, lean, "DXA", 5.5 * woman_h2, 0.05, true, false, {weak_woman}, probable, confirmed},
      {ewgsop2, true, gait, "", 0.8, 0.01, true, true, {weak_man, thin_man}, confirmed, severe},
      {ewgsop2, false, gait, "", 0.8, 0.01, true, true, {weak_woman, thin_woman}, confirmed, severe},
      {ewgsop2, false, "sppb", "", 8, 1, true, true, {weak_woman, thin_woman}, confirmed, severe},
      {ewgsop2, true, "timed_up_and_go", "", 20, 0.1, false, true, {weak_man, thin_man}, confirmed, severe},
      {ewgsop2,
       false,
       "walk_time",
       "400 m",
       360,
       1,
       false,
       true,
       {weak_woman, thin_woman},
       confirmed,
       severe},
      {ewgsop1, true, grip, "", 30, 0.1, true, false, {thin_man, fast}, none, confirmed},
      {ewgsop1, false, grip, "", 20, 0.1, true, false, {thin_woman, fast}, none, confirmed},
      {ewgsop1, true, gait, "", 0.8, 0.01, true, true, {thin_man, strong_man}, none, confirmed},
      {ewgsop1, true, muscle, "BIA", 8.87 * man_h2, 0.05, true, false, {weak_man, slow}, none, severe},
      {ewgsop1, false, muscle, "BIA", 6.42 * woman_h2, 0.05, true, false, {weak_woman, slow}, none, severe},
      {awgs2019, true, grip, "", 28, 0.1, true, false, {thin_man, fast}, none, confirmed},
      {awgs2019, false, grip, "", 18, 0.1, true, false, {thin_woman, fast}, none, confirmed},
      {awgs2019, true, gait, "", 1.0, 0.01, true, false, {strong_man}, none, possible},
      {awgs2019, false, chair, "", 12, 0.1, false, true, {strong_woman}, none, possible},
      {awgs2019, false, "sppb", "", 9, 1, true, true, {strong_woman}, none, possible},
      {awgs2019, true, lean, "DXA", 7.0 * man_h2, 0.05, true, false, {weak_man, slow}, possible, severe},
      {awgs2019, false, lean, "DXA", 5.4 * woman_h2, 0.05, true, false, {weak_woman, slow}, possible, severe},
      {awgs2019, false, lean, "BIA", 5.7 * woman_h2, 0.05, true, false, {weak_woman, slow}, possible, severe},
      {fnih, true, grip, "", 26, 0.1, true, false, {thin_man}, none, confirmed},
      {fnih,
       false,
       grip,
       "",
       16,
       0.1,
       true,
       false,
       {reading("appendicular_lean_mass", 11, "DXA")},
       none,
       confirmed},
      {fnih, true, lean, "DXA", 0.789 * 25, 0.05, true, false, {weak_man}, none, confirmed},
      {sdoc, true, grip, "", 35.5, 0.1, true, false, {slow}, none, confirmed},
      {sdoc, false, grip, "", 20, 0.1, true, false, {slow}, none, confirmed},
      {sdoc, false, gait, "", 0.8, 0.01, true, false, {weak_woman}, none, confirmed},
      {glis, true, grip, "", 27, 0.1, true, false, {thin_man}, none, confirmed},
      {glis, false, lean, "DXA", 5.5 * woman_h2, 0.05, true, false, {weak_woman}, none, confirmed},
      {janssen, true, muscle, "BIA", 10.75 * man_h2, 0.05, true, true, {}, none, confirmed},
      {janssen, true, muscle, "BIA", 8.5 * man_h2, 0.05, true, true, {}, confirmed, severe},
      {janssen, false, muscle, "BIA", 6.75 * woman_h2, 0.05, true, true, {}, none, confirmed},
      {janssen, false, muscle, "BIA", 5.75 * woman_h2, 0.05, true, true, {}, confirmed, severe},
  };
  for (const AtTheCut& at : cuts) {
    const Subject& subject = at.male ? man : woman;
    const auto called = [&](double value) {
      std::vector<Measurement> all = at.with;
      all.push_back(reading(at.measure, value, at.method));
      return verdict(at.definition, subject, at.male, all);
    };
    const std::string what =
        std::string(name(at.definition)) + (at.male ? ", men: " : ", women: ") + at.measure + " " + at.method;
    const double worse = at.low_is_bad ? -at.step : at.step;
    EXPECT_EQ(called(at.cut + worse), at.bad) << what;
    EXPECT_EQ(called(at.cut - worse), at.good) << what;
    // A mass over height squared is formed by division; on its cut-off only whole figures can be exact.
    if (at.measure.find("mass") == std::string::npos) {
      EXPECT_EQ(called(at.cut), at.cut_counts ? at.bad : at.good) << what;
    }
  }
}

TEST(Definitions, TheIndexItselfIsExactOnItsCutOff) {
  const std::vector<Measurement> weak{reading("grip_strength", 10)};
  const auto called = [&](Definition d, double index, const char* method) {
    std::vector<Measurement> all = weak;
    all.push_back(reading("muscle_mass_index", index, method));
    return verdict(d, woman_of_74(), false, all);
  };
  EXPECT_EQ(called(Definition::ewgsop2, 5.5, "DXA appendicular"), Verdict::probable);
  EXPECT_EQ(called(Definition::ewgsop2, 5.49, "DXA appendicular"), Verdict::confirmed);
  EXPECT_EQ(called(Definition::awgs2019, 5.4, "DXA appendicular"), Verdict::possible);
  EXPECT_EQ(called(Definition::awgs2019, 5.39, "DXA appendicular"), Verdict::confirmed);
  EXPECT_EQ(called(Definition::janssen, 6.75, "BIA whole body"), Verdict::confirmed);
  EXPECT_EQ(called(Definition::janssen, 6.76, "BIA whole body"), Verdict::none);
  EXPECT_EQ(called(Definition::janssen, 5.75, "BIA whole body"), Verdict::severe);
}

TEST(Definitions, ContradictingTestsOfTheSameThingCountTheWorse) {
  // A strong grip and slow rises: one low test of strength is enough.
  EXPECT_EQ(verdict(Definition::ewgsop2, woman_of_74(), false,
                    {reading("grip_strength", 28), reading("chair_stand_time", 22)}),
            Verdict::probable);
  // A fast walk and a poor battery.
  EXPECT_EQ(verdict(Definition::ewgsop2, woman_of_74(), false,
                    {reading("grip_strength", 12), reading("appendicular_lean_mass", 12, "DXA"),
                     reading("gait_speed", 1.2), reading("sppb", 6)}),
            Verdict::severe);
}

TEST(Definitions, ABodyGripsWithItsBetterHand) {
  Person person;
  person.muscle_mass_kg.fill(1);
  const auto parameters = Parameters<double>::best();
  State<double> start;
  start.body(BodyState::fat_mass_kg) = person.fat_mass_kg;
  State<double> now = start;
  const auto grip = [&] { return *take_readings(Body<double>{person, parameters, start, now}).grip_kg; };
  const double both = grip();
  now.unit(UnitState::size, unit_index(Side::left, MuscleGroup::forearm)) = -0.3;
  EXPECT_EQ(grip(), both);
  now.unit(UnitState::size, unit_index(Side::right, MuscleGroup::forearm)) = -0.1;
  EXPECT_LT(grip(), both);
  EXPECT_GT(grip(), 0.9 * both);
}

}  // namespace
}  // namespace sarx
