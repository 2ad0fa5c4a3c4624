#include "sarx/engine/batch.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>

#include "sarx/engine/simulate.h"
#include "sarx/timeline/bed_rest.h"
#include "sarx/timeline/disease.h"
#include "sarx/timeline/immobilisation.h"
#include "sarx/timeline/resistance_training.h"
#include "support/forecast.h"
#include "support/random_scenario.h"

namespace sarx {
namespace {

/// A life with most of what the model knows: illness from before day 0, bed rest, training after it.
Timeline eventful() {
  Timeline timeline;
  Disease disease;
  disease.condition = Condition::copd;
  timeline.items.push_back({disease, -400, 2000, {}});
  timeline.items.push_back({BedRest{}, 20, 41, {}});
  ResistanceTraining training;
  training.sessions_per_week = 3;
  timeline.items.push_back({training, 60, 180, {}});
  return timeline;
}

Person person_of(bool male, double age_years) {
  Person person;
  person.male = male;
  person.age_years = age_years;
  person.muscle_mass_kg.fill(28.0 / muscle_unit_count);
  if (!male) person.testosterone_ng_dl = 30;
  return person;
}

/// Parameters that all differ a little between draws.
std::vector<Parameters<double>> draws(std::size_t count) {
  std::mt19937_64 bits(7);
  std::normal_distribution<double> normal;
  std::vector<Parameters<double>> result(count, Parameters<double>::best());
  for (auto& parameters : result)
    for (auto& value : parameters.values) value *= 1 + 0.03 * normal(bits);
  return result;
}

void expect_same(const Trajectory<double>& found, const Trajectory<double>& expected, double tolerance,
                 const std::string& what) {
  ASSERT_EQ(found.days, expected.days) << what;
  ASSERT_EQ(found.states.size(), expected.states.size()) << what;
  for (std::size_t d = 0; d < found.days.size(); ++d)
    for (std::size_t i = 0; i < state_count; ++i) {
      const double a = found.states[d].values[i], b = expected.states[d].values[i];
      ASSERT_LE(std::abs(a - b), tolerance * std::max(1.0, std::abs(b)))
          << what << ", day " << found.days[d] << ", state " << i;
    }
}

class Batch : public ::testing::TestWithParam<InstructionSet> {};

TEST_P(Batch, GivesWhatThePlainPathGives) {
  const Timeline timeline = eventful();
  const std::vector<double> days{0, 1, 7.5, 41, 100, 365};
  const auto parameters = draws(11);  // no multiple of any number of lanes
  for (const bool male : {false, true})
    for (const double longest : {1.0, 7.0, 30.0}) {
      std::vector<Person> people(parameters.size(), person_of(male, male ? 45 : 78));
      for (std::size_t i = 0; i < people.size(); ++i)
        people[i].traits.protein_response = 0.2 * static_cast<double>(i) - 1;
      const SimulationOptions options{.step_days = 1, .longest_step_days = longest};
      const auto found = simulate_draws(people, timeline, parameters, days, options, GetParam());
      ASSERT_EQ(found.size(), parameters.size());
      for (std::size_t i = 0; i < found.size(); ++i)
        expect_same(found[i], simulate(people[i], timeline, parameters[i], days, options), 1e-9,
                    "draw " + std::to_string(i));
    }
}

TEST_P(Batch, NeighboursDoNotMatter) {
  const std::vector<Person> people{person_of(true, 60)};
  const std::vector<double> days{0, 90};
  const auto parameters = draws(9);
  const auto all = simulate_draws(people, eventful(), parameters, days, {}, GetParam());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto alone = simulate_draws(people, eventful(), std::span(&parameters[i], 1), days, {}, GetParam());
    expect_same(alone[0], all[i], 0, "draw " + std::to_string(i));
  }
}

/// A leg in a cast: from then on the sides differ.
Timeline one_sided() {
  Timeline timeline = eventful();
  Immobilisation cast;
  cast.joint = Joint::knee;
  cast.side = EventSide::left;
  cast.device = ImmobilisationDevice::cast;
  timeline.items.push_back({cast, 70, 90, {}});
  return timeline;
}

TEST_P(Batch, SidesThatDifferGiveWhatThePlainPathGives) {
  const std::vector<double> days{0, 30, 70, 90, 200};
  const std::vector<Person> people{person_of(true, 60)};
  const auto parameters = draws(6);
  const SimulationOptions options{.step_days = 1, .longest_step_days = 7};
  const auto found = simulate_draws(people, one_sided(), parameters, days, options, GetParam());
  for (std::size_t i = 0; i < found.size(); ++i) {
    expect_same(found[i], simulate(people[0], one_sided(), parameters[i], days, options), 1e-9,
                "draw " + std::to_string(i));
    const State<double>& end = found[i].states.back();
    EXPECT_NE(end.unit(UnitState::size, 0), end.unit(UnitState::size, muscle_group_count));
  }
}

TEST_P(Batch, OneUnevenBodyDoesNotChangeItsEvenNeighbours) {
  // Even bodies are worked out on one side while all of the block are even, on both beside an uneven one.
  const std::vector<double> days{0, 50, 365};
  const auto parameters = draws(9);
  std::vector<Person> people(parameters.size(), person_of(false, 70));
  people[4].muscle_mass_kg[0] *= 1.2;
  const auto all = simulate_draws(people, eventful(), parameters, days, {}, GetParam());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto alone = simulate_draws(std::span(&people[i], 1), eventful(), std::span(&parameters[i], 1),
                                      days, {}, GetParam());
    expect_same(alone[0], all[i], 0, "draw " + std::to_string(i));
  }
}

