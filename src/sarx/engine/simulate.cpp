#include "sarx/engine/simulate.h"

#include <algorithm>

#include "sarx/engine/simulate.inl"

namespace sarx {

template Trajectory<double> simulate<double>(const Person&, const Timeline&, const Parameters<double>&,
                                             const std::vector<double>&, const SimulationOptions&);

namespace {

/// A muscle that is driven away from its set point is pulled back all the time. While it still moves away,
/// the pull is only a brake on what drives it; while it returns, the drives are only a brake on recovery.
void net_of_recovery(MuscleBalance<double>& terms) {
  double& recovery = terms[index(Driver::recovery)];
  double against = 0;
  for (const double term : terms)
    if (term * recovery < 0) against += term;
  if (against == 0) return;
  const double left = std::abs(against) > std::abs(recovery) ? 1 + recovery / against : 0;
  const double returning = left > 0 ? 0 : recovery + against;
  for (double& term : terms)
    if (term * recovery < 0) term *= left;
  recovery = returning;
}

}  // namespace

DriverAccount account(const Person& person, const Timeline& timeline, const Parameters<double>& parameters,
                      const std::vector<double>& days, const SimulationOptions& options) {
  // Each driver's own term is summed; the return to the set point and memory are one driver, recovery.
  DriverAccount result;
  if (days.empty()) return result;
  const auto course = simulate_detail::course(person, timeline, days.back());
  using Shares = std::array<double, driver_count>;
  std::vector<Shares> unit_log(muscle_unit_count, Shares{});
  double last_day = 0;
  std::size_t next = 0;
  State<double> start;
  State<double> derivative;
  std::array<MuscleBalance<double>, muscle_unit_count> balance;
  const Baseline<double> baseline = make_baseline(person, parameters);
  simulate_detail::walk<double>(
      person, course, parameters, days, options,
      [&](double day, const State<double>& state, const Drives<double>& drives) {
        if (day == 0) start = state;
        const double elapsed = day - last_day;
        last_day = day;
        if (elapsed > 0) {
          rates(state, drives, baseline, parameters, derivative, &balance);
          for (std::size_t u = 0; u < muscle_unit_count; ++u) {
            net_of_recovery(balance[u]);
            for (std::size_t k = 0; k < driver_count; ++k) unit_log[u][k] += elapsed * balance[u][k];
          }
        }
        while (next < days.size() && days[next] <= day + 1e-9) {
          Shares kg{};
          for (std::size_t u = 0; u < muscle_unit_count; ++u) {
            const double change = state.unit(UnitState::size, u) - start.unit(UnitState::size, u);
            double sum = 0;
            for (double part : unit_log[u]) sum += part;
            // Quadrature leaves a small remainder: give it to recovery, so that the parts add up.
            unit_log[u][index(Driver::recovery)] += change - sum;
            const double mean_kg =
                person.muscle_mass_kg[u] * (std::abs(change) < 1e-9 ? 1.0 : std::expm1(change) / change);
            for (std::size_t k = 0; k < driver_count; ++k) kg[k] += mean_kg * unit_log[u][k];
          }
          result.days.push_back(days[next]);
          result.muscle_kg.push_back(kg);
          ++next;
        }
      });
  return result;
}

}  // namespace sarx
