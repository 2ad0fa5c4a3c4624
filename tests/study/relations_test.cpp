#include "sarx/study/relations.h"

#include <gtest/gtest.h>

#include <string>

namespace sarx {
namespace {

RelationOptions quick() {
  RelationOptions options;
  options.people = 3000;
  options.draws = 0;
  return options;
}

// The shipped default: moderate sarcopenia about doubles, severe about quadruples the disability of people of
// 65 and over.
TEST(Relations, SarcopeniaDoublesAndQuadruplesDisability) {
  bool saw_weaker_set = false;
  for (const SeverityRow& row : disability_by_severity(Parameters<double>::best(), quick())) {
    if (row.model == DisabilityModel::function && row.verdict == Verdict::confirmed) {
      EXPECT_NEAR(row.ratio, 2, 0.3);
    } else if (row.model == DisabilityModel::function && row.verdict == Verdict::severe) {
      EXPECT_NEAR(row.ratio, 4, 0.6);
    } else if (row.model == DisabilityModel::muscle_mass && row.verdict == Verdict::severe) {
      EXPECT_LT(row.ratio, 1.5);
      saw_weaker_set = true;
    }
  }
  EXPECT_TRUE(saw_weaker_set);
}

/// Relations the model is held to: if one leaves these bounds, the outcomes have drifted.
struct Held {
  const char* file;
  const char* measure;
  const char* what;
  double low, high;
};

TEST(Relations, PublishedRelationsHaveNotDrifted) {
  const std::vector<Held> held{
      {"cawthon-2009-hospitalisation", "hospitalisation", "lowest quartile grip", 1.30, 1.78},
      {"liu-2017-sarcopenia-mortality-community", "mortality", "non-sarcopenic", 1.24, 2.06},
      {"manini-2007-knee-extension-cutpoints", "mortality", "below lower cutpoint", 1.41, 2.23},
      {"moreland-2004-weakness-falls", "falls", "lower-extremity weakness, any fall", 1.31, 2.37},
      {"studenski-2011-gait-survival", "mortality", "per 0.1 m/s faster", 0.86, 0.90},
      {"studenski-2011-gait-survival", "mortality", "cumulative percent dead at 10 y", 29.4, 53.5},
      {"su-2022-sarcopenia-injury-meta", "falls", "robust", 1.29, 2.87},
      {"su-2022-sarcopenia-injury-meta", "disability", "robust", 1.73, 4.34},
      {"visser-2005-mobility-limitation", "mobility_disability", "knee extensor strength", 1.39, 2.94},
      {"guralnik-2000-epese-sppb", "mobility_disability", "SPPB 4-6", 2.9, 4.9},
      {"campbell-1990-fall-rates", "falls", "falls per person-year", 0.40, 1.40},
      {"bergen-2016-us-falls", "falls", "at least one fall", 26.0, 33.0},
      {"zhang-2018-sarcopenia-fracture-meta", "fracture", "non-sarcopenic", 1.13, 2.54},
      {"hong-2017-muscle-t2d", "diabetes", "lowest quartile", 1.8, 2.6},
      {"brauer-2009-us-hip-fracture", "fracture", "hip per person-year mean", 0.0035, 0.0125},
  };
  for (const Held& relation : held) {
    const Evidence evidence =
        read_evidence({std::string(SARX_SOURCE_DIR) + "/evidence/studies/" + relation.file + ".yaml"});
    ASSERT_EQ(evidence.studies.size(), 1U) << relation.file;
    bool found = false;
    for (const RelationRow& row :
         score_relations(evidence.studies, Parameters<double>::best(), quick()).rows) {
      if (row.measure != relation.measure || row.what.find(relation.what) == std::string::npos) continue;
      found = true;
      EXPECT_GE(row.reproduced, relation.low) << relation.file << ": " << row.what;
      EXPECT_LE(row.reproduced, relation.high) << relation.file << ": " << row.what;
    }
    EXPECT_TRUE(found) << relation.file << ": " << relation.what;
  }
}

TEST(Relations, SaysWhatItCannotReproduce) {
  const Evidence evidence = read_evidence(
      {std::string(SARX_SOURCE_DIR) + "/evidence/studies/pahor-2014-life-mobility-disability.yaml"});
  ASSERT_EQ(evidence.studies.size(), 1U);
  const RelationScore score = score_relations(evidence.studies, Parameters<double>::best(), quick());
  EXPECT_FALSE(score.not_reproduced.empty());
  for (const auto& left : score.not_reproduced) EXPECT_FALSE(left.why.empty());
}

}  // namespace
}  // namespace sarx
