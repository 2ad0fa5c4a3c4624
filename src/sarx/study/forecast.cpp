#include "sarx/study/forecast.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <memory>
#include <numeric>
#include <set>
#include <stdexcept>

#include "sarx/body/body.inl"
#include "sarx/engine/batch.h"
#include "sarx/engine/pack.h"
#include "sarx/engine/random.h"
#include "sarx/engine/simulate.inl"
#include "sarx/engine/sketch.h"
#include "sarx/engine/step_length.h"
#include "sarx/io/event_text.h"
#include "sarx/measure/instrument.h"
#include "sarx/measure/reading.h"
#include "sarx/outcome/function.h"
#include "sarx/outcome/risk.h"
#include "sarx/outcome/risk.inl"
#include "sarx/person/fractions.h"
#include "sarx/person/norms.h"
#include "sarx/person/reference.h"
#include "sarx/person/variability.h"
#include "sarx/study/forecast_classes.h"
#include "sarx/study/forecast_life.h"
#include "sarx/study/posterior.h"
#include "sarx/study/threads.h"
#include "sarx/timeline/warnings.h"

namespace sarx {
namespace {

constexpr double daily_until_day = 400;
constexpr double longest_gap_days = 30;
/// Where days are few, about so many of them, and no closer together than this once nothing changes. The gap
/// after a change is at least so long, and no shorter than this share of the whole; then gaps grow, so many
/// times as fast as the steps.
struct FewDays {
  double days, gap_days, first_gap_days, most_days;
  int growth;
};
constexpr FewDays coarse_days{30, 14, 1, 36525, 2};
constexpr FewDays sketch_days{12, 42, 2, 60, 5};
/// Over decades monthly steps do: the state then moves with age alone.
constexpr double longest_coarse_step_days = 30;
constexpr double coarse_steps = 120;
/// Where nothing begins, ends or is reported, a week is short against everything that still moves.
constexpr double longest_step_days = 7;
/// A sketch takes the longest steps that leave its bands where they are to the eye.
constexpr double sketch_first_step_days = 2, sketch_step_growth = 2.5;
constexpr double shortest_sketch_step_days = 45, longest_sketch_step_days = 180;
constexpr double sketch_steps = 40;
/// What drove it goes by plain steps, which must be shorter.
constexpr double shortest_driver_step_days = 14;

enum Stream : std::uint32_t { parameter_stream = 1, trait_stream = 2 };

/// One quantity that is reported, and how it is read from a body.
struct Quantity {
  Series series;
  Instrument instrument;
};

void add(std::vector<Quantity>& quantities, std::string_view measure, std::string_view region = {},
         std::string_view side = {}, std::string_view method = {}) {
  MeasureWords words;
  words.measure = measure;
  words.region = region;
  words.side = side;
  words.method = method;
  std::string why_not;
  const std::optional<Instrument> instrument = make_instrument(words, &why_not);
  if (!instrument) {
    throw std::invalid_argument(fmt::format("{} by '{}' can't be read: {}", measure, method, why_not));
  }
  Series series;
  series.measure = measure;
  series.region = region;
  series.side = side;
  series.method = method;
  series.kind = "level";
  series.unit = unit_of(instrument->measure);
  if (instrument->measure == Measure::strength) series.unit = instrument->kilograms ? "kg" : "N m";
  if (instrument->measure == Measure::fibre_number || instrument->measure == Measure::motor_unit_number)
    series.unit = "% of day 0";
  quantities.push_back({std::move(series), *instrument});
}

/// The usual strength test: the lift itself where gyms have a machine for the group, else a held effort.
std::string_view usual_strength_test(MuscleGroup group) {
  switch (group) {
    case MuscleGroup::quadriceps:
    case MuscleGroup::hamstrings:
    case MuscleGroup::gluteals:
    case MuscleGroup::plantarflexors:
    case MuscleGroup::chest_shoulders:
    case MuscleGroup::upper_back:
    case MuscleGroup::elbow_flexors:
    case MuscleGroup::elbow_extensors:
      return "1-RM";
    default:
      return "isometric";
  }
}

/// The measure of the scenario language that stands for the classes of sarcopenia.
constexpr std::string_view class_measure = "prevalence_sarcopenia";

/// Whether a measure was asked for, everywhere or in this region.
bool wanted(const ForecastOptions& options, std::string_view measure, std::string_view region = {}) {
  const std::vector<std::string>& measures = options.measures;
  return measures.empty() || std::any_of(measures.begin(), measures.end(), [&](std::string_view asked) {
           return asked == measure || (!region.empty() && asked == fmt::format("{} {}", measure, region));
         });
}

/// Measures of a muscle, which need a region and have two sides.
constexpr bool of_a_muscle(Measure measure) {
  switch (measure) {
    case Measure::muscle_csa:
    case Measure::muscle_thickness:
    case Measure::fibre_csa:
    case Measure::fibre_diameter:
    case Measure::fibre_number:
    case Measure::motor_unit_number:
    case Measure::specific_force:
    case Measure::voluntary_activation:
    case Measure::muscle_protein_synthesis:
    case Measure::muscle_protein_breakdown:
      return true;
    default:
      return false;
  }
}

constexpr std::array<std::string_view, 3> dxa_regions{"leg", "arm", "trunk"};

/// Regions of muscle as series have them: groups and those of DXA; other composites are their groups.
std::vector<std::string> muscle_regions(const std::vector<std::string>& asked) {
  std::vector<std::string> regions;
  for (const std::string& region : asked) {
    const auto groups = region_groups(region);
    if (groups.size() == 1 || std::find(dxa_regions.begin(), dxa_regions.end(), region) != dxa_regions.end())
      regions.push_back(region);
    else
      for (const MuscleGroup group : groups) regions.emplace_back(name(group));
  }
  return regions;
}

/// A measure that the usual report doesn't hold, read by its own instrument.
void add_asked(std::vector<Quantity>& all, Measure measure, const std::vector<std::string>& asked_regions) {
  std::vector<std::string> regions = muscle_regions(asked_regions);
  if (measure == Measure::regional_fat_mass) {
    for (const std::string_view region : dxa_regions)
      if (regions.empty() || std::find(regions.begin(), regions.end(), region) != regions.end())
        add(all, name(measure), region);
    return;
  }
  const bool whole = measure == Measure::muscle_mass && regions.empty();
  if (whole || !(of_a_muscle(measure) || measure == Measure::muscle_mass)) return add(all, name(measure));
  if (regions.empty()) regions.emplace_back("quadriceps");
  for (const std::string& region : regions)
    for (const std::string_view side : side_names) add(all, name(measure), region, side);
}

/// What is asked for beyond the usual: the command's words, else those of the scenario and of who shows it.
std::vector<std::string> asked_measures(const Scenario& scenario, const ForecastOptions& options) {
  if (!options.measures.empty()) return options.measures;
  std::vector<std::string> asked = options.also;
  asked.insert(asked.end(), scenario.report.measures.begin(), scenario.report.measures.end());
  return asked;
}

std::vector<Quantity> quantities_of(const Scenario& scenario, const ForecastOptions& options) {
  std::vector<Quantity> all;
  std::set<std::string, std::less<>> held;
  const auto add_usual = [&](std::string_view measure, std::string_view region = {},
                             std::string_view side = {}, std::string_view method = {}) {
    held.emplace(measure);
    if (wanted(options, measure, region)) add(all, measure, region, side, method);
  };
  for (MuscleGroup group : all_muscle_groups) {
    for (std::string_view side : side_names) add_usual("muscle_volume", name(group), side, "MRI");
  }
  for (MuscleGroup group : all_muscle_groups) {
    for (std::string_view side : side_names) {
      if (options.strength_methods.empty())
        add_usual("strength", name(group), side, usual_strength_test(group));
      for (const std::string& method : options.strength_methods)
        add_usual("strength", name(group), side, method);
    }
  }
  add_usual("body_mass");
  add_usual("fat_mass", {}, {}, "DXA");
  add_usual("lean_mass", {}, {}, "DXA");
  add_usual("appendicular_lean_mass", {}, {}, "DXA");
  for (std::string_view region : dxa_regions) add_usual("regional_lean_mass", region, {}, "DXA");
  for (std::string_view measure :
       {"grip_strength", "gait_speed", "chair_stand_time", "chair_stands_30s", "timed_up_and_go", "sppb",
        "six_minute_walk", "power", "vo2max", "resting_metabolic_rate", "energy_expenditure",
        "insulin_sensitivity", "homa_ir", "testosterone", "igf1", "haematocrit"}) {
    add_usual(measure);
  }
  add_usual("power", {}, {}, "stairs");
  add_usual("bone_mineral_density", "hip", {}, "DXA");
  const std::vector<std::string>& regions =
      options.regions.empty() ? scenario.report.regions : options.regions;
  for (const std::string& asked : asked_measures(scenario, options)) {
    // "fibre_csa hamstrings" is one muscle group of it.
    const std::size_t space = asked.find(' ');
    const std::string measure_name = asked.substr(0, space);
    const auto measure = find_measure(measure_name);
    if (!measure || !held.insert(measure_name).second) continue;
    add_asked(all, *measure,
              space == std::string::npos ? regions : std::vector<std::string>{asked.substr(space + 1)});
  }
  return all;
}

std::vector<Risk> risks_of(const ForecastOptions& options) {
  std::vector<Risk> risks(all_risks.begin(), all_risks.end());
  std::erase_if(risks, [&](Risk risk) { return !wanted(options, risk_names[index(risk)].measure); });
  return risks;
}

bool asks_for_disability(const std::vector<Risk>& risks) {
  return std::any_of(risks.begin(), risks.end(),
                     [](Risk risk) { return risk == Risk::disability || risk == Risk::mobility_disability; });
}

/// Every risk twice: as a rate and as the chance since day 0.
std::vector<Series> risk_series(const std::vector<Risk>& risks) {
  std::vector<Series> all;
  for (Risk risk : risks) {
    const RiskName& words = risk_names[index(risk)];
    Series series;
    series.measure = words.measure;
    series.region = words.region;
    series.method = words.method;
    series.kind = "rate";
    series.unit = "per_person_year";
    all.push_back(series);
    series.kind = "cumulative";
    series.unit = "percent";
    all.push_back(series);
  }
  return all;
}

/// What norms by age and sex place among peers.
enum class Standing : unsigned char { grip, gait, chair_stand, lean, leg_strength };

struct StandingWords {
  Standing standing;
  std::string_view measure, region, method;
};
constexpr std::array<StandingWords, 5> standing_words{
    {{Standing::grip, "grip_strength", "", ""},
     {Standing::gait, "gait_speed", "", ""},
     {Standing::chair_stand, "chair_stand_time", "", ""},
     {Standing::lean, "appendicular_lean_mass", "", "over height squared"},
     {Standing::leg_strength, "strength", "quadriceps", "knee extension over body mass"}}};

std::vector<StandingWords> standings_of(const ForecastOptions& options) {
  if (options.sorted_draws) return {};
  std::vector<StandingWords> all(standing_words.begin(), standing_words.end());
  std::erase_if(all, [&](const StandingWords& words) { return !wanted(options, words.measure); });
  return all;
}

std::vector<Series> centile_series(const std::vector<StandingWords>& standings) {
  std::vector<Series> all;
  for (const StandingWords& words : standings) {
    Series series;
    series.measure = words.measure;
    series.region = words.region;
    series.method = words.method;
    series.kind = "centile";
    series.unit = "percent";
    all.push_back(std::move(series));
  }
  return all;
}

/// Share (percent) of the peers of the age and sex who measure less than the body in a lane.
template <class Lanes>
double centile_of(Standing standing, const RiskFactorsOf<Lanes>& factors,
                  const PhysicalFunction<Lanes>& function, std::size_t lane) {
  switch (standing) {
    case Standing::grip:
      return centile_at(factors.grip_score[lane]);
    case Standing::gait:
      return centile_at(factors.gait_score[lane]);
    case Standing::chair_stand:
      return centile(Norm::chair_stand_time_s, function.chair_stand_time_s()[lane], factors.age_years,
                     factors.male);
    case Standing::lean:
      return centile_at(factors.lean_score[lane]);
    case Standing::leg_strength:
      return centile_at(factors.leg_strength_score[lane]);
  }
  return 50;
}

/// One member of the group, complete.
struct Member {
  Person person;
  double weight;
};

std::vector<Member> complete_members(const Scenario& scenario, std::vector<Assumption>* assumed) {
  std::vector<Member> people;
  for (const WeightedSubject& member : members(scenario.subject)) {
    // Men and women of one group rest on the same assumptions; the first member speaks for all.
    std::vector<Assumption>* sink = people.empty() ? assumed : nullptr;
    people.push_back(
        {complete_person(member.subject, member.male, scenario.measurements, sink), member.weight});
  }
  return people;
}

SimulationOptions steps_of(ReportDensity density, double horizon) {
  SimulationOptions steps;
  if (density == ReportDensity::full) {
    steps.longest_step_days = longest_step_days;
  } else if (density == ReportDensity::coarse) {
    steps.longest_step_days = std::clamp(horizon / coarse_steps, longest_step_days, longest_coarse_step_days);
  } else {
    steps.step_days = sketch_first_step_days;
    steps.step_growth = sketch_step_growth;
    steps.longest_step_days =
        std::clamp(horizon / sketch_steps, shortest_sketch_step_days, longest_sketch_step_days);
  }
  return steps;
}

/// The numbers of a forecast: of each draw its places one after another, a place for each series and day.
class DrawTable {
 public:
  DrawTable(std::size_t places, std::size_t draws)
      : places_(places), draws_(draws), values_(places * draws) {}

