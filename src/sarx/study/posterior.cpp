#include "sarx/study/posterior.h"

#include "sarx/posterior_table.h"
#include "sarx/study/standard_scale.h"

namespace sarx {

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
        value_from_standard(static_cast<std::size_t>(p), row[i] / posterior_units_per_sd);
  }
  return parameters;
}

}  // namespace sarx
