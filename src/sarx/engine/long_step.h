// Steps that may last longer than what pulls a state back takes: more than a plain decay is treated as the
// decay it is at that moment (docs/decisions/long-steps-in-sketches.md).
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "sarx/engine/pack_step.h"

namespace sarx {

/// The coefficients of step_entry() by a quotient that falls as the closed form does, for what changes with
/// every step: as good to second order.
template <class P>
StepEntry<P> quick_step_entry(const P& decay_per_day, const P& days) {
  const P z = decay_per_day * days;
  StepEntry<P> entry;
  entry.left = P(1.0) / (P(1.0) + z + P(0.5) * z * z);
  entry.first = days * (P(1.0) + P(0.5) * z) * entry.left;
  entry.second = days * P(0.5) * (P(1.0) + z) * entry.left;
  return entry;
}

/// Long steps of draws that all take the same ones: a stepper of simulate_detail::walk().
template <class P>
class LongStep {
 public:
  void begin(const State<P>& state, const Drives<P>& drives, const Baseline<P>& person,
             const Parameters<P>& parameters) {
    drives_ = &drives;
    person_ = &person;
    parameters_ = &parameters;
    State<P> decay;
    decay_rates(drives, parameters, decay);
    decay_ = decay_table(decay);
    one_side_ = Sides<P>::alike(&drives.unit[0]) && Sides<P>::alike(&person.muscle_mass_kg[0]) &&
                Sides<P>::alike(state);
    taken_ = -1;
  }

  void advance(State<P>& state, double days) {
    if (days != taken_) prepare(days);
    if (one_side_) {
      advance<muscle_group_count>(state);
      Sides<P>::copy_left(state);
    } else {
      advance<muscle_unit_count>(state);
    }
  }

 private:
  using Entry = StepEntry<P>;
  struct TwoPaces {
    Entry up, down;
  };

  void prepare(double days) {
    taken_ = days;
    days_ = P(days);
    steps_.prepare(decay_, days_, one_side_ ? muscle_group_count : muscle_unit_count);
    const Reciprocals<P>& per = person_->per;
    const auto two = [this](const P& rise, const P& fall) {
      return TwoPaces{step_entry(rise, days_), step_entry(fall, days_)};
    };
    capacity_step_ = two(per.capacity_rise_time, per.capacity_fall_time);
    activation_step_ = two(per.activation_recovery_time, per.activation_time);
    learning_step_ = two(per.learning_time, per.learning_retention_time);
    testosterone_step_ = two(per.testosterone_recovery_time, per.testosterone_own_time);
  }

  /// Muscles decay by what pulls at them, what rises and falls at two paces by the one it takes, and with the
  /// energy balance whatever it moves. Fat gives what muscles take as they do move.
  template <std::size_t Units>
  void advance(State<P>& state) {
    rates<P, Units>(state, *drives_, *person_, *parameters_, slope_, nullptr, &pull_);
    const Entry energy = step_entry(pull_.energy, days_);
    const Entry free{days_, P(0.5) * days_, P(1.0)};
    for (std::size_t u = 0; u < Units; ++u) size_step_[u] = quick_step_entry(pull_.size[u], days_);
    steps_.template each_state<Units>([&](std::size_t i, const Entry& c) {
      middle_.values[i] = state.values[i] + c.first * slope_.values[i];
    });
    each_of_two_paces<Units>([&](std::size_t i, const Entry& c) {
      middle_.values[i] = state.values[i] + c.first * slope_.values[i];
    });
    each_by_energy<Units>(free, [&](std::size_t i, const Entry& c, P Pull<P>::*by_energy) {
      middle_.values[i] = state.values[i] + c.first * (slope_.values[i] - pull_.*by_energy) +
                          energy.first * (pull_.*by_energy);
    });
    P& middle_fat = middle_.body(BodyState::fat_mass_kg);
    middle_fat += pull_.fat_by_muscle * sum_over_muscles<Units>([&](std::size_t u) {
                    return pull_.muscle_kg[u] * (size_step_[u].first - free.first) *
                           (slope_.unit(UnitState::size, u) - pull_.size_by_energy);
                  });
    rates<P, Units>(middle_, *drives_, *person_, *parameters_, slope_middle_, nullptr, &pull_middle_);
    steps_.template each_state<Units>([&](std::size_t i, const Entry& c) {
      // What dies away over a long step mustn't end among the numbers that processors are slow at.
      state.values[i] = (middle_.values[i] +
                         c.second * (slope_middle_.values[i] - c.left * slope_.values[i]) + P(nothing)) -
                        P(nothing);
    });
    each_of_two_paces<Units>([&](std::size_t i, const Entry& c) {
      state.values[i] = middle_.values[i] + c.second * (slope_middle_.values[i] - c.left * slope_.values[i]);
    });
    each_by_energy<Units>(free, [&](std::size_t i, const Entry& c, P Pull<P>::*by_energy) {
      const P before = pull_.*by_energy, after = pull_middle_.*by_energy;
      state.values[i] =
          middle_.values[i] +
          c.second * ((slope_middle_.values[i] - after) - c.left * (slope_.values[i] - before)) +
          energy.second * (after - energy.left * before);
    });
    state.body(BodyState::fat_mass_kg) +=
        pull_.fat_by_muscle * sum_over_muscles<Units>([&](std::size_t u) {
          const P before = slope_.unit(UnitState::size, u) - pull_.size_by_energy;
          const P after = slope_middle_.unit(UnitState::size, u) - pull_middle_.size_by_energy;
          const Entry& c = size_step_[u];
          return pull_.muscle_kg[u] * (c.second * (after - c.left * before) - free.second * (after - before));
        });
  }

