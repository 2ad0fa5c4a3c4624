#include "sarx/io/record.h"

#include <array>
#include <cstddef>
#include <utility>
#include <variant>

#include "sarx/io/record_of.h"
#include "sarx/person/subject_fields.h"
#include "sarx/timeline/event.h"

namespace sarx {

const FieldInfo* RecordInfo::find(std::string_view field) const {
  for (const auto& info : fields)
    if (info.name == field) return &info;
  return nullptr;
}

std::vector<std::string_view> RecordInfo::field_names() const {
  std::vector<std::string_view> names;
  for (const auto& info : fields) names.push_back(info.name);
  return names;
}

const RecordInfo& subject_record() {
  static const RecordInfo record = [] {
    RecordInfo info{"subject", "Who it is: a person, or a group by its means.", field_infos<Subject>()};
    for (auto& field : info.fields)
      field.required = field.name == "age_years" || field.name == "male_fraction";
    return info;
  }();
  return record;
}

namespace {

template <std::size_t... I>
std::vector<RecordInfo> make_event_records(std::index_sequence<I...>) {
  return {RecordInfo{std::variant_alternative_t<I, Event>::event_name,
                     std::variant_alternative_t<I, Event>::doc,
                     field_infos<std::variant_alternative_t<I, Event>>()}...};
}

}  // namespace

std::span<const RecordInfo> event_records() {
  static const auto records = make_event_records(std::make_index_sequence<std::variant_size_v<Event>>{});
  return records;
}

const RecordInfo* find_event_record(std::string_view name) {
  for (const auto& record : event_records())
    if (record.name == name) return &record;
  return nullptr;
}

}  // namespace sarx
