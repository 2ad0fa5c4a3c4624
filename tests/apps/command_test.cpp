#include "command.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;
using command_test::Outcome;

class Command : public command_test::CommandTest {
 protected:
  std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      count += name != "stdout" && name != "stderr";
    }
    return count;
  }

  const std::string cast_ =
      "subject: {age_years: 25, male_fraction: 1}\n"
      "timeline:\n"
      "  - immobilisation: {joint: knee, side: left, device: cast}\n"
      "    from_day: 0\n"
      "    to_day: 14\n";
};

TEST_F(Command, WithoutArgumentsPrintsHelp) {
  const Outcome result = sarx("");
  EXPECT_EQ(result.status, 0);
  EXPECT_NE(result.out.find("simulate"), std::string::npos);
}

TEST_F(Command, SaysItsVersion) {
  const Outcome result = sarx("--version");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out.rfind("sarx 0.", 0), 0u);
}

TEST_F(Command, AnUnknownCommandGetsTheNearest) {
  const Outcome result = sarx("simulat x.yaml");
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_NE(result.err.find("did you mean simulate?"), std::string::npos) << result.err;
}

TEST_F(Command, UnknownOptionsAndValuesAreRefused) {
  const std::string file = write("cast.yaml", cast_);
  for (const char* arguments :
       {"--frmat json", "--format xml", "--draws 0", "--draws 1000000", "--draws two", "--days 0",
        "--days -5", "--days nan", "--days 1e308", "--measure muscle_volum", "--region knee", "--days 0x10",
        "--method telepathy", "--seed x", "--seed -1", "--seed 18446744073709551616", "extra.yaml"}) {
    const Outcome result = sarx("simulate " + file + " " + arguments);
    EXPECT_EQ(result.status, 2) << arguments;
    EXPECT_EQ(result.out, "") << arguments;
    EXPECT_NE(result.err, "") << arguments;
  }
  for (const auto& [wrong, meant] :
       std::vector<std::pair<std::string, std::string>>{{"--measure muscle_volum", "muscle_volume"},
                                                        {"--region quadricep", "quadriceps"},
                                                        {"--method 1RM", "1-RM"},
                                                        {"--format jsn", "json"},
                                                        {"--frmat json", "--format"}}) {
    const std::string said = sarx("simulate " + file + " " + wrong).err;
    EXPECT_NE(said.find("did you mean " + meant + "?"), std::string::npos) << said;
  }
}

TEST_F(Command, SimulateWritesJsonAndNothingElse) {
  const Outcome result = sarx("simulate " + write("cast.yaml", cast_) + " --format json --draws 8");
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.err, "");
  const nlohmann::json json = nlohmann::json::parse(result.out);
  EXPECT_EQ(json["scenario"], "cast");
  int strengths = 0;
  for (const nlohmann::json& series : json["series"]) {
    EXPECT_EQ(series["day"].front(), 0);
    EXPECT_EQ(series["day"].back(), 180);
    strengths += series["measure"] == "strength";
  }
  EXPECT_EQ(strengths, 28);
}

TEST_F(Command, ARegionOfSeveralGroupsShowsThem) {
  const std::string file = write("cast.yaml", cast_);
  const Outcome calf =
      sarx("simulate " + file + " --draws 2 --days 20 --region calf --measure muscle_volume");
  ASSERT_EQ(calf.status, 0) << calf.err;
  EXPECT_NE(calf.out.find("plantarflexors, left"), std::string::npos) << calf.out;
  EXPECT_NE(calf.out.find("dorsiflexors, right"), std::string::npos) << calf.out;
  EXPECT_EQ(calf.out.find("quadriceps, left"), std::string::npos) << calf.out;
  // The same where the scenario asks for it.
  const std::string asking =
      write("asking.yaml", cast_ + "report: {regions: [calf], measures: [muscle_volume]}\n");
  EXPECT_NE(sarx("simulate " + asking + " --draws 2 --days 20").out.find("plantarflexors, left"),
            std::string::npos);
}

