#include "sarx/io/reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "sarx/io/record_of.h"
#include "sarx/io/suggest.h"
#include "sarx/io/time.h"
#include "sarx/io/value.h"
#include "sarx/io/vocabulary.h"
#include "sarx/person/subject_fields.h"
#include "sarx/timeline/event.h"

namespace sarx {
namespace {

Position position_of(const Node& record, std::string_view key) {
  const Node* value = record.find(key);
  return value ? value->at : record.at;
}

// --- One record by its own description
// ------------------------------------------------------------------------------------

template <class Record, class Value>
void read_field(const Node& node, const Field<Record, Value>& field, bool limits, std::string_view path,
                Record& record, Faults& faults) {
  FieldInfo info = field_info(field);
  info.limited = info.limited && limits;
  auto& target = record.*field.member;
  if constexpr (std::is_same_v<Value, double>) {
    target = read_number(node, info, path, faults);
  } else if constexpr (std::is_same_v<Value, bool>) {
    target = read_flag(node, path, faults);
  } else if constexpr (std::is_same_v<Value, std::string>) {
    if (info.words.empty())
      target = read_open_word(node, path, faults);
    else if (const auto word = read_closed_word(node, info.words, path, faults))
      target = std::string(info.words[*word]);
  } else if constexpr (std::is_same_v<Value, std::vector<double>>) {
    target = read_numbers(node, info, path, faults);
  } else if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
    target = read_words(node, info.words, path, faults);
  } else {
    if (const auto word = read_closed_word(node, info.words, path, faults))
      target = static_cast<Value>(*word);
  }
}

template <class Record>
void read_fields(const Node& node, const RecordInfo& info, bool simulated, Record& record, Faults& faults) {
  const auto names = info.field_names();
  refuse_unknown_keys(node, names, info.name, faults);
  for (std::size_t i = 0; i < node.keys.size(); ++i)
    std::apply(
        [&](const auto&... field) {
          [[maybe_unused]] const auto read = [&](const auto& one) {
            if (one.name == node.keys[i].text)
              read_field(node.items[i], one, simulated, fmt::format("{}.{}", info.name, one.name), record,
                         faults);
          };
          (read(field), ...);
        },
        Record::fields());
  if (!simulated) return;
  for (const auto& field : info.fields)
    if (field.required && !node.find(field.name))
      faults.add(node.at, fmt::format("{}: found no {}, expected it: {}", info.name, field.name, field.doc));
}

void check_assumed(const std::optional<std::vector<std::string>>& assumed, const Node& list,
                   const Node& record, std::span<const std::string_view> also, std::string_view path,
                   Faults& faults) {
  if (!assumed || list.items.size() != assumed->size()) return;
  std::vector<std::string_view> names(also.begin(), also.end());
  for (const auto& key : record.keys) names.push_back(key.text);
  for (std::size_t i = 0; i < assumed->size(); ++i)
    if (std::find(names.begin(), names.end(), (*assumed)[i]) == names.end())
      faults.add(list.items[i].at,
                 fmt::format("{}.assumed: found {}, expected the name of a field that is given{}", path,
                             clipped((*assumed)[i]), did_you_mean((*assumed)[i], names)));
}

// --- The subject
// ----------------------------------------------------------------------------------------------------------

void check_range(const Node& node, std::string_view key, const std::optional<std::vector<double>>& range,
                 Faults& faults) {
  if (!range) return;
  if (range->size() != 2)
    faults.add(
        position_of(node, key),
        fmt::format("subject.{}: found {} numbers, expected two: [lowest, highest]", key, range->size()));
  else if ((*range)[0] > (*range)[1])
    faults.add(position_of(node, key),
               fmt::format("subject.{}: found {} before {}, expected the lowest first", key,
                           shortest((*range)[0]), shortest((*range)[1])));
}

// Facts that can't all be true of one body. The limits are wide: only what would make the person impossible
// is refused.
void check_body(const Subject& s, const Node& node, Faults& faults) {
  constexpr double mass_index_tolerance = 0.05;
  std::optional<double> weight = s.weight_kg;
  if (s.height_cm && s.weight_kg) {
    const double bmi = *s.weight_kg / std::pow(*s.height_cm / 100, 2);
    if (s.bmi && std::abs(bmi / *s.bmi - 1) > mass_index_tolerance)
      faults.add(
          position_of(node, "bmi"),
          fmt::format(
              "subject.bmi: found {}, expected {:.1f} kg/m2 for {} kg and {} cm: leave one of the three out",
              shortest(*s.bmi), bmi, shortest(*s.weight_kg), shortest(*s.height_cm)));
    if (bmi < 10 || bmi > 100)
      faults.add(
          position_of(node, "weight_kg"),
          fmt::format("subject.weight_kg: found {} kg at {} cm (BMI {:.1f}), expected a BMI from 10 to 100",
                      shortest(*s.weight_kg), shortest(*s.height_cm), bmi));
  }
  if (!weight && s.height_cm && s.bmi) weight = *s.bmi * std::pow(*s.height_cm / 100, 2);
  if (!weight) return;
  if (s.fat_mass_kg && s.body_fat_percent &&
      std::abs(100 * *s.fat_mass_kg / *weight - *s.body_fat_percent) > 5)
    faults.add(position_of(node, "body_fat_percent"),
               fmt::format("subject.body_fat_percent: found {}, expected about {:.0f} for {} kg fat of "
                           "{:.1f} kg: leave one out",
                           shortest(*s.body_fat_percent), 100 * *s.fat_mass_kg / *weight,
                           shortest(*s.fat_mass_kg), *weight));
  const auto fat = s.fat_mass_kg        ? s.fat_mass_kg
                   : s.body_fat_percent ? std::optional(*s.body_fat_percent / 100 * *weight)
                                        : std::nullopt;
  if (s.fat_mass_kg && *s.fat_mass_kg > 0.8 * *weight)
    faults.add(position_of(node, "fat_mass_kg"),
               fmt::format("subject.fat_mass_kg: found {} of {:.1f} kg body mass, expected less",
                           shortest(*s.fat_mass_kg), *weight));
  if (s.lean_mass_kg && *s.lean_mass_kg + fat.value_or(0) > 1.05 * *weight)
    faults.add(
        position_of(node, "lean_mass_kg"),
        fmt::format("subject.lean_mass_kg: found {} kg{}, expected no more than the body mass of {:.1f} kg",
                    shortest(*s.lean_mass_kg), fat ? fmt::format(" with {:.1f} kg fat", *fat) : "", *weight));
  if (s.lean_mass_kg && fat && *s.lean_mass_kg + *fat < 0.85 * *weight)
    faults.add(position_of(node, "lean_mass_kg"),
               fmt::format("subject.lean_mass_kg: found {} kg with {:.1f} kg fat, expected them to make up "
                           "the body mass of {:.1f} kg",
                           shortest(*s.lean_mass_kg), *fat, *weight));
}

void check_subject(const Subject& s, const Node& node, Faults& faults) {
  check_range(node, "age_range", s.age_range, faults);
  check_range(node, "bmi_range", s.bmi_range, faults);
  check_range(node, "testosterone_range_ng_dl", s.testosterone_range_ng_dl, faults);
  if (s.age_min && s.age_max && *s.age_min > *s.age_max)
    faults.add(position_of(node, "age_min"),
               fmt::format("subject.age_min: found {}, expected at most age_max, {}", shortest(*s.age_min),
                           shortest(*s.age_max)));
  const auto lowest = s.age_min                                 ? s.age_min
                      : s.age_range && s.age_range->size() == 2 ? std::optional(s.age_range->front())
                                                                : std::nullopt;
  const auto highest = s.age_max                                 ? s.age_max
                       : s.age_range && s.age_range->size() == 2 ? std::optional(s.age_range->back())
                                                                 : std::nullopt;
  const bool limits_agree = !lowest || !highest || *lowest <= *highest;
  if (s.age_years && limits_agree &&
      ((lowest && *s.age_years < *lowest) || (highest && *s.age_years > *highest)))
    faults.add(position_of(node, "age_years"),
               fmt::format("subject.age_years: found {}, expected an age within the limits given beside it",
                           shortest(*s.age_years)));
  if (s.bmi && s.bmi_min && *s.bmi < *s.bmi_min)
    faults.add(position_of(node, "bmi"), fmt::format("subject.bmi: found {}, expected at least bmi_min, {}",
                                                     shortest(*s.bmi), shortest(*s.bmi_min)));
  if (s.bmi && s.bmi_range && s.bmi_range->size() == 2 && s.bmi_range->front() <= s.bmi_range->back() &&
      (*s.bmi < s.bmi_range->front() || *s.bmi > s.bmi_range->back()))
    faults.add(position_of(node, "bmi"),
               fmt::format("subject.bmi: found {}, expected an index within bmi_range, {} to {}",
                           shortest(*s.bmi), shortest(s.bmi_range->front()), shortest(s.bmi_range->back())));
  check_body(s, node, faults);
  if (s.lean_mass_kg && s.appendicular_lean_mass_kg && *s.appendicular_lean_mass_kg > 0.7 * *s.lean_mass_kg)
    faults.add(
        position_of(node, "appendicular_lean_mass_kg"),
        fmt::format("subject.appendicular_lean_mass_kg: found {} of {} kg lean mass, expected at most 70 %",
                    shortest(*s.appendicular_lean_mass_kg), shortest(*s.lean_mass_kg)));
  if (s.menopause && s.male_fraction && *s.male_fraction == 1)
    faults.add(position_of(node, "menopause"),
               "subject.menopause: found it with male_fraction 1, expected it for women only");
}

// --- Events
// ---------------------------------------------------------------------------------------------------------------

template <class Event>
void check_event(const Event&, const Node&, Faults&) {}

void refuse_alternatives(const Node& node, std::string_view event, std::span<const std::string_view> names,
                         Faults& faults) {
  const Key* first = nullptr;
  for (const auto& key : node.keys) {
    if (std::find(names.begin(), names.end(), key.text) == names.end()) continue;
    if (first)
      faults.add(key.at,
                 fmt::format("{}: found {} beside {}, expected one of them", event, key.text, first->text));
    if (!first) first = &key;
  }
}

double protein_of_meals(const Diet& diet) {
  double sum = 0;
  if (diet.meal_protein_g)
    for (const double grams : *diet.meal_protein_g) sum += grams;
  return sum;
}

void check_event(const Diet& diet, const Node& node, Faults& faults) {
  constexpr std::array<std::string_view, 4> energy{"energy_kcal", "energy_deficit_kcal",
                                                   "energy_percent_of_need", "energy_deficit"};
  refuse_alternatives(node, "diet", energy, faults);
  if (diet.meals_per_day && diet.meal_protein_g &&
      *diet.meals_per_day != static_cast<double>(diet.meal_protein_g->size()))
    faults.add(position_of(node, "meal_protein_g"),
               fmt::format("diet.meal_protein_g: found {} meals, expected as many as meals_per_day, {}",
                           diet.meal_protein_g->size(), shortest(*diet.meals_per_day)));
  constexpr double rounding = 1.05;
  const double meals_g = protein_of_meals(diet);
  if (diet.protein_g && meals_g > rounding * *diet.protein_g)
    faults.add(
        position_of(node, "meal_protein_g"),
        fmt::format("diet.meal_protein_g: found {} g in all meals, expected no more than protein_g, {}",
                    shortest(meals_g), shortest(*diet.protein_g)));
}

void check_event(const Activity&, const Node& node, Faults& faults) {
  constexpr std::array<std::string_view, 2> names{"steps_per_day", "level"};
  refuse_alternatives(node, "activity", names, faults);
  if (!node.find(names[0]) && !node.find(names[1]))
    faults.add(node.at, "activity: found neither steps_per_day nor level, expected one of them");
}

void expect_unit(const Node& node, std::string_view event, std::span<const std::string_view> units,
                 Faults& faults) {
  if (node.find("dose") && !node.find("unit"))
    faults.add(position_of(node, "dose"),
               fmt::format("{}: found a dose without unit, expected unit: {}", event, one_of(units)));
}
void check_event(const Drug&, const Node& node, Faults& faults) {
  expect_unit(node, "drug", Words<DrugUnit>::words, faults);
}
void check_event(const Supplement&, const Node& node, Faults& faults) {
  expect_unit(node, "supplement", Words<SupplementUnit>::words, faults);
}

/// An event without fields, by its place in the variant.
template <std::size_t... I>
Event blank_event(std::size_t index, std::index_sequence<I...>) {
  Event event;
  ((index == I ? void(event = std::variant_alternative_t<I, Event>{}) : void()), ...);
  return event;
}

Event read_event(const RecordInfo& info, const Node& node, Faults& faults) {
  const auto index = static_cast<std::size_t>(&info - event_records().data());
  Event event = blank_event(index, std::make_index_sequence<std::variant_size_v<Event>>{});
  static const Node none = [] {
    Node empty;
    empty.kind = Node::Kind::mapping;
    return empty;
  }();
  // `ageing:` with nothing after it has no fields, as `ageing: {}`.
  Node fields = node.kind == Node::Kind::null ? none : node;
  fields.at = node.at;
  if (!expect_mapping(fields, info.name, faults)) return event;
  std::visit(
      [&](auto& one) {
        read_fields(fields, info, true, one, faults);
        check_event(one, fields, faults);
      },
      event);
  return event;
}

// --- Times
// ----------------------------------------------------------------------------------------------------------------

constexpr double farthest_day = 40000;  // a lifetime
constexpr FieldInfo day_field{"day", FieldKind::number, "day", true, -farthest_day, farthest_day, "", {},
                              false};

std::optional<double> read_time(const Node& node, std::string_view key, std::optional<long> start_day,
                                Faults& faults) {
  const auto refuse = [&](const std::string& expected) {
    faults.add(node.at, fmt::format("{}: found {}, expected {}", key, found(node), expected));
    return std::nullopt;
  };
  constexpr std::string_view forms = "a time with its unit, such as 14 d, 6 wk, 3 mo or 2 y, or a date";
  if (node.kind != Node::Kind::scalar) return refuse(std::string(forms));
  if (parse_number(node.text))
    return refuse(fmt::format("a unit: write {}: {} d, or {}_day: {}", key, node.text, key, node.text));
  double day = 0;
  if (looks_like_date(node.text)) {
    const auto date = parse_date(node.text);
    if (!date) return refuse("a day of the calendar");
    if (!start_day) return refuse("a start_date at the top of the file, so that dates can be read");
    day = static_cast<double>(*date - *start_day);
  } else if (const auto duration = parse_duration_days(node.text)) {
    day = *duration;
  } else {
    std::string hint;
    if (!node.text.empty() && node.text.back() == 'm' &&
        parse_number(node.text.substr(0, node.text.find_first_of(" m"))))
      hint = "; did you mean mo (months)?";
    return refuse(std::string(forms) + hint);
  }
  if (std::abs(day) > farthest_day)
    return refuse(fmt::format("a time within {} days of day 0", shortest(farthest_day)));
  return day;
}

// `from_day` (number) or `from` (unit or date), likewise `to`. False where it is there and wrong.
bool read_edge(const Node& item, const std::string& key, std::optional<long> start_day,
               std::optional<double>& day, Faults& faults) {
  const std::string number_key = key + "_day";
  const Node* number = item.find(number_key);
  const Node* time = item.find(key);
  if (number && time) {
    faults.add(time->at, fmt::format("{}: found it beside {}, expected one of them", key, number_key));
    return false;
  }
  if (number) {
    if (number->kind == Node::Kind::scalar &&
        (parse_duration_days(number->text) || looks_like_date(number->text))) {
      faults.add(number->at, fmt::format("{}: found {}, expected a number of days; did you mean {}: {}?",
                                         number_key, found(*number), key, number->text));
      return false;
    }
    day = read_number(*number, day_field, number_key, faults);
  }
  if (time) day = read_time(*time, key, start_day, faults);
  return day || (!number && !time);
}

constexpr std::array<std::string_view, 5> time_keys{"from_day", "to_day", "from", "to", "assumed"};

bool is_time_key(std::string_view key) {
  return std::find(time_keys.begin(), time_keys.end(), key) != time_keys.end();
}

/// Hours of a week that people train: for some days nearly all of them, for months not.
void check_endurance(const EnduranceTraining& training, double days, const Node& node, Faults& faults) {
  constexpr double some_days = 28, most_h_for_days = 168, most_h_for_months = 40, minutes_per_hour = 60;
  const double hours =
      training.sessions_per_week.value_or(0) * training.minutes.value_or(0) / minutes_per_hour;
  const double most = days > some_days ? most_h_for_months : most_h_for_days;
  if (hours > most)
    faults.add(position_of(node, "minutes"),
               fmt::format("endurance_training.minutes: found {} in {} sessions a week, {:.0f} h a week, "
                           "expected at most {} h",
                           shortest(*training.minutes), shortest(*training.sessions_per_week), hours, most));
}

std::optional<TimelineItem> read_item(const Node& node, std::optional<long> start_day, Faults& faults) {
  const std::size_t faults_before = faults.count();
  if (node.kind != Node::Kind::mapping) {
    const bool word = node.kind == Node::Kind::scalar && find_event_record(node.text);
    faults.add(node.at, fmt::format("timeline: found {}, expected an event{}", found(node),
                                    word ? fmt::format("; did you mean {}: {{}}?", node.text)
                                         : ", such as bed_rest: {} with from_day"));
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const auto& record : event_records()) names.push_back(record.name);
  const RecordInfo* kind = nullptr;
  const Node* fields = nullptr;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const auto& key = node.keys[i];
    const RecordInfo* record = find_event_record(key.text);
    if (!record) continue;
    if (kind) {
      faults.add(key.at, fmt::format("timeline: found a second event, {}, beside {}, expected one in a list "
                                     "item: begin another with -",
                                     key.text, kind->name));
      continue;
    }
    kind = record;
    fields = &node.items[i];
  }
  for (const auto& key : node.keys) {
    if (is_time_key(key.text) || find_event_record(key.text)) continue;
    if (kind && kind->find(key.text)) {
      faults.add(
          key.at,
          fmt::format("timeline: found {} beside {}, expected it among the fields of {}: indent it further",
                      key.text, kind->name, kind->name));
    } else if (kind) {
      faults.add(key.at, fmt::format("timeline: found the unknown key {}, expected {}{}", clipped(key.text),
                                     one_of(time_keys), did_you_mean(key.text, time_keys)));
    } else {
      std::vector<std::string_view> all = names;
      all.insert(all.end(), time_keys.begin(), time_keys.end());
      faults.add(key.at, fmt::format("timeline: found the unknown event {}, expected {}{}", clipped(key.text),
                                     one_of(names), did_you_mean(key.text, all)));
    }
  }
  if (!kind && faults.count() == faults_before)
    faults.add(node.at, "timeline: found no event in this list item, expected " + one_of(names));

