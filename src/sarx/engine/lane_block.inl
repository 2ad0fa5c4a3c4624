// Definitions of lane_block.h, for the one source file of each instruction set. Everything compiled here is
// either a template on the pack or local to the file: code for a wide instruction set must not end up in a
// function that other files share.
#pragma once

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "sarx/body/rates.inl"
#include "sarx/engine/lane_block.h"
#include "sarx/engine/pack.h"

namespace sarx::lane_block_detail {

template <class P>
struct PackDecayTable {
  std::array<P, DecayTable::count> rates;
};

/// Coefficients of one state and step length (engine/integrator.h).
template <class P>
struct StepEntry {
  P first, second;
  P left;  ///< 1 - decay x first: what a free decay leaves
};

/// As exponential_coefficients(): with z = decay x days, first = days (1 - e^-z) / z and
/// second = days (e^-z - 1 + z) / z^2.
template <class P>
StepEntry<P> step_entry(const P& decay_per_day, const P& days) {
  const P z = decay_per_day * days;
  // Taylor's series where the closed form would cancel: to z^9 / 11!, remainder below 1e-17 up to z = 0.1,
  // for floats below 1e-8 up to z = 1.
  constexpr double enough = std::is_same_v<typename P::Value, double> ? 0.1 : 1;
  P series = P(1.0 / 39916800);
  for (const double term : {1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120,
                            1.0 / 24, 1.0 / 6, 1.0 / 2})
    series = P(term) - z * series;
  const P over = P(1.0) / z;
  const P closed = (P(1.0) - (P(1.0) - exp(-z)) * over) * over;
  const P second = where_negative(z - P(enough), series, closed);
  StepEntry<P> entry;
  entry.first = days * (P(1.0) - z * second);
  entry.second = days * second;
  entry.left = P(1.0) - decay_per_day * entry.first;
  return entry;
}

/// The same by a quotient that falls as the closed form does, for what changes with every step: as good to
/// second order.
template <class P>
StepEntry<P> quick_step_entry(const P& decay_per_day, const P& days) {
  const P z = decay_per_day * days;
  StepEntry<P> entry;
  entry.left = P(1.0) / (P(1.0) + z + P(0.5) * z * z);
  entry.first = days * (P(1.0) + P(0.5) * z) * entry.left;
  entry.second = days * P(0.5) * (P(1.0) + z) * entry.left;
  return entry;
}

template <class P>
class PackBlock final : public LaneBlock {
 public:
  explicit PackBlock(Steps steps) : steps_(steps) {
    for (auto& lane : alike_) lane.fill(true);
  }

  std::size_t lanes() const override { return P::lanes; }

  void set_person(std::size_t lane, const Baseline<double>& person,
                  const Parameters<double>& parameters) override {
    note(lane, Part::person, alike(&person.muscle_mass_kg[0]));
    scatter<P>(person, lane, person_);
    scatter<P>(parameters, lane, parameters_);
  }
  void set_drives(std::size_t lane, const Drives<double>& drives, const DecayTable& decay) override {
    note(lane, Part::drives, alike(&drives.unit[0]));
    scatter<P>(drives, lane, drives_);
    scatter<P>(decay, lane, decay_);
    steps_changed_ = true;
  }
  void set_state(std::size_t lane, const State<double>& state) override {
    bool same = true;
    for (std::size_t s = 0; s < unit_state_count; ++s)
      same = same && alike(&state.values[s * muscle_unit_count]);
    note(lane, Part::state, same);
    scatter<P>(state, lane, state_);
  }
  void get_state(std::size_t lane, State<double>& state) const override {
    gather<P>(state_, lane, state);
    if (right_is_left_) copy_left(state);
  }
  void set_step(std::size_t lane, double days) override {
    days_.set(lane, days);
    steps_changed_ = true;
  }
  void rest(std::size_t lane) override {
    set_step(lane, 0);
    alike_[lane].fill(true);
  }

