#include "sarx/study/relations.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace sarx {
namespace {

RelationOptions quick() {
  RelationOptions options;
  options.people = 3000;
  options.draws = 0;
  options.course_people = 40;
  options.course_draws = 0;
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

const RelationRow* row_of(const RelationScore& score, std::string_view measure, std::string_view what) {
  for (const RelationRow& row : score.rows)
    if (row.measure == measure && row.what.find(what) != std::string::npos) return &row;
  return nullptr;
}

RelationScore scored(const std::string& file) {
  const Evidence evidence =
      read_evidence({std::string(SARX_SOURCE_DIR) + "/evidence/studies/" + file + ".yaml"});
  EXPECT_EQ(evidence.studies.size(), 1U) << file;
  return score_relations(evidence.studies, Parameters<double>::best(), quick());
}

// Arms of a trial: the same people with and without the exercise.
TEST(Relations, ExerciseLowersMobilityDisability) {
  const RelationScore score = scored("pahor-2014-life-mobility-disability");
  const RelationRow* row =
      row_of(score, "mobility_disability", "cannot walk 400 m, against health education");
  ASSERT_TRUE(row);
  EXPECT_TRUE(row->timeline);
  EXPECT_GT(row->reproduced, 0.35);
  EXPECT_LT(row->reproduced, 1);
}

// A state that stands: the leg after an operation against the other one.
TEST(Relations, AnOperatedLegIsSmallerThanTheOther) {
  const RelationRow* row = nullptr;
  const RelationScore score = scored("acl-six-months");
  row = row_of(score, "muscle_csa", "against other_side");
  ASSERT_TRUE(row);
  EXPECT_LT(row->reproduced, -2);
  EXPECT_GT(row->reproduced, -30);
}

// A change as predictor: who loses grip faster dies sooner.
TEST(Relations, FasterDeclineOfGripRaisesMortality) {
  const RelationScore score = scored("granic-2017-newcastle85-grip-mortality");
  const RelationRow* row = row_of(score, "mortality", "faster grip decline");
  ASSERT_TRUE(row);
  EXPECT_GT(row->reproduced, 1.05);
  EXPECT_LT(row->reproduced, 1.6);
}

TEST(Relations, TellsWhichStudiesChoseNothing) {
  for (const RelationRow& row : scored("strand-2016-tromso-grip-mortality").rows)
    EXPECT_EQ(row.split, Split::test);
}

TEST(Relations, EveryFormatHoldsEveryRow) {
  const RelationScore score = scored("visser-2005-mobility-limitation");
  ASSERT_FALSE(score.rows.empty());
  const std::string page = relations_html(score, {}), markdown = relations_markdown(score, {});
  EXPECT_NE(page.find("<svg"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("http"), std::string::npos);
  EXPECT_EQ(page.find("nan"), std::string::npos);
  EXPECT_NE(page.find("role=\"img\""), std::string::npos);
  for (const RelationRow& row : score.rows) {
    const std::string figure = fmt::format("{:.3g}", row.reproduced);
    EXPECT_NE(page.find(figure), std::string::npos);
    EXPECT_NE(markdown.find(figure), std::string::npos);
  }
  for (const auto& left : score.not_reproduced) EXPECT_NE(page.find(left.why), std::string::npos);
}

TEST(Relations, SaysWhatItCannotReproduce) {
  const RelationScore score = scored("pahor-2014-life-mobility-disability");
  EXPECT_FALSE(score.not_reproduced.empty());
  for (const auto& left : score.not_reproduced) EXPECT_FALSE(left.why.empty());
}

}  // namespace
}  // namespace sarx
