#include "sarx/io/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace sarx {

std::string to_string(const Diagnostic& diagnostic) {
  return diagnostic.file + ':' + std::to_string(diagnostic.at.line) + ':' +
         std::to_string(diagnostic.at.column) + ": " + diagnostic.message;
}

void Faults::add(Position at, std::string message) {
  ++count_;
  // Kept sorted, so that the faults read from top to bottom although checks run in several passes.
  const auto before = [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
  };
  Diagnostic fault{file_, at, std::move(message)};
  first_.insert(std::upper_bound(first_.begin(), first_.end(), fault, before), std::move(fault));
  if (first_.size() > kept_at_most) first_.pop_back();
}

std::string Faults::text() const {
  std::string lines;
  for (const auto& fault : first_) lines += to_string(fault) + '\n';
  if (count_ > first_.size()) lines += file_ + ": and " + std::to_string(count_ - first_.size()) + " more\n";
  return lines;
}

}  // namespace sarx
