#include "sarx/io/report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sarx/body/muscle_group.h"

namespace sarx {
namespace {

/// A report with two muscle groups, one of which shrinks on the left.
Report small_report() {
  Report report;
  report.scenario = "A <cast> & \"more\"";
  report.horizon_day = 14;
  report.draws = 3;
  report.days = {0, 7.5, 14};
  for (std::string_view measure : {"muscle_volume", "strength"}) {
    for (std::string_view group : muscle_group_names) {
      for (std::string_view side : side_names) {
        Series s;
        s.measure = measure;
        s.region = group;
        s.side = side;
        s.method = measure == "strength" ? "isometric" : "MRI";
        s.kind = "level";
        s.unit = measure == "strength" ? "N m" : "cm3";
        const double end = group == "quadriceps" && side == "left" ? 900 : 1000;
        s.median = {1000, 950, end};
        s.lo = {1000, 940, end - 30};
        s.hi = {1000, 960, end + 20};
        report.series.push_back(s);
      }
    }
  }
  Series mass;
  mass.measure = "body_mass";
  mass.kind = "level";
  mass.unit = "kg";
  mass.median = mass.lo = mass.hi = {70, 70, 70};
  report.series.push_back(mass);
  for (const Definition definition : {Definition::ewgsop2, Definition::awgs2019, Definition::sdoc}) {
    ClassCourse course;
    course.definition = definition;
    for (auto& shares : course.probability) shares.assign(3, 0);
    const bool named = definition != Definition::sdoc;
    for (std::size_t day = 0; day < 3; ++day) {
      const double severe = named && day > 0 ? 0.75 : 0;
      course.probability[static_cast<std::size_t>(Verdict::none)][day] = 1 - severe;
      course.probability[static_cast<std::size_t>(Verdict::severe)][day] = severe;
      course.result.push_back(severe > 0.5 ? Verdict::severe : Verdict::none);
    }
    report.classes.push_back(course);
  }
  report.drivers = {{"disuse", -0.3, -75}, {"recovery", 0.1, 25}};
  report.driver_muscle_kg.assign(3, {});
  report.timeline = {{"immobilisation", "Immobilisation", "knee, left", 0, 14}};
  report.assumed = {{"subject.height_cm", "175 cm", "usual"}};
  report.warnings = {{"supervision", "drug: prednisone", "needs medical supervision", "label"}};
  report.harms = {{"drug: prednisone", "diabetes", "more of it", "label"}};
  return report;
}

TEST(ReportJson, HasEveryKeyOfTheContractAndNoOther) {
  const nlohmann::json json = nlohmann::json::parse(report_json(small_report()));
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"assumed", "classes", "drivers", "harms", "scenario", "series",
                                            "warnings"}));
  const nlohmann::json& quadriceps = json["series"][0];
  EXPECT_EQ(quadriceps["measure"], "muscle_volume");
  EXPECT_EQ(quadriceps["region"], "quadriceps");
  EXPECT_EQ(quadriceps["side"], "left");
  EXPECT_EQ(quadriceps["day"].size(), 3u);
  EXPECT_EQ(quadriceps["median"][2], 900);
  EXPECT_EQ(quadriceps["day"][1], 7.5);
  EXPECT_TRUE(json["series"].back()["region"].is_null());
  EXPECT_TRUE(json["series"].back()["side"].is_null());
  EXPECT_EQ(json["drivers"][0]["share_percent"], -75);
  EXPECT_EQ(json["warnings"][0]["kind"], "supervision");
}

TEST(ReportJson, SaysTheClassByEveryDefinition) {
  const nlohmann::json classes = nlohmann::json::parse(report_json(small_report()))["classes"];
  ASSERT_EQ(classes.size(), 3u);
  EXPECT_EQ(classes[0]["definition"], "EWGSOP2");
  EXPECT_EQ(classes[0]["day"], nlohmann::json::parse("[0, 7.5, 14]"));
  EXPECT_EQ(classes[0]["result"], nlohmann::json::parse(R"(["none", "severe", "severe"])"));
  EXPECT_EQ(classes[0]["probability"], nlohmann::json::parse(R"({"none": [1.0, 0.25, 0.25],
    "probable": [0.0, 0.0, 0.0], "confirmed": [0.0, 0.0, 0.0], "severe": [0.0, 0.75, 0.75]})"));
  // Only AWGS knows "possible".
  EXPECT_TRUE(classes[1]["probability"].contains("possible"));
  EXPECT_FALSE(classes[2]["probability"].contains("possible"));
}

TEST(ReportTable, NamesTheClassWhereThereIsSomethingToName) {
  const std::string table = report_table(small_report(), {});
  EXPECT_NE(table.find("severe 75 %"), std::string::npos) << table;
  EXPECT_NE(table.find("none throughout by SDOC"), std::string::npos) << table;
}

