// Speed of the engine, as ratios within one run: SIMD lanes, the plain path and CVODE live the same people,
// and every speed stands beside its error against a tight CVODE solution. Usage: speed [--json FILE]
// [--people N]
//
// The clock is the process's own processor time, so that a busy machine disturbs little; the best of several
// rounds counts.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "sarx/engine/batch.h"
#include "sarx/engine/simulate.h"
#include "sarx/engine/simulate.inl"
#include "sarx/person/subject.h"
#include "sarx/study/cohort.h"
#include "support/reference_solver.h"

namespace sarx {
namespace {

using Json = nlohmann::ordered_json;

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Processor time of the fastest of several rounds.
double seconds_of(const std::function<void()>& work, int rounds) {
  double best = 1e300;
  for (int i = 0; i < rounds; ++i) {
    const double began = thread_seconds();
    work();
    best = std::min(best, thread_seconds() - began);
  }
  return best;
}

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
  for (double day = 0; day <= 365; day += 365.0 / 12) c.days.push_back(day);
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

long peak_memory_kb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

std::string name_of(InstructionSet set) {
  return set == InstructionSet::avx512 ? "AVX-512" : set == InstructionSet::avx2 ? "AVX2" : "baseline";
}

int run(const std::string& json_file, std::uint64_t cohort_people) {
  const Case c = year();
  const double person_days = c.days.back();
  const auto parameters = Parameters<double>::best();
  const std::vector<Person> people{c.person};
  const auto exact = testing::solve_reference(c.person, c.timeline, parameters, c.days, 1e-10);
  Json out;
  const SimulationOptions daily{.step_days = 1, .longest_step_days = 1};
  const SimulationOptions adaptive{.step_days = 1, .longest_step_days = 30};

  fmt::print(
      "One person's year (two weeks in bed, six months of training), {} states, 13 report days, one core.\n"
      "Error: largest difference of muscle size over {} muscles and the report days, against CVODE at "
      "1e-10.\n\n",
      state_count, muscle_unit_count);
  fmt::print("{:<34} {:>22} {:>12} {:>12}\n", "", "person-days a second", "error, %", "vs CVODE");

  // CVODE one by one, at the tolerance that brings it to the daily path's error.
  struct Row {
    std::string name;
    double speed, error;
  };
  std::vector<Row> rows;
  const double daily_error =
      error_percent(simulate<double>(c.person, c.timeline, parameters, c.days, daily), exact);
  double cvode_speed = 0;
  for (const double tolerance : {1e-3, 1e-4, 1e-5, 1e-6, 1e-7}) {
    const double error =
        error_percent(testing::solve_reference(c.person, c.timeline, parameters, c.days, tolerance), exact);
    const double seconds =
        seconds_of([&] { testing::solve_reference(c.person, c.timeline, parameters, c.days, tolerance); }, 2);
    rows.push_back(
        {fmt::format("CVODE (BDF, dense), tolerance {:.0e}", tolerance), person_days / seconds, error});
    cvode_speed = person_days / seconds;
    if (error <= daily_error) break;
  }
  const auto plain = [&](const std::string& name, const SimulationOptions& options) {
    const auto once = [&] { return simulate<double>(c.person, c.timeline, parameters, c.days, options); };
    const double seconds = seconds_of(
                               [&] {
                                 for (int i = 0; i < 10; ++i) once();
                               },
                               5) /
                           10;
    rows.push_back({name, person_days / seconds, error_percent(once(), exact)});
  };
  plain("plain path, daily steps", daily);
  plain("plain path, steps 1 to 30 days", adaptive);
  const std::size_t draws = 64;
  const std::vector<Parameters<double>> same(draws, parameters);
  InstructionSet widest = widest_instruction_set();
  for (const InstructionSet set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512}) {
    if (set > widest) continue;
    for (const auto& [word, options] :
         {std::pair("daily steps", daily), std::pair("steps 1 to 30 days", adaptive)}) {
      const auto once = [&, &o = options] {
        return simulate_draws(people, c.timeline, same, c.days, o, set);
      };
      const double seconds = seconds_of([&] { once(); }, 5) / static_cast<double>(draws);
      rows.push_back({fmt::format("{}, {}", name_of(set), word), person_days / seconds,
                      error_percent(once().front(), exact)});
    }
  }
  for (const Row& row : rows) {
    fmt::print("{:<34} {:>22.0f} {:>12.5f} {:>12.1f}\n", row.name, row.speed, row.error,
               row.speed / cvode_speed);
    out["paths"].push_back({{"name", row.name},
                            {"person_days_per_second", row.speed},
                            {"error_percent", row.error},
                            {"ratio_to_cvode", row.speed / cvode_speed}});
  }

