#include "sarx/study/mixed_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace sarx {
namespace {

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

/// Seven controls and six treated at three visits, six readings missing.
const std::vector<RepeatedReadings> unbalanced{
    {false, 50.2, {51.6, 50.8, 51.9}},     {false, 47.1, {45.0, absent, 45.4}},
    {false, 55.3, {55.9, 54.1, absent}},   {false, 52.4, {50.2, 51.0, 49.7}},
    {false, 44.8, {45.9, 46.0, 46.2}},     {false, 49.9, {absent, 50.7, 48.8}},
    {false, 58.0, {57.1, absent, absent}}, {true, 48.7, {50.9, 52.0, 52.6}},
    {true, 53.5, {53.1, 54.2, absent}},    {true, 46.2, {48.8, 49.1, 50.5}},
    {true, 51.1, {50.0, 51.7, 52.2}},      {true, 56.4, {57.9, absent, 60.1}},
    {true, 45.0, {44.6, 45.8, 45.3}}};

TEST(MixedModel, MatchesAnotherProgramWithMissingVisits) {
  // statsmodels 0.15.0 (Python): MixedLM(reading, columns, groups=person).fit(reml=True, method='powell',
  // xtol=1e-12, ftol=1e-14), columns: one for each visit, the baseline, treated x visit. It gives the effect
  // at the last visit 2.9870587, its standard error 0.904554, variances 0.419595 (error) and 2.013869
  // (person). Its standard error comes from a numerical Hessian; (X' V^-1 X)^-1 at the same variances gives
  // 0.9044834. The degrees of freedom are numpy's: Satterthwaite's formula with full matrices of 32 rows and
  // the gradient by differences of 1e-5 gives 13.600865.
  const EffectEstimate e = mixed_model(unbalanced);
  EXPECT_NEAR(e.effect, 2.9870587, 1e-6);
  const double half = student_quantile(0.95, 13.600865) * 0.9044834;
  EXPECT_NEAR(e.high - e.effect, half, 2e-5);
  EXPECT_NEAR(e.effect - e.low, half, 2e-5);
  EXPECT_NEAR(e.p, student_p(2.9870587 / 0.9044834, 13.600865), 1e-6);
  EXPECT_NEAR(e.residual_sd, std::sqrt(0.419595 + 2.013869), 1e-5);
  EXPECT_EQ(e.n_control, 7u);
  EXPECT_EQ(e.n_treated, 6u);
}

TEST(MixedModel, OneVisitIsTheAnalysisOfCovariance) {
  std::vector<RepeatedReadings> people;
  std::vector<TrialReading> readings;
  for (int i = 0; i < 14; ++i) {
    const bool treated = i % 3 == 0;
    const double baseline = 40 + 1.7 * i, last = 5 + 0.8 * baseline + (treated ? 2 : 0) + ((i * 7) % 5) * 0.6;
    people.push_back({treated, baseline, {last}});
    readings.push_back({treated, baseline, last});
  }
  const EffectEstimate mixed = mixed_model(people), ancova = analysis_of_covariance(readings);
  EXPECT_NEAR(mixed.effect, ancova.effect, 1e-9);
  EXPECT_NEAR(mixed.low, ancova.low, 1e-9);
  EXPECT_NEAR(mixed.high, ancova.high, 1e-9);
  EXPECT_NEAR(mixed.p, ancova.p, 1e-9);
}

TEST(MixedModel, CompleteDataMatchTheAnalysisOfVariance) {
  // With every visit seen, restricted likelihood gives the mean squares' own estimates, and each part of the
  // effect's variance has the degrees of freedom of its mean square.
  std::vector<RepeatedReadings> people;
  constexpr int count = 12, visits = 3;
  for (int i = 0; i < count; ++i) {
    RepeatedReadings person{i % 2 == 1, 30.0 + (i * 5) % 12, {}};
    for (int v = 0; v < visits; ++v)
      person.visits.push_back(0.9 * person.baseline + ((i * 7) % 11) * 0.8 +
                              v * (person.treated ? 1.5 : 0.4) + ((i * 3 + v * 5) % 7) * 0.25);
    people.push_back(person);
  }
  // By hand: person means, adjusted for the baseline within groups, and what is left within persons.
  double n[2] = {0, 0}, x[2] = {0, 0}, y[2] = {0, 0}, visit[2][visits] = {};
  std::vector<double> means;
  for (const auto& person : people) {
    double mean = 0;
    for (int v = 0; v < visits; ++v) mean += person.visits[static_cast<std::size_t>(v)] / visits;
    means.push_back(mean);
    ++n[person.treated];
    x[person.treated] += person.baseline;
    y[person.treated] += mean;
    for (int v = 0; v < visits; ++v) visit[person.treated][v] += person.visits[static_cast<std::size_t>(v)];
  }
  double xx = 0, xy = 0, yy = 0, within = 0;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const auto& person = people[i];
    const bool t = person.treated;
    const double dx = person.baseline - x[t] / n[t], dy = means[i] - y[t] / n[t];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
    for (int v = 0; v < visits; ++v) {
      const double rest =
          person.visits[static_cast<std::size_t>(v)] - means[i] - visit[t][v] / n[t] + y[t] / n[t];
      within += rest * rest;
    }
  }
  const double between_degrees = count - 3, within_degrees = (count - 2) * (visits - 1);
  const double between = visits * (yy - xy * xy / xx) / between_degrees;  // mean squares
  within /= within_degrees;
  ASSERT_GT(between, within);
  const double gap = x[1] / n[1] - x[0] / n[0], over = 1 / n[0] + 1 / n[1];
  const double effect = visit[1][visits - 1] / n[1] - visit[0][visits - 1] / n[0] - xy / xx * gap;
  const double a = between / visits * (over + gap * gap / xx), b = within * (visits - 1) / visits * over;
  const double degrees = (a + b) * (a + b) / (a * a / between_degrees + b * b / within_degrees);

