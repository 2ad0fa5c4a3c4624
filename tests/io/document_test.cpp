#include "sarx/io/document.h"

#include <ctime>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace sarx {
namespace {

using namespace std::string_literals;

std::optional<Node> parse(const std::string& text, Faults& faults) {
  return parse_document(text, faults);
}

Node parsed(const std::string& text, const std::string& name = "t.yaml") {
  Faults faults(name);
  auto node = parse_document(text, faults);
  EXPECT_TRUE(node && faults.empty()) << faults.text();
  return node ? *node : Node{};
}

std::string refusal(const std::string& text, const std::string& name = "t") {
  Faults faults(name);
  const auto node = parse_document(text, faults);
  EXPECT_FALSE(node && faults.empty()) << text.substr(0, 80);
  return faults.text();
}

TEST(Yaml, KnowsWhereEverythingStands) {
  const Node root = parsed("a: 1\nb:\n  - x\n  - {c: \"y\", d: }\n");
  ASSERT_EQ(root.keys.size(), 2u);
  EXPECT_EQ(root.keys[1].at.line, 2u);
  EXPECT_EQ(root.items[0].at.column, 4u);
  const Node& list = root.items[1];
  ASSERT_EQ(list.kind, Node::Kind::sequence);
  EXPECT_EQ(list.items[0].at.line, 3u);
  EXPECT_EQ(list.items[0].at.column, 5u);
  const Node& map = list.items[1];
  EXPECT_EQ(map.keys[1].at.column, 14u);
  EXPECT_TRUE(map.items[0].quoted);
  EXPECT_EQ(map.items[1].kind, Node::Kind::null);
  EXPECT_EQ(map.items[1].at.line, 4u);
}

TEST(Yaml, ColumnsCountCharactersNotBytes) {
  const Node root = parsed("{name: \xC3\xA9\xC3\xA9\xE2\x82\xAC, b: 1}");
  EXPECT_EQ(root.keys[1].at.column, 13u);
}

TEST(Yaml, LineBreaksOfWindowsCountOnce) {
  const Node root = parsed("a: 1\r\nb: 2\r\nc: 3\r\n");
  EXPECT_EQ(root.keys[2].at.line, 3u);
  EXPECT_EQ(root.items[1].text, "2");
}

TEST(Yaml, AByteOrderMarkOfUtf8IsNoPartOfTheText) {
  EXPECT_EQ(parsed("\xEF\xBB\xBF"
                   "a: 1")
                .keys[0]
                .text,
            "a");
}

TEST(Json, KnowsWhereEverythingStands) {
  const Node root = parsed("{\n  \"a\": [1, 2.5e1, true, null],\n  \"b\\n\\\"\": \"x\\u00e9\"\n}", "t.json");
  ASSERT_EQ(root.keys.size(), 2u);
  EXPECT_EQ(root.keys[0].at.line, 2u);
  EXPECT_EQ(root.keys[0].at.column, 3u);
  const Node& list = root.items[0];
  EXPECT_EQ(list.items[1].text, "2.5e1");
  EXPECT_EQ(list.items[1].at.column, 12u);
  EXPECT_EQ(list.items[2].text, "true");
  EXPECT_EQ(list.items[3].kind, Node::Kind::null);
  EXPECT_EQ(root.keys[1].text, "b\n\"");
  EXPECT_EQ(root.items[1].text, "x\xC3\xA9");
  EXPECT_TRUE(root.items[1].quoted);
  EXPECT_EQ(root.items[1].at.line, 3u);
  EXPECT_EQ(root.items[1].at.column, 12u);
}

TEST(Json, IsRecognisedWhateverTheFileIsCalled) {
  const Node root = parsed("{\"face\": \"\\ud83d\\ude00\",\n\t\"n\": 1}", "scenario");
  EXPECT_EQ(root.items[0].text, "\xF0\x9F\x98\x80");
  EXPECT_EQ(root.keys[1].at.column, 2u);
}

TEST(Json, FaultsOfFormHaveTheirPlace) {
  EXPECT_EQ(refusal("{\"a\": 1,\n \"b\": }", "t.json").substr(0, 12), "t.json:2:7: ");
  EXPECT_NE(refusal("{\"a\": NaN}", "t.json").find("not JSON"), std::string::npos);
  EXPECT_NE(refusal("{\"a\": 1} x", "t.json").find("not JSON"), std::string::npos);
  EXPECT_NE(refusal("{\"a\": \"\\ud83d\"}", "t.json").find("surrogate"), std::string::npos);
}

struct Bad {
  std::string text, place, message;
};

class BadForm : public testing::TestWithParam<Bad> {};

TEST_P(BadForm, IsRefusedWithItsPlace) {
  const std::string text = refusal(GetParam().text);
  EXPECT_EQ(text.substr(0, text.find(": ")), fmt::format("t:{}", GetParam().place)) << text;
  EXPECT_NE(text.find(GetParam().message), std::string::npos) << text;
}

INSTANTIATE_TEST_SUITE_P(
    Document, BadForm,
    testing::Values(Bad{"", "1:1", "empty file"}, Bad{" \n\t\n", "1:1", "empty file"},
                    Bad{"# nothing\n", "1:1", "no value"}, Bad{"a: 1\nb: x\0y"s, "2:5", "NUL byte"},
                    Bad{"a: \x01", "1:4", "control character U+1"}, Bad{"a: \xE9 b", "1:4", "byte 0xE9"},
                    Bad{"a: \xC0\x80", "1:4", "not UTF-8"}, Bad{"a: \xED\xA0\x80", "1:4", "not UTF-8"},
                    Bad{"a: \xF4\x90\x80\x80", "1:4", "not UTF-8"}, Bad{"a: \xE2\x82", "1:4", "not UTF-8"},
                    Bad{"\xFF\xFE"s + "a\0"s, "1:1", "UTF-16"}, Bad{"\xFE\xFF\0a"s, "1:1", "UTF-16"},
                    Bad{"\0\0\xFE\xFF"s, "1:1", "UTF-32"}, Bad{"a: 1\rb: 2", "1:5", "carriage return"},
                    Bad{"a: \"\\0\"", "1:4", "escaped control character"},
                    Bad{"a: 1\nb: 2\na: 3", "3:1", "key a twice"}, Bad{"{a: 1, a: 2}", "1:8", "key a twice"},
                    Bad{"{\"a\": 1, \"a\": 2}", "1:10", "key a twice"}, Bad{"a: &x 1", "1:4", "anchor"},
                    Bad{"a: *x", "1:4", "not YAML"}, Bad{"a: !!int 1", "1:4", "tag"},
                    Bad{"a: 1\n---\nb: 2", "2:1", "second document"}, Bad{"? [a]\n: b", "1:3", "as a key"},
                    Bad{"{[a]: b}", "1:2", "as a key"}, Bad{"a: b: c", "1:5", "not YAML"},
                    Bad{"a: 1\nb: [1, 2", "2:1", "end of sequence"}, Bad{"a: \"x", "1:6", "not YAML"},
                    Bad{"a:\n\t- b", "2:2", "with spaces, not with tabs"}));

// Text made to exhaust a parser: refused, and soon.
class Hostile : public testing::TestWithParam<std::pair<const char*, std::string>> {};

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  all.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST_P(Hostile, IsRefusedInBoundedTime) {
  const std::clock_t begin = std::clock();  // of this process: a busy machine doesn't count
  const std::string text = refusal(GetParam().second, "t");
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
#ifdef SARX_SANITIZED
  constexpr double most = 120;  // without optimisation, and every allocation is watched
#else
  constexpr double most = 20;  // a second in an optimised build
#endif
  EXPECT_LT(seconds, most) << text.substr(0, 100);
  EXPECT_LT(text.size(), 1000u);
}

INSTANTIATE_TEST_SUITE_P(
    Document, Hostile,
    testing::
        Values(
            std::pair{"ten_megabytes", std::string(10'000'000, '[')},
            std::pair{"brackets", std::string(900'000, '[')}, std::pair{"braces", times(300'000, "{a: ")},
            std::pair{"json", times(150'000, "{\"a\":")}, std::pair{"dashes", times(450'000, "- ")},
            std::pair{"questions", times(450'000, "? ")},
            std::pair{"hidden_brackets", fmt::format("[a '{}", std::string(900'000, '['))},
            std::pair{"commas", fmt::format("[{}", std::string(900'000, ','))},
            std::pair{"many_values", fmt::format("[{}]", times(450'000, "1,"))},
            std::pair{"percents", std::string(900'000, '%')}, std::pair{"anchors", times(300'000, "&a ")},
            std::pair{"long_word", fmt::format("a: {}", std::string(900'000, 'x'))},
            std::pair{"documents", times(100'000, "---\n...\n")},
            std::pair{"laughs", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"s},
            std::pair{
                "many_keys",
                [] {
                  std::string keys;
                  for (int i = 0; i < 90'000; ++i) keys += fmt::format("k{}: 1\n", i);
                  return keys;
                }()}),
    [](const auto& case_) { return std::string(case_.param.first); });

TEST(Document, LimitsAreExact) {
  DocumentLimits limits;
  limits.depth = 3;
  Faults deep("t");
  EXPECT_TRUE(parse_document("[[[1]]]", deep, limits));
  EXPECT_FALSE(parse_document("[[[[1]]]]", deep, limits));
  limits.nodes = 4;
  Faults many("t");
  EXPECT_TRUE(parse_document("[1, 2, 3]", many, limits));
  EXPECT_FALSE(parse_document("[1, 2, 3, 4]", many, limits));
}

TEST(ReadFile, RefusesWhatIsNoFile) {
  Faults missing("no-such-file.yaml");
  EXPECT_FALSE(read_file("no-such-file.yaml", missing));
  EXPECT_EQ(missing.text().substr(0, 36), "no-such-file.yaml:1:1: found no file");
  Faults folder("/");
  EXPECT_FALSE(read_file("/", folder));
  EXPECT_NE(folder.text().find("found a folder"), std::string::npos);
}

TEST(ReadFile, StopsReadingWhatNeverEnds) {
  Faults faults("/dev/zero");
  const auto text = read_file("/dev/zero", faults);
  ASSERT_TRUE(text);
  EXPECT_LE(text->size(), DocumentLimits{}.bytes + 65536);
  EXPECT_FALSE(parse(*text, faults));
}

TEST(JsonDocument, FaultsAreToldWithoutTheLibrarysOwnTag) {
  for (const char* text : {"{\"a\": 1e999}", "{\"a\": }", "{\"a\" 1}"}) {
    Faults faults("t.json");
    EXPECT_FALSE(parse_document(text, faults)) << text;
    EXPECT_EQ(faults.text().find("json.exception"), std::string::npos) << faults.text();
    EXPECT_EQ(faults.text().rfind("t.json:1:", 0), 0u) << faults.text();
  }
}

}  // namespace
}  // namespace sarx
