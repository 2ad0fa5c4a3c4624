#include "sarx/io/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <iterator>
#include <set>
#include <tuple>
#include <type_traits>
#include <vector>

#include "sarx/body/driver.h"
#include "sarx/io/event_text.h"
#include "sarx/io/report.h"
#include "sarx/io/suggest.h"
#include "sarx/io/vocabulary.h"
#include "sarx/measure/instrument.h"
#include "sarx/parameters.h"
#include "sarx/timeline/event.h"

namespace sarx {
namespace {

/// Lower case, with '_' and '-' as spaces: names are compared as people say them.
std::string normal(std::string_view text) {
  std::string out;
  for (char c : text) {
    out += c == '_' || c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

/// A passage of the model's page under its own heading or bold opening.
struct Passage {
  std::string title;
  std::string text;
};

/// Sections ("## 4. Strength") whole, and their paragraphs that open in bold ("**Disuse.**") by themselves.
std::vector<Passage> passages() {
  std::vector<Passage> sections, paragraphs;
  std::string paragraph;
  const auto end_paragraph = [&] {
    std::size_t at = 0;
    // A paragraph may open several subjects: each bold opening starts a passage.
    std::vector<std::size_t> starts;
    while ((at = paragraph.find("**", at)) != std::string::npos) {
      const std::size_t close = paragraph.find("**", at + 2);
      if (close == std::string::npos) break;
      if (close > at + 2 && (paragraph[close - 1] == '.' || at == 0)) starts.push_back(at);
      at = close + 2;
    }
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const std::size_t close = paragraph.find("**", starts[i] + 2);
      const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : paragraph.size();
      std::string title = normal(paragraph.substr(starts[i] + 2, close - starts[i] - 2));
      if (title.ends_with('.')) title.pop_back();
      paragraphs.push_back({std::move(title), paragraph.substr(starts[i], end - starts[i])});
    }
    paragraph.clear();
  };
  std::size_t at = 0;
  while (at < model_text.size()) {
    const std::size_t end = std::min(model_text.find('\n', at), model_text.size());
    const std::string line(model_text.substr(at, end - at));
    at = end + 1;
    if (line.starts_with("## ")) {
      end_paragraph();
      const std::size_t space = line.find(' ', 3);
      sections.push_back({normal(space == std::string::npos ? line.substr(3) : line.substr(space + 1)), ""});
      continue;
    }
    if (line.empty()) end_paragraph();
    if (!line.empty()) paragraph.append(line).append("\n");
    if (!sections.empty()) sections.back().text.append(line).append("\n");
  }
  end_paragraph();
  // The page's advice on extending it is for programmers, not an account of the body.
  std::erase_if(paragraphs, [](const Passage& p) {
    return p.title.starts_with("a") && p.title.size() < 14 &&
           (p.title.starts_with("a ") || p.title.starts_with("an "));
  });
  paragraphs.insert(paragraphs.end(), sections.begin(), sections.end());
  return paragraphs;
}

/// Where an event acts: the passages of the model it works through.
struct EventTopics {
  std::string_view event;
  std::vector<std::string_view> topics;
};
const std::vector<EventTopics>& event_topics() {
  static const std::vector<EventTopics> table{{"bed_rest", {"disuse", "strength"}},
                                              {"microgravity", {"disuse", "strength"}},
                                              {"immobilisation", {"disuse", "strength", "memory"}},
                                              {"limb_unloading", {"disuse", "strength"}},
                                              {"activity", {"disuse"}},
                                              {"resistance_training", {"training", "strength", "memory"}},
                                              {"endurance_training", {"training"}},
                                              {"exercise_programme", {"training"}},
                                              {"electrical_stimulation", {"disuse", "training"}},
                                              {"diet", {"energy", "protein"}},
                                              {"supplement", {"protein"}},
                                              {"deficiency", {"energy", "protein"}},
                                              {"disease", {"progressive disease"}},
                                              {"treatment", {"progressive disease"}},
                                              {"nerve_injury", {"denervation"}},
                                              {"muscle_injury", {"strength", "memory"}},
                                              {"surgery", {"disuse", "strength"}},
                                              {"drug", {"androgens"}},
                                              {"hormone_change", {"androgens"}},
                                              {"ageing", {"progressive disease", "strength"}}};
  return table;
}

/// What each driver of the forecast stands for, the passages that tell of it, and how its parameters begin.
struct DriverTopics {
  std::string_view driver, text;
  std::vector<std::string_view> topics, stems;
};
const std::vector<DriverTopics>& driver_topics() {
  static const std::vector<DriverTopics> table{
      {"disuse",
       "Load taken from muscle: bed, casts, slings, weightlessness, little walking.",
       {"disuse"},
       {"disuse_"}},
      {"training", "Exercise and electrical stimulation.", {"training", "cross education"}, {"growth_"}},
      {"protein", "Protein eaten beyond or short of what one is used to.", {"protein"}, {"protein_"}},
      {"energy",
       "Lean tissue lost or gained with body energy.",
       {"energy", "energy, fat and lean"},
       {"lean_share_"}},
      {"androgens", "Testosterone and other androgens, own and given.", {"androgens"}, {"androgen_"}},
      {"growth_hormone", "Growth hormone, own and given.", {"androgens"}, {"growth_hormone_"}},
      {"oestradiol", "Oestradiol, own and given.", {"androgens"}, {"oestradiol_"}},
      {"drugs", "Block of myostatin or of the activin receptor.", {"androgens"}, {"activin_", "myostatin_"}},
      {"glucocorticoids", "Cortisol in excess and its kin as drugs.", {"androgens"}, {"glucocorticoid_"}},
      {"inflammation", "Inflammation by disease, injury or operation.", {"androgens"}, {"inflammation_"}},
      {"acidosis", "Acid blood of kidney disease.", {"androgens"}, {"acidosis_"}},
      {"denervation", "Muscle cut off from its nerve.", {"denervation"}, {"denervation_"}},
      {"disease",
       "Tumours, cytotoxic treatment, critical illness, thyroid disease, diseases of muscle itself.",
       {"progressive disease", "androgens"},
       {"progression_", "crisis_", "tumour_", "cytotoxic_", "thyroid_", "myopathy_"}},
      {"nutrients", "Shortage of vitamins and minerals.", {"androgens"}, {"nutrient_"}},
      {"injury", "Fibres destroyed by an injury.", {"androgens"}, {"injury_", "muscle_injury_"}},
      {"ageing", "What the years take.", {"progressive disease"}, {"ageing_"}},
      {"recovery",
       "Return to the set point, and muscle memory.",
       {"return", "memory"},
       {"return_rate_", "memory_", "capacity_"}}};
  return table;
}

/// How a measure of the forecast comes about: in a sentence, and how its parameters begin.
struct MeasureTopics {
  std::vector<std::string_view> measures;
  std::string_view text;
  std::vector<std::string_view> topics, stems;
};
const std::vector<MeasureTopics>& measure_topics() {
  static const std::vector<MeasureTopics> table{
      {{"muscle_mass", "muscle_volume", "muscle_csa", "muscle_thickness", "muscle_mass_index", "smi_l3"},
       "The size of muscle as an instrument reads it, water in it included.",
       {"a muscle"},
       {"muscle_density", "muscle_length_", "thickness_", "l3_slice_", "muscle_part_"}},
      {{"lean_mass", "appendicular_lean_mass", "regional_lean_mass", "lean_percent", "body_cell_mass"},
       "Muscle, other lean tissue and water, by parts of the body as DXA divides it.",
       {"energy, fat and lean"},
       {"dxa_", "lean_outside_", "other_lean_", "muscle_cell_"}},
      {{"fat_mass", "regional_fat_mass", "visceral_fat", "body_fat_percent", "body_mass",
        "lean_share_of_weight_loss", "lean_share_of_weight_gain"},
       "Body energy, divided between fat and lean tissue.",
       {"energy, fat and lean"},
       {"fat_", "visceral_fat_", "lean_share_"}},
      {{"fibre_csa", "fibre_diameter"},
       "The size of fibres follows that of their muscle; lost fibres leave the others as they are.",
       {"a muscle"},
       {"fibre_"}},
      {{"fibre_number", "motor_unit_number"},
       "The share of the motor units of day 0 that still have their nerve.",
       {"denervation"},
       {"denervation_"}},
      {{"strength", "specific_force", "rate_of_force_development"},
       "Size, will, skill, quality and nerve, as the test shows them.",
       {"strength"},
       {"torque_share", "isokinetic_", "learning_shown", "strength_"}},
      {{"voluntary_activation"},
       "The share of a muscle that the will reaches.",
       {"strength"},
       {"voluntary_activation_", "activation_"}},
      {{"grip_strength"},
       "The strength of the forearms, from the person's own grip at day 0.",
       {"strength"},
       {"learning_shown", "strength_"}},
      {{"power"},
       "The power of the legs, also on stairs.",
       {"strength"},
       {"power_", "leg_rig_", "sit_to_stand_"}},
      {{"gait_speed", "walk_time"},
       "The pace of walking follows leg strength per body mass, fitness and balance.",
       {"strength"},
       {"gait_", "walk_", "weaker_leg_", "function_"}},
      {{"six_minute_walk"},
       "The distance follows leg strength per body mass and fitness.",
       {"strength"},
       {"six_minute_walk_", "weaker_leg_", "function_"}},
      {{"chair_stand_time", "chair_stands_30s"},
       "Rising from a chair follows leg strength per body mass.",
       {"strength"},
       {"chair_", "rise_", "function_"}},
      {{"timed_up_and_go"},
       "A rise, a walk and a turn.",
       {"strength"},
       {"timed_up_and_go_", "gait_", "rise_"}},
      {{"sppb", "physical_performance"},
       "Points for walking, rising and balance.",
       {"strength"},
       {"sppb_", "physical_performance_", "balance_", "timed_battery_"}},
      {{"vo2max"}, "Fitness, haemoglobin and the muscle that uses oxygen.", {}, {"vo2max_", "fitness_"}},
      {{"resting_metabolic_rate", "energy_expenditure"},
       "What each tissue burns at rest, with food, movement and thrift of a deficit.",
       {"energy, fat and lean"},
       {"resting_rate_", "thermogenesis_", "expenditure_", "thermic_"}},
      {{"insulin_sensitivity", "homa_ir"},
       "The person's own sensitivity, moved by fat, muscle, inactivity, training and disease.",
       {},
       {"insulin_", "homa_ir_"}},
      {{"muscle_protein_synthesis", "muscle_protein_breakdown"},
       "What a tracer would show of the day: fasted, fed, after exercise.",
       {"protein"},
       {"synthesis_", "breakdown_"}},
      {{"testosterone"}, "Own production and doses.", {"androgens"}, {"testosterone_"}},
      {{"igf1"}, "Follows growth hormone and energy.", {"androgens"}, {"igf1_"}},
      {{"haematocrit", "haemoglobin"}, "Androgens raise it, castration lowers it.", {}, {"haemoglobin_"}},
      {{"bone_mineral_density"},
       "The hip, by load, sex hormones, glucocorticoids and age.",
       {},
       {"bone_", "hip_density_"}},
      {{"falls"},
       "Falls a year and the chance of one, by strength, gait, balance and history.",
       {},
       {"fall_", "injurious_falls_"}},
      {{"fracture"},
       "Falls times bone times padding.",
       {},
       {"hip_fracture_", "wrist_fracture_", "vertebral_fracture_", "humerus_fracture_", "any_fracture_",
        "other_fracture_"}},
      {{"disability"}, "Help needed in daily life, by the SPPB, grip and lean mass.", {}, {"disability_"}},
      {{"mobility_disability"},
       "Difficulty in walking, by the SPPB and leg strength.",
       {},
       {"mobility_disability_"}},
      {{"hospitalisation"}, "Admissions, by grip and gait.", {}, {"hospitalisation_"}},
      {{"mortality"}, "Death, by gait, grip and lean mass over age and sex.", {}, {"mortality_"}},
      {{"diabetes"}, "New diabetes, by relative muscle and insulin sensitivity.", {}, {"diabetes_"}},
      {{"prevalence_sarcopenia"},
       "What the body would be called by each definition of sarcopenia.",
       {},
       {"ewgsop2_", "ewgsop1_", "awgs_", "fnih_", "sdoc_", "janssen_"}}};
  return table;
}

std::string spread(const ParameterInfo& p, double sd) {
  if (sd <= 0) return "";
  switch (p.scale) {
    case ParameterScale::log:
      return fmt::format(" (x/ {:.3g})", std::exp(sd));
    case ParameterScale::logit:
      return fmt::format(" (sd {:.2g} on the logit)", sd);
    case ParameterScale::linear:
      break;
  }
  return fmt::format(" (sd {:.3g})", sd);
}

std::string parameter_line(const ParameterInfo& p) {
  std::string line =
      fmt::format("  {:<44} {:>10} {:<12}{}", p.name, plain_number(p.value), p.unit, spread(p, p.sd));
  if (p.calibrated)
    line += fmt::format("  calibrated, prior {}{}", plain_number(p.prior), spread(p, p.prior_sd));
  if (!p.studies.empty()) line += fmt::format("\n    told most by {}", p.studies);
  return line + "\n";
}

std::string_view base_name(const ParameterInfo& p) {
  return p.name.substr(0, p.name.find('.'));
}

std::vector<std::string_view> source_keys(std::string_view joined) {
  std::vector<std::string_view> keys;
  while (!joined.empty()) {
    const std::size_t end = joined.find("; ");
    keys.push_back(joined.substr(0, end));
    if (end == std::string_view::npos) break;
    joined.remove_prefix(end + 2);
  }
  return keys;
}

std::string source_line(std::string_view key) {
  for (const SourceInfo& source : source_table) {
    if (source.key == key) return fmt::format("  {}: {}\n", key, source.citation);
  }
  if (key == "calibrated") return "  calibrated: fitted to the calibration studies of evidence/\n";
  if (key == "definition") return "  definition: true by definition\n";
  return fmt::format("  {}: a setting without a source\n", key);
}

/// Numbers and sources of the chosen parameters.
std::string numbers(const std::vector<const ParameterInfo*>& chosen) {
  if (chosen.empty()) return "";
  std::string out = "\nParameters\n";
  std::set<std::string_view> keys;
  std::string_view last;
  for (const ParameterInfo* p : chosen) {
    if (base_name(*p) != last) {
      last = base_name(*p);
      out += fmt::format("  {}\n", p->doc);
    }
    out += fmt::format("  {}", parameter_line(*p));
    for (std::string_view key : source_keys(p->source)) keys.insert(key);
  }
  out += "\nSources\n";
  for (std::string_view key : keys) out += source_line(key);
  return out;
}

template <class Choose>
std::vector<const ParameterInfo*> parameters_where(Choose choose) {
  std::vector<const ParameterInfo*> chosen;
  for (const ParameterInfo& p : parameter_table) {
    if (choose(p)) chosen.push_back(&p);
  }
  return chosen;
}

/// Whether a passage names the parameter in code type.
bool names_parameter(const std::string& text, const std::string& base) {
  if (text.find(fmt::format("`{}`", base)) != std::string::npos) return true;
  // `adherence_*` names a family.
  for (std::size_t cut = base.find('_'); cut != std::string::npos; cut = base.find('_', cut + 1)) {
    if (text.find(fmt::format("`{}*`", base.substr(0, cut + 1))) != std::string::npos) return true;
  }
  return false;
}

/// Parameters that a passage names in code type, or whose name begins with the topic.
std::vector<const ParameterInfo*> parameters_of(const std::string& topic, const std::string& text) {
  std::string stem = topic;
  std::replace(stem.begin(), stem.end(), ' ', '_');
  return parameters_where([&](const ParameterInfo& p) {
    const std::string base(base_name(p));
    return names_parameter(text, base) || base.starts_with(fmt::format("{}_", stem)) ||
           p.file == fmt::format("{}.yaml", stem);
  });
}

std::string explain_passages(const std::vector<const Passage*>& found, const std::string& topic) {
  std::string text;
  for (const Passage* passage : found) text += passage->text + "\n";
  std::string all = text;
  return text + numbers(parameters_of(topic, all));
}

/// Passages by their titles, then the numbers they name and those that begin with one of the stems.
std::string explain_topics(const std::vector<Passage>& all, const std::vector<std::string_view>& topics,
                           const std::vector<std::string_view>& stems) {
  std::string text;
  for (const std::string_view topic : topics)
    for (const Passage& passage : all)
      if (passage.title == topic) text += passage.text + "\n";
  return text + numbers(parameters_where([&](const ParameterInfo& p) {
           return names_parameter(text, std::string(base_name(p))) ||
                  std::any_of(stems.begin(), stems.end(),
                              [&](std::string_view stem) { return base_name(p).starts_with(stem); });
         }));
}

/// A driver by its name in the report or in a result; "" where it is none.
std::string explain_driver(const std::vector<Passage>& all, const std::string& wanted) {
  for (const DriverTopics& entry : driver_topics()) {
    const std::string title = driver_title(entry.driver);
    if (normal(entry.driver) != wanted && normal(title) != wanted) continue;
    return fmt::format("{} ({}), a driver of change in muscle\n{}\n\n", title, entry.driver, entry.text) +
           explain_topics(all, entry.topics, entry.stems);
  }
  return "";
}

/// A measure of the forecast; "" where it is none.
std::string explain_measure(const std::vector<Passage>& all, const std::string& wanted) {
  for (const MeasureTopics& entry : measure_topics())
    for (const std::string_view name : entry.measures) {
      Series series;
      series.measure = name;
      if (normal(name) != wanted && normal(series_title(series)) != wanted) continue;
      const auto measure = find_measure(name);
      const std::string unit = measure ? std::string(unit_of(*measure)) : "";
      return fmt::format("{} ({}{}{}), a measure\n{}\n\n", series_title(series), name,
                         unit.empty() ? "" : ", ", unit, entry.text) +
             explain_topics(all, entry.topics, entry.stems);
    }
  return "";
}

/// The words of a closed list among an event's fields: the drugs, the conditions, the nerves.
template <class Visit>
void each_word(Visit visit) {
  const auto one_event = [&]<class E>(const E&) {
    std::apply(
        [&](const auto&... f) {
          [[maybe_unused]] const auto one = [&](const auto& field) {
            using Value = typename std::decay_t<decltype(E{}.*(field.member))>::value_type;
            if constexpr (std::is_enum_v<Value>) {
              if (field.name == "what" || field.name == "condition" || field.name == "nerve" ||
                  field.name == "kind") {
                for (std::string_view word : Words<Value>::words) visit(word, E::event_name);
              }
            }
          };
          (one(f), ...);
        },
        E::fields());
  };
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (one_event(std::variant_alternative_t<I, Event>{}), ...);
  }
  (std::make_index_sequence<std::variant_size_v<Event>>{});
}

template <class E>
std::string event_fields() {
  std::string out = fmt::format("{}\n{}\n\nFields\n", E::event_name, E::doc);
  std::apply(
      [&](const auto&... f) {
        [[maybe_unused]] const auto one = [&](const auto& field) {
          using Value = typename std::decay_t<decltype(E{}.*(field.member))>::value_type;
          std::string kind = std::string(field.unit);
          if (field.minimum < field.maximum) {
            kind += fmt::format("{}{} to {}", kind.empty() ? "" : ", ", plain_number(field.minimum),
                                plain_number(field.maximum));
          }
          if constexpr (std::is_enum_v<Value>) {
            kind = fmt::format("{}", fmt::join(Words<Value>::words, " | "));
          }
          out += fmt::format("  {:<22} {}{}\n", field.name, field.doc,
                             kind.empty() ? "" : fmt::format(" [{}]", kind));
        };
        (one(f), ...);
      },
      E::fields());
  return out;
}

std::string event_page(std::string_view name) {
  std::string out;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((std::variant_alternative_t<I, Event>::event_name == name
          ? void(out = event_fields<std::variant_alternative_t<I, Event>>())
          : void()),
     ...);
  }
  (std::make_index_sequence<std::variant_size_v<Event>>{});
  return out;
}

std::vector<std::string_view> event_names() {
  std::vector<std::string_view> names;
  for (const EventTopics& entry : event_topics()) names.push_back(entry.event);
  return names;
}

std::string contents(const std::vector<Passage>& all) {
  std::string out = "sarx explain NAME tells of any of these:\n\nSubsystems\n";
  for (const Passage& passage : all) {
    if (!passage.text.empty()) out += fmt::format("  {}\n", passage.title);
  }
  out += fmt::format("\nEvents\n  {}\n", fmt::join(event_names(), ", "));
  out += fmt::format("\nDrivers\n  {}\n", fmt::join(driver_names, ", "));
  out += fmt::format("\nMeasures\n  {}\n", fmt::join(report_measure_names(), ", "));
  out +=
      "\nDiseases, drugs, nerves, operations: their names as in a scenario, e.g. heart_failure, semaglutide, "
      "femoral\n";
  std::set<std::string_view> bases;
  for (const ParameterInfo& p : parameter_table) bases.insert(base_name(p));
  out += fmt::format("\nParameters ({})\n", bases.size());
  for (std::string_view base : bases) out += fmt::format("  {}\n", base);
  return out;
}

}  // namespace

