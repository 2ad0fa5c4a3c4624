#include "sarx/measure/instrument.h"

#include <gtest/gtest.h>

#include <numeric>

namespace sarx {
namespace {

Instrument instrument(MeasureWords words) {
  std::string why;
  const auto result = make_instrument(words, &why);
  EXPECT_TRUE(result.has_value()) << why;
  return result.value_or(Instrument{});
}

MeasureWords strength(std::string_view method, std::string_view region = "", std::string_view unit = "") {
  MeasureWords words;
  words.measure = "strength";
  words.method = method;
  words.region = region;
  words.unit = unit;
  return words;
}

double share(const Instrument& i, StrengthTest test) {
  return i.test[index(test)];
}
bool reads(const Instrument& i, MuscleGroup group) {
  return i.units[unit_index(Side::left, group)] > 0;
}

TEST(Instrument, NamesAreAllKnownAndClassed) {
  for (std::size_t m = 0; m < measure_count; ++m) {
    MeasureWords words;
    words.measure = measure_names[m];
    EXPECT_TRUE(make_instrument(words, nullptr)) << measure_names[m];
    EXPECT_EQ(find_measure(measure_names[m]), static_cast<Measure>(m));
  }
  std::string why;
  MeasureWords words;
  words.measure = "happiness";
  EXPECT_FALSE(make_instrument(words, &why));
  EXPECT_NE(why.find("happiness"), std::string::npos);
}

struct MethodCase {
  const char* method;
  StrengthTest test;
};
class StrengthMethods : public ::testing::TestWithParam<MethodCase> {};
TEST_P(StrengthMethods, AreParsed) {
  EXPECT_DOUBLE_EQ(share(instrument(strength(GetParam().method)), GetParam().test), 1) << GetParam().method;
}
INSTANTIATE_TEST_SUITE_P(
    All, StrengthMethods,
    ::testing::Values(MethodCase{"1RM knee extension", StrengthTest::one_repetition_maximum},
                      MethodCase{"1RM concentric leg extension", StrengthTest::one_repetition_maximum},
                      MethodCase{"leg press 1RM", StrengthTest::leg_press},
                      MethodCase{"squat 1RM", StrengthTest::leg_press},
                      MethodCase{"isometric leg press", StrengthTest::isometric},
                      MethodCase{"isometric MVC", StrengthTest::isometric},
                      MethodCase{"knee extension MVC", StrengthTest::isometric},
                      MethodCase{"isokinetic knee extension 60 deg/s peak torque", StrengthTest::isokinetic},
                      MethodCase{"concentric knee extension 30 deg/s", StrengthTest::isokinetic},
                      MethodCase{"repetitive hop peak force", StrengthTest::power}));

TEST(Instrument, TestsAddUpToOneUnlessStimulated) {
  for (const char* method :
       {"", "isometric and dynamic knee extension", "knee extension torque", "dynamic", "1RM", "overall"}) {
    const Instrument i = instrument(strength(method));
    EXPECT_NEAR(std::accumulate(i.test.begin(), i.test.end(), 0.0), 1, 1e-12) << method;
  }
  const Instrument i = instrument(strength("stimulated knee torque"));
  EXPECT_TRUE(i.stimulated);
  EXPECT_DOUBLE_EQ(std::accumulate(i.test.begin(), i.test.end(), 0.0), 0);
}

TEST(Instrument, TheMethodNamesTheMuscleWhereTheRegionDoesNot) {
  EXPECT_TRUE(reads(instrument(strength("1RM knee extension")), MuscleGroup::quadriceps));
  EXPECT_FALSE(reads(instrument(strength("1RM knee extension")), MuscleGroup::hamstrings));
  EXPECT_TRUE(reads(instrument(strength("leg curl 1RM")), MuscleGroup::hamstrings));
  EXPECT_TRUE(reads(instrument(strength("bench press 1RM")), MuscleGroup::chest_shoulders));
  EXPECT_TRUE(reads(instrument(strength("1RM knee extension", "leg")), MuscleGroup::quadriceps));
  EXPECT_FALSE(reads(instrument(strength("1RM knee extension", "leg")), MuscleGroup::gluteals));
  EXPECT_TRUE(reads(instrument(strength("1RM leg press", "leg")), MuscleGroup::gluteals));
}

TEST(Instrument, SpecificStrengthIsPerSize) {
  EXPECT_TRUE(instrument(strength("specific strength, isometric N per cm2")).per_size);
  EXPECT_FALSE(instrument(strength("isometric")).per_size);
}

TEST(Instrument, PowerIsOfAJumpOfStairsOrOfMinutes) {
  const auto power = [](std::string_view method) {
    return instrument({"power", "leg", "", "", method, "", ""});
  };
  EXPECT_TRUE(power("one-leg Wmax").aerobic);
  EXPECT_TRUE(power("incremental cycling").aerobic);
  for (const char* method : {"countermovement jump peak power", "anaerobic power, Wingate", "flywheel squat"})
    EXPECT_FALSE(power(method).aerobic) << method;
  EXPECT_TRUE(power("loaded stair climb").stairs);
  EXPECT_FALSE(power("explosive ergometer").stairs);
}

TEST(Instrument, ASideIsReadAlone) {
  MeasureWords words{"muscle_volume", "quadriceps", "left", "", "MRI", "", ""};
  const Instrument left = instrument(words);
  EXPECT_GT(left.units[unit_index(Side::left, MuscleGroup::quadriceps)], 0);
  EXPECT_EQ(left.units[unit_index(Side::right, MuscleGroup::quadriceps)], 0);
}

TEST(Instrument, OneMuscleIsAPartOfItsGroup) {
  MeasureWords words{"muscle_volume", "quadriceps", "", "", "MRI vastus lateralis", "", ""};
  EXPECT_LT(instrument(words).part, 0.6);
  words.method = "MRI";
  EXPECT_DOUBLE_EQ(instrument(words).part, 1);
}

TEST(Instrument, AWholeSliceOfTheTrunkHoldsAllItsMuscle) {
  for (const char* method : {"CT whole L3 slice", "CT whole slice", "L3 computed tomography"}) {
    EXPECT_TRUE(instrument({"muscle_csa", "trunk_extensors", "", "", method, "", ""}).whole_slice) << method;
  }
  EXPECT_FALSE(instrument({"muscle_csa", "trunk_extensors", "", "", "CT", "", ""}).whole_slice);
  EXPECT_FALSE(instrument({"muscle_csa", "thigh", "", "", "CT whole slice", "", ""}).whole_slice);
}

TEST(Instrument, DistancesAreReadFromTheMethod) {
  MeasureWords words{"walk_time", "", "", "", "400 m walk", "", ""};
  EXPECT_DOUBLE_EQ(instrument(words).distance_m, 400);
  words.method = "50-foot walk time";
  EXPECT_NEAR(instrument(words).distance_m, 15.2, 0.2);
}

}  // namespace
}  // namespace sarx
