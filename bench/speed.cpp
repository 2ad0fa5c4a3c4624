// Speed of the engine, as ratios within one run: SIMD lanes, the plain path and CVODE live the same people,
// and every speed stands beside its error against a tight CVODE solution. Usage: speed [--json FILE]
// [--people N] [--years Y] [options of Google Benchmark].
//
// The clock is the thread's own processor time, so that a busy machine disturbs little; the best of several
// repetitions counts.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "peak.h"
#include "sarx/engine/batch.h"
#include "sarx/engine/simulate.h"
#include "sarx/engine/simulate.inl"
#include "sarx/person/subject.h"
#include "sarx/study/cohort.h"
#include "support/reference_solver.h"

namespace sarx {
namespace {

using Json = nlohmann::ordered_json;

/// Collects the best time of every benchmark instead of printing it.
class Collector final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type == Run::RT_Aggregate) continue;
      const double seconds = run.cpu_accumulated_time / static_cast<double>(run.iterations);
      const auto [at, first] = seconds_.emplace(run.run_name.function_name, seconds);
      if (!first) at->second = std::min(at->second, seconds);
    }
  }
  double seconds(const std::string& name) const { return seconds_.at(name); }

 private:
  std::map<std::string, double> seconds_;
};

/// Time these together, turn by turn, so that a disturbance meets all of them; seconds by name.
class Timing {
 public:
  void add(const std::string& name, std::function<void()> work, double least_seconds = 0.2,
           int repetitions = 3) {
    benchmark::RegisterBenchmark(name.c_str(),
                                 [work = std::move(work)](benchmark::State& state) {
                                   for (auto _ : state) work();
                                 })
        ->MinTime(least_seconds)
        ->Repetitions(repetitions);
  }
  void run() {
    benchmark::RunSpecifiedBenchmarks(&collector_);
    benchmark::ClearRegisteredBenchmarks();
  }
  double seconds(const std::string& name) const { return collector_.seconds(name); }

 private:
  Collector collector_;
};

/// Counts what rates() does to numbers.
struct Counted {
  double value = 0;
  static inline long simple = 0, divisions = 0, transcendental = 0;
  Counted() = default;
  Counted(double x) : value(x) {}  // NOLINT(google-explicit-constructor)
  friend Counted operator+(Counted a, Counted b) { return ++simple, Counted(a.value + b.value); }
  friend Counted operator-(Counted a, Counted b) { return ++simple, Counted(a.value - b.value); }
  friend Counted operator*(Counted a, Counted b) { return ++simple, Counted(a.value * b.value); }
  friend Counted operator/(Counted a, Counted b) { return ++divisions, Counted(a.value / b.value); }
  friend Counted operator-(Counted a) { return ++simple, Counted(-a.value); }
  Counted& operator+=(Counted b) { return *this = *this + b; }
  Counted& operator-=(Counted b) { return *this = *this - b; }
  Counted& operator*=(Counted b) { return *this = *this * b; }
  friend bool operator<(Counted a, Counted b) { return ++simple, a.value < b.value; }
  friend bool operator>(Counted a, Counted b) { return ++simple, a.value > b.value; }
  friend Counted exp(Counted a) { return ++transcendental, Counted(std::exp(a.value)); }
  friend Counted log(Counted a) { return ++transcendental, Counted(std::log(a.value)); }
  explicit operator double() const { return value; }
};

struct Case {
  Person person;
  Timeline timeline;
  std::vector<double> days;
};

/// A year with two weeks in bed and a training programme, reported monthly.
Case year() {
  Case c;
  Subject subject;
  subject.age_years = 70;
  subject.male_fraction = 0;
  c.person = complete_person(subject, false, {}, nullptr);
  c.timeline.items.push_back({BedRest{}, 30, 44, {}});
  ResistanceTraining training;
  training.sessions_per_week = 3;
  c.timeline.items.push_back({training, 60, 240, {}});
  constexpr int months = 12;
  for (int month = 0; month <= months; ++month) c.days.push_back(365.0 * month / months);
  return c;
}

