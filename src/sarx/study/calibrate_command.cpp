#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "sarx/study/calibrate.h"
#include "sarx/study/command_files.h"
#include "sarx/study/commands.h"
#include "sarx/study/posterior.h"

namespace sarx {

namespace {

struct CalibrateArguments {
  std::vector<std::string> evidence;
  std::string out = "parameters", topic, left_out;
  CalibrateOptions options;
  std::uint64_t seed = 1;
  bool dry_run = false;
};

constexpr std::size_t shipped_draws = 500;

int run_calibrate(CalibrateArguments& arguments) {
  auto folders = arguments.evidence;
  if (folders.empty()) folders.push_back(shipped_evidence());
  Evidence evidence = read_evidence(folders);
  if (report_faults(evidence)) return 2;
  std::erase_if(evidence.studies, [&](const Study& study) {
    return !arguments.topic.empty() && study.topic != arguments.topic;
  });
  if (evidence.studies.empty()) {
    fmt::print(stderr, "no study found in {}\n", fmt::join(folders, ", "));
    return 2;
  }
  std::error_code error;
  if (!arguments.dry_run && !std::filesystem::is_directory(arguments.out, error)) {
    fmt::print(stderr, "{}: no such folder\n", arguments.out);
    return 2;
  }
  arguments.options.exclusions = read_exclusions(folders);
  arguments.options.progress = [](const std::string& line) { fmt::print(stderr, "{}\n", line); };
  const Calibration calibration = calibrate(evidence.studies, arguments.options);
  fmt::print(stderr, "{}", left_out_summary(calibration));
  if (!arguments.left_out.empty() && !write_text(arguments.left_out, left_out_csv(calibration))) {
    fmt::print(stderr, "{}: can't be written\n", arguments.left_out);
    return 2;
  }
  const std::string yaml = calibrated_yaml(calibration);
  if (arguments.dry_run) return write_text("", yaml) ? 0 : 2;
  const std::filesystem::path folder(arguments.out);
  const std::string draws = posterior_file(
      calibration, posterior_draws(calibration, shipped_draws, arguments.seed), arguments.seed);
  for (const auto& [file, text] :
       {std::pair{folder / "calibrated.yaml", &yaml}, {folder / "posterior.bin", &draws}})
    if (!write_text(file.string(), *text)) {
      fmt::print(stderr, "{}: can't be written\n", file.string());
      return 2;
    }
  return 0;
}

}  // namespace

void add_calibrate_command(CLI::App& program, int& exit_status) {
  auto arguments = std::make_shared<CalibrateArguments>();
  CLI::App* command =
      program.add_subcommand("calibrate", "Fit the calibrated parameters to the calibration studies");
  command->add_option("--evidence", arguments->evidence,
                      "Folder of studies; may be repeated (default: those shipped)");
  command->add_option("--only", arguments->topic, "Only studies of this topic");
  command->add_option("--max-iterations", arguments->options.max_iterations, "Iterations of each round")
      ->check(CLI::Range(0, 1000));
  command
      ->add_option("--rounds", arguments->options.rounds,
                   "Rounds of fitting and estimating the spread between studies")
      ->check(CLI::Range(1, 20));
  command->add_option("--threads", arguments->options.threads, "Threads")->check(CLI::Range(1u, 256u));
  command->add_option("--seed", arguments->seed, "Seed of the posterior draws");
  command->add_option("-o,--out", arguments->out, "Folder for calibrated.yaml and posterior.bin");
  command->add_option("--left-out", arguments->left_out,
                      "File for every observation as predicted without its own study (CSV)");
  command->add_flag("--dry-run", arguments->dry_run, "Print calibrated.yaml, write nothing");
  command->callback([arguments, &exit_status] { exit_status = run_calibrate(*arguments); });
}

}  // namespace sarx
