// Reading of trial files.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "sarx/io/reader.h"
#include "sarx/io/suggest.h"
#include "sarx/io/time.h"
#include "sarx/io/value.h"
#include "sarx/person/reference.h"
#include "sarx/study/trial.h"

namespace sarx {
namespace {

constexpr double longest_trial_days = 36525;

/// What a trial holds in memory and how often it is drawn must not grow without bounds.
void check_size(const Trial& trial, const Node& root, Faults& faults) {
  constexpr double most_readings = 5e6, most_drawn = 5e8;
  const auto arms = static_cast<double>(trial.arms.size()), visits = static_cast<double>(trial.visits.size());
  const double readings = static_cast<double>(std::max(trial.pool, trial.people)) * arms * visits;
  const auto place = [&](std::string_view key) {
    const Node* node = root.find(key);
    return node ? node->at : root.at;
  };
  if (readings > most_readings)
    faults.add(place("pool"),
               fmt::format("pool: found {} people x {} arms x {} visits, expected at most {} in all",
                           std::max(trial.pool, trial.people), arms, visits, most_readings));
  const double people = std::accumulate(trial.sample_sizes.begin(), trial.sample_sizes.end(),
                                        static_cast<double>(trial.people));
  const double drawn = static_cast<double>(trial.replicates) * people * (arms - 1) *
                       (trial.analysis == TrialAnalysis::mixed_model ? visits * visits : 1);
  if (drawn > most_drawn)
    faults.add(
        place("replicates"),
        fmt::format("replicates: found {} trials of {} people in all sample sizes and {} arms, expected "
                    "fewer",
                    trial.replicates, people, arms));
}

/// Within-person error of one measurement where the file states none; 0 where none is known.
double usual_error_percent(Measure measure) {
  const Parameters<double>& p = reference_parameters();
  constexpr double percent = 100;
  switch (measure) {
    case Measure::grip_strength:
      return percent * p.repeat_error_grip();
    case Measure::gait_speed:
    case Measure::walk_time:
      return percent * p.repeat_error_gait();
    case Measure::chair_stand_time:
    case Measure::chair_stands_30s:
      return percent * p.repeat_error_chair_stand();
    case Measure::lean_mass:
    case Measure::appendicular_lean_mass:
    case Measure::regional_lean_mass:
      return percent * p.repeat_error_muscle_dxa();
    case Measure::body_mass:
      return percent * p.repeat_error_body_mass_index();
    default:
      return 0;
  }
}

FieldInfo limits(double minimum, double maximum, std::string_view unit = "") {
  return {"", FieldKind::number, unit, true, minimum, maximum, "", {}, false};
}

class TrialReader {
 public:
  TrialReader(const Node& root, Trial& trial, Faults& faults) : root_(root), trial_(trial), faults_(faults) {}

  void number(std::string_view key, double minimum, double maximum, double& value) {
    if (const Node* node = root_.find(key))
      value = read_number(*node, limits(minimum, maximum), key, faults_).value_or(value);
  }
  void count(std::string_view key, double minimum, double maximum, std::uint64_t& value) {
    const Node* node = root_.find(key);
    if (!node) return;
    const auto read = read_number(*node, limits(minimum, maximum), key, faults_);
    if (!read) return;
    if (*read != std::floor(*read))
      faults_.add(node->at, fmt::format("{}: found {}, expected a whole number", key, node->text));
    else
      value = static_cast<std::uint64_t>(*read);
  }

  /// `visits: [12 wk, 24 wk]`; day 0 is always one.
  void visits() {
    const Node* node = root_.find("visits");
    if (!node || node->kind != Node::Kind::sequence || node->items.empty()) {
      faults_.add(node ? node->at : root_.at,
                  fmt::format("visits: found {}, expected a list of times such as [12 wk, 24 wk]",
                              node ? found(*node) : "nothing"));
      return;
    }
    trial_.visits = {0};
    for (const Node& item : node->items) {
      const auto days = item.kind == Node::Kind::scalar ? parse_duration_days(item.text) : std::nullopt;
      if (!days || *days < 0 || *days > longest_trial_days)
        faults_.add(item.at, fmt::format("visits: found {}, expected a time such as 12 wk", found(item)));
      else
        trial_.visits.push_back(*days);
    }
    std::sort(trial_.visits.begin(), trial_.visits.end());
    trial_.visits.erase(std::unique(trial_.visits.begin(), trial_.visits.end()), trial_.visits.end());
    constexpr std::size_t most_visits = 100;
    if (trial_.visits.size() > most_visits)
      faults_.add(node->at, fmt::format("visits: found {}, expected at most {}", trial_.visits.size() - 1,
                                        most_visits - 1));
    if (trial_.visits.size() < 2 && faults_.empty())
      faults_.add(node->at, "visits: found only day 0, expected a visit after it");
  }

