#include "sarx/study/evidence.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <set>

#include "sarx/io/document.h"
#include "sarx/io/reader.h"
#include "sarx/io/suggest.h"
#include "sarx/io/vocabulary.h"
#include "sarx/measure/instrument.h"

namespace sarx {

std::string_view name(ValueKind kind) {
  return Words<ValueKind>::words[static_cast<std::size_t>(kind)];
}
std::string_view name(Use use) {
  return Words<Use>::words[static_cast<std::size_t>(use)];
}
std::string_view name(Direction direction) {
  return direction == Direction::up ? "up" : direction == Direction::down ? "down" : "none";
}

bool can_replay(const Observation& o) {
  return find_measure(o.measure).has_value() && o.kind != ValueKind::ratio && o.kind != ValueKind::smd &&
         o.kind != ValueKind::cv && o.kind != ValueKind::rate_constant_per_week;
}

const Arm* Study::arm(std::string_view arm_name) const {
  for (const Arm& a : arms)
    if (a.name == arm_name) return &a;
  return nullptr;
}

namespace {

using WordList = std::vector<std::string_view>;

const WordList study_keys{"id", "participants", "topic", "citation", "source", "design", "notes", "arms"};
const WordList topics{"disuse",   "disease",         "ageing",     "injury",     "nutrition",
                      "strength", "falls-fractures", "metabolism", "disability", "training",
                      "protein",  "treatment",       "hormones",   "integrated"};
const WordList designs{"rct", "controlled", "single-arm", "cohort", "meta-analysis", "cross-section"};
const WordList arm_keys{"name",  "participants", "n",        "replay",      "why_not",
                        "match", "subject",      "timeline", "observations"};
const WordList observation_keys{"measure",
                                "region",
                                "muscle",
                                "side",
                                "fibre",
                                "method",
                                "definition",
                                "event",
                                "exposure",
                                "statistic",
                                "n",
                                "day",
                                "day_range",
                                "day_label",
                                "from_baseline_day",
                                "versus",
                                "ratio_kind",
                                "unit",
                                "se",
                                "sd",
                                "ci95",
                                "range",
                                "count",
                                "of",
                                "studies",
                                "p",
                                "derived",
                                "spread_guessed",
                                "note",
                                "use",
                                "change_percent",
                                "change",
                                "value",
                                "rate_percent_per_year",
                                "difference_percent",
                                "difference",
                                "ratio",
                                "smd",
                                "cv",
                                "rate_constant_per_week",
                                "direction"};

bool contains(const WordList& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string list(const WordList& words) {
  std::string text;
  for (std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

/// No one is followed for longer.
constexpr double longest_days = 120 * 365.25;

/// Reads one study file; everything it dislikes goes to the faults.
class StudyReader {
 public:
  StudyReader(std::string file, Faults& faults) : file_(std::move(file)), faults_(faults) {}

  std::optional<Study> read(const Node& root) {
    if (root.kind != Node::Kind::mapping) {
      fault(root, "found no mapping, expected a study");
      return std::nullopt;
    }
    keys(root, study_keys, "a study");
    for (std::string_view key : study_keys)
      if (root.find(key) == nullptr) fault(root, "a study needs " + std::string(key));
    if (!faults_.empty()) return std::nullopt;

    Study study;
    study.file = file_;
    study.id = text(root, "id");
    const std::string stem = std::filesystem::path(file_).stem().string();
    if (study.id != stem && file_ != "standard input")
      fault(*root.find("id"), "found id " + study.id + ", expected the file's name, " + stem);
    study.participants = text(root, "participants");
    study.topic = word(root, "topic", topics);
    study.design = word(root, "design", designs);
    const Node& arms = *root.find("arms");
    if (arms.kind != Node::Kind::sequence) {
      fault(arms, "found no list, expected arms");
      return std::nullopt;
    }
    for (const Node& node : arms.items)
      if (auto arm = read_arm(node, study)) study.arms.push_back(std::move(*arm));
    check_arms(study, arms);
    if (!faults_.empty()) return std::nullopt;
    return study;
  }

 private:
  void fault(const Node& node, std::string message) { faults_.add(node.at, std::move(message)); }

  void keys(const Node& node, const WordList& allowed, std::string_view what) {
    for (const Key& key : node.keys) {
      if (contains(allowed, key.text)) continue;
      std::string message = "found " + key.text + ", expected a field of " + std::string(what);
      message += did_you_mean(key.text, allowed);
      faults_.add(key.at, message);
    }
  }
  std::string text(const Node& node, std::string_view key) {
    const Node* found = node.find(key);
    if (found == nullptr) return "";
    if (found->kind != Node::Kind::scalar) {
      fault(*found, "found no text, expected " + std::string(key));
      return "";
    }
    return found->text;
  }
  std::string word(const Node& node, std::string_view key, const WordList& allowed) {
    std::string found = text(node, key);
    if (node.find(key) != nullptr && !contains(allowed, found)) {
      std::string message = "found " + found + ", expected one of " + list(allowed);
      message += did_you_mean(found, allowed);
      fault(*node.find(key), message);
    }
    return found;
  }
  std::optional<double> plain_number(const Node& node) {
    double value = 0;
    const char* first = node.text.data();
    const char* last = first + node.text.size();
    if (first != last && *first == '+') ++first;
    const auto [end, error] = std::from_chars(first, last, value);
    if (node.kind != Node::Kind::scalar || node.quoted || error != std::errc() || end != last ||
        !std::isfinite(value) || std::abs(value) > 1e9)
      return std::nullopt;
    return value;
  }
  std::optional<double> number(const Node& node, std::string_view key) {
    const Node* found = node.find(key);
    if (found == nullptr || found->kind == Node::Kind::null) return std::nullopt;
    const auto value = plain_number(*found);
    if (!value) fault(*found, "found " + found->text + ", expected a number for " + std::string(key));
    return value;
  }
  std::optional<std::pair<double, double>> pair(const Node& node, std::string_view key) {
    const Node* found = node.find(key);
    if (found == nullptr) return std::nullopt;
    if (found->kind == Node::Kind::sequence && found->items.size() == 2) {
      const auto lo = plain_number(found->items[0]);
      const auto hi = plain_number(found->items[1]);
      if (lo && hi && *lo <= *hi) return std::pair{*lo, *hi};
    }
    fault(*found, "found something else, expected [lo, hi] for " + std::string(key));
    return std::nullopt;
  }
  std::optional<bool> flag(const Node& node, std::string_view key) {
    const Node* found = node.find(key);
    if (found == nullptr) return std::nullopt;
    if (found->kind == Node::Kind::scalar && !found->quoted &&
        (found->text == "true" || found->text == "false"))
      return found->text == "true";
    fault(*found, "found " + found->text + ", expected true or false for " + std::string(key));
    return std::nullopt;
  }

  /// The format lets groups of 16 and 17 be replayed; they are taken as 18, where the reference data begin.
  Node grown_up(Node subject, bool replayed) {
    for (std::size_t i = 0; replayed && i < std::min(subject.keys.size(), subject.items.size()); ++i) {
      const auto age = subject.keys[i].text == "age_years" ? plain_number(subject.items[i]) : std::nullopt;
      if (age && *age >= 16 && *age < 18) subject.items[i].text = "18";
    }
    return subject;
  }

  std::optional<Arm> read_arm(const Node& node, const Study& study) {
    if (node.kind != Node::Kind::mapping) {
      fault(node, "found no mapping, expected an arm");
      return std::nullopt;
    }
    keys(node, arm_keys, "an arm");
    for (std::string_view key : {"name", "replay", "subject", "timeline", "observations"})
      if (node.find(key) == nullptr) {
        fault(node, "an arm needs " + std::string(key));
        return std::nullopt;
      }
    Arm arm;
    arm.name = text(node, "name");
    arm.participants = node.find("participants") != nullptr ? text(node, "participants") : study.participants;
    arm.n = number(node, "n");
    arm.replay = flag(node, "replay").value_or(false);
    arm.why_not = text(node, "why_not");
    if (arm.replay == (node.find("why_not") != nullptr))
      fault(node, "why_not goes with replay: false, and only there");
    if (node.find("match") != nullptr)
      arm.match_body_mass = word(node, "match", {"body_mass"}) == "body_mass";

    arm.subject =
        read_subject(grown_up(*node.find("subject"), arm.replay), SubjectRules{arm.replay}, faults_);
    arm.timeline = read_timeline(*node.find("timeline"), std::nullopt, faults_);
    for (const TimelineItem& item : arm.timeline.items) arm.event_names.emplace_back(event_name(item.event));

    const Node& observations = *node.find("observations");
    if (observations.kind == Node::Kind::null) return arm;
    if (observations.kind != Node::Kind::sequence) {
      fault(observations, "found no list, expected observations");
      return arm;
    }
    for (const Node& item : observations.items)
      if (auto observation = read_observation(item)) arm.observations.push_back(std::move(*observation));
    return arm;
  }

  std::optional<Observation> read_observation(const Node& node) {
    if (node.kind != Node::Kind::mapping) {
      fault(node, "found no mapping, expected an observation");
      return std::nullopt;
    }
    keys(node, observation_keys, "an observation");
    Observation o;
    o.line = node.at.line;
    o.measure = text(node, "measure");
    const WordList known(study_measure_names().begin(), study_measure_names().end());
    if (!find_measure(o.measure) && !contains(known, o.measure)) {
      fault(node, "found measure " + o.measure + ", expected a measure of the format" +
                      did_you_mean(o.measure, known));
      return std::nullopt;
    }
    if (node.find("region") != nullptr)
      o.region = word(node, "region", {measure_region_names().begin(), measure_region_names().end()});
    if (node.find("side") != nullptr) o.side = word(node, "side", {"left", "right", "both"});
    if (o.side == "both") o.side.clear();
    if (node.find("fibre") != nullptr) o.fibre = word(node, "fibre", {"I", "II", "mixed"});
    if (node.find("ratio_kind") != nullptr)
      o.ratio_kind = word(node, "ratio_kind", {"OR", "RR", "HR", "IRR", "fold"});
    for (auto [field, key] : {std::pair{&o.muscle, "muscle"},
                              {&o.method, "method"},
                              {&o.exposure, "exposure"},
                              {&o.definition, "definition"},
                              {&o.unit, "unit"},
                              {&o.statistic, "statistic"},
                              {&o.versus, "versus"},
                              {&o.event, "event"},
                              {&o.note, "note"}})
      *field = text(node, key);
    o.se = number(node, "se");
    o.sd = number(node, "sd");
    o.ci95 = pair(node, "ci95");
    o.range = pair(node, "range");
    o.n = number(node, "n");
    o.day = number(node, "day");
    o.from_baseline_day = number(node, "from_baseline_day");
    o.spread_guessed = flag(node, "spread_guessed").value_or(false);
    o.derived = flag(node, "derived").value_or(false);
    for (const auto& spread : {o.se, o.sd})
      if (spread && *spread < 0) fault(node, "found a spread below 0, expected 0 or more");
    if (o.se.has_value() + o.sd.has_value() + o.ci95.has_value() > 1)
      fault(node, "found more than one spread, expected one of se, sd and ci95");

    const std::string use = word(node, "use", {"replay", "relation", "pooled-effect"});
    if (node.find("use") == nullptr) fault(node, "an observation needs use");
    o.use = use == "relation" ? Use::relation : use == "pooled-effect" ? Use::pooled_effect : Use::replay;

    int values = 0;
    for (std::size_t k = 0; k < Words<ValueKind>::words.size(); ++k) {
      const auto key = Words<ValueKind>::words[k];
      const Node* found = node.find(key);
      if (found == nullptr) continue;
      ++values;
      o.kind = static_cast<ValueKind>(k);
      if (o.kind == ValueKind::direction) {
        const std::string direction = word(node, key, {"up", "down", "none"});
        o.value = direction == "up" ? 1 : direction == "down" ? -1 : 0;
      } else {
        o.value = number(node, key).value_or(0);
      }
    }
    if (values != 1) fault(node, "found " + std::to_string(values) + " values, expected exactly one");
    if (o.kind == ValueKind::ratio && o.ratio_kind.empty()) fault(node, "a ratio needs ratio_kind");
    if (o.kind == ValueKind::ratio && o.value <= 0) fault(node, "found a ratio of 0 or less");
    const bool compares = o.kind == ValueKind::difference || o.kind == ValueKind::difference_percent ||
                          o.kind == ValueKind::ratio || o.kind == ValueKind::smd;
    if (compares && o.versus.empty()) fault(node, std::string(name(o.kind)) + " needs versus");
    if (o.ci95 && (o.value < o.ci95->first || o.value > o.ci95->second))
      fault(node, "found a ci95 that is not around the value");
    if ((o.kind == ValueKind::change_percent || o.kind == ValueKind::difference_percent) && o.value < -100)
      fault(node, "found a loss of more than 100 percent");
    if (o.use == Use::replay && !o.day) fault(node, "replay needs a day");
    for (const auto& [day, key] : {std::pair{o.day, "day"}, {o.from_baseline_day, "from_baseline_day"}})
      if (day && std::abs(*day) > longest_days)
        fault(*node.find(key), "found " + text(node, key) + ", expected a day within 120 years of day 0");
    if (o.from_baseline_day && o.day && *o.from_baseline_day >= *o.day)
      fault(node, "found from_baseline_day " + text(node, "from_baseline_day") + ", expected a day before " +
                      text(node, "day"));
    return o;
  }

  void check_arms(const Study& study, const Node& node) {
    std::set<std::string> names;
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
      const Arm& arm = study.arms[a];
      const Node& at = a < node.items.size() ? node.items[a] : node;
      if (!names.insert(arm.name).second) fault(at, "two arms are named " + arm.name);
      for (const Observation& o : arm.observations) {
        if (o.use != Use::replay || o.versus.empty() || o.versus == "other_side") continue;
        const Arm* other = study.arm(o.versus);
        if (other == nullptr && !can_replay(o)) continue;  // against words, which the replay lists as skipped
        if (other == nullptr)
          faults_.add({o.line, 1}, "replayed difference against " + o.versus + ", which is no arm");
        else if (arm.replay && !other->replay)
          faults_.add({o.line, 1}, "replayed difference against " + o.versus + ", which has replay: false");
      }
    }
  }

  std::string file_;
  Faults& faults_;
};

}  // namespace

std::optional<Study> read_study_document(const Node& root, Faults& faults) {
  return StudyReader(faults.file(), faults).read(root);
}

Evidence read_evidence(const std::vector<std::string>& paths) {
  namespace fs = std::filesystem;
  Evidence evidence;
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      for (auto entry =
               fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error);
           !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const auto extension = entry->path().extension();
        if (entry->is_regular_file(error) && (extension == ".yaml" || extension == ".yml"))
          files.push_back(entry->path().string());
      }
      if (error) evidence.faults.push_back({path, {}, "can't be searched: " + error.message()});
    } else if (fs::exists(path, error)) {
      files.push_back(path);
    } else {
      evidence.faults.push_back({path, {}, "no such file or folder"});
    }
  }
  std::sort(files.begin(), files.end());
  // A file that lies in two of the folders is one study.
  std::set<std::string> seen;
  std::erase_if(files, [&](const std::string& file) {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(file, error);
    return !seen.insert(error ? file : real.string()).second;
  });
  for (const std::string& file : files) {
    Faults faults(file);
    const auto content = read_file(file, faults);
    const auto root = content ? parse_document(*content, faults) : std::nullopt;
    if (root) {
      const Node* kind = root->find("kind");
      if (kind != nullptr && kind->text == "reference") continue;
      if (auto study = read_study_document(*root, faults)) evidence.studies.push_back(std::move(*study));
    }
    evidence.faults.insert(evidence.faults.end(), faults.first().begin(), faults.first().end());
  }
  std::stable_sort(evidence.studies.begin(), evidence.studies.end(),
                   [](const Study& a, const Study& b) { return a.id < b.id; });
  return evidence;
}

}  // namespace sarx
