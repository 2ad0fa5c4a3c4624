// Random legal scenarios: any event of the registry with any fields within their limits.
#pragma once

#include <cstdint>

#include "sarx/engine/random.h"
#include "support/forecast.h"

namespace sarx::testing {

/// A source of choices; the same seed gives the same choices everywhere.
class Choices {
 public:
  explicit Choices(std::uint64_t seed) : stream_{seed, 0, 0} {}

  /// Uniform in [low, high).
  double between(double low, double high) { return low + (high - low) * stream_.uniform(counter_++); }
  /// Uniform in 0 .. count - 1.
  std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(between(0, static_cast<double>(count)));
  }
  bool chance(double probability) { return stream_.uniform(counter_++) < probability; }

 private:
  RandomStream stream_;
  std::uint32_t counter_ = 0;
};

/// A person of any age, build and habits.
Person random_person(Choices& choices);

/// Any event; `sides`: whether it may be one-sided.
Event random_event(Choices& choices, bool sides = true);

/// A random person with up to five events over up to 300 days, some of which began long before day 0.
Scenario random_scenario(std::uint64_t seed, bool sides = true);

}  // namespace sarx::testing