  TimelineItem item;
  std::optional<double> from, to;
  const bool from_read = read_edge(node, "from", start_day, from, faults);
  const bool to_read = read_edge(node, "to", start_day, to, faults);
  if (from_read && !from)
    faults.add(node.at,
               "timeline: found no from_day, expected the day this event begins (from_day, or from with a "
               "unit or date)");
  if (from && to && to_read && *to < *from) {
    const char* key = node.find("to") ? "to" : "to_day";
    faults.add(position_of(node, key),
               fmt::format("{}: found day {}, expected day {} or later: an event can't end before it begins",
                           key, shortest(*to), shortest(*from)));
  }
  if (from) item.from_day = *from;
  if (to) item.to_day = *to;
  if (kind) item.event = read_event(*kind, *fields, faults);
  if (const auto* training = std::get_if<EnduranceTraining>(&item.event); training && from)
    check_endurance(*training, item.to_day - item.from_day, *fields, faults);
  if (const auto* nerve = std::get_if<NerveInjury>(&item.event);
      nerve && from && nerve->repair_day && *nerve->repair_day < *from)
    faults.add(position_of(*fields, "repair_day"),
               fmt::format("nerve_injury.repair_day: found day {}, expected day {} or later: a nerve isn't "
                           "repaired before it is injured",
                           shortest(*nerve->repair_day), shortest(*from)));
  if (const Node* assumed = node.find("assumed")) {
    const auto words = read_words(*assumed, {}, "assumed", faults);
    static const Node nothing;
    if (kind) check_assumed(words, *assumed, fields ? *fields : nothing, time_keys, kind->name, faults);
    if (words) item.assumed = *words;
  }
  if (faults.count() != faults_before) return std::nullopt;
  return item;
}

}  // namespace

