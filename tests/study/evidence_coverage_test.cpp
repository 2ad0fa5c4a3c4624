#include "sarx/study/evidence_coverage.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sarx {
namespace {

TEST(EvidenceCoverage, HasEveryEventAndCountsPeopleOnce) {
  Study study;
  Arm arm;
  arm.participants = "someone";
  TimelineItem item;
  Disease disease;
  disease.condition = Condition::copd;
  item.event = disease;
  arm.timeline.items.push_back(item);
  study.arms = {arm, arm};
  Validation validation;
  for (const bool fitted : {true, true, false}) {
    ScoredRow row;
    row.study = &study;
    row.arm = &study.arms[validation.rows.size() % 2];
    row.fitted = fitted;
    validation.rows.push_back(row);
  }
  const auto rows = evidence_coverage(validation);
  for (const std::string_view word : Words<Condition>::words)
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const CoverageRow& row) {
      return row.event == "disease" && row.word == word;
    })) << word;
  for (const CoverageRow& row : rows) {
    const bool ours = row.event == "disease" && (row.word.empty() || row.word == "copd");
    EXPECT_EQ(row.fitted, ours ? 1u : 0u) << row.event << " " << row.word;
    EXPECT_EQ(row.unseen, ours ? 1u : 0u);
    EXPECT_EQ(row.replayed(), ours);
  }
  // The same word of two fields of one event is one row.
  for (const CoverageRow& row : rows)
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(),
                            [&](const CoverageRow& other) {
                              return other.event == row.event && other.word == row.word;
                            }),
              1);
}

}  // namespace
}  // namespace sarx
