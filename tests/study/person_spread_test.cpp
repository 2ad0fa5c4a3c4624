#include "sarx/study/person_spread.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sarx/study/split.h"

namespace sarx {
namespace {

/// Lifters whose gains have the given spread; `participants` decides the split.
Study lifters(const std::string& participants, double sd_percent, double n) {
  Study study;
  study.id = "lifters-" + participants;
  study.participants = participants;
  study.topic = "training";
  study.design = "single-arm";
  Arm arm;
  arm.name = "all";
  arm.participants = participants;
  arm.n = n;
  arm.replay = true;
  arm.subject.age_years = 25;
  arm.subject.male_fraction = 1;
  TimelineItem item;
  item.event = ResistanceTraining{};
  item.from_day = 0;
  item.to_day = 84;
  arm.timeline.items.push_back(item);
  arm.event_names.push_back("resistance_training");
  Observation o;
  o.measure = "muscle_volume";
  o.region = "quadriceps";
  o.kind = ValueKind::change_percent;
  o.value = 9;
  o.sd = sd_percent;
  o.day = 84;
  arm.observations.push_back(o);
  study.arms.push_back(arm);
  return study;
}

std::vector<std::string> groups(Split split, std::size_t count) {
  std::vector<std::string> names;
  for (int i = 0; names.size() < count; ++i)
    if (const std::string name = fmt::format("group-{}", i); split_of(name) == split) names.push_back(name);
  return names;
}

std::vector<Study> studies(Split split, double sd_percent) {
  std::vector<Study> result;
  for (const std::string& name : groups(split, 12)) result.push_back(lifters(name, sd_percent, 40));
  return result;
}

PersonSpread fit_of(const std::vector<Study>& studies) {
  return fit_person_spread(studies, Parameters<double>::best(), {}, 2);
}

constexpr auto training = static_cast<std::size_t>(Trait::training_response);

TEST(PersonSpread, FollowsWhatStudiesReport) {
  const PersonSpread narrow = fit_of(studies(Split::calibration, 3)),
                     wide = fit_of(studies(Split::calibration, 14));
  EXPECT_EQ(narrow.rows.size(), 12u);
  EXPECT_LT(narrow.spread[training].value, wide.spread[training].value);
  EXPECT_LT(wide.end_cost, wide.start_cost);
  // On the way to the reported spread, held back by the prior.
  for (const PersonSpread* fit : {&narrow, &wide})
    for (const SpreadRow& row : fit->rows)
      EXPECT_NEAR(std::log(row.predicted_sd / row.observed_sd), 0, std::log(2.5));
}

TEST(PersonSpread, TestStudiesChooseNothing) {
  auto both = studies(Split::calibration, 4);
  for (Study& study : studies(Split::test, 40)) both.push_back(study);
  EXPECT_EQ(person_spread_yaml(fit_of(both)), person_spread_yaml(fit_of(studies(Split::calibration, 4))));
}

TEST(PersonSpread, NothingReportedLeavesThePrior) {
  auto silent = studies(Split::calibration, 4);
  for (Study& study : silent) study.arms[0].observations[0].sd.reset();
  const PersonSpread fit = fit_of(silent);
  EXPECT_TRUE(fit.rows.empty());
  for (std::size_t p = 0; p < parameter_count; ++p)
    if (parameter_table[p].name == "trait_spread.training_response") {
      EXPECT_NEAR(fit.spread[training].value, parameter_table[p].prior, 1e-4);
      EXPECT_NEAR(fit.spread[training].sd, parameter_table[p].prior_sd, 1e-3);
    }
}

}  // namespace
}  // namespace sarx