  /// `eligibility: [{measure: sppb, maximum: 9}]`.
  void eligibility() {
    const Node* node = root_.find("eligibility");
    if (!node) return;
    if (node->kind != Node::Kind::sequence) {
      faults_.add(node->at, fmt::format("eligibility: found {}, expected a list", found(*node)));
      return;
    }
    for (const Node& item : node->items) {
      if (!expect_mapping(item, "eligibility", faults_)) continue;
      constexpr std::array<std::string_view, 6> keys{"measure", "region",  "side",
                                                     "method",  "minimum", "maximum"};
      refuse_unknown_keys(item, keys, "eligibility", faults_);
      TrialCriterion criterion;
      if (auto measure = one_measure(item)) criterion.measure = std::move(*measure);
      const Node *low = item.find("minimum"), *high = item.find("maximum");
      if (!low && !high)
        faults_.add(item.at, "eligibility: found neither minimum nor maximum, expected one of them");
      if (low) criterion.minimum = read_number(*low, limits(-1e6, 1e6), "minimum", faults_).value_or(0);
      if (high) criterion.maximum = read_number(*high, limits(-1e6, 1e6), "maximum", faults_).value_or(0);
      if (criterion.minimum > criterion.maximum)
        faults_.add(item.at, "eligibility: found a minimum above the maximum");
      trial_.eligibility.push_back(std::move(criterion));
    }
  }

  void arms() {
    const Node* node = root_.find("arms");
    if (!node) {
      faults_.add(root_.at,
                  "arms: found nothing, expected {control: [...], treated: [...]}; the first is the control");
      return;
    }
    for (CohortPolicy& policy : read_policies(*node, "arms", faults_))
      trial_.arms.push_back({std::move(policy), 1});
    if (trial_.arms.size() < 2 && faults_.empty())
      faults_.add(node->at, fmt::format("arms: found {}, expected at least two", trial_.arms.size()));
    const Node* allocation = root_.find("allocation");
    if (!allocation || !expect_mapping(*allocation, "allocation", faults_)) return;
    for (std::size_t i = 0; i < allocation->keys.size(); ++i) {
      const Key& key = allocation->keys[i];
      const auto arm = std::find_if(trial_.arms.begin(), trial_.arms.end(),
                                    [&](const TrialArm& a) { return a.policy.name == key.text; });
      if (arm == trial_.arms.end()) {
        faults_.add(key.at, fmt::format("allocation: found '{}', expected the name of an arm", key.text));
        continue;
      }
      arm->share = read_number(allocation->items[i], limits(0.01, 100), "allocation", faults_).value_or(1);
    }
  }

  /// `adherence: 0.8` or `{mean: 0.8, sd: 0.2}`.
  void adherence() {
    const Node* node = root_.find("adherence");
    if (!node) return;
    if (node->kind == Node::Kind::scalar) {
      number("adherence", 0, 1, trial_.adherence_mean);
      return;
    }
    if (!expect_mapping(*node, "adherence", faults_)) return;
    constexpr std::array<std::string_view, 2> keys{"mean", "sd"};
    refuse_unknown_keys(*node, keys, "adherence", faults_);
    if (const Node* mean = node->find("mean"))
      trial_.adherence_mean = read_number(*mean, limits(0, 1), "adherence.mean", faults_).value_or(1);
    if (const Node* sd = node->find("sd"))
      trial_.adherence_sd = read_number(*sd, limits(0, 1), "adherence.sd", faults_).value_or(0);
  }

  void endpoint() {
    const Node* node = root_.find("endpoint");
    if (!node) {
      faults_.add(root_.at, "endpoint: found nothing, expected {measure: ...} or {event: ...}");
      return;
    }
    if (!expect_mapping(*node, "endpoint", faults_)) return;
    constexpr std::array<std::string_view, 7> keys{"measure", "region",   "side",         "method",
                                                   "event",   "analysis", "error_percent"};
    refuse_unknown_keys(*node, keys, "endpoint", faults_);
    if (const Node* event = node->find("event")) {
      constexpr std::array<std::string_view, 6> words{"falls",          "hip_fractures", "fractures",
                                                      "hospital_stays", "disability",    "death"};
      if (const auto word = read_closed_word(*event, words, "endpoint.event", faults_))
        trial_.event = static_cast<TrialEvent>(*word);
      analysis(*node, true);
      for (const std::string_view key : {"measure", "region", "side", "method", "error_percent"})
        if (const Node* of_measure = node->find(key))
          faults_.add(of_measure->at,
                      fmt::format("endpoint.{}: found beside an event, expected one of the two", key));
      return;
    }
    if (auto measure = one_measure(*node)) trial_.endpoint = std::move(*measure);
    analysis(*node, false);
    trial_.error_percent = usual_error_percent(trial_.endpoint.instrument.measure);
    if (const Node* error = node->find("error_percent"))
      trial_.error_percent =
          read_number(*error, limits(0, 100, "%"), "endpoint.error_percent", faults_).value_or(0);
  }

