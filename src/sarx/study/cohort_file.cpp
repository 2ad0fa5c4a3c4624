// Reading of cohort files.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <span>
#include <string_view>

#include "sarx/io/reader.h"
#include "sarx/io/suggest.h"
#include "sarx/io/time.h"
#include "sarx/io/value.h"
#include "sarx/io/vocabulary.h"
#include "sarx/study/cohort.h"

namespace sarx {
namespace {

constexpr double days_per_year = 365.25;
constexpr double most_years = 100;
constexpr double most_people = 1e9;
constexpr std::size_t most_report_days = 2000;

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

FieldInfo number_field(double minimum, double maximum, std::string_view unit = "") {
  return {"", FieldKind::number, unit, true, minimum, maximum, "", {}, false};
}

std::optional<std::uint64_t> read_count(const Node& node, std::string_view path, double minimum,
                                        double maximum, Faults& faults) {
  const auto number = read_number(node, number_field(minimum, maximum), path, faults);
  if (!number) return std::nullopt;
  if (*number != std::floor(*number)) {
    faults.add(node.at, fmt::format("{}: found {}, expected a whole number", path, node.text));
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(*number);
}

/// Rows at day 0, at every interval and on the last day.
std::vector<double> report_days(double every, double last) {
  std::vector<double> days;
  for (double n = 0; n * every < last - 0.5; ++n) days.push_back(n * every);
  days.push_back(last);
  return days;
}

void read_output(const Node& node, Cohort& cohort, Faults& faults) {
  if (!expect_mapping(node, "output", faults)) return;
  constexpr std::array<std::string_view, 4> keys{"every", "days", "rows", "measures"};
  refuse_unknown_keys(node, keys, "output", faults);
  const double last = cohort.years * days_per_year;
  if (const Node* rows = node.find("rows")) {
    constexpr std::array<std::string_view, 2> words{"people", "summary"};
    if (const auto word = read_closed_word(*rows, words, "output.rows", faults)) cohort.summary = *word == 1;
  }
  if (const Node* every = node.find("every")) {
    const auto days = every->kind == Node::Kind::scalar ? parse_duration_days(every->text) : std::nullopt;
    if (!days || *days < 1 || last / *days > static_cast<double>(most_report_days)) {
      faults.add(every->at, fmt::format("output.every: found {}, expected a duration such as 1 y or 6 mo, at "
                                        "most {} of them",
                                        found(*every), most_report_days));
    } else {
      // A year of the calendar is not a whole number of days.
      const bool years = every->text.find('y') != std::string::npos;
      const double length = years ? std::round(*days / days_per_year) * days_per_year : *days;
      cohort.days = report_days(length, last);
    }
  }
  if (const Node* list = node.find("days")) {
    if (const auto days = read_numbers(*list, number_field(0, last, "day"), "output.days", faults)) {
      if (node.find("every"))
        faults.add(list->at, "output.days: found beside output.every, expected one of the two");
      else if (days->empty() || days->size() > most_report_days)
        faults.add(list->at, fmt::format("output.days: found {} days, expected 1 to {}", days->size(),
                                         most_report_days));
      else
        cohort.days = *days;
    }
    std::sort(cohort.days.begin(), cohort.days.end());
    cohort.days.erase(std::unique(cohort.days.begin(), cohort.days.end()), cohort.days.end());
  }
  cohort.measures = read_cohort_measures(node.find("measures"), faults);
}

std::optional<CohortMeasure> make_measure(const MeasureWords& words, Position at, std::string_view path,
                                          Faults& faults) {
  if (std::find(measure_names.begin(), measure_names.end(), words.measure) == measure_names.end()) {
    faults.add(at, fmt::format("{}: found '{}', expected a measure{}", path, words.measure,
                               did_you_mean(words.measure, measure_names)));
    return std::nullopt;
  }
  std::string why_not;
  const auto instrument = make_instrument(words, &why_not);
  if (!instrument) {
    faults.add(at, fmt::format("{}: {} can't be read: {}", path, words.measure, why_not));
    return std::nullopt;
  }
  CohortMeasure measure{std::string(words.measure), std::string(unit_of(instrument->measure)), "",
                        *instrument};
  if (instrument->measure == Measure::strength) measure.unit = instrument->kilograms ? "kg" : "N m";
  for (const std::string_view word : {words.region, words.side, words.method})
    if (!word.empty()) measure.name.append(1, '_').append(word);
  std::replace(measure.name.begin(), measure.name.end(), ' ', '_');
  measure.description = measure.name;
  std::replace(measure.description.begin(), measure.description.end(), '_', ' ');
  return measure;
}

/// What is held in memory for one person or for all groups must not grow without bounds.
void check_size(const Cohort& cohort, const Node& root, Faults& faults) {
  const std::size_t columns = cohort_columns(cohort).size();
  // A summary of a measure takes a kilobyte or two in each of 27 groups.
  constexpr std::size_t most_summaries = 6000, most_numbers = 250'000;
  const std::size_t most = cohort.summary ? most_summaries : most_numbers;
  const std::size_t numbers = cohort.policies.size() * cohort.days.size() * columns;
  if (numbers <= most) return;
  const Node* output = root.find("output");
  faults.add(output ? output->at : root.at,
             fmt::format("output: found {} policies x {} days x {} columns = {}{}, expected at most {}",
                         cohort.policies.size(), cohort.days.size(), columns, numbers,
                         cohort.summary ? "" : " numbers a person", most));
}

}  // namespace

std::vector<CohortMeasure> read_cohort_measures(const Node* node, Faults& faults) {
  std::vector<CohortMeasure> measures;
  const auto add = [&](const MeasureWords& words, Position at) {
    auto measure = make_measure(words, at, "measures", faults);
    if (!measure) return;
    const bool twice = std::any_of(measures.begin(), measures.end(),
                                   [&](const CohortMeasure& m) { return m.name == measure->name; });
    if (twice)
      faults.add(at, fmt::format("measures: '{}' stands there twice", measure->name));
    else
      measures.push_back(std::move(*measure));
  };
  if (!node) {
    for (const std::string_view name :
         {"body_mass", "fat_mass", "lean_mass", "appendicular_lean_mass", "muscle_mass"})
      add({name, {}, {}, {}, {}, {}, {}}, {});
    add({"strength", "quadriceps", {}, {}, "isometric", {}, {}}, {});
    for (const std::string_view name : {"grip_strength", "gait_speed", "chair_stand_time", "sppb"})
      add({name, {}, {}, {}, {}, {}, {}}, {});
    return measures;
  }
  if (node->kind != Node::Kind::sequence) {
    faults.add(node->at, fmt::format("measures: found {}, expected a list", found(*node)));
    return measures;
  }
  for (const Node& item : node->items) {
    if (item.kind == Node::Kind::scalar) {
      add({item.text, {}, {}, {}, {}, {}, {}}, item.at);
      continue;
    }
    if (!expect_mapping(item, "measures", faults)) continue;
    constexpr std::array<std::string_view, 4> keys{"measure", "region", "side", "method"};
    refuse_unknown_keys(item, keys, "measures", faults);
    const auto word = [&](std::string_view key) -> std::string_view {
      const Node* value = item.find(key);
      if (!value) return {};
      if (value->kind == Node::Kind::scalar) return value->text;
      faults.add(value->at, fmt::format("measures.{}: found {}, expected a word", key, found(*value)));
      return {};
    };
    const auto closed_word = [&](std::string_view key,
                                 std::span<const std::string_view> words) -> std::string_view {
      const Node* value = item.find(key);
      if (!value) return {};
      const auto chosen = read_closed_word(*value, words, fmt::format("measures.{}", key), faults);
      return chosen ? words[*chosen] : std::string_view{};
    };
    constexpr std::array<std::string_view, 3> sides{"left", "right", "both"};
    const std::size_t before = faults.count();
    const MeasureWords words{word("measure"),
                             closed_word("region", measure_region_names()),
                             closed_word("side", sides),
                             {},
                             word("method"),
                             {},
                             {}};
    if (faults.count() == before) add(words, item.at);
  }
  return measures;
}

std::vector<CohortPolicy> read_policies(const Node& node, std::string_view path, Faults& faults) {
  std::vector<CohortPolicy> policies;
  if (!expect_mapping(node, path, faults)) return policies;
  constexpr std::size_t most = 50;
  if (node.keys.empty() || node.keys.size() > most)
    faults.add(node.at, fmt::format("{}: found {}, expected 1 to {}", path, node.keys.size(), most));
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    CohortPolicy policy;
    policy.name = node.keys[i].text;
    if (node.items[i].kind != Node::Kind::null)
      policy.timeline = read_timeline(node.items[i], std::nullopt, faults);
    policies.push_back(std::move(policy));
  }
  return policies;
}

std::optional<Cohort> read_cohort_text(const std::string& text, const std::string& path,
                                       const CohortOverrides& overrides, Faults& faults) {
  const auto root = parse_document(text, faults);
  if (!root) return std::nullopt;
  if (!expect_mapping(*root, "the file", faults)) return std::nullopt;
  constexpr std::array<std::string_view, 7> keys{"name", "population", "people", "years",
                                                 "seed", "policies",   "output"};
  refuse_unknown_keys(*root, keys, "cohort", faults);
  Cohort cohort;
  cohort.text = text;
  if (const Node* name = root->find("name"))
    if (const auto word = read_open_word(*name, "name", faults)) cohort.name = *word;
  if (const Node* seed = root->find("seed"))
    cohort.seed = read_count(*seed, "seed", 0, 9007199254740991.0, faults).value_or(1);
  if (overrides.seed) cohort.seed = *overrides.seed;
  if (const Node* years = root->find("years"))
    cohort.years =
        read_number(*years, number_field(1.0 / 365, most_years, "y"), "years", faults).value_or(10);
  if (overrides.years) cohort.years = *overrides.years;
  if (!(cohort.years > 0 && cohort.years <= most_years)) {  // also not a number
    faults.add(root->at,
               fmt::format("years: found {}, expected more than 0 and at most {}", cohort.years, most_years));
    return std::nullopt;
  }
  if (const Node* population = root->find("population"))
    cohort.people_source = read_population(*population, folder_of(path), cohort.seed, faults);
  else
    faults.add(root->at, "population: found nothing, expected adults, {table: FILE} or {subject: {...}}");
  const auto size = cohort.people_source ? cohort.people_source->size() : std::nullopt;
  if (size) cohort.people = *size;
  const Node* people = root->find("people");
  if (people) cohort.people = read_count(*people, "people", 1, most_people, faults).value_or(1);
  if (overrides.people) cohort.people = *overrides.people;
  if (size && cohort.people > *size)
    faults.add(people ? people->at : root->at,
               fmt::format("people: found {}, expected at most the {} of the table", cohort.people, *size));
  if (const Node* policies = root->find("policies"))
    cohort.policies = read_policies(*policies, "policies", faults);
  else
    cohort.policies.push_back({"usual", {}});
  cohort.days = report_days(days_per_year, cohort.years * days_per_year);
  if (const Node* output = root->find("output"))
    read_output(*output, cohort, faults);
  else
    cohort.measures = read_cohort_measures(nullptr, faults);
  if (faults.empty()) check_size(cohort, *root, faults);
  if (!faults.empty()) return std::nullopt;
  return cohort;
}

std::optional<Cohort> read_cohort(const std::string& path, const CohortOverrides& overrides, Faults& faults) {
  const auto text = read_file(path, faults);
  if (!text) return std::nullopt;
  return read_cohort_text(*text, path, overrides, faults);
}

std::string fingerprint(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return fmt::format("{:016x}", hash);
}

std::string parameters_fingerprint() {
  const auto parameters = Parameters<double>::best();
  std::string text;
  for (std::size_t i = 0; i < parameter_count; ++i)
    text += fmt::format("{}={:016x}\n", parameter_table[i].name,
                        std::bit_cast<std::uint64_t>(parameters.values[i]));
  return fingerprint(text);
}

}  // namespace sarx
