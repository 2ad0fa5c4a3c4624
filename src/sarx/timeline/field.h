// How a record of the scenario language (a subject, an event) describes its own fields: name, kind, unit,
// limits, words and meaning in one place. The reader's checks, the exported JSON Schema and the reference
// page are all made from these.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/body/muscle_group.h"

namespace sarx {

/// The allowed words of an enumerated field. Specialise `words` for every enumeration used in a field;
/// the enumerators are numbered 0, 1, 2 ... in the order of the words.
template <class Enum>
struct Words;  // static constexpr std::array<std::string_view, N> words{...};

/// One field of a record. `Value` is double, bool, std::string (open word), an enumeration with `Words`
/// (closed word), std::vector<double>, or std::vector<std::string>.
template <class Record, class Value>
struct Field {
  std::string_view name;
  std::optional<Value> Record::*member;
  std::string_view unit;  ///< "" where the value has none
  double minimum = 0;     ///< numbers and numbers in lists: smallest accepted
  double maximum = 0;     ///< largest accepted; minimum == maximum: no limits (words, flags)
  std::string_view doc;   ///< one sentence
  std::span<const std::string_view> words =
      {};  ///< the only strings accepted, in a list too; empty: any (open word)
};

template <class Record>
constexpr Field<Record, double> number(std::string_view name, std::optional<double> Record::*member,
                                       std::string_view unit, double minimum, double maximum,
                                       std::string_view doc) {
  return {name, member, unit, minimum, maximum, doc, {}};
}

template <class Record, class Value>
constexpr Field<Record, Value> field(std::string_view name, std::optional<Value> Record::*member,
                                     std::string_view doc) {
  return {name, member, "", 0, 0, doc, {}};
}

template <class Record>
constexpr Field<Record, std::vector<double>> numbers(std::string_view name,
                                                     std::optional<std::vector<double>> Record::*member,
                                                     std::string_view unit, double minimum, double maximum,
                                                     std::string_view doc) {
  return {name, member, unit, minimum, maximum, doc, {}};
}

/// A string, or a list of strings, of which only `words` are accepted.
template <class Record, class Value>
constexpr Field<Record, Value> closed(std::string_view name, std::optional<Value> Record::*member,
                                      std::span<const std::string_view> words, std::string_view doc) {
  return {name, member, "", 0, 0, doc, words};
}

/// Regions an event may name: every muscle group and the composites.
inline constexpr std::array<std::string_view, 20> region_names{
    "quadriceps",    "hamstrings",      "hip_adductors",
    "gluteals",      "hip_flexors",     "plantarflexors",
    "dorsiflexors",  "thigh",           "calf",
    "leg",           "trunk",           "trunk_extensors",
    "trunk_flexors", "chest_shoulders", "upper_back",
    "elbow_flexors", "elbow_extensors", "forearm",
    "arm",           "whole_body"};

/// `side` of an event: one limb, or both.
enum class EventSide : unsigned char { left, right, both };
template <>
struct Words<EventSide> {
  static constexpr std::array<std::string_view, 3> words{"left", "right", "both"};
};

/// Whether an event with this `side` (absent: both) reaches the given side.
constexpr bool reaches(const std::optional<EventSide>& event_side, Side side) {
  return !event_side || *event_side == EventSide::both ||
         index(side) == static_cast<std::size_t>(*event_side);
}

}  // namespace sarx
