#include "sarx/io/scenario.h"

#include <filesystem>
#include <limits>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sarx/io/document.h"

namespace sarx {
namespace {

Scenario read(const std::string& text, const std::string& name = "t.yaml") {
  auto result = read_scenario_text(text, name);
  EXPECT_TRUE(result.scenario) << result.faults.text();
  EXPECT_EQ(result.faults.empty(), result.scenario.has_value());
  return result.scenario.value_or(Scenario{});
}

const std::string who = "subject: {age_years: 40, male_fraction: 1}\n";

TEST(Scenario, ReadsEverything) {
  const Scenario s = read(R"(name: Everything
start_date: 2025-03-01
subject:
  age_years: 71.5
  male_fraction: 0
  height_cm: 162
  weight_kg: 64
  training: recreational
  living: care-home
  menopause: early post
  age_range: [60, 80]
  history: [thrombosis, sleep_apnoea]
  smoking: never
  assumed: [living]
measurements:
  - {measure: grip_strength, value: 21.5}
  - {measure: strength, value: 90, unit: N m, method: isometric, region: quadriceps, side: right, day: -3}
timeline:
  - immobilisation: {joint: wrist, side: left, device: brace, hours_per_day: 8}
    from_day: 0
    to_day: 14.5
    assumed: [side, to_day]
  - resistance_training: {regions: [leg, arm], sets: 3, to_failure: true, mode: bands}
    from: 6 wk
  - disease: {condition: ckd, stage: 3}
    from: -2 y
  - drug: {what: testosterone-gel, titrated_to: 500}
    from: 2025-03-31
    to: 2025-04-30
  - ageing:
    from: 0 d
report:
  days: [90, 6 wk, 90]
  measures: [lean_mass, falls]
  regions: [quadriceps]
)");
  EXPECT_EQ(s.name, "Everything");
  EXPECT_EQ(s.start_date, "2025-03-01");
  EXPECT_EQ(s.subject.age_years, 71.5);
  EXPECT_EQ(s.subject.training, TrainingStatus::recreational);
  EXPECT_EQ(s.subject.living, Living::care_home);
  EXPECT_EQ(s.subject.menopause, Menopause::early_post);
  EXPECT_EQ(s.subject.age_range, (std::vector<double>{60, 80}));
  EXPECT_EQ(s.subject.history, (std::vector<std::string>{"thrombosis", "sleep_apnoea"}));
  EXPECT_EQ(s.subject.assumed, (std::vector<std::string>{"living"}));
  EXPECT_EQ(s.subject.bmi, std::nullopt);
  ASSERT_EQ(s.measurements.size(), 2u);
  EXPECT_EQ(s.measurements[0].measure, "grip_strength");
  EXPECT_EQ(s.measurements[0].value, 21.5);
  EXPECT_EQ(s.measurements[1].unit, "N m");
  EXPECT_EQ(s.measurements[1].side, "right");
  EXPECT_EQ(s.measurements[1].day, -3);
  ASSERT_EQ(s.timeline.items.size(), 5u);
  const auto& brace = std::get<Immobilisation>(s.timeline.items[0].event);
  EXPECT_EQ(brace.joint, Joint::wrist);
  EXPECT_EQ(brace.side, EventSide::left);
  EXPECT_EQ(brace.device, ImmobilisationDevice::brace);
  EXPECT_EQ(brace.hours_per_day, 8);
  EXPECT_EQ(s.timeline.items[0].to_day, 14.5);
  EXPECT_EQ(s.timeline.items[0].assumed.size(), 2u);
  const auto& training = std::get<ResistanceTraining>(s.timeline.items[1].event);
  EXPECT_EQ(training.regions, (std::vector<std::string>{"leg", "arm"}));
  EXPECT_EQ(training.to_failure, true);
  EXPECT_EQ(training.reps, std::nullopt);
  EXPECT_EQ(s.timeline.items[1].from_day, 42);
  EXPECT_EQ(s.timeline.items[1].to_day, std::numeric_limits<double>::infinity());
  EXPECT_EQ(std::get<Disease>(s.timeline.items[2].event).stage, "3");
  EXPECT_EQ(s.timeline.items[2].from_day, -730);
  EXPECT_EQ(std::get<Drug>(s.timeline.items[3].event).titrated_to, "500");
  EXPECT_EQ(s.timeline.items[3].from_day, 30);
  EXPECT_EQ(s.timeline.items[3].to_day, 60);
  EXPECT_TRUE(std::holds_alternative<Ageing>(s.timeline.items[4].event));
  EXPECT_EQ(s.report.days, (std::vector<double>{42, 90}));
  EXPECT_EQ(s.report.measures, (std::vector<std::string>{"lean_mass", "falls"}));
}

TEST(Scenario, AgeAndSexAreEnough) {
  const Scenario s = read(who);
  EXPECT_TRUE(s.timeline.items.empty());
  EXPECT_TRUE(s.report.days.empty());
}

TEST(Scenario, JsonSaysTheSame) {
  const Scenario s = read(
      R"({"subject": {"age_years": 40, "male_fraction": 0.5}, "timeline": [{"bed_rest": {"tilt_deg": -6}, "from": "1 wk"}], "report": {"days": 60}})",
      "t.json");
  EXPECT_EQ(std::get<BedRest>(s.timeline.items.at(0).event).tilt_deg, -6);
  EXPECT_EQ(s.timeline.items[0].from_day, 7);
  EXPECT_EQ(s.report.days, (std::vector<double>{60}));
}

TEST(Scenario, EventsOverlapAndComeAgain) {
  const Scenario s = read(who +
                          "timeline:\n"
                          "  - bed_rest: {}\n    from_day: 0\n    to_day: 10\n"
                          "  - bed_rest: {}\n    from_day: 5\n    to_day: 5\n");
  EXPECT_EQ(s.timeline.items.size(), 2u);
}

TEST(Scenario, OpenWordsAreNeverRefused) {
  const Scenario s = read(who + R"(timeline:
  - disease: {condition: cancer, site: somewhere new, stage: "IVb", level: ~x, detail: 12:30}
    from_day: 0
  - drug: {what: testosterone, titrated_to: 350-750 ng/dL, route: true, detail: 0x1F}
    from_day: 0
  - deficiency: {of: vitamin_d, level: 010}
    from_day: 0
)");
  EXPECT_EQ(std::get<Disease>(s.timeline.items.at(0).event).detail, "12:30");
  EXPECT_EQ(std::get<Drug>(s.timeline.items.at(1).event).route, "true");
  EXPECT_EQ(std::get<Deficiency>(s.timeline.items.at(2).event).level, "010");
}

// One fault each, with its exact place and the heart of its message.
struct Bad {
  std::string text, place, message;
};
void PrintTo(const Bad& bad, std::ostream* out) {
  *out << bad.text;
}

class BadScenario : public testing::TestWithParam<Bad> {};

TEST_P(BadScenario, IsRefusedOnceWithItsPlace) {
  const auto result = read_scenario_text(GetParam().text, "t");
  EXPECT_FALSE(result.scenario);
  ASSERT_EQ(result.faults.count(), 1u) << result.faults.text();
  const std::string text = result.faults.text();
  EXPECT_EQ(text.substr(0, text.find(": ")), fmt::format("t:{}", GetParam().place)) << text;
  EXPECT_NE(text.find(GetParam().message), std::string::npos) << text;
}

Bad subject(const std::string& more, const std::string& column, const std::string& message) {
  return {fmt::format("subject: {{age_years: 40, male_fraction: 1, {}}}", more), fmt::format("1:{}", column),
          message};
}
Bad item(const std::string& lines, const std::string& place, const std::string& message) {
  return {who + "timeline:\n" + lines, place, message};
}

INSTANTIATE_TEST_SUITE_P(
    Top, BadScenario,
    testing::Values(
        Bad{"name: x", "1:1", "found no subject"}, Bad{"[1, 2]", "1:1", "found a list, expected a mapping"},
        Bad{"subject:", "1:1", "subject: found nothing, expected a mapping"},
        Bad{"subject: {male_fraction: 1}", "1:10", "found no age_years"},
        Bad{"subject: {age_years: 40}", "1:10", "found no male_fraction"},
        Bad{who + "timelin: []", "2:1", "did you mean timeline?"},
        Bad{who + "subject: {}", "2:1", "found the key subject twice"},
        Bad{who + "timeline:", "2:1", "found nothing, expected a list of events"},
        Bad{who + "timeline: {bed_rest: {}}", "2:11", "found a mapping, expected a list of events"},
        Bad{who + "start_date: 2025-02-30", "2:13", "expected a day of the calendar"},
        Bad{who + "start_date: 1.3.2025", "2:13", "expected a day of the calendar"},
        Bad{who + "name: [a]", "2:7", "name: found a list"},
        Bad{who + "report: {days: -5}", "2:16", "from 0 to 36525"},
        Bad{who + "report: {days: [10, 1e9]}", "2:21", "from 0 to 36525"},
        Bad{who + "report: {measures: [leanmass]}", "2:21", "did you mean lean_mass?"},
        Bad{who + "report: {regions: [quads]}", "2:20", "report.regions: found quads"},
        Bad{who + "report: {day: 5}", "2:10", "did you mean days?"},
        Bad{who + "measurements: {grip: 3}", "2:15", "expected a list"},
        Bad{who + "measurements: [{measure: grip_strength}]", "2:16", "found no value"},
        Bad{who + "measurements: [{measure: grip_strengh, value: 3}]", "2:26", "did you mean grip_strength?"},
        Bad{who + "measurements: [{measure: grip_strength, value: 400}]", "2:48",
            "expected a number from 0 to 100 (kg)"},
        Bad{who + "measurements: [{measure: grip_strength, value: 40, unit: lb}]", "2:58", "expected kg"},
        Bad{who + "measurements: [{measure: strength, value: 40, side: both}]", "2:53", "left or right"},
        Bad{who + "report: {measures: [egfr]}", "2:21", "report.measures: found egfr"},
        Bad{who + "report: {measures: [fibre_cs]}", "2:21", "did you mean fibre_csa?"},
        Bad{"subject: {age_years: 90, male_fraction: 0}\nreport: {days: [30, 40 y]}", "2:21",
            "the subject would be 130 years old"},
        Bad{"subject: {age_years: 70, age_years_sd: 8, male_fraction: 0}\nreport: {days: 40 y}", "2:16",
            "the oldest would be 124 years old"},
        Bad{"id: x\narms: []", "1:1", "found a study"}));

const std::string heavy = "subject: {age_years: 40, male_fraction: 1, weight_kg: 80, fat_mass_kg: 20}\n";

INSTANTIATE_TEST_SUITE_P(
    Together, BadScenario,
    testing::Values(
        Bad{heavy + "measurements: [{measure: body_mass, value: 90}]", "2:44",
            "about 80.0, as subject.weight_kg"},
        Bad{heavy + "measurements: [{measure: fat_mass, value: 30}]", "2:43", "about 20.0"},
        Bad{heavy + "measurements: [{measure: lean_mass, value: 85}]", "2:44",
            "less than the body mass of 80.0"},
        Bad{who + "measurements: [{measure: body_mass, value: 50}, {measure: fat_mass, value: 60}]", "2:76",
            "less than the body mass of 50.0"},
        Bad{heavy + "timeline:\n  - diet: {protein_g_per_kg: 1, protein_g: 160}\n    from_day: 0", "3:44",
            "expected 80 g at 80.0 kg"},
        Bad{who + "timeline:\n  - diet: {protein_g_per_kg: 5, protein_g: 50}\n    from_day: 0", "3:44",
            "somebody of 10 kg"},
        Bad{heavy + "timeline:\n  - diet: {protein_g_per_kg: 1, meal_protein_g: [60, 60]}\n    from_day: 0",
            "3:49", "no more than 80 g"}));

TEST(Scenario, WhatAgreesIsTaken) {
  for (const std::string& more :
       {std::string("measurements: [{measure: body_mass, value: 82}, {measure: fat_mass, value: 21}]"),
        // A year ago people weighed something else.
        std::string("measurements: [{measure: body_mass, value: 95, day: -365}]"),
        std::string("timeline:\n  - diet: {protein_g_per_kg: 1.5, protein_g: 120}\n    from_day: 0"),
        std::string("timeline:\n  - nerve_injury: {nerve: radial, repair_day: 10}\n    from_day: 10"),
        std::string("report: {days: [80 y], measures: [fibre_csa, mortality, prevalence_sarcopenia]}")}) {
    const auto result = read_scenario_text(heavy + more, "t");
    EXPECT_TRUE(result.scenario) << result.faults.text();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Subject, BadScenario,
    testing::Values(
        Bad{"subject: {age_years: 400, male_fraction: 1}", "1:22",
            "found 400, expected a number from 18 to 110 (y)"},
        Bad{"subject: {age_years: 17, male_fraction: 1}", "1:22", "from 18 to 110"},
        Bad{"subject: {age_years: 40, male_fraction: 1.2}", "1:41", "from 0 to 1"},
        Bad{"subject: {age_years: \"40\", male_fraction: 1}", "1:22", "write it without quotes"},
        Bad{"subject: {age_years: forty, male_fraction: 1}", "1:22", "found forty, expected a number"},
        Bad{"subject: {age_years: [40], male_fraction: 1}", "1:22", "found a list, expected a number"},
        Bad{"subject: {age_years: 40, male_fraction: true}", "1:41", "found true, expected a number"},
        subject("weight_kg: 0", "55", "found 0, expected a number from 25 to 350 (kg)"),
        subject("weight_kg: 75 kg", "55", "write the number alone, in kg"),
        subject("weight_kg: 1e308", "55", "from 25"), subject("weight_kg: 1e999", "55", "expected a number"),
        subject("weight_kg: .nan", "55", "expected a number"),
        subject("weight_kg: .inf", "55", "expected a number"),
        subject("weight_kg: NaN", "55", "expected a number"),
        subject("weight_kg: 0x4B", "55", "decimal notation"),
        subject("weight_kg: 075", "55", "without leading zeros"),
        subject("weight_kg: 7_5", "55", "expected a number"),
        subject("weight_kg: 1:15", "55", "expected a number"),
        subject("weight_kg: ", "44", "found nothing, expected a number"),
        subject("weigth_kg: 75", "44", "did you mean weight_kg?"),
        subject("weight: 75", "44", "did you mean weight_kg?"),
        subject("sex: male", "44", "did you mean male_fraction?"),
        subject("training: elite", "54", "untrained, recreational or trained"),
        subject("living: carehome", "52", "did you mean care-home?"),
        subject("height_cm: 180, weight_kg: 80, bmi: 30", "80", "subject.bmi: found 30, expected 24.7"),
        subject("height_cm: 180, weight_kg: 30", "71", "expected a BMI from 10 to 100"),
        subject("bmi: 40, bmi_range: [20, 30]", "49", "within bmi_range, 20 to 30"),
        subject("weight_kg: 80, fat_mass_kg: 16, body_fat_percent: 40", "94", "expected about 20"),
        subject("weight_kg: 60, lean_mass_kg: 70", "73", "expected no more than the body mass"),
        subject("weight_kg: 60, fat_mass_kg: 30, lean_mass_kg: 45", "90",
                "expected no more than the body mass"),
        subject("weight_kg: 90, fat_mass_kg: 20, lean_mass_kg: 40", "90", "make up the body mass"),
        subject("lean_mass_kg: 40, appendicular_lean_mass_kg: 35", "89", "at most 70 %"),
        subject("age_range: [50, 30]", "55", "expected the lowest first"),
        subject("age_range: [30]", "55", "expected two"),
        subject("age_range: 30", "55", "expected a list of numbers"),
        subject("age_min: 60, age_max: 50", "53", "at most age_max"),
        Bad{"subject: {age_years: 40, age_min: 60, male_fraction: 1}", "1:22", "within the limits"},
        subject("menopause: post", "55", "women only"),
        subject("assumed: [age]", "54", "did you mean age_years?"),
        subject("history: thrombosis", "53", "expected a list of words")));

INSTANTIATE_TEST_SUITE_P(
    Timeline, BadScenario,
    testing::Values(
        item("  - bedrest: {}\n    from_day: 0", "3:5", "unknown event bedrest"),
        item("  - bed_rest: {}\n    microgravity: {}\n    from_day: 0", "4:5", "second event, microgravity"),
        item("  - from_day: 0", "3:5", "found no event"),
        item("  - ageing", "3:5", "did you mean ageing: {}?"),
        item("  - bed_rest: {}", "3:5", "found no from_day"),
        item("  - bed_rest: {}\n    from_day: zero", "4:15", "expected a number"),
        item("  - bed_rest: {}\n    from_day: 1e6", "4:15", "from -40000 to 40000"),
        item("  - bed_rest: {}\n    from: 14", "4:11", "write from: 14 d, or from_day: 14"),
        item("  - bed_rest: {}\n    from: 3 m", "4:11", "did you mean mo (months)?"),
        item("  - bed_rest: {}\n    from: soon", "4:11", "a time with its unit"),
        item("  - bed_rest: {}\n    from: 500 y", "4:11", "within 40000 days"),
        item("  - bed_rest: {}\n    from: 2025-03-01", "4:11", "expected a start_date"),
        item("  - bed_rest: {}\n    from_day: 6 wk", "4:15", "did you mean from: 6 wk?"),
        item("  - bed_rest: {}\n    from_day: 0\n    from: 0 d", "5:11", "beside from_day"),
        item("  - bed_rest: {}\n    from_day: 10\n    to_day: 9", "5:13", "can't end before it begins"),
        item("  - bed_rest: {}\n    from: 6 wk\n    to: 10 d", "5:9", "can't end before it begins"),
        item("  - bed_rest: {}\n    from_day: 0\n    untill: 5 d", "5:5", "unknown key untill"),
        item("  - bed_rest: {}\n    from_day: 0\n    until: 5 d", "5:5", "did you mean to?"),
        item("  - bed_rest: {}\n    from_day: 0\n    assumed: [tilt_deg]", "5:15", "assumed: found tilt_deg"),
        item("  - bed_rest: flat\n    from_day: 0", "3:15", "found flat, expected a mapping"),
        item("  - bed_rest: {tilt: -6}\n    from_day: 0", "3:16", "did you mean tilt_deg?"),
        item("  - bed_rest: {tilt_deg: 60}\n    from_day: 0", "3:26", "from -30 to 0 (deg)"),
        item("  - resistance_training:\n    sets: 3\n    from_day: 0", "4:5", "indent it further"),
        item("  - resistance_training: {sessions_per_week: -5}\n    from_day: 0", "3:46",
             "found -5, expected a number from 0 to 28"),
        item("  - resistance_training: {to_failure: yes}\n    from_day: 0", "3:39", "did you mean true?"),
        item("  - resistance_training: {to_failure: \"false\"}\n    from_day: 0", "3:39",
             "did you mean false?"),
        item("  - resistance_training: {regions: [quadricep]}\n    from_day: 0", "3:37",
             "did you mean quadriceps?"),
        item("  - resistance_training: {regions: quadriceps}\n    from_day: 0", "3:36",
             "such as [quadriceps]"),
        item("  - resistance_training: {regions: []}\n    from_day: 0", "3:36", "found an empty list"),
        item("  - immobilisation: {side: left}\n    from_day: 0", "3:21", "found no joint"),
        item("  - immobilisation:\n    from_day: 0", "3:5", "found no joint"),
        item("  - immobilisation: {joint: knee, side: leftt}\n    from_day: 0", "3:41", "did you mean left?"),
        item("  - disease: {condition: flu}\n    from_day: 0", "3:26", "found flu, expected one of cancer"),
        item("  - disease: {condition: Heart Failure}\n    from_day: 0", "3:26",
             "did you mean heart_failure?"),
        item("  - disease: {condition: ckd, stage: }\n    from_day: 0", "3:31", "stage: found nothing"),
        item("  - drug: {dose: 5, unit: mg}\n    from_day: 0", "3:11", "found no what"),
        item("  - drug: {what: prednisone, dose: 5}\n    from_day: 0", "3:36", "dose without unit"),
        item("  - drug: {what: prednisone, dose: 5 mg, unit: mg}\n    from_day: 0", "3:36",
             "write the number alone"),
        item("  - supplement: {what: whey, dose: 20}\n    from_day: 0", "3:36", "dose without unit"),
        item("  - diet: {energy_kcal: 1500, energy_deficit_kcal: 500}\n    from_day: 0", "3:31",
             "beside energy_kcal"),
        item("  - diet: {protein_g: 60, meal_protein_g: [30, 40]}\n    from_day: 0", "3:43",
             "no more than protein_g, 60"),
        item("  - nerve_injury: {nerve: radial, repair_day: -3}\n    from_day: 0", "3:47",
             "isn't repaired before it is injured"),
        item("  - resistance_training: {load_percent_1rm: 0}\n    from_day: 0", "3:45", "from 1 to 200"),
        item("  - endurance_training: {sessions_per_week: 7, minutes: 400}\n    from_day: 0", "3:57",
             "47 h a week, expected at most 40 h"),
        item("  - endurance_training: {sessions_per_week: 28, minutes: 400}\n    from_day: 0\n    to_day: 4",
             "3:58", "expected at most 168 h"),
        item("  - diet: {energy_deficit: 500}\n    from_day: 0", "3:28", "expected unknown"),
        item("  - diet: {meals_per_day: 3, meal_protein_g: [20, 30]}\n    from_day: 0", "3:46",
             "as many as meals_per_day"),
        item("  - activity: {}\n    from_day: 0", "3:15", "neither steps_per_day nor level"),
        item("  - activity: {steps_per_day: 5000, level: light}\n    from_day: 0", "3:37",
             "beside steps_per_day"),
        item("  - treatment: {of: cancer, what: chemo, response_percent: 20}\n    from_day: 0", "3:35",
             "found chemo"),
        item("  - muscle_injury: {region: hamstrings, grade: 4}\n    from_day: 0", "3:48", "from 1 to 3")));

TEST(BadScenarios, EveryFaultIsToldAtOnce) {
  const auto result = read_scenario_text(
      "subject: {age_years: 400, male_fraction: 1, shoe: 44}\n"
      "timeline:\n"
      "  - bed_rest: {tilt_deg: x}\n"
      "    from_day: 0\n"
      "  - surgery: {kind: knee}\n"
      "    from: 14\n"
      "colour: red\n",
      "t");
  EXPECT_EQ(result.faults.count(), 6u) << result.faults.text();
}

TEST(BadScenarios, AMissingFileIsAFault) {
  const auto result = read_scenario("no/such/file.yaml");
  EXPECT_FALSE(result.scenario);
  EXPECT_EQ(result.faults.text().rfind("no/such/file.yaml:1:1: found no file", 0), 0u);
}

TEST(Examples, AllRead) {
  int read_count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SARX_SOURCE_DIR "/examples")) {
    if (entry.path().extension() != ".yaml" && entry.path().extension() != ".json") continue;
    // Beside scenarios there are populations and trials, which have readers of their own.
    Faults faults(entry.path().string());
    const auto root = parse_document(read_file(entry.path().string(), faults).value_or(""), faults);
    ASSERT_TRUE(root) << faults.text();
    if (root->find("population") || root->find("trial") || root->find("arms")) continue;
    const auto result = read_scenario(entry.path().string());
    EXPECT_TRUE(result.scenario) << result.faults.text();
    EXPECT_FALSE(result.scenario.value_or(Scenario{}).name.empty()) << entry.path();
    ++read_count;
  }
  EXPECT_GE(read_count, 13);
}

}  // namespace
}  // namespace sarx
