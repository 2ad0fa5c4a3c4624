#include "sarx/io/value.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "sarx/io/suggest.h"
#include "sarx/io/time.h"

namespace sarx {
namespace {

std::string expected_number(const FieldInfo& field) {
  std::string text = "a number";
  if (field.limited) text += " from " + shortest(field.minimum) + " to " + shortest(field.maximum);
  if (!field.unit.empty()) text += " (" + std::string(field.unit) + ")";
  return text;
}

std::string number_hint(std::string_view text, const FieldInfo& field) {
  const auto tail = text.find_first_not_of("0123456789.+-");
  if (text.size() > 1 && text[0] == '0' && (text[1] == 'x' || text[1] == 'o' || text[1] == 'b'))
    return "; write it in decimal notation";
  if (tail == std::string_view::npos && text.find_first_not_of("+-") != std::string_view::npos &&
      text[text.find_first_not_of("+-")] == '0' && text.size() > 1)
    return "; write it without leading zeros";
  if (tail != std::string_view::npos && tail > 0 && parse_number(text.substr(0, tail)))
    return field.unit.empty() ? "; write the number alone"
                              : "; write the number alone, in " + std::string(field.unit);
  return "";
}

}  // namespace

std::string found(const Node& node) {
  const std::string text = clipped(node.text);
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::sequence:
      return node.items.empty() ? "an empty list" : "a list";
    case Node::Kind::mapping:
      return "a mapping";
    case Node::Kind::scalar:
      break;
  }
  return node.quoted ? "the text \"" + text + "\"" : text;
}

std::string shortest(double value) {
  return fmt::format("{}", value);
}

std::string one_of(std::span<const std::string_view> words) {
  constexpr std::size_t shown = 20;
  if (words.size() == 1) return std::string(words.front());
  std::string text = "one of ";
  const std::size_t count = std::min(words.size(), shown);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  if (words.size() > shown) text += fmt::format(" ... ({} in all)", words.size());
  return text;
}

std::optional<double> read_number(const Node& node, const FieldInfo& field, std::string_view path,
                                  Faults& faults) {
  const auto refuse = [&](std::string_view hint) {
    faults.add(node.at,
               fmt::format("{}: found {}, expected {}{}", path, found(node), expected_number(field), hint));
    return std::nullopt;
  };
  if (node.kind != Node::Kind::scalar) return refuse("");
  const auto value = parse_number(node.text);
  if (node.quoted) return refuse(value ? "; write it without quotes" : "");
  if (!value) return refuse(number_hint(node.text, field));
  if (field.limited && (*value < field.minimum || *value > field.maximum)) return refuse("");
  return value;
}

std::optional<bool> read_flag(const Node& node, std::string_view path, Faults& faults) {
  const auto is = [&](std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), node.text) != words.end();
  };
  if (node.kind == Node::Kind::scalar && !node.quoted) {
    if (is({"true", "True", "TRUE"})) return true;
    if (is({"false", "False", "FALSE"})) return false;
  }
  std::string_view hint;
  if (node.kind == Node::Kind::scalar) {
    if (is({"yes", "Yes", "YES", "y", "Y", "on", "On", "ON", "1", "true"})) hint = "; did you mean true?";
    if (is({"no", "No", "NO", "n", "N", "off", "Off", "OFF", "0", "false"})) hint = "; did you mean false?";
  }
  faults.add(node.at, fmt::format("{}: found {}, expected true or false{}", path, found(node), hint));
  return std::nullopt;
}

std::optional<std::string> read_open_word(const Node& node, std::string_view path, Faults& faults) {
  constexpr std::size_t longest = 2000;
  if (node.kind != Node::Kind::scalar || node.text.empty()) {
    faults.add(node.at, fmt::format("{}: found {}, expected a word or a number", path, found(node)));
    return std::nullopt;
  }
  if (node.text.size() > longest) {
    faults.add(node.at, fmt::format("{}: found a text of {} bytes, expected at most {}", path,
                                    node.text.size(), longest));
    return std::nullopt;
  }
  return node.text;
}

std::optional<std::size_t> read_closed_word(const Node& node, std::span<const std::string_view> words,
                                            std::string_view path, Faults& faults) {
  if (node.kind == Node::Kind::scalar)
    if (const auto word = std::find(words.begin(), words.end(), node.text); word != words.end())
      return static_cast<std::size_t>(word - words.begin());
  const std::string hint = node.kind == Node::Kind::scalar ? did_you_mean(node.text, words) : "";
  faults.add(node.at, fmt::format("{}: found {}, expected {}{}", path, found(node), one_of(words), hint));
  return std::nullopt;
}

std::optional<std::vector<double>> read_numbers(const Node& node, const FieldInfo& field,
                                                std::string_view path, Faults& faults) {
  if (node.kind != Node::Kind::sequence || node.items.empty()) {
    faults.add(node.at, fmt::format("{}: found {}, expected a list of numbers", path, found(node)));
    return std::nullopt;
  }
  std::vector<double> values;
  for (const auto& item : node.items)
    if (const auto value = read_number(item, field, path, faults)) values.push_back(*value);
  if (values.size() != node.items.size()) return std::nullopt;
  return values;
}

std::optional<std::vector<std::string>> read_words(const Node& node, std::span<const std::string_view> words,
                                                   std::string_view path, Faults& faults) {
  if (node.kind != Node::Kind::sequence || (node.items.empty() && !words.empty())) {
    faults.add(node.at, fmt::format("{}: found {}, expected a list of words, such as [{}]", path, found(node),
                                    words.empty() ? "word" : words.front()));
    return std::nullopt;
  }
  std::vector<std::string> values;
  for (const auto& item : node.items) {
    if (words.empty()) {
      if (auto word = read_open_word(item, path, faults)) values.push_back(std::move(*word));
    } else if (const auto index = read_closed_word(item, words, path, faults)) {
      values.emplace_back(words[*index]);
    }
  }
  if (values.size() != node.items.size()) return std::nullopt;
  return values;
}

bool expect_mapping(const Node& node, std::string_view path, Faults& faults) {
  if (node.kind == Node::Kind::mapping) return true;
  faults.add(node.at, fmt::format("{}: found {}, expected a mapping (key: value)", path, found(node)));
  return false;
}

void refuse_unknown_keys(const Node& node, std::span<const std::string_view> names, std::string_view path,
                         Faults& faults) {
  for (const auto& key : node.keys) {
    if (std::find(names.begin(), names.end(), key.text) != names.end()) continue;
    const std::string expected = names.empty() ? "no field" : one_of(names);
    faults.add(key.at, fmt::format("{}: found the unknown key {}, expected {}{}", path, clipped(key.text),
                                   expected, did_you_mean(key.text, names)));
  }
}

}  // namespace sarx
