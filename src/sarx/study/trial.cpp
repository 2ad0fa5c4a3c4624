#include "sarx/study/trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <deque>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <variant>

#include "sarx/engine/batch.h"
#include "sarx/engine/random.h"
#include "sarx/engine/simulate.h"
#include "sarx/measure/reading.h"
#include "sarx/person/reference.h"
#include "sarx/study/cohort_life.h"
#include "sarx/study/mixed_model.h"

namespace sarx {
namespace {

constexpr double days_per_year = 365.25;
constexpr double forever = std::numeric_limits<double>::infinity();
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

RandomStream stream_of(std::uint64_t seed, std::uint64_t number, ChanceStream stream) {
  return {seed, number, static_cast<std::uint32_t>(stream)};
}

/// What one member of the pool did in one arm.
struct ArmCourse {
  std::vector<double> visits;  ///< the endpoint at each visit, without error; not a number once dead
  Happenings happened;
};

struct PoolMember {
  std::uint64_t number = 0;
  double dropout_day = forever;
  std::vector<ArmCourse> arms;
};

/// The share of the prescription that is taken, per dose or session.
void scale_dose(Timeline& timeline, double share, const Person& person) {
  const auto& p = reference_parameters();
  for (TimelineItem& item : timeline.items) {
    if (auto* training = std::get_if<ResistanceTraining>(&item.event)) {
      training->sessions_per_week =
          share * training->sessions_per_week.value_or(p.usual_resistance_sessions_per_week());
    } else if (auto* endurance = std::get_if<EnduranceTraining>(&item.event)) {
      endurance->sessions_per_week =
          share * endurance->sessions_per_week.value_or(p.usual_endurance_sessions_per_week());
    } else if (auto* supplement = std::get_if<Supplement>(&item.event)) {
      if (supplement->dose) *supplement->dose *= share;
    } else if (auto* drug = std::get_if<Drug>(&item.event)) {
      if (drug->dose) *drug->dose *= share;
    } else if (auto* diet = std::get_if<Diet>(&item.event)) {
      if (diet->protein_g_per_kg)
        *diet->protein_g_per_kg =
            person.protein_g_per_kg_day + share * (*diet->protein_g_per_kg - person.protein_g_per_kg_day);
    }
  }
}

class Pool {
 public:
  Pool(const Trial& trial, const TrialRunOptions& options) : trial_(trial), options_(options) {}

  std::vector<PoolMember> live_all(TrialResult& result) {
    screen(result);
    std::vector<PoolMember> members(people_.size());
    const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1u, 256u);
    const unsigned count = options_.threads > 0 ? options_.threads : cores;
    // Every block depends on its people alone: threads can't change the result.
    std::atomic<std::size_t> next = 0;
    constexpr std::size_t block = 64;
    std::vector<std::exception_ptr> errors(count);
    const auto work = [&](unsigned thread) {
      try {
        const auto lanes = make_lane_block(options_.instructions);
        for (std::size_t first = next.fetch_add(block); first < people_.size();
             first = next.fetch_add(block)) {
          if (thread == 0 && options_.progress) options_.progress("living", first, people_.size());
          live_block(first, std::min(first + block, people_.size()), members, *lanes);
        }
      } catch (...) {
        errors[thread] = std::current_exception();
      }
    };
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < count; ++i) threads.emplace_back(work, i);
    work(0);
    for (std::thread& thread : threads) thread.join();
    for (const auto& error : errors)
      if (error) std::rethrow_exception(error);
    return members;
  }

 private:
  bool eligible(const Individual& individual) const {
    if (trial_.eligibility.empty()) return true;
    const auto start = simulate<double>(individual.person, individual.timeline, parameters_, {0.0},
                                        {.step_days = 1, .longest_step_days = 30});
    const Body<double> body{individual.person, parameters_, start.states.front(), start.states.front()};
    return std::all_of(trial_.eligibility.begin(), trial_.eligibility.end(), [&](const TrialCriterion& c) {
      const double value = read(c.measure.instrument, body);
      return value >= c.minimum && value <= c.maximum;
    });
  }