TEST_P(Batch, GivesTheSameBitsOnEveryInstructionSet) {
  const std::vector<Person> people{person_of(false, 70)};
  const std::vector<double> days{0, 30, 400};
  const auto parameters = draws(5);
  const SimulationOptions options{.step_days = 1, .longest_step_days = 30};
  const auto found = simulate_draws(people, eventful(), parameters, days, options, GetParam());
  const auto plain = simulate_draws(people, eventful(), parameters, days, options, InstructionSet::baseline);
  for (std::size_t i = 0; i < found.size(); ++i) expect_same(found[i], plain[i], 0, std::to_string(i));
  const auto uneven = simulate_draws(people, one_sided(), parameters, days, options, GetParam());
  const auto uneven_plain =
      simulate_draws(people, one_sided(), parameters, days, options, InstructionSet::baseline);
  for (std::size_t i = 0; i < found.size(); ++i)
    expect_same(uneven[i], uneven_plain[i], 0, "uneven " + std::to_string(i));
}

/// The steps of a sketch (study/forecast.cpp).
SimulationOptions sketch_steps(Precision precision) {
  return {.step_days = 2,
          .longest_step_days = 45,
          .step_growth = 2.5,
          .precision = precision,
          .steps = Steps::long_};
}

TEST_P(Batch, FloatsGiveTheSameBitsOnEveryInstructionSetAndBesideAnyNeighbours) {
  const std::vector<Person> people{person_of(false, 70)};
  const std::vector<double> days{0, 30, 400};
  const auto parameters = draws(19);
  const SimulationOptions options = sketch_steps(Precision::floats);
  for (const Timeline& timeline : {eventful(), one_sided()}) {
    const auto found = simulate_draws(people, timeline, parameters, days, options, GetParam());
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto alone = simulate_draws(people, timeline, std::span(&parameters[i], 1), days, options,
                                        InstructionSet::baseline);
      expect_same(found[i], alone[0], 0, "draw " + std::to_string(i));
    }
  }
}

