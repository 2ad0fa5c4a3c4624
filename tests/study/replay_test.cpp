#include "sarx/study/replay.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sarx/study/replay_dual.h"
#include "sarx/study/validate.h"

namespace sarx {
namespace {

Study bed_rest_study() {
  Study study;
  study.id = "made-up";
  study.participants = "nobody";
  study.topic = "disuse";
  Arm arm;
  arm.name = "bed rest";
  arm.participants = "nobody";
  arm.n = 10;
  arm.replay = true;
  arm.subject.age_years = 30;
  arm.subject.male_fraction = 1;
  TimelineItem item;
  item.event = BedRest{};
  item.from_day = 0;
  item.to_day = 28;
  arm.timeline.items.push_back(item);
  arm.event_names.push_back("bed_rest");
  study.arms.push_back(arm);
  return study;
}

Observation observation(std::string measure, ValueKind kind, double value, double day) {
  Observation o;
  o.measure = std::move(measure);
  o.kind = kind;
  o.value = value;
  o.day = day;
  return o;
}

TEST(RowScale, GoesThereAndBack) {
  for (const bool percent : {true, false})
    for (const ValueKind kind :
         {ValueKind::change_percent, ValueKind::change, ValueKind::value, ValueKind::rate_percent_per_year,
          ValueKind::difference_percent, ValueKind::difference}) {
      RowScale scale;
      scale.kind = kind;
      scale.percent = percent;
      scale.base = 40;
      scale.years = 2.5;
      scale.other = 0.9;
      EXPECT_NEAR(scale.from_scale(scale.to_scale(7.5)), 7.5, 1e-9) << name(kind) << percent;
      EXPECT_NEAR(scale.from_scale(scale.to_scale(-7.5)), kind == ValueKind::value && percent ? 0.4 : -7.5,
                  1e-9)
          << name(kind) << percent;
    }
}

TEST(Replay, MeasuresAgreeWithEachOther) {
  Study study = bed_rest_study();
  auto& rows = study.arms[0].observations;
  rows.push_back(observation("muscle_volume", ValueKind::change_percent, -8, 28));
  rows.push_back(observation("muscle_volume", ValueKind::change, -150, 28));
  rows.push_back(observation("body_mass", ValueKind::change, -1, 28));
  rows.push_back(observation("lean_mass", ValueKind::change, -1, 28));
  rows.push_back(observation("fat_mass", ValueKind::change, 0, 28));
  for (auto& o : rows)
    if (o.measure == "muscle_volume") o.region = "quadriceps";
  const Parameters<double> parameters = Parameters<double>::best();
  const StudyPlan plan = plan_study(study, parameters);
  const auto predicted = replay(plan, parameters);
  EXPECT_LT(predicted[0], -0.01);
  EXPECT_GT(predicted[0], -0.3);
  // The same change, in percent and in cm3.
  EXPECT_NEAR(predicted[0], predicted[1], 1e-12);
  // Mass is lean and fat; bone stays.
  EXPECT_NEAR(predicted[2], predicted[3] + predicted[4], 1e-9);
}

TEST(Replay, AStartingLevelIsGivenAndSetsTheScale) {
  Study study = bed_rest_study();
  auto& rows = study.arms[0].observations;
  rows.push_back(observation("muscle_csa", ValueKind::value, 60, 0));
  rows.push_back(observation("muscle_csa", ValueKind::value, 55, 28));
  for (auto& o : rows) o.region = "quadriceps";
  const Parameters<double> parameters = Parameters<double>::best();
  const StudyPlan plan = plan_study(study, parameters);
  EXPECT_EQ(plan.rows[0].fate, RowFate::given);
  ASSERT_EQ(plan.rows[1].fate, RowFate::scored);
  const double predicted = plan.rows[1].scale.from_scale(replay(plan, parameters)[1]);
  EXPECT_LT(predicted, 60);
  EXPECT_GT(predicted, 45);
}

TEST(Replay, AMatchedArmReachesItsBodyMass) {
  Study study = bed_rest_study();
  Arm& arm = study.arms[0];
  arm.match_body_mass = true;
  TimelineItem diet;
  Diet unknown;
  unknown.energy_deficit = EnergyDeficit::unknown;
  diet.event = unknown;
  diet.from_day = 0;
  diet.to_day = 84;
  arm.timeline.items = {diet};
  arm.observations.push_back(observation("body_mass", ValueKind::change, -6, 84));
  arm.observations.push_back(observation("lean_mass", ValueKind::change, -1.5, 84));
  arm.observations.push_back(observation("fat_mass", ValueKind::change, -4.5, 84));
  const Parameters<double> parameters = Parameters<double>::best();
  const StudyPlan plan = plan_study(study, parameters);
  EXPECT_EQ(plan.rows[0].fate, RowFate::given);
  const auto predicted = replay(plan, parameters);
  EXPECT_NEAR(predicted[1] + predicted[2], -6, 0.05);
}

TEST(Replay, OneSideAgainstTheOther) {
  Study study = bed_rest_study();
  Arm& arm = study.arms[0];
  Immobilisation cast;
  cast.joint = Joint::knee;
  cast.side = EventSide::left;
  arm.timeline.items[0].event = cast;
  Observation o = observation("muscle_volume", ValueKind::change_percent, -8, 14);
  o.region = "quadriceps";
  o.side = "left";
  arm.observations.push_back(o);
  o.side = "right";
  arm.observations.push_back(o);
  o.side = "left";
  o.kind = ValueKind::direction;
  o.value = -1;
  o.versus = "other_side";
  arm.observations.push_back(o);
  const Parameters<double> parameters = Parameters<double>::best();
  const StudyPlan plan = plan_study(study, parameters);
  const auto predicted = replay(plan, parameters);
  EXPECT_LT(predicted[0], -0.02);
  EXPECT_GT(predicted[1], -0.02);
  EXPECT_NEAR(predicted[2], predicted[0] - predicted[1], 1e-9);
}

TEST(Replay, GradientsAgreeWithDifferences) {
  Study study = bed_rest_study();
  Observation o = observation("muscle_volume", ValueKind::change_percent, -8, 28);
  o.region = "quadriceps";
  study.arms[0].observations.push_back(o);
  o.measure = "strength";
  o.method = "isometric";
  study.arms[0].observations.push_back(o);
  const Parameters<double> parameters = Parameters<double>::best();
  const StudyPlan plan = plan_study(study, parameters);
  std::vector<std::size_t> chosen;
  for (std::size_t p = 0; p < parameter_count && chosen.size() < dual_width; ++p)
    if (parameter_table[p].calibrated && parameter_table[p].file == "disuse.yaml") chosen.push_back(p);
  ASSERT_FALSE(chosen.empty());
  std::vector<double> predicted, gradient;
  replay_with_gradient(plan, parameters, chosen.data(), chosen.size(), predicted, gradient);
  const auto plain = replay(plan, parameters);
  double largest = 0;
  for (std::size_t r = 0; r < plain.size(); ++r) {
    EXPECT_NEAR(predicted[r], plain[r], 1e-9);
    for (std::size_t k = 0; k < chosen.size(); ++k) {
      const double step = 1e-5 * std::max(1e-3, std::abs(parameters.values[chosen[k]]));
      Parameters<double> up = parameters;
      Parameters<double> down = parameters;
      up.values[chosen[k]] += step;
      down.values[chosen[k]] -= step;
      const double difference = (replay(plan, up)[r] - replay(plan, down)[r]) / (2 * step);
      EXPECT_NEAR(gradient[r * chosen.size() + k], difference, 1e-4 * std::max(1.0, std::abs(difference)))
          << parameter_table[chosen[k]].name;
      largest = std::max(largest, std::abs(difference));
    }
  }
  EXPECT_GT(largest, 0);
}

TEST(Scores, KnowRightFromWrong) {
  Study study = bed_rest_study();
  Observation o = observation("muscle_volume", ValueKind::change_percent, -7, 28);
  o.region = "quadriceps";
  o.se = 0.5;
  study.arms[0].observations.push_back(o);
  o.value = 60;  // nobody grows so in bed
  study.arms[0].observations.push_back(o);
  o.kind = ValueKind::direction;
  o.se.reset();
  o.value = -1;
  study.arms[0].observations.push_back(o);
  o.value = 1;
  study.arms[0].observations.push_back(o);
  ValidateOptions options;
  options.baselines = false;
  const std::vector<Study> studies{study};
  const Validation validation = validate(studies, Parameters<double>::best(), options);
  ASSERT_EQ(validation.rows.size(), 4u);
  EXPECT_TRUE(validation.rows[0].inside);
  EXPECT_FALSE(validation.rows[1].inside);
  EXPECT_GT(validation.rows[1].standardised(), 5);
  EXPECT_TRUE(validation.rows[2].inside);
  EXPECT_FALSE(validation.rows[3].inside);
  EXPECT_LT(validation.rows[0].predicted_lo, validation.rows[0].predicted);
  EXPECT_GT(validation.rows[0].predicted_hi, validation.rows[0].predicted);
}

TEST(Parallel, ThrowsOnWhatATaskThrew) {
  EXPECT_THROW(for_each_parallel(10, 2,
                                 [](std::size_t i) {
                                   if (i == 7) throw std::runtime_error("seven");
                                 }),
               std::runtime_error);
}

}  // namespace
}  // namespace sarx
