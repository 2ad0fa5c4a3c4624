// What must hold for anybody in any scenario.
#include "sarx/engine/simulate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <sstream>
#include <string>

#include "support/random_scenario.h"

namespace sarx::testing {
namespace {

#ifdef SARX_SANITIZED
constexpr std::uint64_t scenario_count = 500;
#else
constexpr std::uint64_t scenario_count = 10000;
#endif
constexpr SimulationOptions long_steps{2, 7};

std::string events_of(const Scenario& scenario) {
  std::ostringstream text;
  text << scenario.name << ':';
  for (const auto& item : scenario.timeline.items)
    text << ' ' << event_name(item.event) << ' ' << item.from_day << ".." << item.to_day;
  return text.str();
}

/// What is wrong with a state, or "".
std::string fault(const Forecast& forecast, double day) {
  const State<double>& state = forecast.state(day);
  for (std::size_t i = 0; i < state_count; ++i)
    if (!std::isfinite(state.values[i])) return "state " + std::to_string(i) + " is not finite";
  const Body<double> body = forecast.body(day);
  const auto shares = [&](UnitState s) {
    for (std::size_t u = 0; u < muscle_unit_count; ++u)
      if (state.unit(s, u) < -1e-9 || state.unit(s, u) > 1 + 1e-9) return true;
    return false;
  };
  if (shares(UnitState::innervated)) return "innervated share outside 0-1";
  if (shares(UnitState::trauma)) return "trauma outside 0-1";
  double muscle = 0;
  for (std::size_t u = 0; u < muscle_unit_count; ++u) {
    const double kg = body.muscle_mass_kg(u);
    if (!(kg > 0)) return "a muscle without mass";
    if (kg > 4 * forecast.person().muscle_mass_kg[u]) return "a muscle has grown fourfold";
    muscle += kg;
    if (!std::isfinite(body.log_strength_change(u, StrengthTest::isometric))) return "strength is not finite";
  }
  const Person& person = forecast.person();
  double water = 0;
  for (BodyState s : {BodyState::glycogen_water_kg, BodyState::rest_water_kg, BodyState::drug_water_kg})
    water += state.body(s) - forecast.state(0).body(s);
  const double sum = muscle + person.other_lean_kg + state.body(BodyState::other_lean_kg) + water +
                     state.body(BodyState::fat_mass_kg) + person.bone_mineral_kg;
  if (std::abs(sum - body.body_mass_kg()) > 1e-9 * sum) return "body mass is not the sum of its parts";
  if (!(body.fat_mass_kg() > 0)) return "no fat: " + std::to_string(body.fat_mass_kg());
  if (!(body.lean_mass_kg() > 0)) return "no lean mass";
  for (BodyState s : {BodyState::testosterone_given_ng_dl, BodyState::testosterone_own_share,
                      BodyState::oestradiol_pg_ml, BodyState::activin_block_effect, BodyState::inflammation,
                      BodyState::adherence, BodyState::haemoglobin_g_l, BodyState::vitamin_d_nmol_l,
                      BodyState::protein_adapted_g_per_kg, BodyState::crisis_adapted})
    if (state.body(s) < -1e-9) return "body state " + std::to_string(static_cast<int>(s)) + " is negative";
  return "";
}

TEST(AnyScenario, KeepsEveryStateFiniteAndEveryAmountPositive) {
  int faults = 0;
  for (std::uint64_t seed = 1; seed <= scenario_count; ++seed) {
    const Scenario scenario = random_scenario(seed);
    const auto days = every(scenario.horizon_days / 3, scenario.horizon_days);
    const Forecast forecast(scenario.person, scenario.timeline.items, days, long_steps);
    ASSERT_EQ(forecast.trajectory().days.size(), days.size()) << events_of(scenario);
    for (double day : days) {
      const std::string wrong = fault(forecast, day);
      if (wrong.empty()) continue;
      ADD_FAILURE() << wrong << " on day " << day << " of " << events_of(scenario);
      if (++faults > 20) FAIL() << "and more";
      break;
    }
  }
}

TEST(AnyScenario, StartsFromThePersonsOwnMasses) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Scenario scenario = random_scenario(seed);
    const Forecast forecast(scenario.person, scenario.timeline.items, {0, 10}, long_steps);
    EXPECT_NEAR(forecast.mass_kg(0), scenario.person.body_mass_kg, 1e-9) << events_of(scenario);
    EXPECT_NEAR(forecast.lean_kg(0), scenario.person.lean_mass_kg, 1e-9) << events_of(scenario);
    EXPECT_NEAR(forecast.fat_kg(0), scenario.person.fat_mass_kg, 1e-9) << events_of(scenario);
  }
}

