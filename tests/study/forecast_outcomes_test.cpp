// Outcomes along a forecast: named as in FORMAT.md, of sane size at all ages, worse for the weaker and older,
// and centiles among peers.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sarx/study/forecast.h"

namespace sarx {
namespace {

Report run(const std::string& subject, const std::string& timeline = "[]", double days = 365,
           DisabilityModel disability = DisabilityModel::function) {
  ScenarioResult result = read_scenario_text(
      fmt::format("name: test\nsubject: {}\ntimeline: {}\n", subject, timeline), "test.yaml");
  EXPECT_TRUE(result.scenario) << result.faults.text();
  ForecastOptions options;
  options.draws = 8;
  options.horizon_days = days;
  options.density = ReportDensity::coarse;
  options.disability = disability;
  return forecast(*result.scenario, options);
}

const Series& of(const Report& report, std::string_view measure, std::string_view kind = "level",
                 std::string_view region = "", std::string_view method = "") {
  for (const Series& s : report.series)
    if (s.measure == measure && s.kind == kind && s.region == region &&
        (method.empty() || s.method == method))
      return s;
  throw std::runtime_error(fmt::format("no series {} {} {}", measure, kind, region));
}

TEST(ForecastOutcomes, AreAllThereAsNamed) {
  const Report report = run("{age_years: 74, male_fraction: 0}");
  for (const char* measure : {"gait_speed", "chair_stand_time", "chair_stands_30s", "timed_up_and_go", "sppb",
                              "six_minute_walk", "grip_strength", "power", "vo2max", "resting_metabolic_rate",
                              "energy_expenditure", "insulin_sensitivity", "homa_ir"})
    EXPECT_GT(of(report, measure).median.front(), 0) << measure;
  EXPECT_GT(of(report, "power", "level", "", "stairs").median.front(), 0);
  EXPECT_GT(of(report, "bone_mineral_density", "level", "hip").median.front(), 0);
  for (const char* measure :
       {"falls", "disability", "mobility_disability", "hospitalisation", "mortality", "diabetes"}) {
    EXPECT_GT(of(report, measure, "rate").median.front(), 0) << measure;
    EXPECT_EQ(of(report, measure, "cumulative").median.front(), 0) << measure;
    EXPECT_GT(of(report, measure, "cumulative").median.back(), 0) << measure;
  }
  for (const char* region : {"hip", "wrist", "spine", "humerus", ""}) {
    EXPECT_GT(of(report, "fracture", "rate", region).median.front(), 0) << region;
    EXPECT_GT(of(report, "fracture", "cumulative", region).median.back(), 0) << region;
  }
}

// The chance since day 0 never falls, and belongs to the rates.
TEST(ForecastOutcomes, ChancesGrowWithTheirRates) {
  const Report report = run("{age_years: 80, male_fraction: 1}");
  for (std::size_t i = 0; i + 1 < report.series.size(); ++i) {
    const Series &rate = report.series[i], &chance = report.series[i + 1];
    if (rate.kind != "rate") continue;
    EXPECT_TRUE(std::is_sorted(chance.median.begin(), chance.median.end())) << rate.measure;
    EXPECT_LE(chance.median.back(), 100);
    const double most = *std::max_element(rate.median.begin(), rate.median.end());
    EXPECT_LE(chance.median.back(), 100 * (1 - std::exp(-1.05 * most))) << rate.measure << rate.region;
  }
}

TEST(ForecastOutcomes, TheWeakerAndTheOlderAreWorseOffAtEveryAge) {
  for (const int male : {0, 1}) {
    double before = 0;
    for (const int age : {20, 35, 50, 65, 80, 95}) {
      const auto person = [&](double grip, double knee, double gait) {
        return run(
            fmt::format(
                "{{age_years: {}, male_fraction: {}, weight_kg: 70, height_cm: 168}}\n"
                "measurements: [{{measure: grip_strength, value: {}}}, {{measure: strength, region: "
                "quadriceps, method: isometric, value: {}, unit: N m}}, {{measure: gait_speed, value: {}}}]",
                age, male, grip, knee, gait),
            "[]", 30);
      };
      const Report weak = person(12, 45, 0.6), strong = person(48, 230, 1.6);
      const Report plain = run(fmt::format("{{age_years: {}, male_fraction: {}}}", age, male), "[]", 30);
      for (const char* measure :
           {"falls", "disability", "mobility_disability", "hospitalisation", "mortality"}) {
        const double w = of(weak, measure, "rate").median.front(),
                     s = of(strong, measure, "rate").median.front(),
                     p = of(plain, measure, "rate").median.front();
        EXPECT_GT(w, s) << measure << " at " << age;
        EXPECT_TRUE(std::isfinite(w) && w > 0 && w < 12) << measure << " " << w << " at " << age;
        EXPECT_TRUE(p > 1e-5 && p < 3) << measure << " " << p << " at " << age;
      }
      EXPECT_GT(of(weak, "fracture", "rate", "hip").median.front(),
                of(strong, "fracture", "rate", "hip").median.front());
      const double hip = of(plain, "fracture", "rate", "hip").median.front();
      EXPECT_GT(hip, before) << age;
      before = hip;
      EXPECT_GT(of(strong, "sppb").median.front(), of(weak, "sppb").median.front());
    }
  }
}

// Walking after a broken hip comes from the leg that is weak and hurts, not from the word.
TEST(ForecastOutcomes, ABrokenHipTakesTheWalkAndGivesMostOfItBack) {
  const Report report = run("{age_years: 80, male_fraction: 0}",
                            "[{surgery: {kind: hip-fracture, side: right}, from_day: 0}]", 365);
  const Series& gait = of(report, "gait_speed");
  const auto at = [&](double day) {
    const auto i = std::lower_bound(report.days.begin(), report.days.end(), day) - report.days.begin();
    return gait.median[static_cast<std::size_t>(i)] / gait.median.front();
  };
  EXPECT_LT(at(14), 0.75);
  EXPECT_LT(at(42), 0.87);
  EXPECT_GT(at(364), at(42) + 0.04);
  EXPECT_GT(at(364), 0.5);
  EXPECT_GT(of(report, "falls", "rate").median[2], of(report, "falls", "rate").median.front());
}

TEST(ForecastOutcomes, LyingInBedLowersExpenditureAndHarmsInsulin) {
  const Report report =
      run("{age_years: 30, male_fraction: 1}", "[{bed_rest: {}, from_day: 0, to_day: 30}]", 30);
  const Report usual = run("{age_years: 30, male_fraction: 1}", "[]", 30);
  EXPECT_LT(of(report, "energy_expenditure").median[1], 0.97 * of(usual, "energy_expenditure").median[1]);
  EXPECT_LT(of(report, "insulin_sensitivity").median.back(),
            0.9 * of(report, "insulin_sensitivity").median.front());
  EXPECT_GT(of(report, "homa_ir").median.back(), of(report, "homa_ir").median.front());
  EXPECT_LT(of(report, "bone_mineral_density", "level", "hip").median.back(),
            of(report, "bone_mineral_density", "level", "hip").median.front());
}

TEST(ForecastOutcomes, DisabilityFollowsTheChosenCoefficients) {
  const std::string weak =
      "{age_years: 80, male_fraction: 0}\nmeasurements: [{measure: sppb, value: 5}, {measure: gait_speed, "
      "value: 0.55}]";
  const double by_function = of(run(weak, "[]", 30), "disability", "rate").median.front();
  const double by_mass =
      of(run(weak, "[]", 30, DisabilityModel::muscle_mass), "disability", "rate").median.front();
  EXPECT_GT(by_function, 1.3 * by_mass);
}

TEST(ForecastOutcomes, CentilesAreThoseOfAgeAndSex) {
  const Report report = run(
      "{age_years: 74, male_fraction: 0}\nmeasurements: [{measure: grip_strength, value: 22}]", "[]", 3653);
  ASSERT_EQ(report.centiles.size(), 5U);
  const Series& grip = report.centiles.front();
  EXPECT_EQ(grip.measure, "grip_strength");
  EXPECT_EQ(grip.kind, "centile");
  EXPECT_GT(grip.median.front(), 15);
  EXPECT_LT(grip.median.front(), 80);
  for (const Series& s : report.centiles) {
    EXPECT_EQ(s.median.size(), report.days.size());
    for (std::size_t d = 0; d < s.median.size(); ++d) {
      EXPECT_LE(s.lo[d], s.median[d]);
      EXPECT_LE(s.median[d], s.hi[d]);
      EXPECT_TRUE(s.lo[d] >= 0 && s.hi[d] <= 100) << s.measure;
    }
  }
}

}  // namespace
}  // namespace sarx
