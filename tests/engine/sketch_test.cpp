#include "sarx/engine/sketch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "engine/draws.h"
#include "sarx/engine/batch.h"
#include "sarx/engine/simulate.inl"
#include "support/forecast.h"
#include "support/random_scenario.h"

namespace sarx {
namespace {

/// The steps of a sketch (study/forecast.cpp).
constexpr SimulationOptions sketch_steps{.step_days = 2, .longest_step_days = 45, .step_growth = 2.5};

/// A sketch of so many draws, taken out of their lanes; the last one fills the lanes that are left over.
template <class Lanes>
std::vector<Trajectory<double>> sketched(const Person& person, const std::vector<Traits>& traits,
                                         const Timeline& timeline,
                                         const std::vector<Parameters<double>>& parameters,
                                         const std::vector<double>& days, const SimulationOptions& options) {
  const auto course = simulate_detail::course(person, timeline, days.back());
  std::vector<Trajectory<double>> all(parameters.size());
  for (std::size_t first = 0; first < all.size(); first += Lanes::lanes) {
    Parameters<Lanes> p;
    TraitsOf<Lanes> t;
    for (std::size_t lane = 0; lane < Lanes::lanes; ++lane) {
      const std::size_t draw = std::min(first + lane, all.size() - 1);
      scatter<Lanes>(parameters[draw], lane, p);
      scatter<Lanes>(traits[draw], lane, t);
    }
    sketch<Lanes>(person, t, course, p, days, options, [&](std::size_t d, const State<Lanes>& state) {
      for (std::size_t lane = 0; lane < Lanes::lanes && first + lane < all.size(); ++lane) {
        Trajectory<double>& own = all[first + lane];
        own.days.push_back(days[d]);
        gather<Lanes>(state, lane, own.states.emplace_back());
      }
    });
  }
  return all;
}
template <class Lanes>
std::vector<Trajectory<double>> sketched(const Person& person, const Timeline& timeline,
                                         const std::vector<Parameters<double>>& parameters,
                                         const std::vector<double>& days,
                                         const SimulationOptions& options = sketch_steps) {
  return sketched<Lanes>(person, std::vector<Traits>(parameters.size(), person.traits), timeline, parameters,
                         days, options);
}

TEST(Sketch, NeighboursDoNotMatter) {
  const Person person = person_of(false, 70);
  const std::vector<double> days{0, 30, 400};
  const auto parameters = draws(7);
  for (const Timeline& timeline : {eventful(), one_sided()}) {
    const auto found = sketched<SketchLanes>(person, timeline, parameters, days);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto alone = sketched<SketchLanes>(person, timeline, {parameters[i]}, days);
      expect_same(found[i], alone[0], 0, "draw " + std::to_string(i));
    }
  }
}

// By short steps a sketch is what the plain path gives, people with traits of their own side by side.
TEST(Sketch, GivesWhatThePlainPathGivesByShortSteps) {
  const std::vector<double> days{0, 30, 70, 90, 200};
  const auto parameters = draws(5);
  std::vector<Traits> traits(parameters.size());
  for (std::size_t i = 0; i < traits.size(); ++i) {
    const double score = static_cast<double>(i) - 2;
    traits[i].disuse_response = traits[i].protein_response = score;
    traits[i].disease_response = traits[i].recovery = -score;
  }
  const SimulationOptions daily{.step_days = 0.5, .longest_step_days = 1};
  for (const Timeline& timeline : {eventful(), one_sided()}) {
    const auto found =
        sketched<SketchDoubles>(person_of(true, 60), traits, timeline, parameters, days, daily);
    for (std::size_t i = 0; i < found.size(); ++i) {
      Person person = person_of(true, 60);
      person.traits = traits[i];
      expect_same(found[i], simulate(person, timeline, parameters[i], days, daily), 1e-3,
                  "draw " + std::to_string(i));
    }
    // In bed, who loses much by disuse.
    const auto size = [&](std::size_t i) { return found[i].states[1].unit(UnitState::size, 0); };
    EXPECT_GT(size(0) - size(4), 0.003);
  }
}

// What an exposure asks of a body is the same in a lane, whatever happens: no branch looks at one lane alone.
TEST(Sketch, DrivesOfLanesAreThoseOfPlainNumbers) {
  using Lanes = SketchDoubles;
  const auto parameters = draws(Lanes::lanes);
  Parameters<Lanes> p;
  for (std::size_t lane = 0; lane < Lanes::lanes; ++lane) scatter<Lanes>(parameters[lane], lane, p);
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const sarx::testing::Scenario scenario = sarx::testing::random_scenario(seed);
    const Person& person = scenario.person;
    const auto course = simulate_detail::course(person, scenario.timeline, 400);
    TraitsOf<Lanes> traits;
    for (std::size_t lane = 0; lane < Lanes::lanes; ++lane) scatter<Lanes>(person.traits, lane, traits);
    const Responses<Lanes> responses = make_responses<Lanes>(person, traits, p);
    for (const Stretch& stretch : course.stretches) {
      const Drives<Lanes> drives = make_drives(stretch.exposure, course.habit, person, p, responses);
      for (std::size_t lane = 0; lane < Lanes::lanes; ++lane) {
        const Drives<double> expected = make_drives(stretch.exposure, course.habit, person, parameters[lane]);
        Drives<double> found;
        gather<Lanes>(drives, lane, found);
        std::array<double, sizeof(found) / sizeof(double)> a, b;
        std::memcpy(a.data(), &found, sizeof(found));
        std::memcpy(b.data(), &expected, sizeof(found));
        for (std::size_t i = 0; i < a.size(); ++i)
          ASSERT_NEAR(a[i], b[i], 1e-6 * std::max(1.0, std::abs(b[i])))
              << scenario.name << ", day " << stretch.from_day << ", lane " << lane << ", number " << i
              << " of the drives";
      }
    }
  }
}

