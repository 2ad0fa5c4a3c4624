// Definitions of lane_block.h, for the one source file of each instruction set. Everything compiled here is
// either a template on the pack or local to the file: code for a wide instruction set must not end up in a
// function that other files share.
#pragma once

#include <algorithm>
#include <cstring>

#include "sarx/body/rates.inl"
#include "sarx/engine/lane_block.h"
#include "sarx/engine/pack.h"

namespace sarx::lane_block_detail {

template <class P>
struct PackStepTable {
  struct Entry {
    P first, second, left;
  };
  std::array<Entry, StepTable::count> entries;
};

template <class P, std::size_t Lanes>
class PackBlock final : public LaneBlock {
 public:
  PackBlock() {
    for (auto& lane : alike_) lane.fill(true);
  }

  std::size_t lanes() const override { return Lanes; }

  void set_person(std::size_t lane, const Baseline<double>& person,
                  const Parameters<double>& parameters) override {
    note(lane, Part::person, alike(&person.muscle_mass_kg[0]));
    scatter<P>(person, lane, person_);
    scatter<P>(parameters, lane, parameters_);
  }
  void set_drives(std::size_t lane, const Drives<double>& drives) override {
    note(lane, Part::drives, alike(&drives.unit[0]));
    scatter<P>(drives, lane, drives_);
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
  void set_step(std::size_t lane, const StepTable& table) override { scatter<P>(table, lane, step_); }
  void rest(std::size_t lane) override {
    set_step(lane, step_table({}, 0));
    alike_[lane].fill(true);
  }

  void advance() override {
    const auto all = [](const auto& parts) { return parts[0] && parts[1] && parts[2]; };
    right_is_left_ = std::all_of(alike_.begin(), alike_.end(), all);
    if (right_is_left_)
      advance_units<muscle_group_count>();
    else
      advance_units<muscle_unit_count>();
  }

 private:
  using Entry = typename PackStepTable<P>::Entry;
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
        const std::size_t at = s == innervated ? StepTable::innervated_at : StepTable::trauma_at;
        for (std::size_t u = 0; u < Units; ++u) visit(s * muscle_unit_count + u, step_.entries[at + u]);
      } else {
        const Entry shared = step_.entries[s];
        for (std::size_t u = 0; u < Units; ++u) visit(s * muscle_unit_count + u, shared);
      }
    }
    for (std::size_t b = 0; b < body_state_count; ++b)
      visit(unit_state_count * muscle_unit_count + b, step_.entries[StepTable::body_at + b]);
  }

  State<P> state_, middle_, slope_, slope_middle_;
  Drives<P> drives_;
  Baseline<P> person_;
  Parameters<P> parameters_;
  PackStepTable<P> step_;
  std::array<std::array<bool, 3>, Lanes> alike_;
  bool right_is_left_ = false;  ///< the right side of the state waits to be copied from the left
};

}  // namespace sarx::lane_block_detail
