#include "sarx/study/cohort.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "sarx/engine/simulate.h"
#include "sarx/outcome/risk.h"
#include "sarx/person/subject.h"
#include "sarx/study/cohort_life.h"
#include "sarx/study/cohort_summary.h"

namespace sarx {
namespace {

namespace fs = std::filesystem;

class CohortTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              ("sarx_cohort_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "_" +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string contents(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }
  static Cohort read(const std::string& text) {
    Faults faults("cohort.yaml");
    auto cohort = read_cohort_text(text, "cohort.yaml", {}, faults);
    EXPECT_TRUE(cohort) << faults.text();
    return std::move(*cohort);
  }
  static std::string faults_of(const std::string& text) {
    Faults faults("cohort.yaml");
    EXPECT_FALSE(read_cohort_text(text, "cohort.yaml", {}, faults));
    return faults.text();
  }

  fs::path folder_;
};

const std::string old_people = R"(population:
  subject: {age_years: {uniform: [70, 90]}, male_fraction: 0.5}
people: 60
years: 3
seed: 5
policies:
  usual:
  training:
    - resistance_training: {sessions_per_week: 2}
      from: 0 d
output: {every: 1 y, rows: people}
)";

TEST_F(CohortTest, BytesDoNotDependOnThreadsBlocksOrInstructions) {
  const Cohort cohort = read(old_people);
  CohortRunOptions one;
  one.threads = 1;
  const auto result = run_cohort(cohort, path("one.csv"), one);
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(result.people, 60u);
  CohortRunOptions other;
  other.threads = 3;
  other.people_a_block = 7;
  other.instructions = InstructionSet::baseline;
  run_cohort(cohort, path("other.csv"), other);
  EXPECT_EQ(contents(path("one.csv")), contents(path("other.csv")));
  EXPECT_EQ(contents(path("one.csv.json")), contents(path("other.csv.json")));
  EXPECT_FALSE(fs::exists(path("one.csv.part")));
  EXPECT_FALSE(fs::exists(path("one.csv.part.json")));
}

TEST_F(CohortTest, AnInterruptedRunGoesOn) {
  for (const std::string rows : {"people", "summary"}) {
    std::string text = old_people;
    text.replace(text.find("rows: people"), 12, "rows: " + rows);
    const Cohort cohort = read(text);
    CohortRunOptions options;
    options.threads = 2;
    options.people_a_block = 8;
    run_cohort(cohort, path("whole.csv"), options);
    int blocks = 0;
    options.stop = [&] { return ++blocks == 3; };
    const auto stopped = run_cohort(cohort, path(rows + "_resumed.csv"), options);
    EXPECT_FALSE(stopped.complete);
    EXPECT_LT(stopped.people, 60u);
    EXPECT_FALSE(fs::exists(path(rows + "_resumed.csv")));
    options.stop = nullptr;
    const auto resumed = run_cohort(cohort, path(rows + "_resumed.csv"), options);
    EXPECT_TRUE(resumed.complete);
    EXPECT_EQ(resumed.resumed_from, stopped.people);
    EXPECT_GT(resumed.resumed_from, 0u);
    EXPECT_EQ(contents(path("whole.csv")), contents(path(rows + "_resumed.csv"))) << rows;
  }
}

TEST_F(CohortTest, WorkOfAnotherCohortIsNotResumed) {
  CohortRunOptions options;
  options.threads = 1;
  options.people_a_block = 8;
  int blocks = 0;
  options.stop = [&] { return ++blocks == 2; };
  run_cohort(read(old_people), path("a.csv"), options);
  options.stop = nullptr;
  std::string other = old_people;
  other.replace(other.find("seed: 5"), 7, "seed: 6");
  const auto result = run_cohort(read(other), path("a.csv"), options);
  EXPECT_EQ(result.resumed_from, 0u);
  run_cohort(read(other), path("b.csv"), options);
  EXPECT_EQ(contents(path("a.csv")), contents(path("b.csv")));
}

TEST_F(CohortTest, BadPeopleAreCountedAndSkipped) {
  std::ofstream(path("people.csv"))
      << "age_years,male_fraction,height_cm\n70,0,160\n171,0,160\n80,1,\n80,1,x\n75,0\n";
  Faults faults("cohort.yaml");
  const auto cohort = read_cohort_text("population: {table: people.csv}\nyears: 1\noutput: {rows: people}\n",
                                       path("cohort.yaml"), {}, faults);
  ASSERT_TRUE(cohort) << faults.text();
  EXPECT_EQ(cohort->people, 5u);
  const auto result = run_cohort(*cohort, path("out.csv"), {});
  EXPECT_EQ(result.skipped, 3u);
  ASSERT_EQ(result.first_skipped.size(), 3u);
  EXPECT_NE(result.first_skipped[0].find("people.csv:3:1"), std::string::npos) << result.first_skipped[0];
  EXPECT_NE(result.first_skipped[1].find("people.csv:5:6"), std::string::npos) << result.first_skipped[1];
  const std::string table = contents(path("out.csv"));
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 1 + 2 * 2);
  const auto about = nlohmann::json::parse(contents(path("out.csv.json")));
  EXPECT_EQ(about["skipped"], 3);
  EXPECT_EQ(about["seed"], 1);
}

