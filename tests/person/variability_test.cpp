#include "sarx/person/variability.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace sarx {
namespace {

TEST(Variability, DrawsHaveTheStatedCorrelations) {
  constexpr int draws = 40000;
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  TraitMatrix sum{};
  TraitScores mean{};
  for (int n = 0; n < draws; ++n) {
    TraitScores independent;
    for (double& z : independent) z = normal(random);
    const TraitScores scores = to_scores(correlated_traits(independent));
    for (std::size_t i = 0; i < trait_count; ++i) {
      mean[i] += scores[i] / draws;
      for (std::size_t j = 0; j < trait_count; ++j) sum[i][j] += scores[i] * scores[j] / draws;
    }
  }
  // Four standard errors of a correlation from so many draws.
  const double tolerance = 4 / std::sqrt(static_cast<double>(draws));
  for (std::size_t i = 0; i < trait_count; ++i) {
    EXPECT_NEAR(mean[i], 0, tolerance);
    for (std::size_t j = 0; j < trait_count; ++j)
      EXPECT_NEAR(sum[i][j], trait_correlations()[i][j], 1.5 * tolerance);
  }
}

TEST(Variability, CorrelationsAreSymmetricWithUnitDiagonalAndRoomForEachTrait) {
  for (std::size_t i = 0; i < trait_count; ++i) {
    EXPECT_DOUBLE_EQ(trait_correlations()[i][i], 1);
    for (std::size_t j = 0; j < trait_count; ++j) {
      EXPECT_DOUBLE_EQ(trait_correlations()[i][j], trait_correlations()[j][i]);
      if (i != j) {
        EXPECT_LT(std::abs(trait_correlations()[i][j]), 0.9);
      }
    }
  }
}

TEST(Variability, TheAverageDrawIsTheAveragePerson) {
  const TraitScores none{};
  for (const double score : to_scores(correlated_traits(none))) EXPECT_EQ(score, 0);
  for (std::size_t i = 0; i < trait_count; ++i) EXPECT_EQ(trait_multiplier(static_cast<Trait>(i), 0), 1);
}

// Hubal 2005: the coefficient of variation of biceps growth is 0.48 in men and 0.51 in women.
TEST(Variability, TrainingResponseSpreadsAsInLargeTrials) {
  const double spread = std::log(trait_multiplier(Trait::training_response, 1));
  // The calibration studies leave it open by a quarter to either side.
  EXPECT_NEAR(std::sqrt(std::exp(spread * spread) - 1), 0.49, 0.1);
}

TEST(Variability, ScoresAndTraitsAreTheSameTenNumbers) {
  TraitScores scores;
  for (std::size_t i = 0; i < trait_count; ++i) scores[i] = static_cast<double>(i) - 4.5;
  EXPECT_EQ(to_scores(to_traits(scores)), scores);
}

}  // namespace
}  // namespace sarx
