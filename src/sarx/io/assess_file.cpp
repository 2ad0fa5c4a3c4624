#include <utility>

#include "sarx/io/assess.h"

namespace sarx {

AssessmentResult assess_text(const std::string& text, std::string name) {
  Faults faults(std::move(name));
  const auto root = parse_document(text, faults);
  if (!root) return {std::nullopt, std::move(faults)};
  return assess_document(*root, std::move(faults));
}

AssessmentResult assess_file(const std::string& path) {
  Faults faults(path == "-" ? "standard input" : path);
  const auto text = read_file(path, faults);
  if (!text) return {std::nullopt, std::move(faults)};
  return assess_text(*text, faults.file());
}

}  // namespace sarx