// Whatever happens to whomever, floats stay within a hundredth of a percent of doubles: of masses and
// strengths, whose logarithms are states, and of all else against its own size or 1.
TEST(Sketch, FloatsLieWhereDoublesDo) {
  std::vector<sarx::testing::Scenario> scenarios = sarx::testing::varied_scenarios();
  for (std::uint64_t seed = 1; seed <= 60; ++seed) scenarios.push_back(sarx::testing::random_scenario(seed));
  const auto parameters = draws(4);
  for (const sarx::testing::Scenario& scenario : scenarios) {
    for (const double horizon : {scenario.horizon_days, 12000.0}) {
      const std::vector<double> days{0, 2, 30, horizon / 2, horizon};
      const auto found = sketched<SketchLanes>(scenario.person, scenario.timeline, parameters, days);
      const auto expected = sketched<SketchDoubles>(scenario.person, scenario.timeline, parameters, days);
      for (std::size_t i = 0; i < found.size(); ++i) expect_same(found[i], expected[i], 1e-4, scenario.name);
    }
  }
}

// Over decades steps of half a year stay where those of a week are: to the eye, whatever happens, even to
// bodies that nobody would live in.
TEST(Sketch, LongStepsLieWhereShortOnesDo) {
  std::vector<sarx::testing::Scenario> scenarios = sarx::testing::varied_scenarios();
  for (std::uint64_t seed = 1; seed <= 60; ++seed) scenarios.push_back(sarx::testing::random_scenario(seed));
  const auto parameters = draws(2);
  const std::vector<double> days{0, 1000, 6000, 12000};
  double moved = 0;
  for (const sarx::testing::Scenario& scenario : scenarios) {
    const std::vector<Person> people{scenario.person};
    SimulationOptions long_steps = sketch_steps;
    long_steps.longest_step_days = 180;
    const std::vector<Traits> traits(parameters.size(), scenario.person.traits);
    const auto found =
        sketched<SketchLanes>(scenario.person, traits, scenario.timeline, parameters, days, long_steps);
    const auto expected =
        simulate_draws(people, scenario.timeline, parameters, days, {.step_days = 1, .longest_step_days = 7});
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

}  // namespace
}  // namespace sarx