  // The steps alone, as in a long stretch without events.
  {
    const auto lanes = make_lane_block();
    const auto course = simulate_detail::course(c.person, c.timeline, 365);
    const auto drives = make_drives(course.stretches.back().exposure, course.habit, c.person, parameters);
    State<double> decay;
    decay_rates(drives, parameters, decay);
    for (std::size_t lane = 0; lane < lanes->lanes(); ++lane) {
      lanes->set_person(lane, make_baseline(c.person, parameters), parameters);
      lanes->set_drives(lane, drives);
      lanes->set_state(lane, exact.states.front());
      lanes->set_step(lane, step_table(decay, 1));
    }
    constexpr int steps = 20000;
    const double seconds = seconds_of(
        [&] {
          for (int i = 0; i < steps; ++i) lanes->advance();
        },
        5);
    const double speed = steps * static_cast<double>(lanes->lanes()) / seconds;

    Parameters<Counted> counted;
    for (std::size_t i = 0; i < parameter_count; ++i) counted.values[i] = parameters.values[i];
    State<Counted> state, slope;
    for (std::size_t i = 0; i < state_count; ++i) state.values[i] = exact.states.front().values[i];
    Drives<Counted> counted_drives;
    static_assert(sizeof(counted_drives) == sizeof(drives));
    std::memcpy(static_cast<void*>(&counted_drives), &drives, sizeof drives);
    const auto baseline = make_baseline(c.person, counted);
    Counted::simple = Counted::divisions = Counted::transcendental = 0;
    rates(state, counted_drives, baseline, counted, slope);
    constexpr double operations_of_exp = 45;
    const double a_day = 2 * (static_cast<double>(Counted::simple + Counted::divisions) +
                              operations_of_exp * static_cast<double>(Counted::transcendental)) +
                         7.0 * static_cast<double>(state_count);
    fmt::print(
        "\nSteps alone ({}): {:.2f} million steps a second; {:.0f} operations a step ({} sums and products, "
        "{} "
        "divisions, {} exp or log in each of two evaluations), {:.1f} thousand million operations a second\n",
        name_of(widest), speed / 1e6, a_day, Counted::simple, Counted::divisions, Counted::transcendental,
        speed * a_day / 1e9);
    out["steps_per_second"] = speed;
    out["operations_per_step"] = a_day;
    out["operations_per_second"] = speed * a_day;
  }

  // One person's year with 200 draws.
  {
    const std::vector<Parameters<double>> drawn(200, parameters);
    const SimulationOptions weekly{.step_days = 1, .longest_step_days = 7};
    const double seconds = seconds_of([&] { simulate_draws(people, c.timeline, drawn, c.days, weekly); }, 5);
    const double plain_seconds = seconds_of(
        [&] {
          for (const auto& p : drawn) simulate<double>(c.person, c.timeline, p, c.days, weekly);
        },
        2);
    fmt::print(
        "One person's year, 200 draws, steps of 1 to 7 days: {:.1f} ms in lanes, {:.1f} ms one by one\n",
        1e3 * seconds, 1e3 * plain_seconds);
    out["year_of_200_draws_ms"] = 1e3 * seconds;
    out["year_of_200_draws_plain_ms"] = 1e3 * plain_seconds;
  }

  // Threads and memory: a cohort with chance, ten years, yearly summaries.
  fmt::print("\n{:<34} {:>12} {:>12} {:>14}\n", "cohort of adults, ten years", "people", "people/s",
             "memory, MB");
  const std::string table =
      (std::filesystem::temp_directory_path() / ("sarx_bench_" + std::to_string(::getpid()) + ".csv"))
          .string();
  for (std::uint64_t count = 1000; count <= cohort_people; count *= 10)
    for (const unsigned threads : {1u, std::max(2u, std::thread::hardware_concurrency())}) {
      Faults faults("bench");
      auto cohort = read_cohort_text("population: adults\nyears: 10\noutput: {rows: summary}\n", "bench",
                                     {.people = count, .seed = {}, .years = {}}, faults);
      if (!cohort) return 1;
      CohortRunOptions options;
      options.threads = threads;
      const auto result = run_cohort(*cohort, table, options);
      const double speed = static_cast<double>(count) / result.seconds;
      fmt::print("{:<34} {:>12} {:>12.0f} {:>14.1f}\n",
                 fmt::format("{} thread{}, wall clock", threads, threads == 1 ? "" : "s"), count, speed,
                 static_cast<double>(peak_memory_kb()) / 1024);
      out["cohort"].push_back({{"threads", threads},
                               {"people", count},
                               {"people_per_second", speed},
                               {"peak_memory_mb", static_cast<double>(peak_memory_kb()) / 1024}});
      std::remove(table.c_str());
      std::remove((table + ".json").c_str());
    }
  if (!json_file.empty()) std::ofstream(json_file) << out.dump(2) << "\n";
  return 0;
}

}  // namespace
}  // namespace sarx

int main(int argc, char** argv) {
  std::string json;
  std::uint64_t people = 1000;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string(argv[i]) == "--json") json = argv[i + 1];
    if (std::string(argv[i]) == "--people") people = std::strtoull(argv[i + 1], nullptr, 10);
  }
  return sarx::run(json, people);
}
