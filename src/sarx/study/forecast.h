// A scenario run many times, over what is not known of the model and of the person, and summed up as a
// report.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/engine/sketch.h"
#include "sarx/io/report.h"
#include "sarx/io/scenario.h"
#include "sarx/outcome/risk.h"
#include "sarx/parameters.h"

namespace sarx {

/// How many days a report has.
enum class ReportDensity : unsigned char {
  full,    ///< daily for the first 400 days
  coarse,  ///< close together after anything begins or ends, then by fortnights; about 30 and a few each
           ///< event
  sketch,  ///< about half as many: what a hand that drags something can follow
};

inline constexpr std::array<std::string_view, 3> density_names{"full", "coarse", "sketch"};

/// What several draws differ in, each in its lane.
template <class Lanes>
struct SideBySide {
  Parameters<Lanes> parameters;
  TraitsOf<Lanes> traits;
};

/// Keeps what draws got, for who forecasts again and again with the same seed. One thread's.
class DrawMemory {
 public:
  /// What drawn_parameters() gives; good until the next call.
  const Parameters<double>& parameters(std::uint64_t seed, int draw);
  /// What drawn_parameters() and drawn_traits() give for this draw and those after it; good until the next
  /// call.
  const SideBySide<SketchLanes>& side_by_side(std::uint64_t seed, int first_draw);

 private:
  static constexpr std::size_t most_kept = 400;      // 20 kB each
  static constexpr std::size_t most_sketched = 100;  // 40 kB each
  std::uint64_t seed_ = 0, sketched_seed_ = 0;
  std::map<int, Parameters<double>> kept_;
  std::map<int, SideBySide<SketchLanes>> sketched_;
  Parameters<double> spare_;
  SideBySide<SketchLanes> spare_lanes_;
};

struct ForecastOptions {
  int draws = 100;
  int first_draw = 0;    ///< several that share a forecast out have each draws of their own
  unsigned threads = 0;  ///< 0: as many as there are cores
  std::uint64_t seed = 1;
  std::optional<double> horizon_days;  ///< absent: the scenario's own
  /// Words for the strength test (FORMAT.md, `method`); empty: the usual test of each muscle group.
  std::vector<std::string> strength_methods;
  /// Play one life by chance instead of giving probabilities: the person and the luck of that seed, one draw.
  /// What happens goes into the timeline; the report ends at death.
  bool sampled = false;
  /// The only ones to report, prevalence_sarcopenia among them for the classes; empty: all. One muscle group
  /// of a measure goes by both names: "strength quadriceps".
  std::vector<std::string> measures;
  /// Besides the usual ones, where `measures` is empty; what the scenario's report asks for comes too.
  std::vector<std::string> also;
  /// Where measures of a muscle are read that the usual report doesn't hold; empty: as the scenario's report
  /// asks, else the quadriceps.
  std::vector<std::string> regions;
  ReportDensity density = ReportDensity::full;
  /// What the rates of disability follow from.
  DisabilityModel disability = DisabilityModel::function;
  DrawMemory* memory = nullptr;  ///< the caller's; the forecast then takes one thread
  /// The caller's: gets what the draws hold in ascending order, series by series and day by day, so that
  /// parts of a forecast can be put together. The report then leaves out the centiles, and all but the first
  /// part what is said of the person and the timeline, and what drove it.
  std::vector<float>* sorted_draws = nullptr;
};

inline constexpr int most_draws = 2000;
inline constexpr double longest_horizon_days = 36525;

/// Last day of the forecast: as asked, else the last report day, else 90 days after the last event edge and
/// at least 180, but no longer than people live.
double horizon_day(const Scenario& scenario, const ForecastOptions& options);

/// What is wrong with a horizon: somebody would be older than anybody has been. "" where nothing is.
std::string horizon_fault(const Scenario& scenario, double horizon);

/// The days reported, with every event edge, report day and the horizon among them. Full: daily to day 400,
/// at most 30 days apart after.
std::vector<double> report_days(const Scenario& scenario, double horizon,
                                ReportDensity density = ReportDensity::full);

/// One draw of the model's parameters: each moved by its own spread on its own scale. The same (seed, draw)
/// gives the same parameters in every scenario.
Parameters<double> drawn_parameters(std::uint64_t seed, int draw);

/// One draw of how this person differs from the average of their kind.
Traits drawn_traits(std::uint64_t seed, int draw);

/// Run the scenario. A group (fractional `male_fraction`, an age spread) is the mean over its members. Throws
/// std::invalid_argument where a strength method can't be read, where the horizon is longer than people live,
/// or where one life is to be played for a group.
Report forecast(const Scenario& scenario, const ForecastOptions& options);

}  // namespace sarx
