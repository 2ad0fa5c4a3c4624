#include "sarx/io/event_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <tuple>
#include <type_traits>

namespace sarx {
namespace {

std::string capitalised(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

template <class Value>
std::string value_text(const Value& value, std::string_view unit) {
  if constexpr (std::is_same_v<Value, double>) {
    if (unit == "day") unit = "d";
    return unit.empty() ? plain_number(value) : fmt::format("{} {}", plain_number(value), unit);
  } else if constexpr (std::is_same_v<Value, std::string>) {
    return plain_words(value);
  } else if constexpr (std::is_same_v<Value, std::vector<double>>) {
    std::vector<std::string> parts;
    for (double number : value) parts.push_back(plain_number(number));
    return fmt::format("{} {}", fmt::join(parts, "-"), unit);
  } else if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
    std::vector<std::string> parts;
    for (const std::string& word : value) parts.push_back(plain_words(word));
    return fmt::format("{}", fmt::join(parts, ", "));
  } else if constexpr (std::is_enum_v<Value>) {
    return plain_words(Words<Value>::words[static_cast<std::size_t>(value)]);
  } else {
    return "";
  }
}

/// The field that names the kind of the event: a drug's name, a disease's condition.
constexpr std::array<std::string_view, 6> title_fields{"what", "condition", "kind", "nerve", "of", "limb"};

bool is_title_field(std::string_view name) {
  return std::find(title_fields.begin(), title_fields.end(), name) != title_fields.end();
}

/// How people say a field with its number.
struct Phrase {
  std::string_view field, text;  ///< {} stands for the number
};
constexpr std::array<Phrase, 21> phrases{{
    {"energy_percent_of_need", "{} % of energy need"},
    {"energy_kcal", "{} kcal a day"},
    {"energy_deficit_kcal", "deficit of {} kcal a day"},
    {"protein_g_per_kg", "protein {} g/kg"},
    {"protein_g", "protein {} g a day"},
    {"protein_percent_energy", "{} % of energy as protein"},
    {"meals_per_day", "{} meals a day"},
    {"steps_per_day", "{} steps a day"},
    {"sessions_per_week", "{} sessions a week"},
    {"sets", "{} sets"},
    {"exercises", "{} exercises"},
    {"reps", "{} repetitions"},
    {"load_percent_1rm", "{} % of 1-RM"},
    {"minutes", "{} min"},
    {"minutes_per_day", "{} min a day"},
    {"intensity_percent_vo2max", "{} % of VO2max"},
    {"hours_per_day", "{} h a day"},
    {"every_days", "every {} d"},
    {"doses", "{} doses"},
    {"tilt_deg", "tilt {} degrees"},
    {"response_percent", "{} % response"},
}};

/// Calls `visit(name, unit, value)` for every field that is given.
template <class Visit>
void each_field(const Event& event, Visit visit) {
  std::visit(
      [&](const auto& e) {
        std::apply(
            [&](const auto&... field) {
              [[maybe_unused]] const auto one = [&](const auto& f) {
                if (e.*(f.member)) visit(f.name, f.unit, *(e.*(f.member)));
              };
              (one(field), ...);
            },
            std::decay_t<decltype(e)>::fields());
      },
      event);
}

}  // namespace

std::string plain_words(std::string_view name) {
  std::string text(name);
  for (char& c : text) {
    if (c == '_') c = ' ';
  }
  // A hyphen joins words in names such as growth-hormone, but a sign or a range keeps its own.
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '-' && std::isalpha(static_cast<unsigned char>(text[i - 1])) &&
        std::isalpha(static_cast<unsigned char>(text[i + 1]))) {
      text[i] = ' ';
    }
  }
  return text;
}

std::string plain_number(double value) {
  if (!std::isfinite(value)) return "-";
  const double size = std::fabs(value);
  if (size >= 1000) return fmt::format("{:.0f}", value);
  return fmt::format("{:.4g}", value);
}

std::string plain_days(double days) {
  if (!std::isfinite(days)) return "onwards";
  if (days < 21) return fmt::format("{} d", plain_number(days));
  if (days < 120) return fmt::format("{:.3g} wk", std::round(days / 7 * 2) / 2);
  if (days < 730) return fmt::format("{:.3g} mo", std::round(days / 30.4375 * 2) / 2);
  return fmt::format("{:.3g} y", std::round(days / 365.25 * 10) / 10);
}

std::string event_title(const Event& event) {
  std::string title = capitalised(plain_words(event_name(event)));
  std::vector<std::string> names;
  each_field(event, [&](std::string_view name, std::string_view unit, const auto& value) {
    if (is_title_field(name)) names.push_back(value_text(value, unit));
  });
  if (names.empty()) return title;
  return fmt::format("{}: {}", title, fmt::join(names, ", "));
}

std::string event_detail(const Event& event) {
  std::string text;
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text += ", ";
    text += part;
  };
  each_field(event, [&](std::string_view name, std::string_view unit, const auto& value) {
    using Value = std::decay_t<decltype(value)>;
    if (is_title_field(name)) return;
    if constexpr (std::is_same_v<Value, bool>) {
      if (value) add(plain_words(name));
    } else if constexpr (std::is_same_v<Value, double>) {
      const auto phrase =
          std::find_if(phrases.begin(), phrases.end(), [&](const Phrase& p) { return p.field == name; });
      if (phrase != phrases.end()) {
        add(fmt::format(fmt::runtime(phrase->text), plain_number(value)));
        return;
      }
      // A name such as repair_day already carries its unit.
      const bool named_unit = unit.empty() || name.find('_') != std::string_view::npos;
      add(fmt::format("{} {}", plain_words(name),
                      named_unit ? plain_number(value) : value_text(value, unit)));
    } else if constexpr (std::is_same_v<Value, DrugUnit> || std::is_same_v<Value, SupplementUnit>) {
      // The dose stands just before its unit.
      if (!text.empty()) text += ' ';
      text += value_text(value, unit);
    } else {
      add(value_text(value, unit));
    }
  });
  return text;
}

}  // namespace sarx