/// Largest difference of ln muscle size over units and report days, percent.
double error_percent(const Trajectory<double>& found, const Trajectory<double>& exact) {
  double most = 0;
  for (std::size_t d = 0; d < exact.days.size(); ++d)
    for (std::size_t u = 0; u < muscle_unit_count; ++u)
      most = std::max(most, 100 * std::abs(found.states[d].unit(UnitState::size, u) -
                                           exact.states[d].unit(UnitState::size, u)));
  return most;
}

std::string name_of(InstructionSet set) {
  return set == InstructionSet::avx512 ? "AVX-512" : set == InstructionSet::avx2 ? "AVX2" : "baseline";
}

const SimulationOptions daily{.step_days = 1, .longest_step_days = 1};
const SimulationOptions adaptive{.step_days = 1, .longest_step_days = 30};

/// Every path through the same year: speed, error, and the ratio to CVODE at the daily path's error.
void compare_paths(const Case& c, Json& out) {
  const auto parameters = Parameters<double>::best();
  const std::vector<Person> people{c.person};
  const double person_days = c.days.back();
  const auto exact = testing::solve_reference(c.person, c.timeline, parameters, c.days, 1e-10);
  struct Row {
    std::string name;
    double error, people;
  };
  std::vector<Row> rows;
  Timing timing;
  // CVODE one by one, at the tolerance that brings it to the daily path's error.
  const double daily_error =
      error_percent(simulate<double>(c.person, c.timeline, parameters, c.days, daily), exact);
  std::string opponent;
  for (const double tolerance : {1e-3, 1e-4, 1e-5, 1e-6, 1e-7}) {
    const auto once = [&c, parameters, tolerance] {
      return testing::solve_reference(c.person, c.timeline, parameters, c.days, tolerance);
    };
    opponent = fmt::format("CVODE (BDF, dense), tolerance {:.0e}", tolerance);
    rows.push_back({opponent, error_percent(once(), exact), 1});
    timing.add(
        opponent, [once] { benchmark::DoNotOptimize(once()); }, 0.1, 3);
    if (rows.back().error <= daily_error) break;
  }
  for (const auto& [word, options] :
       {std::pair("daily steps", daily), std::pair("steps of 1 to 30 days", adaptive)}) {
    const auto once = [&c, parameters, o = options] {
      return simulate<double>(c.person, c.timeline, parameters, c.days, o);
    };
    rows.push_back({fmt::format("plain path, {}", word), error_percent(once(), exact), 1});
    timing.add(rows.back().name, [once] { benchmark::DoNotOptimize(once()); });
  }
  constexpr std::size_t draws = 64;
  const std::vector<Parameters<double>> same(draws, parameters);
  for (const InstructionSet set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512}) {
    if (set > widest_instruction_set()) continue;
    for (const auto& [word, options] :
         {std::pair("daily steps", daily), std::pair("steps of 1 to 30 days", adaptive)}) {
      const auto once = [&, set, o = options] {
        return simulate_draws(people, c.timeline, same, c.days, o, set);
      };
      rows.push_back({fmt::format("{} lanes, {}", name_of(set), word), error_percent(once().front(), exact),
                      static_cast<double>(draws)});
      timing.add(rows.back().name, [once] { benchmark::DoNotOptimize(once()); });
    }
  }
  // The same person with one leg in a cast: both sides are worked out.
  Case uneven = c;
  Immobilisation cast;
  cast.joint = Joint::knee;
  cast.side = EventSide::left;
  cast.device = ImmobilisationDevice::cast;
  uneven.timeline.items.push_back({cast, 30, 44, {}});
  const auto uneven_exact = testing::solve_reference(c.person, uneven.timeline, parameters, c.days, 1e-10);
  const auto once = [&] { return simulate_draws(people, uneven.timeline, same, c.days, daily); };
  rows.push_back({fmt::format("{} lanes, daily steps, one leg in a cast", name_of(widest_instruction_set())),
                  error_percent(once().front(), uneven_exact), static_cast<double>(draws)});
  timing.add(rows.back().name, [once] { benchmark::DoNotOptimize(once()); });
  timing.run();

  fmt::print(
      "One person's year (two weeks in bed, six months of training): {} states, {} report days with every "
      "state\n"
      "kept, one thread. Error: largest difference of muscle size over {} muscles and the report days, "
      "against\n"
      "CVODE at 1e-10.\n\n",
      state_count, c.days.size(), muscle_unit_count);
  fmt::print("{:<44} {:>22} {:>10} {:>9}\n", "", "person-days a second", "error, %", "vs CVODE");
  const double cvode_speed = person_days / timing.seconds(opponent);
  for (const Row& row : rows) {
    const double speed = row.people * person_days / timing.seconds(row.name);
    fmt::print("{:<44} {:>22.0f} {:>10.5f} {:>9.1f}\n", row.name, speed, row.error, speed / cvode_speed);
    out["paths"].push_back({{"name", row.name},
                            {"person_days_per_second", speed},
                            {"error_percent", row.error},
                            {"ratio_to_cvode", speed / cvode_speed}});
  }
  out["threads"] = 1;
  out["report_days"] = c.days.size();
}

