// Physical function from the state of a body: walking, rising, climbing, grip, endurance. Every level starts
// at the person's own baseline and moves along a curve with reserve: a strong person loses much strength
// before anything shows, a weak one little.
//
//   pace ~ 1 - exp(-s / c)      s: leg strength per body mass (N m/kg), c: the task's strength scale
//
// Each step needs both legs, so that in walking the weaker one counts for more; a leg that hurts is spared.
// The shape is Buchner 1996 (leg strength explains gait speed only among the weak); the scales' priors come
// from the mobility thresholds of Manini 2007. Written once for double, dual numbers and SIMD packs: no
// branch looks at a `T`.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "sarx/body/arithmetic.h"
#include "sarx/body/body.h"

namespace sarx {

/// A smooth max(0, x), rounded over about `width` around 0; never overflows.
template <class T>
T soft_positive(const T& x, const T& width) {
  using std::sqrt;
  return 0.5 * (x + sqrt(x * x + width * width));
}

template <class T>
T logistic(const T& x) {
  using std::exp;
  return 1.0 / (1.0 + exp(-x));
}

/// Function tests of one body at one moment.
template <class T>
class PhysicalFunction {
 public:
  explicit PhysicalFunction(const Body<T>& body)
      : body_(body), log_mass_change_(log_ratio(body.body_mass_kg(), body.person.body_mass_kg)) {
    // Walking and rising are movements of several joints, which show what training taught as a leg press
    // does.
    const auto legs = leg_strength(StrengthTest::leg_press);
    walking_ = uneven_log(legs, body.parameters.gait_muscle_share());
    rising_ = mean_log(legs, body.parameters.rise_muscle_share());
    const LegStrength lost = missing();
    walking_loss_ =
        pain(body.parameters.gait_muscle_share()) + pace_missed(lost, body.parameters.gait_muscle_share());
    // Who rises can lean on the other leg and the arms.
    rising_loss_ =
        (pain(body.parameters.rise_muscle_share()) + pace_missed(lost, body.parameters.rise_muscle_share())) /
        2.0;
  }

  /// ln(leg strength / leg strength at day 0), weighted as walking uses the muscles; the weaker leg counts
  /// for more.
  const T& log_leg_strength_change() const { return walking_; }
  /// Knee-extension torque per body mass against day 0.
  T knee_torque_change() const {
    using std::exp;
    return exp(knee_torque() - log_mass_change_);
  }
  /// Knee-extension torque per body mass, one leg, isokinetic, N m/kg: the scale of the mobility thresholds.
  T knee_torque_n_m_per_kg() const { return start_torque_n_m_per_kg() * knee_torque_change(); }

  /// Usual gait speed, m/s.
  T gait_speed_m_s() const {
    using std::exp;
    return once(gait_speed_, [&] { return T(body_.person.gait_speed_m_s * exp(log_gait_change())); });
  }
  /// Five-times chair-stand time, s.
  T chair_stand_time_s() const {
    using std::exp;
    return once(chair_stand_time_,
                [&] { return T(body_.person.chair_stand_time_s * exp(-log_rise_change())); });
  }
  /// Chair stands in 30 s. Source of the pace: the five-times test.
  T chair_stands_30s() const {
    return 30.0 * 5.0 * body_.parameters.chair_stands_30s_endurance() / chair_stand_time_s();
  }
  /// Distance walked in six minutes, m.
  T six_minute_walk_m() const {
    using std::exp;
    return body_.person.six_minute_walk_m * exp(log_six_minute_walk_change());
  }
  /// Time to walk a distance (s): at usual pace up to 20 m, at the pace of the six-minute walk from 100 m,
  /// between them between.
  T walk_time_s(double distance_m) const {
    using std::exp;
    using std::log;
    const double brisk = std::clamp((distance_m - 20.0) / 80.0, 0.0, 1.0);
    const T brisk_speed = six_minute_walk_m() * body_.parameters.walk_400m_pace_share() / 360.0;
    return distance_m * exp(-(1.0 - brisk) * log(gait_speed_m_s()) - brisk * log(brisk_speed));
  }
  /// Timed up-and-go, s.
  T timed_up_and_go_s() const {
    const auto& p = body_.parameters;
    return p.timed_up_and_go_walk() / gait_speed_m_s() +
           p.timed_up_and_go_rises() * chair_stand_time_s() / 5.0;
  }

