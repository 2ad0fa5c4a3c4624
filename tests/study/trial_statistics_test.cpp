#include "sarx/study/trial_statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace sarx {
namespace {

TEST(TrialStatistics, StudentMatchesTables) {
  // Two-sided 95 % points of printed tables.
  EXPECT_NEAR(student_quantile(0.95, 1), 12.706, 5e-4);
  EXPECT_NEAR(student_quantile(0.95, 10), 2.228, 5e-4);
  EXPECT_NEAR(student_quantile(0.95, 1000), 1.962, 5e-4);
  EXPECT_NEAR(student_p(2.228, 10), 0.05, 1e-4);
  // One degree of freedom is the Cauchy distribution.
  EXPECT_NEAR(student_p(1, 1), 0.5, 1e-12);
  EXPECT_NEAR(normal_quantile(0.975), 1.959964, 1e-6);
  EXPECT_NEAR(normal_distribution(1.959964), 0.975, 1e-7);
}

TEST(TrialStatistics, WelchMatchesAHandComputedCase) {
  // Changes: control 1, 2, 3 (mean 2, variance 1); treated 4, 6, 8 (mean 6, variance 4).
  std::vector<TrialReading> readings;
  for (const double change : {1.0, 2.0, 3.0}) readings.push_back({false, 10, 10 + change});
  for (const double change : {4.0, 6.0, 8.0}) readings.push_back({true, 20, 20 + change});
  const EffectEstimate e = welch_of_changes(readings);
  EXPECT_DOUBLE_EQ(e.effect, 4);
  const double error = std::sqrt(1.0 / 3 + 4.0 / 3),
               degrees = std::pow(5.0 / 3, 2) / (std::pow(1.0 / 3, 2) / 2 + std::pow(4.0 / 3, 2) / 2);
  EXPECT_NEAR(e.high - e.effect, student_quantile(0.95, degrees) * error, 1e-9);
  EXPECT_NEAR(e.p, student_p(4 / error, degrees), 1e-12);
  EXPECT_EQ(e.n_control, 3u);
}

TEST(TrialStatistics, CovarianceTakesOffTheBaseline) {
  // Final = 0.5 baseline + 3 for the treated, exactly, though the treated begin higher.
  std::vector<TrialReading> readings;
  for (int i = 0; i < 6; ++i) readings.push_back({false, 10.0 + i, 0.5 * (10.0 + i)});
  for (int i = 0; i < 6; ++i) readings.push_back({true, 14.0 + i, 0.5 * (14.0 + i) + 3});
  const EffectEstimate e = analysis_of_covariance(readings);
  EXPECT_NEAR(e.effect, 3, 1e-9);
  EXPECT_NEAR(e.residual_sd, 0, 1e-6);
}

TEST(TrialStatistics, TooFewPeopleGiveNoNumber) {
  const std::vector<TrialReading> readings{{false, 1, 2}, {true, 1, 3}};
  EXPECT_TRUE(std::isnan(welch_of_changes(readings).effect));
  EXPECT_TRUE(std::isnan(analysis_of_covariance(readings).effect));
  EXPECT_TRUE(std::isnan(log_rank({}).effect));
}

TEST(TrialStatistics, LogRankMatchesAHandComputedCase) {
  // Days 1 (treated event), 2 (control event), 3 (control event), 4 (treated censored).
  const std::vector<TrialTime> times{{true, true, 1}, {false, true, 2}, {false, true, 3}, {true, false, 4}};
  const double expected = 2.0 / 4 + 1.0 / 3 + 1.0 / 2;
  const double variance = 0.25 + 2.0 / 9 + 0.25;
  const EffectEstimate e = log_rank(times);
  EXPECT_NEAR(e.effect, std::exp((1 - expected) / variance), 1e-12);
  EXPECT_LT(e.low, e.effect);
  EXPECT_GT(e.high, e.effect);
}

}  // namespace
}  // namespace sarx
