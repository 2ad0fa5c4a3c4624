#include "sarx/study/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sarx/study/validate.h"
#include "sarx/study/validate_report.h"

namespace sarx {

namespace {

namespace fs = std::filesystem;

/// The studies that come with the program: below the working folder, else where it was built.
std::string shipped_evidence() {
  std::error_code error;
  if (fs::is_directory("evidence/studies", error)) return "evidence";
  return std::string(SARX_SOURCE_DIR) + "/evidence";
}

std::string trimmed(std::string text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// "- study | arm | measure | reason" lines of EXCLUDED.md in the given folders.
std::vector<Exclusion> read_exclusions(const std::vector<std::string>& folders) {
  std::vector<Exclusion> result;
  for (const std::string& folder : folders) {
    std::ifstream file(fs::path(folder) / "EXCLUDED.md");
    for (std::string line; std::getline(file, line);) {
      if (line.rfind("- ", 0) != 0) continue;
      std::vector<std::string> parts;
      std::stringstream stream(line.substr(2));
      for (std::string part; std::getline(stream, part, '|');) parts.push_back(trimmed(part));
      if (parts.size() == 4) result.push_back({parts[0], parts[1], parts[2], parts[3]});
    }
  }
  return result;
}

bool report_faults(const Evidence& evidence) {
  for (const Diagnostic& fault : evidence.faults) fmt::print(stderr, "{}\n", to_string(fault));
  return !evidence.faults.empty();
}

/// Write to a file by way of a temporary one, or to standard output.
bool write_text(const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  const std::string temporary = path + ".part";
  {
    std::ofstream file(temporary, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!file.flush()) {
      std::error_code error;
      fs::remove(temporary, error);
      return false;
    }
  }
  std::error_code error;
  fs::rename(temporary, path, error);
  if (error) fs::remove(temporary, error);
  return !error;
}

struct ValidateArguments {
  std::vector<std::string> evidence;
  std::string format = "table", topic, split, out, study;
  std::size_t worst = 0;
  unsigned threads = 2;
};

int run_validate(const ValidateArguments& arguments) {
  auto folders = arguments.evidence;
  const bool shipped = folders.empty();
  if (shipped) folders.push_back(shipped_evidence());
  Evidence evidence = read_evidence(folders);
  if (report_faults(evidence)) return 2;
  if (evidence.studies.empty()) {
    fmt::print(stderr, "no study found in {}\n", fmt::join(folders, ", "));
    return 2;
  }
  // What the shipped calibration studies found is the yardstick of the baseline, whatever is scored.
  std::vector<Study> studies = std::move(evidence.studies);
  const std::size_t own = studies.size();
  if (!shipped) {
    Evidence known = read_evidence({shipped_evidence()});
    for (Study& study : known.studies) {
      const bool there = std::any_of(studies.begin(), studies.begin() + static_cast<std::ptrdiff_t>(own),
                                     [&](const Study& s) { return s.id == study.id; });
      if (!there) studies.push_back(std::move(study));
    }
    folders.push_back(shipped_evidence());
  }
  ValidateOptions options;
  options.threads = arguments.threads;
  options.exclusions = read_exclusions(folders);
  Validation validation = validate(studies, Parameters<double>::best(), options);

  const Study* first_known = studies.data() + own;
  const auto wanted = [&](const Study* study, const Arm* arm) {
    if (study >= first_known) return false;
    if (!arguments.topic.empty() && study->topic != arguments.topic) return false;
    if (!arguments.study.empty() && study->id.find(arguments.study) == std::string::npos) return false;
    const std::string split(name(split_of(arm->participants)));
    return arguments.split == "all" || arguments.split == split;
  };
  std::erase_if(validation.rows, [&](const ScoredRow& row) { return !wanted(row.study, row.arm); });
  for (auto* rows : {&validation.skipped, &validation.given, &validation.relations, &validation.not_scored})
    std::erase_if(*rows, [&](const OtherRow& row) { return !wanted(row.study, row.arm); });

  std::string text;
  if (arguments.format == "json") text = validation_json(validation);
  if (arguments.format == "table") text = validation_table(validation, arguments.worst);
  if (arguments.format == "html") text = validation_html(validation);
  if (arguments.format == "markdown") text = validation_markdown(validation);
  if (!write_text(arguments.out, text)) {
    fmt::print(stderr, "{}: can't be written\n", arguments.out.empty() ? "standard output" : arguments.out);
    return 2;
  }
  return 0;
}

}  // namespace

void add_validate_command(CLI::App& program, int& exit_status) {
  auto arguments = std::make_shared<ValidateArguments>();
  CLI::App* command = program.add_subcommand("validate", "Replay the evidence and score the model");
  command->add_option("--evidence", arguments->evidence,
                      "Folder or file of studies; may be repeated (default: those shipped)");
  command->add_option("--format", arguments->format, "table, json, html or markdown")
      ->check(CLI::IsMember({"table", "json", "html", "markdown"}));
  command->add_option("--topic", arguments->topic, "Only studies of this topic");
  command->add_option("--study", arguments->study, "Only studies whose id holds this");
  command
      ->add_option("--split", arguments->split,
                   "calibration, test or all (default: test; all with --evidence)")
      ->check(CLI::IsMember({"calibration", "test", "all"}));
  command->add_option("--worst", arguments->worst, "List so many of the largest misses (table)");
  command->add_option("-o,--out", arguments->out, "File to write; standard output where left out");
  command->add_option("--threads", arguments->threads, "Threads")->check(CLI::Range(1u, 256u));
  command->callback([arguments, &exit_status] {
    if (arguments->split.empty()) arguments->split = arguments->evidence.empty() ? "test" : "all";
    exit_status = run_validate(*arguments);
  });
}

}  // namespace sarx