  void advance() override {
    const auto all = [](const auto& parts) { return parts[0] && parts[1] && parts[2]; };
    const bool was_left = right_is_left_;
    right_is_left_ = std::all_of(alike_.begin(), alike_.end(), all);
    if (steps_changed_ || was_left != right_is_left_) prepare_steps();
    if (steps_ == Steps::long_) {
      if (right_is_left_)
        advance_long<muscle_group_count>();
      else
        advance_long<muscle_unit_count>();
    } else if (right_is_left_) {
      advance_units<muscle_group_count>();
    } else {
      advance_units<muscle_unit_count>();
    }
  }

 private:
  using Entry = StepEntry<P>;
  struct TwoPaces {
    Entry up, down;
  };
  enum class Part : unsigned char { person, drives, state };

  /// Whether an array over the units of both sides is the same, to the bit, left and right.
  template <class Unit>
  static bool alike(const Unit* units) {
    return std::memcmp(units, units + muscle_group_count, muscle_group_count * sizeof(Unit)) == 0;
  }
  /// Remember whether a part of a lane is alike on both sides. Where it isn't, the right side is needed.
  void note(std::size_t lane, Part part, bool same) {
    if (!same && right_is_left_) {
      copy_left(state_);
      right_is_left_ = false;
    }
    alike_[lane][static_cast<std::size_t>(part)] = same;
  }
  template <class StateType>
  static void copy_left(StateType& state) {
    for (std::size_t s = 0; s < unit_state_count; ++s)
      for (std::size_t g = 0; g < muscle_group_count; ++g)
        state.values[s * muscle_unit_count + muscle_group_count + g] =
            state.values[s * muscle_unit_count + g];
  }

  void prepare_steps() {
    steps_changed_ = false;
    const std::size_t units = right_is_left_ ? muscle_group_count : muscle_unit_count;
    const auto fill = [this](std::size_t from, std::size_t count) {
      for (std::size_t i = from; i < from + count; ++i)
        // Neighbours often share their decay (all intact muscles do).
        if (i > from && std::memcmp(&decay_.rates[i], &decay_.rates[i - 1], sizeof(P)) == 0)
          step_[i] = step_[i - 1];
        else
          step_[i] = step_entry(decay_.rates[i], days_);
    };
    fill(0, unit_state_count);
    fill(DecayTable::innervated_at, units);
    fill(DecayTable::trauma_at, units);
    fill(DecayTable::body_at, body_state_count);
    if (steps_ != Steps::long_) return;
    const Reciprocals<P>& per = person_.per;
    const auto two = [this](const P& rise, const P& fall) {
      return TwoPaces{step_entry(rise, days_), step_entry(fall, days_)};
    };
    capacity_step_ = two(per.capacity_rise_time, per.capacity_fall_time);
    activation_step_ = two(per.activation_recovery_time, per.activation_time);
    learning_step_ = two(per.learning_time, per.learning_retention_time);
    testosterone_step_ = two(per.testosterone_recovery_time, per.testosterone_own_time);
  }

