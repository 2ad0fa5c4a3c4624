#include "sarx/study/stated_unit.h"

#include <gtest/gtest.h>

namespace sarx {
namespace {

TEST(StatedUnit, OwnAndEmptyAreOne) {
  for (std::size_t m = 0; m < measure_count; ++m) {
    const auto measure = static_cast<Measure>(m);
    for (const std::string_view unit : {std::string_view(""), unit_of(measure)}) {
      const auto found = stated_unit(measure, unit);
      ASSERT_TRUE(found) << name(measure);
      EXPECT_EQ(found->per_own_unit, 1);
      EXPECT_EQ(found->body_mass_power, 0);
    }
  }
}

TEST(StatedUnit, ReadsHowPeopleWrite) {
  EXPECT_NEAR(stated_unit(Measure::strength, "N")->per_own_unit, 9.80665, 1e-9);
  EXPECT_TRUE(stated_unit(Measure::strength, "kg")->as_load);
  EXPECT_FALSE(stated_unit(Measure::strength, "Nm")->as_load);
  EXPECT_EQ(stated_unit(Measure::strength, "N·m/kg")->body_mass_power, -1);
  EXPECT_EQ(stated_unit(Measure::vo2max, "L/min")->body_mass_power, 1);
  EXPECT_EQ(stated_unit(Measure::fibre_csa, "µm²")->per_own_unit, 1);
  EXPECT_EQ(stated_unit(Measure::muscle_volume, "mL")->per_own_unit, 1);
  EXPECT_EQ(stated_unit(Measure::resting_metabolic_rate, "kcal/d")->per_own_unit, 1);
  EXPECT_EQ(stated_unit(Measure::resting_metabolic_rate, "kJ/d")->per_own_unit, 4.184);
  EXPECT_NEAR(stated_unit(Measure::lean_mass, "lbs")->per_own_unit, 2.2046, 1e-4);
  EXPECT_NEAR(stated_unit(Measure::grip_strength, "lbs")->per_own_unit, 2.2046, 1e-4);
  EXPECT_NEAR(stated_unit(Measure::testosterone, "nmol/L")->per_own_unit * 288.4, 10, 0.01);
}

TEST(StatedUnit, UnknownIsNothing) {
  EXPECT_FALSE(stated_unit(Measure::grip_strength, "percent of normal"));
  EXPECT_FALSE(stated_unit(Measure::visceral_fat, "cm2"));
  EXPECT_FALSE(stated_unit(Measure::lean_mass, "%"));
}

}  // namespace
}  // namespace sarx
