#include "sarx/study/validation_page.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace sarx {
namespace {

/// Two studies, one of them fitted; their names and words are hostile.
struct Made {
  std::vector<Study> studies;
  Validation validation;
};

Made made_up() {
  Made made;
  for (const char* id : {"seen", "unseen"}) {
    Study study;
    study.id = id;
    study.topic = "disuse";
    Arm arm;
    arm.name = "<script>alert(1)</script> & \"co\" | x";
    arm.participants = id;
    TimelineItem item;
    item.event = BedRest{};
    arm.timeline.items.push_back(item);
    for (const double value : {-5.0, -9.0, 4.0}) {
      Observation o;
      o.measure = "muscle_volume";
      o.region = "quadriceps";
      o.method = "MRI";
      o.kind = ValueKind::change_percent;
      o.value = value;
      o.day = 14;
      arm.observations.push_back(o);
    }
    study.arms.push_back(arm);
    made.studies.push_back(study);
  }
  for (const Study& study : made.studies)
    for (const Observation& o : study.arms[0].observations) {
      ScoredRow row;
      row.study = &study;
      row.arm = &study.arms[0];
      row.observation = &o;
      row.fitted = study.id == "seen";
      row.unit = "%";
      row.observed = o.value;
      row.scaled_observed = row.scale.to_scale(o.value);
      row.predicted = -6;
      row.scaled_predicted = row.scale.to_scale(-6);
      row.between_study_sd = 0.03;
      row.half_width = 0.05;
      row.predicted_lo = -11;
      row.predicted_hi = -1;
      row.inside = o.value < 0;
      row.baseline = row.scaled_observed;
      row.has_baseline = true;
      made.validation.rows.push_back(row);
    }
  made.validation.skipped.push_back({&made.studies[1], &made.studies[1].arms[0],
                                     &made.studies[1].arms[0].observations[0], "no reason <at all>"});
  made.validation.refused.push_back({"some<where>.yaml", {3, 4}, "found nothing"});
  return made;
}

TEST(ValidationPage, IsOneFileAndSafe) {
  const Made made = made_up();
  const std::string page = validation_html(made.validation);
  for (const char* no : {"<script", "http:", "https:", "src=", "@import", "url("})
    EXPECT_EQ(page.find(no), std::string::npos) << no;
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
  EXPECT_NE(page.find("no reason &lt;at all&gt;"), std::string::npos);
  EXPECT_NE(page.find("some&lt;where&gt;.yaml:3:4"), std::string::npos);
  EXPECT_NE(page.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_NE(page.find("prefers-color-scheme:dark"), std::string::npos);
}

TEST(ValidationPage, FailuresComeFirstOfBothSplits) {
  const Made made = made_up();
  for (const std::string& page : {validation_html(made.validation), validation_markdown(made.validation)}) {
    const auto failures = page.find("Failures first"), scores = page.find("Studies it has never seen");
    ASSERT_NE(failures, std::string::npos);
    ASSERT_NE(scores, std::string::npos);
    EXPECT_LT(failures, scores);
    const std::string first = page.substr(failures, scores - failures);
    EXPECT_NE(first.find("unseen"), std::string::npos);
    EXPECT_NE(first.find("fitted"), std::string::npos);
    // The model is worse than a baseline that is always right, and that is said.
    EXPECT_NE(first.find("worse than the baseline"), std::string::npos);
  }
}

TEST(ValidationPage, MarksWhatWasFittedInEveryPicture) {
  const Made made = made_up();
  const std::string page = validation_html(made.validation);
  const auto count = [&](const std::string& what) {
    std::size_t n = 0;
    for (std::size_t at = page.find(what); at != std::string::npos; at = page.find(what, at + 1)) ++n;
    return n;
  };
  EXPECT_EQ(count("<g class=\"unseen\"><title>"), 3u);
  EXPECT_EQ(count("<g class=\"fitted\"><title>"), 3u);
}

TEST(ValidationPage, SaysWhatHasNoEvidence) {
  const Made made = made_up();
  const std::string page = validation_markdown(made.validation);
  EXPECT_NE(page.find("| bed_rest | (all) | 1 | 1 | 0 |  |"), std::string::npos);
  EXPECT_NE(page.find("| microgravity | (all) | 0 | 0 | 0 | no replayable evidence |"), std::string::npos);
  // A bar in a name doesn't break the table.
  EXPECT_EQ(page.find("\"co\" |"), std::string::npos);
}

}  // namespace
}  // namespace sarx
