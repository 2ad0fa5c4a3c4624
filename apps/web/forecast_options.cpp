#include "forecast_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sarx/io/suggest.h"
#include "sarx/io/value.h"
#include "sarx/io/vocabulary.h"

namespace sarx {
namespace {

using Json = nlohmann::ordered_json;

/// Integers beyond this are not exact in JavaScript.
constexpr double largest_seed = 9007199254740991;

void refuse(OptionsResult& result, std::string_view name, const Json& found, std::string_view expected) {
  result.faults.push_back(
      {{"path", name.empty() ? "options" : fmt::format("options.{}", name)},
       {"message",
        fmt::format("found {}, expected {}",
                    clipped(found.dump(-1, ' ', false, Json::error_handler_t::replace)), expected)}});
}

/// A number between limits; nothing, and a fault, where it is something else.
std::optional<double> number(OptionsResult& result, std::string_view name, const Json& value, double least,
                             double most, bool whole) {
  if (value.is_number()) {
    const double x = value.get<double>();
    if (x >= least && x <= most && (!whole || x == std::floor(x))) return x;
  }
  refuse(result, name, value, fmt::format("a {}number from {} to {}", whole ? "whole " : "", least, most));
  return std::nullopt;
}

void read_measures(OptionsResult& result, const Json& value) {
  const std::span<const std::string_view> names = report_measure_names();
  if (!value.is_array()) return refuse(result, "measures", value, "a list of measures");
  const auto among = [](std::span<const std::string_view> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  for (const Json& word : value) {
    const std::string text = word.is_string() ? word.get<std::string>() : std::string();
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view measure = std::string_view(text).substr(0, space);
    if (!among(names, measure)) {
      refuse(result, "measures", word,
             fmt::format("{}{}", one_of(names), did_you_mean(std::string(measure), names)));
    } else if (space < text.size() && !among(muscle_group_names, std::string_view(text).substr(space + 1))) {
      refuse(result, "measures", word,
             fmt::format("after the measure {}{}", one_of(muscle_group_names),
                         did_you_mean(text.substr(space + 1), muscle_group_names)));
    } else {
      result.options.measures.push_back(text);
    }
  }
}

}  // namespace

OptionsResult read_options(std::string_view text) {
  OptionsResult result;
  const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_object()) {
    refuse(result, "", json, "a mapping");
    return result;
  }
  for (const auto& [name, value] : json.items()) {
    if (name == "draws") {
      if (const auto x = number(result, name, value, 1, most_draws, true))
        result.options.draws = static_cast<int>(*x);
    } else if (name == "first_draw") {
      if (const auto x = number(result, name, value, 0, most_draws, true))
        result.options.first_draw = static_cast<int>(*x);
    } else if (name == "seed") {
      if (const auto x = number(result, name, value, 0, largest_seed, true))
        result.options.seed = static_cast<std::uint64_t>(*x);
    } else if (name == "days") {
      result.options.horizon_days = number(result, name, value, 1, longest_horizon_days, false);
    } else if (name == "measures") {
      read_measures(result, value);
    } else if (name == "density") {
      const auto* const found = std::find(density_names.begin(), density_names.end(),
                                          value.is_string() ? value.get<std::string>() : std::string());
      if (found != density_names.end())
        result.options.density = static_cast<ReportDensity>(found - density_names.begin());
      else
        refuse(result, name, value, one_of(density_names));
    } else if (name == "events") {
      if (value == "sampled")
        result.options.sampled = true;
      else if (value != "expected")
        refuse(result, name, value, R"("expected" or "sampled")");
    } else {
      constexpr std::array<std::string_view, 6> known{"draws",    "seed",    "days",
                                                      "measures", "density", "events"};
      refuse(result, name, value,
             fmt::format("only the options {}{}", fmt::join(known, ", "), did_you_mean(name, known)));
    }
  }
  return result;
}

}  // namespace sarx