  void screen(TrialResult& result) {
    constexpr std::uint64_t most_screened_per_member = 200;
    const std::uint64_t wanted = std::max(trial_.pool, trial_.people);
    const auto size = trial_.people_source->size();
    for (std::uint64_t number = 0; people_.size() < wanted; ++number) {
      if (size && number >= *size) break;
      if (number >= most_screened_per_member * wanted)
        throw std::runtime_error(fmt::format("{}: {} of {} people screened are eligible, expected {}",
                                             trial_.name, people_.size(), number, wanted));
      if (options_.progress) options_.progress("screening", people_.size(), wanted);
      Faults faults(trial_.people_source->file());
      auto individual = trial_.people_source->draw(number, faults);
      ++result.screened;
      if (!individual) {
        ++result.skipped;
        constexpr std::size_t kept = 20;
        if (result.first_skipped.size() < kept && !faults.first().empty())
          result.first_skipped.push_back(to_string(faults.first().front()));
        continue;
      }
      if (eligible(*individual)) people_.push_back(std::move(*individual));
    }
    if (people_.size() < std::max<std::uint64_t>(20, trial_.arms.size() * 2))
      throw std::runtime_error(
          fmt::format("{}: only {} of {} people are eligible", trial_.name, people_.size(), result.screened));
  }

  void live_block(std::size_t first, std::size_t last, std::vector<PoolMember>& members,
                  LaneBlock& lanes) const {
    const std::size_t arms = trial_.arms.size();
    std::deque<CohortLife> lives;
    std::size_t next = first * arms;
    for (std::size_t i = first; i < last; ++i) {
      members[i].number = people_[i].number;
      members[i].arms.resize(arms);
      if (trial_.dropout_per_year > 0)
        members[i].dropout_day =
            -std::log(stream_of(trial_.seed, people_[i].number, ChanceStream::dropout).uniform(0)) /
            trial_.dropout_per_year * days_per_year;
    }
    live(
        [&]() -> Life* {
          if (next == last * arms) return nullptr;
          const std::size_t i = next / arms, arm = next % arms;
          ++next;
          ArmCourse& course = members[i].arms[arm];
          course.visits.assign(trial_.visits.size(), unknown);
          Timeline timeline = trial_.arms[arm].policy.timeline;
          const double share =
              std::clamp(trial_.adherence_mean +
                             trial_.adherence_sd *
                                 stream_of(trial_.seed, people_[i].number, ChanceStream::adherence).normal(0),
                         0.0, 1.0);
          if (share < 1) scale_dose(timeline, share, people_[i].person);
          // Those who leave stop the treatment too; nobody sees them after.
          for (TimelineItem& item : timeline.items)
            item.to_day = std::max(item.from_day, std::min(item.to_day, members[i].dropout_day));
          lives.emplace_back(people_[i], timeline, parameters_, trial_.visits, trial_.seed,
                             CohortLifeOptions{.longest_step_days = 7},
                             [this, &course](std::size_t visit, const Body<double>& body) {
                               course.visits[visit] = trial_.analysis == TrialAnalysis::time_to_event
                                                          ? 0
                                                          : read(trial_.endpoint.instrument, body);
                             });
          return &lives.back();
        },
        lanes);
    for (std::size_t n = 0; n < lives.size(); ++n)
      members[first + n / arms].arms[n % arms].happened = lives[n].happenings();
  }

  const Trial& trial_;
  const TrialRunOptions& options_;
  Parameters<double> parameters_ = Parameters<double>::best();
  std::vector<Individual> people_;
};

double event_day(const Happenings& h, TrialEvent event) {
  const auto first = [&](Mishap mishap) { return h.first_day[static_cast<std::size_t>(mishap)]; };
  switch (event) {
    case TrialEvent::falls:
      return h.first_fall_day;
    case TrialEvent::hip_fractures:
      return first(Mishap::hip_fracture);
    case TrialEvent::fractures:
      return std::min({first(Mishap::hip_fracture), first(Mishap::wrist_fracture),
                       first(Mishap::vertebral_fracture), first(Mishap::humerus_fracture)});
    case TrialEvent::hospital_stays:
      return first(Mishap::hospital_stay);
    case TrialEvent::disability:
      return first(Mishap::disability);
    case TrialEvent::death:
      return h.death_day;
  }
  return forever;
}

/// Draws trials from the pool and analyses them.
class Analyst {
 public:
  Analyst(const Trial& trial, const std::vector<PoolMember>& pool) : trial_(trial), pool_(pool) {
    for (const TrialArm& arm : trial_.arms) total_share_ += arm.share;
  }

  bool completes(const PoolMember& member, std::size_t arm) const {
    return member.dropout_day > trial_.visits.back() &&
           member.arms[arm].happened.death_day > trial_.visits.back();
  }