/// The steps alone, as in a long stretch without events, beside what the machine could do.
void roofline(const Case& c, Json& out) {
  const auto parameters = Parameters<double>::best();
  const InstructionSet widest = widest_instruction_set();
  const auto lanes = make_lane_block();
  const auto course = simulate_detail::course(c.person, c.timeline, 365);
  const auto drives = make_drives(course.stretches.back().exposure, course.habit, c.person, parameters);
  const auto baseline = make_baseline(c.person, parameters);
  const auto start = starting_state(drives, c.person, baseline, parameters, c.person.age_years);
  State<double> uneven = start;
  uneven.unit(UnitState::activation, 0) -= 0.01;
  State<double> decay;
  decay_rates(drives, parameters, decay);
  const auto fill = [&](const State<double>& state) {
    for (std::size_t lane = 0; lane < lanes->lanes(); ++lane) {
      lanes->set_person(lane, baseline, parameters);
      lanes->set_drives(lane, drives, decay_table(decay));
      lanes->set_state(lane, state);
      lanes->set_step(lane, 1);
    }
  };
  constexpr int steps = 2000;
  const auto advance = [&] {
    for (int i = 0; i < steps; ++i) lanes->advance();
  };
  Timing timing;
  timing.add("alike", [&] {
    fill(start);
    advance();
  });
  timing.add("both", [&] {
    fill(uneven);
    advance();
  });
  constexpr long rounds = 1000000;
  timing.add("peak", [&] { bench::multiply_and_add(widest, rounds); });
  struct Memory {
    std::string name;
    std::size_t bytes;
  };
  const std::vector<Memory> memories{{"16 KB", 16u << 10}, {"256 KB", 256u << 10}, {"64 MB", 64u << 20}};
  constexpr double moved = 1 << 28;
  for (const Memory& m : memories)
    timing.add(m.name, [&, bytes = m.bytes] {
      bench::move_bytes(widest, bytes, static_cast<long>(moved / static_cast<double>(bytes)));
    });
  timing.run();

  const auto count = [&]<std::size_t Units>(std::integral_constant<std::size_t, Units>) {
    Parameters<Counted> counted;
    for (std::size_t i = 0; i < parameter_count; ++i) counted.values[i] = parameters.values[i];
    State<Counted> state, slope;
    for (std::size_t i = 0; i < state_count; ++i) state.values[i] = start.values[i];
    Drives<Counted> counted_drives;
    static_assert(sizeof(counted_drives) == sizeof(drives));
    std::memcpy(static_cast<void*>(&counted_drives), &drives, sizeof drives);
    const auto counted_baseline = make_baseline(c.person, counted);
    Counted::simple = Counted::divisions = Counted::transcendental = 0;
    rates<Counted, Units>(state, counted_drives, counted_baseline, counted, slope);
    constexpr double operations_of_exp = 45, operations_of_update = 7;
    return 2 * (static_cast<double>(Counted::simple + Counted::divisions) +
                operations_of_exp * static_cast<double>(Counted::transcendental)) +
           operations_of_update * static_cast<double>(unit_state_count * Units + body_state_count);
  };
  const double lane_count = static_cast<double>(lanes->lanes());
  const double peak = 24.0 * lane_count * static_cast<double>(rounds) / timing.seconds("peak");
  const auto bandwidth = [&](const std::string& name) { return moved / timing.seconds(name); };
  fmt::print("\nSteps alone, {}, one thread; at best {:.1f} thousand million products and sums a second;\n",
             name_of(widest), peak / 1e9);
  for (const Memory& m : memories)
    fmt::print("{}{:.0f} GB/s from {}", &m == memories.data() ? "" : ", ", bandwidth(m.name) / 1e9, m.name);
  fmt::print("\n");
  out["peak_operations_per_second"] = peak;
  for (const Memory& m : memories) out["bandwidth_bytes_per_second"][m.name] = bandwidth(m.name);
  const auto show = [&](const std::string& name, double operations, std::size_t units) {
    const double speed = steps * lane_count / timing.seconds(name);
    const long divisions = Counted::divisions, functions = Counted::transcendental;
    // What a step must read and write once: state, slopes and middle in both halves, and everything that
    // holds.
    const double states = static_cast<double>(unit_state_count * units + body_state_count);
    const double held = static_cast<double>(units) * sizeof(UnitDrives<double>) + sizeof(Baseline<double>);
    const double bytes = 8 * 10 * states + 2 * held;
    const double bound = std::min(peak, operations / bytes * bandwidth("16 KB"));
    fmt::print(
        "  {:<22} {:6.2f} million steps a second: {:.0f} operations a step ({} divisions, {} exp or log in "
        "each\n"
        "  {:<22} of two evaluations), {:.1f} thousand million a second, {:.0f} % of the peak; at least "
        "{:.0f} bytes a "
        "step,\n  {:<22} {:.2f} operations a byte, which bounds it to {:.0f} % of the peak\n",
        name == "alike" ? "both sides alike" : "sides that differ", speed / 1e6, operations, divisions,
        functions, "", speed * operations / 1e9, 100 * speed * operations / peak, bytes, "",
        operations / bytes, 100 * bound / peak);
    out["steps"].push_back({{"sides", name},
                            {"steps_per_second", speed},
                            {"operations_per_step", operations},
                            {"bytes_per_step", bytes},
                            {"share_of_peak", speed * operations / peak}});
  };
  const double alike = count(std::integral_constant<std::size_t, muscle_group_count>{});
  show("alike", alike, muscle_group_count);
  const double both = count(std::integral_constant<std::size_t, muscle_unit_count>{});
  show("both", both, muscle_unit_count);
}

