#include "sarx/study/cohort_population.h"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "sarx/parameters.h"
#include "sarx/person/age_curve.h"
#include "sarx/person/reference.h"

namespace sarx {
namespace {

std::string reference(const std::string& name) {
  return std::string(SARX_SOURCE_DIR) + "/reference/" + name;
}

/// The built-in population, drawn once.
const std::vector<Individual>& adults() {
  static const std::vector<Individual> people = [] {
    Faults faults("population.yaml");
    const auto root = parse_document("population: adults\n", faults);
    const auto source = read_population(*root->find("population"), "", 11, faults);
    std::vector<Individual> drawn;
    for (std::uint64_t number = 0; number < 8000; ++number) drawn.push_back(*source->draw(number, faults));
    EXPECT_TRUE(faults.empty()) << faults.text();
    return drawn;
  }();
  return people;
}

using Value = std::function<double(const Person&)>;

struct Group {
  double n = 0, mean = 0, sd = 0;
};
Group group(bool male, double from_age, double to_age, const Value& value) {
  std::vector<double> values;
  for (const Individual& one : adults())
    if (one.person.male == male && one.person.age_years >= from_age && one.person.age_years < to_age)
      values.push_back(value(one.person));
  Group g;
  g.n = static_cast<double>(values.size());
  for (const double v : values) g.mean += v / g.n;
  for (const double v : values) g.sd += (v - g.mean) * (v - g.mean) / (g.n - 1);
  g.sd = std::sqrt(g.sd);
  return g;
}

double correlation(bool male, const Value& a, const Value& b) {
  const auto of = [&](const Value& value) { return group(male, 30, 60, value); };
  const Group x = of(a), y = of(b);
  double sum = 0;
  for (const Individual& one : adults())
    if (one.person.male == male && one.person.age_years >= 30 && one.person.age_years < 60)
      sum += (a(one.person) - x.mean) * (b(one.person) - y.mean);
  return sum / (x.n - 1) / x.sd / y.sd;
}

double lean(const Person& p) {
  return p.appendicular_lean_mass_kg;
}
double grip(const Person& p) {
  return p.grip_strength_kg;
}
double gait(const Person& p) {
  return p.gait_speed_m_s;
}
double height(const Person& p) {
  return p.height_m;
}
double mass(const Person& p) {
  return p.body_mass_kg;
}
double fat_percent(const Person& p) {
  return 100 * p.fat_mass_kg / p.body_mass_kg;
}
double steps(const Person& p) {
  return p.steps_per_day;
}

TEST(Adults, GripIsThatOfTheTable) {
  // Massy-Westropp 2011, dominant hand; its last group, 70 and over, has a mean age near 77, as people of 70
  // to 84 have here.
  for (const auto& row : YAML::LoadFile(reference("massywestropp-2011-grip.yaml"))["table"]) {
    const double from = row["age_range"][0].as<double>();
    const double to = std::min(85.0, row["age_range"][1].as<double>() + 1);
    const Group g = group(row["sex"].as<std::string>() == "male", from, to, grip);
    EXPECT_NEAR(g.mean, row["dominant_kg"].as<double>(), 0.08 * g.mean) << from;
    EXPECT_NEAR(g.sd, row["dominant_sd"].as<double>(), 0.4 * g.sd) << from;
  }
}

TEST(Adults, PaceIsThatOfTheTable) {
  // Bohannon and Andrews 2011 measured the healthy; the old of the population are older in their last group.
  for (const auto& row : YAML::LoadFile(reference("bohannon-2011-gait-speed.yaml"))["table"]) {
    const double from = row["age_range"][0].as<double>(), to = row["age_range"][1].as<double>() + 1;
    const Group g = group(row["sex"].as<std::string>() == "male", from, to, gait);
    EXPECT_NEAR(g.mean, row["gait_speed_m_s"].as<double>(), 0.07) << from;
  }
}

TEST(Adults, LeanMassIsThatOfPeersOfTheSameHeight) {
  // Centiles of appendicular lean mass by sex, age and height (NHANES 1999-2006). The built-in population is
  // lighter than that of the United States: its middle stands near the 33rd centile of people as tall, and
  // few stand in the heavy tail. These bounds hold it there; docs/cohort.md says so.
  std::map<std::tuple<bool, int, int>, std::vector<double>> centiles;
  std::ifstream file(reference("alm-by-age-height-nhanes.csv"));
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::string sex, cell;
    std::getline(cells, sex, ',');
    std::vector<double> numbers;
    while (std::getline(cells, cell, ',')) numbers.push_back(std::stod(cell));
    const std::vector<double> rest(numbers.begin() + 2, numbers.end());
    centiles[{sex == "Male", static_cast<int>(numbers[0]), static_cast<int>(numbers[1])}] = rest;
  }
  ASSERT_GT(centiles.size(), 1000u);
  for (const bool male : {false, true}) {
    double n = 0, below_10 = 0, below_50 = 0, above_90 = 0;
    for (const Individual& one : adults()) {
      const Person& p = one.person;
      const auto at = centiles.find(
          {p.male, static_cast<int>(p.age_years), static_cast<int>(std::lround(100 * p.height_m))});
      if (p.male != male || at == centiles.end()) continue;
      ++n;
      below_10 += lean(p) < at->second[2] ? 1 : 0;
      below_50 += lean(p) < at->second[4] ? 1 : 0;
      above_90 += lean(p) > at->second[6] ? 1 : 0;
    }
    ASSERT_GT(n, 1500) << male;
    EXPECT_GT(below_10 / n, 0.05) << male;
    EXPECT_LT(below_10 / n, 0.25) << male;
    EXPECT_GT(below_50 / n, 0.45) << male;
    EXPECT_LT(below_50 / n, 0.72) << male;
    EXPECT_GT(above_90 / n, 0.002) << male;
    EXPECT_LT(above_90 / n, 0.15) << male;
  }
}

TEST(Adults, WhatGoesTogetherGoesTogether) {
  for (const bool male : {false, true}) {
    EXPECT_GT(correlation(male, height, lean), 0.35) << male;
    EXPECT_GT(correlation(male, mass, lean), 0.6) << male;
    EXPECT_GT(correlation(male, mass, fat_percent), 0.5) << male;
    EXPECT_GT(correlation(male, lean, grip), 0.3) << male;
    EXPECT_LT(correlation(male, lean, grip), 0.8) << male;
    EXPECT_GT(correlation(male, grip, gait), 0.1) << male;
    EXPECT_LT(std::fabs(correlation(male, height, steps)), 0.1) << male;
  }
  EXPECT_LT(correlation(true, mass, [](const Person& p) { return p.testosterone_ng_dl; }), -0.1);
}

TEST(Adults, StrengthLeanMassPaceAndStepsFallWithAge) {
  for (const bool male : {false, true})
    for (const Value& value : {Value(lean), Value(grip), Value(gait), Value(steps)}) {
      const double young = group(male, 30, 50, value).mean, old = group(male, 70, 100, value).mean;
      EXPECT_LT(old, 0.93 * young) << male;
      EXPECT_GT(old, 0.3 * young) << male;
    }
}

TEST(Adults, DiseasesAndMenopauseComeAtTheirRates) {
  const Parameters<double>& p = reference_parameters();
  std::map<Condition, double> found, expected;
  for (const Individual& one : adults()) {
    const double age = one.person.age_years;
    expected[Condition::type2_diabetes] += at_age(p.population_diabetes_prevalence(), age);
    expected[Condition::copd] += at_age(p.population_copd_prevalence(), age);
    expected[Condition::heart_failure] += at_age(p.population_heart_failure_prevalence(), age);
    for (const TimelineItem& item : one.timeline.items)
      if (const auto* disease = std::get_if<Disease>(&item.event)) ++found[disease->condition.value()];
    // Women before menopause have it before them, once.
    const auto menopauses =
        std::count_if(one.timeline.items.begin(), one.timeline.items.end(), [](const TimelineItem& item) {
          return std::holds_alternative<HormoneChange>(item.event) && item.from_day > 0;
        });
    EXPECT_EQ(menopauses, one.person.male || one.person.postmenopausal ? 0 : 1) << age;
    EXPECT_TRUE(one.person.male || age <= 70 || one.person.postmenopausal) << age;
  }
  for (const auto& [condition, count] : expected)
    EXPECT_NEAR(found[condition], count, 4 * std::sqrt(count)) << static_cast<int>(condition);
}

TEST(Adults, APersonDependsOnSeedAndNumberAlone) {
  Faults faults("population.yaml");
  const auto root = parse_document("population: adults\n", faults);
  const auto source = read_population(*root->find("population"), "", 11, faults);
  const auto again = source->draw(77, faults);
  EXPECT_EQ(again->person.body_mass_kg, adults()[77].person.body_mass_kg);
  EXPECT_EQ(again->person.grip_strength_kg, adults()[77].person.grip_strength_kg);
  EXPECT_NE(again->person.body_mass_kg, adults()[78].person.body_mass_kg);
}

}  // namespace
}  // namespace sarx
