#include "sarx/body/muscle_group.h"

#include <gtest/gtest.h>

#include <set>

namespace sarx {
namespace {

TEST(MuscleGroups, EveryGroupIsARegionOfItsOwn) {
  for (const MuscleGroup group : all_muscle_groups) {
    const auto groups = region_groups(name(group));
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0], group);
  }
}

TEST(MuscleGroups, LegArmAndTrunkMakeUpTheWholeBodyOnce) {
  std::multiset<MuscleGroup> parts;
  for (const auto* region : {"leg", "arm", "trunk"})
    for (const MuscleGroup group : region_groups(region)) parts.insert(group);
  const auto whole = region_groups("whole_body");
  EXPECT_EQ(parts, std::multiset<MuscleGroup>(whole.begin(), whole.end()));
  EXPECT_EQ(parts.size(), muscle_group_count);
}

TEST(MuscleGroups, CompositesNestAsTheyAreNamed) {
  EXPECT_EQ(region_groups("thigh").size(), 3U);
  EXPECT_EQ(region_groups("calf").size(), 2U);
  EXPECT_EQ(region_groups("leg").size(), 7U);
}

TEST(MuscleGroups, AnUnknownRegionIsEmpty) {
  EXPECT_TRUE(region_groups("hip").empty());
  EXPECT_TRUE(region_groups("").empty());
  EXPECT_TRUE(region_groups("Quadriceps").empty());
}

}  // namespace
}  // namespace sarx
