#include "support/random_scenario.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>

namespace sarx::testing {
namespace {

/// Words for fields with an open vocabulary: known ones, and one that nobody knows.
constexpr std::array<std::string_view, 22> open_words{
    "1",  "2",    "3",        "4",    "5",  "mild",      "moderate", "severe", "terminal", "C5",      "T6",
    "L2", "lung", "pancreas", "oral", "im", "500 ng/dL", "high",     "low",    "400-700",  "no word", ""};

/// A number within its limits; wide ranges are drawn on a logarithmic scale, so that usual values are not
/// rare.
double random_number(Choices& choices, double minimum, double maximum) {
  if (minimum == maximum) return choices.between(0, 100);
  if (choices.chance(0.05)) return choices.chance(0.5) ? minimum : maximum;
  if (minimum >= 0 && maximum > 100 * std::max(1.0, minimum))
    return minimum + std::expm1(choices.between(0, std::log1p(maximum - minimum)));
  return choices.between(minimum, maximum);
}

template <class Value, class AnyField>
Value random_value(Choices& choices, const AnyField& field) {
  if constexpr (std::is_same_v<Value, double>) {
    return random_number(choices, field.minimum, field.maximum);
  } else if constexpr (std::is_same_v<Value, bool>) {
    return choices.chance(0.5);
  } else if constexpr (std::is_enum_v<Value>) {
    return static_cast<Value>(choices.below(Words<Value>::words.size()));
  } else if constexpr (std::is_same_v<Value, std::string>) {
    const std::span<const std::string_view> words =
        field.words.empty() ? std::span<const std::string_view>(open_words) : field.words;
    return std::string(words[choices.below(words.size())]);
  } else if constexpr (std::is_same_v<Value, std::vector<double>>) {
    std::vector<double> list(1 + choices.below(4));
    for (double& x : list) x = random_number(choices, field.minimum, field.maximum);
    return list;
  } else {
    static_assert(std::is_same_v<Value, std::vector<std::string>>);
    const std::span<const std::string_view> words =
        field.words.empty() ? std::span<const std::string_view>(open_words) : field.words;
    std::vector<std::string> list(1 + choices.below(3));
    for (auto& word : list) word = words[choices.below(words.size())];
    return list;
  }
}

template <class Record>
bool is_required(std::string_view name) {
  if constexpr (requires { Record::required; })
    return std::find(Record::required.begin(), Record::required.end(), name) != Record::required.end();
  return false;
}

template <class Record>
Event random_record(Choices& choices, bool sides) {
  Record record;
  const auto fill = [&](const auto& field) {
    using Value = typename std::decay_t<decltype(record.*(field.member))>::value_type;
    if (!sides && std::is_same_v<Value, EventSide>) return;
    if (is_required<Record>(field.name) || choices.chance(0.5))
      record.*(field.member) = random_value<Value>(choices, field);
  };
  std::apply([&](const auto&... field) { (fill(field), ...); }, Record::fields());
  return record;
}

template <std::size_t... Index>
Event random_alternative(Choices& choices, bool sides, std::index_sequence<Index...>) {
  const std::size_t chosen = choices.below(sizeof...(Index));
  Event event;
  ((Index == chosen ? void(event = random_record<std::variant_alternative_t<Index, Event>>(choices, sides))
                    : void()),
   ...);
  return event;
}

/// The reader accepts one way to state energy and one to state protein.
void make_legal(Diet& diet, Choices& choices) {
  const std::size_t energy = choices.below(4), protein = choices.below(3);
  if (energy != 0) diet.energy_kcal.reset();
  if (energy != 1) diet.energy_deficit_kcal.reset();
  if (energy != 2) diet.energy_percent_of_need.reset();
  if (energy != 3) diet.energy_deficit.reset();
  if (protein != 0) diet.protein_g_per_kg.reset();
  if (protein != 1) diet.protein_g.reset();
  if (protein != 2) diet.protein_percent_energy.reset();
}

}  // namespace

Person random_person(Choices& choices) {
  Subject subject;
  const bool male = choices.chance(0.5);
  subject.male_fraction = male ? 1 : 0;
  subject.age_years = choices.between(18, 100);
  subject.height_cm = male ? choices.between(155, 200) : choices.between(145, 185);
  subject.weight_kg = choices.between(16, 50) * *subject.height_cm * *subject.height_cm / 1e4;
  const auto maybe = [&](auto& member, double low, double high) {
    if (choices.chance(0.3)) member = choices.between(low, high);
  };
  maybe(subject.steps_per_day, 200, 20000);
  maybe(subject.protein_g_per_kg, 0.4, 3);
  maybe(subject.testosterone_ng_dl, male ? 20 : 2, male ? 1200 : 80);
  maybe(subject.falls_past_year, 0, 8);
  maybe(subject.medications, 0, 15);
  maybe(subject.haematocrit_percent, 28, 52);
  maybe(subject.weight_loss_percent, 0, 25);
  maybe(subject.bone_t_score, -4, 2);
  maybe(subject.vitamin_d_nmol_l, 10, 150);
  maybe(subject.crp_mg_l, 0, 100);
  maybe(subject.egfr, 8, 120);
  maybe(subject.albumin_g_l, 20, 48);
  if (choices.chance(0.5)) subject.training = static_cast<TrainingStatus>(choices.below(3));
  if (choices.chance(0.5)) subject.living = static_cast<Living>(choices.below(3));
  Person person = person_of(subject, male);
  if (choices.chance(0.5))
    for (double* score :
         {&person.traits.disuse_response, &person.traits.training_response, &person.traits.learning_response,
          &person.traits.protein_response, &person.traits.androgen_response, &person.traits.disease_response,
          &person.traits.lean_partition, &person.traits.energy_adherence, &person.traits.drug_response,
          &person.traits.recovery})
      *score = choices.between(-2.5, 2.5);
  return person;
}

Event random_event(Choices& choices, bool sides) {
  Event event = random_alternative(choices, sides, std::make_index_sequence<std::variant_size_v<Event>>());
  if (auto* diet = std::get_if<Diet>(&event)) make_legal(*diet, choices);
  return event;
}

Scenario random_scenario(std::uint64_t seed, bool sides) {
  Choices choices(seed);
  Scenario scenario;
  scenario.name = "random " + std::to_string(seed);
  scenario.person = random_person(choices);
  scenario.horizon_days = choices.between(20, 300);
  const std::size_t count = 1 + choices.below(5);
  for (std::size_t i = 0; i < count; ++i) {
    TimelineItem item;
    item.event = random_event(choices, sides);
    item.from_day = std::round(choices.chance(0.2) ? choices.between(-1000, 0) : choices.between(0, 150));
    if (choices.chance(0.6)) item.to_day = item.from_day + std::round(choices.between(1, 200));
    scenario.timeline.items.push_back(std::move(item));
  }
  return scenario;
}

}  // namespace sarx::testing