  /// As advance_units(), but what is more than a plain decay decays too, as fast as it does at that moment:
  /// muscles by what pulls at them, what rises and falls at two paces by the one it takes, and with the
  /// energy balance whatever it moves. Fat gives what muscles take as they do move.
  template <std::size_t Units>
  void advance_long() {
    rates<P, Units>(state_, drives_, person_, parameters_, slope_, nullptr, &pull_);
    const Entry energy = step_entry(pull_.energy, days_);
    const Entry free{days_, P(0.5) * days_, P(1.0)};
    for (std::size_t u = 0; u < Units; ++u) size_step_[u] = quick_step_entry(pull_.size[u], days_);
    each_state<Units>([this](std::size_t i, const Entry& c) {
      middle_.values[i] = state_.values[i] + c.first * slope_.values[i];
    });
    each_of_two_paces<Units>([this](std::size_t i, const Entry& c) {
      middle_.values[i] = state_.values[i] + c.first * slope_.values[i];
    });
    each_by_energy<Units>(free, [&](std::size_t i, const Entry& c, P Pull<P>::*by_energy) {
      middle_.values[i] = state_.values[i] + c.first * (slope_.values[i] - pull_.*by_energy) +
                          energy.first * (pull_.*by_energy);
    });
    P& middle_fat = middle_.body(BodyState::fat_mass_kg);
    middle_fat += pull_.fat_by_muscle * sum_over_muscles<Units>([&](std::size_t u) {
                    return pull_.muscle_kg[u] * (size_step_[u].first - free.first) *
                           (slope_.unit(UnitState::size, u) - pull_.size_by_energy);
                  });
    rates<P, Units>(middle_, drives_, person_, parameters_, slope_middle_, nullptr, &pull_middle_);
    each_state<Units>([this](std::size_t i, const Entry& c) {
      // What dies away over a long step mustn't end among the numbers that processors are slow at.
      state_.values[i] = (middle_.values[i] +
                          c.second * (slope_middle_.values[i] - c.left * slope_.values[i]) + P(nothing)) -
                         P(nothing);
    });
    each_of_two_paces<Units>([this](std::size_t i, const Entry& c) {
      state_.values[i] = middle_.values[i] + c.second * (slope_middle_.values[i] - c.left * slope_.values[i]);
    });
    each_by_energy<Units>(free, [&](std::size_t i, const Entry& c, P Pull<P>::*by_energy) {
      const P before = pull_.*by_energy, after = pull_middle_.*by_energy;
      state_.values[i] =
          middle_.values[i] +
          c.second * ((slope_middle_.values[i] - after) - c.left * (slope_.values[i] - before)) +
          energy.second * (after - energy.left * before);
    });
    state_.body(BodyState::fat_mass_kg) +=
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

  template <std::size_t Units>
  void advance_units() {
    rates<P, Units>(state_, drives_, person_, parameters_, slope_);
    each_state<Units>([this](std::size_t i, const Entry& c) {
      middle_.values[i] = state_.values[i] + c.first * slope_.values[i];
    });
    rates<P, Units>(middle_, drives_, person_, parameters_, slope_middle_);
    each_state<Units>([this](std::size_t i, const Entry& c) {
      state_.values[i] = middle_.values[i] + c.second * (slope_middle_.values[i] - c.left * slope_.values[i]);
    });
  }

  template <std::size_t Units, class Visit>
  void each_state(Visit&& visit) {
    constexpr auto innervated = static_cast<std::size_t>(UnitState::innervated);
    constexpr auto trauma = static_cast<std::size_t>(UnitState::trauma);
    for (std::size_t s = 0; s < unit_state_count; ++s) {
      if (s == innervated || s == trauma) {
        const std::size_t at = s == innervated ? DecayTable::innervated_at : DecayTable::trauma_at;
        for (std::size_t u = 0; u < Units; ++u) visit(s * muscle_unit_count + u, step_[at + u]);
      } else {
        const Entry shared = step_[s];
        for (std::size_t u = 0; u < Units; ++u) visit(s * muscle_unit_count + u, shared);
      }
    }
    for (std::size_t b = 0; b < body_state_count; ++b)
      visit(unit_state_count * muscle_unit_count + b, step_[DecayTable::body_at + b]);
  }

  State<P> state_, middle_, slope_, slope_middle_;
  Drives<P> drives_;
  Baseline<P> person_;
  Parameters<P> parameters_;
  PackDecayTable<P> decay_;
  P days_;
  std::array<Entry, DecayTable::count> step_;
  Steps steps_;
  Pull<P> pull_, pull_middle_;  // long steps alone
  std::array<Entry, muscle_unit_count> size_step_;
  TwoPaces capacity_step_, activation_step_, learning_step_, testosterone_step_;
  bool steps_changed_ = true;
  std::array<std::array<bool, 3>, P::lanes> alike_;
  bool right_is_left_ = false;  ///< the right side of the state waits to be copied from the left
};

/// A block of as many numbers side by side as a register of so many bytes holds.
template <std::size_t RegisterBytes, class Target>
LaneBlock* new_block(Precision precision, Steps steps) {
  if (precision == Precision::floats)
    return new PackBlock<Pack<float, RegisterBytes / sizeof(float), Target>>(steps);
  return new PackBlock<Pack<double, RegisterBytes / sizeof(double), Target>>(steps);
}

}  // namespace sarx::lane_block_detail
