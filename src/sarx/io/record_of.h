// From a record type's fields() to its RecordInfo. Private to io.
#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "sarx/io/record.h"
#include "sarx/timeline/field.h"

namespace sarx {

template <class Record, class Value>
FieldInfo field_info(const Field<Record, Value>& field) {
  FieldInfo info{field.name,    FieldKind::number, field.unit, field.minimum < field.maximum,
                 field.minimum, field.maximum,     field.doc,  field.words,
                 false};
  if constexpr (std::is_same_v<Value, bool>) {
    info.kind = FieldKind::flag;
  } else if constexpr (std::is_same_v<Value, std::string>) {
    info.kind = field.words.empty() ? FieldKind::open_word : FieldKind::closed_word;
  } else if constexpr (std::is_same_v<Value, std::vector<double>>) {
    info.kind = FieldKind::numbers;
  } else if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
    info.kind = field.words.empty() ? FieldKind::open_words : FieldKind::closed_words;
  } else if constexpr (std::is_enum_v<Value>) {
    info.kind = FieldKind::closed_word;
    info.words = Words<Value>::words;
  }
  return info;
}

template <class Record>
std::vector<FieldInfo> field_infos() {
  std::vector<FieldInfo> infos;
  std::apply([&](const auto&... field) { (infos.push_back(field_info(field)), ...); }, Record::fields());
  if constexpr (requires { Record::required; })
    for (auto& info : infos)
      for (const auto name : Record::required)
        if (info.name == name) info.required = true;
  return infos;
}

}  // namespace sarx
