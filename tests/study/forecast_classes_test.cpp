#include "sarx/study/forecast_classes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sarx/engine/simulate.h"
#include "sarx/outcome/definitions.inl"
#include "sarx/study/forecast.h"

namespace sarx {
namespace {

/// A woman of 80, weak, thin and slow, on top of what a test adds.
Scenario frail_woman(const std::string& grip, const std::string& timeline) {
  ScenarioResult result = read_scenario_text(
      "name: frail\nsubject: {age_years: 80, male_fraction: 0, height_cm: 160, weight_kg: 55,\n"
      "  appendicular_lean_mass_kg: 13}\n"
      "measurements:\n  - {measure: grip_strength, value: " +
          grip + "}\n  - {measure: gait_speed, value: 0.7}\n  - {measure: chair_stand_time, value: 14}\n" +
          timeline,
      "test.yaml");
  EXPECT_TRUE(result.scenario) << result.faults.text();
  return *result.scenario;
}

constexpr auto bed_rest = "timeline:\n  - bed_rest: {}\n    from_day: 5\n    to_day: 19\n";

Report run(const Scenario& scenario, int draws, double days) {
  ForecastOptions options;
  options.draws = draws;
  options.horizon_days = days;
  return forecast(scenario, options);
}

const ClassCourse& by(const Report& report, Definition definition) {
  const auto it = std::find_if(report.classes.begin(), report.classes.end(),
                               [&](const ClassCourse& c) { return c.definition == definition; });
  EXPECT_NE(it, report.classes.end());
  return *it;
}

TEST(ForecastClasses, SharesOfTheGradesAddUpToOneOnEveryDay) {
  const Report report = run(frail_woman("16.5", bed_rest), 20, 40);
  ASSERT_EQ(report.classes.size(), forecast_definitions.size());
  for (const ClassCourse& course : report.classes) {
    ASSERT_EQ(course.result.size(), report.days.size());
    for (std::size_t day = 0; day < report.days.size(); ++day) {
      double sum = 0;
      for (const Verdict verdict : grades(course.definition)) sum += course.chance(verdict, day);
      // Nothing is left unknown: the whole body is there to be read.
      EXPECT_NEAR(sum, 1, 1e-9) << name(course.definition) << " on day " << report.days[day];
      EXPECT_GE(course.chance(course.result[day], day), 0.25);
    }
  }
}

TEST(ForecastClasses, CutOffsOfOlderPeopleAreNotAppliedToTheYoung) {
  const auto janssen_at = [](const std::string& age) {
    const ScenarioResult result =
        read_scenario_text("subject: {age_years: " + age + ", male_fraction: 1}\n", "test.yaml");
    const Report report = run(*result.scenario, 2, 30);
    EXPECT_NE(by(report, Definition::ewgsop2).result.front(), Verdict::unknown);
    return by(report, Definition::janssen).result.front();
  };
  EXPECT_EQ(janssen_at("59"), Verdict::unknown);
  EXPECT_NE(janssen_at("61"), Verdict::unknown);
}

TEST(ForecastClasses, IsWhatTheReportedReadingsWouldBeCalled) {
  const Report report = run(frail_woman("16.5", bed_rest), 1, 60);
  const auto& grip = *find_series(report, "grip_strength");
  const auto& chair = *find_series(report, "chair_stand_time");
  const auto& gait = *find_series(report, "gait_speed");
  const auto& sppb = *find_series(report, "sppb");
  const auto& limbs = *find_series(report, "appendicular_lean_mass");
  const auto& mass = *find_series(report, "body_mass");
  for (std::size_t day = 0; day < report.days.size(); ++day) {
    Readings readings;
    readings.male = false;
    readings.age_years = 80;
    readings.height_m = 1.6;
    readings.grip_kg = grip.median[day];
    readings.chair_stand_s = chair.median[day];
    readings.gait_speed_m_s = gait.median[day];
    readings.sppb_points = std::round(sppb.median[day]);
    readings.appendicular_kg = limbs.median[day];
    readings.body_mass_index_kg_m2 = mass.median[day] / 2.56;
    for (const Definition definition :
         {Definition::ewgsop2, Definition::awgs2019, Definition::fnih, Definition::sdoc})
      EXPECT_EQ(name(by(report, definition).result[day]), name(classify(definition, readings)))
          << name(definition) << " on day " << report.days[day];
  }
}

TEST(ForecastClasses, BedRestMakesAWeakWomanSarcopenicAndRecoveryUnmakesIt) {
  const Report report = run(frail_woman("16.5", bed_rest), 30, 180);
  const ClassCourse& course = by(report, Definition::ewgsop2);
  EXPECT_EQ(name(course.result.front()), "none");
  EXPECT_EQ(name(course.result[19]), "severe");
  EXPECT_GT(course.chance(Verdict::none, 5), 0.5);
  EXPECT_GT(course.chance(Verdict::none, report.days.size() - 1), course.chance(Verdict::none, 19) + 0.2);
}

TEST(ForecastClasses, OfTwoEquallyLikelyClassesTakesTheMilder) {
  const auto parameters = Parameters<double>::best();
  ClassTally tally(1, 2, 1);
  for (const std::size_t member : {0u, 1u}) {
    const Scenario scenario = frail_woman(member == 0 ? "15" : "22", "");
    const Person person = complete_person(scenario.subject, false, scenario.measurements, nullptr);
    const auto course = simulate<double>(person, {}, parameters, {0.0});
    const Body<double> body{person, parameters, course.states[0], course.states[0]};
    tally.record(0, member, 0, person, person.age_years, body_readings(body, PhysicalFunction<double>(body)));
  }
  const std::vector<double> halves{0.5, 0.5};
  const std::vector<double> thirds{0.6, 0.4};
  EXPECT_EQ(name(tally.courses(halves).front().result.front()), "none");
  EXPECT_EQ(name(tally.courses(thirds).front().result.front()), "severe");
  EXPECT_NEAR(tally.courses(thirds).front().chance(Verdict::severe, 0), 0.6, 1e-12);
}

}  // namespace
}  // namespace sarx
