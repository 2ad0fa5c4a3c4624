// Published results beside the model's: a study of the calibration split is replayed with its own people,
// timeline and instruments.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/study/evidence.h"
#include "sarx/study/replay.h"
#include "sarx/study/split.h"

namespace sarx::testing {

struct PublishedRow {
  std::string arm, measure, region;
  double day = 0, observed = 0, predicted = 0;
};

/// Every scored observation of a study beside its prediction, in the unit of the observation.
inline std::vector<PublishedRow> published(const std::string& id) {
  const Evidence evidence =
      read_evidence({std::string(SARX_SOURCE_DIR) + "/evidence/studies/" + id + ".yaml"});
  EXPECT_TRUE(evidence.faults.empty()) << id;
  EXPECT_EQ(evidence.studies.size(), 1u) << id;
  std::vector<PublishedRow> rows;
  if (evidence.studies.empty()) return rows;
  const Study& study = evidence.studies.front();
  const auto parameters = Parameters<double>::best();
  const StudyPlan plan = plan_study(study, parameters);
  const std::vector<double> predicted = replay(plan, parameters);
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    const RowPlan& row = plan.rows[i];
    if (row.fate != RowFate::scored) continue;
    EXPECT_EQ(row.split, Split::calibration) << id << " is kept for judging the model";
    const Arm& arm = study.arms[row.arm];
    const Observation& observation = arm.observations[row.observation];
    rows.push_back({arm.name, observation.measure, observation.region, observation.day.value_or(0),
                    observation.value, row.scale.from_scale(predicted[i])});
  }
  return rows;
}

/// The prediction of every observation of this arm, measure and region lies in the study's direction and
/// within a factor of its size, give or take `slack` in its unit. Wide on purpose: a new calibration passes,
/// a broken mechanism doesn't.
inline void expect_as_published(const std::string& id, std::string_view arm, std::string_view measure,
                                std::string_view region, double factor, double slack) {
  int found = 0;
  for (const PublishedRow& row : published(id)) {
    if (row.arm != arm || row.measure != measure || row.region != region) continue;
    ++found;
    const double near = row.observed / factor, far = row.observed * factor;
    EXPECT_GE(row.predicted, std::min(near, far) - slack)
        << id << ", " << arm << ", " << measure << ' ' << region << " on day " << row.day << ", observed "
        << row.observed;
    EXPECT_LE(row.predicted, std::max(near, far) + slack)
        << id << ", " << arm << ", " << measure << ' ' << region << " on day " << row.day << ", observed "
        << row.observed;
  }
  EXPECT_GT(found, 0) << id << " has no scored observation of " << arm << ", " << measure << ' ' << region;
}

}  // namespace sarx::testing
