#include "sarx/study/evidence_coverage.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace sarx {

namespace {

using Key = std::pair<std::string, std::string>;

/// Fields whose words name a kind of the event, not a side, a unit or a detail.
constexpr std::array<std::string_view, 8> kind_fields{"what", "condition", "kind", "nerve",
                                                      "of",   "joint",     "mode", "limb"};

bool names_kind(std::string_view field) {
  return std::find(kind_fields.begin(), kind_fields.end(), field) != kind_fields.end();
}

/// Calls `visit(word)` for every closed word of an event's kind, or for those that an event has.
template <class E, class Visit>
void kind_words(const E* event, Visit visit) {
  std::apply(
      [&](const auto&... field) {
        [[maybe_unused]] const auto one = [&](const auto& f) {
          using Value = typename std::decay_t<decltype(std::declval<E>().*(f.member))>::value_type;
          if constexpr (std::is_enum_v<Value>) {
            if (!names_kind(f.name)) return;
            if (event == nullptr)
              for (const std::string_view word : Words<Value>::words) visit(std::string(word));
            else if (event->*(f.member))
              visit(std::string(Words<Value>::words[static_cast<std::size_t>(*(event->*(f.member)))]));
          } else if constexpr (std::is_same_v<E, Diet>) {
            if (f.name == "detail") return;
            if (event == nullptr || event->*(f.member)) visit(std::string(f.name));
          }
        };
        (one(field), ...);
      },
      E::fields());
}

template <std::size_t... I>
void every_event(std::index_sequence<I...>, std::vector<CoverageRow>& rows) {
  const auto add = [&]<class E>(const E*) {
    rows.push_back({std::string(E::event_name), "", 0, 0, 0});
    kind_words<E>(nullptr, [&](const std::string& word) {
      const bool there = std::any_of(rows.begin(), rows.end(), [&](const CoverageRow& row) {
        return row.event == E::event_name && row.word == word;
      });
      if (!there) rows.push_back({std::string(E::event_name), word, 0, 0, 0});
    });
  };
  (add(static_cast<const std::variant_alternative_t<I, Event>*>(nullptr)), ...);
}

std::set<Key> keys_of(const Arm& arm) {
  std::set<Key> keys;
  for (const TimelineItem& item : arm.timeline.items)
    std::visit(
        [&](const auto& event) {
          const std::string name(std::decay_t<decltype(event)>::event_name);
          keys.emplace(name, "");
          kind_words(&event, [&](const std::string& word) { keys.emplace(name, word); });
        },
        item.event);
  return keys;
}

}  // namespace

std::vector<CoverageRow> evidence_coverage(const Validation& validation) {
  std::map<Key, std::array<std::set<std::string>, 3>> found;
  const auto count = [&](const Arm& arm, std::size_t column) {
    for (const Key& key : keys_of(arm)) found[key][column].insert(arm.participants);
  };
  for (const ScoredRow& row : validation.rows) count(*row.arm, row.fitted ? 0 : 1);
  for (const auto* rows : {&validation.relations, &validation.not_scored})
    for (const OtherRow& row : *rows) count(*row.arm, 2);
  std::vector<CoverageRow> result;
  every_event(std::make_index_sequence<std::variant_size_v<Event>>(), result);
  for (CoverageRow& row : result)
    if (const auto at = found.find({row.event, row.word}); at != found.end()) {
      row.fitted = at->second[0].size();
      row.unseen = at->second[1].size();
      row.other = at->second[2].size();
    }
  return result;
}

}  // namespace sarx
