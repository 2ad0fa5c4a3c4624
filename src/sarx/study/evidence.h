// A published study as its file tells it: who took part, what happened to them, what was measured
// (evidence/FORMAT.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/io/diagnostic.h"
#include "sarx/person/subject.h"
#include "sarx/timeline/timeline.h"

namespace sarx {

struct Node;

/// How the one value of an observation is stated.
enum class ValueKind : unsigned char {
  change_percent,
  change,
  value,
  rate_percent_per_year,
  difference_percent,
  difference,
  ratio,
  smd,
  cv,
  rate_constant_per_week,
  direction,
};
template <>
struct Words<ValueKind> {
  static constexpr std::array<std::string_view, 11> words{
      "change_percent", "change", "value", "rate_percent_per_year",  "difference_percent", "difference",
      "ratio",          "smd",    "cv",    "rate_constant_per_week", "direction"};
};
enum class Direction : signed char { down = -1, none = 0, up = 1 };
enum class Use : unsigned char { replay, relation, pooled_effect };
template <>
struct Words<Use> {
  static constexpr std::array<std::string_view, 3> words{"replay", "relation", "pooled-effect"};
};
std::string_view name(ValueKind kind);
std::string_view name(Direction direction);
std::string_view name(Use use);

struct Observation {
  std::string measure, region, muscle, side, fibre, method, unit, statistic, versus, ratio_kind, event, note;
  std::string exposure;    ///< the state a relation is about
  std::string definition;  ///< of a case
  ValueKind kind = ValueKind::change_percent;
  double value = 0;  ///< the stated number; for a direction -1, 0 or 1
  std::optional<double> se, sd, n, day, from_baseline_day;
  std::optional<std::pair<double, double>> ci95, range;
  bool spread_guessed = false, derived = false;
  Use use = Use::replay;
  std::size_t line = 0;

  Direction direction() const { return static_cast<Direction>(static_cast<int>(value)); }
};

/// Whether the program has an instrument for the measure, and a single number to hold against the value.
bool can_replay(const Observation& observation);

struct Arm {
  std::string name, participants, why_not;
  std::optional<double> n;
  bool replay = false;
  bool match_body_mass = false;
  Subject subject;
  Timeline timeline;
  std::vector<std::string> event_names;  ///< one entry an event, for the baseline of alike studies
  std::vector<Observation> observations;
};

struct Study {
  std::string id, participants, topic, design, file;
  std::vector<Arm> arms;

  const Arm* arm(std::string_view arm_name) const;
};

/// Studies read from folders and files, and everything wrong with them.
struct Evidence {
  std::vector<Study> studies;  ///< ordered by id
  std::vector<Diagnostic> faults;
};

/// Read a study from its document; nothing, and the faults, where something is wrong with it.
std::optional<Study> read_study_document(const Node& root, Faults& faults);

/// Read every *.yaml and *.yml below the given folders (recursively) or the files themselves. Reference
/// tables (`kind: reference`) are passed over. A file with a fault is left out and its faults listed.
Evidence read_evidence(const std::vector<std::string>& paths);

}  // namespace sarx