/// One person's year with 200 draws.
void draws_of_a_year(const Case& c, Json& out) {
  const std::vector<Person> people{c.person};
  const std::vector<Parameters<double>> drawn(200, Parameters<double>::best());
  const SimulationOptions weekly{.step_days = 1, .longest_step_days = 7};
  Timing timing;
  timing.add("lanes", [&] { simulate_draws(people, c.timeline, drawn, c.days, weekly); });
  timing.add("plain", [&] {
    for (const auto& p : drawn) simulate<double>(c.person, c.timeline, p, c.days, weekly);
  });
  timing.run();
  fmt::print(
      "\nOne person's year, 200 draws, steps of 1 to 7 days, one thread: {:.1f} ms in lanes, {:.1f} ms one "
      "by one\n",
      1e3 * timing.seconds("lanes"), 1e3 * timing.seconds("plain"));
  out["year_of_200_draws_ms"] = 1e3 * timing.seconds("lanes");
  out["year_of_200_draws_plain_ms"] = 1e3 * timing.seconds("plain");
}

/// A cohort with chance and yearly summaries, lived in a process of its own, whose memory nothing else fills.
struct CohortCost {
  double people_per_second = 0, memory_mb = 0;
};
CohortCost cohort_cost(std::uint64_t people, double years, unsigned threads) {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    const std::string table =
        (std::filesystem::temp_directory_path() / fmt::format("sarx_bench_{}.csv", ::getpid())).string();
    Faults faults("bench");
    const auto cohort = read_cohort_text("population: adults\noutput: {rows: summary}\n", "bench",
                                         {.people = people, .seed = {}, .years = years}, faults);
    CohortRunOptions options;
    options.threads = threads;
    const auto result = run_cohort(*cohort, table, options);
    std::filesystem::remove(table);
    std::filesystem::remove(table + ".json");
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const CohortCost cost{static_cast<double>(people) / result.seconds,
                          static_cast<double>(usage.ru_maxrss) / 1024};
    _exit(write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
  }
  CohortCost cost;
  if (read(ends[0], &cost, sizeof cost) != sizeof cost) std::abort();
  close(ends[0]);
  close(ends[1]);
  waitpid(child, nullptr, 0);
  return cost;
}