  /// Short Physical Performance Battery, expected points (0-12) over one person's occasions.
  T sppb_points() const {
    return once(sppb_points_, [&] { return worked_out_sppb_points(); });
  }
  /// Balance part of the battery, expected points (0-4).
  T balance_points() const {
    const auto& p = body_.parameters;
    const T start = (start_balance_points() + 0.25) / 4.5;
    return unshare(logistic(logit(start) + p.sppb_balance_strength_slope() * (walking_ - log_mass_change_) +
                            p.sppb_balance_training_slope() * body_.change(BodyState::balance_log)),
                   4);
  }
  /// A physical performance test of `full_points` (36 for the modified test of Villareal), from its level at
  /// day 0; a negative `start_points` takes the person's share of the SPPB.
  T physical_performance_points(double full_points, double start_points = -1) const {
    const auto& p = body_.parameters;
    const double start =
        start_points < 0 ? share(body_.person.sppb_points, 12) : share(start_points, full_points);
    return unshare(logistic(logit(T(start)) + p.physical_performance_gait_slope() * log_gait_change() +
                            p.physical_performance_rise_slope() * log_rise_change() +
                            p.physical_performance_balance_slope() * body_.change(BodyState::balance_log)),
                   full_points);
  }

  /// Leg-extensor power on a rig, W, both legs taken one after the other (mean). Level: sit-to-stand power,
  /// Alcazar 2020.
  T leg_power_w() const {
    using std::exp;
    return start_rise_power_w() * body_.parameters.leg_rig_power_ratio()[body_.person.male ? 1 : 0] *
           exp(mean_log(leg_strength(StrengthTest::power), body_.parameters.rise_muscle_share()));
  }
  /// Power of climbing stairs, W: body mass lifted per time, as in rising from a chair.
  T stair_power_w() const {
    using std::exp;
    return start_rise_power_w() * exp(log_rise_change() + log_mass_change_);
  }
  /// Time to climb stairs relative to day 0.
  T stair_time_ratio() const {
    using std::exp;
    return exp(-log_rise_change());
  }

  /// Grip of one hand, kg.
  T grip_strength_kg(Side side) const {
    using std::exp;
    return body_.person.grip_strength_kg *
           exp(body_.log_strength_change(unit_index(side, MuscleGroup::forearm), StrengthTest::grip));
  }
  /// Grip, mean of both hands, kg.
  T grip_strength_kg() const { return (grip_strength_kg(Side::left) + grip_strength_kg(Side::right)) / 2.0; }

  /// VO2max, ml/kg/min: aerobic fitness (haemoglobin in it), leg muscle, the mass it is shared over, and age.
  T vo2max_ml_per_kg_min() const {
    using std::exp;
    const auto& p = body_.parameters;
    T leg_now = T(0);
    double leg_start = 0;
    for (const MuscleGroup group : all_muscle_groups) {
      if (!is_leg(group)) continue;
      for (const Side side : {Side::left, Side::right}) {
        leg_now += body_.muscle_mass_kg(unit_index(side, group));
        leg_start += body_.person.muscle_mass(side, group);
      }
    }
    return body_.person.vo2max_ml_per_kg_min *
           exp(body_.change(BodyState::fitness_log) - p.vo2max_body_mass_exponent() * log_mass_change_ +
               p.vo2max_muscle_elasticity() * log_ratio(leg_now, leg_start) +
               p.vo2max_per_year() / body_.person.vo2max_ml_per_kg_min * body_.change(BodyState::age_years));
  }

 private:
  /// Many readings ask for these again.
  template <class Work>
  static const T& once(std::optional<T>& value, Work&& work) {
    if (!value) value = work();
    return *value;
  }

  /// ln(knee-extension torque / torque at day 0).
  const T& knee_torque() const {
    return once(knee_torque_, [&] {
      return mean_log(leg_strength(StrengthTest::isokinetic), body_.parameters.rise_muscle_share());
    });
  }

  T worked_out_sppb_points() const {
    const double start = share(body_.person.sppb_points, 12);
    const T start_parts = gait_points(T(body_.person.gait_speed_m_s)) +
                          chair_points(T(body_.person.chair_stand_time_s)) + start_balance_points();
    const T now_parts = gait_points(gait_speed_m_s()) + chair_points(chair_stand_time_s()) + balance_points();
    const T now =
        logistic(logit(T(start)) + logit(smooth_share(now_parts)) - logit(smooth_share(start_parts)));
    return unshare(now, 12);
  }