  std::span<float> row(std::size_t draw) { return std::span(values_).subspan(draw * places_, places_); }

  /// `visit(column)` for each place in turn, with what all draws hold there.
  template <class Visit>
  void each_column(Visit&& visit) const {
    // Turned over a few places at a time, so that memory is read once and in order.
    constexpr std::size_t at_once = 16;
    std::vector<float> columns(at_once * draws_);
    for (std::size_t place = 0; place < places_; place += at_once) {
      const std::size_t count = std::min(at_once, places_ - place);
      for (std::size_t draw = 0; draw < draws_; ++draw)
        for (std::size_t k = 0; k < count; ++k)
          columns[k * draws_ + draw] = values_[draw * places_ + place + k];
      for (std::size_t k = 0; k < count; ++k)
        visit(std::span<const float>(columns).subspan(k * draws_, draws_));
    }
  }

 private:
  std::size_t places_, draws_;
  std::vector<float> values_;
};

/// As many draws as there are lanes, from this one on.
template <class Lanes>
SideBySide<Lanes> drawn_side_by_side(std::uint64_t seed, int first_draw) {
  SideBySide<Lanes> drawn;
  for (std::size_t lane = 0; lane < Lanes::lanes; ++lane) {
    const int draw = first_draw + static_cast<int>(lane);
    scatter<Lanes>(drawn_parameters(seed, draw), lane, drawn.parameters);
    scatter<Lanes>(drawn_traits(seed, draw), lane, drawn.traits);
  }
  return drawn;
}

/// What happens to a person on a day; on the last day, until then.
const Exposure* exposure_on(const simulate_detail::Course& course, double day) {
  const Exposure* now = nullptr;
  for (const Stretch& stretch : course.stretches)
    if (!now || stretch.from_day <= day) now = &stretch.exposure;
  return now;
}

/// Runs draws of a group on one thread, several side by side, and reads them.
class DrawRunner {
 public:
  DrawRunner(const std::vector<Member>& people, const Timeline& timeline, const std::vector<double>& days,
             const std::vector<Quantity>& quantities, const std::vector<Risk>& risks,
             const std::vector<StandingWords>& standings, const ForecastOptions& options)
      : people_(people),
        days_(days),
        quantities_(quantities),
        risks_(risks),
        standings_(standings),
        disability_(asks_for_disability(risks) ? options.disability : DisabilityModel::not_asked),
        seed_(options.seed),
        first_draw_(options.first_draw),
        memory_(options.memory),
        steps_(steps_of(options.density, days.back())) {
    if (options.density != ReportDensity::sketch) block_ = make_lane_block();
    for (const Member& member : people)
      courses_.push_back(simulate_detail::course(member.person, timeline, days.back()));
    for (const simulate_detail::Course& course : courses_)
      for (const double day : days) {
        Moment moment;
        moment.day = day;
        moment.now = exposure_on(course, day);
        moment.habit = &course.habit;
        moments_.push_back(moment);
      }
  }

