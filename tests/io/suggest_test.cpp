#include "sarx/io/suggest.h"

#include <array>

#include <gtest/gtest.h>

namespace sarx {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("sets", "sets"), 0u);
  EXPECT_EQ(edit_distance("set", "sets"), 1u);
  EXPECT_EQ(edit_distance("sest", "sets"), 1u);
  EXPECT_EQ(edit_distance("", "sets"), 4u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(EditDistance, DisregardsCaseAndTheKindOfJoin) {
  EXPECT_EQ(edit_distance("Bed-Rest", "bed_rest"), 0u);
  EXPECT_EQ(edit_distance("hip fracture", "hip-fracture"), 0u);
}

constexpr std::array<std::string_view, 5> names{"age_years", "male_fraction", "weight_kg", "height_cm",
                                                "bmi"};

TEST(Nearest, FindsAMisspeltName) {
  EXPECT_EQ(nearest("age_year", names), "age_years");
  EXPECT_EQ(nearest("heigth_cm", names), "height_cm");
}
TEST(Nearest, FindsANameWithoutItsUnit) {
  EXPECT_EQ(nearest("weight", names), "weight_kg");
  EXPECT_EQ(nearest("age", names), "age_years");
}
TEST(Nearest, KnowsWhatPeopleCallIt) {
  EXPECT_EQ(nearest("sex", names), "male_fraction");
}
TEST(Nearest, DoesNotGuessWildly) {
  EXPECT_EQ(nearest("favourite_colour", names), std::nullopt);
  EXPECT_EQ(nearest("x", names), std::nullopt);
  EXPECT_EQ(nearest(std::string(10000, 'a'), names), std::nullopt);
}

TEST(Clipped, CutsBetweenCharacters) {
  EXPECT_EQ(clipped("abc", 3), "abc");
  EXPECT_EQ(clipped("a\xC3\xA9z", 2), "a...");
  EXPECT_EQ(clipped("a\nb"), "a b");
}

}  // namespace
}  // namespace sarx
