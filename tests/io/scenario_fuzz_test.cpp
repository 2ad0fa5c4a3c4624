// A little fuzzing in every run: examples with random damage, the same damage each time. tests/fuzz has the
// thorough kind.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sarx/io/scenario.h"

namespace sarx {
namespace {

std::vector<std::string> seeds() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(SARX_SOURCE_DIR "/examples"))
    if (entry.is_regular_file()) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts{
      R"({"subject": {"age_years": 40, "male_fraction": 1}, "timeline": [{"bed_rest": {"tilt_deg": -6}, "from": "1 wk"}]})"};
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

constexpr std::array<std::string_view, 32> pieces{
    "[",     "]",   "{",    "}",    ": ", ", ",    "- ",    "\n", "\n  ", "\"",   "'",
    "#",     "&a ", "*a",   "!!x ", "|",  "? ",    "---\n", "\t", "\r",   "\xFF", "\xC3",
    "1e308", "-1",  ".nan", "~",    "{{", "[[[[[", "0x1F",  "<<", "%",    "\\"};

class Damage {
 public:
  explicit Damage(unsigned seed) : random_(seed) {}

  std::string operator()(std::string text, const std::string& other) {
    const std::size_t wounds = 1 + below(6);
    for (std::size_t i = 0; i < wounds && !text.empty(); ++i) {
      const std::size_t at = below(text.size());
      const std::size_t length = std::min(below(20), text.size() - at);
      switch (below(6)) {
        case 0:
          text[at] = static_cast<char>(below(256));
          break;
        case 1:
          text.erase(at, length);
          break;
        case 2:
          text.insert(at, pieces[below(pieces.size())]);
          break;
        case 3:
          text.insert(at, text.substr(below(text.size()), length * 3));
          break;
        case 4:
          text.insert(at, other.substr(below(other.size()), 60));
          break;
        default:
          text.resize(at);
          break;
      }
    }
    return text;
  }

 private:
  // The standard distributions differ between libraries; this doesn't.
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::mt19937 random_;
};

TEST(DamagedScenarios, AreReadOrRefusedWithAPlace) {
  const auto texts = seeds();
  ASSERT_GE(texts.size(), 10u);
  Damage damage(20250301);
  std::size_t accepted = 0, refused = 0;
  for (std::size_t i = 0; i < 6000; ++i) {
    const std::string text = damage(texts[i % texts.size()], texts[(i * 7 + 3) % texts.size()]);
    const auto result = read_scenario_text(text, i % 10 == 0 ? "t.json" : "t.yaml");
    ASSERT_EQ(result.scenario.has_value(), result.faults.empty()) << text;
    ++(result.scenario ? accepted : refused);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 2;
    for (const auto& fault : result.faults.first()) {
      ASSERT_GE(fault.at.line, 1u) << text;
      ASSERT_LE(fault.at.line, lines) << text << result.faults.text();
      ASSERT_GE(fault.at.column, 1u);
      ASSERT_FALSE(fault.message.empty());
      ASSERT_LT(fault.message.size(), 2000u);
      ASSERT_EQ(fault.message.find('\n'), std::string::npos) << fault.message;
    }
  }
  // Damage to a comment or a free word is none; most other damage is seen.
  EXPECT_GT(accepted, 100u);
  EXPECT_GT(refused, 3000u);
}

// A scenario cut short anywhere is never read as if it were whole, unless what is left is a scenario by
// itself.
TEST(DamagedScenarios, EveryPrefixIsAnswered) {
  for (const auto& text : seeds())
    for (std::size_t length = 0; length < text.size(); length += 3) {
      const auto result = read_scenario_text(text.substr(0, length), "t");
      ASSERT_EQ(result.scenario.has_value(), result.faults.empty());
    }
}

}  // namespace
}  // namespace sarx
