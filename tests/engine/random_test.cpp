#include "sarx/engine/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace sarx {
namespace {

// Known answers published with the generator (Random123, kat_vectors).
TEST(Philox, GivesThePublishedAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
            (std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  const std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}),
            (std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

// Known answers published with the function (Fowler, Noll, Vo).
TEST(RandomStream, NamesAreCountedByFnv1a) {
  EXPECT_EQ(counter_of(""), 0x811c9dc5);
  EXPECT_EQ(counter_of("a"), 0xe40c292c);
  EXPECT_EQ(counter_of("foobar"), 0xbf9cf968);
}

TEST(RandomStream, NormalsHaveTheirMoments) {
  const RandomStream stream{7, 3, 1};
  const int n = 200000;
  double sum = 0, squares = 0, fourth = 0;
  for (int i = 0; i < n; ++i) {
    const double z = stream.normal(static_cast<std::uint32_t>(i));
    sum += z;
    squares += z * z;
    fourth += z * z * z * z;
  }
  // Five standard errors of each moment.
  EXPECT_NEAR(sum / n, 0, 5 / std::sqrt(n));
  EXPECT_NEAR(squares / n, 1, 5 * std::sqrt(2.0 / n));
  EXPECT_NEAR(fourth / n, 3, 5 * std::sqrt(96.0 / n));
}

TEST(RandomStream, SeedPersonStreamAndCounterEachMatter) {
  const double base = RandomStream{1, 2, 3}.uniform(4);
  EXPECT_EQ(base, (RandomStream{1, 2, 3}.uniform(4)));
  EXPECT_NE(base, (RandomStream{2, 2, 3}.uniform(4)));
  EXPECT_NE(base, (RandomStream{1, 3, 3}.uniform(4)));
  EXPECT_NE(base, (RandomStream{1, 2, 4}.uniform(4)));
  EXPECT_NE(base, (RandomStream{1, 2, 3}.uniform(5)));
}

}  // namespace
}  // namespace sarx
