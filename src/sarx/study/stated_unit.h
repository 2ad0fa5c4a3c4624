// Units that studies state where they don't use the measure's own.
#pragma once

#include <optional>
#include <string_view>

#include "sarx/measure/instrument.h"

namespace sarx {

/// What one of the measure's own units (`unit_of`) is worth in a stated unit.
struct StatedUnit {
  double per_own_unit = 1;
  /// -1: the stated unit is per kilogram of body mass (N m/kg), 1: the measure's own is (ml/kg/min), 0:
  /// neither.
  int body_mass_power = 0;
  bool as_load = false;  ///< a strength stated as force or load, not as torque
};

/// Empty and the measure's own unit are 1. Null where the unit isn't known or can't be converted.
std::optional<StatedUnit> stated_unit(Measure measure, std::string_view unit);

}  // namespace sarx
