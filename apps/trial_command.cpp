#include "trial_command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "output.h"
#include "progress.h"
#include "sarx/study/command_options.h"
#include "sarx/study/trial.h"

namespace sarx {

void add_trial_command(CLI::App& program, int& exit_status) {
  struct Request {
    std::string file, format = "table", out;
    TrialOverrides overrides;
    TrialRunOptions options;
  };
  auto request = std::make_shared<Request>();
  CLI::App* command = program.add_subcommand("trial", "Run a virtual randomised trial");
  command->add_option("FILE", request->file, "Trial file (- is standard input)")->required();
  command->add_option("-f,--format", request->format, "How to write the result")
      ->check(one_of_words({"table", "json"}))
      ->capture_default_str();
  command->add_option("-o,--out", request->out, "File to write (standard output where left out)");
  command->add_option("--people", request->overrides.people, "People randomised, instead of the file's")
      ->check(CLI::Range(4.0, 100000.0));
  command->add_option("--seed", request->overrides.seed, "Seed, instead of the file's")->check(whole_seed());
  command->add_option("--threads", request->options.threads, "Threads (0: as many as there are cores)")
      ->check(CLI::Range(0, 256));
  command->callback([request, &exit_status] {
    Faults faults(request->file);
    const auto trial = read_trial(request->file, request->overrides, faults);
    if (!trial) {
      std::fputs(faults.text().c_str(), stderr);
      exit_status = 2;
      return;
    }
    ProgressLine line;
    request->options.progress = [&](std::string_view what, std::uint64_t done, std::uint64_t all) {
      line.show(what, "", done, all);
    };
    const TrialResult result = run_trial(*trial, request->options);
    line.end();
    for (const std::string& why : result.first_skipped) fmt::print(stderr, "skipped: {}\n", why);
    if (result.skipped > result.first_skipped.size())
      fmt::print(stderr, "skipped: {} in all\n", result.skipped);
    write_output(request->out, request->format == "json" ? trial_json(result) : trial_table(result));
  });
}

}  // namespace sarx
