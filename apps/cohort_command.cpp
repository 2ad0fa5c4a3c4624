#include "cohort_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "progress.h"
#include "sarx/study/cohort.h"
#include "sarx/study/command_options.h"

namespace sarx {
namespace {

volatile std::sig_atomic_t interrupted = 0;
void interrupt(int) {
  interrupted = 1;
}

struct Request {
  std::string file, out;
  CohortOverrides overrides;
  unsigned threads = 0;
  bool fresh = false;
};

int run(const Request& request) {
  Faults faults(request.file);
  const auto cohort = read_cohort(request.file, request.overrides, faults);
  if (!cohort) {
    std::fputs(faults.text().c_str(), stderr);
    return 2;
  }
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error of writing like any other
  ProgressLine line;
  CohortRunOptions options;
  options.threads = request.threads;
  options.fresh = request.fresh;
  options.stop = [] { return interrupted != 0; };
  options.progress = [&](const CohortProgress& p) { line.show("", " people", p.people_done, p.people); };
  const CohortRunResult result = run_cohort(*cohort, request.out, options);
  line.end();
  for (const std::string& why : result.first_skipped) fmt::print(stderr, "skipped: {}\n", why);
  if (result.skipped > result.first_skipped.size())
    fmt::print(stderr, "skipped: and {} more\n", result.skipped - result.first_skipped.size());
  if (!result.complete) {
    fmt::print(stderr, "interrupted after {} people; the same command goes on from there\n", result.people);
    return 130;
  }
  fmt::print(stderr, "{}: {} people ({} skipped), {} {}, {:.4g} years, in {}{}\n", request.out, result.people,
             result.skipped, cohort->policies.size(), cohort->policies.size() == 1 ? "policy" : "policies",
             cohort->years, minutes(result.seconds),
             result.resumed_from > 0 ? fmt::format(", resumed after {}", result.resumed_from) : "");
  return 0;
}

}  // namespace

void add_cohort_command(CLI::App& program, int& exit_status) {
  auto request = std::make_shared<Request>();
  CLI::App* command =
      program.add_subcommand("cohort", "Live a population for years under one or several policies");
  command->add_option("FILE", request->file, "Cohort file (- is standard input)")->required();
  command->add_option("-o,--out", request->out, "Table to write: .csv or .parquet")->required();
  command->add_option("--people", request->overrides.people, "Number of people, instead of the file's")
      ->check(CLI::Range(1.0, 1e9));
  command->add_option("--years", request->overrides.years, "Years, instead of the file's")
      ->check(CLI::Range(0.01, 100.0))
      ->check([](const std::string& text) {
        // A range lets what is not a number pass.
        return text.find_first_of("nN") == std::string::npos ? "" : "expected a number, found " + text;
      });
  command->add_option("--seed", request->overrides.seed, "Seed, instead of the file's")->check(whole_seed());
  command->add_option("--threads", request->threads, "Threads (0: as many as there are cores)")
      ->check(CLI::Range(0, 256));
  command->add_flag("--fresh", request->fresh, "Begin anew where an interrupted run could go on");
  command->callback([request, &exit_status] { exit_status = run(*request); });
}

}  // namespace sarx
