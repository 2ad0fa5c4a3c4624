#include "sarx/study/posterior.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sarx/posterior_table.h"
#include "sarx/study/calibrate.h"

namespace sarx {

namespace {
constexpr double units_per_sd = 1000;
}

std::size_t posterior_draw_count() {
  return posterior_parameter_count == 0 ? 0 : posterior_table_size / posterior_parameter_count;
}

Parameters<double> posterior_draw(std::size_t draw) {
  Parameters<double> parameters = Parameters<double>::best();
  const std::size_t draws = posterior_draw_count();
  if (draws == 0) return parameters;
  const std::int16_t* row = posterior_table + (draw % draws) * posterior_parameter_count;
  for (std::size_t i = 0; i < posterior_parameter_count; ++i) {
    const int p = posterior_parameters[i];
    if (p < 0) continue;
    parameters.values[static_cast<std::size_t>(p)] =
        value_from_standard(static_cast<std::size_t>(p), row[i] / units_per_sd);
  }
  return parameters;
}

std::string posterior_file(const Calibration& calibration, const std::vector<std::vector<double>>& draws,
                           std::uint64_t seed) {
  std::string text = fmt::format(
      "sarx posterior 1\nLaplace approximation at the fit to {} studies, {} observations\nseed {}\ndraws "
      "{}\nparameters {}\n",
      calibration.studies, calibration.rows, seed, draws.size(), calibration.parameters.size());
  for (const std::size_t p : calibration.parameters) text += std::string(parameter_table[p].name) + "\n";
  text += "\n";
  for (const auto& draw : draws)
    for (const double standard : draw) {
      const auto units =
          static_cast<std::int16_t>(std::clamp(std::round(standard * units_per_sd), -32767.0, 32767.0));
      const auto bits = static_cast<std::uint16_t>(units);
      text += static_cast<char>(bits & 0xff);
      text += static_cast<char>(bits >> 8);
    }
  return text;
}

}  // namespace sarx
