#include "sarx/study/split.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "sarx/study/evidence.h"

namespace sarx {
namespace {

TEST(Split, StaysWhatItWas) {
  // A change of the hash would let test studies choose parameters.
  EXPECT_EQ(stable_hash(""), 0xefd01f60ba992926ULL);
  EXPECT_EQ(split_of("nobody-in-particular"), split_of("nobody-in-particular"));
}

TEST(Split, IsAQuarterOfTheShippedPeople) {
  const Evidence evidence = read_evidence({std::string(SARX_SOURCE_DIR) + "/evidence/studies"});
  std::map<std::string, std::set<std::string>> people, test;
  for (const Study& study : evidence.studies)
    for (const Arm& arm : study.arms) {
      if (!arm.replay) continue;
      people["all"].insert(arm.participants);
      people[study.topic].insert(arm.participants);
      if (split_of(arm.participants) == Split::test) {
        test["all"].insert(arm.participants);
        test[study.topic].insert(arm.participants);
      }
    }
  const double share = static_cast<double>(test["all"].size()) / static_cast<double>(people["all"].size());
  EXPECT_GT(share, 0.2);
  EXPECT_LT(share, 0.3);
  // Large topics are tested too.
  for (const auto& [topic, members] : people)
    if (members.size() >= 20) {
      EXPECT_GT(test[topic].size() * 6, members.size()) << topic;
    }
}

}  // namespace
}  // namespace sarx
