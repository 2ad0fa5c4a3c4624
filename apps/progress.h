// How far a long run is, on one line of a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace sarx {

/// A length of time as people say it.
std::string minutes(double seconds);

/// Rewritten a few times a second; says nothing where standard error is no terminal.
class ProgressLine {
 public:
  ProgressLine();
  /// "WHAT DONE of ALL UNIT, RATE a second, TIME left". The rate counts from the first call for `what`, so
  /// that what an interrupted run left behind doesn't count.
  void show(std::string_view what, std::string_view unit, std::uint64_t done, std::uint64_t all);
  /// Leave the line, where there is one.
  void end();

 private:
  using Clock = std::chrono::steady_clock;

  bool terminal_, shown_ = false;
  std::string what_;
  std::uint64_t first_ = 0;
  Clock::time_point began_{}, last_{};
};

}  // namespace sarx