  std::size_t draws_at_once() const { return block_ ? block_->lanes() : SketchLanes::lanes; }

  /// `classes` may be null.
  void run(std::size_t first_draw, std::size_t count, DrawTable& table, ClassTally* classes) {
    if (block_)
      run_in_block(first_draw, count, table, classes);
    else
      run_sketch(first_draw, count, table, classes);
  }

 private:
  /// Draws in lanes, the first `count` of which count: which they are, and their sums, a place for each
  /// series and day.
  template <class Lanes>
  struct LaneDraws {
    std::size_t first, count;
    std::vector<Lanes> sums;
  };
  template <class Lanes>
  LaneDraws<Lanes> lane_draws(std::size_t first, std::size_t count) const {
    const std::size_t series = quantities_.size() + 2 * risks_.size() + standings_.size();
    return {first, std::min(count, Lanes::lanes), std::vector<Lanes>(series * days_.size(), Lanes(0))};
  }
  template <class Lanes>
  static void store(const LaneDraws<Lanes>& draws, DrawTable& table) {
    for (std::size_t lane = 0; lane < draws.count; ++lane)
      std::transform(draws.sums.begin(), draws.sums.end(), table.row(draws.first + lane).begin(),
                     [lane](const Lanes& sum) { return static_cast<float>(sum[lane]); });
  }

