#include "sarx/outcome/risk.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sarx/engine/random.h"

namespace sarx {
namespace {

const Parameters<double>& best() {
  static const Parameters<double> parameters = Parameters<double>::best();
  return parameters;
}

RiskFactors average(double age_years, bool male) {
  RiskFactors f;
  f.age_years = age_years;
  f.male = male;
  return f;
}

double rate(const RiskFactors& f, Risk risk, DisabilityModel model = DisabilityModel::function) {
  return risk_rates(f, best(), model)[index(risk)];
}

TEST(Risk, FallsAgreeWithCampbellByAge) {
  // 0.47 a person-year at 70-74 and 1.21 past 80; sexes much alike.
  EXPECT_NEAR(population_fall_rate(72, false, best()), 0.5, 0.1);
  EXPECT_NEAR(population_fall_rate(85, false, best()), 1.2, 0.2);
  EXPECT_NEAR(population_fall_rate(75, true, best()) / population_fall_rate(75, false, best()), 0.9, 0.1);
}

TEST(Risk, ShareOfFallersFollowsTheirNumber) {
  // 29.0 million falls among 46 million people of whom 28.7 % fell.
  EXPECT_NEAR(share_who_fall(0.63, best()), 0.30, 0.02);
  EXPECT_LT(share_who_fall_twice(0.63, best()), share_who_fall(0.63, best()));
  EXPECT_NEAR(share_who_fall(0.001, best()), 0.001, 1e-5);
}

TEST(Risk, HipFracturesAgreeWithWesternRates) {
  EXPECT_NEAR(rate(average(80, true), Risk::fracture_hip) / rate(average(75, false), Risk::fracture_hip), 1.0,
              0.3)
      << "men equal women five years older";
  const double rise =
      rate(average(80, false), Risk::fracture_hip) / rate(average(60, false), Risk::fracture_hip);
  EXPECT_GT(rise, 8);
  EXPECT_LT(rise, 16);
}

TEST(Risk, WeaknessRaisesEverythingItShould) {
  RiskFactors weak = average(78, false);
  weak.grip_score = weak.leg_strength_score = weak.gait_score = -1.5;
  weak.sppb_points = 7;
  weak.lean_score = -1.5;
  for (const Risk risk : all_risks) {
    if (risk == Risk::diabetes) continue;
    EXPECT_GT(rate(weak, risk), rate(average(78, false), risk)) << risk_names[index(risk)].measure;
  }
}

TEST(Risk, PastFallsDrugsSightAndBalanceCount) {
  RiskFactors f = average(75, false);
  const double before = rate(f, Risk::falls);
  f.falls_past_year = 3;
  EXPECT_GT(rate(f, Risk::falls), 1.8 * before);
  f = average(75, false);
  f.medications_beyond_usual = 5;
  EXPECT_NEAR(rate(f, Risk::falls) / before, std::exp(5 * 0.09), 1e-6);
  f.medications_beyond_usual = -2;  // fewer than people of that age take
  EXPECT_NEAR(rate(f, Risk::falls) / before, std::exp(-2 * 0.09), 1e-6);
  f = average(75, false);
  f.impaired_vision = true;
  EXPECT_GT(rate(f, Risk::falls), 1.3 * before);
  f = average(75, false);
  f.balance_log = 0.26;  // what exercise programmes reach: a rate ratio of 0.77
  EXPECT_NEAR(rate(f, Risk::falls) / before, 0.77, 0.005);
}

TEST(Risk, AnyFractureIsMoreThanTheSitesOfThePeersAndNeverLess) {
  const auto sites = [](const RiskRates& rates) {
    return rates[index(Risk::fracture_hip)] + rates[index(Risk::fracture_wrist)] +
           rates[index(Risk::fracture_vertebra)] + rates[index(Risk::fracture_humerus)];
  };
  const auto any = [](const RiskRates& rates) { return rates[index(Risk::fracture_any)]; };
  const RiskRates usual = risk_rates(average(75, false), best());
  EXPECT_GT(any(usual), 1.02 * sites(usual));
  RiskFactors brittle = average(95, false);
  brittle.bone_score = brittle.body_mass_index_score = brittle.leg_strength_score = -4;
  const RiskRates worst = risk_rates(brittle, best());
  EXPECT_GE(any(worst), sites(worst) * (1 - 1e-12));
}

// Strength, grip and gait go together; whatever they do to one person, among peers the rate stays what it is.
TEST(Risk, PeersFallAsOftenAsTheirPopulation) {
  const Parameters<double>& p = best();
  const double leg_grip = p.correlation_leg_grip(), leg_gait = p.correlation_leg_gait();
  const double grip = std::sqrt(1 - leg_grip * leg_grip);
  const double gait_by_grip = (p.correlation_grip_gait() - leg_grip * leg_gait) / grip;
  const double gait = std::sqrt(1 - leg_gait * leg_gait - gait_by_grip * gait_by_grip);
  constexpr int people = 20000;
  double sum = 0;
  for (std::uint64_t person = 0; person < people; ++person) {
    const RandomStream chance{1, person, 0};
    const double a = chance.normal(0), b = chance.normal(1), c = chance.normal(2);
    RiskFactors f = average(75, false);
    f.leg_strength_score = a;
    f.grip_score = leg_grip * a + grip * b;
    f.gait_score = leg_gait * a + gait_by_grip * b + gait * c;
    sum += rate(f, Risk::falls);
  }
  EXPECT_NEAR(sum / people / population_fall_rate(75, false, p), 1, 0.015);
}

TEST(Risk, BoneBreaksTheHipOfThoseWhoFall) {
  RiskFactors thin = average(65, false);
  thin.bone_score = -1;
  const double per_sd = rate(thin, Risk::fracture_hip) / rate(average(65, false), Risk::fracture_hip);
  EXPECT_NEAR(per_sd, std::exp(best().hip_fracture_bone_at_65()), 1e-6);
  EXPECT_EQ(rate(thin, Risk::falls), rate(average(65, false), Risk::falls));
  const auto rates = risk_rates(thin, best());
  EXPECT_GE(rates[index(Risk::fracture_any)],
            rates[index(Risk::fracture_hip)] + rates[index(Risk::fracture_wrist)]);
}

TEST(Risk, MuscleMassAloneSaysLess) {
  RiskFactors f = average(75, false);
  f.sppb_points = 6;
  f.grip_score = -2;
  f.whole_muscle_index_kg_m2 = 5.5;  // severe by Janssen
  const RiskFactors well = average(75, false);
  const double by_function = rate(f, Risk::disability) / rate(well, Risk::disability);
  const double by_mass = rate(f, Risk::disability, DisabilityModel::muscle_mass) /
                         rate(well, Risk::disability, DisabilityModel::muscle_mass);
  EXPECT_GT(by_function, 3);
  EXPECT_NEAR(by_mass, 1.27, 0.01);
}

TEST(Risk, HazardsGatherAlongTheForecast) {
  RiskRates rates{};
  rates[index(Risk::mortality)] = 0.1;
  rates[index(Risk::falls)] = 1;
  CumulativeRisk gathered;
  for (double day = 0; day <= 730.5; day += 73.05) gathered.add(day, rates);
  EXPECT_NEAR(gathered.expected(Risk::falls), 2, 1e-9);
  EXPECT_NEAR(gathered.chance(Risk::mortality, best()), 1 - std::exp(-0.2), 1e-9);
  EXPECT_LT(gathered.chance(Risk::falls, best()), 1 - std::exp(-2.0)) << "falls gather in the same people";
  // Between two days a rate goes in a straight line.
  CumulativeRisk rising;
  rates[index(Risk::falls)] = 0;
  rising.add(0, rates);
  rates[index(Risk::falls)] = 3;
  rising.add(365.25, rates);
  EXPECT_NEAR(rising.expected(Risk::falls), 1.5, 1e-9);
}

TEST(Risk, RatesAreFiniteEverywhere) {
  for (const double age : {18.0, 50.0, 110.0})
    for (const double score : {-50.0, 0.0, 50.0})
      for (const bool male : {false, true}) {
        RiskFactors f = average(age, male);
        f.grip_score = f.leg_strength_score = f.gait_score = f.lean_score = f.bone_score =
            f.body_mass_index_score = f.relative_muscle_score = score;
        f.sppb_points = score;
        for (const double value : risk_rates(f, best())) {
          EXPECT_TRUE(std::isfinite(value));
          EXPECT_GE(value, 0);
        }
      }
}

}  // namespace
}  // namespace sarx