  /// Each arm's people: `count` of the pool, in order or (draw > 0) with replacement, dealt by shares.
  std::vector<std::vector<std::size_t>> allocate(std::size_t count, std::uint64_t draw) const {
    const RandomStream stream{trial_.seed, draw, static_cast<std::uint32_t>(ChanceStream::allocation)};
    std::vector<std::size_t> people(count);
    if (draw == 0 && count <= pool_.size()) {
      std::iota(people.begin(), people.end(), std::size_t{0});
    } else {
      for (std::size_t i = 0; i < count; ++i)
        people[i] = pick(stream, static_cast<std::uint32_t>(i), pool_.size());
    }
    // Shuffle, then deal: sizes are as planned, members by chance.
    const RandomStream order{trial_.seed, draw, static_cast<std::uint32_t>(ChanceStream::allocation) + 1};
    for (std::size_t i = count; i > 1; --i)
      std::swap(people[i - 1], people[pick(order, static_cast<std::uint32_t>(i), i)]);
    std::vector<std::vector<std::size_t>> groups(trial_.arms.size());
    double passed = 0;
    std::size_t at = 0;
    for (std::size_t arm = 0; arm < groups.size(); ++arm) {
      passed += trial_.arms[arm].share / total_share_;
      const auto end = arm + 1 == groups.size()
                           ? count
                           : static_cast<std::size_t>(std::lround(passed * static_cast<double>(count)));
      for (; at < end; ++at) groups[arm].push_back(people[at]);
    }
    return groups;
  }

  EffectEstimate compare(const std::vector<std::vector<std::size_t>>& groups, std::size_t arm,
                         std::uint64_t draw) const {
    if (trial_.analysis == TrialAnalysis::time_to_event) {
      std::vector<TrialTime> times;
      for (const std::size_t a : {std::size_t{0}, arm})
        for (const std::size_t i : groups[a]) times.push_back(time_of(pool_[i], a));
      return log_rank(times);
    }
    const auto each = [&](const auto& visit) {
      for (const std::size_t a : {std::size_t{0}, arm})
        for (std::size_t k = 0; k < groups[a].size(); ++k) visit(pool_[groups[a][k]], a, draw * 1000003 + k);
    };
    if (trial_.analysis == TrialAnalysis::mixed_model) {
      std::vector<RepeatedReadings> people;
      each([&](const PoolMember& member, std::size_t a, std::uint64_t occasion) {
        people.push_back(repeated_readings(member, a, occasion));
      });
      return mixed_model(people);
    }
    std::vector<TrialReading> readings;
    each([&](const PoolMember& member, std::size_t a, std::uint64_t occasion) {
      if (completes(member, a)) readings.push_back(reading(member, a, occasion));
    });
    return trial_.analysis == TrialAnalysis::ancova ? analysis_of_covariance(readings)
                                                    : welch_of_changes(readings);
  }

  TrialReading reading(const PoolMember& member, std::size_t arm, std::uint64_t occasion) const {
    return {arm != 0, measured(member, arm, 0, occasion),
            measured(member, arm, trial_.visits.size() - 1, occasion)};
  }

  /// Every visit up to the day on which the person leaves or dies.
  RepeatedReadings repeated_readings(const PoolMember& member, std::size_t arm,
                                     std::uint64_t occasion) const {
    RepeatedReadings person{arm != 0, measured(member, arm, 0, occasion), {}};
    for (std::size_t v = 1; v < trial_.visits.size(); ++v)
      person.visits.push_back(trial_.visits[v] < member.dropout_day ? measured(member, arm, v, occasion)
                                                                    : unknown);
    return person;
  }

  TrialTime time_of(const PoolMember& member, std::size_t arm) const {
    const Happenings& h = member.arms[arm].happened;
    const double seen = std::min({trial_.visits.back(), member.dropout_day, h.death_day});
    const double day = event_day(h, trial_.event);
    const bool event = day <= trial_.visits.back() && day <= member.dropout_day;
    return {arm != 0, event, event ? day : seen};
  }

  const std::vector<PoolMember>& pool() const { return pool_; }

 private:
  /// What the instrument reads at a visit; not a number once dead.
  double measured(const PoolMember& member, std::size_t arm, std::size_t visit,
                  std::uint64_t occasion) const {
    const RandomStream stream{trial_.seed ^ (member.number << 20), occasion,
                              static_cast<std::uint32_t>(ChanceStream::measurement)};
    const std::size_t to_last = trial_.visits.size() - 1 - visit;
    const std::size_t counter = visit == 0 ? 0 : 1 + arm + to_last * trial_.arms.size();
    return member.arms[arm].visits[visit] *
           (1 + trial_.error_percent / 100 * stream.normal(static_cast<std::uint32_t>(counter)));
  }