  void sample_sizes() {
    trial_.sample_sizes = {20, 40, 60, 100, 200, 400};
    if (const Node* node = root_.find("sample_sizes")) {
      if (const auto sizes = read_numbers(*node, limits(4, 100000), "sample_sizes", faults_))
        trial_.sample_sizes = *sizes;
      if (trial_.sample_sizes.size() > 50)
        faults_.add(node->at,
                    fmt::format("sample_sizes: found {}, expected at most 50", trial_.sample_sizes.size()));
      for (double& size : trial_.sample_sizes) size = std::floor(size);
    }
  }

 private:
  /// Events are compared by the time to them, readings by everything else.
  void analysis(const Node& endpoint, bool event) {
    trial_.analysis = event ? TrialAnalysis::time_to_event : TrialAnalysis::ancova;
    const Node* node = endpoint.find("analysis");
    if (!node) return;
    constexpr std::array<std::string_view, 4> words{"ancova", "t_test", "mixed_model", "time_to_event"};
    // t-test, mixed model and time-to-event are written in more than one way.
    Node spelled = *node;
    std::replace_if(
        spelled.text.begin(), spelled.text.end(), [](char c) { return c == '-' || c == ' '; }, '_');
    const auto word = read_closed_word(spelled, words, "endpoint.analysis", faults_);
    if (!word) return;
    const auto chosen = static_cast<TrialAnalysis>(*word);
    if ((chosen == TrialAnalysis::time_to_event) != event)
      faults_.add(node->at, fmt::format("endpoint.analysis: found {} of {}, expected {}", node->text,
                                        event ? "an event" : "a measure",
                                        event ? "time_to_event" : "ancova, t_test or mixed_model"));
    else
      trial_.analysis = chosen;
  }

  /// The measure that a mapping names.
  std::optional<CohortMeasure> one_measure(const Node& node) {
    Node words;
    words.kind = Node::Kind::mapping;
    words.at = node.at;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      const std::string& key = node.keys[i].text;
      if (key != "measure" && key != "region" && key != "side" && key != "method") continue;
      words.keys.push_back(node.keys[i]);
      words.items.push_back(node.items[i]);
    }
    if (!words.find("measure")) {
      faults_.add(node.at, "measure: found nothing, expected the name of a measure");
      return std::nullopt;
    }
    Node list;
    list.kind = Node::Kind::sequence;
    list.at = node.at;
    list.items.push_back(std::move(words));
    auto measures = read_cohort_measures(&list, faults_);
    if (measures.empty()) return std::nullopt;
    return std::move(measures.front());
  }

  const Node& root_;
  Trial& trial_;
  Faults& faults_;
};

}  // namespace

std::optional<Trial> read_trial_text(const std::string& text, const std::string& path,
                                     const TrialOverrides& overrides, Faults& faults) {
  const auto root = parse_document(text, faults);
  if (!root || !expect_mapping(*root, "the file", faults)) return std::nullopt;
  constexpr std::array<std::string_view, 16> keys{
      "name",  "population", "eligibility",      "arms",      "allocation", "people",
      "seed",  "visits",     "dropout_per_year", "adherence", "endpoint",   "sample_sizes",
      "power", "pool",       "replicates",       "notes"};
  refuse_unknown_keys(*root, keys, "trial", faults);
  Trial trial;
  trial.text = text;
  TrialReader reader(*root, trial, faults);
  if (const Node* name = root->find("name")) trial.name = read_open_word(*name, "name", faults).value_or("");
  reader.count("people", 4, 100000, trial.people);
  reader.count("seed", 0, 9007199254740991.0, trial.seed);
  reader.count("pool", 20, 1000000, trial.pool);
  reader.count("replicates", 1, 100000, trial.replicates);
  reader.number("dropout_per_year", 0, 10, trial.dropout_per_year);
  reader.number("power", 0.05, 0.999, trial.power);
  if (overrides.people) trial.people = *overrides.people;
  if (overrides.seed) trial.seed = *overrides.seed;
  reader.visits();
  reader.eligibility();
  reader.arms();
  reader.adherence();
  reader.endpoint();
  reader.sample_sizes();
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash);
  if (const Node* population = root->find("population"))
    trial.people_source = read_population(*population, folder, trial.seed, faults);
  else
    faults.add(root->at, "population: found nothing, expected adults, {table: FILE} or {subject: {...}}");
  if (faults.empty()) check_size(trial, *root, faults);
  if (!faults.empty()) return std::nullopt;
  return trial;
}

std::optional<Trial> read_trial(const std::string& path, const TrialOverrides& overrides, Faults& faults) {
  const auto text = read_file(path, faults);
  if (!text) return std::nullopt;
  return read_trial_text(*text, path, overrides, faults);
}

}  // namespace sarx
