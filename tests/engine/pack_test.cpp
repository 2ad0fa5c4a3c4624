#include "sarx/engine/pack.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace sarx {
namespace {

struct Here {};
using Two = Pack<double, 2, Here>;
using Four = Pack<float, 4, Here>;

template <class Number>
double units_in_the_last_place(Number found, double expected) {
  const auto nearest = static_cast<Number>(std::abs(expected));
  const double spacing = std::nextafter(nearest, std::numeric_limits<Number>::infinity()) - nearest;
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

TEST(Pack, ExpAndLogOfFloatsAgreeWithTheStandardLibrary) {
  std::mt19937_64 bits(1);
  std::uniform_real_distribution<float> wide(-86, 86), near(-1, 1);
  for (int i = 0; i < 200000; ++i) {
    const float x = i % 2 ? wide(bits) : near(bits);
    const float y = exp(Four(x))[static_cast<std::size_t>(i % 4)];
    EXPECT_LE(units_in_the_last_place(y, std::exp(static_cast<double>(x))), 1.5) << x;
    EXPECT_LE(units_in_the_last_place(log(Four(y))[3], std::log(static_cast<double>(y))), 1.5) << y;
  }
}

TEST(Pack, FloatsAtTheirEnds) {
  EXPECT_EQ(exp(Four(0.0))[0], 1);
  EXPECT_EQ(log(Four(1.0))[0], 0);
  EXPECT_EQ(exp(Four(-1e30))[1], exp(Four(-87.0))[1]);
  EXPECT_GE(exp(Four(-87.0))[1], std::numeric_limits<float>::min());
  EXPECT_TRUE(std::isfinite(exp(Four(1e30))[2]));
  EXPECT_TRUE(std::isnan(log(Four(0.0))[3]));
  EXPECT_TRUE(std::isnan(log(Four(-1.0))[0]));
  // What has died away doesn't become a number below the normal ones.
  Four x(1.0);
  x.set(2, 1e-40);
  EXPECT_EQ(x[2], 0);
  x.set(2, -1e-19);
  EXPECT_EQ(x[2], -1e-19F);
}

TEST(Pack, LanesOfFloatsHoldAStructureOfDoubles) {
  struct {
    double first, second;
  } from{0.1, -3}, to{};
  struct {
    Four first, second;
  } packs{0.0, 7.0};
  scatter<Four>(from, 2, packs);
  EXPECT_EQ(packs.first[2], 0.1F);
  EXPECT_EQ(packs.first[1], 0);
  EXPECT_EQ(packs.second[3], 7);
  gather<Four>(packs, 2, to);
  EXPECT_EQ(to.first, static_cast<double>(0.1F));
  EXPECT_EQ(to.second, -3);
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