  static T log_ratio(const T& now, double start) {
    using std::log;
    return log(now / start);
  }
  /// Points as a share of the full score, kept off 0 and 1 by a quarter point so that its logit is finite.
  static double share(double points, double full) {
    return (std::clamp(points, 0.0, full) + 0.25) / (full + 0.5);
  }
  static T smooth_share(const T& points) { return (points + 0.25) / 12.5; }
  /// Back to points; a share within the quarter point at either end means the end of the scale.
  static T unshare(const T& p, double full) {
    const T width = T(0.05);  // points
    return full - soft_positive<T>(full - soft_positive<T>(p * (full + 0.5) - 0.25, width), width);
  }
  static T logit(const T& p) {
    using std::log;
    return log(p / (1.0 - p));
  }

  /// Strength against day 0 of each muscle group of either leg; 0 for the others.
  using LegStrength = std::array<std::array<T, muscle_group_count>, side_count>;
  LegStrength leg_strength(StrengthTest test) const {
    using std::exp;
    LegStrength strength;
    for (std::size_t s = 0; s < side_count; ++s) {
      for (std::size_t g = 0; g < muscle_group_count; ++g) {
        const MuscleGroup group = all_muscle_groups[g];
        strength[s][g] = is_leg(group)
                             ? exp(body_.log_strength_change(unit_index(static_cast<Side>(s), group), test))
                             : T(0);
      }
    }
    return strength;
  }
  /// Weighted mean over the muscle groups of one leg.
  static T one_leg(const std::array<T, muscle_group_count>& of,
                   std::span<const T, muscle_group_count> share_of) {
    T sum = T(0);
    T weight = T(0);
    for (std::size_t g = 0; g < muscle_group_count; ++g) {
      if (!is_leg(all_muscle_groups[g])) continue;
      sum += share_of[g] * of[g];
      weight += share_of[g];
    }
    return sum / weight;
  }
  /// ln of the mean over both sides of strength in weighted muscle groups, against day 0.
  static T mean_log(const LegStrength& strength, std::span<const T, muscle_group_count> share_of) {
    using std::log;
    return log((one_leg(strength[0], share_of) + one_leg(strength[1], share_of)) / 2.0);
  }
  /// The same with the generalised mean in which the weaker leg counts for more: each step needs both.
  T uneven_log(const LegStrength& strength, std::span<const T, muscle_group_count> share_of) const {
    using std::exp;
    using std::log;
    const T exponent = body_.parameters.weaker_leg_exponent();
    const T left = exp(-exponent * log(one_leg(strength[0], share_of)));
    const T right = exp(-exponent * log(one_leg(strength[1], share_of)));
    return -log((left + right) / 2.0) / exponent;
  }
  /// ln of the pace lost since day 0 to pain in the muscles of a task, both legs.
  T pain(std::span<const T, muscle_group_count> share_of) const {
    T sum = T(0);
    for (const Side side : {Side::left, Side::right}) {
      std::array<T, muscle_group_count> trauma;
      for (std::size_t g = 0; g < muscle_group_count; ++g)
        trauma[g] = body_.change(UnitState::trauma, unit_index(side, all_muscle_groups[g]));
      sum += one_leg(trauma, share_of);
    }
    return body_.parameters.function_trauma_slope() * sum;
  }

  /// How far each muscle group of either leg is without its drive or its nerve, 0 to 1.
  LegStrength missing() const {
    using std::exp;
    LegStrength lost;
    for (std::size_t s = 0; s < side_count; ++s) {
      for (std::size_t g = 0; g < muscle_group_count; ++g) {
        const std::size_t unit = unit_index(static_cast<Side>(s), all_muscle_groups[g]);
        lost[s][g] = is_leg(all_muscle_groups[g])
                         ? positive(T(1.0 - exp(body_.change(UnitState::activation, unit)) *
                                                body_.innervated_ratio(unit) /
                                                body_.parameters.function_missing_below()))
                         : T(0);
      }
    }
    return lost;
  }
  /// ln of the pace lost to them, both legs: no other muscle does what they did.
  T pace_missed(const LegStrength& lost, std::span<const T, muscle_group_count> share_of) const {
    return body_.parameters.function_missing_slope() *
           (one_leg(lost[0], share_of) + one_leg(lost[1], share_of));
  }

