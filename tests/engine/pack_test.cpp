#include "sarx/engine/pack.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace sarx {
namespace {

struct Here {};
using Two = Pack<2, Here>;

double units_in_the_last_place(double found, double expected) {
  const double spacing =
      std::nextafter(std::abs(expected), std::numeric_limits<double>::infinity()) - std::abs(expected);
  return std::abs(found - expected) / spacing;
}

TEST(Pack, ExpAndLogAgreeWithTheStandardLibrary) {
  std::mt19937_64 bits(1);
  std::uniform_real_distribution<double> wide(-700, 700), near(-1, 1);
  for (int i = 0; i < 200000; ++i) {
    const double x = i % 2 ? wide(bits) : near(bits);
    const double y = exp(Two(x))[static_cast<std::size_t>(i % 2)];
    EXPECT_LE(units_in_the_last_place(y, std::exp(x)), 1.5) << x;
    const double z = log(Two(y))[0];
    EXPECT_LE(units_in_the_last_place(z, std::log(y)), 1.5) << y;
  }
}

TEST(Pack, ExpAndLogAtTheirEnds) {
  EXPECT_EQ(exp(Two(0.0))[0], 1);
  EXPECT_EQ(log(Two(1.0))[0], 0);
  EXPECT_EQ(exp(Two(-1e300))[1], exp(Two(-708.0))[1]);
  EXPECT_TRUE(std::isnan(log(Two(0.0))[1]));
  EXPECT_TRUE(std::isnan(log(Two(-1.0))[1]));
}

TEST(Pack, SelectsInEachLaneAlone) {
  Two x(0.0), a(1.0), b(2.0);
  x.set(0, -3);
  x.set(1, 3);
  const Two negative = where_negative(x, a, b), above = where_positive(x, a, b), kept = positive(x);
  const double expected_negative[] = {1, 2}, expected_above[] = {2, 1}, expected_kept[] = {0, 3};
  for (std::size_t lane = 0; lane < 2; ++lane) {
    EXPECT_EQ(negative[lane], expected_negative[lane]);
    EXPECT_EQ(above[lane], expected_above[lane]);
    EXPECT_EQ(kept[lane], expected_kept[lane]);
    EXPECT_EQ(smaller(x, Two(1.0))[lane], std::min(x[lane], 1.0));
    EXPECT_EQ(larger(x, Two(1.0))[lane], std::max(x[lane], 1.0));
  }
}

}  // namespace
}  // namespace sarx