  static std::size_t pick(const RandomStream& stream, std::uint32_t counter, std::size_t size) {
    return std::min(static_cast<std::size_t>(stream.uniform(counter) * static_cast<double>(size)), size - 1);
  }

  const Trial& trial_;
  const std::vector<PoolMember>& pool_;
  double total_share_ = 0;
};

struct Moments {
  double n = 0, sum = 0, squares = 0;
  void add(double x) {
    if (!std::isfinite(x)) return;
    ++n;
    sum += x;
    squares += x * x;
  }
  double mean() const { return n > 0 ? sum / n : unknown; }
  double sd() const {
    return n > 1 ? std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1))) : unknown;
  }
};

TrialArmResult describe_arm(const Trial& trial, const Analyst& analyst, std::size_t arm) {
  TrialArmResult result;
  result.name = trial.arms[arm].policy.name;
  Moments change, percent;
  double years = 0, falls = 0, fractures = 0, stays = 0, disabled = 0, deaths = 0;
  const double last = trial.visits.back();
  for (std::size_t v = 0; v < trial.visits.size(); ++v) {
    Moments at;
    for (const PoolMember& member : analyst.pool()) at.add(member.arms[arm].visits[v]);
    result.visit_mean.push_back(at.mean());
    result.visit_sd.push_back(at.sd());
  }
  for (const PoolMember& member : analyst.pool()) {
    const TrialReading r = analyst.reading(member, arm, 0);
    if (analyst.completes(member, arm)) {
      change.add(r.final_value - r.baseline);
      if (r.baseline != 0) percent.add(100 * (r.final_value / r.baseline - 1));
    }
    const Happenings& h = member.arms[arm].happened;
    years += std::min(last, h.death_day) / days_per_year;
    falls += h.falls;
    fractures += h.fractures();
    stays += h.hospital_stays;
    disabled += h.disability ? 1 : 0;
    deaths += h.death_day <= last ? 1 : 0;
  }
  result.change_mean = change.mean();
  result.change_sd = change.sd();
  result.percent_change_mean = percent.mean();
  result.percent_change_sd = percent.sd();
  const double per_100 = years > 0 ? 100 / years : 0;
  result.falls = falls * per_100;
  result.fractures = fractures * per_100;
  result.hospital_stays = stays * per_100;
  result.disability = disabled * per_100;
  result.deaths = deaths * per_100;
  return result;
}

constexpr double significance = 0.05;

TrialComparison compare_arm(const Trial& trial, const TrialRunOptions& options, const Analyst& analyst,
                            std::size_t arm) {
  TrialComparison result;
  result.arm = trial.arms[arm].policy.name;
  const auto planned = static_cast<std::size_t>(trial.people);
  result.planned = analyst.compare(analyst.allocate(planned, 0), arm, 0);
  if (trial.analysis == TrialAnalysis::time_to_event) {
    std::vector<TrialTime> times;
    for (const PoolMember& member : analyst.pool())
      for (const std::size_t a : {std::size_t{0}, arm}) times.push_back(analyst.time_of(member, a));
    result.true_effect = log_rank(times).effect;
    result.true_effect_sd = unknown;
  } else {
    Moments truth;
    for (const PoolMember& member : analyst.pool())
      truth.add(member.arms[arm].visits.back() - member.arms[0].visits.back());
    result.true_effect = truth.mean();
    result.true_effect_sd = truth.sd();
  }
  const auto share_significant = [&](std::size_t people, std::uint64_t offset, std::vector<double>* effects) {
    double significant = 0, decided = 0;
    for (std::uint64_t r = 1; r <= trial.replicates; ++r) {
      if (options.progress) options.progress("drawing trials", r, trial.replicates);
      const std::uint64_t draw = offset + r;
      const EffectEstimate e = analyst.compare(analyst.allocate(people, draw), arm, draw);
      ++decided;
      if (!std::isfinite(e.effect)) continue;
      if (effects) effects->push_back(e.effect);
      significant += e.p < significance ? 1 : 0;
    }
    return significant / decided;
  };
  std::vector<double> effects;
  result.planned_power = share_significant(planned, 0, &effects);
  std::sort(effects.begin(), effects.end());
  if (!effects.empty()) {
    result.replicate_mean =
        std::accumulate(effects.begin(), effects.end(), 0.0) / static_cast<double>(effects.size());
    const auto at = [&](double share) {
      return effects[static_cast<std::size_t>(std::lround(share * static_cast<double>(effects.size() - 1)))];
    };
    result.replicate_low = at(0.05);
    result.replicate_high = at(0.95);
  }
  for (std::size_t s = 0; s < trial.sample_sizes.size(); ++s)
    result.power.push_back(
        share_significant(static_cast<std::size_t>(trial.sample_sizes[s]), (s + 1) * 10'000'000ull, nullptr));

  // Sample size: the z of the planned size grows with the root of the number of people.
  const double wanted = normal_quantile(1 - significance / 2) + normal_quantile(trial.power);
  Moments spread;
  const bool ratio = trial.analysis == TrialAnalysis::time_to_event;
  for (const double effect : effects) spread.add(ratio ? std::log(effect) : effect);
  const double effect = ratio ? std::log(result.true_effect) : spread.mean();
  const double z = std::fabs(effect) / spread.sd();
  const double needed = static_cast<double>(planned) * wanted * wanted / (z * z);
  result.people_needed = std::isfinite(needed) && needed < 1e7 ? std::ceil(needed) : unknown;
  return result;
}

