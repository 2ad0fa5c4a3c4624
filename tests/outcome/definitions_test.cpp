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

}  // namespace
}  // namespace sarx