  int number(std::size_t draw) const { return first_draw_ + static_cast<int>(draw); }

  void run_sketch(std::size_t first_draw, std::size_t count, DrawTable& table, ClassTally* classes) {
    using Lanes = SketchLanes;
    std::optional<SideBySide<Lanes>> own;
    if (!memory_) own = drawn_side_by_side<Lanes>(seed_, number(first_draw));
    const SideBySide<Lanes>& drawn = own ? *own : memory_->side_by_side(seed_, number(first_draw));
    LaneDraws<Lanes> draws = lane_draws<Lanes>(first_draw, count);
    for (std::size_t m = 0; m < people_.size(); ++m) {
      State<Lanes> start;
      CumulativeRiskOf<Lanes> cumulative;
      sketch<Lanes>(people_[m].person, drawn.traits, courses_[m], drawn.parameters, days_, steps_,
                    [&](std::size_t d, const State<Lanes>& now) {
                      if (d == 0) start = now;
                      read_day(m, d, drawn.parameters, start, now, cumulative, draws, classes);
                    });
    }
    store(draws, table);
  }

  void run_in_block(std::size_t first_draw, std::size_t count, DrawTable& table, ClassTally* classes) {
    std::vector<Parameters<double>> parameters;
    std::vector<Traits> traits;
    parameters.reserve(count);
    traits.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const int draw = number(first_draw + i);
      parameters.push_back(memory_ ? memory_->parameters(seed_, draw) : drawn_parameters(seed_, draw));
      traits.push_back(drawn_traits(seed_, draw));
    }
    // Read with what every processor has, so that reading is the same code everywhere.
    using Lanes = SketchDoubles;
    std::vector<LaneDraws<Lanes>> all;
    for (std::size_t i = 0; i < count; i += Lanes::lanes)
      all.push_back(lane_draws<Lanes>(first_draw + i, count - i));
    for (std::size_t m = 0; m < people_.size(); ++m) {
      std::vector<Person> same(count, people_[m].person);
      for (std::size_t i = 0; i < count; ++i) same[i].traits = traits[i];
      const auto trajectories = simulate_draws(same, courses_[m], parameters, days_, steps_, *block_);
      for (LaneDraws<Lanes>& draws : all) {
        // The last one fills the lanes that are left over.
        const auto in_lane = [&](std::size_t lane) {
          return draws.first - first_draw + std::min(lane, draws.count - 1);
        };
        Parameters<Lanes> own;
        State<Lanes> start, now;
        for (std::size_t lane = 0; lane < Lanes::lanes; ++lane) {
          scatter<Lanes>(parameters[in_lane(lane)], lane, own);
          scatter<Lanes>(trajectories[in_lane(lane)].states.front(), lane, start);
        }
        CumulativeRiskOf<Lanes> cumulative;
        for (std::size_t d = 0; d < days_.size(); ++d) {
          for (std::size_t lane = 0; lane < Lanes::lanes; ++lane)
            scatter<Lanes>(trajectories[in_lane(lane)].states[d], lane, now);
          read_day(m, d, own, start, now, cumulative, draws, classes);
        }
      }
    }
    for (const LaneDraws<Lanes>& draws : all) store(draws, table);
  }

  /// Add what the draws of one member read on a day to their sums. The people of draws differ in traits
  /// alone, which no reading looks at.
  template <class Lanes>
  void read_day(std::size_t m, std::size_t d, const Parameters<Lanes>& parameters, const State<Lanes>& start,
                const State<Lanes>& now, CumulativeRiskOf<Lanes>& cumulative, LaneDraws<Lanes>& draws,
                ClassTally* classes) const {
    const Person& person = people_[m].person;
    const double weight = people_[m].weight;
    const std::size_t days = days_.size();
    Body<Lanes> body{person, parameters, start, now};
    const BodyLevels<Lanes> levels = levels_of(body);
    body.levels = &levels;
    const PhysicalFunction<Lanes> function(body);
    std::size_t series = 0;
    const auto sum = [&]() -> Lanes& { return draws.sums[series++ * days + d]; };
    for (const Quantity& quantity : quantities_)
      sum() += weight * read(quantity.instrument, body, moments_[m * days + d], &function);
    if (classes) {
      BodyReadings<Lanes> readings = body_readings(body, function);
      readings.appendicular_kg = read(limb_lean_by_dxa(), body);
      for (std::size_t lane = 0; lane < draws.count; ++lane) {
        BodyReadings<double> own;
        gather<Lanes>(readings, lane, own);
        classes->record(draws.first + lane, m, d, person, common_to_lanes(now.body(BodyState::age_years)),
                        own);
      }
    }
    if (risks_.empty() && standings_.empty()) return;
    const RiskFactorsOf<Lanes> factors = risk_factors(body, function);
    if (!risks_.empty()) {
      const RiskRatesOf<Lanes> rates = risk_rates(factors, parameters, disability_);
      cumulative.add(days_[d], rates);
      for (const Risk risk : risks_) {
        sum() += weight * rates[index(risk)];
        sum() += weight * 100 * cumulative.chance(risk, parameters);
      }
    }
    for (const StandingWords& words : standings_) {
      Lanes& total = sum();
      for (std::size_t lane = 0; lane < draws.count; ++lane)
        total.set(lane, total[lane] + weight * centile_of(words.standing, factors, function, lane));
    }
  }