Subject read_subject(const Node& node, const SubjectRules& rules, Faults& faults) {
  Subject subject;
  if (!expect_mapping(node, "subject", faults)) return subject;
  const std::size_t faults_before = faults.count();
  read_fields(node, subject_record(), rules.simulated, subject, faults);
  if (const Node* assumed = node.find("assumed"))
    check_assumed(subject.assumed, *assumed, node, {}, "subject", faults);
  if (faults.count() == faults_before) check_subject(subject, node, faults);
  return subject;
}

Timeline read_timeline(const Node& node, std::optional<long> start_day, Faults& faults) {
  constexpr std::size_t most_events = 2000;
  Timeline timeline;
  if (node.kind != Node::Kind::sequence) {
    faults.add(node.at, fmt::format("timeline: found {}, expected a list of events, [] where nothing happens",
                                    found(node)));
    return timeline;
  }
  if (node.items.size() > most_events) {
    faults.add(node.at,
               fmt::format("timeline: found {} events, expected at most {}", node.items.size(), most_events));
    return timeline;
  }
  for (const auto& item : node.items)
    if (auto read = read_item(item, start_day, faults)) timeline.items.push_back(std::move(*read));
  return timeline;
}

std::vector<Measurement> read_measurements(const Node& node, Faults& faults) {
  std::vector<Measurement> measurements;
  if (node.kind != Node::Kind::sequence) {
    faults.add(node.at,
               fmt::format(
                   "measurements: found {}, expected a list, such as - {{measure: grip_strength, value: 31}}",
                   found(node)));
    return measurements;
  }
  constexpr std::array<std::string_view, 7> names{"measure", "value", "unit", "method",
                                                  "region",  "side",  "day"};
  std::vector<std::string_view> measures;
  for (const auto& word : measure_words()) measures.push_back(word.name);
  for (const auto& item : node.items) {
    if (!expect_mapping(item, "measurements", faults)) continue;
    refuse_unknown_keys(item, names, "measurements", faults);
    const Node* measure = item.find("measure");
    const Node* value = item.find("value");
    if (!measure || !value) {
      faults.add(item.at, fmt::format("measurements: found no {}, expected measure and value",
                                      measure ? "value" : "measure"));
      continue;
    }
    const auto which = read_closed_word(*measure, measures, "measurements.measure", faults);
    if (!which) continue;
    const MeasureWord& word = measure_words()[*which];
    Measurement read{};
    read.measure = word.name;
    std::string_view unit = word.unit;
    if (const Node* given = item.find("unit")) {
      constexpr std::array<std::string_view, 3> strength_units{"N m", "kg", "N"};
      const std::span<const std::string_view> units = read.measure == "strength"
                                                          ? std::span<const std::string_view>(strength_units)
                                                          : std::span(&word.unit, 1);
      if (word.unit.empty()) {
        if (const auto text = read_open_word(*given, "measurements.unit", faults)) read.unit = *text;
      } else if (const auto index = read_closed_word(*given, units, "measurements.unit", faults)) {
        read.unit = units[*index];
      }
      if (!read.unit.empty()) unit = read.unit;
    }
    const FieldInfo field{"value", FieldKind::number, unit, true, word.minimum, word.maximum, "", {}, false};
    if (const auto number = read_number(*value, field, read.measure, faults)) read.value = *number;
    if (const Node* method = item.find("method"))
      if (const auto text = read_open_word(*method, "measurements.method", faults)) read.method = *text;
    if (const Node* region = item.find("region"))
      if (const auto index = read_closed_word(*region, measure_region_names(), "measurements.region", faults))
        read.region = measure_region_names()[*index];
    if (const Node* side = item.find("side"))
      if (const auto index = read_closed_word(*side, side_names, "measurements.side", faults))
        read.side = side_names[*index];
    if (const Node* day = item.find("day"))
      if (const auto number = read_number(*day, day_field, "measurements.day", faults)) read.day = *number;
    measurements.push_back(std::move(read));
  }
  return measurements;
}

