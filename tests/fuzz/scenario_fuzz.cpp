// A libFuzzer target: whatever the bytes, the reader answers with a scenario or with faults that have a
// place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sarx/io/scenario.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // The first byte chooses the language, so that both readers are reached.
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto result = sarx::read_scenario_text(text, data[0] % 4 == 0 ? "fuzz.json" : "fuzz.yaml");
  if (result.scenario.has_value() != result.faults.empty()) std::abort();
  for (const auto& fault : result.faults.first())
    if (fault.at.line == 0 || fault.at.column == 0 || fault.message.empty()) std::abort();
  return 0;
}
