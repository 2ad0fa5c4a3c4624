// The `sarx` command.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "assess_command.h"
#include "check_command.h"
#include "cohort_command.h"
#include "output.h"
#include "sarx/body/muscle_group.h"
#include "sarx/io/diagnostic.h"
#include "sarx/io/document.h"
#include "sarx/io/explain.h"
#include "sarx/io/report.h"
#include "sarx/io/scenario.h"
#include "sarx/io/schema.h"
#include "sarx/io/suggest.h"
#include "sarx/io/time.h"
#include "sarx/io/vocabulary.h"
#include "sarx/study/command_options.h"
#include "sarx/study/commands.h"
#include "sarx/study/file_kind.h"
#include "sarx/study/forecast.h"
#include "sarx/study/replay_report.h"
#include "serve_command.h"
#include "trial_command.h"

namespace sarx {
namespace {

constexpr int success = 0;
/// Anything wrong with what was asked or given.
constexpr int bad_input = 2;

/// A fault of the command line.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What simulate and compare are asked.
struct ForecastRequest {
  std::vector<std::string> files;
  std::string format = "table";
  std::string out;
  std::optional<std::string> days;
  std::optional<int> draws;
  std::string events = "expected";
  std::string disability = "function";
  std::uint64_t seed = 1;
  unsigned threads = 0;
  SeriesFilter filter;
  std::vector<std::string> methods;
  std::string density = "full";
  int digits = usual_report_digits;
};

void add_forecast_options(CLI::App& command, ForecastRequest& request,
                          const std::vector<std::string>& formats) {
  command.add_option("-f,--format", request.format, "How to write the result")
      ->check(one_of_words(formats))
      ->capture_default_str();
  command.add_option("-o,--out", request.out, "File to write (standard output where left out)");
  command.add_option("-m,--measure", request.filter.measures, "Show only these measures")->delimiter(',');
  command.add_option("-r,--region", request.filter.regions, "Show only these regions")->delimiter(',');
  command.add_option("-d,--days", request.days, "Last day: a number of days, or 12 wk, 6 mo, 2 y");
  command.add_option("--draws", request.draws, "Draws over parameters and people (default: 100)")
      ->check(CLI::Range(1, most_draws));
  command
      .add_option("--events", request.events,
                  "Falls, fractures, hospital stays, disability, death: expected (probabilities) or sampled "
                  "(one life by chance, that of the seed)")
      ->check(one_of_words({"expected", "sampled"}))
      ->capture_default_str();
  command
      .add_option(
          "--disability", request.disability,
          "What disability follows from: function (walking, rising, balance, strength) or muscle-mass "
          "(alone; the weaker published ratios)")
      ->check(one_of_words({"function", "muscle-mass"}))
      ->capture_default_str();
  command.add_option("--seed", request.seed, "Seed of the draws")->check(whole_seed())->capture_default_str();
  command
      .add_option("--method", request.methods, "Strength tests to report, e.g. isometric, isokinetic, 1-RM")
      ->delimiter(',');
  command
      .add_option("--density", request.density,
                  "Days reported: full, coarse (about 30, far quicker) or sketch (about 15)")
      ->check(one_of_words({density_names.begin(), density_names.end()}))
      ->capture_default_str();
  command.add_option("--digits", request.digits, "Significant digits of numbers in JSON and CSV")
      ->check(CLI::Range(1, 17))
      ->capture_default_str();
  command.add_option("--threads", request.threads, "Threads (0: as many as there are cores)")
      ->check(CLI::Range(0, 256));
}

void refuse_unknown(const std::vector<std::string>& words, std::span<const std::string_view> known,
                    std::string_view option) {
  for (const std::string& word : words) {
    if (std::find(known.begin(), known.end(), word) == known.end()) {
      throw UsageError(fmt::format("{}: found '{}', expected one of: {}{}", option, word,
                                   fmt::join(known, ", "), did_you_mean(word, known)));
    }
  }
}

/// Regions that reported series have: of muscle, of lean mass, of fractures and bone density.
std::vector<std::string_view> reported_regions() {
  std::vector<std::string_view> names(muscle_group_names.begin(), muscle_group_names.end());
  names.insert(names.end(), {"leg", "arm", "trunk", "hip", "spine", "wrist", "humerus"});
  return names;
}

/// Composites that no series has (thigh, calf, whole_body) stand for their muscle groups.
std::vector<std::string> shown_regions(const std::vector<std::string>& asked) {
  const std::vector<std::string_view> reported = reported_regions();
  std::vector<std::string> shown;
  for (const std::string& region : asked) {
    if (std::find(reported.begin(), reported.end(), region) != reported.end()) {
      shown.push_back(region);
      continue;
    }
    for (MuscleGroup group : region_groups(region)) shown.emplace_back(name(group));
  }
  return shown;
}

ForecastOptions options_of(ForecastRequest& request) {
  refuse_unknown(request.filter.measures, report_measure_names(), "--measure");
  std::vector<std::string_view> regions = reported_regions();
  regions.insert(regions.end(), {"thigh", "calf", "whole_body"});
  refuse_unknown(request.filter.regions, regions, "--region");
  request.filter.regions = shown_regions(request.filter.regions);
  ForecastOptions options;
  options.sampled = request.events == "sampled";
  if (options.sampled && request.draws.value_or(1) != 1)
    throw UsageError(
        "--draws: --events sampled plays one life; another seed is another life, and sarx cohort plays many");
  options.disability =
      request.disability == "function" ? DisabilityModel::function : DisabilityModel::muscle_mass;
  if (options.sampled && options.disability != DisabilityModel::function)
    throw UsageError("--disability: a life that is played follows from function; expected --events expected");
  options.draws = request.draws.value_or(options.draws);
  options.seed = request.seed;
  options.threads = request.threads;
  options.strength_methods = request.methods;
  options.density = static_cast<ReportDensity>(
      std::find(density_names.begin(), density_names.end(), request.density) - density_names.begin());
  // Tables and pages of HTML show more than the measures asked for.
  if (request.format == "json" || request.format == "csv") options.measures = request.filter.measures;
  options.also = request.filter.measures;
  options.regions = request.filter.regions;
  constexpr std::array<std::string_view, 4> methods{"1-RM", "leg press", "isometric", "isokinetic"};
  refuse_unknown(request.methods, methods, "--method");
  if (request.days) {
    std::optional<double> days = parse_number(*request.days);
    if (!days) days = parse_duration_days(*request.days);
    if (!days || !(*days >= 1 && *days <= longest_horizon_days)) {
      throw UsageError(
          fmt::format("--days: found '{}', expected 1 to {} days, as a number or as 12 wk, 6 mo, 2 y",
                      *request.days, longest_horizon_days));
    }
    options.horizon_days = days;
  }
  return options;
}

/// The file's name without folder and ending: what a scenario without a name is called.
std::string stem(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  const std::string file = slash == std::string::npos ? path : path.substr(slash + 1);
  const std::size_t dot = file.find_last_of('.');
  return dot == std::string::npos || dot == 0 ? file : file.substr(0, dot);
}

/// What a file holds; a scenario where it can't be told, so that what is wrong is said of a scenario.
FileKind kind_of(const std::string& path, Position& at) {
  if (path == "-") return FileKind::scenario;
  Faults faults(path);
  const std::optional<std::string> text = read_file(path, faults);
  const std::optional<Node> document = text ? parse_document(*text, faults) : std::nullopt;
  if (!document) return FileKind::scenario;
  at = document->at;
  return file_kind(*document);
}

/// The scenarios of the files; empty, with everything wrong said on standard error, where any has a fault.
std::vector<Scenario> read_scenarios(const std::vector<std::string>& files) {
  std::vector<Scenario> scenarios;
  bool faulty = false;
  for (const std::string& file : files) {
    ScenarioResult result = read_scenario(file);
    if (!result.scenario) {
      std::fputs(result.faults.text().c_str(), stderr);
      faulty = true;
      continue;
    }
    if (result.scenario->name.empty()) result.scenario->name = file == "-" ? "Scenario" : stem(file);
    scenarios.push_back(std::move(*result.scenario));
  }
  if (faulty) scenarios.clear();
  return scenarios;
}

/// Keep only the series that were asked for on the command line.
void apply(const SeriesFilter& filter, Report& report) {
  for (auto* all : {&report.series, &report.centiles})
    std::erase_if(*all, [&](const Series& series) { return !filter.accepts(series); });
}

/// Nobody lives so long as the command asks for; what the file asks for its reader has refused.
void refuse_long_life(const Scenario& scenario, double horizon) {
  if (const std::string fault = horizon_fault(scenario, horizon); !fault.empty())
    throw UsageError("--days: " + fault);
}

/// What was asked for and isn't there would be an empty table.
void refuse_nothing(const SeriesFilter& filter, const Report& report) {
  if (filter.measures.empty() && filter.regions.empty()) return;
  const auto shown = [&](const std::vector<Series>& all) {
    return std::any_of(all.begin(), all.end(), [&](const Series& series) { return filter.accepts(series); });
  };
  const bool classes = std::find(filter.measures.begin(), filter.measures.end(), "prevalence_sarcopenia") !=
                       filter.measures.end();
  if (classes || shown(report.series) || shown(report.centiles)) return;
  std::vector<std::string> regions;
  for (const Series& series : report.series)
    if (SeriesFilter{filter.measures, {}}.accepts(series) && !series.region.empty() &&
        std::find(regions.begin(), regions.end(), series.region) == regions.end())
      regions.push_back(series.region);
  throw UsageError(fmt::format(
      "found nothing of {} in {}, expected {}",
      filter.measures.empty() ? "any measure" : fmt::format("{}", fmt::join(filter.measures, ", ")),
      fmt::join(filter.regions, ", "),
      regions.empty() ? "no region: it is of the whole body"
                      : fmt::format("a region among {}", fmt::join(regions, ", "))));
}

/// A published study: what it measured beside what the model says, arm by arm.
int replay_command(const ForecastRequest& request) {
  if (request.events == "sampled") throw UsageError("--events: a published study is replayed without chance");
  if (request.format == "html")
    throw UsageError("--format: a replayed study is written as table, json or csv");
  const Evidence evidence = read_evidence(request.files);
  for (const Diagnostic& fault : evidence.faults) std::fprintf(stderr, "%s\n", to_string(fault).c_str());
  if (!evidence.faults.empty() || evidence.studies.empty()) return bad_input;
  ValidateOptions options;
  options.baselines = false;
  if (request.threads > 0) options.threads = request.threads;
  const Validation replayed = validate(evidence.studies, Parameters<double>::best(), options);
  const Study& study = evidence.studies.front();
  write_output(request.out, request.format == "json"  ? replay_json(study, replayed)
                            : request.format == "csv" ? replay_csv(study, replayed)
                                                      : replay_table(study, replayed));
  return success;
}

int simulate_command(ForecastRequest& request) {
  const ForecastOptions options = options_of(request);
  const std::string& file = request.files.front();
  Position at;
  const FileKind kind = kind_of(file, at);
  const auto refused = [&](std::string_view what) {
    std::fprintf(stderr, "%s\n", to_string(Diagnostic{file, at, std::string(what)}).c_str());
    return bad_input;
  };
  switch (kind) {
    case FileKind::study:
      return replay_command(request);
    case FileKind::cohort:
      return refused("found a cohort, which sarx cohort lives");
    case FileKind::trial:
      return refused("found a trial, which sarx trial runs");
    case FileKind::reference:
    case FileKind::scenario:
      break;
  }
  const std::vector<Scenario> scenarios = read_scenarios(request.files);
  if (scenarios.empty()) return bad_input;
  const Scenario& scenario = scenarios.front();
  refuse_long_life(scenario, horizon_day(scenario, options));
  Report report = forecast(scenario, options);
  std::string text;
  if (request.format == "html") {
    text = report_html(report);
  } else if (request.format == "table") {
    SeriesFilter filter = request.filter;
    if (filter.measures.empty()) filter.measures = scenario.report.measures;
    if (filter.regions.empty()) filter.regions = shown_regions(scenario.report.regions);
    refuse_nothing(filter, report);
    text = report_table(report, filter);
  } else {
    refuse_nothing(request.filter, report);
    apply(request.filter, report);
    text =
        request.format == "json" ? report_json(report, request.digits) : report_csv(report, request.digits);
  }
  write_output(request.out, text);
  return success;
}

int compare_command(ForecastRequest& request) {
  const ForecastOptions options = options_of(request);
  const std::vector<Scenario> scenarios = read_scenarios(request.files);
  if (scenarios.empty()) return bad_input;
  // Side by side means over the same time: the longest of their horizons.
  ForecastOptions common = options;
  double horizon = 0;
  for (const Scenario& scenario : scenarios) horizon = std::max(horizon, horizon_day(scenario, options));
  common.horizon_days = horizon;
  for (const Scenario& scenario : scenarios) refuse_long_life(scenario, horizon);
  std::vector<Report> reports;
  for (const Scenario& scenario : scenarios) reports.push_back(forecast(scenario, common));
  std::string text;
  if (request.format == "html") {
    text = comparison_html(reports);
  } else if (request.format == "table") {
    text = comparison_table(reports, request.filter);
  } else {
    for (Report& report : reports) apply(request.filter, report);
    text = comparison_json(reports, request.digits);
  }
  write_output(request.out, text);
  return success;
}

/// An empty argument is never meant: a variable of the shell that was not set, mostly.
void refuse_empty_arguments(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view given = argv[i], before = argv[i - 1];
    const bool of_option = before.size() > 1 && before.front() == '-' && before != "--";
    if (given.empty() && of_option)
      throw UsageError(fmt::format("{}: found nothing, expected a value", before));
    if (given.empty()) throw UsageError("found an empty argument, expected a name");
    if (given.starts_with("--") && given.ends_with('='))
      throw UsageError(fmt::format("{}: found nothing, expected a value", given.substr(0, given.size() - 1)));
  }
}

int run(int argc, char** argv) {
  CLI::App app{
      "sarx: how a person loses and rebuilds muscle. For research and education; not medical advice.",
      "sarx"};
  app.set_version_flag("--version", std::string("sarx ") + SARX_VERSION);
  app.require_subcommand(1);
  int status = success;

  ForecastRequest one;
  CLI::App* simulate = app.add_subcommand("simulate", "Forecast a scenario, or replay a published study");
  simulate->add_option("FILE", one.files, "Scenario or study file (- is standard input)")
      ->required()
      ->expected(1);
  add_forecast_options(*simulate, one, {"table", "json", "csv", "html"});
  simulate->callback([&] { status = simulate_command(one); });

  ForecastRequest several;
  CLI::App* compare = app.add_subcommand("compare", "Forecast scenarios side by side");
  compare->add_option("FILE", several.files, "Scenario files")->required()->expected(1, 26);
  add_forecast_options(*compare, several, {"table", "json", "html"});
  compare->callback([&] { status = compare_command(several); });

  std::string topic, explain_out;
  CLI::App* explain = app.add_subcommand("explain", "Equations, numbers and sources behind a name");
  explain->add_option("NAME", topic,
                      "A subsystem, event, driver, measure or parameter; left out: a list of them");
  explain->add_option("-o,--out", explain_out, "File to write");
  explain->callback([&] {
    const ExplainResult result = sarx::explain(topic);
    if (!result.found) throw UsageError(result.text);
    write_output(explain_out, result.text);
  });

  add_check_command(app, status);

  std::string schema_out;
  CLI::App* schema = app.add_subcommand("schema", "The JSON Schema of scenario files, for editors");
  schema->add_option("-o,--out", schema_out, "File to write");
  schema->callback([&] { write_output(schema_out, json_schema()); });

  add_assess_command(app, status);
  add_cohort_command(app, status);
  add_trial_command(app, status);
  add_validate_command(app, status);
  add_calibrate_command(app, status);
  add_serve_command(app, status);

  refuse_empty_arguments(argc, argv);
  // CLI11 would call an unknown command a surplus argument.
  if (argc > 1 && argv[1][0] != '-') {
    std::vector<std::string> owned;
    for (const CLI::App* command : app.get_subcommands({})) owned.push_back(command->get_name());
    const std::vector<std::string_view> names(owned.begin(), owned.end());
    if (std::find(names.begin(), names.end(), argv[1]) == names.end()) {
      throw UsageError(fmt::format("found '{}', expected a command: {}{}", argv[1], fmt::join(names, ", "),
                                   did_you_mean(argv[1], names)));
    }
    // Nor does it say which name was meant for an unknown option.
    const std::string unknown = unknown_option(*app.get_subcommand(argv[1]), argc, argv, 2);
    if (!unknown.empty()) throw UsageError(fmt::format("{}: {}", argv[1], unknown));
  }
  if (argc == 1) {
    write_output("", app.help());
    return success;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    write_output("", chosen.empty() ? app.help() : chosen.front()->help());
  } catch (const CLI::CallForVersion& version) {
    write_output("", std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    throw UsageError(error.what());
  }
  return status;
}

}  // namespace
}  // namespace sarx

int main(int argc, char** argv) {
  // A reader that goes away (| head) is a failed write like any other, not a silent death.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return sarx::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("sarx: out of memory\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sarx: %s\n", error.what());
  }
  return sarx::bad_input;
}
