// The options of a forecast as a page gives them.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "sarx/study/forecast.h"

namespace sarx {

struct OptionsResult {
  ForecastOptions options;
  nlohmann::ordered_json faults = nlohmann::ordered_json::array();  ///< {"path", "message"}, as of scenarios
};

/// Read {"draws", "first_draw", "seed", "days", "measures", "density", "events"}, each of which may be
/// missing.
OptionsResult read_options(std::string_view json);

}  // namespace sarx
