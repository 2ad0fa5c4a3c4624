#include "sarx/study/forecast_life.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sarx/study/cohort_life.h"
#include "sarx/study/forecast.h"

namespace sarx {
namespace {

/// A woman of 84 with thin bones who falls often.
Scenario faller() {
  ScenarioResult result = read_scenario_text(
      "name: faller\nsubject: {age_years: 84, male_fraction: 0, height_cm: 160, weight_kg: 52, bone_t_score: "
      "-4,\n"
      "  falls_past_year: 6, medications: 9}\nreport: {days: [1461]}\n",
      "test.yaml");
  EXPECT_TRUE(result.scenario) << result.faults.text();
  return *result.scenario;
}

ForecastOptions sampled(std::uint64_t seed) {
  ForecastOptions options;
  options.sampled = true;
  options.seed = seed;
  return options;
}

bool has_event(const LivedLife& life, std::string_view measure, std::string_view region) {
  return std::any_of(life.events.begin(), life.events.end(),
                     [&](const LifeEvent& e) { return e.measure == measure && e.region == region; });
}

TEST(ForecastLife, SameSeedSameLife) {
  const Scenario scenario = faller();
  EXPECT_EQ(report_json(forecast(scenario, sampled(3))), report_json(forecast(scenario, sampled(3))));
  int different = 0;
  const auto events = [&](std::uint64_t seed) {
    return nlohmann::json::parse(report_json(forecast(scenario, sampled(seed))))["life"]["events"];
  };
  for (std::uint64_t seed = 4; seed < 8; ++seed) different += events(seed) != events(3);
  EXPECT_EQ(different, 4);
}

TEST(ForecastLife, EndsAtDeathAndTellsEventsInOrder) {
  const Scenario scenario = faller();
  int deaths = 0, survivors = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Report report = forecast(scenario, sampled(seed));
    ASSERT_TRUE(report.life);
    EXPECT_TRUE(std::is_sorted(report.life->events.begin(), report.life->events.end(),
                               [](const LifeEvent& a, const LifeEvent& b) { return a.day < b.day; }));
    EXPECT_EQ(report.days.back(), report.horizon_day);
    if (report.life->death_day) {
      ++deaths;
      EXPECT_EQ(report.life->events.back().measure, "mortality");
      EXPECT_EQ(report.horizon_day, *report.life->death_day);
      EXPECT_LT(report.horizon_day, 1461);
    } else {
      ++survivors;
      EXPECT_FALSE(has_event(*report.life, "mortality", ""));
      EXPECT_EQ(report.horizon_day, 1461);
    }
    for (const Series& s : report.series) ASSERT_EQ(s.lo, s.hi);
  }
  EXPECT_GT(deaths, 0);
  EXPECT_GT(survivors, 0);
}

TEST(ForecastLife, ALifeWithAHipFractureLosesMoreThanTheSameLifeWithout) {
  const Scenario scenario = faller();
  const auto parameters = Parameters<double>::best();
  const Person person = complete_person(scenario.subject, false, scenario.measurements, nullptr);
  int compared = 0;
  for (std::uint64_t seed = 1; seed < 200 && compared < 3; ++seed) {
    const PlayedLife played = play_life(person, scenario.timeline, parameters, 1461, seed);
    const auto broken = std::find_if(played.life.events.begin(), played.life.events.end(),
                                     [](const LifeEvent& e) { return e.region == "hip"; });
    if (broken == played.life.events.end() || broken->day + 120 > played.end_day) continue;
    ++compared;
    // The same life, but for the bone: everything else that happened goes into another timeline.
    Timeline spared = scenario.timeline;
    double steps = person.steps_per_day;
    const std::pair<std::string_view, Mishap> kinds[]{{"hospitalisation", Mishap::hospital_stay},
                                                      {"mobility_disability", Mishap::mobility_disability},
                                                      {"disability", Mishap::disability},
                                                      {"diabetes", Mishap::diabetes}};
    for (const LifeEvent& e : played.life.events)
      for (const auto& [measure, mishap] : kinds)
        if (e.measure == measure) insert_consequences(mishap, e.day, false, steps, parameters, spared);
    const auto at_four_months = [&](const Timeline& timeline) {
      Scenario lived = scenario;
      lived.timeline = timeline;
      ForecastOptions options;
      options.draws = 1;
      options.horizon_days = broken->day + 120;
      return forecast(lived, options);
    };
    const Report with = at_four_months(played.timeline), without = at_four_months(spared);
    for (const std::string_view measure : {"appendicular_lean_mass", "gait_speed", "lean_mass"})
      EXPECT_LT(find_series(with, measure)->median.back(), find_series(without, measure)->median.back())
          << measure << ", seed " << seed;
    const std::string side = broken->side;
    EXPECT_LT(find_series(with, "muscle_volume", "quadriceps", side)->median.back(),
              0.97 * find_series(without, "muscle_volume", "quadriceps", side)->median.back());
  }
  EXPECT_EQ(compared, 3);
}

TEST(ForecastLife, TheForecastFollowsTheLifeThatWasPlayed) {
  // The body that chance looked at and the one that is reported are the same body.
  const Scenario scenario = faller();
  const auto parameters = Parameters<double>::best();
  Individual individual;
  individual.person = complete_person(scenario.subject, false, scenario.measurements, nullptr);
  const PlayedLife played = play_life(individual.person, scenario.timeline, parameters, 1461, 6);
  const std::vector<double> days{0, played.end_day};
  CohortLifeOptions still;
  still.chance = false;
  still.longest_step_days = 7;
  double muscle_kg = 0;
  CohortLife again(individual, played.timeline, parameters, days, 6, still,
                   [&](std::size_t, const Body<double>& body) { muscle_kg = body.total_muscle_kg(); });
  const auto lanes = make_lane_block();
  bool handed_out = false;
  live([&]() -> Life* { return std::exchange(handed_out, true) ? nullptr : &again; }, *lanes);
  double played_kg = 0;
  CohortLifeOptions chance;
  chance.review_days = 30;
  chance.longest_step_days = 7;
  CohortLife first(individual, scenario.timeline, parameters, days, 6, chance,
                   [&](std::size_t, const Body<double>& body) { played_kg = body.total_muscle_kg(); });
  handed_out = false;
  live([&]() -> Life* { return std::exchange(handed_out, true) ? nullptr : &first; }, *lanes);
  ASSERT_FALSE(played.life.events.empty());
  EXPECT_NEAR(muscle_kg, played_kg, 0.005 * played_kg);
}

TEST(ForecastLife, IsOnePersonsNotAGroups) {
  Scenario group = faller();
  group.subject.male_fraction = 0.4;
  EXPECT_THROW(forecast(group, sampled(1)), std::invalid_argument);
}

TEST(InsertConsequences, NeverMakeAnybodyWalkMore) {
  const auto parameters = Parameters<double>::best();
  Timeline timeline;
  Activity little;
  little.steps_per_day = 800;
  timeline.items.push_back({little, 10, 60, {}});
  double steps = 6000;
  insert_consequences(Mishap::disability, 30, false, steps, parameters, timeline);
  Subject subject;
  subject.age_years = 80;
  subject.male_fraction = 0;
  const Person person = complete_person(subject, false, {}, nullptr);
  for (const Stretch& stretch : expose(timeline, person, 0, 100)) {
    const double expected = stretch.from_day < 10 ? -1 : stretch.from_day < 60 ? 800 : steps;
    EXPECT_EQ(stretch.exposure.steps_per_day.value_or(-1), expected) << "from day " << stretch.from_day;
  }
}

TEST(InsertConsequences, WalkingComesBackInPartAfterAHipFracture) {
  const auto parameters = Parameters<double>::best();
  Timeline timeline;
  double steps = 6000;
  insert_consequences(Mishap::hip_fracture, 0, false, steps, parameters, timeline);
  Subject subject;
  subject.age_years = 80;
  subject.male_fraction = 0;
  const Person person = complete_person(subject, false, {}, nullptr);
  double before = 0;
  for (const Stretch& stretch : expose(timeline, person, 0, 400)) {
    ASSERT_TRUE(stretch.exposure.steps_per_day);
    EXPECT_GE(*stretch.exposure.steps_per_day, before);
    before = *stretch.exposure.steps_per_day;
    if (stretch.from_day == 0) {
      EXPECT_LT(before, 0.3 * 6000);
    }
  }
  EXPECT_EQ(before, steps);
  EXPECT_LT(steps, 0.8 * 6000);
}

}  // namespace
}  // namespace sarx
