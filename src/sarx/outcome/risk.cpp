#include "sarx/outcome/risk.h"

#include "sarx/outcome/risk.inl"

namespace sarx {

template RiskFactors risk_factors<double>(const Body<double>&, const PhysicalFunction<double>&);
template RiskRates risk_rates<double>(const RiskFactors&, const Parameters<double>&, DisabilityModel);
template double population_fall_rate<double>(double, bool, const Parameters<double>&);
template double share_who_fall<double>(const double&, const Parameters<double>&);
template double share_who_fall_twice<double>(const double&, const Parameters<double>&);
template class CumulativeRiskOf<double>;

RiskRates risk_rates(const Body<double>& body, DisabilityModel model) {
  return risk_rates(risk_factors(body, PhysicalFunction<double>(body)), body.parameters, model);
}

}  // namespace sarx