  T start_torque_n_m_per_kg() const {
    return body_.parameters.isokinetic_torque_share() * body_.person.knee_extension_torque_n_m /
           body_.person.body_mass_kg;
  }
  /// ln(pace / pace at day 0) through strength, for a task with the given strength scale.
  T reserve_change(const T& scale, const T& strength) const {
    using std::exp;
    using std::log;
    const T start = start_torque_n_m_per_kg() / scale;
    const T now = start * exp(strength - log_mass_change_);
    return log((1.0 - exp(-now)) / (1.0 - exp(-start)));
  }
  /// Years of old age since day 0, setting in smoothly.
  T ageing_years() const {
    const auto& p = body_.parameters;
    const T width = 2.0 * p.function_ageing_onset_width();
    const T from = p.function_ageing_from_age();
    return soft_positive<T>(body_.now.body(BodyState::age_years) - from, width) -
           soft_positive<T>(body_.start.body(BodyState::age_years) - from, width);
  }
  const T& by_sex(std::span<const T, 2> values) const { return values[body_.person.male ? 1 : 0]; }

  T log_gait_change() const {
    const auto& p = body_.parameters;
    return reserve_change(by_sex(p.gait_strength_scale()), walking_) - walking_loss_ +
           p.gait_fitness_elasticity() * body_.change(BodyState::fitness_log) +
           p.balance_gait_share() * body_.change(BodyState::balance_log) -
           p.gait_ageing_per_year() * ageing_years();
  }
  T log_six_minute_walk_change() const {
    const auto& p = body_.parameters;
    return reserve_change(by_sex(p.six_minute_walk_strength_scale()), walking_) - walking_loss_ +
           p.six_minute_walk_fitness_elasticity() * body_.change(BodyState::fitness_log) -
           p.gait_ageing_per_year() * ageing_years();
  }
  T log_rise_change() const {
    const auto& p = body_.parameters;
    return reserve_change(by_sex(p.chair_stand_strength_scale()), rising_) - rising_loss_ -
           p.chair_stand_ageing_per_year() * ageing_years();
  }

  /// What the person's battery leaves for balance once gait and chair have their points, kept inside the
  /// scale.
  T start_balance_points() const {
    const T rest = body_.person.sppb_points - gait_points(T(body_.person.gait_speed_m_s)) -
                   chair_points(T(body_.person.chair_stand_time_s));
    const T width = T(0.2);
    return 3.8 - soft_positive<T>(3.5 - soft_positive<T>(rest - 0.3, width), width);
  }
  /// Mean power of a chair rise at day 0, W (sit-to-stand power equation).
  T start_rise_power_w() const {
    const auto& p = body_.parameters;
    const Person& person = body_.person;
    const T height = p.sit_to_stand_leg_length_share() * person.height_m - p.chair_seat_height();
    constexpr double gravity_m_s2 = 9.81;
    return person.body_mass_kg * p.sit_to_stand_mass_share() * gravity_m_s2 * height /
           (person.chair_stand_time_s / 5.0 * p.sit_to_stand_lifting_share());
  }

  T gait_points(const T& speed_m_s) const {
    using std::log;
    const auto& p = body_.parameters;
    const T width = p.sppb_gait_spread() * logistic_sd;
    const auto passed = [&](const T& cut) { return logistic(log(speed_m_s / cut) / width); };
    // Anyone who walks has one point.
    return 1.0 + passed(p.sppb_gait_cut_points_slow()) + passed(p.sppb_gait_cut_points_middle()) +
           passed(p.sppb_gait_cut_points_fast());
  }
  T chair_points(const T& time_s) const {
    using std::log;
    const auto& p = body_.parameters;
    const T width = p.sppb_chair_spread() * logistic_sd;
    const auto passed = [&](const T& cut) { return logistic(log(cut / time_s) / width); };
    return passed(p.sppb_chair_limit()) + passed(p.sppb_chair_cut_points_slow()) +
           passed(p.sppb_chair_cut_points_middle()) + passed(p.sppb_chair_cut_points_fast());
  }

  /// A logistic curve of this width has an SD of 1.
  static constexpr double logistic_sd = 0.5513;

  Body<T> body_;  // references
  T log_mass_change_;
  T walking_, rising_;
  T walking_loss_, rising_loss_;  ///< ln of pace lost to what hurts, and to muscles that are missed
  mutable std::optional<T> knee_torque_, gait_speed_, chair_stand_time_, sppb_points_;
};

}  // namespace sarx