ExplainResult explain(std::string_view name) {
  const std::vector<Passage> all = passages();
  if (name.empty()) return {true, contents(all)};
  const std::string wanted = normal(name);

  // A parameter, or one number of it.
  const auto exact = parameters_where(
      [&](const ParameterInfo& p) { return normal(p.name) == wanted || normal(base_name(p)) == wanted; });
  if (!exact.empty())
    return {true, fmt::format("{} ({})\n", base_name(*exact.front()), exact.front()->file) + numbers(exact)};

  // An event: its fields, then the parts of the model it works through.
  for (const EventTopics& entry : event_topics()) {
    if (normal(entry.event) != wanted) continue;
    std::vector<const Passage*> found;
    for (std::string_view topic : entry.topics) {
      for (const Passage& passage : all) {
        if (passage.title == topic) found.push_back(&passage);
      }
    }
    return {true, event_page(entry.event) + "\nIn the model\n\n" +
                      explain_passages(found, std::string(entry.event))};
  }

  for (const std::string& text : {explain_driver(all, wanted), explain_measure(all, wanted)})
    if (!text.empty()) return {true, text};

  // A subsystem of the model.
  std::vector<const Passage*> found;
  for (const Passage& passage : all) {
    if (passage.title == wanted) found.push_back(&passage);
  }
  if (found.empty() && wanted.size() >= 4) {
    for (const Passage& passage : all) {
      if (fmt::format(" {}", passage.title).find(fmt::format(" {}", wanted)) != std::string::npos)
        found.push_back(&passage);
    }
  }
  if (!found.empty()) return {true, explain_passages(found, wanted)};

  // A drug, a disease, a nerve, an operation: the numbers kept under its name.
  std::vector<std::string_view> words;
  std::string_view event;
  std::string_view word;
  each_word([&](std::string_view candidate, std::string_view of) {
    words.push_back(candidate);
    if (normal(candidate) == wanted && event.empty()) {
      event = of;
      word = candidate;
    }
  });
  const auto named = parameters_where([&](const ParameterInfo& p) {
    std::string words_of_name = fmt::format(" {} ", normal(p.name));
    std::replace(words_of_name.begin(), words_of_name.end(), '.', ' ');
    return words_of_name.find(fmt::format(" {} ", wanted)) != std::string::npos;
  });
  if (!event.empty() || !named.empty()) {
    std::string text = event.empty()
                           ? fmt::format("{}\n", name)
                           : fmt::format("{}, in the event {} (sarx explain {})\n", word, event, event);
    if (named.empty())
      return {true, text + "It has no numbers of its own: it acts through those of its event.\n\n" +
                        explain(event).text};
    return {true, text + numbers(named)};
  }

  std::vector<std::string> owned;
  for (const Passage& passage : all) owned.push_back(passage.title);
  for (std::string_view candidate : event_names()) owned.emplace_back(candidate);
  for (std::string_view candidate : words) owned.emplace_back(candidate);
  for (std::string_view candidate : driver_names) owned.emplace_back(candidate);
  for (std::string_view candidate : report_measure_names()) owned.emplace_back(candidate);
  for (const ParameterInfo& p : parameter_table) owned.emplace_back(base_name(p));
  const std::vector<std::string_view> names(owned.begin(), owned.end());
  return {false,
          fmt::format(
              "explain: found '{}', expected a subsystem, event, driver, measure, disease, drug or parameter "
              "(sarx explain lists them){}",
              name, did_you_mean(name, names))};
}

}  // namespace sarx