  const std::vector<Member>& people_;
  std::vector<simulate_detail::Course> courses_;
  std::vector<Moment> moments_;  ///< of each member and day
  const std::vector<double>& days_;
  const std::vector<Quantity>& quantities_;
  const std::vector<Risk>& risks_;
  const std::vector<StandingWords>& standings_;
  DisabilityModel disability_;
  std::uint64_t seed_;
  int first_draw_;
  DrawMemory* memory_;
  SimulationOptions steps_;
  std::unique_ptr<LaneBlock> block_;  ///< what advances forecasts that are kept
};

/// Value at a share of the sorted values, between neighbours by their distance.
double quantile(const std::vector<float>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = place - static_cast<double>(below);
  return (1 - part) * static_cast<double>(sorted[below]) + part * static_cast<double>(sorted[above]);
}

/// Sorts column after column of the same draws. Their order changes little from day to day, so each starts
/// from the order of the one before.
class ColumnSorter {
 public:
  explicit ColumnSorter(std::size_t draws) : order_(draws), sorted_(draws) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  const std::vector<float>& sort(std::span<const float> column) {
    std::size_t moves_left = 8 * column.size();
    for (std::size_t i = 0; i < column.size(); ++i) {
      const std::size_t draw = order_[i];
      const float value = column[draw];
      std::size_t k = i;
      for (; k > 0 && sorted_[k - 1] > value; --k) {
        sorted_[k] = sorted_[k - 1];
        order_[k] = order_[k - 1];
      }
      sorted_[k] = value;
      order_[k] = draw;
      if (i - k > moves_left) return sort_afresh(column);
      moves_left -= i - k;
    }
    return sorted_;
  }

 private:
  const std::vector<float>& sort_afresh(std::span<const float> column) {
    std::sort(order_.begin(), order_.end(),
              [&](std::size_t a, std::size_t b) { return column[a] < column[b]; });
    for (std::size_t i = 0; i < column.size(); ++i) sorted_[i] = column[order_[i]];
    return sorted_;
  }