TEST_F(Command, TwoRunsAreTheSameBytes) {
  const std::string file = write("cast.yaml", cast_);
  const Outcome one = sarx("simulate " + file + " --format json --draws 8");
  const Outcome two = sarx("simulate " + file + " --format json --draws 8 --threads 1");
  EXPECT_EQ(one.out, two.out);
  EXPECT_NE(one.out, sarx("simulate " + file + " --format json --draws 8 --seed 2").out);
}

TEST_F(Command, EveryFormatGoesToAFileToo) {
  const std::string file = write("cast.yaml", cast_);
  for (const std::string format : {"table", "json", "csv", "html"}) {
    const std::string out = path("result." + format);
    const Outcome result = sarx("simulate " + file + " --draws 4 --format " + format + " --out " + out);
    EXPECT_EQ(result.status, 0) << format << result.err;
    EXPECT_EQ(result.out, "") << format;
    EXPECT_GT(contents(out).size(), 500u) << format;
  }
}

TEST_F(Command, WhatCanNotBeWrittenLeavesNothingBehind) {
  const std::string file = write("cast.yaml", cast_);
  const std::size_t before = files();
  const Outcome nowhere = sarx("simulate " + file + " --draws 4 -o " + path("no/such/folder/x.json"));
  EXPECT_EQ(nowhere.status, 2);
  EXPECT_NE(nowhere.err.find("can't be written"), std::string::npos) << nowhere.err;
  const Outcome folder = sarx("simulate " + file + " --draws 4 -o " + path(""));
  EXPECT_EQ(folder.status, 2);
  EXPECT_EQ(files(), before);
}

TEST_F(Command, AFullDiskIsAFailure) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  const std::string file = write("cast.yaml", cast_);
  EXPECT_EQ(sarx("simulate " + file + " --draws 4 >/dev/full").status, 2);
  const Outcome result = sarx("simulate " + file + " --draws 4 -o /dev/full");
  EXPECT_EQ(result.status, 2);
  EXPECT_NE(result.err.find("No space left"), std::string::npos) << result.err;
}

