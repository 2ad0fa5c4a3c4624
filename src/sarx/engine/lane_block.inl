// Definitions of lane_block.h, for the one source file of each instruction set. Everything compiled here is
// either a template on the pack or local to the file: code for a wide instruction set must not end up in a
// function that other files share.
#pragma once

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
  std::size_t lanes() const override { return Lanes; }

  void set_person(std::size_t lane, const Baseline<double>& person,
                  const Parameters<double>& parameters) override {
    scatter<P>(person, lane, person_);
    scatter<P>(parameters, lane, parameters_);
  }
  void set_drives(std::size_t lane, const Drives<double>& drives) override {
    scatter<P>(drives, lane, drives_);
  }
  void set_state(std::size_t lane, const State<double>& state) override { scatter<P>(state, lane, state_); }
  void get_state(std::size_t lane, State<double>& state) const override { gather<P>(state_, lane, state); }
  void set_step(std::size_t lane, const StepTable& table) override { scatter<P>(table, lane, step_); }

  void advance() override {
    rates(state_, drives_, person_, parameters_, slope_);
    each_state([this](std::size_t i, const Entry& c) {
      middle_.values[i] = state_.values[i] + c.first * slope_.values[i];
    });
    rates(middle_, drives_, person_, parameters_, slope_middle_);
    each_state([this](std::size_t i, const Entry& c) {
      state_.values[i] = middle_.values[i] + c.second * (slope_middle_.values[i] - c.left * slope_.values[i]);
    });
  }

 private:
  using Entry = typename PackStepTable<P>::Entry;

  template <class Visit>
  void each_state(Visit&& visit) {
    constexpr auto innervated = static_cast<std::size_t>(UnitState::innervated);
    constexpr auto trauma = static_cast<std::size_t>(UnitState::trauma);
    for (std::size_t s = 0; s < unit_state_count; ++s) {
      if (s == innervated || s == trauma) {
        const std::size_t at = s == innervated ? StepTable::innervated_at : StepTable::trauma_at;
        for (std::size_t u = 0; u < muscle_unit_count; ++u)
          visit(s * muscle_unit_count + u, step_.entries[at + u]);
      } else {
        const Entry shared = step_.entries[s];
        for (std::size_t u = 0; u < muscle_unit_count; ++u) visit(s * muscle_unit_count + u, shared);
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
};

}  // namespace sarx::lane_block_detail
