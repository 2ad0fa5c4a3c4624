#include "sarx/io/assess.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace sarx {
namespace {

using Json = nlohmann::json;

constexpr const char* woman = "subject: {age_years: 74, male_fraction: 0, height_cm: 160, weight_kg: 60}\n";

Json assessed(const std::string& text) {
  const AssessmentResult result = assess_text(text, "test.yaml");
  EXPECT_TRUE(result.assessment) << result.faults.text();
  return result.assessment ? Json::parse(assessment_json(*result.assessment)) : Json();
}

std::string result_of(const Json& json, const std::string& definition) {
  for (const Json& one : json["definitions"])
    if (one["name"] == definition) return one["result"];
  return "not there";
}

std::string refused(const std::string& text) {
  const AssessmentResult result = assess_text(text, "test.yaml");
  EXPECT_FALSE(result.assessment) << text;
  return result.faults.text();
}

TEST(Assess, NamesEveryDefinitionOnceInItsWords) {
  const Json json = assessed(std::string(woman) + "measurements: [{measure: grip_strength, value: 14}]\n");
  std::set<std::string> names;
  for (const Json& one : json["definitions"]) {
    names.insert(one["name"]);
    const std::set<std::string> words{"none", "probable", "confirmed", "severe", "unknown", "possible"};
    EXPECT_TRUE(words.count(one["result"])) << one;
    EXPECT_TRUE(one["result"] != "possible" || one["name"] == "AWGS 2019");
    EXPECT_TRUE(one["because"].is_string());
    EXPECT_TRUE(one["missing"].is_array());
  }
  EXPECT_EQ(names, (std::set<std::string>{"EWGSOP2", "EWGSOP1", "AWGS 2019", "FNIH", "SDOC", "GLIS",
                                          "Janssen", "cachexia", "GLIM", "frailty"}));
  EXPECT_EQ(result_of(json, "EWGSOP2"), "probable");
  EXPECT_EQ(result_of(json, "AWGS 2019"), "possible");
  EXPECT_EQ(result_of(json, "Janssen"), "unknown");
}

TEST(Assess, NothingMeasuredIsUnknown) {
  for (const char* none : {"measurements: []\n", ""}) {
    const Json json = assessed(std::string(woman) + none);
    for (const char* definition : {"EWGSOP2", "EWGSOP1", "AWGS 2019", "FNIH", "SDOC", "GLIS", "Janssen"})
      EXPECT_EQ(result_of(json, definition), "unknown") << definition;
    EXPECT_TRUE(json["centiles"].empty());
  }
}

TEST(Assess, CentilesStandAmongPeers) {
  const Json json =
      assessed(std::string(woman) +
               "measurements: [{measure: grip_strength, value: 12}, {measure: chair_stand_time, "
               "value: 25}, {measure: gait_speed, value: 1.2}, {measure: appendicular_lean_mass, "
               "value: 15.5, method: DXA}, {measure: strength, region: quadriceps, method: "
               "isometric, value: 90}]\n");
  std::set<std::string> measures;
  for (const Json& one : json["centiles"]) {
    measures.insert(one["measure"]);
    EXPECT_TRUE(one["centile"] >= 0 && one["centile"] <= 100);
    EXPECT_NE(one["text"].get<std::string>().find("centile for women of 74"), std::string::npos);
    if (one["measure"] == "grip_strength") {
      EXPECT_LT(one["centile"], 10);
    } else if (one["measure"] == "chair_stand_time") {
      EXPECT_GT(one["centile"], 90);
    }
  }
  EXPECT_EQ(measures.size(), 5U);
}

TEST(Assess, AbsurdValuesAreRefusedWithTheirPlace) {
  for (const char* value : {".nan", "nan", "-5", "1e308", "500", ".inf", "-.inf", "'strong'", "", "[22]"}) {
    const std::string text =
        refused(std::string(woman) + "measurements:\n  - {measure: grip_strength, value: " + value + "}\n");
    EXPECT_NE(text.find("test.yaml:3:"), std::string::npos) << value << ": " << text;
  }
  EXPECT_NE(refused(std::string(woman) + "measurements: [{measure: grip_strenth, value: 20}]\n")
                .find("grip_strength"),
            std::string::npos);
  EXPECT_FALSE(refused(std::string(woman) + "measurements: [{measure: sarc_f, value: 11}]\n").empty());
  EXPECT_FALSE(refused(std::string(woman) + "measurements: [{measure: sppb, value: 13}]\n").empty());
  EXPECT_FALSE(refused(std::string(woman) + "measurements: {measure: sppb}\n").empty());
}

TEST(Assess, IsAboutOnePerson) {
  for (const char* sex : {", male_fraction: 0.5", ""}) {
    const std::string text = refused(fmt::format(
        "subject: {{age_years: 74{}}}\nmeasurements: [{{measure: grip_strength, value: 20}}]\n", sex));
    EXPECT_NE(text.find("male_fraction"), std::string::npos) << text;
  }
}

TEST(Assess, WeightLossNamesWasting) {
  const Json json = assessed(
      "subject: {age_years: 74, male_fraction: 0, height_cm: 160, weight_kg: 48, weight_loss_percent: 9, "
      "weight_loss_days: 150, crp_mg_l: 12}\n");
  EXPECT_EQ(result_of(json, "cachexia"), "confirmed");
  EXPECT_EQ(result_of(json, "GLIM"), "confirmed");
}

}  // namespace
}  // namespace sarx