// Whatever happens to whomever, floats stay within a hundredth of a percent of doubles: of masses and
// strengths, whose logarithms are states, and of all else against its own size or 1.
TEST(Batch, FloatsLieWhereDoublesDo) {
  std::vector<sarx::testing::Scenario> scenarios = sarx::testing::varied_scenarios();
  for (std::uint64_t seed = 1; seed <= 60; ++seed) scenarios.push_back(sarx::testing::random_scenario(seed));
  const auto parameters = draws(4);
  for (const sarx::testing::Scenario& scenario : scenarios) {
    const std::vector<Person> people{scenario.person};
    for (const double horizon : {scenario.horizon_days, 12000.0}) {
      const std::vector<double> days{0, 2, 30, horizon / 2, horizon};
      const auto run = [&](Precision precision) {
        return simulate_draws(people, scenario.timeline, parameters, days, sketch_steps(precision));
      };
      const auto found = run(Precision::floats), expected = run(Precision::doubles);
      for (std::size_t i = 0; i < found.size(); ++i) expect_same(found[i], expected[i], 1e-4, scenario.name);
    }
  }
}

// Over decades steps of half a year stay where those of a week are: to the eye, whatever happens, even to
// bodies that nobody would live in.
TEST(Batch, LongStepsLieWhereShortOnesDo) {
  std::vector<sarx::testing::Scenario> scenarios = sarx::testing::varied_scenarios();
  for (std::uint64_t seed = 1; seed <= 60; ++seed) scenarios.push_back(sarx::testing::random_scenario(seed));
  const auto parameters = draws(2);
  const std::vector<double> days{0, 1000, 6000, 12000};
  double moved = 0;
  for (const sarx::testing::Scenario& scenario : scenarios) {
    const std::vector<Person> people{scenario.person};
    const auto run = [&](const SimulationOptions& options) {
      return simulate_draws(people, scenario.timeline, parameters, days, options);
    };
    SimulationOptions long_steps = sketch_steps(Precision::floats);
    long_steps.longest_step_days = 180;
    const auto found = run(long_steps), expected = run({.step_days = 1, .longest_step_days = 7});
    for (std::size_t i = 0; i < found.size(); ++i)
      for (std::size_t d = 1; d < days.size(); ++d) {
        const State<double>&a = found[i].states[d], &b = expected[i].states[d];
        const std::string where = scenario.name + ", day " + std::to_string(days[d]);
        for (std::size_t u = 0; u < muscle_unit_count; ++u)
          ASSERT_NEAR(a.unit(UnitState::size, u), b.unit(UnitState::size, u),
                      0.05 * std::max(1.0, std::abs(b.unit(UnitState::size, u))))
              << where << ", unit " << u;
        moved = std::max(moved, std::abs(b.unit(UnitState::size, 0)));
        ASSERT_NEAR(a.body(BodyState::fat_mass_kg), b.body(BodyState::fat_mass_kg),
                    0.03 * people[0].body_mass_kg)
            << where;
        ASSERT_NEAR(a.body(BodyState::other_lean_kg), b.body(BodyState::other_lean_kg),
                    0.5 + 0.1 * std::abs(b.body(BodyState::other_lean_kg)))
            << where;
      }
  }
  EXPECT_GT(moved, 0.2);
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, Batch,
                         ::testing::Values(InstructionSet::baseline, InstructionSet::avx2,
                                           InstructionSet::avx512),
                         [](const auto& set) {
                           return std::string(set.param == InstructionSet::baseline ? "Baseline"
                                              : set.param == InstructionSet::avx2   ? "Avx2"
                                                                                    : "Avx512");
                         });

TEST(Batch, NothingAskedGivesNothing) {
  const std::vector<Person> people{person_of(true, 60)};
  EXPECT_TRUE(simulate_draws(people, {}, {}, {0, 10}).empty());
  EXPECT_TRUE(simulate_draws(people, {}, draws(2), {})[1].days.empty());
}

}  // namespace
}  // namespace sarx
