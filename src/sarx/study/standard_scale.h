// Fitted parameters in units of their prior SD from their prior value: 0 is the prior.
#pragma once

#include <cstddef>

namespace sarx {

/// `parameter` is an index of parameter_table.
double standard_from_value(std::size_t parameter, double value);
double value_from_standard(std::size_t parameter, double standard);

}  // namespace sarx