TEST(Report, TellsWhatHappenedInAPlayedLife) {
  Report report = small_report();
  report.life = LivedLife{{{3, "falls", "", "", true, "Fall with an injury"},
                           {9, "fracture", "hip", "right", true, "Fall that breaks a hip, right"}},
                          std::nullopt};
  const nlohmann::json life = nlohmann::json::parse(report_json(report))["life"];
  EXPECT_TRUE(life["death_day"].is_null());
  EXPECT_EQ(life["events"][1], nlohmann::json::parse(R"({"day": 9, "measure": "fracture", "region": "hip",
    "side": "right", "injurious": true, "text": "Fall that breaks a hip, right"})"));
  EXPECT_TRUE(life["events"][0]["side"].is_null());
  const std::string table = report_table(report, {});
  EXPECT_NE(table.find("one life, played by chance"), std::string::npos);
  EXPECT_NE(table.find("day 9              Fall that breaks a hip, right"), std::string::npos) << table;
  EXPECT_NE(report_html(report).find("Day 9: Fall that breaks a hip, right"), std::string::npos);
  EXPECT_NE(report_csv(report).find("fracture,hip,right,,event,,9,1,,\n"), std::string::npos);
  report.life.reset();
  EXPECT_EQ(report_table(report, {}).find("hip, right"), std::string::npos);
}

TEST(ReportHtml, DrawsTheClassAsAStrip) {
  const std::string page = report_html(small_report());
  EXPECT_NE(page.find("EWGSOP2: severe, day 7.5 to 14, 75 % of draws"), std::string::npos);
  EXPECT_EQ(page.find("SDOC: "), std::string::npos);
}

TEST(ReportJson, KeepsWordsThatAreNotUtf8FromBreakingIt) {
  Report report = small_report();
  report.scenario = "broken \xff byte";
  EXPECT_TRUE(nlohmann::json::accept(report_json(report)));
}

TEST(ReportCsv, HasOneLinePerSeriesAndDay) {
  const Report report = small_report();
  const std::string csv = report_csv(report);
  EXPECT_EQ(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')),
            1 + (report.series.size() + 4 + 5 + 4) * report.days.size());
  EXPECT_NE(csv.find("class,,,EWGSOP2,severe,probability,14,0.75,,\n"), std::string::npos);
  EXPECT_NE(csv.find("muscle_volume,quadriceps,left,MRI,level,cm3,14,900,870,920\n"), std::string::npos);
}

TEST(ReportTable, TellsTheSidesApartOnlyWhereTheyDiffer) {
  const std::string table = report_table(small_report(), {});
  EXPECT_NE(table.find("quadriceps, left"), std::string::npos);
  EXPECT_NE(table.find("hamstrings, each side"), std::string::npos);
  EXPECT_EQ(table.find("hamstrings, left"), std::string::npos);
  EXPECT_NE(table.find("-10.0 % (-13.0 to -8.0)"), std::string::npos) << table;
  EXPECT_NE(table.find("medical supervision"), std::string::npos);
  EXPECT_NE(table.find("not medical advice"), std::string::npos);
}

TEST(ReportTable, ShowsOnlyWhatWasAskedFor) {
  SeriesFilter filter;
  filter.regions = {"hamstrings"};
  filter.measures = {"muscle_volume"};
  const std::string table = report_table(small_report(), filter);
  EXPECT_EQ(table.find("quadriceps"), std::string::npos);
  EXPECT_EQ(table.find("Body mass"), std::string::npos);
  EXPECT_NE(table.find("hamstrings"), std::string::npos);
}

TEST(ReportHtml, EscapesWhatTheFileSaid) {
  const std::string page = report_html(small_report());
  EXPECT_EQ(page.find("<cast>"), std::string::npos);
  EXPECT_NE(page.find("A &lt;cast&gt; &amp; &quot;more&quot;"), std::string::npos);
}

TEST(ReportHtml, NeedsNoNetworkAndNoScript) {
  const std::string page = report_html(small_report());
  for (const char* needle : {"http://", "https://", "<script", "<link", "<img", "url(", "@import"}) {
    EXPECT_EQ(page.find(needle), std::string::npos) << needle;
  }
}

TEST(ReportHtml, ColoursTheLeftQuadricepsAndNotTheRight) {
  const std::string page = report_html(small_report());
  EXPECT_NE(page.find("<title>quadriceps, left: \xE2\x88\x92"
                      "10.0 %"),
            std::string::npos);
  EXPECT_NE(page.find("<title>quadriceps, right: 0.0 %"), std::string::npos);
}

TEST(Comparison, PutsScenariosBesideEachOther) {
  std::vector<Report> reports{small_report(), small_report()};
  reports[1].scenario = "with training";
  for (Series& s : reports[1].series) {
    if (s.region == "quadriceps" && s.side == "left") s.median.back() = 990;
  }
  const std::string table = comparison_table(reports, {});
  EXPECT_NE(table.find("A: A <cast>"), std::string::npos);
  EXPECT_NE(table.find("B: with training"), std::string::npos);
  EXPECT_NE(table.find("-10.0 %"), std::string::npos);
  EXPECT_NE(table.find("-1.0 %"), std::string::npos);
  const nlohmann::json json = nlohmann::json::parse(comparison_json(reports));
  EXPECT_EQ(json["scenarios"].size(), 2u);
  EXPECT_NE(comparison_html(reports).find("with training"), std::string::npos);
}

}  // namespace
}  // namespace sarx
