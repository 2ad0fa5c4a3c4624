#include "sarx/study/file_kind.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace sarx {

FileKind file_kind(const Node& root) {
  const Node* kind = root.find("kind");
  if (kind && kind->text == "reference") return FileKind::reference;

  // Of the keys only those that not every kind has.
  struct Marks {
    FileKind kind;
    std::array<std::string_view, 11> keys;
  };
  static constexpr std::array<Marks, 4> all{
      {{FileKind::scenario, {"subject", "timeline", "measurements", "report", "start_date"}},
       {FileKind::cohort, {"population", "policies", "years", "output", "people", "seed"}},
       {FileKind::trial,
        {"population", "endpoint", "visits", "eligibility", "allocation", "dropout_per_year", "adherence",
         "sample_sizes", "power", "pool", "replicates"}},
       {FileKind::study, {"id", "participants", "topic", "citation", "source", "design"}}}};
  std::pair<long, FileKind> most{0, FileKind::scenario};
  for (const Marks& marks : all) {
    auto count = std::count_if(marks.keys.begin(), marks.keys.end(),
                               [&](std::string_view key) { return !key.empty() && root.find(key); });
    // Both have arms: a trial by their names, a study in a list.
    if (const Node* arms = root.find("arms"))
      count +=
          arms->kind == Node::Kind::sequence ? marks.kind == FileKind::study : marks.kind == FileKind::trial;
    if (count > most.first) most = {count, marks.kind};
  }
  return most.second;
}

}  // namespace sarx
