// `sarx cohort` and `sarx trial` as a user, a full disk, a killer and a saboteur run them.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "command.h"

namespace {

namespace fs = std::filesystem;

using command_test::Outcome;

class PopulationCommand : public command_test::CommandTest {
 protected:
  /// Run a cohort and send it a signal after so many milliseconds; its wait status.
  int stop_after(const std::string& file, const std::string& out, const std::string& count, int milliseconds,
                 int signal) const {
    const std::string table = path(out);
    const pid_t child = fork();
    if (child == 0) {
      ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
      ::execl(SARX_BINARY, SARX_BINARY, "cohort", file.c_str(), "-o", table.c_str(), "--people",
              count.c_str(), static_cast<char*>(nullptr));
      _exit(127);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    kill(child, signal);
    int status = 0;
    waitpid(child, &status, 0);
    return status;
  }
  bool complete(const std::string& out) const { return fs::exists(path(out)); }
};

const std::string people =
    "population: adults\npeople: 300\nyears: 2\nseed: 3\noutput: {rows: people, every: 0.5 y}\n";

TEST_F(PopulationCommand, WritesTheSameBytesWhateverTheThreads) {
  const std::string file = write("cohort.yaml", people);
  for (const std::string ending : {"csv", "parquet"}) {
    const Outcome one = sarx("cohort " + file + " -o " + path("one." + ending) + " --threads 1");
    if (ending == "parquet" && one.err.find("without Parquet") != std::string::npos) continue;
    ASSERT_EQ(one.status, 0) << one.err;
    EXPECT_EQ(one.out, "");
    EXPECT_EQ(one.err.find('\r'), std::string::npos) << "progress where nobody sees it";
    ASSERT_EQ(sarx("cohort " + file + " -o " + path("two." + ending) + " --threads 3").status, 0);
    EXPECT_EQ(contents(path("one." + ending)), contents(path("two." + ending)));
  }
  // What the manifest says is the same too, and says what the table is.
  EXPECT_EQ(contents(path("one.csv.json")), contents(path("two.csv.json")));
  const auto about = nlohmann::json::parse(contents(path("one.csv.json")));
  EXPECT_EQ(about["seed"], 3);
  EXPECT_EQ(about["file"], people);
  EXPECT_TRUE(about.contains("version"));
  EXPECT_TRUE(about.contains("parameters"));
  for (const auto& column : about["columns"])
    EXPECT_EQ(column["unit"] == "kg", column["name"] == "body_mass" || column["name"] == "fat_mass" ||
                                          column["name"] == "lean_mass" || column["name"] == "muscle_mass" ||
                                          column["name"] == "appendicular_lean_mass" ||
                                          column["name"] == "grip_strength")
        << column;
}

TEST_F(PopulationCommand, AKilledRunLeavesNoTableAndGoesOn) {
  // Long enough to be killed in the middle: past the first checkpoint where the machine is slow, before it
  // where it is fast.
  const std::string file = write("cohort.yaml", people);
  const int status = stop_after(file, "killed.csv", "20000", 700, SIGKILL);
  EXPECT_FALSE(WIFSIGNALED(status) && complete("killed.csv"));
  // The same command, on fewer people so that the test is short, starts anew: it is other work.
  const Outcome again = sarx("cohort " + file + " -o " + path("killed.csv"));
  ASSERT_EQ(again.status, 0) << again.err;
  ASSERT_EQ(sarx("cohort " + file + " -o " + path("whole.csv")).status, 0);
  EXPECT_EQ(contents(path("killed.csv")), contents(path("whole.csv")));
  EXPECT_FALSE(complete("killed.csv.part"));
  EXPECT_FALSE(complete("killed.csv.writing"));
}

TEST_F(PopulationCommand, AnInterruptedRunGoesOnWhereItStopped) {
  const std::string file = write("cohort.yaml", people);
  const int status = stop_after(file, "a.csv", "3000", 400, SIGTERM);
  const bool interrupted = WIFEXITED(status) && WEXITSTATUS(status) == 130;
  EXPECT_TRUE(interrupted || WIFSIGNALED(status) || complete("a.csv"));
  EXPECT_FALSE(interrupted && complete("a.csv"));
  ASSERT_EQ(sarx("cohort " + file + " -o " + path("a.csv") + " --people 3000").status, 0);
  ASSERT_EQ(sarx("cohort " + file + " -o " + path("b.csv") + " --people 3000").status, 0);
  EXPECT_EQ(contents(path("a.csv")), contents(path("b.csv")));
}

TEST_F(PopulationCommand, AFullDiskLeavesNoTable) {
  const std::string file = write("cohort.yaml", people);
  // 8 blocks of 512 or 1024 bytes: less than the table takes.
  for (const std::string out : {"small.csv", "small.parquet"}) {
    const Outcome full = sarx_after("ulimit -f 8", "cohort " + file + " -o " + path(out));
    EXPECT_EQ(full.status, 2) << out << full.err;
    EXPECT_NE(full.err, "") << out;
    EXPECT_FALSE(complete(out)) << full.err;
  }
  EXPECT_EQ(sarx("cohort " + file + " -o " + path("small.csv")).status, 0);
}

TEST_F(PopulationCommand, WhatIsNoPlaceForATableIsRefusedAtOnce) {
  const std::string file = write("cohort.yaml", people);
  fs::create_directory(path("folder.csv"));
  for (const std::string& out :
       {path("folder.csv"), path("no/such/folder.csv"), path("table.txt"), std::string("/")}) {
    const Outcome refused = sarx("cohort " + file + " -o " + out + " --people 1000000000");
    EXPECT_EQ(refused.status, 2) << out;
    EXPECT_NE(refused.err, "") << out;
    EXPECT_EQ(refused.out, "") << out;
  }
}

TEST_F(PopulationCommand, HostileOptionsAreRefused) {
  const std::string cohort = write("cohort.yaml", people);
  const std::string trial = example("trial-testosterone.yaml");
  for (const char* options :
       {"--people 0", "--people -5", "--people nan", "--people 1e18", "--people 1.5", "--people x",
        "--years 0", "--years -1", "--years nan", "--years 1e9", "--years inf", "--seed -1", "--seed x",
        "--threads -1", "--threads 1e9", "--format json", "extra"}) {
    const Outcome refused = sarx("cohort " + cohort + " -o " + path("out.csv") + " " + options);
    EXPECT_EQ(refused.status, 2) << options;
    EXPECT_NE(refused.err, "") << options;
    EXPECT_FALSE(complete("out.csv")) << options;
    EXPECT_FALSE(complete("out.csv.part")) << options;
    fs::remove(path("out.csv"));
  }
  for (const char* options :
       {"--people 0", "--people nan", "--people 1e18", "--seed -1", "--format html", "--years 3"})
    EXPECT_EQ(sarx("trial " + trial + " " + options).status, 2) << options;
  EXPECT_EQ(sarx("cohort " + cohort).status, 2);
  EXPECT_EQ(sarx("cohort " + path("nowhere.yaml") + " -o " + path("out.csv")).status, 2);
  EXPECT_EQ(sarx("cohort " + folder_.string() + " -o " + path("out.csv")).status, 2);
}

TEST_F(PopulationCommand, HostileFilesAreRefusedWithTheirPlace) {
  struct Case {
    std::string text, place;  ///< line:column
  };
  const std::string adults = "population: adults\n";
  const std::vector<Case> cases{
      {"", "1:1"},
      {"- 1\n", "1:1"},
      {"\xFF\xFE", "1:1"},
      {adults + "people: .nan\n", "2:9"},
      {adults + "people: -1\n", "2:9"},
      {adults + "people: 1e18\n", "2:9"},
      {adults + "people: [1]\n", "2:9"},
      {adults + "people: \"10\"\n", "2:9"},
      {adults + "years: .inf\n", "2:8"},
      {adults + "years: 1e9\n", "2:8"},
      {adults + "years: 0\n", "2:8"},
      {adults + "seed: -3\n", "2:7"},
      {adults + "seed: 1.5\n", "2:7"},
      {adults + "polices: {}\n", "2:1"},
      {adults + "policies: 3\n", "2:11"},
      {adults + "policies: {}\n", "2:11"},
      {adults + "policies: {a: 3}\n", "2:15"},
      {adults + "policies: {a: [{bed_rst: {}, from: 0 d}]}\n", "2:17"},
      {adults + "output: 3\n", "2:9"},
      {adults + "output: {evry: 1 y}\n", "2:10"},
      {adults + "output: {every: 0 d}\n", "2:17"},
      {adults + "output: {every: -1 y}\n", "2:17"},
      {adults + "output: {every: 3}\n", "2:17"},
      {adults + "output: {every: 1 y, days: [3]}\n", "2:28"},
      {adults + "output: {days: []}\n", "2:16"},
      {adults + "output: {days: [.nan]}\n", "2:17"},
      {adults + "output: {days: [1e9]}\n", "2:17"},
      {adults + "output: {rows: persons}\n", "2:16"},
      {adults + "output: {measures: grip}\n", "2:20"},
      {adults + "output: {measures: [grip_strenth]}\n", "2:21"},
      {adults + "output: {measures: [{measure: strength, region: nose}]}\n", "2:49"},
      {adults + "output: {measures: [{measure: strength, region: leg, side: middle}]}\n", "2:60"},
      {adults + "output: {measures: [{measure: strength, method: [x]}]}\n", "2:49"},
      {"population: 3\n", "1:13"},
      {"population: {table: }\n", "1:1"},
      {"population: {table: nowhere.csv}\n", "1:21"},
      {"population: {tabel: people.csv}\n", "1:14"},
      {"population: {subject: {age_years: {normal: [70]}, male_fraction: 1}}\n", "1:44"},
      {"population: {subject: {age_years: {normal: [70, -5]}, male_fraction: 1}}\n", "1:44"},
      {"population: {subject: {age_years: {normal: [.nan, 5]}, male_fraction: 1}}\n", "1:45"},
      {"population: {subject: {age_yeers: 70, male_fraction: 1}}\n", "1:24"},
      {"population: {subject: {age_years: {choice: []}, male_fraction: 1}}\n", "1:44"},
  };
  for (const Case& c : cases) {
    fs::remove(path("out.csv"));
    const std::string file = write("cohort.yaml", c.text);
    const Outcome refused = sarx_after("ulimit -t 20", "cohort " + file + " -o " + path("out.csv"));
    EXPECT_EQ(refused.status, 2) << c.text << refused.err;
    EXPECT_EQ(refused.err.rfind(file + ":", 0), 0u) << c.text << refused.err;
    EXPECT_TRUE(c.place == "1:1" || refused.err.find(file + ":" + c.place + ": ") != std::string::npos)
        << c.text << refused.err;
    EXPECT_EQ(refused.out, "") << c.text;
    EXPECT_FALSE(complete("out.csv")) << c.text;
  }
}

TEST_F(PopulationCommand, HostileTrialsAreRefusedWithTheirPlace) {
  const std::string head =
      "population: adults\nvisits: [4 wk]\narms: {a: , b: }\nendpoint: {measure: grip_strength}\n";
  ASSERT_EQ(
      sarx("trial " + write("trial.yaml", head + "pool: 20\npeople: 8\nreplicates: 2\nsample_sizes: [8]\n"))
          .status,
      0);
  struct Case {
    std::string line, place;
  };
  const std::vector<Case> cases{{"people: 1e18", "5:9"},
                                {"people: .nan", "5:9"},
                                {"people: -4", "5:9"},
                                {"pool: 1e12", "5:7"},
                                {"replicates: 0", "5:13"},
                                {"replicates: 1e9", "5:13"},
                                {"power: 2", "5:8"},
                                {"dropout_per_year: -1", "5:19"},
                                {"adherence: 2", "5:12"},
                                {"adherence: {mean: .nan}", "5:19"},
                                {"adherence: {men: 1}", "5:13"},
                                {"allocation: {c: 1}", "5:14"},
                                {"allocation: {a: 0}", "5:17"},
                                {"allocation: 3", "5:13"},
                                {"sample_sizes: [2]", "5:16"},
                                {"sample_sizes: 4", "5:15"},
                                {"eligibility: [{measure: sppb}]", "5:15"},
                                {"eligibility: [{measure: spbb, minimum: 1}]", "5:15"},
                                {"eligibility: 3", "5:14"},
                                {"alocation: {a: 1}", "5:1"}};
  for (const Case& c : cases) {
    const std::string file = write("trial.yaml", head + c.line + "\n");
    const Outcome refused = sarx_after("ulimit -t 20", "trial " + file);
    EXPECT_EQ(refused.status, 2) << c.line << refused.err;
    EXPECT_NE(refused.err.find(file + ":" + c.place + ": "), std::string::npos) << c.line << "\n"
                                                                                << refused.err;
    EXPECT_EQ(refused.out, "") << c.line;
  }
  // Sizes that each are allowed, but not together.
  std::string visits = "visits: [";
  for (int week = 1; week < 90; ++week) visits += (week > 1 ? ", " : "") + std::to_string(week) + " wk";
  const std::string file =
      write("trial.yaml", "population: adults\n" + visits +
                              "]\narms: {a: , b: }\nendpoint: {measure: grip_strength}\npool: 1000000\n");
  const Outcome large = sarx_after("ulimit -t 20", "trial " + file);
  EXPECT_EQ(large.status, 2);
  EXPECT_NE(large.err.find(file + ":5:7: pool"), std::string::npos) << large.err;
}

TEST_F(PopulationCommand, TooLargeASummaryIsRefused) {
  std::string text = "population: adults\nyears: 100\npolicies:\n";
  for (int i = 0; i < 50; ++i) text += "  p" + std::to_string(i) + ":\n";
  const std::string file = write("cohort.yaml", text + "output: {every: 1 mo, rows: summary}\n");
  const Outcome refused = sarx("cohort " + file + " -o " + path("out.csv"));
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.err.find("50 policies x"), std::string::npos) << refused.err;
}

TEST_F(PopulationCommand, ParquetTablesComeInAndCarryUnitsOut) {
  const std::string python = std::string(SARX_SOURCE_DIR) + "/.venv/bin/python";
  if (!fs::exists(python)) GTEST_SKIP() << "no pyarrow";
  const std::string script = write("look.py", R"(
import json, sys
import pyarrow as pa, pyarrow.parquet as pq
if sys.argv[1] == 'make':
    pq.write_table(pa.table({'age_years': pa.array([70, 81, None, 200], pa.int32()), 'male_fraction': [1.0, 0.0, 0.0, 1.0],
                             'living': pa.array(['community', 'community', 'community', 'community']).dictionary_encode()}), sys.argv[2])
else:
    schema = pq.read_schema(sys.argv[2])
    assert schema.field('body_mass').metadata[b'unit'] == b'kg', schema
    about = json.loads(schema.metadata[b'sarx'])
    assert about['seed'] == 1 and about['skipped'] >= 1 and 'version' in about and 'file' in about, about
    print(pq.read_table(sys.argv[2]).num_rows)
)");
  const auto run = [&](const std::string& arguments) {
    return std::system(
        ("'" + python + "' " + script + " " + arguments + " >" + path("rows") + " 2>" + path("why")).c_str());
  };
  if (run("make " + path("people.parquet")) != 0) GTEST_SKIP() << contents(path("why"));
  const std::string file =
      write("cohort.yaml", "population: {table: people.parquet}\nyears: 1\noutput: {rows: people}\n");
  const Outcome made = sarx("cohort " + file + " -o " + path("out.parquet"));
  if (made.err.find("without Parquet") != std::string::npos) GTEST_SKIP() << made.err;
  ASSERT_EQ(made.status, 0) << made.err;
  EXPECT_NE(made.err.find("people.parquet:4:1"), std::string::npos) << made.err;
  ASSERT_EQ(run("look " + path("out.parquet")), 0) << contents(path("why"));
}

}  // namespace