  /// Of both sides, added so that one side alone gives the same bits.
  template <std::size_t Units, class Term>
  static P sum_over_muscles(Term&& term) {
    std::array<P, Units> terms;
    for (std::size_t u = 0; u < Units; ++u) terms[u] = term(u);
    return rates_detail::sum_of_sides(terms);
  }

  /// `visit(place, step)` for the states that rise at another pace than they fall at.
  template <std::size_t Units, class Visit>
  void each_of_two_paces(Visit&& visit) {
    const auto at = [&](std::size_t i, const TwoPaces& step) {
      const P& slope = slope_.values[i];
      visit(i, Entry{where_negative(slope, step.down.first, step.up.first),
                     where_negative(slope, step.down.second, step.up.second),
                     where_negative(slope, step.down.left, step.up.left)});
    };
    for (const auto& [state, step] :
         {std::pair<UnitState, const TwoPaces&>{UnitState::capacity, capacity_step_},
          {UnitState::activation, activation_step_},
          {UnitState::learning, learning_step_}})
      for (std::size_t u = 0; u < Units; ++u)
        at(static_cast<std::size_t>(state) * muscle_unit_count + u, step);
    at(body_place(BodyState::speed_log), learning_step_);
    at(body_place(BodyState::testosterone_own_share), testosterone_step_);
  }

  /// `visit(place, step, by_energy)` for the states that the energy balance moves, with the step of all else
  /// that moves them.
  template <std::size_t Units, class Visit>
  void each_by_energy(const Entry& free, Visit&& visit) {
    for (std::size_t u = 0; u < Units; ++u)
      visit(static_cast<std::size_t>(UnitState::size) * muscle_unit_count + u, size_step_[u],
            &Pull<P>::size_by_energy);
    visit(body_place(BodyState::set_point_log), free, &Pull<P>::size_by_energy);
    visit(body_place(BodyState::fat_mass_kg), free, &Pull<P>::fat_kg_by_energy);
    visit(body_place(BodyState::other_lean_kg), free, &Pull<P>::other_lean_kg_by_energy);
  }

  /// What only just differs from nothing, against any state.
  static constexpr double nothing = 1e-12;

  static constexpr std::size_t body_place(BodyState state) {
    return unit_state_count * muscle_unit_count + static_cast<std::size_t>(state);
  }

  const Drives<P>* drives_ = nullptr;
  const Baseline<P>* person_ = nullptr;
  const Parameters<P>* parameters_ = nullptr;
  DecayTable<P> decay_;
  PackSteps<P> steps_;
  double taken_ = -1;  ///< days of the steps prepared for
  P days_;
  bool one_side_ = false;  ///< both sides are alike: only the left is worked out
  State<P> middle_, slope_, slope_middle_;
  Pull<P> pull_, pull_middle_;
  std::array<Entry, muscle_unit_count> size_step_;
  TwoPaces capacity_step_, activation_step_, learning_step_, testosterone_step_;
};

}  // namespace sarx
