#include "sarx/person/fractions.h"

#include <gtest/gtest.h>

namespace sarx {
namespace {

Subject group(double age_years, double male_fraction, double age_sd) {
  Subject subject;
  subject.age_years = age_years;
  subject.male_fraction = male_fraction;
  if (age_sd > 0) subject.age_years_sd = age_sd;
  return subject;
}

TEST(Members, OnePersonIsOneMember) {
  const auto all = members(group(104, 1, 0));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(all[0].male);
  EXPECT_EQ(all[0].weight, 1);
  EXPECT_EQ(*all[0].subject.age_years, 104);
}

TEST(Members, KeepTheGroupsMeanAgeSpreadAndSexes) {
  const auto all = members(group(50, 0.3, 8));
  ASSERT_EQ(all.size(), 6U);
  double weight = 0, men = 0, mean = 0, square = 0, fourth = 0;
  for (const auto& member : all) {
    const double deviation = *member.subject.age_years - 50;
    weight += member.weight;
    men += member.male ? member.weight : 0;
    mean += member.weight * deviation;
    square += member.weight * deviation * deviation;
    fourth += member.weight * deviation * deviation * deviation * deviation;
    EXPECT_DOUBLE_EQ(*member.subject.male_fraction, 0.3)
        << "completion needs to know that it is a mixed group";
  }
  EXPECT_NEAR(weight, 1, 1e-12);
  EXPECT_NEAR(men, 0.3, 1e-12);
  EXPECT_NEAR(mean, 0, 1e-9);
  EXPECT_NEAR(square, 64, 1e-9);
  EXPECT_NEAR(fourth, 3 * 64 * 64, 1e-6);  // kurtosis of a normal spread
}

TEST(Members, AgesStayAdultAndBelowAHundred) {
  for (const auto& member : members(group(22, 1, 10))) EXPECT_GE(*member.subject.age_years, 18);
  for (const auto& member : members(group(95, 0, 10))) EXPECT_LE(*member.subject.age_years, 100);
}

TEST(Members, ARangeOrAStandardErrorAlsoSpreadsTheAges) {
  Subject subject = group(60, 0, 0);
  subject.age_range = {40, 80};
  ASSERT_EQ(members(subject).size(), 3U);
  EXPECT_NEAR(*members(subject).back().subject.age_years, 60 + 10 * 1.7320508, 1e-6);
  subject = group(60, 0, 0);
  subject.age_years_se = 2;
  EXPECT_EQ(members(subject).size(), 3U);
}

TEST(Members, AgeComesFromTheLimitsWhereNotGiven) {
  Subject subject;
  subject.age_range = {65, 75};
  EXPECT_DOUBLE_EQ(age_years(subject), 70);
  subject.age_range.reset();
  subject.age_min = 60;
  EXPECT_DOUBLE_EQ(age_years(subject), 60);
}

}  // namespace
}  // namespace sarx
