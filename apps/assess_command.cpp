#include "assess_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "output.h"
#include "sarx/io/assess.h"
#include "sarx/study/command_options.h"

namespace sarx {

void add_assess_command(CLI::App& program, int& exit_status) {
  struct Request {
    std::string file, format = "table", out;
  };
  auto request = std::make_shared<Request>();
  CLI::App* command =
      program.add_subcommand("assess", "Name sarcopenia and its neighbours by every definition");
  command->add_option("FILE", request->file, "File with a subject and measurements (- is standard input)")
      ->required();
  command->add_option("-f,--format", request->format, "How to write the result")
      ->check(one_of_words({"table", "json"}))
      ->capture_default_str();
  command->add_option("-o,--out", request->out, "File to write (standard output where left out)");
  command->callback([request, &exit_status] {
    const AssessmentResult result = assess_file(request->file);
    if (!result.assessment) {
      std::fputs(result.faults.text().c_str(), stderr);
      exit_status = 2;
      return;
    }
    write_output(request->out, request->format == "json" ? assessment_json(*result.assessment)
                                                         : assessment_table(*result.assessment));
  });
}

}  // namespace sarx
