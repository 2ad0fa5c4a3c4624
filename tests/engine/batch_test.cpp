#include "sarx/engine/batch.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/draws.h"
#include "sarx/engine/simulate.h"

namespace sarx {
namespace {

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
