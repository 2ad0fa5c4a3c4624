#include "sarx/body/rates.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sarx/body/body.h"
#include "support/random_scenario.h"

namespace sarx::testing {
namespace {

const Parameters<double> parameters = Parameters<double>::best();

struct Moment {
  Person person;
  Drives<double> drives;
  State<double> state;
};

/// Somebody at rest under a random exposure.
Moment at_rest(std::uint64_t seed) {
  Scenario scenario = random_scenario(seed);
  for (auto& item : scenario.timeline.items) item.from_day = -1e4;
  const auto stretch = expose(scenario.timeline, scenario.person, 0, 1).front();
  Moment moment{
      scenario.person, make_drives(stretch.exposure, stretch.exposure, scenario.person, parameters), {}};
  moment.state = starting_state(moment.drives, moment.person, make_baseline(moment.person, parameters),
                                parameters, moment.person.age_years);
  return moment;
}

TEST(Rates, AStateHasItsTermsForItsRate) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Moment moment = at_rest(seed);
    State<double> derivative;
    std::array<MuscleBalance<double>, muscle_unit_count> balance;
    rates(moment.state, moment.drives, moment.person, parameters, derivative, &balance);
    for (std::size_t u = 0; u < muscle_unit_count; ++u) {
      double sum = 0;
      for (double term : balance[u]) sum += term;
      ASSERT_NEAR(sum, derivative.unit(UnitState::size, u), 1e-12);
    }
  }
}

/// The growth by training (1/d) of the left quadriceps of a man who begins what happens to him.
double growth_by_training(const std::vector<TimelineItem>& items) {
  const Person person = average_person(40, true);
  const auto stretch = expose({items}, person, 0, 1).front();
  const Drives<double> drives = make_drives(stretch.exposure, {}, person, parameters);
  const State<double> state = starting_state(make_drives({}, {}, person, parameters), person,
                                             make_baseline(person, parameters), parameters, person.age_years);
  State<double> derivative;
  std::array<MuscleBalance<double>, muscle_unit_count> balance;
  rates(state, drives, person, parameters, derivative, &balance);
  return balance[unit_index(Side::left, MuscleGroup::quadriceps)][index(Driver::training)];
}

TEST(Rates, TrainingBuildsLessOnADiet) {
  const double fed = growth_by_training({since(0, whole_body_training())});
  const double hungry = growth_by_training(
      {since(0, whole_body_training()), since(0, Diet{.energy_deficit_kcal = 750, .protein_g_per_kg = 1.3})});
  EXPECT_GT(hungry, 0);
  EXPECT_LT(hungry, 0.8 * fed);
}

TEST(Rates, TrainingInBedBuildsAsFarAsItLoads) {
  const double up = growth_by_training({since(0, whole_body_training())});
  const double in_bed = growth_by_training({since(0, BedRest{}), since(0, whole_body_training())});
  EXPECT_EQ(growth_by_training({since(0, BedRest{})}), 0);
  EXPECT_GT(in_bed, 0.1 * up);
  EXPECT_LT(in_bed, 0.9 * up);
}

/// What an event asks of a woman of 40 who had lived as usual.
Drives<double> asked_of_a_woman(const TimelineItem& item) {
  const Person person = average_person(40, false);
  const auto stretch = expose({{item}}, person, 0, 1).front();
  return make_drives(stretch.exposure, {}, person, parameters);
}

TEST(Drives, WantOfAppetiteTakesProteinButForWhatSurgeryPrescribes) {
  const Person person = average_person(40, false);
  const auto protein = [](const auto& event) { return asked_of_a_woman(since(0, event)).protein_g_per_kg; };
  EXPECT_LT(protein(Drug{.what = DrugName::semaglutide}), 0.95 * person.protein_g_per_kg_day);
  const Treatment bypass{.of = TreatmentTarget::obesity, .what = TreatmentKind::surgery};
  EXPECT_LT(asked_of_a_woman(since(0, bypass)).appetite_target, -0.1);
  EXPECT_NEAR(protein(bypass), person.protein_g_per_kg_day, 1e-9);
}

TEST(Drives, ADietIsKeptToLessAndLessUnlessItIsSupervised) {
  const auto asked = [](bool supervised) {
    return asked_of_a_woman(since(0, Diet{.energy_deficit_kcal = 750, .supervised = supervised}));
  };
  const Drives<double> alone = asked(false), supervised = asked(true);
  EXPECT_LT(alone.adherence_target, 0.95);
  EXPECT_NEAR(alone.adherence_rate, 1 / parameters.adherence_time(), 1e-12);
  EXPECT_GT(alone.intake_change, supervised.intake_change) << "not all of it is kept to from the start";
  EXPECT_EQ(supervised.adherence_target, 1);
  EXPECT_NEAR(supervised.intake_change, -750, 1e-9);
}

TEST(Drives, BlockedOvariesGiveLittleOestradiol) {
  const double usual = average_person(40, false).oestradiol_pg_ml;
  EXPECT_LT(asked_of_a_woman(since(0, Drug{.what = DrugName::gnrh_agonist})).oestradiol_target, 0.5 * usual);
  EXPECT_NEAR(asked_of_a_woman(since(0, Drug{.what = DrugName::semaglutide})).oestradiol_target, usual, 1e-9);
}

/// How much faster (1/d) the hip loses bone once `change` has happened to the state of a person at rest.
template <class Change>
double bone_lost_by(const Person& person, Change&& change) {
  const Drives<double> drives = make_drives({}, {}, person, parameters);
  State<double> state =
      starting_state(drives, person, make_baseline(person, parameters), parameters, person.age_years);
  State<double> before, after;
  rates(state, drives, person, parameters, before);
  change(state);
  rates(state, drives, person, parameters, after);
  return before.body(BodyState::bone_hip_log) - after.body(BodyState::bone_hip_log);
}

