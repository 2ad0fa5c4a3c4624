#include "sarx/study/calibrate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sarx/study/command_files.h"

namespace sarx {
namespace {

const std::string root = SARX_SOURCE_DIR;

/// A few studies in casts: enough for one parameter, quick to replay.
std::vector<Study> cast_studies() {
  Evidence evidence = read_evidence({root + "/evidence/studies"});
  std::vector<Study> chosen;
  for (Study& study : evidence.studies) {
    const bool cast = std::any_of(study.arms.begin(), study.arms.end(), [](const Arm& arm) {
      return arm.replay && std::count(arm.event_names.begin(), arm.event_names.end(), "immobilisation") > 0;
    });
    if (cast && chosen.size() < 14) chosen.push_back(std::move(study));
  }
  return chosen;
}

std::size_t index_of(std::string_view parameter) {
  for (std::size_t p = 0; p < parameter_count; ++p)
    if (parameter_table[p].name == parameter) return p;
  ADD_FAILURE() << parameter;
  return 0;
}

TEST(LogPosterior, CurvesAsLaplaceSays) {
  const auto studies = cast_studies();
  const LogPosterior density(studies, {index_of("unloading_severity.cast")}, {});
  EXPECT_GT(density.studies(), 2u);
  const double sd = std::sqrt(density.covariance()[0]);
  EXPECT_GT(sd, 0.01);
  EXPECT_LE(sd, 1.0 + 1e-9);  // no wider than the prior
  const auto at = [&](double steps) {
    const double x = density.centre()[0] + steps * sd;
    return density(std::span(&x, 1));
  };
  // Two SDs away on both sides the density has fallen, by about two: the fit to all studies is not that to a
  // few.
  EXPECT_LT(std::min(at(-3), at(3)), at(0));
  EXPECT_NEAR(at(1) + at(-1) - 2 * at(0), -1, 0.6);
  EXPECT_EQ(at(1), at(1));
  const double outside = 5;
  EXPECT_EQ(density(std::span(&outside, 1)), -std::numeric_limits<double>::infinity());
}

TEST(Calibrate, WithoutIterationsKeepsThePhysiologyAndDrawsAlike) {
  const auto studies = cast_studies();
  CalibrateOptions options;
  options.rounds = 1;
  options.max_iterations = 0;
  const Calibration once = calibrate(studies, options), again = calibrate(studies, options);
  EXPECT_EQ(once.standard, again.standard);
  EXPECT_EQ(posterior_draws(once, 5, 3), posterior_draws(again, 5, 3));
  EXPECT_NE(posterior_draws(once, 5, 3), posterior_draws(once, 5, 4));
  const auto values = calibrated_values(once), before = Parameters<double>::best();
  for (const std::size_t p : once.parameters)
    EXPECT_NEAR(values.values[p], before.values[p], 1e-6 * std::abs(before.values[p]) + 1e-9)
        << parameter_table[p].name;
  for (const LeftOut& row : once.left_out) {
    EXPECT_EQ(split_of(std::find_if(studies.begin(), studies.end(),
                                    [&](const Study& s) { return s.id == row.study; })
                           ->participants),
              Split::calibration);
    EXPECT_GT(row.between_study_sd, 0);
    EXPECT_GE(row.parameter_sd, 0);
    EXPECT_TRUE(std::isfinite(row.total_sd()));
  }
}

}  // namespace
}  // namespace sarx