TEST(AnyScenario, TreatsLeftAndRightAlikeWhereNoEventHasASide) {
  for (std::uint64_t seed = 1; seed <= scenario_count / 20; ++seed) {
    Scenario scenario = random_scenario(seed, false);
    // A stroke without a side falls on one.
    for (auto& item : scenario.timeline.items)
      if (auto* disease = std::get_if<Disease>(&item.event)) disease->side = EventSide::both;
    const double end = scenario.horizon_days;
    const Forecast forecast(scenario.person, scenario.timeline.items, {0, end}, long_steps);
    const State<double>& state = forecast.state(end);
    for (std::size_t s = 0; s < unit_state_count; ++s)
      for (std::size_t g = 0; g < muscle_group_count; ++g) {
        const double* unit = state.units(static_cast<UnitState>(s));
        ASSERT_DOUBLE_EQ(unit[g], unit[g + muscle_group_count])
            << unit_state_names[s] << " of " << muscle_group_names[g] << ", " << events_of(scenario);
      }
  }
}

TEST(AnyScenario, LeavesTheOtherSideAloneWhereALocalEventHasASide) {
  for (std::uint64_t seed = 1; seed <= scenario_count / 20; ++seed) {
    Choices choices(seed);
    const Person person = random_person(choices);
    const auto side = choices.chance(0.5) ? EventSide::left : EventSide::right;
    const Side other = side == EventSide::left ? Side::right : Side::left;
    const std::array<Event, 5> local{
        Immobilisation{.joint = static_cast<Joint>(choices.below(6)), .side = side},
        LimbUnloading{.limb = static_cast<Limb>(choices.below(2)), .side = side},
        NerveInjury{.nerve = static_cast<Nerve>(choices.below(14)), .side = side},
        MuscleInjury{.region = std::string(muscle_group_names[choices.below(12)]), .side = side, .grade = 2},
        ResistanceTraining{.regions = std::vector<std::string>{"thigh"}, .side = side}};
    TimelineItem item;
    item.event = local[choices.below(local.size())];
    item.to_day = 30;
    const Forecast with(person, {item}, {0, 30}, long_steps), without(person, {}, {0, 30}, long_steps);
    // A leg held still costs steps, and with them a little of the other leg.
    double touched = 0, spared = 0;
    for (MuscleGroup group : all_muscle_groups) {
      if (is_trunk(group)) continue;
      const Side same = other == Side::left ? Side::right : Side::left;
      const auto effect = [&](Side at) {
        return std::abs(with.size_percent(at, group, 30) - without.size_percent(at, group, 30));
      };
      touched = std::max(touched, effect(same));
      spared = std::max(spared, effect(other));
    }
    EXPECT_LT(spared, std::max(0.5, 0.4 * touched)) << event_name(item.event) << ' ' << seed;
    EXPECT_GT(touched, 0.2) << event_name(item.event) << ' ' << seed;
  }
}

TEST(AnyScenario, IsTheSameWhateverDaysAreAskedFor) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Scenario scenario = random_scenario(seed);
    const double end = scenario.horizon_days;
    const Forecast sparse(scenario.person, scenario.timeline.items, {0, end});
    const Forecast dense(scenario.person, scenario.timeline.items, every(end / 7, end));
    EXPECT_NEAR(sparse.muscle_percent(end), dense.muscle_percent(end), 0.05) << events_of(scenario);
    EXPECT_NEAR(sparse.fat_kg(end), dense.fat_kg(end), 0.05) << events_of(scenario);
  }
}

TEST(DriverAccount, AddsUpToTheChangeOfMuscle) {
  for (const auto& scenario : varied_scenarios()) {
    const std::vector<double> days{0, scenario.horizon_days / 2, scenario.horizon_days};
    const Forecast forecast(scenario.person, scenario.timeline.items, days);
    const DriverAccount parts = account(scenario.person, scenario.timeline, Parameters<double>::best(), days);
    ASSERT_EQ(parts.days.size(), days.size());
    for (std::size_t i = 0; i < days.size(); ++i) {
      double sum = 0;
      for (double kg : parts.muscle_kg[i]) sum += kg;
      EXPECT_NEAR(sum, forecast.body(days[i]).total_muscle_kg() - forecast.body(0).total_muscle_kg(), 1e-9)
          << scenario.name;
    }
  }
}

