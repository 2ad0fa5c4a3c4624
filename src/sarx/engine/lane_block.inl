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

template <class P>
class PackBlock final : public LaneBlock {
 public:
  PackBlock() {
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
    if (right_is_left_)
      advance_units<muscle_group_count>();
    else
      advance_units<muscle_unit_count>();
  }

 private:
  using Entry = StepEntry<P>;
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
  bool steps_changed_ = true;
  std::array<std::array<bool, 3>, P::lanes> alike_;
  bool right_is_left_ = false;  ///< the right side of the state waits to be copied from the left
};

/// A block of as many numbers side by side as a register of so many bytes holds.
template <std::size_t RegisterBytes, class Target>
LaneBlock* new_block(Precision precision) {
  if (precision == Precision::floats)
    return new PackBlock<Pack<float, RegisterBytes / sizeof(float), Target>>;
  return new PackBlock<Pack<double, RegisterBytes / sizeof(double), Target>>;
}

}  // namespace sarx::lane_block_detail
