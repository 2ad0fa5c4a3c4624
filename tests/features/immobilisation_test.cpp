// Casts, braces and slings at each joint.
#include <gtest/gtest.h>

#include <set>

#include "features/published.h"
#include "support/forecast.h"

namespace sarx::testing {
namespace {

using enum MuscleGroup;

struct Spanned {
  Joint joint;
  std::set<MuscleGroup> held;    ///< must lose
  std::set<MuscleGroup> spared;  ///< must not, of the same limb or elsewhere
};

class CastAtAJoint : public ::testing::TestWithParam<Spanned> {};

TEST_P(CastAtAJoint, TakesTheSpannedMusclesOfThatSideAndSparesTheRest) {
  for (const EventSide side : {EventSide::left, EventSide::right}) {
    const Side here = side == EventSide::left ? Side::left : Side::right;
    const Side there = side == EventSide::left ? Side::right : Side::left;
    const Forecast cast(average_person(30, true),
                        {since(0, Immobilisation{.joint = GetParam().joint,
                                                 .side = side,
                                                 .device = ImmobilisationDevice::cast})},
                        {0, 21});
    for (MuscleGroup group : GetParam().held) {
      EXPECT_LT(cast.size_percent(here, group, 21), -1.0) << name(group);
      EXPECT_LT(cast.strength_percent(here, group, 21), -2.0) << name(group);
      EXPECT_GT(cast.size_percent(there, group, 21), 0.4 * cast.size_percent(here, group, 21)) << name(group);
    }
    for (MuscleGroup group : GetParam().spared)
      EXPECT_GT(cast.size_percent(here, group, 21), -1.0) << name(group);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Joints, CastAtAJoint,
    ::testing::Values(
        Spanned{Joint::knee, {quadriceps, hamstrings}, {elbow_flexors, forearm, chest_shoulders}},
        Spanned{Joint::ankle, {plantarflexors, dorsiflexors}, {elbow_flexors, forearm}},
        Spanned{Joint::elbow,
                {elbow_flexors, elbow_extensors},
                {quadriceps, plantarflexors, hamstrings, gluteals}},
        Spanned{Joint::wrist, {forearm}, {quadriceps, plantarflexors, gluteals}},
        Spanned{Joint::shoulder, {chest_shoulders}, {quadriceps, plantarflexors}},
        Spanned{Joint::hip, {gluteals, hip_adductors}, {elbow_flexors, forearm}}),
    [](const auto& joint) {
      return std::string(Words<Joint>::words[static_cast<std::size_t>(joint.param.joint)]);
    });

TEST(Immobilisation, ACastTakesMoreThanABraceAndABraceWornForHalfTheDayLess) {
  const auto loss = [](ImmobilisationDevice device, double hours) {
    return -Forecast(average_person(30, false),
                     {since(0, Immobilisation{.joint = Joint::knee,
                                              .side = EventSide::left,
                                              .device = device,
                                              .hours_per_day = hours})},
                     {0, 14})
                .size_percent(Side::left, quadriceps, 14);
  };
  EXPECT_GT(loss(ImmobilisationDevice::cast, 24), loss(ImmobilisationDevice::brace, 24));
  EXPECT_GT(loss(ImmobilisationDevice::brace, 24), loss(ImmobilisationDevice::brace, 12));
  EXPECT_GT(loss(ImmobilisationDevice::brace, 12), 0);
}

TEST(Immobilisation, IsMadeUpForAndFasterWithTraining) {
  const Immobilisation cast{
      .joint = Joint::knee, .side = EventSide::left, .device = ImmobilisationDevice::cast};
  ResistanceTraining training = training_of({"thigh"}, 4, 3);
  training.side = EventSide::left;
  const Person woman = average_person(30, false);
  const Forecast rest(woman, {during(0, 14, cast)}, {0, 14, 28, 56, 200});
  const Forecast trained(woman, {during(0, 14, cast), during(14, 56, training)}, {0, 14, 28, 56, 200});
  const double lost = rest.size_percent(Side::left, quadriceps, 14);
  EXPECT_GT(rest.size_percent(Side::left, quadriceps, 28), lost);
  EXPECT_GT(rest.size_percent(Side::left, quadriceps, 200), 0.25 * lost);
  EXPECT_GT(trained.size_percent(Side::left, quadriceps, 28), rest.size_percent(Side::left, quadriceps, 28));
  EXPECT_GT(trained.strength_percent(Side::left, quadriceps, 56),
            rest.strength_percent(Side::left, quadriceps, 56));
  EXPECT_GT(trained.size_percent(Side::left, quadriceps, 56), -1);
}

TEST(Immobilisation, TrainingTheFreeArmSparesTheHeldOne) {
  const Immobilisation sling{
      .joint = Joint::elbow, .side = EventSide::left, .device = ImmobilisationDevice::sling};
  ResistanceTraining other = training_of({"elbow_flexors"}, 5, 3);
  other.side = EventSide::right;
  const Person man = average_person(24, true);
  const Forecast alone(man, {since(0, sling)}, {0, 28});
  const Forecast crossed(man, {since(0, sling), since(0, other)}, {0, 28});
  EXPECT_GT(crossed.size_percent(Side::left, elbow_flexors, 28),
            alone.size_percent(Side::left, elbow_flexors, 28));
  EXPECT_GT(crossed.strength_percent(Side::left, elbow_flexors, 28),
            alone.strength_percent(Side::left, elbow_flexors, 28));
}

TEST(ImmobilisationSize, LegCastOfFiveAndFourteenDays) {
  expect_as_published("wall-2014-leg-cast", "5-day cast", "muscle_csa", "quadriceps", 2, 1);
  expect_as_published("wall-2014-leg-cast", "14-day cast", "muscle_csa", "quadriceps", 2, 1);
  expect_as_published("wall-2014-leg-cast", "14-day cast", "strength", "quadriceps", 2, 3);
}
TEST(ImmobilisationSize, KneeBraceOfTwoWeeks) {
  expect_as_published("mcglory-2019-brace-omega3-women", "control oil", "muscle_volume", "quadriceps", 2, 2);
}
TEST(ImmobilisationSize, AnkleCastAfterAFracture) {
  expect_as_published("psatha-2012-ankle-fracture-mri", "lower-leg cast after ankle fracture",
                      "muscle_volume", "calf", 2, 3);
}
TEST(ImmobilisationSize, WristCast) {
  expect_as_published("miles-1994-wrist-cast-women", "wrist cast and sling", "muscle_csa", "forearm", 2.5, 2);
}

}  // namespace
}  // namespace sarx::testing
