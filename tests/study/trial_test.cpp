#include "sarx/study/trial.h"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <cmath>
#include <string>

namespace sarx {
namespace {

Trial read(const std::string& text) {
  Faults faults("trial.yaml");
  auto trial = read_trial_text(text, "trial.yaml", {}, faults);
  EXPECT_TRUE(trial) << faults.text();
  return std::move(*trial);
}
std::string faults_of(const std::string& text) {
  Faults faults("trial.yaml");
  EXPECT_FALSE(read_trial_text(text, "trial.yaml", {}, faults));
  return faults.text();
}

const std::string training = R"(population:
  subject: {age_years: {normal: [70, 5]}, male_fraction: 0.5}
people: 40
visits: [12 wk]
arms:
  control:
  training:
    - resistance_training: {regions: [leg], sessions_per_week: 3}
      from: 0 d
      to: 12 wk
pool: 60
replicates: 40
sample_sizes: [10, 80]
endpoint: {measure: muscle_volume, region: quadriceps, method: MRI, error_percent: 1}
)";

TEST(Trial, TheSameSeedGivesTheSameTrialOnAnyThreads) {
  const Trial trial = read(training);
  const std::string one = trial_json(run_trial(trial, {.threads = 1, .progress = {}}));
  EXPECT_EQ(one, trial_json(run_trial(trial, {.threads = 3, .progress = {}})));
  EXPECT_EQ(one, trial_json(run_trial(
                     trial, {.threads = 2, .instructions = InstructionSet::baseline, .progress = {}})));
}

TEST(Trial, FindsWhatTrainingDoes) {
  const TrialResult result = run_trial(read(training));
  ASSERT_EQ(result.comparisons.size(), 1u);
  const TrialComparison& c = result.comparisons[0];
  EXPECT_GT(c.true_effect, 0);
  EXPECT_GT(c.planned.effect, 0);
  EXPECT_LT(c.planned.low, c.planned.effect);
  EXPECT_EQ(result.arms[0].randomised + result.arms[1].randomised, 40u);
  EXPECT_EQ(c.planned.n_control, 20u);
  // Trials scatter around the truth, and larger ones find it more often.
  EXPECT_LT(c.replicate_low, c.true_effect);
  EXPECT_GT(c.replicate_high, c.true_effect);
  EXPECT_LE(c.power[0], c.power[1]);
}

TEST(Trial, WithoutTreatmentFalseAlarmsAreRare) {
  std::string text = training;
  const auto from = text.find("    - resistance_training");
  text.erase(from, text.find("pool:") - from);
  text.replace(text.find("replicates: 40"), 14, "replicates: 600");
  const TrialResult result = run_trial(read(text));
  const TrialComparison& c = result.comparisons[0];
  EXPECT_EQ(c.true_effect, 0);
  // 5 % of 600: between 2 and 9 % in all but one of ten thousand runs.
  EXPECT_GT(c.planned_power, 0.02);
  EXPECT_LT(c.planned_power, 0.09);
}

TEST(Trial, PeopleWhoLeaveAreNotAnalysed) {
  std::string text = training + "dropout_per_year: 2\n";
  const TrialResult result = run_trial(read(text));
  std::uint64_t completed = 0;
  for (const auto& arm : result.arms) completed += arm.completed;
  // exp(-2 x 12 / 52.2) = 63 % stay.
  EXPECT_LT(completed, 36u);
  EXPECT_GT(completed, 14u);
  EXPECT_EQ(result.comparisons[0].planned.n_control + result.comparisons[0].planned.n_treated, completed);
}

TEST(Trial, AMixedModelUsesEveryVisit) {
  std::string text = training + "dropout_per_year: 2\n";
  text.replace(text.find("[12 wk]"), 7, "[4 wk, 8 wk, 12 wk]");
  const TrialResult finished = run_trial(read(text));
  text.replace(text.find("error_percent: 1"), 16, "error_percent: 1, analysis: mixed_model");
  const TrialResult all = run_trial(read(text));
  const TrialComparison &a = all.comparisons[0], &f = finished.comparisons[0];
  EXPECT_EQ(a.true_effect, f.true_effect);
  // Who came to one visit counts, though not to the last.
  EXPECT_GT(a.planned.n_control + a.planned.n_treated, f.planned.n_control + f.planned.n_treated);
  EXPECT_LT(a.replicate_low, a.true_effect);
  EXPECT_GT(a.replicate_high, a.true_effect);
  EXPECT_EQ(trial_json(all), trial_json(run_trial(read(text), {.threads = 3, .progress = {}})));
  EXPECT_NE(trial_table(all).find("mixed model"), std::string::npos);
}

TEST(Trial, MixedModelRaisesNoFalseAlarms) {
  std::string text = training + "dropout_per_year: 1\n";
  text.replace(text.find("[12 wk]"), 7, "[6 wk, 12 wk]");
  text.replace(text.find("error_percent: 1"), 16, "error_percent: 1, analysis: mixed_model");
  const auto from = text.find("    - resistance_training");
  text.erase(from, text.find("pool:") - from);
  text.replace(text.find("replicates: 40"), 14, "replicates: 600");
  const TrialComparison c = run_trial(read(text)).comparisons[0];
  EXPECT_GT(c.planned_power, 0.02);
  EXPECT_LT(c.planned_power, 0.09);
}

TEST(Trial, TheErrorOfTheInstrumentIsTakenWhereNoneIsStated) {
  std::string text = training;
  text.replace(text.find("muscle_volume, region: quadriceps, method: MRI, error_percent: 1"), 64,
               "grip_strength");
  EXPECT_NEAR(read(text).error_percent, 3.6, 1e-9);
  EXPECT_EQ(read(training).error_percent, 1);
}

TEST(Trial, PartialAdherenceBringsLess) {
  const double full = run_trial(read(training)).comparisons[0].true_effect;
  const double half = run_trial(read(training + "adherence: 0.3\n")).comparisons[0].true_effect;
  EXPECT_LT(half, 0.9 * full);
  EXPECT_GT(half, 0);
}

TEST(Trial, EligibilityHolds) {
  const Trial trial = read(training + "eligibility: [{measure: gait_speed, maximum: 1.0}]\n");
  const TrialResult result = run_trial(trial);
  EXPECT_GT(result.screened, result.pool);
  EXPECT_THROW(run_trial(read(training + "eligibility: [{measure: gait_speed, minimum: 9}]\n")),
               std::runtime_error);
}

TEST(Trial, ExamplesAreRead) {
  for (const std::string name : {"weight-loss-protein", "testosterone", "bimagrumab", "falls"}) {
    Faults faults(name);
    const auto trial =
        read_trial(std::string(SARX_SOURCE_DIR) + "/examples/trial-" + name + ".yaml", {}, faults);
    EXPECT_TRUE(trial) << faults.text();
  }
}

TEST(LongTrial, SpreadsAsPublishedTrialsDo) {
  // Standard deviation of the change of one arm, simulated and published (standard error x root of people).
  struct Replay {
    std::string example, study;
    std::size_t arm, study_arm;
    std::string measure;
  };
  for (const Replay& replay :
       {Replay{"weight-loss-protein", "tang-2013-men-protein-deficit", 0, 0, "lean_mass"},
        Replay{"weight-loss-protein", "tang-2013-men-protein-deficit", 1, 1, "lean_mass"},
        Replay{"testosterone", "bhasin-1996-supraphysiologic", 1, 0, "muscle_csa"},
        Replay{"bimagrumab", "heymsfield-2021-bimagrumab", 1, 0, "lean_mass"}}) {
    const std::string root = SARX_SOURCE_DIR;
    Faults faults(replay.example);
    const auto trial = read_trial(root + "/examples/trial-" + replay.example + ".yaml", {}, faults);
    ASSERT_TRUE(trial) << faults.text();
    const TrialArmResult simulated = run_trial(*trial).arms[replay.arm];
    const YAML::Node arm =
        YAML::LoadFile(root + "/evidence/studies/" + replay.study + ".yaml")["arms"][replay.study_arm];
    double published = 0, change = 0;
    for (const auto& observation : arm["observations"]) {
      const bool quadriceps =
          replay.measure != "muscle_csa" || observation["region"].as<std::string>("") == "quadriceps";
      if (observation["measure"].as<std::string>() != replay.measure || !quadriceps || !observation["se"])
        continue;
      published = observation["se"].as<double>() * std::sqrt(arm["n"].as<double>());
      change = observation["change"].as<double>();
      break;
    }
    ASSERT_GT(published, 0) << replay.study;
    EXPECT_GT(simulated.change_sd / published, 0.5) << replay.study << ", published change " << change;
    EXPECT_LT(simulated.change_sd / published, 1.6) << replay.study << ", published change " << change;
    EXPECT_GT(simulated.change_mean * change, 0) << replay.study;
  }
}

TEST(Trial, FaultsSayWhere) {
  EXPECT_NE(faults_of("people: 10\n").find("visits: found nothing"), std::string::npos);
  EXPECT_NE(faults_of(training + "alocation: {}\n").find("allocation"), std::string::npos);
  EXPECT_NE(faults_of(training + "allocation: {placebo: 1}\n").find("'placebo'"), std::string::npos);
  std::string text = training;
  text.replace(text.find("measure: muscle_volume"), 22, "measure: muscle_volum");
  EXPECT_NE(faults_of(text).find("muscle_volume"), std::string::npos);
  for (const std::string word : {"time_to_event", "anova"}) {
    text = training;
    text.replace(text.find("error_percent: 1"), 16, "analysis: " + word);
    EXPECT_NE(faults_of(text).find("endpoint.analysis: found " + word), std::string::npos) << faults_of(text);
  }
  text = training;
  text.replace(text.find("measure: muscle_volume, region: quadriceps, method: MRI, error_percent: 1"), 73,
               "event: falls, analysis: ancova, error_percent: 1");
  EXPECT_NE(faults_of(text).find("endpoint.analysis: found ancova of an event"), std::string::npos)
      << faults_of(text);
  EXPECT_NE(faults_of(text).find("endpoint.error_percent"), std::string::npos);
  text = training;
  text.replace(text.find("[12 wk]"), 7, "[12]");
  EXPECT_NE(faults_of(text).find("trial.yaml:4:10"), std::string::npos) << faults_of(text);
}

}  // namespace
}  // namespace sarx
