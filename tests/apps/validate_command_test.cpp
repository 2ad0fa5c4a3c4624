// `sarx validate` on folders that strangers give it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "command.h"

namespace {

namespace fs = std::filesystem;

using command_test::Outcome;

class ValidateCommand : public command_test::CommandTest {
 protected:
  std::string folder(const std::string& name) const {
    fs::create_directories(folder_ / name);
    return (folder_ / name).string();
  }
  void study(const std::string& where, const std::string& id, const std::string& observation) const {
    std::ofstream(fs::path(folder(where)) / (id + ".yaml"))
        << "id: " << id << "\nparticipants: " << id
        << "\ntopic: disuse\ncitation: {title: Made up}\nsource: {read: abstract, url: "
           "\"https://example.org/\"}\n"
           "design: single-arm\nnotes: Made up.\narms:\n  - name: bed rest\n    n: 10\n    replay: true\n"
           "    subject: {male_fraction: 1, age_years: 30}\n    timeline:\n      - bed_rest: {}\n        "
           "from_day: 0\n"
           "        to_day: 14\n    observations:\n      - "
        << observation << "\n";
  }
  const std::string good_ = "{measure: lean_mass, day: 14, change: -1, se: 0.3, use: replay}";
};

TEST_F(ValidateCommand, SeveralFoldersAreSearchedBelow) {
  study("one/deep/er", "study-a", good_);
  study("two", "study-b",
        "{measure: muscle_volume, region: quadriceps, day: 14, direction: down, use: replay}");
  const Outcome result = sarx("validate --evidence " + folder("one") + " --evidence " + folder("two") +
                              " --format json --split all");
  EXPECT_EQ(result.status, 0) << result.err;
  const auto json = nlohmann::json::parse(result.out);
  ASSERT_EQ(json["rows"].size(), 2u);
  const auto &a = json["rows"][0], &b = json["rows"][1];
  EXPECT_EQ(a["study"], "study-a");
  EXPECT_EQ(a["unit"], "kg");
  EXPECT_EQ(a["se"], 0.3);
  EXPECT_EQ(a["inside"], a["predicted_lo"] <= a["observed"] && a["observed"] <= a["predicted_hi"]);
  EXPECT_EQ(a["fitted"], false);
  EXPECT_TRUE(a["baseline"].is_number());
  EXPECT_EQ(b["observed"], "down");
  EXPECT_TRUE(b["se"].is_null());
  EXPECT_EQ(b["inside"], b["predicted"] < 0);
  EXPECT_EQ(json["refused"].size(), 0u);
}

TEST_F(ValidateCommand, AFaultyFileIsNamedAndTheOthersAreScored) {
  study("one", "study-a", good_);
  study("one", "study-b", "{measure: lean_mas, day: 14, change: -1, use: replay}");
  const Outcome result = sarx("validate --evidence " + folder("one") + " --format json --split all");
  EXPECT_EQ(result.status, 2);
  EXPECT_NE(result.err.find("study-b.yaml:18:"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("did you mean lean_mass"), std::string::npos) << result.err;
  const auto json = nlohmann::json::parse(result.out);
  EXPECT_EQ(json["rows"].size(), 1u);
  ASSERT_EQ(json["refused"].size(), 1u);
  EXPECT_EQ(json["refused"][0]["line"], 18);
  const Outcome page = sarx("validate --evidence " + folder("one") + " --format html --split all");
  EXPECT_NE(page.out.find("study-b.yaml:18:"), std::string::npos);
}

TEST_F(ValidateCommand, NothingToScoreIsSaid) {
  const Outcome empty = sarx("validate --evidence " + folder("empty"));
  EXPECT_EQ(empty.status, 2);
  EXPECT_NE(empty.err.find("no study found"), std::string::npos);
  EXPECT_TRUE(empty.out.empty());
  const Outcome missing = sarx("validate --evidence " + folder("empty") + "/nowhere");
  EXPECT_EQ(missing.status, 2);
  EXPECT_NE(missing.err.find("no such file or folder"), std::string::npos);
  EXPECT_TRUE(missing.out.empty());
}

TEST_F(ValidateCommand, SameSeedSameBytesOnAnyNumberOfThreads) {
  study("one", "study-a", good_);
  study("one", "study-b",
        "{measure: strength, region: quadriceps, day: 14, change_percent: -12, use: replay}");
  const std::string line = "validate --evidence " + folder("one") + " --format json --split all --threads ";
  EXPECT_EQ(sarx(line + "1").out, sarx(line + "3").out);
}

TEST_F(ValidateCommand, ASamplerIsAnsweredOrRefused) {
  const Outcome unknown = sarx("calibrate --log-posterior disuse_speed </dev/null");
  EXPECT_EQ(unknown.status, 2);
  EXPECT_NE(unknown.err.find("disuse_speed"), std::string::npos);
}

}  // namespace
