#include "sarx/io/time.h"

#include <gtest/gtest.h>

namespace sarx {
namespace {

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(parse_date("1970-01-01"), 0);
  EXPECT_EQ(parse_date("1970-03-01"), 59);
  EXPECT_EQ(parse_date("2000-02-29"), 11016);
  EXPECT_EQ(parse_date("1969-12-31"), -1);
  EXPECT_EQ(*parse_date("2025-03-01") - *parse_date("2024-03-01"), 365);
  EXPECT_EQ(*parse_date("2024-03-01") - *parse_date("2024-02-28"), 2);
}

TEST(Date, EveryDayFollowsTheOneBefore) {
  long expected = *parse_date("1896-01-01");
  for (int year = 1896; year <= 2104; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int day = 1; day <= 31; ++day) {
        char text[11];
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
        if (const auto number = parse_date(text)) {
          ASSERT_EQ(*number, expected) << text;
          ++expected;
        }
      }
  EXPECT_EQ(expected, *parse_date("2105-01-01"));
}

TEST(Date, RefusesDaysThatAreNone) {
  for (const auto* text :
       {"2025-02-30", "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-01-00", "2025-04-31",
        "2025-1-1", "25-01-01", "2025/01/01", "2025-01-01T00:00", "0000-01-01", ""})
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

TEST(Duration, ReadsUnits) {
  EXPECT_EQ(parse_duration_days("10 d"), 10);
  EXPECT_EQ(parse_duration_days("1 day"), 1);
  EXPECT_EQ(parse_duration_days("2.5 d"), 2.5);
  EXPECT_EQ(parse_duration_days("6 wk"), 42);
  EXPECT_EQ(parse_duration_days("6wk"), 42);
  EXPECT_EQ(parse_duration_days("6 weeks"), 42);
  EXPECT_EQ(parse_duration_days("3 mo"), 91);
  EXPECT_EQ(parse_duration_days("12 months"), 365);
  EXPECT_EQ(parse_duration_days("1 y"), 365);
  EXPECT_EQ(parse_duration_days("2 y"), 730);
  EXPECT_EQ(parse_duration_days("4 years"), 1461);
  EXPECT_EQ(parse_duration_days("-2 wk"), -14);
  EXPECT_EQ(parse_duration_days("-2 y"), -730);
}

TEST(Duration, RefusesWhatCouldMeanTwoThings) {
  for (const auto* text :
       {"14", "3 m", "wk", "6 wk 2 d", "0x10 d", "6 fortnights", "d 6", "1e999 d", "- 3 d", "nan d", ""})
    EXPECT_EQ(parse_duration_days(text), std::nullopt) << text;
}

TEST(Number, ReadsDecimals) {
  EXPECT_EQ(parse_number("0"), 0);
  EXPECT_EQ(parse_number("-6"), -6);
  EXPECT_EQ(parse_number("+2.5"), 2.5);
  EXPECT_EQ(parse_number(".5"), 0.5);
  EXPECT_EQ(parse_number("5."), 5);
  EXPECT_EQ(parse_number("5e5"), 5e5);
  EXPECT_EQ(parse_number("1E-3"), 1e-3);
  EXPECT_EQ(parse_number("0.014"), 0.014);
}

TEST(Number, RefusesSurprises) {
  for (const auto* text :
       {"",      "-",   ".",     "e5",    "1e",     "0x1F",
        "0o17",  "010", "1_000", "1,5",   "1 000",  "nan",
        ".nan",  "inf", "-.inf", "1e400", "-1e400", "1:30",
        "12abc", " 1",  "1 ",    "+-1",   "--1",    "00000000000000000000000000000000000000000000000001"})
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
}

}  // namespace
}  // namespace sarx