  std::vector<std::size_t> order_;
  std::vector<float> sorted_;
};

/// Fill the series with the median and the band of their draws. `columns` may be null.
void summarise(std::vector<Series>& all, const DrawTable& table, std::size_t draws, std::size_t days,
               std::vector<float>* columns) {
  ColumnSorter sorter(draws);
  if (columns) columns->clear();
  // The two sides of a body are often alike: what a series shares with the one before is summed up once.
  std::vector<float> before(days * draws), sorted_before(days * draws);
  std::size_t place = 0;
  table.each_column([&](std::span<const float> column) {
    const std::size_t day = place % days;
    Series& series = all[place++ / days];
    float* const told = before.data() + day * draws;
    float* const told_sorted = sorted_before.data() + day * draws;
    if (place > days && std::equal(column.begin(), column.end(), told)) {
      const Series& same = *(&series - 1);
      series.median.push_back(same.median[day]);
      series.lo.push_back(same.lo[day]);
      series.hi.push_back(same.hi[day]);
    } else {
      const std::vector<float>& sorted = sorter.sort(column);
      series.median.push_back(quantile(sorted, 0.5));
      series.lo.push_back(quantile(sorted, 0.05));
      series.hi.push_back(quantile(sorted, 0.95));
      std::copy(column.begin(), column.end(), told);
      std::copy(sorted.begin(), sorted.end(), told_sorted);
    }
    if (columns) columns->insert(columns->end(), told_sorted, told_sorted + draws);
  });
}

/// Warnings and harms of every member, each said once.
void add_cautions(const std::vector<Member>& people, const Scenario& scenario, Report& report) {
  const Timeline& timeline = scenario.timeline;
  const bool one_sex = std::all_of(people.begin(), people.end(), [&](const Member& member) {
    return member.person.male == people.front().person.male;
  });
  std::set<std::string> said;
  for (const Member& member : people) {
    for (const Warning& w : warnings(timeline, member.person)) {
      // A menopause in a group is that of its women.
      if (w.of_sex && !one_sex) continue;
      if (said.insert(w.kind + w.event + w.text).second)
        report.warnings.push_back({w.kind, w.event, w.text, w.source});
    }
    for (const Harm& h : harms(timeline, member.person)) {
      if (said.insert(h.event + h.harm + h.text).second)
        report.harms.push_back({h.event, h.harm, h.text, h.source});
    }
  }
}

/// What a disease of long standing would have done to the person is not known from age and sex: said once for
/// all such diseases, with what to measure.
void assume_free_of_standing_disease(const Scenario& scenario, std::vector<Assumption>& assumed) {
  const Subject& s = scenario.subject;
  const auto measured = [&](std::initializer_list<std::string_view> measures) {
    return std::any_of(scenario.measurements.begin(), scenario.measurements.end(), [&](const Measurement& m) {
      return m.day <= 0 && std::find(measures.begin(), measures.end(), m.measure) != measures.end();
    });
  };
  std::string taken, give;
  const auto missing = [&](std::string_view what, std::string_view field) {
    taken += (taken.empty() ? "" : ", ") + std::string(what);
    give += (give.empty() ? "" : ", ") + std::string(field);
  };
  if (!s.lean_mass_kg && !s.appendicular_lean_mass_kg &&
      !measured({"lean_mass", "appendicular_lean_mass", "muscle_mass", "muscle_volume"}))
    missing("muscle", "lean_mass or muscle_volume");
  if (!measured({"strength", "grip_strength"})) missing("strength", "strength or grip_strength");
  if (!s.steps_per_day) missing("steps", "steps_per_day");
  if (!measured({"gait_speed", "six_minute_walk"})) missing("walking", "gait_speed");
  if (taken.empty()) return;
  for (std::size_t i = 0; i < scenario.timeline.items.size(); ++i) {
    const TimelineItem& item = scenario.timeline.items[i];
    const auto* disease = std::get_if<Disease>(&item.event);
    if (!disease || item.from_day >= 0 || item.to_day <= 0) continue;
    assumed.push_back({fmt::format("timeline[{}].disease at day 0", i),
                       taken + " of people without the disease",
                       "it began before day 0 and nothing was measured: give " + give});
  }
}

/// Masses that hardly anybody lives with are none that the model knows anything of.
void add_mass_warning(const std::vector<Member>& people, Report& report) {
  const auto mass = std::find_if(report.series.begin(), report.series.end(),
                                 [](const Series& series) { return series.measure == "body_mass"; });
  if (mass == report.series.end()) return;
  double height2 = 0;
  for (const Member& member : people)
    height2 += member.weight * member.person.height_m * member.person.height_m;
  const auto& p = reference_parameters();
  const double least_bmi = p.least_body_mass_index(), most_bmi = p.most_body_mass_index();
  for (std::size_t d = 0; d < report.days.size(); ++d) {
    const double bmi = mass->median[d] / height2;
    if (bmi >= least_bmi && bmi <= most_bmi) continue;
    report.warnings.push_back(
        {"range", "body mass",
         fmt::format("a body mass index of {:.0f} on day {:.0f}: {}", bmi, report.days[d],
                     bmi < least_bmi ? "few live through it, and what comes after is beyond the model"
                                     : "beyond what the studies behind the model hold"),
         bmi < least_bmi ? "Collins 1995, doi:10.1038/nm0895-810" : "assumption"});
    return;
  }
}

/// What drove the average person of the group, and its shares at the horizon.
void explain_drivers(const std::vector<Member>& people, const Timeline& timeline, ReportDensity density,
                     Report& report) {
  report.driver_muscle_kg.assign(report.days.size(), {});
  SimulationOptions steps = steps_of(density, report.horizon_day);
  if (density == ReportDensity::sketch)
    steps.longest_step_days =
        std::clamp(report.horizon_day / sketch_steps, shortest_driver_step_days, longest_coarse_step_days);
  for (const Member& member : people) {
    const DriverAccount one =
        account(member.person, timeline, Parameters<double>::best(), report.days, steps);
    for (std::size_t d = 0; d < report.days.size(); ++d) {
      for (std::size_t k = 0; k < driver_count; ++k) {
        report.driver_muscle_kg[d][k] += member.weight * one.muscle_kg[d][k];
      }
    }
  }
  const std::array<double, driver_count>& end = report.driver_muscle_kg.back();
  double moved = 0;
  for (double kg : end) moved += std::fabs(kg);
  for (std::size_t k = 0; k < driver_count; ++k) {
    report.drivers.push_back({std::string(driver_names[k]), end[k], moved > 0 ? 100 * end[k] / moved : 0});
  }
  std::stable_sort(report.drivers.begin(), report.drivers.end(),
                   [](const DriverShare& a, const DriverShare& b) {
                     return std::fabs(a.muscle_kg) > std::fabs(b.muscle_kg);
                   });
}

std::vector<PersonFact> describe(const Scenario& scenario, const std::vector<Member>& people) {
  const auto mean = [&](auto value) {
    double sum = 0;
    for (const Member& m : people) sum += m.weight * value(m.person);
    return sum;
  };
  const double men = mean([](const Person& p) { return p.male ? 1.0 : 0.0; });
  std::vector<PersonFact> facts;
  facts.push_back({"", men == 0   ? "woman"
                       : men == 1 ? "man"
                                  : fmt::format("group, {:.0f} % men", 100 * men)});
  facts.push_back(
      {"", plain_number(scenario.subject.age_years.value_or(age_years(scenario.subject))) + " years"});
  facts.push_back({"", fmt::format("{:.0f} cm", mean([](const Person& p) { return 100 * p.height_m; }))});
  facts.push_back({"", fmt::format("{:.1f} kg", mean([](const Person& p) { return p.body_mass_kg; }))});
  facts.push_back({"fat", fmt::format("{:.0f} %", 100 * mean([](const Person& p) {
                                                    return p.fat_mass_kg / p.body_mass_kg;
                                                  }))});
  facts.push_back(
      {"muscle", fmt::format("{:.1f} kg", mean([](const Person& p) { return p.total_muscle_kg(); }))});
  facts.push_back(
      {"walks", fmt::format("{:.0f} steps a day", mean([](const Person& p) { return p.steps_per_day; }))});
  return facts;
}

/// What is said of the person and the timeline before anything is computed.
void introduce(const Scenario& scenario, const std::vector<Member>& people, Report& report) {
  report.person = describe(scenario, people);
  expose(scenario.timeline, people.front().person, 0, std::max(report.horizon_day, 1.0), &report.assumed);
  for (const TimelineItem& item : scenario.timeline.items) {
    report.timeline.push_back({std::string(event_name(item.event)), event_title(item.event),
                               event_detail(item.event), item.from_day, item.to_day});
  }
  assume_free_of_standing_disease(scenario, report.assumed);
  add_cautions(people, scenario, report);
  const double oldest = oldest_age_years(scenario.subject, report.horizon_day);
  if (oldest > studied_age_years)
    report.warnings.push_back(
        {"range", "horizon",
         fmt::format("the forecast reaches an age of {:.0f} years: norms end before {}, "
                     "beyond it extrapolates",
                     oldest, studied_age_years),
         "assumption"});
}

}  // namespace

