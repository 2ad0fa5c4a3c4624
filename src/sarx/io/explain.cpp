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
#include "sarx/io/suggest.h"
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
      if (close > at + 2 && paragraph[close - 1] == '.') starts.push_back(at);
      at = close + 2;
    }
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const std::size_t close = paragraph.find("**", starts[i] + 2);
      const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : paragraph.size();
      paragraphs.push_back({normal(paragraph.substr(starts[i] + 2, close - starts[i] - 3)),
                            paragraph.substr(starts[i], end - starts[i])});
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
  static const std::vector<EventTopics> table{
      {"bed_rest", {"disuse", "strength"}},
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
      {"drug", {"androgens", "growth hormone, oestradiol, activin receptor block, glucocorticoids"}},
      {"hormone_change", {"androgens"}},
      {"ageing", {"progressive disease", "strength"}}};
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

/// Parameters that a passage names in code type, or whose name begins with the topic.
std::vector<const ParameterInfo*> parameters_of(const std::string& topic, const std::string& text) {
  std::string stem = topic;
  std::replace(stem.begin(), stem.end(), ' ', '_');
  return parameters_where([&](const ParameterInfo& p) {
    const std::string base(base_name(p));
    if (text.find(fmt::format("`{}`", base)) != std::string::npos) return true;
    // `adherence_*` names a family.
    for (std::size_t cut = base.find('_'); cut != std::string::npos; cut = base.find('_', cut + 1)) {
      if (text.find(fmt::format("`{}*`", base.substr(0, cut + 1))) != std::string::npos) return true;
    }
    return base.starts_with(fmt::format("{}_", stem)) || p.file == fmt::format("{}.yaml", stem);
  });
}

std::string explain_passages(const std::vector<const Passage*>& found, const std::string& topic) {
  std::string text;
  for (const Passage* passage : found) text += passage->text + "\n";
  std::string all = text;
  return text + numbers(parameters_of(topic, all));
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

  // A subsystem or a driver of change.
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
  for (const ParameterInfo& p : parameter_table) owned.emplace_back(base_name(p));
  const std::vector<std::string_view> names(owned.begin(), owned.end());
  return {false, fmt::format("explain: found '{}', expected a subsystem, event, disease, drug or parameter "
                             "(sarx explain lists them){}",
                             name, did_you_mean(name, names))};
}

}  // namespace sarx