namespace {

/// Body mass on day 0 as far as the subject or a measurement tells it.
std::optional<double> told_body_mass_kg(const Subject& s, const std::vector<Measurement>& measurements) {
  if (s.weight_kg) return s.weight_kg;
  if (s.height_cm && s.bmi) return *s.bmi * std::pow(*s.height_cm / 100, 2);
  for (const Measurement& m : measurements)
    if (m.measure == "body_mass" && m.day <= 0) return m.value;
  return std::nullopt;
}

/// What was measured about day 0 and what the subject says of the same.
void check_measurement(const Measurement& m, const Node& node, const Subject& s, std::optional<double> mass,
                       Faults& faults) {
  constexpr double about_day_0 = 30;
  if (m.day > 0 || m.day < -about_day_0) return;
  const auto same = [&](std::string_view measure, std::string_view field, std::optional<double> told,
                        double tolerance) {
    if (m.measure == measure && told && std::abs(m.value / *told - 1) > tolerance)
      faults.add(
          position_of(node, "value"),
          fmt::format("measurements.{}: found {}, expected about {:.1f}, as subject.{} has it: leave one "
                      "of them out",
                      measure, shortest(m.value), *told, field));
  };
  constexpr double scales = 0.05, methods = 0.1;  // how far instruments differ
  if (s.weight_kg || (s.height_cm && s.bmi))
    same("body_mass", s.weight_kg ? "weight_kg" : "bmi", mass, scales);
  same("lean_mass", "lean_mass_kg", s.lean_mass_kg, methods);
  same("fat_mass", "fat_mass_kg", s.fat_mass_kg, methods);
  same("appendicular_lean_mass", "appendicular_lean_mass_kg", s.appendicular_lean_mass_kg, methods);
  same("body_fat_percent", "body_fat_percent", s.body_fat_percent, methods);
  const bool part = m.measure == "lean_mass" || m.measure == "fat_mass" || m.measure == "muscle_mass" ||
                    m.measure == "appendicular_lean_mass";
  if (part && mass && m.value > *mass)
    faults.add(position_of(node, "value"),
               fmt::format("measurements.{}: found {} kg, expected less than the body mass of {:.1f} kg",
                           m.measure, shortest(m.value), *mass));
}

/// Protein a day stated twice, or in meals that hold more than the day.
void check_protein(const Diet& diet, const Node& node, std::optional<double> mass, Faults& faults) {
  if (!diet.protein_g_per_kg) return;
  constexpr double tolerance = 0.1;
  if (diet.protein_g) {
    const double told_kg = *diet.protein_g_per_kg > 0 ? *diet.protein_g / *diet.protein_g_per_kg : 0;
    constexpr double least_kg = 25, most_kg = 350;
    if (mass && std::abs(told_kg / *mass - 1) > tolerance)
      faults.add(
          position_of(node, "protein_g"),
          fmt::format("diet.protein_g: found {} beside protein_g_per_kg {}, expected {:.0f} g at {:.1f} "
                      "kg: leave one out",
                      shortest(*diet.protein_g), shortest(*diet.protein_g_per_kg),
                      *diet.protein_g_per_kg * *mass, *mass));
    else if (!mass && (told_kg < least_kg || told_kg > most_kg))
      faults.add(
          position_of(node, "protein_g"),
          fmt::format("diet.protein_g: found {} beside protein_g_per_kg {}, which would be somebody of "
                      "{:.0f} kg: leave one out",
                      shortest(*diet.protein_g), shortest(*diet.protein_g_per_kg), told_kg));
    return;
  }
  const double meals_g = protein_of_meals(diet);
  if (mass && meals_g > (1 + tolerance) * *diet.protein_g_per_kg * *mass)
    faults.add(position_of(node, "meal_protein_g"),
               fmt::format("diet.meal_protein_g: found {} g in all meals, expected no more than {:.0f} g, "
                           "protein_g_per_kg {} at {:.1f} kg",
                           shortest(meals_g), *diet.protein_g_per_kg * *mass,
                           shortest(*diet.protein_g_per_kg), *mass));
}

}  // namespace

void check_together(const Subject& subject, const std::vector<Measurement>& measurements,
                    const Node* measurements_node, const Timeline& timeline, const Node* timeline_node,
                    Faults& faults) {
  const std::optional<double> mass = told_body_mass_kg(subject, measurements);
  // A list with faults has gaps, so that its items are no longer those of the file; the faults are told
  // first.
  if (measurements_node && measurements_node->items.size() == measurements.size())
    for (std::size_t i = 0; i < measurements.size(); ++i)
      check_measurement(measurements[i], measurements_node->items[i], subject, mass, faults);
  if (timeline_node && timeline_node->items.size() == timeline.items.size())
    for (std::size_t i = 0; i < timeline.items.size(); ++i)
      if (const auto* diet = std::get_if<Diet>(&timeline.items[i].event))
        if (const Node* node = timeline_node->items[i].find(Diet::event_name))
          check_protein(*diet, *node, mass, faults);
}

}  // namespace sarx
