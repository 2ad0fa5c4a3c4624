#include "sarx/study/evidence.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace sarx {
namespace {

/// A folder that is gone after the test.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("sarx-evidence-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_ / "deeper");
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

std::string study_text(const std::string& id, const std::string& observation) {
  return "id: " + id +
         "\nparticipants: someone\ntopic: disuse\ncitation: {title: A study}\nsource: {read: abstract, url: "
         "\"https://example.org\"}\ndesign: single-arm\nnotes: None.\narms:\n  - name: bed rest\n    n: 10\n "
         "   replay: true\n"
         "    subject: {male_fraction: 1, age_years: 30}\n    timeline:\n      - bed_rest: {}\n        "
         "from_day: 0\n"
         "        to_day: 14\n    observations:\n      - " +
         observation + "\n";
}

TEST(Evidence, EveryShippedStudyReads) {
  const Evidence evidence = read_evidence({std::string(SARX_SOURCE_DIR) + "/evidence/studies"});
  for (const Diagnostic& fault : evidence.faults) ADD_FAILURE() << to_string(fault);
  EXPECT_GT(evidence.studies.size(), 350u);
}

TEST(Evidence, FoldersAreSearchedBelow) {
  const Folder folder;
  folder.write("deeper/a-study.yaml", study_text("a-study",
                                                 "{measure: muscle_volume, region: quadriceps, day: 14, "
                                                 "change_percent: -5, se: 1, use: replay}"));
  const Evidence evidence = read_evidence({folder.path()});
  ASSERT_EQ(evidence.studies.size(), 1u);
  const Observation& o = evidence.studies[0].arms[0].observations[0];
  EXPECT_EQ(o.measure, "muscle_volume");
  EXPECT_EQ(o.kind, ValueKind::change_percent);
  EXPECT_DOUBLE_EQ(o.value, -5);
  EXPECT_DOUBLE_EQ(*o.se, 1);
}

struct Fault {
  const char* observation;
  const char* message;
};

class EvidenceFaults : public ::testing::TestWithParam<Fault> {};

TEST_P(EvidenceFaults, AreToldWithTheirLine) {
  const Folder folder;
  folder.write("a-study.yaml", study_text("a-study", GetParam().observation));
  const Evidence evidence = read_evidence({folder.path()});
  EXPECT_TRUE(evidence.studies.empty());
  ASSERT_FALSE(evidence.faults.empty());
  EXPECT_EQ(evidence.faults[0].at.line, 18u);
  EXPECT_NE(evidence.faults[0].message.find(GetParam().message), std::string::npos)
      << evidence.faults[0].message;
}

INSTANTIATE_TEST_SUITE_P(
    All, EvidenceFaults,
    ::testing::Values(
        Fault{"{measure: muscle_volumes, day: 14, change_percent: -5, use: replay}",
              "did you mean muscle_volume"},
        Fault{"{measure: muscle_volume, day: 14, use: replay}", "exactly one"},
        Fault{"{measure: muscle_volume, day: 14, change: 1, change_percent: -5, use: replay}", "exactly one"},
        Fault{"{measure: muscle_volume, day: 14, change_percent: .nan, use: replay}", "a number"},
        Fault{"{measure: muscle_volume, day: 14, change_percent: -105, use: replay}", "more than 100"},
        Fault{"{measure: muscle_volume, change_percent: -5, use: replay}", "needs a day"},
        Fault{"{measure: muscle_volume, day: 1e7, change_percent: -5, use: replay}", "within 120 years"},
        Fault{"{measure: muscle_volume, day: 14, difference_percent: -5, use: replay}", "needs versus"},
        Fault{"{measure: muscle_volume, day: 14, difference_percent: -5, versus: nobody, use: replay}", ""},
        Fault{"{measure: muscle_volume, day: 14, change_percent: -5, se: -1, use: replay}", "spread below 0"},
        Fault{"{measure: muscle_volume, day: 14, change_percent: -5, ci95: [1, 2], use: replay}",
              "not around"},
        Fault{"{measure: muscle_volume, day: 14, change_percent: -5, sidee: left, use: replay}", "sidee"}));

TEST(Evidence, WhatCantBeReplayedIsNoFaultOfTheFile) {
  const Folder folder;
  folder.write("a-study.yaml",
               study_text("a-study", "{measure: falls, day: 14, change_percent: -5, use: replay}"));
  const Evidence evidence = read_evidence({folder.path()});
  EXPECT_TRUE(evidence.faults.empty());
  ASSERT_EQ(evidence.studies.size(), 1u);
  EXPECT_FALSE(can_replay(evidence.studies[0].arms[0].observations[0]));
}

TEST(Evidence, AFileIsReadOnceAndOthersAreLeftAlone) {
  const Folder folder;
  const std::string observation = "{measure: lean_mass, day: 14, change: -1, use: replay}";
  folder.write("a-study.yaml", study_text("a-study", observation));
  folder.write("results.json", "{}");
  folder.write("readme.md", "# A study");
  const Evidence evidence =
      read_evidence({folder.path(), folder.path() + "/a-study.yaml", folder.path() + "/deeper/.."});
  EXPECT_TRUE(evidence.faults.empty());
  EXPECT_EQ(evidence.studies.size(), 1u);
}

TEST(Evidence, AFaultyFileDoesntHideTheOthers) {
  const Folder folder;
  const std::string observation = "{measure: lean_mass, day: 14, change: -1, use: replay}";
  folder.write("a-study.yaml", study_text("a-study", observation));
  folder.write("b-study.yaml",
               study_text("b-study", "{measure: lean_mas, day: 14, change: -1, use: replay}"));
  const Evidence evidence = read_evidence({folder.path()});
  EXPECT_EQ(evidence.studies.size(), 1u);
  ASSERT_EQ(evidence.faults.size(), 1u);
  EXPECT_NE(evidence.faults[0].file.find("b-study.yaml"), std::string::npos);
}

TEST(Evidence, AMissingFolderIsAFault) {
  const Evidence evidence = read_evidence({"/no/such/folder"});
  EXPECT_EQ(evidence.faults.size(), 1u);
}

}  // namespace
}  // namespace sarx