double horizon_day(const Scenario& scenario, const ForecastOptions& options) {
  if (options.horizon_days) return *options.horizon_days;
  if (!scenario.report.days.empty()) {
    return *std::max_element(scenario.report.days.begin(), scenario.report.days.end());
  }
  constexpr double after_last_edge_days = 90;
  constexpr double shortest_days = 180;
  double last = 0;
  for (const TimelineItem& item : scenario.timeline.items) {
    last = std::max(last, item.from_day);
    if (std::isfinite(item.to_day)) last = std::max(last, item.to_day);
  }
  const double usual = std::clamp(last + after_last_edge_days, shortest_days, longest_horizon_days);
  return std::min(usual, std::floor(last_day_of_life(scenario.subject)));
}

std::string horizon_fault(const Scenario& scenario, double horizon) {
  const double last = last_day_of_life(scenario.subject);
  if (horizon <= last) return "";
  return fmt::format(
      "{}: found a forecast of {} days, expected at most {:.0f}: the oldest would be {:.0f} "
      "years old, and nobody lives past {}",
      scenario.name, plain_number(horizon), std::floor(last), oldest_age_years(scenario.subject, horizon),
      most_age_years);
}

namespace {

/// Of the days in between, those that lie beside one that is kept show nothing new; but for those just after
/// an edge, where things move fast.
void drop_days_beside(const std::set<double>& kept, const std::set<double>& edges, double horizon,
                      std::set<double>& days) {
  const double beside = std::max(sketch_days.gap_days, horizon / sketch_days.days) / 2;
  std::erase_if(days, [&](double day) {
    const auto after = kept.lower_bound(day);
    if (*after == day) return false;
    const double before = *std::prev(after);
    return *after - day < std::min(beside, (*after - before) / 2) ||
           (!edges.contains(before) && day - before < beside);
  });
}

}  // namespace

std::vector<double> report_days(const Scenario& scenario, double horizon, ReportDensity density) {
  std::set<double> edges{0.0, horizon};
  const auto within = [&](double day) {
    if (day >= 0 && day <= horizon) edges.insert(day);
  };
  for (const TimelineItem& item : scenario.timeline.items) {
    within(item.from_day);
    within(item.to_day);
  }
  std::set<double> days = edges;
  if (density == ReportDensity::full) {
    for (int day = 0; day <= std::min(horizon, daily_until_day); ++day) days.insert(day);
    for (int n = 0; daily_until_day + n * longest_gap_days < horizon; ++n)
      days.insert(daily_until_day + n * longest_gap_days);
  } else {
    // In whole days.
    const FewDays& few = density == ReportDensity::sketch ? sketch_days : coarse_days;
    for (auto edge = edges.begin(); std::next(edge) != edges.end(); ++edge) {
      StepLength gap;
      gap.restart(std::max(few.first_gap_days, horizon / few.most_days),
                  std::max(few.gap_days, horizon / few.days), usual_step_growth);
      for (double day = *edge; day < *std::next(edge);) {
        days.insert(day);
        day += std::floor(gap.next(day, std::numeric_limits<double>::infinity()));
        for (int k = 0; k < few.growth; ++k) gap.grow();
      }
    }
  }
  std::set<double> kept = edges;
  for (double day : scenario.report.days)
    if (day >= 0 && day <= horizon) kept.insert(day);
  if (density == ReportDensity::sketch) drop_days_beside(kept, edges, horizon, days);
  days.insert(kept.begin(), kept.end());
  return {days.begin(), days.end()};
}

Parameters<double> drawn_parameters(std::uint64_t seed, int draw) {
  const bool fitted = posterior_draw_count() > 0;
  const RandomStream stream{seed, static_cast<std::uint64_t>(draw), parameter_stream};
  // Fitted parameters move together, as the calibration found them; the others each by their own spread.
  Parameters<double> parameters = Parameters<double>::best();
  if (fitted) {
    const double place =
        stream.uniform(counter_of("posterior")) * static_cast<double>(posterior_draw_count());
    parameters = posterior_draw(static_cast<std::size_t>(place));
  }
  for (std::size_t i = 0; i < parameter_count; ++i) {
    const ParameterInfo& info = parameter_table[i];
    if (info.sd <= 0 || (fitted && info.calibrated)) continue;
    const double z = stream.normal(counter_of(info.name));
    double& value = parameters.values[i];
    switch (info.scale) {
      case ParameterScale::linear:
        value += info.sd * z;
        break;
      case ParameterScale::log:
        if (value > 0) value *= std::exp(info.sd * z);
        break;
      case ParameterScale::logit:
        if (value > 0 && value < 1) value = 1 / (1 + (1 - value) / value * std::exp(-info.sd * z));
        break;
    }
  }
  return parameters;
}

const Parameters<double>& DrawMemory::parameters(std::uint64_t seed, int draw) {
  if (seed != seed_) kept_.clear();
  seed_ = seed;
  const auto found = kept_.find(draw);
  if (found != kept_.end()) return found->second;
  if (kept_.size() >= most_kept) return spare_ = drawn_parameters(seed, draw);
  return kept_[draw] = drawn_parameters(seed, draw);
}

const SideBySide<SketchLanes>& DrawMemory::side_by_side(std::uint64_t seed, int first_draw) {
  if (seed != sketched_seed_) sketched_.clear();
  sketched_seed_ = seed;
  const auto found = sketched_.find(first_draw);
  if (found != sketched_.end()) return found->second;
  SideBySide<SketchLanes>& place = sketched_.size() >= most_sketched ? spare_lanes_ : sketched_[first_draw];
  return place = drawn_side_by_side<SketchLanes>(seed, first_draw);
}

