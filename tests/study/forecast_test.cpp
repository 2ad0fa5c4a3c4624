#include "sarx/study/forecast.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <set>
#include <stdexcept>
#include <tuple>

#include "sarx/engine/random.h"
#include "sarx/io/vocabulary.h"

namespace sarx {
namespace {

Scenario scenario_of(const std::string& text) {
  ScenarioResult result = read_scenario_text(text, "test.yaml");
  EXPECT_TRUE(result.scenario) << result.faults.text();
  return *result.scenario;
}

Scenario cast() {
  return scenario_of(R"(name: cast
subject: {age_years: 25, male_fraction: 1}
timeline:
  - immobilisation: {joint: knee, side: left, device: cast}
    from_day: 0
    to_day: 14.5
)");
}

ForecastOptions few_draws() {
  ForecastOptions options;
  options.draws = 12;
  return options;
}

double change_percent(const Report& report, std::string_view measure, std::string_view region,
                      std::string_view side, double day) {
  const Series* s = find_series(report, measure, region, side);
  EXPECT_NE(s, nullptr);
  const auto at = std::find(report.days.begin(), report.days.end(), day) - report.days.begin();
  return 100 * (s->median[static_cast<std::size_t>(at)] / s->median.front() - 1);
}

TEST(Forecast, HorizonFollowsItsRule) {
  Scenario scenario = cast();
  EXPECT_EQ(horizon_day(scenario, {}), 180);
  scenario.timeline.items[0].to_day = 200;
  EXPECT_EQ(horizon_day(scenario, {}), 290);
  scenario.report.days = {30, 60};
  EXPECT_EQ(horizon_day(scenario, {}), 60);
  ForecastOptions options;
  options.horizon_days = 21;
  EXPECT_EQ(horizon_day(scenario, options), 21);
}

TEST(Forecast, DaysAreDailyThenAtMostThirtyApartWithEveryEdge) {
  Scenario scenario = cast();
  scenario.report.days = {33.25, 1000};
  const std::vector<double> days = report_days(scenario, 1000);
  EXPECT_EQ(days.front(), 0);
  EXPECT_EQ(days.back(), 1000);
  for (std::size_t i = 1; i < days.size(); ++i) {
    EXPECT_GT(days[i], days[i - 1]);
    EXPECT_LE(days[i] - days[i - 1], days[i] <= 400 ? 1 : 30);
  }
  for (double day : {14.5, 33.25}) EXPECT_TRUE(std::binary_search(days.begin(), days.end(), day)) << day;
}

TEST(Forecast, HasEverySeriesOnceInOrderAndFinite) {
  const Report report = forecast(cast(), few_draws());
  std::set<std::tuple<std::string, std::string, std::string, std::string, std::string>> seen;
  for (const Series& s : report.series) {
    EXPECT_TRUE(seen.insert({s.measure, s.region, s.side, s.method, s.kind}).second) << series_title(s);
    ASSERT_EQ(s.median.size(), report.days.size());
    for (std::size_t i = 0; i < s.median.size(); ++i) {
      ASSERT_TRUE(std::isfinite(s.median[i])) << series_title(s);
      ASSERT_LE(s.lo[i], s.median[i]) << series_title(s);
      ASSERT_LE(s.median[i], s.hi[i]) << series_title(s);
    }
  }
  for (std::string_view group : muscle_group_names) {
    for (std::string_view side : side_names) {
      EXPECT_TRUE(find_series(report, "muscle_volume", group, side));
      EXPECT_TRUE(find_series(report, "strength", group, side));
    }
  }
  for (std::string_view measure :
       {"lean_mass", "appendicular_lean_mass", "fat_mass", "body_mass", "gait_speed"}) {
    EXPECT_TRUE(find_series(report, measure)) << measure;
  }
  for (std::string_view region : {"leg", "arm", "trunk"}) {
    EXPECT_TRUE(find_series(report, "regional_lean_mass", region));
  }
}

TEST(Forecast, ACastTakesItsOwnLegAndStrengthBeforeSize) {
  const Report report = forecast(cast(), few_draws());
  const double size = change_percent(report, "muscle_volume", "quadriceps", "left", 14);
  const double strength = change_percent(report, "strength", "quadriceps", "left", 14);
  EXPECT_LT(size, -3);
  EXPECT_LT(strength, 1.5 * size);
  EXPECT_GT(change_percent(report, "muscle_volume", "quadriceps", "right", 14), 0.5 * size);
  EXPECT_EQ(report.drivers.front().muscle_kg < 0 || report.drivers.front().driver == "recovery", true);
}

TEST(Forecast, SharesOfDriversAddUpToAHundred) {
  const Report report = forecast(cast(), few_draws());
  double sum = 0;
  for (const DriverShare& driver : report.drivers) sum += std::fabs(driver.share_percent);
  EXPECT_NEAR(sum, 100, 1e-6);
}

TEST(Forecast, SameSeedSameForecastOnAnyNumberOfThreads) {
  ForecastOptions options = few_draws();
  options.threads = 1;
  const Report one = forecast(cast(), options);
  options.threads = 3;
  const Report three = forecast(cast(), options);
  options.seed = 2;
  const Report other = forecast(cast(), options);
  bool differs = false;
  for (std::size_t i = 0; i < one.series.size(); ++i) {
    EXPECT_EQ(one.series[i].median, three.series[i].median);
    EXPECT_EQ(one.series[i].lo, three.series[i].lo);
    differs = differs || one.series[i].lo != other.series[i].lo;
  }
  EXPECT_TRUE(differs);
}

TEST(Forecast, PartsHoldTheDrawsOfTheWhole) {
  ForecastOptions options = few_draws();
  options.density = ReportDensity::sketch;
  options.measures = {"gait_speed", "falls"};
  const auto sorted = [&](int first, int draws) {
    std::vector<float> columns;
    options.first_draw = first;
    options.draws = draws;
    options.sorted_draws = &columns;
    const Report report = forecast(cast(), options);
    EXPECT_EQ(columns.size(), report.series.size() * report.days.size() * static_cast<std::size_t>(draws));
    EXPECT_EQ(report.drivers.empty(), first > 0);
    return columns;
  };
  const std::vector<float> whole = sorted(0, 12), first = sorted(0, 5), second = sorted(5, 7);
  std::set<float> differing;
  for (std::size_t column = 0; column < whole.size() / 12; ++column) {
    std::vector<float> merged;
    const auto place = static_cast<std::ptrdiff_t>(column);
    std::merge(first.begin() + 5 * place, first.begin() + 5 * (place + 1), second.begin() + 7 * place,
               second.begin() + 7 * (place + 1), std::back_inserter(merged));
    EXPECT_TRUE(std::equal(merged.begin(), merged.end(), whole.begin() + 12 * place));
    differing.insert(merged.begin(), merged.end());
  }
  EXPECT_GT(differing.size(), 100u);
}

TEST(Forecast, OneMuscleGroupOfAMeasureIsThatOfAll) {
  ForecastOptions options = few_draws();
  options.measures = {"strength"};
  const Report all = forecast(cast(), options);
  options.measures = {"strength quadriceps"};
  const Report one = forecast(cast(), options);
  ASSERT_EQ(one.series.size(), 2u);
  for (const Series& series : one.series)
    EXPECT_EQ(series.median, find_series(all, "strength", "quadriceps", series.side)->median);
}

// What a hand that drags something sees must not jump when it lets go.
TEST(Forecast, ASketchLiesWhereTheFullForecastDoes) {
  Scenario scenario = cast();
  scenario.timeline.items[0].to_day = 14;  // every day of the sketch is one of the full forecast
  ForecastOptions options;
  options.draws = 40;
  options.measures = {"muscle_volume", "gait_speed", "body_mass"};
  const Report full = forecast(scenario, options);
  options.density = ReportDensity::sketch;
  const Report sketch = forecast(scenario, options);
  EXPECT_LT(sketch.days.size(), 20u);
  for (std::size_t s = 0; s < full.series.size(); ++s) {
    const Series &a = full.series[s], &b = sketch.series[s];
    const double height =
        *std::max_element(a.hi.begin(), a.hi.end()) - *std::min_element(a.lo.begin(), a.lo.end());
    for (std::size_t d = 0; d < sketch.days.size(); ++d) {
      const auto at = std::find(full.days.begin(), full.days.end(), sketch.days[d]) - full.days.begin();
      ASSERT_LT(at, static_cast<std::ptrdiff_t>(full.days.size())) << sketch.days[d];
      for (const auto values : {&Series::median, &Series::lo, &Series::hi})
        EXPECT_NEAR((b.*values)[d], (a.*values)[static_cast<std::size_t>(at)],
                    std::max(0.06 * height, 2e-3 * a.median.front()))
            << a.measure << " " << a.region << " day " << sketch.days[d];
    }
  }
}

/// Where a report's line runs on a day.
double on_line(const std::vector<double>& days, const std::vector<double>& values, double day) {
  const auto after = static_cast<std::size_t>(std::lower_bound(days.begin(), days.end(), day) - days.begin());
  if (days[after] == day) return values[after];
  const double part = (day - days[after - 1]) / (days[after] - days[after - 1]);
  return values[after - 1] + part * (values[after] - values[after - 1]);
}

// Long steps and few days, whatever happens and however long: the ready stories and the examples.
TEST(Forecast, SketchesOfStoriesLieWhereTheirFullForecastsDo) {
  std::size_t compared = 0;
  for (const char* folder : {"/examples", "/web/src/stories"})
    for (const auto& entry : std::filesystem::directory_iterator(std::string(SARX_SOURCE_DIR) + folder)) {
      const std::string name = entry.path().stem().string();
      if (entry.path().extension() != ".yaml" || name == "assess" || name.starts_with("cohort-") ||
          name.starts_with("trial-"))
        continue;
      const ScenarioResult scenario = read_scenario(entry.path().string());
      ASSERT_TRUE(scenario.scenario) << scenario.faults.text();
      ForecastOptions options;
      options.draws = 24;
      options.measures = {"muscle_volume", "strength", "gait_speed", "falls", "body_mass", "fat_mass"};
      const Report full = forecast(*scenario.scenario, options);
      options.density = ReportDensity::sketch;
      const Report sketch = forecast(*scenario.scenario, options);
      for (std::size_t s = 0; s < full.series.size(); ++s, ++compared) {
        const Series &a = full.series[s], &b = sketch.series[s];
        const double height =
            *std::max_element(a.hi.begin(), a.hi.end()) - *std::min_element(a.lo.begin(), a.lo.end());
        for (std::size_t d = 0; d < sketch.days.size(); ++d)
          for (const auto values : {&Series::median, &Series::lo, &Series::hi})
            ASSERT_NEAR((b.*values)[d], on_line(full.days, a.*values, sketch.days[d]),
                        std::max(0.08 * height, 2e-3 * a.median.front()))
                << name << ": " << series_title(a) << " day " << sketch.days[d];
      }
    }
  EXPECT_GT(compared, 1000u);
}

TEST(Forecast, ASketchLeavesOutDaysBesideThoseAskedFor) {
  Scenario scenario = cast();
  scenario.report.days = {100};
  const std::vector<double> days = report_days(scenario, 365, ReportDensity::sketch);
  for (const double day : {0.0, 14.5, 100.0, 365.0})
    EXPECT_TRUE(std::binary_search(days.begin(), days.end(), day)) << day;
  for (const double day : days) EXPECT_FALSE(day != 100 && std::abs(day - 100) < 20) << day;
  EXPECT_LT(days.size(), report_days(scenario, 365, ReportDensity::coarse).size() / 2);
}

// What a parameter draws depends on its name and not on what stands beside it in the table.
TEST(Forecast, EveryParameterDrawsByItsOwnName) {
  std::set<std::uint32_t> counters{counter_of("posterior")};
  for (const ParameterInfo& info : parameter_table)
    EXPECT_TRUE(counters.insert(counter_of(info.name)).second) << info.name << " draws as another does";
  const auto spread =
      std::find_if(parameter_table.begin(), parameter_table.end(), [](const ParameterInfo& info) {
        return !info.calibrated && info.sd > 0 && info.scale == ParameterScale::log;
      });
  ASSERT_NE(spread, parameter_table.end());
  constexpr std::uint32_t parameter_stream = 1;
  const double z = RandomStream{5, 3, parameter_stream}.normal(counter_of(spread->name));
  EXPECT_NEAR(drawn_parameters(5, 3).values[static_cast<std::size_t>(spread - parameter_table.begin())],
              spread->value * std::exp(spread->sd * z), 1e-12 * spread->value);
}

TEST(Forecast, TwoScenariosShareTheirDraws) {
  for (int draw : {0, 1, 7}) {
    EXPECT_EQ(drawn_parameters(1, draw).values, drawn_parameters(1, draw).values);
    EXPECT_EQ(drawn_traits(1, draw).disuse_response, drawn_traits(1, draw).disuse_response);
  }
  EXPECT_NE(drawn_traits(1, 0).disuse_response, drawn_traits(1, 1).disuse_response);
  EXPECT_NE(drawn_traits(1, 0).disuse_response, drawn_traits(2, 0).disuse_response);
}

TEST(Forecast, AGroupLiesBetweenItsMenAndWomen) {
  const auto body_muscle = [](double male_fraction) {
    Scenario scenario = cast();
    scenario.subject.male_fraction = male_fraction;
    ForecastOptions options;
    options.draws = 4;
    return find_series(forecast(scenario, options), "muscle_volume", "quadriceps", "left")->median.front();
  };
  const double men = body_muscle(1), women = body_muscle(0), both = body_muscle(0.5);
  EXPECT_LT(women, both);
  EXPECT_LT(both, men);
}

TEST(Forecast, ReportsTheStrengthTestsAskedFor) {
  ForecastOptions options = few_draws();
  options.strength_methods = {"isometric", "isokinetic"};
  const Report report = forecast(cast(), options);
  int tests = 0;
  for (const Series& s : report.series) {
    if (s.measure == "strength" && s.region == "quadriceps" && s.side == "left") ++tests;
  }
  EXPECT_EQ(tests, 2);
}

TEST(Forecast, GivesEveryMeasureAScenarioMayAskFor) {
  std::string all;
  for (const std::string_view measure : report_measure_names()) {
    if (!all.empty()) all += ", ";
    all += measure;
  }
  ForecastOptions options = few_draws();
  options.draws = 2;
  const Report report = forecast(
      scenario_of("subject: {age_years: 40, male_fraction: 0.5}\nreport: {days: [0, 30], measures: [" + all +
                  "]}\n"),
      options);
  for (const std::string_view measure : report_measure_names()) {
    if (measure == "prevalence_sarcopenia") {
      EXPECT_FALSE(report.classes.empty());
      continue;
    }
    const auto found = std::find_if(report.series.begin(), report.series.end(),
                                    [&](const Series& s) { return s.measure == measure; });
    ASSERT_NE(found, report.series.end()) << measure;
    for (const double value : found->median) EXPECT_TRUE(std::isfinite(value)) << measure;
  }
  // Of a muscle: the quadriceps on each side.
  for (const char* side : {"left", "right"})
    EXPECT_NE(find_series(report, "fibre_csa", "quadriceps", side), nullptr);
}

TEST(Forecast, ReadsMeasuresOfAMuscleWhereTheyAreAskedFor) {
  Scenario scenario = cast();
  scenario.report.measures = {"muscle_thickness"};
  scenario.report.regions = {"calf"};
  const Report report = forecast(scenario, few_draws());
  EXPECT_NE(find_series(report, "muscle_thickness", "plantarflexors", "left"), nullptr);
  EXPECT_NE(find_series(report, "muscle_thickness", "dorsiflexors", "right"), nullptr);
  EXPECT_EQ(find_series(report, "muscle_thickness", "quadriceps", "left"), nullptr);
  ForecastOptions options = few_draws();
  options.measures = {"voluntary_activation", "fibre_csa hamstrings"};
  const Report asked = forecast(cast(), options);
  EXPECT_EQ(asked.series.size(), 4u);
  EXPECT_LT(change_percent(asked, "voluntary_activation", "quadriceps", "left", 14), -0.2);
  EXPECT_NE(find_series(asked, "fibre_csa", "hamstrings", "left"), nullptr);
}

TEST(Forecast, EndsBeforeAnybodyIsOlderThanPeopleGet) {
  const Scenario old = scenario_of("subject: {age_years: 90, male_fraction: 0}\n");
  ForecastOptions options = few_draws();
  options.draws = 2;
  options.horizon_days = 60 * 365.25;
  EXPECT_THROW(forecast(old, options), std::invalid_argument);
  EXPECT_NE(horizon_fault(old, *options.horizon_days).find("150 years old"), std::string::npos);
  options.horizon_days = 30 * 365.25;
  const Report report = forecast(old, options);
  for (const Series& s : report.series)
    for (const double value : s.hi) ASSERT_TRUE(std::isfinite(value)) << series_title(s);
  const auto range = [](const Report& r) {
    return std::count_if(r.warnings.begin(), r.warnings.end(),
                         [](const ReportWarning& w) { return w.kind == "range" && w.event == "horizon"; });
  };
  EXPECT_EQ(range(report), 1);
  options.horizon_days = 10 * 365.25;
  EXPECT_EQ(range(forecast(old, options)), 0);
  // An event that goes on longer than the person ends with the person.
  Scenario ageing = old;
  ageing.timeline.items.push_back({Ageing{}, 0, 60 * 365.25, {}});
  EXPECT_NEAR(horizon_day(ageing, {}), 30 * 365.25, 1);
}

TEST(Forecast, SaysWhatAStandingDiseaseLeavesUnknown) {
  const auto assumed = [](const std::string& text) {
    ForecastOptions options = few_draws();
    options.draws = 2;
    std::string all;
    for (const Assumption& a : forecast(scenario_of(text), options).assumed)
      if (a.field.find(".disease at day 0") != std::string::npos) all += a.field + a.value + a.because;
    return all;
  };
  const std::string who = "subject: {age_years: 30, male_fraction: 1}\n";
  const std::string lesion =
      "  - disease: {condition: spinal_cord_injury, level: C5, completeness: complete}\n";
  const std::string said = assumed(who + "timeline:\n" + lesion + "    from: -10 y\n");
  EXPECT_EQ(said.rfind("timeline[0].disease", 0), 0u) << said;
  for (const char* word : {"muscle", "strength", "steps", "walking", "give"})
    EXPECT_NE(said.find(word), std::string::npos) << word;
  EXPECT_EQ(assumed(who + "timeline:\n" + lesion + "    from_day: 0\n"), "");
  const std::string measured = assumed(
      "subject: {age_years: 30, male_fraction: 1, steps_per_day: 0, lean_mass_kg: 48}\n"
      "measurements: [{measure: grip_strength, value: 8}, {measure: gait_speed, value: 0.2}]\n"
      "timeline:\n" +
      lesion + "    from: -10 y\n");
  EXPECT_EQ(measured, "");
}

TEST(Forecast, AMenopauseInAGroupIsThatOfItsWomen) {
  const auto warned = [](const std::string& men) {
    ForecastOptions options = few_draws();
    options.draws = 2;
    return forecast(scenario_of("subject: {age_years: 50, male_fraction: " + men +
                                "}\ntimeline:\n  - hormone_change: {what: menopause}\n    from_day: 0\n"),
                    options)
        .warnings.size();
  };
  EXPECT_EQ(warned("0.5"), 0u);
  EXPECT_EQ(warned("0"), 0u);
  EXPECT_EQ(warned("1"), 1u);
}

TEST(Forecast, ExpectsTheMenopauseThatNobodyWrote) {
  ForecastOptions options = few_draws();
  options.draws = 2;
  options.horizon_days = 4000;
  const auto told = [&](const std::string& text) {
    const Report report = forecast(scenario_of(text), options);
    return std::any_of(report.assumed.begin(), report.assumed.end(), [](const Assumption& assumption) {
      return assumption.value.rfind("menopause on day", 0) == 0;
    });
  };
  EXPECT_TRUE(told("subject: {age_years: 45, male_fraction: 0}\n"));
  EXPECT_FALSE(told("subject: {age_years: 45, male_fraction: 1}\n"));
  EXPECT_FALSE(told("subject: {age_years: 60, male_fraction: 0}\n"));
  EXPECT_FALSE(
      told("subject: {age_years: 45, male_fraction: 0}\ntimeline:\n  - hormone_change: {what: menopause}\n   "
           " from_day: "
           "100\n"));
}

TEST(Forecast, WarnsOfAMassThatFewLiveWith) {
  ForecastOptions options = few_draws();
  options.draws = 2;
  options.horizon_days = 120;
  const auto warned = [&](const std::string& kcal) {
    const Report report = forecast(
        scenario_of(
            "subject: {age_years: 30, male_fraction: 1, bmi: 21}\ntimeline:\n  - diet: {energy_kcal: " +
            kcal + "}\n    from_day: 0\n"),
        options);
    return std::any_of(report.warnings.begin(), report.warnings.end(),
                       [](const auto& warning) { return warning.event == "body mass"; });
  };
  EXPECT_TRUE(warned("0"));
  EXPECT_FALSE(warned("1800"));
}

}  // namespace
}  // namespace sarx
