// The shipped evidence is replayed whole, and its scores are held against those on record: a change that
// makes a topic clearly worse fails here and is told which studies moved. To put new scores on record after a
// deliberate change:
//   SARX_RECORD_SCORES=1 build/release/tests/study_test --gtest_filter='ShippedEvidence.*'
#include "sarx/study/validate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "sarx/study/command_files.h"
#include "sarx/study/validate_report.h"

namespace sarx {
namespace {

const std::string root = SARX_SOURCE_DIR;
const std::string record_file = root + "/tests/study/baseline_scores.json";

/// What counts as one unit of error in each class: about the noise of a good study.
constexpr std::array<double, measure_class_count> unit_of_error{0.03, 0.08, 0.06, 0.5,  0.9,  1.0,
                                                                2.0,  0.05, 0.05, 0.06, 0.25, 0.2};

struct Replayed {
  Evidence evidence;
  Validation validation;
};

const Replayed& replayed() {
  static const Replayed all = [] {
    Replayed r;
    r.evidence = read_evidence({root + "/evidence/studies"});
    ValidateOptions options;
    options.exclusions = read_exclusions({root + "/evidence"});
    options.draws = 8;
    r.validation = validate(r.evidence.studies, Parameters<double>::best(), options);
    return r;
  }();
  return all;
}

double error_of(const ScoredRow& row) {
  const double unit = unit_of_error[static_cast<std::size_t>(row.measure_class)];
  if (row.scale.kind == ValueKind::direction) return row.inside ? 0 : 1;
  return std::min(10.0, std::abs(row.scaled_predicted - row.scaled_observed) / unit);
}

TEST(ShippedEvidence, IsScoredButForAFew) {
  const Validation& v = replayed().validation;
  EXPECT_GT(v.rows.size(), 900u);
  EXPECT_LE(static_cast<double>(v.skipped.size()), 0.05 * static_cast<double>(v.rows.size()));
  for (const ScoredRow& row : v.rows) {
    EXPECT_TRUE(std::isfinite(row.predicted) && std::isfinite(row.predicted_lo) &&
                std::isfinite(row.predicted_hi))
        << row.study->id;
    EXPECT_LE(row.predicted_lo, row.predicted) << row.study->id;
    EXPECT_GE(row.predicted_hi, row.predicted) << row.study->id;
  }
}

TEST(ShippedEvidence, JsonHoldsEveryRowAndNeverANullPrediction) {
  const auto json = nlohmann::json::parse(validation_json(replayed().validation));
  EXPECT_EQ(json["rows"].size(), replayed().validation.rows.size());
  for (const auto& row : json["rows"]) {
    for (const char* key :
         {"study", "arm", "topic", "split", "measure", "region", "side", "method", "day", "kind", "unit",
          "observed", "se", "predicted", "predicted_lo", "predicted_hi", "inside"})
      EXPECT_TRUE(row.contains(key)) << key;
    EXPECT_TRUE(row["predicted"].is_number());
    EXPECT_EQ(row["observed"].is_string(), row["kind"] == "direction");
  }
  for (const char* key : {"skipped", "given", "relations", "not_scored", "by_topic", "by_measure", "overall"})
    EXPECT_TRUE(json.contains(key)) << key;
}

TEST(ShippedEvidence, NoTopicIsClearlyWorseThanOnRecord) {
  std::map<std::string, std::vector<double>> by_topic, by_study;
  for (const ScoredRow& row : replayed().validation.rows) {
    if (!row.level_known) continue;
    by_topic[row.study->topic].push_back(error_of(row));
    by_study[row.study->id].push_back(error_of(row));
  }
  nlohmann::ordered_json now;
  // The mean of errors that are cut at ten: steadier than the median, not ruled by one study.
  for (const auto& [topic, errors] : by_topic) now["topics"][topic] = std::round(1000 * mean(errors)) / 1000;
  for (const auto& [study, errors] : by_study) now["studies"][study] = std::round(1000 * mean(errors)) / 1000;
  if (std::getenv("SARX_RECORD_SCORES") != nullptr) {
    std::ofstream(record_file) << now.dump(1) << "\n";
    GTEST_SKIP() << "recorded";
  }
  std::ifstream file(record_file);
  ASSERT_TRUE(file) << record_file << " is missing";
  const auto record = nlohmann::json::parse(file);
  for (const auto& [topic, error] : record["topics"].items()) {
    if (!now["topics"].contains(topic)) {
      ADD_FAILURE() << topic << ": on record, but no longer scored";
      continue;
    }
    const double before = error.get<double>();
    const double after = now["topics"].value(topic, 0.0);
    if (after <= 1.1 * before + 0.05) continue;
    std::vector<std::pair<double, std::string>> moved;
    for (const Study& study : replayed().evidence.studies)
      if (study.topic == topic && record["studies"].contains(study.id) && now["studies"].contains(study.id))
        moved.emplace_back(now["studies"][study.id].get<double>() - record["studies"][study.id].get<double>(),
                           study.id);
    std::sort(moved.rbegin(), moved.rend());
    std::string worst;
    for (std::size_t i = 0; i < std::min<std::size_t>(5, moved.size()); ++i)
      worst += "\n  " + moved[i].second + ": mean error " + now["studies"][moved[i].second].dump() +
               ", on record " + record["studies"][moved[i].second].dump();
    ADD_FAILURE() << topic << ": mean error " << after << ", on record " << before
                  << "; most moved:" << worst;
  }
}

}  // namespace
}  // namespace sarx
