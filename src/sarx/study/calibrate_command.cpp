#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <sstream>

#include "sarx/study/calibrate.h"
#include "sarx/study/command_files.h"
#include "sarx/study/command_options.h"
#include "sarx/study/commands.h"
#include "sarx/study/posterior.h"

namespace sarx {

namespace {

struct CalibrateArguments {
  std::vector<std::string> evidence;
  std::string out = "parameters", topic, left_out;
  std::vector<std::string> log_posterior;
  CalibrateOptions options;
  std::uint64_t seed = 1;
  bool dry_run = false;
};

constexpr std::size_t shipped_draws = 500;

/// Answers a sampler: one line about the density, then one line of log densities for every line of points.
int serve_log_posterior(const std::vector<Study>& studies, const CalibrateArguments& arguments) {
  std::vector<std::size_t> parameters;
  const auto fitted = fitted_parameters();
  for (const std::string& wanted : arguments.log_posterior) {
    const auto found = std::find_if(fitted.begin(), fitted.end(),
                                    [&](std::size_t p) { return parameter_table[p].name == wanted; });
    if (found == fitted.end()) {
      fmt::print(stderr, "found {}, expected a calibrated parameter\n", wanted);
      return 2;
    }
    parameters.push_back(*found);
  }
  const LogPosterior density(studies, parameters, arguments.options);
  fmt::print("{}\n", nlohmann::json{{"parameters", arguments.log_posterior},
                                    {"studies", density.studies()},
                                    {"centre", density.centre()},
                                    {"covariance", density.covariance()}}
                         .dump());
  std::fflush(stdout);
  for (std::string line; std::getline(std::cin, line);) {
    std::vector<double> numbers;
    std::istringstream stream(line);
    for (double x = 0; stream >> x;) numbers.push_back(x);
    if (!stream.eof() || numbers.empty() || numbers.size() % parameters.size() != 0) {
      fmt::print(stderr, "found a line of {} numbers, expected a multiple of {}\n", numbers.size(),
                 parameters.size());
      return 2;
    }
    std::vector<double> densities(numbers.size() / parameters.size());
    for_each_parallel(densities.size(), arguments.options.threads, [&](std::size_t i) {
      densities[i] = density(std::span(numbers).subspan(i * parameters.size(), parameters.size()));
    });
    fmt::print("{}\n", fmt::join(densities, " "));
    std::fflush(stdout);
  }
  return 0;
}

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
  if (!arguments.dry_run && arguments.log_posterior.empty() &&
      !std::filesystem::is_directory(arguments.out, error)) {
    fmt::print(stderr, "{}: no such folder\n", arguments.out);
    return 2;
  }
  arguments.options.exclusions = read_exclusions(folders);
  arguments.options.progress = [](const std::string& line) { fmt::print(stderr, "{}\n", line); };
  if (!arguments.log_posterior.empty()) return serve_log_posterior(evidence.studies, arguments);
  const Calibration calibration = calibrate(evidence.studies, arguments.options);
  fmt::print(stderr, "{}", left_out_summary(calibration));
  const PersonSpread people = fit_person_spread(evidence.studies, calibrated_values(calibration),
                                                arguments.options.exclusions, arguments.options.threads);
  fmt::print(stderr, "{}", person_spread_summary(people));
  if (!arguments.left_out.empty() && !write_text(arguments.left_out, left_out_csv(calibration))) {
    fmt::print(stderr, "{}: can't be written\n", arguments.left_out);
    return 2;
  }
  const std::string yaml = calibrated_yaml(calibration, people);
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
  command->add_option("--seed", arguments->seed, "Seed of the posterior draws")->check(whole_seed());
  command->add_option("-o,--out", arguments->out, "Folder for calibrated.yaml and posterior.bin");
  command->add_option("--left-out", arguments->left_out,
                      "File for every observation as predicted without its own study (CSV)");
  command
      ->add_option(
          "--log-posterior", arguments->log_posterior,
          "Names of calibrated parameters: write their Laplace posterior, then the log density of every "
          "line of points on standard input (tools/check_posterior.py)")
      ->delimiter(',');
  command->add_flag("--dry-run", arguments->dry_run, "Print calibrated.yaml, write nothing");
  command->callback([arguments, &exit_status] { exit_status = run_calibrate(*arguments); });
}

}  // namespace sarx
