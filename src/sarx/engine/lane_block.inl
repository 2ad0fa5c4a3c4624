// Definitions of lane_block.h, for the one source file of each instruction set. Everything compiled here is
// either a template on the pack or local to the file: code for a wide instruction set must not end up in a
// function that other files share.
#pragma once

#include <algorithm>
#include <array>

#include "sarx/engine/lane_block.h"
#include "sarx/engine/pack_step.h"

namespace sarx::lane_block_detail {

template <class P>
class PackBlock final : public LaneBlock {
 public:
  PackBlock() {
    for (auto& lane : alike_) lane.fill(true);
  }

  std::size_t lanes() const override { return P::lanes; }

  void set_person(std::size_t lane, const Baseline<double>& person,
                  const Parameters<double>& parameters) override {
    note(lane, Part::person, Sides<P>::alike(&person.muscle_mass_kg[0]));
    scatter<P>(person, lane, person_);
    scatter<P>(parameters, lane, parameters_);
  }
  void set_drives(std::size_t lane, const Drives<double>& drives, const DecayTable<double>& decay) override {
    note(lane, Part::drives, Sides<P>::alike(&drives.unit[0]));
    scatter<P>(drives, lane, drives_);
    scatter<P>(decay, lane, decay_);
    steps_changed_ = true;
  }
  void set_state(std::size_t lane, const State<double>& state) override {
    note(lane, Part::state, Sides<P>::alike(state));
    scatter<P>(state, lane, state_);
  }
  void get_state(std::size_t lane, State<double>& state) const override {
    gather<P>(state_, lane, state);
    if (right_is_left_) Sides<P>::copy_left(state);
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
    if (steps_changed_ || was_left != right_is_left_) {
      steps_changed_ = false;
      steps_.prepare(decay_, days_, right_is_left_ ? muscle_group_count : muscle_unit_count);
    }
    if (right_is_left_)
      advance_units<muscle_group_count>();
    else
      advance_units<muscle_unit_count>();
  }

 private:
  enum class Part : unsigned char { person, drives, state };

  /// Remember whether a part of a lane is alike on both sides. Where it isn't, the right side is needed.
  void note(std::size_t lane, Part part, bool same) {
    if (!same && right_is_left_) {
      Sides<P>::copy_left(state_);
      right_is_left_ = false;
    }
    alike_[lane][static_cast<std::size_t>(part)] = same;
  }
  template <std::size_t Units>
  void advance_units() {
    rates<P, Units>(state_, drives_, person_, parameters_, slope_);
    steps_.template each_state<Units>([this](std::size_t i, const StepEntry<P>& c) {
      middle_.values[i] = state_.values[i] + c.first * slope_.values[i];
    });
    rates<P, Units>(middle_, drives_, person_, parameters_, slope_middle_);
    steps_.template each_state<Units>([this](std::size_t i, const StepEntry<P>& c) {
      state_.values[i] = middle_.values[i] + c.second * (slope_middle_.values[i] - c.left * slope_.values[i]);
    });
  }

  State<P> state_, middle_, slope_, slope_middle_;
  Drives<P> drives_;
  Baseline<P> person_;
  Parameters<P> parameters_;
  DecayTable<P> decay_;
  PackSteps<P> steps_;
  P days_;
  bool steps_changed_ = true;
  std::array<std::array<bool, 3>, P::lanes> alike_;
  bool right_is_left_ = false;  ///< the right side of the state waits to be copied from the left
};

}  // namespace sarx::lane_block_detail
