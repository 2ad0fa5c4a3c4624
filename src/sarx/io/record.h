// The records of the scenario language (the subject, every event) as data, made from their own fields()
// descriptions: what the reader checks, what the schema exports and what the reference page tells is this.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace sarx {

enum class FieldKind : unsigned char {
  number,
  flag,
  open_word,
  closed_word,
  numbers,
  open_words,
  closed_words
};

struct FieldInfo {
  std::string_view name;
  FieldKind kind;
  std::string_view unit;  ///< "" where it has none
  bool limited = false;   ///< numbers: whether minimum and maximum count
  double minimum = 0;
  double maximum = 0;
  std::string_view doc;
  std::span<const std::string_view> words;  ///< closed words
  bool required = false;
};

struct RecordInfo {
  std::string_view name;
  std::string_view doc;
  std::vector<FieldInfo> fields;

  const FieldInfo* find(std::string_view field) const;
  std::vector<std::string_view> field_names() const;
};

/// The subject. Made once, on first use.
const RecordInfo& subject_record();
/// Every event, in the order of the Event variant.
std::span<const RecordInfo> event_records();
/// The event of that name; null where there is none.
const RecordInfo* find_event_record(std::string_view name);

}  // namespace sarx
