// The engine as a WebAssembly module: plain functions that take and give text, and one table of numbers.
// index.js (web/engine) makes the module of them that pages use.
#include <emscripten/emscripten.h>
#include <malloc.h>

#include <cstdint>
#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "forecast_options.h"
#include "place.h"
#include "sarx/io/assess.h"
#include "sarx/io/document.h"
#include "sarx/io/explain.h"
#include "sarx/io/report.h"
#include "sarx/io/scenario.h"
#include "sarx/io/schema.h"
#include "sarx/study/forecast.h"

namespace sarx {
namespace {

using Json = nlohmann::ordered_json;

/// What the last call gave; the page reads it before the next call.
std::string answer;
std::vector<double> report_numbers;
std::vector<float> sorted_draws;
/// A slider that moves asks for the same draws again.
DrawMemory draw_memory;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Faults of a scenario's text, each with the path to what it is about.
Json faults_json(const Faults& faults, const Node* root) {
  Json list = Json::array();
  for (const Diagnostic& fault : faults.first())
    list.push_back({{"path", root ? path_to(*root, fault.at) : std::string()}, {"message", fault.message}});
  if (faults.count() > faults.first().size())
    list.push_back({{"path", ""},
                    {"message", "and " + std::to_string(faults.count() - faults.first().size()) + " more"}});
  return list;
}

/// The document of a scenario's JSON and what is wrong with its form.
struct Document {
  Faults faults{"scenario.json"};
  std::optional<Node> root;

  explicit Document(const char* text) { root = parse_json_document(text, faults); }
};

template <class Result>
Json refused(const Document& document, const Result& result) {
  return {{"faults", faults_json(result.faults, document.root ? &*document.root : nullptr)}};
}

ScenarioResult read(const Document& document) {
  if (!document.root) return {std::nullopt, document.faults};
  return read_scenario_document(*document.root, document.faults);
}

/// Every day and number of a report: the days, then median, lo and hi of each series.
void lay_out(const Report& report) {
  report_numbers = report.days;
  for (const Series& series : report.series)
    for (const std::vector<double>* values : {&series.median, &series.lo, &series.hi})
      report_numbers.insert(report_numbers.end(), values->begin(), values->end());
}

/// Of the parts of a forecast the first says what all have in common.
void leave_classes(Report& report) {
  Report classes;
  classes.classes = std::move(report.classes);
  classes.days = std::move(report.days);
  report = std::move(classes);
}

/// The outline of a forecast, which `lay_out(report)` has put the numbers of where the page takes them; or
/// faults.
template <class LayOut>
std::string simulated(const char* scenario, const char* options, std::vector<float>* sorted,
                      const LayOut& lay_out) {
  OptionsResult chosen = read_options(options);
  chosen.options.memory = &draw_memory;
  chosen.options.sorted_draws = sorted;
  if (sorted && chosen.options.sampled)
    throw std::invalid_argument(
        R"(options.events: found "sampled", expected "expected": one life has no parts)");
  if (!chosen.faults.empty()) return dump({{"faults", chosen.faults}});
  const Document document(scenario);
  ScenarioResult result = read(document);
  if (!result.scenario) return dump(refused(document, result));
  Report report = forecast(*result.scenario, chosen.options);
  lay_out(report);
  if (sorted && chosen.options.first_draw > 0) leave_classes(report);
  return report_outline_json(report);
}

/// Run `call`, whose text is the answer. What can't be done as asked becomes a fault, whatever else it throws
/// {"error": ...}.
template <class Call>
const char* answer_of(const Call& call) {
  try {
    answer = call();
  } catch (const std::invalid_argument& refusal) {
    answer = dump({{"faults", Json::array({{{"path", ""}, {"message", refusal.what()}}})}});
  } catch (const std::exception& error) {
    answer = dump({{"error", error.what()}});
  }
  return answer.c_str();
}

}  // namespace
}  // namespace sarx

extern "C" {

/// {"faults": [...]}; none where the scenario is good.
EMSCRIPTEN_KEEPALIVE const char* sarx_check(const char* scenario) {
  using namespace sarx;
  return answer_of([&] {
    const Document document(scenario);
    return dump(refused(document, read(document)));
  });
}

/// A report without its numbers, which sarx_numbers() then gives; or {"faults": [...]}.
EMSCRIPTEN_KEEPALIVE const char* sarx_simulate(const char* scenario, const char* options) {
  using namespace sarx;
  return answer_of([&] { return simulated(scenario, options, nullptr, lay_out); });
}

/// The same of some of the draws. sarx_numbers() then gives the days alone, sarx_sorted_draws() what the
/// draws hold in ascending order, series by series and day by day.
EMSCRIPTEN_KEEPALIVE const char* sarx_simulate_part(const char* scenario, const char* options) {
  using namespace sarx;
  return answer_of([&] {
    return simulated(scenario, options, &sorted_draws,
                     [](const Report& report) { report_numbers = report.days; });
  });
}

/// Days, then median, lo and hi of each series of the last report.
EMSCRIPTEN_KEEPALIVE const double* sarx_numbers() {
  return sarx::report_numbers.data();
}
EMSCRIPTEN_KEEPALIVE std::size_t sarx_number_count() {
  return sarx::report_numbers.size();
}
EMSCRIPTEN_KEEPALIVE const float* sarx_sorted_draws() {
  return sarx::sorted_draws.data();
}
EMSCRIPTEN_KEEPALIVE std::size_t sarx_sorted_draw_count() {
  return sarx::sorted_draws.size();
}
/// Give the memory of the last report back.
EMSCRIPTEN_KEEPALIVE void sarx_forget() {
  sarx::report_numbers = {};
  sarx::sorted_draws = {};
  sarx::answer = {};
}

/// {"found", "text"}.
EMSCRIPTEN_KEEPALIVE const char* sarx_explain(const char* name) {
  using namespace sarx;
  return answer_of([&] {
    const ExplainResult result = explain(name);
    return dump({{"found", result.found}, {"text", result.text}});
  });
}

/// As `sarx assess --format json`; or {"faults": [...]}.
EMSCRIPTEN_KEEPALIVE const char* sarx_assess(const char* person) {
  using namespace sarx;
  return answer_of([&] {
    const Document document(person);
    if (!document.root) return dump(refused(document, AssessmentResult{std::nullopt, document.faults}));
    const AssessmentResult result = assess_document(*document.root, document.faults);
    return result.assessment ? assessment_json(*result.assessment) : dump(refused(document, result));
  });
}

EMSCRIPTEN_KEEPALIVE const char* sarx_schema() {
  return sarx::answer_of([] { return sarx::json_schema(); });
}

/// What has been allocated and not been given back.
EMSCRIPTEN_KEEPALIVE std::size_t sarx_bytes_in_use() {
  return static_cast<std::size_t>(mallinfo().uordblks);
}

EMSCRIPTEN_KEEPALIVE const char* sarx_version() {
  return SARX_VERSION;
}

}  // extern "C"
