#include "sarx/io/schema.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "sarx/io/record.h"

namespace sarx {
namespace {

TEST(JsonSchema, HoldsEveryEventAndField) {
  const auto schema = nlohmann::json::parse(json_schema());
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(event_records().size(), 20u);
  for (const auto& record : event_records()) {
    const std::string name(record.name);
    ASSERT_TRUE(schema["$defs"].contains(name)) << name;
    ASSERT_TRUE(schema["$defs"]["item"]["properties"].contains(name)) << name;
    const auto& properties = schema["$defs"][name]["properties"];
    EXPECT_EQ(properties.size(), record.fields.size());
    for (const auto& field : record.fields)
      EXPECT_TRUE(properties.contains(std::string(field.name))) << name << field.name;
    EXPECT_EQ(schema["$defs"][name]["additionalProperties"], false);
  }
}

TEST(JsonSchema, CarriesUnitsLimitsWordsAndMeaning) {
  const auto schema = nlohmann::json::parse(json_schema());
  const auto& age = schema["$defs"]["subject"]["properties"]["age_years"];
  EXPECT_EQ(age["type"], "number");
  EXPECT_EQ(age["minimum"], 18);
  EXPECT_EQ(age["maximum"], 110);
  EXPECT_EQ(age["x-unit"], "y");
  EXPECT_EQ(schema["$defs"]["subject"]["required"], (nlohmann::json{"male_fraction", "age_years"}));
  const auto& joint = schema["$defs"]["immobilisation"]["properties"]["joint"];
  EXPECT_EQ(joint["enum"].size(), 6u);
  EXPECT_FALSE(joint["description"].get<std::string>().empty());
  // A number is as good as a word where words are open.
  EXPECT_EQ(schema["$defs"]["disease"]["properties"]["stage"]["type"], (nlohmann::json{"string", "number"}));
}

// Every "$ref" leads somewhere.
void check_references(const nlohmann::json& node, const nlohmann::json& schema) {
  if (node.is_object() && node.contains("$ref")) {
    const auto target = node["$ref"].get<std::string>();
    EXPECT_TRUE(schema.contains(nlohmann::json::json_pointer(target.substr(1)))) << target;
  }
  if (node.is_structured())
    for (const auto& child : node) check_references(child, schema);
}
TEST(JsonSchema, ReferencesLeadSomewhere) {
  const auto schema = nlohmann::json::parse(json_schema());
  check_references(schema, schema);
}

// Set SARX_UPDATE_REFERENCE to write the page anew.
TEST(Reference, TheCommittedPageIsCurrent) {
  const std::string path = SARX_SOURCE_DIR "/docs/scenario-reference.md";
  if (std::getenv("SARX_UPDATE_REFERENCE")) std::ofstream(path) << reference_markdown();
  std::ifstream file(path);
  const std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_TRUE(page == reference_markdown()) << "run the tests once with SARX_UPDATE_REFERENCE=1";
}

TEST(Records, DescribeEveryFieldInASentence) {
  for (const auto& record : event_records()) {
    EXPECT_EQ(record.doc.back(), '.') << record.name;
    for (const auto& field : record.fields)
      EXPECT_EQ(field.doc.substr(field.doc.size() - 1).find_first_of("."), 0u)
          << field.name << ": " << field.doc;
  }
}

}  // namespace
}  // namespace sarx
