#include "sarx/io/diagnostic.h"

#include <gtest/gtest.h>

namespace sarx {
namespace {

TEST(Faults, NamesFileLineAndColumn) {
  Faults faults("cast.yaml");
  faults.add({3, 7}, "found a, expected b");
  EXPECT_EQ(faults.text(), "cast.yaml:3:7: found a, expected b\n");
}

TEST(Faults, ReadFromTopToBottomWhateverTheOrderOfTheChecks) {
  Faults faults("f");
  faults.add({9, 1}, "late");
  faults.add({2, 5}, "right");
  faults.add({2, 3}, "left");
  EXPECT_EQ(faults.text(), "f:2:3: left\nf:2:5: right\nf:9:1: late\n");
}

TEST(Faults, KeepsTheFirstFiftyAndCountsTheRest) {
  Faults faults("f");
  for (std::size_t line = 120; line >= 1; --line) faults.add({line, 1}, "x");
  EXPECT_EQ(faults.count(), 120u);
  ASSERT_EQ(faults.first().size(), 50u);
  EXPECT_EQ(faults.first().back().at.line, 50u);
  EXPECT_NE(faults.text().find("f: and 70 more\n"), std::string::npos);
}

}  // namespace
}  // namespace sarx