std::string_view analysis_name(TrialAnalysis analysis) {
  return analysis == TrialAnalysis::ancova   ? "analysis of covariance (baseline)"
         : analysis == TrialAnalysis::t_test ? "Welch's t-test of changes"
         : analysis == TrialAnalysis::mixed_model
             ? "mixed model of all visits (baseline, visit, treatment x visit, person at random; REML)"
             : "log-rank test (hazard ratio by Peto)";
}

constexpr std::array<std::string_view, 6> event_names{"falls",          "hip fractures", "fractures",
                                                      "hospital stays", "disability",    "death"};

}  // namespace

TrialResult run_trial(const Trial& trial, const TrialRunOptions& options) {
  TrialResult result;
  result.name = trial.name;
  result.seed = trial.seed;
  result.people = trial.people;
  result.visits = trial.visits;
  result.sample_sizes = trial.sample_sizes;
  result.power_wanted = trial.power;
  result.analysis = analysis_name(trial.analysis);
  result.error_percent = trial.error_percent;
  const bool event = trial.analysis == TrialAnalysis::time_to_event;
  result.endpoint = event ? "first of " + std::string(event_names[static_cast<std::size_t>(trial.event)])
                          : trial.endpoint.name;
  result.unit = event ? "hazard ratio" : trial.endpoint.unit;

  const std::vector<PoolMember> pool = Pool(trial, options).live_all(result);
  result.pool = pool.size();
  const Analyst analyst(trial, pool);
  const auto groups = analyst.allocate(static_cast<std::size_t>(trial.people), 0);
  for (std::size_t arm = 0; arm < trial.arms.size(); ++arm) {
    TrialArmResult one = describe_arm(trial, analyst, arm);
    one.randomised = groups[arm].size();
    for (const std::size_t i : groups[arm]) one.completed += analyst.completes(pool[i], arm) ? 1 : 0;
    result.arms.push_back(std::move(one));
  }
  for (std::size_t arm = 1; arm < trial.arms.size(); ++arm)
    result.comparisons.push_back(compare_arm(trial, options, analyst, arm));
  return result;
}

