// Run one person through a timeline.
#pragma once

#include <array>
#include <vector>

#include "sarx/body/driver.h"
#include "sarx/body/state.h"
#include "sarx/parameters.h"
#include "sarx/person/person.h"
#include "sarx/timeline/timeline.h"

namespace sarx {

/// How much longer the steps get from one to the next.
inline constexpr double usual_step_growth = 1.3;

struct SimulationOptions {
  double step_days = 1;  ///< step after anything begins or ends
  double longest_step_days =
      1;  ///< steps grow to this where nothing changes (7 for weekly, 30 in years of ageing)
  double step_growth = usual_step_growth;
};

template <class T>
struct Trajectory {
  std::vector<double> days;      ///< the days asked for, in order; day 0 first
  std::vector<State<T>> states;  ///< the state on those days
};

/// Simulate from before day 0 (standing diseases, the starting steady state) to the last of `days`, which
/// must be in ascending order and not negative. Steps end on event edges and on `days`. Never throws for a
/// person and timeline the reader accepts. Instantiated for double and for the dual numbers of the
/// calibration.
template <class T>
Trajectory<T> simulate(const Person& person, const Timeline& timeline, const Parameters<T>& parameters,
                       const std::vector<double>& days, const SimulationOptions& options = {});

/// Share of the change of total muscle mass that each driver brought between day 0 and each day, kg
/// (positive is gain). The sum over drivers is the change of contractile muscle mass.
struct DriverAccount {
  std::vector<double> days;
  std::vector<std::array<double, driver_count>> muscle_kg;
};
DriverAccount account(const Person& person, const Timeline& timeline, const Parameters<double>& parameters,
                      const std::vector<double>& days, const SimulationOptions& options = {});

}  // namespace sarx
