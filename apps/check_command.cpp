#include "check_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "output.h"
#include "sarx/io/scenario.h"
#include "sarx/study/cohort.h"
#include "sarx/study/evidence.h"
#include "sarx/study/file_kind.h"
#include "sarx/study/trial.h"

namespace sarx {
namespace {

/// Everything wrong with a file, as the reader of its kind says it.
Faults faults_of(const std::string& file) {
  Faults faults(file == "-" ? "standard input" : file);
  const std::optional<std::string> text = read_file(file, faults);
  const std::optional<Node> root = text ? parse_document(*text, faults) : std::nullopt;
  if (!root) return faults;
  switch (file_kind(*root)) {
    case FileKind::scenario:
      return read_scenario_document(*root, std::move(faults)).faults;
    case FileKind::cohort:
      read_cohort_text(*text, file, {}, faults);
      break;
    case FileKind::trial:
      read_trial_text(*text, file, {}, faults);
      break;
    case FileKind::study:
      read_study_document(*root, faults);
      break;
    case FileKind::reference:
      faults.add(root->at, "found a reference table, expected a scenario, cohort, trial or study");
      break;
  }
  return faults;
}

}  // namespace

void add_check_command(CLI::App& program, int& exit_status) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = program.add_subcommand(
      "check", "Say what is wrong with files of scenarios, cohorts, trials or studies");
  command->add_option("FILE", *files, "Files (- is standard input)")->required();
  command->callback([files, &exit_status] {
    for (const std::string& file : *files) {
      const Faults faults = faults_of(file);
      if (faults.empty()) {
        write_output("", file + ": good\n");
      } else {
        std::fputs(faults.text().c_str(), stderr);
        exit_status = 2;
      }
    }
  });
}

}  // namespace sarx
