#include "sarx/study/standard_scale.h"

#include <cmath>

#include "sarx/parameters.h"

namespace sarx {
namespace {

double logit(double x) {
  return std::log(x / (1 - x));
}
double logistic(double x) {
  return 1 / (1 + std::exp(-x));
}

double to_scale(ParameterScale scale, double value) {
  switch (scale) {
    case ParameterScale::log:
      return std::log(value);
    case ParameterScale::logit:
      return logit(value);
    case ParameterScale::linear:
      break;
  }
  return value;
}

}  // namespace

double value_from_standard(std::size_t parameter, double standard) {
  const ParameterInfo& info = parameter_table[parameter];
  const double x = to_scale(info.scale, info.prior) + info.prior_sd * standard;
  switch (info.scale) {
    case ParameterScale::log:
      return std::exp(x);
    case ParameterScale::logit:
      return logistic(x);
    case ParameterScale::linear:
      break;
  }
  return x;
}

double standard_from_value(std::size_t parameter, double value) {
  const ParameterInfo& info = parameter_table[parameter];
  return (to_scale(info.scale, value) - to_scale(info.scale, info.prior)) / info.prior_sd;
}

}  // namespace sarx
