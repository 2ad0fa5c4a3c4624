// The engine against SUNDIALS CVODE at a tight tolerance, over scenarios that hold every kind of event.
#include "support/reference_solver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <string>

#include "support/forecast.h"

namespace sarx::testing {
namespace {

struct Difference {
  double size_percent = 0, strength_percent = 0, lean_kg = 0, fat_kg = 0;

  double largest() const { return std::max({size_percent, strength_percent, lean_kg, fat_kg}); }
};

/// Largest difference of each observable over all units and days.
Difference difference(const Forecast& a, const Forecast& b) {
  Difference most;
  const auto raise = [](double& value, double x) {
    value = std::max(value, std::isfinite(x) ? std::abs(x) : 1e9);
  };
  for (double day : a.trajectory().days) {
    for (Side side : {Side::left, Side::right})
      for (MuscleGroup group : all_muscle_groups) {
        raise(most.size_percent, a.size_percent(side, group, day) - b.size_percent(side, group, day));
        for (StrengthTest test : {StrengthTest::isometric, StrengthTest::one_repetition_maximum})
          raise(most.strength_percent,
                a.strength_percent(side, group, day, test) - b.strength_percent(side, group, day, test));
      }
    raise(most.lean_kg, a.lean_kg(day) - b.lean_kg(day));
    raise(most.fat_kg, a.fat_kg(day) - b.fat_kg(day));
  }
  return most;
}

void report(const std::string& name, const char* steps, const Difference& d) {
  std::printf("%-48s %-12s size %.5f %%  strength %.5f %%  lean %.5f kg  fat %.5f kg\n", name.c_str(), steps,
              d.size_percent, d.strength_percent, d.lean_kg, d.fat_kg);
}

TEST(Reference, ScenariosHoldEveryKindOfEvent) {
  std::set<std::string_view> seen;
  const auto scenarios = varied_scenarios();
  EXPECT_GE(scenarios.size(), 20u);
  for (const auto& scenario : scenarios)
    for (const auto& item : scenario.timeline.items) seen.insert(event_name(item.event));
  EXPECT_EQ(seen.size(), std::variant_size_v<Event>);
}

class Reference : public ::testing::TestWithParam<std::size_t> {};

TEST_P(Reference, DailyAndWeeklyStepsAgreeWithTheTightSolution) {
  const Scenario scenario = varied_scenarios()[GetParam()];
  const auto parameters = Parameters<double>::best();
  const auto days = every(scenario.horizon_days / 12, scenario.horizon_days);
  const Forecast exact(solve_reference(scenario.person, scenario.timeline, parameters, days), scenario.person,
                       parameters);
  ASSERT_EQ(exact.trajectory().days.size(), days.size());
  const Forecast daily(scenario.person, scenario.timeline.items, days, {1, 1});
  const Forecast weekly(scenario.person, scenario.timeline.items, days, {1, 7});
  const Difference day = difference(daily, exact), week = difference(weekly, exact);
  report(scenario.name, "1 d", day);
  report(scenario.name, "1 to 7 d", week);
  EXPECT_LT(day.size_percent, 0.05);
  EXPECT_LT(day.strength_percent, 0.06);
  EXPECT_LT(day.lean_kg, 0.005);
  EXPECT_LT(day.fat_kg, 0.005);
  EXPECT_LT(week.size_percent, 0.2);
  EXPECT_LT(week.strength_percent, 0.8);
  EXPECT_LT(week.lean_kg, 0.04);
  EXPECT_LT(week.fat_kg, 0.04);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Reference, ::testing::Range<std::size_t>(0, varied_scenarios().size()),
                         [](const auto& scenario) {
                           std::string name = varied_scenarios()[scenario.param].name;
                           for (char& c : name)
                             if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
                           return name;
                         });

/// Errors of total muscle (percent, at the horizon) at steps of 8, 4, 2 and 1 d.
std::vector<double> muscle_errors(const Person& person, const std::vector<TimelineItem>& items,
                                  double horizon) {
  const auto parameters = Parameters<double>::best();
  const std::vector<double> days{0, horizon};
  const Forecast exact(solve_reference(person, Timeline{items}, parameters, days, 1e-10), person, parameters);
  std::vector<double> errors;
  for (double step : {8.0, 4.0, 2.0, 1.0})
    errors.push_back(std::abs(Forecast(person, items, days, {step, step}).muscle_percent(horizon) -
                              exact.muscle_percent(horizon)));
  return errors;
}

TEST(StepConvergence, IsOfOrderTwoWhereTheRatesAreSmooth) {
  const Person man = average_person(45, true), woman = average_person(48, false);
  using Items = std::vector<TimelineItem>;
  const std::vector<std::pair<Person, Items>> smooth{
      {man, {since(0, HormoneChange{.what = HormoneChangeKind::orchiectomy})}},
      {woman, {since(0, HormoneChange{.what = HormoneChangeKind::menopause})}},
      {woman, {since(0, Diet{.energy_deficit_kcal = -500})}},
      {man, {since(0, Disease{.condition = Condition::rheumatoid_arthritis})}},
  };
  for (const auto& [person, items] : smooth) {
    const auto errors = muscle_errors(person, items, 64);
    for (std::size_t i = 1; i < errors.size(); ++i)
      EXPECT_NEAR(std::log2(errors[i - 1] / errors[i]), 2.0, 0.4)
          << event_name(items.front().event) << ' ' << errors[i - 1] << ' ' << errors[i];
  }
}

TEST(StepConvergence, HalvingTheStepAlwaysHelpsWhereMuscleTurnsFromLossToGain) {
  const auto errors = muscle_errors(average_person(30, true),
                                    {during(0, 32, BedRest{}), during(32, 64, whole_body_training())}, 64);
  for (std::size_t i = 1; i < errors.size(); ++i) EXPECT_LT(errors[i], 0.7 * errors[i - 1]);
}

}  // namespace
}  // namespace sarx::testing