  const EffectEstimate e = mixed_model(people);
  EXPECT_NEAR(e.effect, effect, 1e-9);
  EXPECT_NEAR(e.high - e.effect, student_quantile(0.95, degrees) * std::sqrt(a + b), 1e-5);
  EXPECT_NEAR(e.p, student_p(effect / std::sqrt(a + b), degrees), 1e-6);
}

TEST(MixedModel, WhoLeavesEarlyStillCounts) {
  // The late visit of half the people is gone; their early ones say that they are no different.
  std::vector<RepeatedReadings> people = unbalanced;
  for (std::size_t i = 0; i < people.size(); i += 3) people[i].visits.back() = absent;
  const EffectEstimate all = mixed_model(people);
  std::erase_if(people, [](const RepeatedReadings& p) { return std::isnan(p.visits.back()); });
  const EffectEstimate finished = mixed_model(people);
  EXPECT_GT(all.n_control, finished.n_control);
  EXPECT_NE(all.effect, finished.effect);
  EXPECT_TRUE(std::isfinite(all.p));
}

TEST(MixedModel, TooFewPeopleGiveNoNumber) {
  EXPECT_TRUE(std::isnan(mixed_model({}).effect));
  const std::vector<RepeatedReadings> few{{false, 1, {2, 3}}, {true, 1, {3, 3}}, {true, 2, {3, absent}}};
  EXPECT_TRUE(std::isnan(mixed_model(few).effect));
  std::vector<RepeatedReadings> gone = unbalanced;
  for (auto& person : gone)
    if (person.treated) person.visits.back() = absent;
  EXPECT_TRUE(std::isnan(mixed_model(gone).effect));
}

TEST(MixedModel, DegenerateDataStayNumbers) {
  // No spread at all, one baseline for everyone, a visit that nobody came to.
  std::vector<RepeatedReadings> flat;
  for (int i = 0; i < 8; ++i)
    flat.push_back({i % 2 == 1, 10, {i % 2 ? 12.0 : 11.0, absent, i % 2 ? 12.0 : 11.0}});
  const EffectEstimate e = mixed_model(flat);
  EXPECT_NEAR(e.effect, 1, 1e-9);
  EXPECT_FALSE(std::isnan(e.p));
}

}  // namespace
}  // namespace sarx
