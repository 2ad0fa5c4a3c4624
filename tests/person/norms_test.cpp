#include "sarx/person/norms.h"

#include <gtest/gtest.h>

namespace sarx {
namespace {

TEST(Norms, CarryThePrintedDecadeMeans) {
  EXPECT_DOUBLE_EQ(norm(Norm::grip_strength_kg, 45, true).mean, 47);  // Massy-Westropp 2011
  EXPECT_DOUBLE_EQ(norm(Norm::grip_strength_kg, 65, false).mean, 24);
  EXPECT_DOUBLE_EQ(norm(Norm::gait_speed_m_s, 75, false).mean, 1.13);       // Bohannon 2011
  EXPECT_NEAR(norm(Norm::chair_stand_time_s, 39.4, false).mean, 6.3, 0.6);  // Klukowska 2021: 6.21 both sexes
  EXPECT_NEAR(norm(Norm::knee_extension_torque_n_m_per_kg, 70, true).mean, 1.95, 0.02);
}

// Massy-Westropp's oldest group, 70 and over, has means of 33 and 20 kg; its mean age is near 77.
TEST(Norms, OldestGripAgreesWithTheOpenEndedGroup) {
  EXPECT_NEAR(norm(Norm::grip_strength_kg, 77, true).mean, 33, 1);
  EXPECT_NEAR(norm(Norm::grip_strength_kg, 77, false).mean, 20, 1);
}

// The six-minute walk gains a little from the lower body mass index past 75, hence half a metre's leeway.
TEST(Norms, DeclineWithAgeInBothSexes) {
  const auto leeway = [](Norm measure) { return measure == Norm::six_minute_walk_m ? 0.5 : 0.0; };
  for (const bool male : {false, true})
    for (const Norm measure :
         {Norm::grip_strength_kg, Norm::gait_speed_m_s, Norm::sppb_points, Norm::six_minute_walk_m,
          Norm::knee_extension_torque_n_m_per_kg, Norm::vo2max_ml_per_kg_min,
          Norm::appendicular_lean_over_height2_kg_m2, Norm::femoral_neck_t_score})
      for (int age = 60; age < 95; ++age)
        EXPECT_GE(norm(measure, age, male).mean + leeway(measure), norm(measure, age + 1, male).mean)
            << static_cast<int>(measure) << " at " << age;
}

// Looker, NHANES 2005-2006: past 50, 10 % of women and 2 % of men are below -2.5 at the femoral neck, 49 and
// 30 % more below -1. The population's mean age past 50 is about 64.
TEST(Norms, BoneMatchesThePrevalenceOfOsteoporosis) {
  EXPECT_NEAR(centile(Norm::femoral_neck_t_score, -2.5, 64, false), 10, 3);
  EXPECT_NEAR(centile(Norm::femoral_neck_t_score, -1, 64, false), 59, 6);
  EXPECT_NEAR(centile(Norm::femoral_neck_t_score, -2.5, 64, true), 2, 1.5);
  EXPECT_NEAR(centile(Norm::femoral_neck_t_score, -1, 64, true), 32, 6);
}

// Geelong: 16.0 % of men and 6.2 % of women of 80-93 are more than 2 SD below the young, whose means and SD
// follow from the cut-offs at -2 and -1 SD (6.94 and 7.87, 5.30 and 6.07 kg/m2): 11 and 5 % lower means.
// Kirk's medians fall by 10 % in men and 1.5 % in women from 50 to 70 alone.
TEST(Norms, LeanMassFallsByWhatPopulationsShow) {
  const auto kept = [](bool male) {
    return norm(Norm::appendicular_lean_over_height2_kg_m2, 85, male).mean /
           norm(Norm::appendicular_lean_over_height2_kg_m2, 30, male).mean;
  };
  EXPECT_GT(kept(true), 0.83);
  EXPECT_LT(kept(true), 0.90);
  EXPECT_GT(kept(false), 0.91);
  EXPECT_LT(kept(false), 0.97);
}

TEST(Norms, CentilesRiseWithTheValueAndCentreOnTheMean) {
  for (std::size_t i = 0; i < norm_count; ++i) {
    const auto measure = static_cast<Norm>(i);
    const NormValue peers = norm(measure, 68, true);
    EXPECT_NEAR(centile(measure, peers.mean, 68, true), 50, 1e-9);
    EXPECT_LT(centile(measure, peers.mean - peers.sd, 68, true), 25);
    EXPECT_GT(centile(measure, peers.mean + peers.sd, 68, true), 75);
  }
}

}  // namespace
}  // namespace sarx