TEST(Rates, BoneFollowsTheMassItCarriesAndTestosterone) {
  EXPECT_GT(bone_lost_by(average_person(70, false),
                         [](State<double>& state) { state.body(BodyState::fat_mass_kg) -= 10; }),
            1e-6);
  EXPECT_GT(bone_lost_by(average_person(60, true),
                         [](State<double>& state) { state.body(BodyState::testosterone_own_share) = 0.05; }),
            1e-6);
}

TEST(Rates, AMuscleComesBackAsFarAsItHasANerve) {
  const Person person = average_person(40, true);
  const Drives<double> drives = make_drives({}, {}, person, parameters);
  State<double> state =
      starting_state(drives, person, make_baseline(person, parameters), parameters, person.age_years);
  constexpr std::size_t whole = 0, denervated = 1;
  for (const std::size_t unit : {whole, denervated}) {
    state.unit(UnitState::size, unit) = -0.3;
    state.unit(UnitState::capacity, unit) = -1;  // nothing is remembered
  }
  state.unit(UnitState::innervated, denervated) = 0.2;
  State<double> derivative;
  std::array<MuscleBalance<double>, muscle_unit_count> balance;
  rates(state, drives, person, parameters, derivative, &balance);
  const auto recovery = [&](std::size_t unit) { return balance[unit][index(Driver::recovery)]; };
  EXPECT_GT(recovery(whole), 0);
  EXPECT_NEAR(recovery(denervated), 0.2 * recovery(whole), 0.01 * recovery(whole));
}

TEST(StartingState, StatesThatFollowATargetAreAtIt) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Moment moment = at_rest(seed);
    moment.drives.energy_free = 0;
    State<double> derivative;
    rates(moment.state, moment.drives, moment.person, parameters, derivative);
    for (BodyState s : {BodyState::oestradiol_pg_ml, BodyState::testosterone_given_ng_dl,
                        BodyState::testosterone_own_share, BodyState::inflammation, BodyState::appetite_log,
                        BodyState::activin_block_effect, BodyState::glucocorticoid_effect,
                        BodyState::glycogen_water_kg, BodyState::protein_adapted_g_per_kg})
      ASSERT_NEAR(derivative.body(s), 0, 1e-9) << static_cast<int>(s) << " of " << seed;
    for (std::size_t u = 0; u < muscle_unit_count; ++u)
      for (UnitState s : {UnitState::adapted, UnitState::learning, UnitState::trauma, UnitState::fluid,
                          UnitState::quality, UnitState::activation})
        ASSERT_NEAR(derivative.unit(s, u), 0, 1e-9) << unit_state_names[static_cast<std::size_t>(s)];
  }
}

TEST(DecayRates, AreNeverNegative) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    State<double> decay;
    decay_rates(at_rest(seed).drives, parameters, decay);
    for (double rate : decay.values) {
      ASSERT_GE(rate, 0);
      ASSERT_TRUE(std::isfinite(rate));
    }
  }
}

TEST(Ageing, TheRateOfTheSetPointIsTheSlopeOfItsCurve) {
  const Person woman = average_person(50, false);
  const Exposure nothing;
  const auto drives = make_drives(nothing, nothing, woman, parameters);
  for (double age : {30.0, 50.0, 75.0, 95.0}) {
    State<double> state = starting_state(drives, woman, make_baseline(woman, parameters), parameters,
                                         woman.age_years),
                  derivative;
    state.body(BodyState::age_years) = age;
    std::array<MuscleBalance<double>, muscle_unit_count> balance;
    rates(state, drives, woman, parameters, derivative, &balance);
    const double step = 1e-3;
    const double slope =
        (ageing_log_size(age + step, false, parameters) - ageing_log_size(age - step, false, parameters)) /
        (2 * step) / 365.25;
    const std::size_t group = index(MuscleGroup::quadriceps);
    EXPECT_NEAR(balance[group][index(Driver::ageing)], slope * parameters.ageing_scale()[group], 1e-10)
        << age;
    EXPECT_LT(slope, 0);
  }
}

TEST(Body, MassIsTheSumOfItsParts) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Moment moment = at_rest(seed);
    State<double> now = moment.state;
    now.body(BodyState::rest_water_kg) -= 0.8;
    now.body(BodyState::fat_mass_kg) += 2;
    const Body<double> body{moment.person, parameters, moment.state, now};
    EXPECT_NEAR(body.body_mass_kg(), body.lean_mass_kg() + body.fat_mass_kg() + moment.person.bone_mineral_kg,
                1e-12);
    EXPECT_NEAR(body.lean_mass_kg(), moment.person.lean_mass_kg - 0.8, 1e-9);
    EXPECT_NEAR(body.total_muscle_kg(), moment.person.total_muscle_kg(), 1e-12);
  }
}

TEST(Body, AMuscleWithoutNervesHasHardlyAnyStrength) {
  const Moment moment = at_rest(1);
  State<double> start = moment.state, now = start;
  start.unit(UnitState::innervated, 0) = 1;
  now.unit(UnitState::innervated, 0) = 0;
  const Body<double> body{moment.person, parameters, start, now};
  EXPECT_LT(body.log_strength_change(0, StrengthTest::isometric), std::log(0.05));
  EXPECT_TRUE(std::isfinite(body.log_strength_change(0, StrengthTest::isometric)));
}

}  // namespace
}  // namespace sarx::testing
