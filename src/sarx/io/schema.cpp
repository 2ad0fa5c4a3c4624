#include "sarx/io/schema.h"

#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sarx/io/record.h"
#include "sarx/io/value.h"
#include "sarx/io/vocabulary.h"
#include "sarx/timeline/field.h"

namespace sarx {
namespace {

using Json = nlohmann::ordered_json;

Json words_array(std::span<const std::string_view> words) {
  Json array = Json::array();
  for (const auto word : words) array.push_back(word);
  return array;
}

Json number_schema(const FieldInfo& field) {
  Json schema{{"type", "number"}};
  if (field.limited) {
    schema["minimum"] = field.minimum;
    schema["maximum"] = field.maximum;
  }
  return schema;
}

// Open words may be numbers too: `stage: 3`.
Json open_word_schema() {
  return {{"type", {"string", "number"}}};
}

Json field_schema(const FieldInfo& field) {
  Json schema;
  switch (field.kind) {
    case FieldKind::number:
      schema = number_schema(field);
      break;
    case FieldKind::flag:
      schema = {{"type", "boolean"}};
      break;
    case FieldKind::open_word:
      schema = open_word_schema();
      break;
    case FieldKind::closed_word:
      schema = {{"enum", words_array(field.words)}};
      break;
    case FieldKind::numbers:
      schema = {{"type", "array"}, {"items", number_schema(field)}, {"minItems", 1}};
      break;
    case FieldKind::open_words:
      schema = {{"type", "array"}, {"items", open_word_schema()}};
      break;
    case FieldKind::closed_words:
      schema = {{"type", "array"}, {"items", {{"enum", words_array(field.words)}}}, {"minItems", 1}};
      break;
  }
  schema["description"] = field.doc;
  if (!field.unit.empty()) schema["x-unit"] = field.unit;
  return schema;
}

Json record_schema(const RecordInfo& record) {
  Json schema{{"type", "object"},
              {"title", record.name},
              {"description", record.doc},
              {"additionalProperties", false}};
  Json properties = Json::object();
  Json required = Json::array();
  for (const auto& field : record.fields) {
    properties[std::string(field.name)] = field_schema(field);
    if (field.required) required.push_back(field.name);
  }
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

Json day_schema(std::string_view doc) {
  return {
      {"type", "number"}, {"minimum", -40000}, {"maximum", 40000}, {"description", doc}, {"x-unit", "day"}};
}

Json time_schema(std::string_view doc) {
  return {{"type", "string"},
          {"pattern",
           "^([-+]?[0-9]+(\\.[0-9]+)? "
           "*(d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?)|[0-9]{4}-[0-9]{2}-[0-9]{2})$"},
          {"description", doc},
          {"examples", {"14 d", "6 wk", "3 mo", "2 y", "2025-03-01"}}};
}

Json item_schema() {
  Json properties = Json::object();
  Json one_of = Json::array();
  for (const auto& record : event_records()) {
    Json reference{{"$ref", fmt::format("#/$defs/{}", record.name)}};
    // An event without a required field may stand with nothing after it.
    bool needs_fields = false;
    for (const auto& field : record.fields) needs_fields = needs_fields || field.required;
    properties[std::string(record.name)] =
        needs_fields ? reference : Json{{"anyOf", Json::array({reference, Json{{"type", "null"}}})}};
    one_of.push_back({{"required", Json::array({record.name})}});
  }
  properties["from_day"] = day_schema("Day the event begins; day 0 is the baseline.");
  properties["to_day"] = day_schema("Day the event ends; left out, it goes on.");
  properties["from"] = time_schema("When the event begins: a time after day 0 with its unit, or a date.");
  properties["to"] = time_schema("When the event ends: a time after day 0 with its unit, or a date.");
  properties["assumed"] = {{"type", "array"},
                           {"items", open_word_schema()},
                           {"description", "Fields of this event whose values are assumptions, not facts."}};
  return {{"type", "object"},
          {"title", "event"},
          {"additionalProperties", false},
          {"properties", std::move(properties)},
          {"allOf", Json::array({Json{{"oneOf", std::move(one_of)}},
                                 Json{{"oneOf", Json::array({Json{{"required", {"from_day"}}},
                                                             Json{{"required", {"from"}}}})}},
                                 Json{{"not", {{"required", {"to_day", "to"}}}}}})}};
}

Json measurement_schema() {
  Json measures = Json::array();
  Json limits = Json::array();
  for (const auto& word : measure_words()) {
    measures.push_back(word.name);
    Json value{{"minimum", word.minimum}, {"maximum", word.maximum}};
    if (!word.unit.empty()) value["x-unit"] = word.unit;
    limits.push_back({{"if", {{"properties", {{"measure", {{"const", word.name}}}}}}},
                      {"then", {{"properties", {{"value", std::move(value)}}}}}});
  }
  Json properties{
      {"measure", {{"enum", std::move(measures)}, {"description", "What was measured."}}},
      {"value", {{"type", "number"}, {"description", "The value, in the measure's unit."}}},
      {"unit",
       {{"type", "string"},
        {"description", "The unit, where a measure has several (strength: N m, kg or N)."}}},
      {"method",
       {{"type", {"string", "number"}}, {"description", "Instrument or test, in words: DXA, MRI, 1-RM ..."}}},
      {"region", {{"enum", words_array(measure_region_names())}, {"description", "Where it was measured."}}},
      {"side", {{"enum", words_array(side_names)}, {"description", "Which limb."}}},
      {"day", day_schema("Day of the measurement; 0, the baseline, where left out.")}};
  return {{"type", "object"},
          {"title", "measurement"},
          {"additionalProperties", false},
          {"properties", std::move(properties)},
          {"required", {"measure", "value"}},
          {"allOf", std::move(limits)}};
}

Json report_schema() {
  const Json day{{"anyOf", Json::array({Json{{"type", "number"}, {"minimum", 0}, {"maximum", 36525}},
                                        time_schema("A time after day 0.")})}};
  return {{"type", "object"},
          {"title", "report"},
          {"additionalProperties", false},
          {"properties",
           {{"days",
             {{"anyOf", Json::array({day, Json{{"type", "array"}, {"items", day}}})},
              {"description", "Days to report; the last is where the forecast ends."},
              {"x-unit", "day"}}},
            {"measures",
             {{"type", "array"},
              {"items", {{"enum", words_array(report_measure_names())}}},
              {"minItems", 1},
              {"description", "Measures to report."}}},
            {"regions",
             {{"type", "array"},
              {"items", {{"enum", words_array(measure_region_names())}}},
              {"minItems", 1},
              {"description", "Regions to report."}}}}}};
}

std::string markdown_kind(const FieldInfo& field) {
  std::string text;
  const auto limits = [&] {
    return field.limited ? fmt::format(", {} to {}", shortest(field.minimum), shortest(field.maximum)) : "";
  };
  switch (field.kind) {
    case FieldKind::number:
      text = "number" + limits();
      break;
    case FieldKind::flag:
      return "`true` or `false`";
    case FieldKind::open_word:
      return "any words";
    case FieldKind::numbers:
      text = "list of numbers" + limits();
      break;
    case FieldKind::open_words:
      return "list of any words";
    case FieldKind::closed_word:
    case FieldKind::closed_words:
      if (field.words.data() == region_names.data())
        return field.kind == FieldKind::closed_word ? "a region" : "list of regions";
      for (const auto word : field.words) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", word);
      return text;
  }
  return text;
}

std::string markdown_table(const RecordInfo& record) {
  if (record.fields.empty()) return "No fields.\n";
  std::string text = "| field | value | unit | meaning |\n|---|---|---|---|\n";
  for (const auto& field : record.fields)
    text += fmt::format("| `{}`{} | {} | {} | {} |\n", field.name, field.required ? " (required)" : "",
                        markdown_kind(field), field.unit, field.doc);
  return text;
}

std::string code_list(std::span<const std::string_view> words) {
  std::string text;
  for (const auto word : words) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", word);
  return text;
}

}  // namespace

std::string json_schema() {
  Json definitions = Json::object();
  definitions["subject"] = record_schema(subject_record());
  for (const auto& record : event_records()) definitions[std::string(record.name)] = record_schema(record);
  definitions["item"] = item_schema();
  definitions["measurement"] = measurement_schema();
  definitions["report"] = report_schema();
  const Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                    {"title", "sarx scenario"},
                    {"description", "Who it is, what happens to them, and what to report."},
                    {"type", "object"},
                    {"additionalProperties", false},
                    {"required", {"subject"}},
                    {"properties",
                     {{"name", {{"type", {"string", "number"}}, {"description", "Name of the scenario."}}},
                      {"start_date",
                       {{"type", "string"},
                        {"format", "date"},
                        {"description", "Date of day 0, so that events may have dates."}}},
                      {"subject", {{"$ref", "#/$defs/subject"}}},
                      {"measurements",
                       {{"type", "array"},
                        {"items", {{"$ref", "#/$defs/measurement"}}},
                        {"description", "What was measured on the subject."}}},
                      {"timeline",
                       {{"type", "array"},
                        {"items", {{"$ref", "#/$defs/item"}}},
                        {"description", "What happens; events may overlap."}}},
                      {"report", {{"$ref", "#/$defs/report"}}}}},
                    {"$defs", std::move(definitions)}};
  return schema.dump(2) + "\n";
}

std::string reference_markdown() {
  std::string text =
      "# Scenario reference\n\n"
      "A scenario is a YAML or JSON file (UTF-8) that says who it is, what happens to them, and what to "
      "report:\n\n"
      "```yaml\n"
      "name: Two weeks in a leg cast\n"
      "start_date: 2025-03-01            # optional: events may then have dates\n"
      "subject: {age_years: 30, male_fraction: 1, height_cm: 180, weight_kg: 78}\n"
      "measurements:\n"
      "  - {measure: grip_strength, value: 48}\n"
      "timeline:\n"
      "  - immobilisation: {joint: knee, side: left, device: cast}\n"
      "    from: 0 d                     # or from_day: 0, or from: 2025-03-01\n"
      "    to: 2 wk\n"
      "report: {days: [14, 90], measures: [muscle_volume, strength], regions: [quadriceps]}\n"
      "```\n\n"
      "This page is made from the descriptions by which files are checked; `sarx schema` prints the same as "
      "a JSON Schema, which\n"
      "makes editors complete and check scenarios, and `sarx check FILE` says what is wrong with a file, and "
      "where.\n\n"
      "## Top level\n\n"
      "| key | value |\n|---|---|\n"
      "| `name` | any words |\n"
      "| `start_date` | date of day 0, as `2025-03-01` |\n"
      "| `subject` (required) | who it is |\n"
      "| `measurements` | list of `{measure, value, unit, method, region, side, day}` |\n"
      "| `timeline` | list of events; they may overlap, and one kind may come again |\n"
      "| `report` | `days` (a list, or the last), `measures`, `regions` |\n\n"
      "## Times\n\n"
      "Day 0 is the baseline. Each event has `from_day` and may have `to_day`, in days; without an end it "
      "goes on. Instead of them `from`\n"
      "and `to` take a time with its unit, counted from day 0 (`10 d`, `6 wk`, `3 mo`, `2 y`: a month is "
      "365.25 / 12 days, a year\n"
      "365.25, rounded to whole days), or a date where the file has a `start_date`. A number without a unit "
      "is refused there.\n\n"
      "One list item holds one event; `assumed` beside it, or within the subject, lists fields whose values "
      "are assumptions.\n\n"
      "## Subject\n\n";
  text += markdown_table(subject_record());
  text += "\n## Events\n";
  for (const auto& record : event_records())
    text += fmt::format("\n### `{}`\n\n{}\n\n{}", record.name, record.doc, markdown_table(record));
  text += "\n## Regions\n\nMuscle groups and composites: " + code_list(region_names) +
          ".\n\nthigh = quadriceps + hamstrings + hip_adductors; calf = plantarflexors + dorsiflexors; leg = "
          "thigh + calf + gluteals +\n"
          "hip_flexors; arm = elbow_flexors + elbow_extensors + forearm; trunk = trunk_extensors + "
          "trunk_flexors + chest_shoulders +\n"
          "upper_back. Measures of bone also have `hip` and `spine`.\n";
  text +=
      "\n## Measures\n\nFor `measurements`:\n\n| measure | unit | accepted as a "
      "measurement |\n|---|---|---|\n";
  for (const auto& word : measure_words())
    text += fmt::format("| `{}` | {} | {} to {} |\n", word.name, word.unit, shortest(word.minimum),
                        shortest(word.maximum));
  text +=
      "\nFor `report.measures`: " + code_list(report_measure_names()) +
      ".\n\nThose of a muscle that the report doesn't hold anyway (`fibre_csa`, `muscle_thickness` ...) are "
      "those of the regions asked for, or of the\nquadriceps, on each side.\n";
  return text;
}

}  // namespace sarx
