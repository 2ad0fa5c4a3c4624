#include "progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace sarx {

std::string minutes(double seconds) {
  return seconds < 90 ? fmt::format("{:.0f} s", seconds) : fmt::format("{:.1f} min", seconds / 60);
}

ProgressLine::ProgressLine() : terminal_(isatty(STDERR_FILENO) != 0) {}

void ProgressLine::show(std::string_view what, std::string_view unit, std::uint64_t done, std::uint64_t all) {
  if (!terminal_) return;
  const auto now = Clock::now();
  if (what != what_ || began_ == Clock::time_point{}) {
    what_ = what;
    first_ = done;
    began_ = now;
  }
  if (now - last_ < std::chrono::milliseconds(200) && done < all) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - began_).count();
  const double rate = seconds > 0 && done > first_ ? static_cast<double>(done - first_) / seconds : 0;
  std::string line = fmt::format("{}{}{} of {}{}", what, what.empty() ? "" : ": ", done, all, unit);
  if (rate > 0)
    line += fmt::format(", {:.0f} a second, {} left", rate,
                        minutes(static_cast<double>(all - std::min(done, all)) / rate));
  fmt::print(stderr, "\r{:<76}", line);
  std::fflush(stderr);
  shown_ = true;
}

void ProgressLine::end() {
  if (shown_) std::fputs("\n", stderr);
  shown_ = false;
}

}  // namespace sarx
