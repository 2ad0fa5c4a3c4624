// What the documents show of the program is what the program prints.
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "command.h"

namespace {

class Docs : public command_test::CommandTest {
 protected:
  void SetUp() override {
#ifdef SARX_SANITIZED
    GTEST_SKIP() << "other optimisations round otherwise";
#endif
    CommandTest::SetUp();
  }
  /// A generated page must be what its command writes now.
  void expect_generated(const std::string& arguments, const std::string& page) const {
    const command_test::Outcome result = sarx(arguments + " -o " + path("page.md"));
    ASSERT_EQ(result.status, 0) << result.err;
    std::istringstream now(contents(path("page.md"))), kept(contents(SARX_SOURCE_DIR "/" + page));
    std::string found, expected;
    for (int line = 1; std::getline(now, expected); ++line) {
      ASSERT_TRUE(std::getline(kept, found)) << page << " ends before line " << line;
      ASSERT_EQ(found, expected) << page << ":" << line << ": make it anew: sarx " << arguments << " -o "
                                 << page;
    }
    EXPECT_FALSE(std::getline(kept, found)) << page << " goes on";
  }
};

TEST_F(Docs, TheExampleOfTheReadmeIsWhatIsPrinted) {
  const std::string readme = contents(SARX_SOURCE_DIR "/README.md");
  const command_test::Outcome result = sarx("simulate " + example("cast.yaml"));
  ASSERT_EQ(result.status, 0) << result.err;
  const std::string shown = result.out.substr(0, result.out.find("\nAssumed"));
  ASSERT_GT(shown.size(), 500u);
  EXPECT_NE(readme.find("```\n" + shown), std::string::npos)
      << "README.md doesn't show what `sarx simulate examples/cast.yaml` prints:\n"
      << shown;
}

TEST_F(Docs, TheValidationPageIsWhatValidateWrites) {
  expect_generated("validate --split all --format markdown", "docs/validation.md");
}

using LongDocs = Docs;

TEST_F(LongDocs, TheRelationsPageIsWhatValidateWrites) {
  expect_generated("validate --relations --format markdown", "docs/relations.md");
}

}  // namespace
