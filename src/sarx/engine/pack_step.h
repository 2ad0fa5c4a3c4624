// The exponential step of engine/integrator.h for packs: every lane has its own decays and its own step
// length.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <type_traits>

#include "sarx/body/rates.inl"
#include "sarx/engine/pack.h"

namespace sarx {

/// The decay rates of a body's states, 1/d. Muscle units share theirs but for `innervated` and `trauma`:
/// fewer numbers stay in the processor's cache.
template <class Number>
struct DecayTable {
  static constexpr std::size_t innervated_at = unit_state_count;  // two of the first stay unused
  static constexpr std::size_t trauma_at = innervated_at + muscle_unit_count;
  static constexpr std::size_t body_at = trauma_at + muscle_unit_count;
  static constexpr std::size_t count = body_at + body_state_count;

  std::array<Number, count> rates{};
};

/// `decay` as decay_rates() gives it.
template <class Number>
DecayTable<Number> decay_table(const State<Number>& decay) {
  using Table = DecayTable<Number>;
  Table table;
  for (std::size_t s = 0; s < unit_state_count; ++s) table.rates[s] = decay.values[s * muscle_unit_count];
  for (std::size_t u = 0; u < muscle_unit_count; ++u) {
    table.rates[Table::innervated_at + u] = decay.unit(UnitState::innervated, u);
    table.rates[Table::trauma_at + u] = decay.unit(UnitState::trauma, u);
  }
  for (std::size_t b = 0; b < body_state_count; ++b)
    table.rates[Table::body_at + b] = decay.values[unit_state_count * muscle_unit_count + b];
  return table;
}

/// Whether bodies are alike on both sides, so that one side will do. A template on the pack even where plain
/// numbers are looked at: code for a wide instruction set must not be shared.
template <class P>
struct Sides {
  /// Whether an array over the units of both sides is the same, to the bit, left and right.
  template <class Unit>
  static bool alike(const Unit* units) {
    // NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): the same bits are meant
    return std::memcmp(units, units + muscle_group_count, muscle_group_count * sizeof(Unit)) == 0;
  }
  /// The same of every muscle state.
  template <class T>
  static bool alike(const State<T>& state) {
    for (std::size_t s = 0; s < unit_state_count; ++s)
      if (!alike(&state.values[s * muscle_unit_count])) return false;
    return true;
  }
  template <class T>
  static void copy_left(State<T>& state) {
    for (std::size_t s = 0; s < unit_state_count; ++s)
      for (std::size_t g = 0; g < muscle_group_count; ++g)
        state.values[s * muscle_unit_count + muscle_group_count + g] =
            state.values[s * muscle_unit_count + g];
  }
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

/// The coefficients of every state.
template <class P>
class PackSteps {
 public:
  using Entry = StepEntry<P>;
  using Table = DecayTable<P>;

  /// Prepare for steps of `days`; with `units` of one side only, of that alone.
  void prepare(const Table& decay, const P& days, std::size_t units) {
    const auto fill = [&](std::size_t from, std::size_t count) {
      for (std::size_t i = from; i < from + count; ++i)
        // Neighbours often share their decay (all intact muscles do).
        // NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): the same bits are meant
        if (i > from && std::memcmp(&decay.rates[i], &decay.rates[i - 1], sizeof(P)) == 0)
          entries_[i] = entries_[i - 1];
        else
          entries_[i] = step_entry(decay.rates[i], days);
    };
    fill(0, unit_state_count);
    fill(Table::innervated_at, units);
    fill(Table::trauma_at, units);
    fill(Table::body_at, body_state_count);
  }

  /// `visit(place, entry)` for every state.
  template <std::size_t Units, class Visit>
  void each_state(Visit&& visit) const {
    constexpr auto innervated = static_cast<std::size_t>(UnitState::innervated);
    constexpr auto trauma = static_cast<std::size_t>(UnitState::trauma);
    for (std::size_t s = 0; s < unit_state_count; ++s) {
      if (s == innervated || s == trauma) {
        const std::size_t at = s == innervated ? Table::innervated_at : Table::trauma_at;
        for (std::size_t u = 0; u < Units; ++u) visit(s * muscle_unit_count + u, entries_[at + u]);
      } else {
        const Entry shared = entries_[s];
        for (std::size_t u = 0; u < Units; ++u) visit(s * muscle_unit_count + u, shared);
      }
    }
    for (std::size_t b = 0; b < body_state_count; ++b)
      visit(unit_state_count * muscle_unit_count + b, entries_[Table::body_at + b]);
  }

 private:
  std::array<Entry, Table::count> entries_;
};

}  // namespace sarx