TEST(DriverAccount, NamesTheDriverOfEachKindOfLoss) {
  const Person man = average_person(45, true);
  const auto largest_loss = [&](Event event, double horizon) {
    TimelineItem item;
    item.event = std::move(event);
    const auto parts = account(man, Timeline{{item}}, Parameters<double>::best(), {0, horizon});
    const auto& kg = parts.muscle_kg.back();
    return driver_names[static_cast<std::size_t>(std::min_element(kg.begin(), kg.end()) - kg.begin())];
  };
  EXPECT_EQ(largest_loss(BedRest{}, 30), "disuse");
  EXPECT_EQ(largest_loss(NerveInjury{.nerve = Nerve::sciatic, .side = EventSide::left}, 90), "denervation");
  EXPECT_EQ(largest_loss(HormoneChange{.what = HormoneChangeKind::orchiectomy}, 180), "androgens");
  EXPECT_EQ(largest_loss(Diet{.energy_deficit_kcal = 1000}, 60), "energy");
  EXPECT_EQ(largest_loss(Disease{.condition = Condition::cushing}, 180), "glucocorticoids");
}

/// The parameters without ageing: nothing changes by itself.
Parameters<double> without_ageing() {
  Parameters<double> parameters = Parameters<double>::best();
  for (std::size_t i = 0; i < parameter_count; ++i) {
    const std::string_view name = parameter_table[i].name;
    if (name.starts_with("ageing_rate_60") || name == "ageing_quality_rate_70" ||
        name == "ageing_fat_kg_per_year" || name.starts_with("bone_ageing_rate"))
      parameters.values[i] = 0;
  }
  return parameters;
}

class ConstantInputs : public ::testing::TestWithParam<std::pair<const char*, Event>> {};

TEST_P(ConstantInputs, LeadToASteadyStateOverSixtyYears) {
  constexpr double year = 365.25;
  TimelineItem item;
  item.event = GetParam().second;
  const Forecast forecast(average_person(30, true), {item}, every(10 * year, 60 * year), {1, 14},
                          without_ageing());
  for (double day : forecast.trajectory().days) {
    EXPECT_GT(forecast.muscle_percent(day), -75);
    EXPECT_LT(forecast.muscle_percent(day), 100);
  }
  // Nothing moves any more in the last ten years.
  for (MuscleGroup group : all_muscle_groups) {
    EXPECT_NEAR(forecast.size_percent(Side::left, group, 60 * year),
                forecast.size_percent(Side::left, group, 50 * year), 0.05)
        << name(group);
    EXPECT_NEAR(forecast.strength_percent(Side::left, group, 60 * year),
                forecast.strength_percent(Side::left, group, 50 * year), 0.05)
        << name(group);
  }
  EXPECT_NEAR(forecast.fat_kg(60 * year), forecast.fat_kg(50 * year), 0.05);
  EXPECT_NEAR(forecast.lean_kg(60 * year), forecast.lean_kg(50 * year), 0.05);
}

INSTANTIATE_TEST_SUITE_P(
    Events, ConstantInputs,
    ::testing::Values(
        std::pair<const char*, Event>{"nothing", Ageing{}},
        std::pair<const char*, Event>{"bed_rest", BedRest{}},
        std::pair<const char*, Event>{"cast", Immobilisation{.joint = Joint::knee}},
        std::pair<const char*, Event>{"training", whole_body_training()},
        std::pair<const char*, Event>{"inactivity", Activity{.steps_per_day = 1000}},
        std::pair<const char*, Event>{
            "testosterone", Drug{.what = DrugName::testosterone_enanthate, .dose = 100, .every_days = 7}},
        std::pair<const char*, Event>{"castration", HormoneChange{.what = HormoneChangeKind::orchiectomy}},
        std::pair<const char*, Event>{"protein", Diet{.protein_g_per_kg = 2}},
        std::pair<const char*, Event>{"prednisone",
                                      Drug{.what = DrugName::prednisone, .dose = 10, .every_days = 1}},
        std::pair<const char*, Event>{"ckd", Disease{.condition = Condition::ckd, .stage = "4"}},
        std::pair<const char*, Event>{"nerve", NerveInjury{.nerve = Nerve::femoral}}),
    [](const auto& event) { return std::string(event.param.first); });

TEST(SteadyState, NothingHappensToAPersonToWhomNothingHappens) {
  for (double age : {20.0, 45.0, 80.0})
    for (bool male : {false, true}) {
      const Forecast forecast(average_person(age, male), {}, {0, 60 * 365.25}, {1, 30}, without_ageing());
      EXPECT_NEAR(forecast.muscle_percent(60 * 365.25), 0, 1e-6);
      EXPECT_NEAR(forecast.fat_change_kg(60 * 365.25), 0, 1e-6);
      EXPECT_NEAR(forecast.lean_change_kg(60 * 365.25), 0, 1e-6);
    }
}