TEST_F(Command, BadInputNamesFileLineAndColumnAndWritesNothing) {
  const std::string file =
      write("bad.yaml",
            "subject: {age_years: 400, male_fraction: 1}\ntimeline:\n  - bed_rst: {}\n    from_day: 0\n");
  const Outcome result = sarx("simulate " + file + " --format json -o " + path("out.json"));
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_FALSE(fs::exists(path("out.json")));
  EXPECT_NE(result.err.find("bad.yaml:1:"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("bad.yaml:3:"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("did you mean bed_rest?"), std::string::npos) << result.err;
  EXPECT_EQ(sarx("check " + file).status, 2);
  EXPECT_EQ(sarx("simulate " + path("missing.yaml")).status, 2);
}

TEST_F(Command, CheckTellsGoodFromBad) {
  const std::string good = write("good.yaml", cast_);
  EXPECT_EQ(sarx("check " + good).status, 0);
  const Outcome both = sarx("check " + good + " " + write("bad.yaml", "subject: [\n"));
  EXPECT_EQ(both.status, 2);
  EXPECT_NE(both.out.find("good.yaml: good"), std::string::npos);
  EXPECT_NE(both.err.find("bad.yaml:"), std::string::npos);
}

TEST_F(Command, CheckReadsEveryKindOfFile) {
  std::string all = project_file("evidence/studies/wall-2014-leg-cast.yaml");
  for (const auto& entry : fs::directory_iterator(std::string(SARX_SOURCE_DIR) + "/examples"))
    all += " " + example(entry.path().filename().string());
  const Outcome good = sarx("check " + all);
  EXPECT_EQ(good.status, 0) << good.err;
  EXPECT_EQ(good.err, "");
  EXPECT_NE(good.out.find("cohort-ageing.yaml: good"), std::string::npos) << good.out;

  struct Case {
    std::string name, text, said;  ///< said: line:column: message
  };
  const std::string trial = "arms: {a: , b: }\nvisits: [4 wk]\nendpoint: {measure: grip_strength}\n";
  const std::vector<Case> cases{
      {"cohort.yaml", "population: adults\nyears: 0\n", "2:8: years: found 0"},
      {"cohort.yaml", "populaton: adults\npolicies: {a: }\n", "1:1: cohort: found the unknown key populaton"},
      {"trial.yaml", trial + "population: adults\npeople: -4\n", "5:9: people: found -4"},
      {"trial.yaml", trial, "1:1: population: found nothing"},
      {"study.yaml", "id: study\narms:\n  - nme: rest\n", "1:1: a study needs participants"},
      {"list.yaml", "- 1\n", "1:1: "},
      {"reference.yaml", "kind: reference\n", "1:1: found a reference table"},
      {"scenario.yaml", "sbject: {age_years: 70}\ntimeline: []\n", "1:1: "},
  };
  for (const Case& c : cases) {
    const std::string file = write(c.name, c.text);
    const Outcome refused = sarx("check " + file);
    EXPECT_EQ(refused.status, 2) << c.text;
    EXPECT_EQ(refused.out, "") << c.text;
    EXPECT_NE(refused.err.find(file + ":" + c.said), std::string::npos) << c.text << refused.err;
  }
  EXPECT_EQ(sarx("check - <" + write("cohort.yaml", "population: adults\n")).out, "-: good\n");
}

TEST_F(Command, SimulateSaysWhoseFileItWasGiven) {
  for (const auto& [file, command] :
       {std::pair<std::string, std::string>{"cohort-ageing.yaml", "sarx cohort"},
        {"trial-falls.yaml", "sarx trial"}}) {
    const Outcome refused = sarx("simulate " + example(file));
    EXPECT_EQ(refused.status, 2) << file;
    EXPECT_EQ(refused.out, "") << file;
    EXPECT_NE(refused.err.find(command), std::string::npos) << refused.err;
    // With the line and column at which the document begins.
    EXPECT_NE(refused.err.find("examples/" + file + ":"), std::string::npos) << refused.err;
    EXPECT_EQ(refused.err.find(file + ": found"), std::string::npos) << refused.err;
  }
}

TEST_F(Command, AnEmptyArgumentIsRefused) {
  const std::string file = write("cast.yaml", cast_);
  for (const std::string option :
       {"--days", "-d", "--out", "--measure", "--draws", "--threads", "--digits"}) {
    const Outcome refused = sarx("simulate " + file + " --draws 2 " + option + " ''");
    EXPECT_EQ(refused.status, 2) << option;
    EXPECT_EQ(refused.out, "") << option;
    EXPECT_NE(refused.err.find(option + ": found nothing, expected a value"), std::string::npos)
        << refused.err;
  }
  EXPECT_NE(sarx("simulate " + file + " --days=").err.find("--days: found nothing"), std::string::npos);
  EXPECT_NE(sarx("check ''").err.find("found an empty argument"), std::string::npos);
}

TEST_F(Command, EveryExampleRuns) {
  for (const auto& entry : fs::directory_iterator(std::string(SARX_SOURCE_DIR) + "/examples")) {
    const std::string name = entry.path().filename().string();
    // Populations and trials have commands of their own.
    const bool scenario = contents(entry.path().string()).find("\ntimeline:") != std::string::npos;
    if (!scenario || entry.path().extension() != ".yaml") continue;
    const Outcome result = sarx("simulate " + example(name) + " --draws 2 --format json");
    EXPECT_EQ(result.status, 0) << name << result.err;
    EXPECT_TRUE(nlohmann::json::accept(result.out)) << name;
  }
}

TEST_F(Command, CompareSharesTheDraws) {
  const std::string a = write("a.yaml", cast_), b = write("b.yaml", cast_);
  const Outcome result = sarx("compare " + a + " " + b + " --draws 6 --format json");
  ASSERT_EQ(result.status, 0) << result.err;
  const nlohmann::json json = nlohmann::json::parse(result.out);
  ASSERT_EQ(json["scenarios"].size(), 2u);
  EXPECT_EQ(json["scenarios"][0]["series"], json["scenarios"][1]["series"]);
  EXPECT_EQ(sarx("compare " + a + " " + b + " --draws 2 --format html -o " + path("c.html")).status, 0);
}

TEST_F(Command, TheIntegratedPlanBesideEachOfItsParts) {
  std::string files;
  for (const char* part : {"", "-training", "-protein", "-testosterone"})
    files += example("integrated-plan" + std::string(part) + ".yaml") + " ";
  const Outcome result = sarx("compare " + files + "--draws 8 --days 182 --format json");
  ASSERT_EQ(result.status, 0) << result.err;
  const nlohmann::json json = nlohmann::json::parse(result.out);
  ASSERT_EQ(json["scenarios"].size(), 4u);
  std::vector<double> gained_kg;
  for (const auto& scenario : json["scenarios"])
    for (const auto& series : scenario["series"])
      if (series["measure"] == "appendicular_lean_mass")
        gained_kg.push_back(series["median"].back().get<double>() - series["median"].front().get<double>());
  ASSERT_EQ(gained_kg.size(), 4u);
  for (std::size_t part = 1; part < 4; ++part) EXPECT_GT(gained_kg[0], gained_kg[part]) << part;
  EXPECT_LT(gained_kg[0], 1.6 * (gained_kg[1] + gained_kg[2] + gained_kg[3]));
  // The hormone brings its warning with it, wherever it is part of the plan.
  for (const std::size_t with_hormone : {0u, 3u})
    EXPECT_NE(json["scenarios"][with_hormone]["warnings"].dump().find("medical supervision"),
              std::string::npos);
}

TEST_F(Command, SimulateReplaysAStudy) {
  const std::string study = project_file("evidence/studies/wall-2014-leg-cast.yaml");
  const Outcome table = sarx("simulate " + study);
  ASSERT_EQ(table.status, 0) << table.err;
  EXPECT_NE(table.out.find("-22.90"), std::string::npos);
  EXPECT_NE(table.out.find("predicted"), std::string::npos);
  const nlohmann::json json = nlohmann::json::parse(sarx("simulate " + study + " --format json").out);
  EXPECT_EQ(json["arms"].size(), 2u);
  EXPECT_EQ(json["arms"][1]["rows"][2]["observed"], -22.9);
}

TEST_F(Command, SchemaIsJson) {
  const Outcome result = sarx("schema");
  EXPECT_EQ(result.status, 0);
  EXPECT_TRUE(nlohmann::json::accept(result.out));
}

TEST_F(Command, ExplainKnowsItsNamesAndTheNearest) {
  EXPECT_EQ(sarx("explain disuse").status, 0);
  EXPECT_EQ(sarx("explain bed_rest").status, 0);
  const Outcome unknown = sarx("explain bed_rst");
  EXPECT_EQ(unknown.status, 2);
  EXPECT_NE(unknown.err.find("did you mean bed_rest?"), std::string::npos) << unknown.err;
}

TEST_F(Command, PlaysOneLifeBySeed) {
  const std::string file = write("old.yaml", "subject: {age_years: 86, male_fraction: 0}\n");
  const std::string command = "simulate " + file + " --events sampled --days 5y --format json --seed 2";
  const Outcome first = sarx(command);
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(first.out, sarx(command).out);
  const nlohmann::json life = nlohmann::json::parse(first.out)["life"];
  ASSERT_TRUE(life.is_object());
  EXPECT_FALSE(life["events"].empty());
  for (const auto& event : life["events"])
    for (const char* key : {"day", "measure", "region", "side", "injurious", "text"})
      EXPECT_TRUE(event.contains(key)) << key;
  EXPECT_FALSE(
      nlohmann::json::parse(sarx("simulate " + file + " --draws 2 --format json").out).contains("life"));
}

TEST_F(Command, RefusesASampledLifeOfManyDrawsOrOfAGroup) {
  const std::string group = write("group.yaml", "subject: {age_years: 80, male_fraction: 0.5}\n");
  for (const std::string& arguments :
       {example("cast.yaml") + " --events sampled --draws 20", group + " --events sampled",
        example("cast.yaml") + " --events likely"}) {
    const Outcome result = sarx("simulate " + arguments);
    EXPECT_EQ(result.status, 2) << arguments;
    EXPECT_EQ(result.out, "") << arguments;
    EXPECT_NE(result.err, "") << arguments;
  }
}

TEST_F(Command, ShowsOnlyTheRisksAskedFor) {
  const Outcome result =
      sarx("simulate " + example("cast.yaml") + " --draws 2 --format csv --measure fracture --region hip");
  ASSERT_EQ(result.status, 0) << result.err;
  EXPECT_NE(result.out.find("\nfracture,hip,,,rate,"), std::string::npos);
  EXPECT_EQ(result.out.find("wrist"), std::string::npos);
  EXPECT_EQ(result.out.find("class"), std::string::npos);
}

TEST_F(Command, NobodyLivesPast120) {
  const std::string file = write("old.yaml", "subject: {age_years: 90, male_fraction: 0}\n");
  for (const std::string command : {"simulate ", "compare "}) {
    const Outcome refused = sarx(command + file + " --draws 2 -d '60 y'");
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.out, "");
    EXPECT_NE(refused.err.find("--days: "), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find("150 years old"), std::string::npos) << refused.err;
  }
  const std::string asking =
      write("asking.yaml", "subject: {age_years: 90, male_fraction: 0}\nreport: {days: [60 y]}\n");
  EXPECT_NE(sarx("check " + asking).err.find("asking.yaml:2:17: report.days"), std::string::npos)
      << sarx("check " + asking).err;
}

TEST_F(Command, MeasuresThatTheUsualReportDoesNotHoldAreGiven) {
  const std::string file =
      write("asking.yaml", cast_ + "report: {days: [14], measures: [fibre_csa, walk_time]}\n");
  const Outcome table = sarx("simulate " + file + " --draws 2");
  ASSERT_EQ(table.status, 0) << table.err;
  EXPECT_NE(table.out.find("Quadriceps fibre area (left)"), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("Walk time"), std::string::npos) << table.out;
  const Outcome csv = sarx("simulate " + file + " --draws 2 -f csv -m muscle_csa -r hamstrings");
  EXPECT_NE(csv.out.find("\nmuscle_csa,hamstrings,right,,level,cm2,14,"), std::string::npos) << csv.out;
  EXPECT_EQ(csv.out.find("fibre_csa"), std::string::npos);
  const Outcome unreadable = sarx("simulate " + file + " -m egfr");
  EXPECT_EQ(unreadable.status, 2);
  EXPECT_NE(unreadable.err.find("--measure: found 'egfr'"), std::string::npos) << unreadable.err;
  // Nothing to show is no table with a head alone.
  for (const char* format : {"csv", "json", "table"}) {
    const Outcome nothing = sarx("simulate " + file + " --draws 2 -m fat_mass -r hip -f " + format);
    EXPECT_EQ(nothing.status, 2) << format;
    EXPECT_EQ(nothing.out, "") << format;
    EXPECT_NE(nothing.err.find("found nothing of fat_mass in hip"), std::string::npos) << nothing.err;
  }
}

TEST_F(Command, CompareGivesEachScenarioItsOwnStart) {
  const std::string light =
      write("light.yaml", "subject: {age_years: 40, male_fraction: 1, weight_kg: 60}\n");
  const std::string heavy =
      write("heavy.yaml", "subject: {age_years: 40, male_fraction: 1, weight_kg: 90}\n");
  const auto line = [&](const std::string& files) {
    const std::string out = sarx("compare " + files + " --draws 1 --days 30 -m body_mass").out;
    const std::size_t at = out.find("  Body mass, kg");
    return at == std::string::npos ? out : out.substr(at, out.find('\n', at) - at);
  };
  const std::string differ = line(light + " " + heavy), same = line(light + " " + light);
  EXPECT_NE(differ.find("60.0"), std::string::npos) << differ;
  EXPECT_NE(differ.find("90.0"), std::string::npos) << differ;
  EXPECT_EQ(same.find("60.0"), same.rfind("60.0")) << same;
}

TEST_F(Command, OneDrawIsSingular) {
  const std::string file = write("cast.yaml", cast_);
  EXPECT_NE(sarx("simulate " + file + " --draws 1 --days 20").out.find("bands of 1 draw over"),
            std::string::npos);
}

}  // namespace