void cohorts(std::uint64_t most_people, double years, Json& out) {
  fmt::print("\n{:<52} {:>10} {:>10} {:>11}\n", "Cohort of adults with chance, summaries", "people",
             "people/s", "memory, MB");
  const auto show = [&](std::uint64_t people, double lived, unsigned threads) {
    const CohortCost cost = cohort_cost(people, lived, threads);
    const std::string name =
        fmt::format("{:.4g} years, {} thread{}, wall clock", lived, threads, threads == 1 ? "" : "s");
    fmt::print("  {:<50} {:>10} {:>10.0f} {:>11.1f}\n", name, people, cost.people_per_second, cost.memory_mb);
    std::fflush(stdout);
    out["cohorts"].push_back({{"threads", threads},
                              {"people", people},
                              {"years", lived},
                              {"people_per_second", cost.people_per_second},
                              {"peak_memory_mb", cost.memory_mb}});
    return cost.people_per_second;
  };
  // Scaling over cores.
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  constexpr std::uint64_t scaling_people = 4000;
  double one = 0;
  for (unsigned threads = 1; threads <= cores;
       threads = threads < cores ? std::min(2 * threads, cores) : cores + 1) {
    const double speed = show(scaling_people, years, threads);
    if (threads == 1) one = speed;
    fmt::print("  {:<50} {:>9.2f}x\n", "", speed / one);
    out["scaling"].push_back({{"threads", threads}, {"times", speed / one}});
  }
  // Memory against people; short lives, so that a million take minutes.
  constexpr double short_years = 0.25;
  for (std::uint64_t people = 1000; people <= most_people; people *= 10) show(people, short_years, cores);
}

int run(const std::string& json_file, std::uint64_t most_people, double years) {
  const Case c = year();
  Json out;
  compare_paths(c, out);
  roofline(c, out);
  draws_of_a_year(c, out);
  std::fflush(stdout);
  cohorts(most_people, years, out);
  if (!json_file.empty()) std::ofstream(json_file) << out.dump(2) << "\n";
  return 0;
}

}  // namespace
}  // namespace sarx

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  std::string json;
  std::uint64_t people = 1000000;
  double years = 10;
  for (int i = 1; i < argc; i += 2) {
    const std::string option = argv[i];
    const char* const value = i + 1 < argc ? argv[i + 1] : "";
    if (option == "--json" && *value)
      json = value;
    else if (option == "--people" && std::atof(value) >= 1)
      people = static_cast<std::uint64_t>(std::atof(value));
    else if (option == "--years" && std::atof(value) > 0)
      years = std::atof(value);
    else {
      fmt::print(
          stderr,
          "{} {}: found no option with its value; usage: speed [--json FILE] [--people N] [--years Y]\n",
          option, value);
      return 2;
    }
  }
  return sarx::run(json, people, years);
}
