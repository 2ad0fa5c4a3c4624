#include "sarx/timeline/settings.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "sarx/person/reference.h"

namespace sarx::timeline_detail {

const Parameters<double>& settings() {
  return reference_parameters();
}

std::string text(double value) {
  std::array<char, 32> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "%.4g", value);
  return {buffer.data(), static_cast<std::size_t>(std::max(0, length))};
}

void assume(const EventContext& context, std::string_view field, std::string_view value,
            std::string_view because) {
  if (context.assumptions) context.assumptions->assume(field, value, because);
}

void assume_side(const EventContext& context, const std::optional<EventSide>& side) {
  if (!side) assume(context, "side", "both", "not stated; give left or right where it is one side");
}

double given_or(const std::optional<double>& given, double usual, const EventContext& context,
                std::string_view field, std::string_view unit, std::string_view because) {
  if (given) return *given;
  if (context.assumptions) {
    std::string value = text(usual);
    if (!unit.empty()) value.append(" ").append(unit);
    context.assumptions->assume(field, value, because);
  }
  return usual;
}

std::string lower_case(std::string_view words) {
  std::string lower(words);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

bool contains(std::string_view words, std::string_view part) {
  return words.find(part) != std::string_view::npos;
}

namespace {

struct Found {
  double value;
  std::size_t end;
};

std::optional<Found> find_number(std::string_view words, std::size_t from) {
  const auto digit = [&](std::size_t i) {
    return i < words.size() && std::isdigit(static_cast<unsigned char>(words[i])) != 0;
  };
  for (std::size_t i = from; i < words.size(); ++i) {
    if (!digit(i)) continue;
    std::size_t end = i;
    double value = 0;
    while (digit(end)) value = 10 * value + (words[end++] - '0');
    if (end < words.size() && words[end] == '.' && digit(end + 1)) {
      double place = 0.1;
      for (++end; digit(end); ++end, place /= 10) value += place * (words[end] - '0');
    }
    if (!std::isfinite(value)) return std::nullopt;
    return Found{value, end};
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> first_number(std::string_view words, std::size_t from) {
  const auto found = find_number(words, from);
  return found ? std::optional(found->value) : std::nullopt;
}

std::optional<double> first_level(std::string_view words) {
  const auto low = find_number(words, 0);
  if (!low) return std::nullopt;
  std::size_t next = low->end;
  while (next < words.size() && words[next] == ' ') ++next;
  const bool range = next < words.size() && (words[next] == '-' || words.substr(next, 3) == "to ");
  if (!range) return low->value;
  const auto high = find_number(words, next);
  return high ? (low->value + high->value) / 2 : low->value;
}

double joint_share(double a, double b) {
  if (a >= 1 || b >= 1) return std::max(a, b);
  return 1 - (1 - a) * (1 - b);
}

}  // namespace sarx::timeline_detail
