#include "sarx/io/explain.h"

#include <gtest/gtest.h>

#include "sarx/body/driver.h"
#include "sarx/io/report.h"
#include "sarx/io/vocabulary.h"
#include "sarx/parameters.h"

namespace sarx {
namespace {

TEST(Explain, EveryParameterByItsName) {
  for (const ParameterInfo& p : parameter_table) {
    const std::string_view base = p.name.substr(0, p.name.find('.'));
    const ExplainResult result = explain(base);
    ASSERT_TRUE(result.found) << base;
    EXPECT_NE(result.text.find(p.name), std::string::npos) << base;
    EXPECT_NE(result.text.find("Sources"), std::string::npos) << base;
  }
}

TEST(Explain, ASubsystemGivesEquationNumbersAndSources) {
  const ExplainResult disuse = explain("disuse");
  ASSERT_TRUE(disuse.found);
  EXPECT_NE(disuse.text.find("**Disuse.**"), std::string::npos);
  EXPECT_NE(disuse.text.find("disuse_rate"), std::string::npos);
  EXPECT_NE(disuse.text.find("Sources"), std::string::npos);
}

TEST(Explain, AnEventGivesItsFieldsAndWhatItWorksThrough) {
  const ExplainResult cast = explain("immobilisation");
  ASSERT_TRUE(cast.found);
  EXPECT_NE(cast.text.find("joint"), std::string::npos);
  EXPECT_NE(cast.text.find("disuse_rate"), std::string::npos);
}

TEST(Explain, ADiseaseOrADrugByTheWordOfTheScenarioLanguage) {
  for (const char* word : {"heart_failure", "heart failure", "semaglutide", "growth-hormone", "femoral"}) {
    EXPECT_TRUE(explain(word).found) << word;
  }
}

TEST(Explain, AWordWithoutNumbersOfItsOwnBringsThoseOfItsEvent) {
  const ExplainResult drug = explain("gnrh-agonist");
  ASSERT_TRUE(drug.found);
  EXPECT_EQ(drug.text.rfind("gnrh-agonist, in the event drug", 0), 0u);
  EXPECT_NE(drug.text.find("Sources"), std::string::npos);
}

TEST(Explain, AnUnknownNameGetsTheNearest) {
  const ExplainResult result = explain("disuze");
  EXPECT_FALSE(result.found);
  EXPECT_NE(result.text.find("did you mean disuse?"), std::string::npos) << result.text;
}

TEST(Explain, AnEmptyNameListsWhatThereIs) {
  const ExplainResult result = explain("");
  EXPECT_TRUE(result.found);
  EXPECT_NE(result.text.find("bed_rest"), std::string::npos);
  EXPECT_NE(result.text.find("disuse_rate"), std::string::npos);
}

TEST(Explain, EveryDriverByItsNameAndByTheOnePrinted) {
  for (const std::string_view driver : driver_names)
    for (const std::string& word : {std::string(driver), driver_title(driver)}) {
      const ExplainResult result = explain(word);
      EXPECT_TRUE(result.found) << word;
      EXPECT_NE(result.text.find("Parameters"), std::string::npos) << word;
    }
}

TEST(Explain, EveryMeasureThatIsReported) {
  for (const std::string_view measure : report_measure_names()) {
    const ExplainResult result = explain(measure);
    EXPECT_TRUE(result.found) << measure;
    EXPECT_NE(result.text.find("Sources"), std::string::npos) << measure;
  }
  EXPECT_NE(explain("Gait speed").text.find("gait_strength_scale"), std::string::npos);
}

}  // namespace
}  // namespace sarx