TEST_F(CohortTest, TheSamePeopleHaveTheSameStartUnderEveryPolicy) {
  const Cohort cohort = read(old_people);
  run_cohort(cohort, path("out.csv"), {});
  std::ifstream in(path("out.csv"));
  std::string line;
  std::getline(in, line);
  std::map<std::string, std::string> first;
  int compared = 0;
  while (std::getline(in, line)) {
    std::stringstream cells(line);
    std::string person, policy, day, rest;
    std::getline(cells, person, ',');
    std::getline(cells, policy, ',');
    std::getline(cells, day, ',');
    std::getline(cells, rest);
    if (day != "0") continue;
    if (policy == "usual") {
      first[person] = rest;
    } else {
      EXPECT_EQ(first[person], rest);
      ++compared;
    }
  }
  EXPECT_EQ(compared, 60);
}

TEST_F(CohortTest, AFullDiskLeavesNothingThatLooksComplete) {
  if (!fs::exists("/dev/full")) GTEST_SKIP();
  fs::create_symlink("/dev/full", path("out.csv.writing"));
  EXPECT_THROW(run_cohort(read(old_people), path("out.csv"), {}), TableError);
  EXPECT_FALSE(fs::exists(path("out.csv")));
}

TEST_F(CohortTest, FaultsSayWhere) {
  EXPECT_NE(faults_of("people: 10\n").find("population: found nothing"), std::string::npos);
  EXPECT_NE(faults_of("population: adult\n").find("cohort.yaml:1:13: population: found"), std::string::npos);
  const std::string spelled = faults_of("population: adults\npoeple: 10\n");
  EXPECT_NE(spelled.find("cohort.yaml:2:1"), std::string::npos) << spelled;
  EXPECT_NE(spelled.find("people"), std::string::npos);
  EXPECT_NE(faults_of("population: adults\npeople: 1e300\n").find("cohort.yaml:2:9"), std::string::npos);
  EXPECT_NE(faults_of("population: adults\npeople: 1.5\n").find("whole number"), std::string::npos);
  EXPECT_NE(faults_of("population: {subject: {age_years: {norml: [70, 5]}, male_fraction: 1}}\n")
                .find("did you mean"),
            std::string::npos);
  EXPECT_NE(faults_of("population: {subject: {age_years: {uniform: [80, 70]}, male_fraction: 1}}\n")
                .find("lower bound"),
            std::string::npos);
  EXPECT_NE(faults_of("population: {table: nowhere.csv}\n").find("nowhere.csv"), std::string::npos);
  EXPECT_NE(faults_of("population: adults\noutput: {measures: [grip]}\n").find("grip"), std::string::npos);
  EXPECT_NE(faults_of("population: adults\noutput: {every: 3}\n").find("output.every"), std::string::npos);
}

TEST(CohortLife, FollowsItsTimelineAsThePlainPathDoes) {
  Individual individual;
  individual.person.muscle_mass_kg.fill(1);
  Timeline policy;
  policy.items.push_back({BedRest{}, 30, 44, {}});
  const std::vector<double> days{0, 10, 44, 200};
  CohortLifeOptions options;
  options.chance = false;
  options.longest_step_days = 7;
  const auto parameters = Parameters<double>::best();
  std::vector<State<double>> states(days.size());
  CohortLife life(individual, policy, parameters, days, 1, options,
                  [&](std::size_t day, const Body<double>& body) { states[day] = body.now; });
  Life* next = &life;
  const auto lanes = make_lane_block();
  live([&] { return std::exchange(next, nullptr); }, *lanes);
  const auto expected =
      simulate<double>(individual.person, policy, parameters, days, {.step_days = 1, .longest_step_days = 7});
  for (std::size_t d = 0; d < days.size(); ++d)
    for (std::size_t i = 0; i < state_count; ++i)
      EXPECT_NEAR(states[d].values[i], expected.states[d].values[i],
                  1e-9 * std::max(1.0, std::abs(expected.states[d].values[i])))
          << "day " << days[d] << ", state " << i;
}

/// Lives of one kind of person, without policy.
std::vector<Happenings> lives_of(double age_years, std::size_t count, double years) {
  const auto parameters = Parameters<double>::best();
  const std::vector<double> days{0, years * 365.25};
  std::vector<Individual> people(count);
  Subject subject;
  subject.age_years = age_years;
  subject.male_fraction = 0;
  const Person person = complete_person(subject, false, {}, nullptr);
  for (std::size_t i = 0; i < count; ++i) {
    people[i].number = i;
    people[i].person = person;
  }
  std::vector<std::unique_ptr<CohortLife>> lives;
  const auto lanes = make_lane_block();
  live(
      [&]() -> Life* {
        if (lives.size() == count) return nullptr;
        lives.push_back(std::make_unique<CohortLife>(people[lives.size()], Timeline{}, parameters, days, 3,
                                                     CohortLifeOptions{},
                                                     [](std::size_t, const Body<double>&) {}));
        return lives.back().get();
      },
      *lanes);
  std::vector<Happenings> all;
  for (const auto& life : lives) all.push_back(life->happenings());
  return all;
}

