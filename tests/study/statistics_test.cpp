#include "sarx/study/statistics.h"

#include <gtest/gtest.h>

namespace sarx {
namespace {

TEST(Statistics, QuantilesInterpolate) {
  EXPECT_DOUBLE_EQ(median({3, 1, 2}), 2);
  EXPECT_DOUBLE_EQ(median({4, 1, 2, 3}), 2.5);
  EXPECT_DOUBLE_EQ(quantile({0, 10}, 0.25), 2.5);
  EXPECT_DOUBLE_EQ(quantile({}, 0.5), 0);
}

TEST(Statistics, FitOfPerfectAndOfMeanPredictions) {
  const Fit perfect = fit({1, 2, 4}, {1, 2, 4});
  EXPECT_DOUBLE_EQ(perfect.r2, 1);
  EXPECT_DOUBLE_EQ(perfect.median_absolute_error, 0);
  const Fit flat = fit({1, 2, 3}, {2, 2, 2});
  EXPECT_DOUBLE_EQ(flat.r2, 0);
  EXPECT_DOUBLE_EQ(flat.median_absolute_error, 1);
  const Fit shifted = fit({1, 2, 3}, {2, 3, 4});
  EXPECT_DOUBLE_EQ(shifted.bias, 1);
  EXPECT_LT(shifted.r2, 0);
}

}  // namespace
}  // namespace sarx
