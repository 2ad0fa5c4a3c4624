#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sarx/study/calibrate.h"
#include "sarx/study/posterior.h"

namespace sarx {

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
      const auto units = static_cast<std::int16_t>(
          std::clamp(std::round(standard * posterior_units_per_sd), -32767.0, 32767.0));
      const auto bits = static_cast<std::uint16_t>(units);
      text += static_cast<char>(bits & 0xff);
      text += static_cast<char>(bits >> 8);
    }
  return text;
}

}  // namespace sarx