TEST(CohortLife, EventsComeAtTheRatesOfTheBody) {
  // In a short time the rates of day 0 hold: counts are Poisson around rate x time.
  const double years = 0.25;
  const std::size_t count = 3000;
  const auto all = lives_of(85, count, years);
  Subject subject;
  subject.age_years = 85;
  subject.male_fraction = 0;
  const Person person = complete_person(subject, false, {}, nullptr);
  const auto parameters = Parameters<double>::best();
  const auto start = simulate<double>(person, {}, parameters, {0.0});
  const RiskRates rates = risk_rates(Body<double>{person, parameters, start.states[0], start.states[0]});
  double falls = 0, hips = 0, stays = 0, deaths = 0;
  for (const Happenings& h : all) {
    falls += h.falls;
    hips += h.hip_fractures;
    stays += h.hospital_stays;
    deaths += h.alive() ? 0 : 1;
  }
  const double exposed = static_cast<double>(count) * years;
  const auto near = [&](double found, Risk risk, double overdispersion) {
    const double expected = rates[index(risk)] * exposed;
    EXPECT_NEAR(found, expected, 4 * std::sqrt(expected * overdispersion) + 0.06 * expected)
        << static_cast<int>(risk);
  };
  const double expected_falls_each = rates[index(Risk::falls)] * years;
  near(falls, Risk::falls, 1 + expected_falls_each / parameters.fall_clustering());
  near(hips, Risk::fracture_hip, 1);
  near(stays, Risk::hospitalisation, 1);
  near(deaths, Risk::mortality, 1);
}

TEST(CohortLife, ABrokenHipCostsMuscle) {
  Individual individual;
  Subject subject;
  subject.age_years = 80;
  subject.male_fraction = 0;
  individual.person = complete_person(subject, false, {}, nullptr);
  const auto parameters = Parameters<double>::best();
  const std::vector<double> days{0, 60};
  Timeline broken;
  double steps = individual.person.steps_per_day;
  insert_consequences(Mishap::hip_fracture, 30, true, steps, parameters, broken);
  EXPECT_LT(steps, individual.person.steps_per_day);
  const auto muscle = [&](const Timeline& timeline) {
    const auto course = simulate<double>(individual.person, timeline, parameters, days);
    return Body<double>{individual.person, parameters, course.states[0], course.states[1]}.total_muscle_kg();
  };
  EXPECT_LT(muscle(broken), 0.99 * muscle({}));
}

TEST(CohortSummary, MatchesExactStatistics) {
  StreamStatistics statistics;
  double sum = 0, squares = 0;
  for (int i = 1; i <= 1000; ++i) {
    const double x = 40 + 0.05 * i;
    statistics.add(x);
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(statistics.mean(), sum / 1000, 1e-9);
  EXPECT_NEAR(statistics.sd(), std::sqrt((squares - sum * sum / 1000) / 999), 1e-6);
  EXPECT_NEAR(statistics.quantile(0.05), 42.5, 0.005 * 42.5);
  EXPECT_NEAR(statistics.quantile(0.5), 65, 0.005 * 65);
  EXPECT_NEAR(statistics.quantile(0.95), 87.5, 0.005 * 87.5);
  std::string bytes;
  statistics.save(bytes);
  StreamStatistics copy;
  std::string_view view = bytes;
  ASSERT_TRUE(copy.load(view));
  EXPECT_EQ(copy.quantile(0.3), statistics.quantile(0.3));
  view = std::string_view(bytes).substr(0, bytes.size() - 1);
  EXPECT_FALSE(copy.load(view));
}

TEST(CohortSummary, AGroupOfNobodyIsSavedAndLoaded) {
  std::string bytes;
  StreamStatistics().save(bytes);
  StreamStatistics copy;
  std::string_view view = bytes;
  ASSERT_TRUE(copy.load(view));
  EXPECT_TRUE(view.empty());
  EXPECT_EQ(copy.count(), 0u);
  EXPECT_TRUE(std::isnan(copy.mean()));
}

TEST(CohortSummary, KeepsWholeNumbersAndSigns) {
  StreamStatistics statistics;
  for (const double x : {-3.0, -1.0, 0.0, 0.0, 1.0, 2.0, 11.0}) statistics.add(x);
  EXPECT_EQ(statistics.quantile(0.01), -3);
  EXPECT_EQ(statistics.quantile(0.5), 0);
  EXPECT_EQ(statistics.quantile(1), 11);
}

}  // namespace
}  // namespace sarx