Traits drawn_traits(std::uint64_t seed, int draw) {
  const RandomStream stream{seed, static_cast<std::uint64_t>(draw), trait_stream};
  std::array<double, trait_count> z{};
  for (std::size_t i = 0; i < trait_count; ++i) z[i] = stream.normal(static_cast<std::uint32_t>(i));
  return correlated_traits(z);
}

namespace {

/// The day of a menopause that is to be expected and that nobody wrote down.
std::optional<double> unwritten_menopause_day(const Scenario& scenario, const ForecastOptions& options) {
  for (const TimelineItem& item : scenario.timeline.items)
    if (const auto* change = std::get_if<HormoneChange>(&item.event))
      if (change->what == HormoneChangeKind::menopause || change->what == HormoneChangeKind::oophorectomy)
        return std::nullopt;
  constexpr double days_per_year = 365.25;
  for (const Member& member : complete_members(scenario, nullptr)) {
    const Person& person = member.person;
    if (person.male || person.postmenopausal) continue;
    const double day = std::ceil((reference_parameters().menopause_age() - person.age_years) * days_per_year);
    if (day > 0 && day < horizon_day(scenario, options)) return day;
  }
  return std::nullopt;
}

/// The life is played first; then what it became is forecast like any other scenario, by the same draw.
Report forecast_of_played_life(const Scenario& scenario, const ForecastOptions& options) {
  const std::vector<Member> people = complete_members(scenario, nullptr);
  if (people.size() != 1)
    throw std::invalid_argument(fmt::format(
        "{}: one life is one person's: found a group (male_fraction {}), expected male_fraction 0 or "
        "1 and one age",
        scenario.name, scenario.subject.male_fraction.value_or(0.5)));
  Person person = people.front().person;
  person.traits = drawn_traits(options.seed, 0);
  PlayedLife played = play_life(person, scenario.timeline, drawn_parameters(options.seed, 0),
                                horizon_day(scenario, options), options.seed);
  Scenario lived = scenario;
  lived.timeline = std::move(played.timeline);
  ForecastOptions plain = options;
  plain.sampled = false;
  plain.draws = 1;
  plain.horizon_days = played.end_day;
  Report report = forecast(lived, plain);
  report.life = std::move(played.life);
  return report;
}

}  // namespace

Report forecast(const Scenario& scenario, const ForecastOptions& options) {
  if (const std::optional<double> day = unwritten_menopause_day(scenario, options)) {
    HormoneChange menopause;
    menopause.what = HormoneChangeKind::menopause;
    TimelineItem item;
    item.event = menopause;
    item.from_day = *day;
    Scenario expected = scenario;
    expected.timeline.items.push_back(std::move(item));
    ForecastOptions same = options;
    same.horizon_days = horizon_day(scenario, options);
    Report report = forecast(expected, same);
    report.assumed.push_back({"timeline", fmt::format("menopause on day {:.0f}", *day),
                              "its usual age; write the event to set another day"});
    return report;
  }
  if (const std::string fault = horizon_fault(scenario, horizon_day(scenario, options)); !fault.empty())
    throw std::invalid_argument(fault);
  if (options.sampled) return forecast_of_played_life(scenario, options);
  Report report;
  report.scenario = scenario.name;
  report.start_date = scenario.start_date.value_or("");
  report.horizon_day = horizon_day(scenario, options);
  report.draws = std::clamp(options.draws, 1, most_draws);
  report.seed = options.seed;
  report.days = report_days(scenario, report.horizon_day, options.density);
  const std::set<double> asked(scenario.report.days.begin(), scenario.report.days.end());
  report.asked_days.assign(asked.begin(), asked.end());
  std::erase_if(report.asked_days, [&](double day) { return day <= 0 || day >= report.horizon_day; });

  const std::vector<Member> people = complete_members(scenario, &report.assumed);
  if (options.first_draw == 0) introduce(scenario, people, report);
  const std::vector<Quantity> quantities = quantities_of(scenario, options);
  for (const Quantity& quantity : quantities) report.series.push_back(quantity.series);
  const std::vector<Risk> risks = risks_of(options);
  for (Series& series : risk_series(risks)) report.series.push_back(std::move(series));
  const std::vector<StandingWords> standings = standings_of(options);
  for (Series& series : centile_series(standings)) report.series.push_back(std::move(series));
  const auto draws = static_cast<std::size_t>(report.draws);
  DrawTable table(report.series.size() * report.days.size(), draws);
  std::optional<ClassTally> classes;
  if (wanted(options, class_measure)) classes.emplace(draws, people.size(), report.days.size());
  // Each draw depends on nothing but its number and fills its own places, so neither the threads nor the
  // lanes can change the result.
  std::atomic<std::size_t> next = 0;
  on_threads(options.memory ? 1 : options.threads, [&] {
    DrawRunner runner(people, scenario.timeline, report.days, quantities, risks, standings, options);
    const std::size_t at_once = runner.draws_at_once();
    for (std::size_t draw = next.fetch_add(at_once); draw < draws; draw = next.fetch_add(at_once))
      runner.run(draw, std::min(at_once, draws - draw), table, classes ? &*classes : nullptr);
  });

  summarise(report.series, table, draws, report.days.size(), options.sorted_draws);
  add_mass_warning(people, report);
  const auto first_centile = report.series.end() - static_cast<std::ptrdiff_t>(standings.size());
  report.centiles.assign(std::make_move_iterator(first_centile),
                         std::make_move_iterator(report.series.end()));
  report.series.erase(first_centile, report.series.end());
  std::vector<double> weights;
  for (const Member& member : people) weights.push_back(member.weight);
  if (classes) report.classes = classes->courses(weights);
  if (options.first_draw == 0) explain_drivers(people, scenario.timeline, options.density, report);
  return report;
}

}  // namespace sarx
