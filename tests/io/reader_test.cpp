#include "sarx/io/reader.h"

#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sarx/io/record.h"

namespace sarx {
namespace {

TEST(Reader, EveryPublishedStudyReadsCleanly) {
  int studies = 0, arms = 0, events = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SARX_SOURCE_DIR "/evidence/studies")) {
    if (entry.path().extension() != ".yaml") continue;
    Faults faults(entry.path().filename().string());
    const auto text = read_file(entry.path().string(), faults);
    ASSERT_TRUE(text);
    const auto root = parse_document(*text, faults);
    ASSERT_TRUE(root) << faults.text();
    const Node* all = root->find("arms");
    ASSERT_TRUE(all);
    for (const auto& arm : all->items) {
      const Node* replay = arm.find("replay");
      const SubjectRules rules{replay && replay->text == "true"};
      read_subject(*arm.find("subject"), rules, faults);
      events += static_cast<int>(read_timeline(*arm.find("timeline"), std::nullopt, faults).items.size());
      ++arms;
    }
    EXPECT_TRUE(faults.empty()) << faults.text();
    ++studies;
  }
  EXPECT_GE(studies, 350);
  EXPECT_GE(arms, 650);
  EXPECT_GE(events, 750);
}

TEST(Reader, AnArmThatIsNotSimulatedMayBeAboutChildren) {
  Faults faults("t");
  const auto node = parse_document("{age_years: 3.3, male_fraction: 0.5}", faults);
  EXPECT_EQ(read_subject(*node, SubjectRules{false}, faults).age_years, 3.3);
  EXPECT_TRUE(faults.empty());
  read_subject(*node, SubjectRules{true}, faults);
  EXPECT_EQ(faults.count(), 1u);
}

std::string value_for(const FieldInfo& field, bool highest) {
  const auto number = [&] { return fmt::format("{}", highest ? field.maximum : field.minimum); };
  switch (field.kind) {
    case FieldKind::number:
      return number();
    case FieldKind::flag:
      return highest ? "true" : "false";
    case FieldKind::open_word:
      return "words";
    case FieldKind::closed_word:
      return std::string(highest ? field.words.back() : field.words.front());
    case FieldKind::numbers:
      return fmt::format("[{}]", number());
    case FieldKind::open_words:
      return "[a, b]";
    case FieldKind::closed_words:
      return fmt::format("[{}]", highest ? field.words.back() : field.words.front());
  }
  return "";
}

// Every field of every event, alone with what the event requires, at both ends of its limits.
TEST(Reader, TakesEveryFieldOfEveryEvent) {
  for (const auto& record : event_records())
    for (const auto& field : record.fields)
      for (const bool highest : {false, true}) {
        std::string fields = fmt::format("{}: {}", field.name, value_for(field, highest));
        for (const auto& other : record.fields)
          if ((other.required || (field.name == "dose" && other.name == "unit")) && other.name != field.name)
            fields += fmt::format(", {}: {}", other.name, value_for(other, highest));
        // From the first day there is, so that no repair comes before its injury.
        const std::string text = fmt::format("[{{{}: {{{}}}, from_day: -40000}}]", record.name, fields);
        Faults faults("t");
        const auto node = parse_document(text, faults);
        ASSERT_TRUE(node) << text << faults.text();
        const auto timeline = read_timeline(*node, std::nullopt, faults);
        EXPECT_TRUE(faults.empty()) << text << '\n' << faults.text();
        ASSERT_EQ(timeline.items.size(), 1u);
        EXPECT_EQ(event_name(timeline.items[0].event), record.name);
      }
}

// What lies past the limits is refused, for every limited number.
TEST(Reader, RefusesEveryNumberPastItsLimits) {
  for (const auto& record : event_records())
    for (const auto& field : record.fields) {
      if (!field.limited) continue;
      for (const double value : {field.minimum - 1, field.maximum + 1}) {
        const bool list = field.kind == FieldKind::numbers;
        std::string fields =
            list ? fmt::format("{}: [{}]", field.name, value) : fmt::format("{}: {}", field.name, value);
        for (const auto& other : record.fields)
          if ((other.required || (field.name == "dose" && other.name == "unit")) && other.name != field.name)
            fields += fmt::format(", {}: {}", other.name, value_for(other, true));
        Faults faults("t");
        const auto node =
            parse_document(fmt::format("[{{{}: {{{}}}, from_day: 0}}]", record.name, fields), faults);
        ASSERT_TRUE(node);
        EXPECT_TRUE(read_timeline(*node, std::nullopt, faults).items.empty());
        EXPECT_EQ(faults.count(), 1u) << fields << '\n' << faults.text();
      }
    }
}

}  // namespace
}  // namespace sarx