/// Values of an outcome along a dose; each must be above the one before, but for a fall that is allowed where
/// the response saturates.
template <class Outcome>
void expect_rising(const std::vector<double>& doses, Outcome outcome, double allowed_fall = 0) {
  double last = -std::numeric_limits<double>::infinity();
  for (double dose : doses) {
    const double value = outcome(dose);
    EXPECT_GT(value, last - allowed_fall) << "at dose " << dose;
    last = value;
  }
}

class DoseResponse : public ::testing::TestWithParam<std::pair<double, bool>> {
 protected:
  Person person_ = average_person(GetParam().first, GetParam().second);
  Forecast run(std::vector<TimelineItem> items, double day = 84) const {
    return Forecast(person_, std::move(items), {0, day});
  }
};

TEST_P(DoseResponse, MoreSetsGrowMoreMuscleWithDiminishingReturns) {
  std::vector<double> size;
  expect_rising({0, 1, 2, 4, 8}, [&](double sets) {
    size.push_back(run({since(0, whole_body_training(sets))}).size_percent("thigh", 84));
    return size.back();
  });
  EXPECT_GT(size[2] - size[1], (size[4] - size[3]) / 4) << "the last sets give less than the first";
}

TEST_P(DoseResponse, MoreTestosteroneGivesMoreLeanMass) {
  expect_rising({25, 50, 125, 300, 600}, [&](double mg) {
    return run({since(0, Drug{.what = DrugName::gnrh_agonist}),
                since(0, Drug{.what = DrugName::testosterone_enanthate,
                              .dose = mg,
                              .unit = DrugUnit::mg,
                              .every_days = 7})},
               140)
        .lean_change_kg(140);
  });
}

TEST_P(DoseResponse, ALargerDeficitLosesMoreFatAndMoreLean) {
  expect_rising({-500, 0, 250, 500, 1000}, [&](double kcal) {
    return -run({since(0, Diet{.energy_deficit_kcal = kcal})}).fat_change_kg(84);
  });
  expect_rising({-500, 0, 250, 500, 1000}, [&](double kcal) {
    return -run({since(0, Diet{.energy_deficit_kcal = kcal})}).lean_change_kg(84);
  });
}

TEST_P(DoseResponse, ALongerCastLosesMore) {
  expect_rising({1, 3, 7, 14, 28, 56}, [&](double days) {
    return -run({during(0, days,
                        Immobilisation{.joint = Joint::knee,
                                       .side = EventSide::left,
                                       .device = ImmobilisationDevice::cast})},
                days)
                .size_percent(Side::left, MuscleGroup::quadriceps, days);
  });
}

TEST_P(DoseResponse, MoreProteinInTrainingIsNeverLess) {
  expect_rising(
      {0.6, 0.8, 1.2, 1.6, 2.2, 3.0},
      [&](double protein) {
        return run({since(0, whole_body_training()), since(0, Diet{.protein_g_per_kg = protein})})
            .muscle_percent(84);
      },
      0.2);
}

TEST_P(DoseResponse, FewerStepsLoseMoreLegMuscle) {
  expect_rising({6000, 4000, 2000, 500}, [&](double steps) {
    person_.steps_per_day = 8000;
    return -run({since(0, Activity{.steps_per_day = steps})}, 14).size_percent("leg", 14);
  });
}

TEST_P(DoseResponse, MorePrednisoneLosesMoreMuscle) {
  expect_rising({0, 5, 10, 20, 40}, [&](double mg) {
    return -run({since(
                    0,
                    Drug{.what = DrugName::prednisone, .dose = mg, .unit = DrugUnit::mg, .every_days = 1})})
                .muscle_percent(84);
  });
}

TEST_P(DoseResponse, MoreSemaglutideLosesMoreMass) {
  expect_rising({0.25, 0.5, 1.0, 2.4}, [&](double mg) {
    return -run({since(
                    0,
                    Drug{.what = DrugName::semaglutide, .dose = mg, .unit = DrugUnit::mg, .every_days = 7})},
                168)
                .mass_change_kg(168);
  });
}

INSTANTIATE_TEST_SUITE_P(People, DoseResponse,
                         ::testing::Values(std::pair{25.0, true}, std::pair{30.0, false},
                                           std::pair{70.0, true}, std::pair{75.0, false}));

}  // namespace
}  // namespace sarx::testing
