#include "sarx/study/commands.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>

#include "sarx/study/command_files.h"
#include "sarx/study/command_options.h"
#include "sarx/study/relations.h"
#include "sarx/study/validate.h"
#include "sarx/study/validate_report.h"
#include "sarx/study/validation_page.h"

namespace sarx {

namespace {

struct ValidateArguments {
  std::vector<std::string> evidence;
  std::string format = "table", topic, split, out, study;
  std::size_t worst = 0;
  unsigned threads = 2;
  bool relations = false;
};

int run_validate(const ValidateArguments& arguments) {
  auto folders = arguments.evidence;
  const bool shipped = folders.empty();
  if (shipped) folders.push_back(shipped_evidence());
  Evidence evidence = read_evidence(folders);
  // A file with faults is named, here and in the report; the others are scored all the same.
  const bool faulty = report_faults(evidence);
  if (evidence.studies.empty()) {
    if (!faulty) fmt::print(stderr, "no study found in {}\n", fmt::join(folders, ", "));
    return 2;
  }
  // What the shipped calibration studies found is the yardstick of the baseline, whatever is scored.
  std::vector<Study> studies = std::move(evidence.studies);
  const std::size_t own = studies.size();
  std::set<std::string> known_ids;
  if (shipped) {
    for (const Study& study : studies) known_ids.insert(study.id);
  } else {
    Evidence known = read_evidence({shipped_evidence()});
    for (Study& study : known.studies) {
      known_ids.insert(study.id);
      const bool there = std::any_of(studies.begin(), studies.begin() + static_cast<std::ptrdiff_t>(own),
                                     [&](const Study& s) { return s.id == study.id; });
      if (!there) studies.push_back(std::move(study));
    }
    folders.push_back(shipped_evidence());
  }
  if (arguments.relations) {
    studies.resize(own);
    std::erase_if(studies, [&](const Study& study) {
      return (!arguments.topic.empty() && study.topic != arguments.topic) ||
             (!arguments.study.empty() && study.id.find(arguments.study) == std::string::npos);
    });
    const auto parameters = Parameters<double>::best();
    const RelationScore score = score_relations(studies, parameters);
    const std::vector<SeverityRow> severity = disability_by_severity(parameters);
    const std::string reproduced = arguments.format == "json"       ? relations_json(score, severity)
                                   : arguments.format == "html"     ? relations_html(score, severity)
                                   : arguments.format == "markdown" ? relations_markdown(score, severity)
                                                                    : relations_table(score, severity);
    if (write_text(arguments.out, reproduced)) return faulty ? 2 : 0;
    fmt::print(stderr, "{}: could not be written\n", arguments.out);
    return 2;
  }
  ValidateOptions options;
  options.threads = arguments.threads;
  options.exclusions = read_exclusions(folders);
  const Study* first_known = studies.data() + own;
  options.known = [&](const Study& study) { return known_ids.count(study.id) > 0; };
  options.wanted = [&](const Study& study) {
    return &study < first_known && (arguments.topic.empty() || study.topic == arguments.topic) &&
           (arguments.study.empty() || study.id.find(arguments.study) != std::string::npos);
  };
  Validation validation = validate(studies, Parameters<double>::best(), options);
  validation.refused = std::move(evidence.faults);

  const auto wanted = [&](const Study* study, const Arm* arm) {
    if (!options.wanted(*study)) return false;
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
  return faulty ? 2 : 0;
}

}  // namespace

void add_validate_command(CLI::App& program, int& exit_status) {
  auto arguments = std::make_shared<ValidateArguments>();
  CLI::App* command = program.add_subcommand("validate", "Replay the evidence and score the model");
  command->add_option("--evidence", arguments->evidence,
                      "Folder or file of studies; may be repeated (default: those shipped)");
  command->add_option("--format", arguments->format, "table, json, html or markdown")
      ->check(one_of_words({"table", "json", "html", "markdown"}));
  command->add_option("--topic", arguments->topic, "Only studies of this topic");
  command->add_option("--study", arguments->study, "Only studies whose id holds this");
  command
      ->add_option("--split", arguments->split,
                   "calibration, test or all (default: test; all with --evidence)")
      ->check(one_of_words({"calibration", "test", "all"}));
  command->add_option("--worst", arguments->worst, "List so many of the largest misses (table)");
  command->add_option("-o,--out", arguments->out, "File to write; standard output where left out");
  command->add_option("--threads", arguments->threads, "Threads")->check(CLI::Range(1u, 256u));
  command->add_flag("--relations", arguments->relations,
                    "Reproduce published ratios, rates and prevalences in simulated populations instead");
  command->callback([arguments, &exit_status] {
    if (arguments->split.empty()) arguments->split = arguments->evidence.empty() ? "test" : "all";
    exit_status = run_validate(*arguments);
  });
}

}  // namespace sarx