std::string trial_table(const TrialResult& r) {
  std::string text = fmt::format(
      "{}\n{} screened, {} eligible people lived in every arm; {} randomised; last visit day {:.0f}\n"
      "endpoint: {} ({}), {}\n",
      r.name, r.screened, r.pool, r.people, r.visits.back(), r.endpoint, r.unit, r.analysis);
  if (r.error_percent > 0)
    text += fmt::format("one measurement is off by {:.3g} % (standard deviation within a person)\n",
                        r.error_percent);
  text += "\n";
  const auto column = [](double value) {
    return std::isfinite(value) ? fmt::format("{:.4g}", value) : std::string("-");
  };
  text += fmt::format("{:<28} {:>10} {:>9} {:>10} {:>10} {:>10} {:>9}\n", "arm", "randomised", "completed",
                      "baseline", "change", "sd", "change %");
  for (const TrialArmResult& a : r.arms)
    text += fmt::format("{:<28} {:>10} {:>9} {:>10} {:>10} {:>10} {:>9}\n", a.name, a.randomised, a.completed,
                        column(a.visit_mean.front()), column(a.change_mean), column(a.change_sd),
                        column(a.percent_change_mean));
  text += "\nper 100 person-years\n";
  text += fmt::format("{:<28} {:>10} {:>9} {:>14} {:>10} {:>7}\n", "arm", "falls", "fractures",
                      "hospital stays", "disability", "deaths");
  for (const TrialArmResult& a : r.arms)
    text += fmt::format("{:<28} {:>10.1f} {:>9.2f} {:>14.1f} {:>10.2f} {:>7.2f}\n", a.name, a.falls,
                        a.fractures, a.hospital_stays, a.disability, a.deaths);
  for (const TrialComparison& c : r.comparisons) {
    text += fmt::format("\n{} against {}\n", c.arm, r.arms.front().name);
    text += fmt::format("  this trial        {} (95 % interval {} to {}), p = {:.2g}\n",
                        column(c.planned.effect), column(c.planned.low), column(c.planned.high), c.planned.p);
    text += fmt::format("  the truth         {}", column(c.true_effect));
    if (std::isfinite(c.true_effect_sd))
      text += fmt::format(" (sd between people {})", column(c.true_effect_sd));
    text += fmt::format("\n  repeated trials   {} on average, 90 % between {} and {}\n",
                        column(c.replicate_mean), column(c.replicate_low), column(c.replicate_high));
    text += fmt::format("  power             {:.0f} % with {} people", 100 * c.planned_power, r.people);
    for (std::size_t i = 0; i < c.power.size(); ++i)
      text += fmt::format("{} {:.0f} % with {:.0f}", i == 0 ? ";" : ",", 100 * c.power[i], r.sample_sizes[i]);
    text += fmt::format("\n  people needed     {} for a power of {:.0f} %\n", column(c.people_needed),
                        100 * r.power_wanted);
  }
  return text;
}

std::string trial_json(const TrialResult& r) {
  using Json = nlohmann::ordered_json;
  const auto number = [](double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); };
  const auto numbers = [&](const std::vector<double>& list) {
    Json all = Json::array();
    for (const double x : list) all.push_back(number(x));
    return all;
  };
  Json arms = Json::array();
  for (const TrialArmResult& a : r.arms)
    arms.push_back({{"name", a.name},
                    {"randomised", a.randomised},
                    {"completed", a.completed},
                    {"visit_mean", numbers(a.visit_mean)},
                    {"visit_sd", numbers(a.visit_sd)},
                    {"change", number(a.change_mean)},
                    {"change_sd", number(a.change_sd)},
                    {"percent_change", number(a.percent_change_mean)},
                    {"percent_change_sd", number(a.percent_change_sd)},
                    {"per_100_person_years",
                     {{"falls", a.falls},
                      {"fractures", a.fractures},
                      {"hospital_stays", a.hospital_stays},
                      {"disability", a.disability},
                      {"deaths", a.deaths}}}});
  Json comparisons = Json::array();
  for (const TrialComparison& c : r.comparisons) {
    Json power = Json::array();
    for (std::size_t i = 0; i < c.power.size(); ++i)
      power.push_back({{"people", r.sample_sizes[i]}, {"power", c.power[i]}});
    comparisons.push_back({{"arm", c.arm},
                           {"against", r.arms.front().name},
                           {"effect", number(c.planned.effect)},
                           {"low", number(c.planned.low)},
                           {"high", number(c.planned.high)},
                           {"p", number(c.planned.p)},
                           {"true_effect", number(c.true_effect)},
                           {"true_effect_sd", number(c.true_effect_sd)},
                           {"repeated",
                            {{"mean", number(c.replicate_mean)},
                             {"p05", number(c.replicate_low)},
                             {"p95", number(c.replicate_high)}}},
                           {"power", c.planned_power},
                           {"power_by_people", power},
                           {"people_needed", number(c.people_needed)}});
  }
  return Json{{"trial", r.name},
              {"endpoint", r.endpoint},
              {"unit", r.unit},
              {"analysis", r.analysis},
              {"error_percent", r.error_percent},
              {"seed", r.seed},
              {"people", r.people},
              {"screened", r.screened},
              {"skipped", r.skipped},
              {"pool", r.pool},
              {"visits", r.visits},
              {"arms", arms},
              {"comparisons", comparisons}}
             .dump(2) +
         "\n";
}

}  // namespace sarx
