#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "sarx/person/fractions.h"
#include "sarx/person/norms.h"
#include "sarx/person/subject.h"
#include "sarx/person/subject_fields.h"

namespace sarx {
namespace {

Subject adult(double age_years, double male_fraction) {
  Subject subject;
  subject.age_years = age_years;
  subject.male_fraction = male_fraction;
  return subject;
}
Person complete(const Subject& subject, bool male, const std::vector<Measurement>& measurements = {}) {
  return complete_person(subject, male, measurements, nullptr);
}
Person usual_man(double age_years) {
  return complete(adult(age_years, 1), true);
}
Person usual_woman(double age_years) {
  return complete(adult(age_years, 0), false);
}

// Every number of a person that must be finite and above zero, by name.
std::map<std::string, double> positive_numbers(const Person& p) {
  std::map<std::string, double> numbers{{"height", p.height_m},
                                        {"body mass", p.body_mass_kg},
                                        {"fat", p.fat_mass_kg},
                                        {"bone", p.bone_mineral_kg},
                                        {"lean", p.lean_mass_kg},
                                        {"appendicular lean", p.appendicular_lean_mass_kg},
                                        {"other lean", p.other_lean_kg},
                                        {"resting rate", p.resting_metabolic_rate_kcal_per_day},
                                        {"energy need", p.energy_need_kcal_per_day},
                                        {"vo2max", p.vo2max_ml_per_kg_min},
                                        {"testosterone", p.testosterone_ng_dl},
                                        {"oestradiol", p.oestradiol_pg_ml},
                                        {"igf1", p.igf1_ng_ml},
                                        {"vitamin d", p.vitamin_d_nmol_l},
                                        {"haematocrit", p.haematocrit_percent},
                                        {"haemoglobin", p.haemoglobin_g_l},
                                        {"albumin", p.albumin_g_l},
                                        {"insulin sensitivity", p.insulin_sensitivity},
                                        {"knee torque", p.knee_extension_torque_n_m},
                                        {"grip", p.grip_strength_kg},
                                        {"gait", p.gait_speed_m_s},
                                        {"chair stand", p.chair_stand_time_s},
                                        {"six-minute walk", p.six_minute_walk_m},
                                        {"protein", p.protein_g_per_kg_day}};
  for (std::size_t unit = 0; unit < muscle_unit_count; ++unit)
    numbers["muscle " + std::to_string(unit)] = p.muscle_mass_kg[unit];
  return numbers;
}

void expect_consistent(const Person& p) {
  for (const auto& [name, value] : positive_numbers(p)) {
    EXPECT_TRUE(std::isfinite(value)) << name;
    EXPECT_GT(value, 0) << name;
  }
  EXPECT_NEAR(p.body_mass_kg, p.fat_mass_kg + p.bone_mineral_kg + p.lean_mass_kg, 1e-9);
  EXPECT_NEAR(p.lean_mass_kg, p.total_muscle_kg() + p.other_lean_kg, 1e-9);
  EXPECT_GT(p.appendicular_lean_mass_kg, 0.29 * p.lean_mass_kg);
  EXPECT_LT(p.appendicular_lean_mass_kg, 0.57 * p.lean_mass_kg);
  EXPECT_GE(p.frailty, 0);
  EXPECT_LE(p.frailty, 1);
  EXPECT_GE(p.sppb_points, 0);
  EXPECT_LE(p.sppb_points, 12);
  EXPECT_GE(p.steps_per_day, 0);
  EXPECT_GT(p.energy_need_kcal_per_day, p.resting_metabolic_rate_kcal_per_day);
}

// A value that a field allows: each optional is absent, at a limit, or inside its limits.
template <class Value>
void fill(const Field<Subject, Value>& field, Subject& subject) {
  if (*rc::gen::inRange(0, 3) == 0) return;
  const auto inside = [&] {
    const double share = *rc::gen::inRange(0, 1001) / 1000.0;
    return field.minimum + share * (field.maximum - field.minimum);
  };
  if constexpr (std::is_same_v<Value, double>)
    subject.*field.member = inside();
  else if constexpr (std::is_same_v<Value, std::vector<double>>)
    subject.*field.member = std::vector<double>{inside(), inside()};
  else if constexpr (std::is_enum_v<Value>)
    subject.*field.member =
        static_cast<Value>(*rc::gen::inRange<int>(0, static_cast<int>(Words<Value>::words.size())));
  else if constexpr (std::is_same_v<Value, std::string>)
    subject.*field.member =
        *rc::gen::element<std::string>("obese", "non-frail adults", "frail; nursing home", "athletes",
                                       "cachexia", "anorexia nervosa", "Korean", "healthy");
}

RC_GTEST_PROP(Completion, AnySubjectWithinTheLimitsOfItsFieldsIsOneConsistentBody, ()) {
  Subject subject;
  std::apply([&](const auto&... field) { (fill(field, subject), ...); }, Subject::fields());
  const bool male = *rc::gen::arbitrary<bool>();
  expect_consistent(complete(subject, male));
  RC_ASSERT(!::testing::Test::HasFailure());
}

RC_GTEST_PROP(Completion, AnyMeasurementLeavesOneConsistentBody, ()) {
  const std::vector<std::string> measures{"lean_mass",
                                          "fat_mass",
                                          "appendicular_lean_mass",
                                          "body_mass",
                                          "body_fat_percent",
                                          "muscle_mass",
                                          "muscle_volume",
                                          "strength",
                                          "grip_strength",
                                          "gait_speed",
                                          "chair_stand_time",
                                          "chair_stands_30s",
                                          "sppb",
                                          "vo2max",
                                          "resting_metabolic_rate",
                                          "testosterone",
                                          "haematocrit",
                                          "haemoglobin",
                                          "six_minute_walk",
                                          "igf1",
                                          "energy_expenditure",
                                          "height"};
  std::vector<Measurement> measurements;
  for (int i = 0; i < 4; ++i) {
    Measurement m{};
    m.measure = *rc::gen::elementOf(measures);
    m.value = std::exp(*rc::gen::inRange(-300, 900) / 100.0);
    if (*rc::gen::arbitrary<bool>())
      m.region = *rc::gen::element<std::string>("quadriceps", "thigh", "leg", "whole_body");
    measurements.push_back(m);
  }
  const double male_fraction = *rc::gen::element(0.0, 0.4, 1.0);
  const double age = *rc::gen::inRange(18, 111);
  expect_consistent(complete(adult(age, male_fraction), *rc::gen::arbitrary<bool>(), measurements));
  RC_ASSERT(!::testing::Test::HasFailure());
}

TEST(Completion, WhatIsGivenStands) {
  Subject subject = adult(68, 0);
  subject.height_cm = 158;
  subject.weight_kg = 71;
  subject.fat_mass_kg = 29;
  subject.appendicular_lean_mass_kg = 15.2;
  subject.steps_per_day = 3100;
  subject.protein_g_per_kg = 0.8;
  subject.vitamin_d_nmol_l = 31;
  subject.haematocrit_percent = 37;
  subject.bone_t_score = -2.1;
  const Person p = complete(subject, false);
  EXPECT_DOUBLE_EQ(p.height_m, 1.58);
  EXPECT_DOUBLE_EQ(p.body_mass_kg, 71);
  EXPECT_DOUBLE_EQ(p.fat_mass_kg, 29);
  EXPECT_DOUBLE_EQ(p.appendicular_lean_mass_kg, 15.2);
  EXPECT_DOUBLE_EQ(p.steps_per_day, 3100);
  EXPECT_DOUBLE_EQ(p.protein_g_per_kg_day, 0.8);
  EXPECT_DOUBLE_EQ(p.vitamin_d_nmol_l, 31);
  EXPECT_DOUBLE_EQ(p.haematocrit_percent, 37);
  EXPECT_DOUBLE_EQ(p.bone_t_score, -2.1);
}

TEST(Completion, MeasurementsOverrideNorms) {
  Measurement grip{}, torque{}, later{};
  grip.measure = "grip_strength", grip.value = 19;
  torque.measure = "strength", torque.value = 88, torque.region = "quadriceps", torque.method = "isometric";
  later.measure = "gait_speed", later.value = 0.5, later.day = 30;
  const Person p = complete(adult(75, 0), false, {grip, torque, later});
  EXPECT_DOUBLE_EQ(p.grip_strength_kg, 19);
  EXPECT_DOUBLE_EQ(p.knee_extension_torque_n_m, 88);
  EXPECT_GT(p.gait_speed_m_s, 1.0) << "what is measured after day 0 is not who the person is";
}

TEST(Completion, AStrengthInKilogramsIsNotATorque) {
  Measurement press{};
  press.measure = "strength", press.value = 120, press.region = "quadriceps", press.unit = "kg";
  EXPECT_DOUBLE_EQ(complete(adult(30, 1), true, {press}).knee_extension_torque_n_m,
                   usual_man(30).knee_extension_torque_n_m);
}

TEST(Completion, OneMeasuredSideStandsForBothUnlessBothAreMeasured) {
  Measurement left{};
  left.measure = "muscle_volume", left.region = "quadriceps", left.value = 1500, left.side = "left";
  const Person alike = complete(adult(30, 1), true, {left});
  EXPECT_NEAR(alike.muscle_mass(Side::left, MuscleGroup::quadriceps), 1.59, 1e-9);
  EXPECT_DOUBLE_EQ(alike.muscle_mass(Side::left, MuscleGroup::quadriceps),
                   alike.muscle_mass(Side::right, MuscleGroup::quadriceps));
  Measurement right = left;
  right.side = "right", right.value = 1800;
  const Person apart = complete(adult(30, 1), true, {left, right});
  EXPECT_NEAR(apart.muscle_mass(Side::left, MuscleGroup::quadriceps), 1.590, 1e-9);
  EXPECT_NEAR(apart.muscle_mass(Side::right, MuscleGroup::quadriceps), 1.908, 1e-9);
}

TEST(Completion, SaysWhatWasAssumedAndNothingElse) {
  Subject subject = adult(50, 1);
  subject.height_cm = 180;
  std::vector<Assumption> assumed;
  complete_person(subject, true, {}, &assumed);
  bool weight = false;
  for (const Assumption& a : assumed) {
    EXPECT_NE(a.field, "subject.height_cm");
    EXPECT_FALSE(a.value.empty()) << a.field;
    EXPECT_FALSE(a.because.empty()) << a.field;
    weight = weight || a.field == "subject.weight_kg";
  }
  EXPECT_TRUE(weight);
}

// Janssen 2000 (MRI, 468 adults): skeletal muscle is 38.4 % of men's and 30.6 % of women's body mass, 33 and
// 21 kg.
TEST(Completion, MuscleIsTheShareOfBodyMassSeenByMri) {
  for (const double age : {25.0, 40.0, 55.0}) {
    const Person man = usual_man(age), woman = usual_woman(age);
    EXPECT_NEAR(man.total_muscle_kg() / man.body_mass_kg, 0.384, 0.045) << age;
    EXPECT_NEAR(woman.total_muscle_kg() / woman.body_mass_kg, 0.306, 0.045) << age;
  }
}

// Handsfield 2014: the muscles of one leg of a person of 1.75 m and 75 kg are 47 x 1.75 x 75 + 1285 = 7454
// cm3, the quadriceps a quarter of them.
TEST(Completion, LegMuscleMatchesMriVolumesOfTheYoung) {
  Subject subject = adult(25, 1);
  subject.height_cm = 175;
  subject.weight_kg = 75;
  const Person p = complete(subject, true);
  double leg_kg = 0;
  for (const MuscleGroup group : region_groups("leg")) leg_kg += p.muscle_mass(Side::left, group);
  EXPECT_NEAR(leg_kg / 1.06 * 1000, 7454, 700);
  EXPECT_NEAR(p.muscle_mass(Side::left, MuscleGroup::quadriceps) / leg_kg, 0.254, 0.01);
}

// Janssen 2000: women have about 40 % less upper-body and 33 % less lower-body muscle.
TEST(Completion, WomenLackMoreUpperThanLowerBodyMuscle) {
  const Person man = usual_man(40), woman = usual_woman(40);
  double upper[2] = {0, 0}, lower[2] = {0, 0};
  for (const MuscleGroup group : all_muscle_groups) {
    (is_leg(group) ? lower : upper)[0] += woman.muscle_mass(Side::left, group);
    (is_leg(group) ? lower : upper)[1] += man.muscle_mass(Side::left, group);
  }
  EXPECT_NEAR(1 - upper[0] / upper[1], 0.40, 0.03);
  EXPECT_NEAR(1 - lower[0] / lower[1], 0.33, 0.03);
}

// The table's own people: at the survey's body mass index the appendicular lean mass must be the table's
// median. The compact form is within 3.1 % of the table, the rest is the interpolation between decades.
TEST(Completion, AppendicularLeanIsTheSurveysMedian) {
  std::ifstream table(SARX_SOURCE_DIR "/reference/alm-by-age-height-nhanes.csv");
  ASSERT_TRUE(table);
  std::string line;
  std::getline(table, line);
  int compared = 0;
  while (std::getline(table, line)) {
    std::vector<std::string> cells;
    std::stringstream cut(line);
    for (std::string cell; std::getline(cut, cell, ',');) cells.push_back(cell);
    const bool male = cells.at(0) == "Male";
    const double age = std::stod(cells.at(1)), height = std::stod(cells.at(2)),
                 median = std::stod(cells.at(7));
    if (std::fmod(age, 10) != 5 || std::fmod(height, 8) != 0) continue;
    Subject subject = adult(age, male ? 1 : 0);
    subject.height_cm = height;
    subject.bmi = std::map<double, double>{{25, 26.5}, {35, 27.7}, {45, 28.3}, {55, 28.7}}.at(age);
    subject.bone_t_score = 0;
    EXPECT_NEAR(complete(subject, male).appendicular_lean_mass_kg / median, 1, 0.04) << line;
    ++compared;
  }
  EXPECT_GT(compared, 20);
}

// PMC10069966: from about 25 to 75 the quadriceps loses twice as much as the calf and nearly three times the
// dorsiflexors.
TEST(Completion, AgeTakesMoreFromSomeMusclesThanOthers) {
  const Person young = usual_man(25), old = usual_man(75);
  const auto kept = [&](MuscleGroup group) {
    return old.muscle_mass(Side::left, group) / young.muscle_mass(Side::left, group);
  };
  EXPECT_LT(kept(MuscleGroup::quadriceps), kept(MuscleGroup::hamstrings));
  EXPECT_LT(kept(MuscleGroup::hamstrings), kept(MuscleGroup::plantarflexors));
  EXPECT_LT(kept(MuscleGroup::plantarflexors), kept(MuscleGroup::dorsiflexors));
  EXPECT_NEAR(kept(MuscleGroup::quadriceps) / kept(MuscleGroup::dorsiflexors),
              (1 - 0.53 * 0.5) / (1 - 0.19 * 0.5), 1e-6);
}

// Sarabon 2021 (13893 people): 2.92-3.45 and 2.08-2.74 N m/kg in adults, 1.74-2.16 and 1.40-1.64 in older
// adults.
TEST(Completion, KneeTorqueIsWithinThePooledIntervals) {
  const auto per_kg = [](double age, bool male) {
    Subject subject = adult(age, male ? 1 : 0);
    subject.bmi = 24;
    const Person p = complete(subject, male);
    return p.knee_extension_torque_n_m / p.body_mass_kg;
  };
  EXPECT_GT(per_kg(30, true), 2.92);
  EXPECT_LT(per_kg(30, true), 3.45);
  EXPECT_GT(per_kg(30, false), 2.08);
  EXPECT_LT(per_kg(30, false), 2.74);
  EXPECT_GT(per_kg(70, true), 1.74);
  EXPECT_LT(per_kg(70, true), 2.16);
  EXPECT_GT(per_kg(70, false), 1.40);
  EXPECT_LT(per_kg(70, false), 1.64);
}

// Health ABC: strength falls about three times faster than mass in old age.
TEST(Completion, StrengthFallsFasterThanMuscle) {
  for (const bool male : {false, true}) {
    const Person at70 = complete(adult(70, male), male), at80 = complete(adult(80, male), male);
    const double strength = std::log(at80.knee_extension_torque_n_m / at70.knee_extension_torque_n_m);
    const double muscle = std::log(at80.muscle_mass(Side::left, MuscleGroup::quadriceps) /
                                   at70.muscle_mass(Side::left, MuscleGroup::quadriceps));
    EXPECT_LT(strength, 1.4 * muscle);
  }
}

TEST(Completion, AGroupsMeansAreTheMeansOfItsMenAndWomen) {
  for (const double men : {0.2, 0.5, 0.85}) {
    Subject subject = adult(66, men);
    subject.height_cm = 167;
    subject.weight_kg = 74;
    subject.lean_mass_kg = 47;
    Measurement grip{};
    grip.measure = "grip_strength", grip.value = 31;
    const Person man = complete(subject, true, {grip}), woman = complete(subject, false, {grip});
    const auto mean = [&](double Person::*of) { return men * man.*of + (1 - men) * woman.*of; };
    EXPECT_NEAR(mean(&Person::height_m), 1.67, 1e-9);
    EXPECT_NEAR(mean(&Person::body_mass_kg), 74, 1e-9);
    EXPECT_NEAR(mean(&Person::lean_mass_kg), 47, 1e-9);
    EXPECT_NEAR(mean(&Person::grip_strength_kg), 31, 1e-9);
    EXPECT_GT(man.lean_mass_kg, woman.lean_mass_kg + 8);
    EXPECT_GT(man.height_m, woman.height_m);
  }
}

TEST(Completion, ReportedTestosteroneOfAMixedGroupIsItsMens) {
  Subject subject = adult(60, 0.5);
  subject.testosterone_ng_dl = 300;
  EXPECT_DOUBLE_EQ(complete(subject, true).testosterone_ng_dl, 300);
  EXPECT_LT(complete(subject, false).testosterone_ng_dl, 40);
}

// European Male Aging Study: obese men are 147 ng/dL below men under BMI 25.
TEST(Completion, FatnessLowersTestosterone) {
  Subject lean = adult(55, 1), obese = adult(55, 1);
  lean.bmi = 22.5;
  obese.bmi = 33.5;
  EXPECT_NEAR(complete(lean, true).testosterone_ng_dl - complete(obese, true).testosterone_ng_dl, 147, 10);
}

TEST(Completion, TestosteroneWordsAndLimitsAreHeeded) {
  Subject subject = adult(65, 1);
  subject.testosterone_max_ng_dl = 300;
  EXPECT_LT(complete(subject, true).testosterone_ng_dl, 300);
  subject = adult(35, 1);
  subject.testosterone_status = TestosteroneStatus::hypogonadal;
  EXPECT_LT(complete(subject, true).testosterone_ng_dl, 264);  // below Travison's 2.5th centile
  subject.testosterone_status = TestosteroneStatus::eugonadal;
  EXPECT_GT(complete(subject, true).testosterone_ng_dl, 400);
}

TEST(Completion, WordsAreReadAndTheirDenialsToo) {
  const auto told = [](const char* description, bool male = false) {
    Subject subject = adult(76, male ? 1 : 0);
    subject.description = description;
    return complete(subject, male);
  };
  const Person plain = usual_woman(76);
  EXPECT_GT(told("frail older women").frailty, plain.frailty + 0.2);
  EXPECT_LE(told("non-frail older women").frailty, plain.frailty);
  EXPECT_LT(told("Frail").gait_speed_m_s, plain.gait_speed_m_s);
  EXPECT_GT(told("obesity without diabetes").body_mass_kg, plain.body_mass_kg + 12);
  EXPECT_LT(told("healthy older non-athletes").vo2max_ml_per_kg_min,
            told("senior athletes").vo2max_ml_per_kg_min - 2);
  EXPECT_EQ(told("healthy older non-athletes").training, TrainingStatus::untrained);
}

TEST(Completion, AnEntryLimitAtObesityMovesTheGroupAboveIt) {
  Subject subject = adult(45, 0);
  subject.bmi_min = 30;
  const Person p = complete(subject, false);
  EXPECT_GT(p.body_mass_kg / (p.height_m * p.height_m), 32);
  subject.bmi_min = 18.5;
  const Person open = complete(subject, false), usual = usual_woman(45);
  EXPECT_DOUBLE_EQ(open.body_mass_kg, usual.body_mass_kg);
}

TEST(Completion, LeanMassAloneFindsTheBodyMassItBelongsTo) {
  const Person usual = usual_man(40);
  Subject subject = adult(40, 1);
  subject.lean_mass_kg = usual.lean_mass_kg;
  const Person p = complete(subject, true);
  EXPECT_NEAR(p.body_mass_kg, usual.body_mass_kg, 1.5);
  EXPECT_NEAR(p.lean_mass_kg, usual.lean_mass_kg, 1e-9);
}

TEST(Completion, CareHomeResidentsWalkLessEatLessAndAreFrailer) {
  Subject subject = adult(84, 0);
  subject.living = Living::care_home;
  const Person resident = complete(subject, false), peer = usual_woman(84);
  EXPECT_LT(resident.steps_per_day, 0.6 * peer.steps_per_day);
  EXPECT_GT(resident.frailty, peer.frailty);
  EXPECT_LT(resident.gait_speed_m_s, peer.gait_speed_m_s);
  EXPECT_LT(resident.knee_extension_torque_n_m, peer.knee_extension_torque_n_m);
  EXPECT_LT(resident.total_muscle_kg(), peer.total_muscle_kg());
  EXPECT_LT(resident.energy_need_kcal_per_day, peer.energy_need_kcal_per_day);
}

TEST(Completion, TrainingAddsMuscleStrengthAndFitnessAndTakesFat) {
  Subject subject = adult(24, 1);
  subject.bmi = 24;
  subject.training = TrainingStatus::trained;
  const Person trained = complete(subject, true);
  subject.training = TrainingStatus::untrained;
  const Person untrained = complete(subject, true);
  EXPECT_GT(trained.total_muscle_kg(), 1.03 * untrained.total_muscle_kg());
  EXPECT_GT(trained.knee_extension_torque_n_m, 1.1 * untrained.knee_extension_torque_n_m);
  EXPECT_GT(trained.vo2max_ml_per_kg_min, untrained.vo2max_ml_per_kg_min);
  EXPECT_LT(trained.fat_mass_kg, untrained.fat_mass_kg);
}

// Physical activity levels of free-living adults lie between 1.4 (sedentary) and 2.
TEST(Completion, EnergyNeedIsAPlausibleMultipleOfTheRestingRate) {
  for (const double age : {20.0, 45.0, 70.0})
    for (const bool male : {false, true}) {
      const Person p = complete(adult(age, male ? 1 : 0), male);
      const double level = p.energy_need_kcal_per_day / p.resting_metabolic_rate_kcal_per_day;
      EXPECT_GT(level, 1.4);
      EXPECT_LT(level, 1.8);
    }
}

const Assumption* about(const std::vector<Assumption>& assumed, std::string_view field) {
  for (const Assumption& a : assumed)
    if (a.field == field) return &a;
  return nullptr;
}

TEST(Completion, WhatIsOnRecordOnlyIsSaidWithTheEventThatActs) {
  Subject subject;
  subject.age_years = 70;
  subject.male_fraction = 1;
  subject.egfr = 25;
  subject.albumin_g_l = 28;
  subject.smoking = "current";
  subject.alcohol_g_per_day = 60;
  subject.crp_mg_l = 20;
  subject.vitamin_d_nmol_l = 20;
  std::vector<Assumption> assumed;
  complete_person(subject, true, {}, &assumed);
  for (const auto& [field, event] :
       {std::pair{"subject.egfr", "ckd"}, std::pair{"subject.albumin_g_l", "disease"},
        std::pair{"subject.smoking", "copd"}, std::pair{"subject.alcohol_g_per_day", "alcohol_use"},
        std::pair{"subject.crp_mg_l", "disease"}, std::pair{"subject.vitamin_d_nmol_l", "deficiency"}}) {
    const Assumption* found = about(assumed, field);
    ASSERT_NE(found, nullptr) << field;
    EXPECT_NE(found->value.find("on record only"), std::string::npos) << field;
    EXPECT_NE(found->because.find(event), std::string::npos) << field;
  }
}

TEST(Completion, AMeasurementThatNothingReadsIsSaid) {
  Subject subject;
  subject.age_years = 70;
  subject.male_fraction = 1;
  std::vector<Assumption> assumed;
  complete_person(subject, true,
                  {{"insulin_sensitivity", 0.3, "", "", 0, "", ""},
                   {"grip_strength", 30, "", "", 0, "", ""},
                   {"strength", 150, "", "quadriceps", 0, "", ""},
                   {"strength", 40, "", "elbow_flexors", 0, "", ""},
                   {"gait_speed", 1, "", "", 30, "", ""}},
                  &assumed);
  EXPECT_NE(about(assumed, "measurements.insulin_sensitivity"), nullptr);
  EXPECT_NE(about(assumed, "measurements.strength elbow_flexors"), nullptr);
  EXPECT_NE(about(assumed, "measurements.gait_speed"), nullptr);  // measured after day 0
  EXPECT_EQ(about(assumed, "measurements.grip_strength"), nullptr);
  EXPECT_EQ(about(assumed, "measurements.strength quadriceps"), nullptr);
}

}  // namespace
}  // namespace sarx
