#include <utility>

#include "sarx/io/scenario.h"

namespace sarx {

ScenarioResult read_scenario_text(std::string_view text, std::string name) {
  Faults faults(std::move(name));
  const auto root = parse_document(text, faults);
  if (!root) return {std::nullopt, std::move(faults)};
  return read_scenario_document(*root, std::move(faults));
}

ScenarioResult read_scenario(const std::string& path) {
  Faults faults(path == "-" ? "standard input" : path);
  const auto text = read_file(path, faults);
  if (!text) return {std::nullopt, std::move(faults)};
  return read_scenario_text(*text, faults.file());
}

}  // namespace sarx
