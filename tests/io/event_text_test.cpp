#include "sarx/io/event_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace sarx {
namespace {

TEST(EventText, NamesTheKindAndThenItsFields) {
  Drug drug;
  drug.what = DrugName::growth_hormone;
  drug.dose = 6;
  drug.unit = DrugUnit::ug_kg;
  EXPECT_EQ(event_title(drug), "Drug: growth hormone");
  EXPECT_EQ(event_detail(drug), "dose 6 ug/kg");

  BedRest rest;
  EXPECT_EQ(event_title(rest), "Bed rest");
  EXPECT_EQ(event_detail(rest), "");
  rest.tilt_deg = -6;
  EXPECT_EQ(event_detail(rest), "tilt -6 degrees");
}

TEST(EventText, SaysLengthsAsPeopleDo) {
  EXPECT_EQ(plain_days(10), "10 d");
  EXPECT_EQ(plain_days(42), "6 wk");
  EXPECT_EQ(plain_days(180), "6 mo");
  EXPECT_EQ(plain_days(3652.5), "10 y");
  EXPECT_EQ(plain_days(std::numeric_limits<double>::infinity()), "onwards");
}

TEST(EventText, KeepsSignsAndRangesButNotJoiningHyphens) {
  EXPECT_EQ(plain_words("anti-inflammatory"), "anti inflammatory");
  EXPECT_EQ(plain_words("heart_failure"), "heart failure");
  EXPECT_EQ(plain_words("C5-7"), "C5-7");
}

TEST(EventText, WritesNumbersWithoutNoise) {
  EXPECT_EQ(plain_number(14), "14");
  EXPECT_EQ(plain_number(0.70), "0.7");
  EXPECT_EQ(plain_number(12345.6), "12346");
  EXPECT_EQ(plain_number(0.1 + 0.2), "0.3");
}

}  // namespace
}  // namespace sarx
