#include "sarx/io/suggest.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace sarx {
namespace {

constexpr std::size_t longest_name = 64;  // longer ones are no misspelling of any name of ours

char folded(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return c == '-' || c == ' ' ? '_' : c;
}

// Words people write for one of ours that no count of letters would find.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> synonyms{{
    {"sex", "male_fraction"},
    {"gender", "male_fraction"},
    {"female", "male_fraction"},
    {"mass", "weight_kg"},
    {"start", "from"},
    {"begin", "from"},
    {"end", "to"},
    {"until", "to"},
    {"stop", "to"},
    {"exercise", "resistance_training"},
    {"operation", "surgery"},
    {"medication", "drug"},
}};

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_back(b.size() + 1), back(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    two_back.swap(back);
    back.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = folded(a[i - 1]) == folded(b[j - 1]);
      row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + (same ? 0U : 1U)});
      const bool swapped =
          i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) && folded(a[i - 2]) == folded(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], two_back[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::optional<std::string_view> nearest(std::string_view name, std::span<const std::string_view> candidates) {
  if (name.empty() || name.size() > longest_name) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const auto candidate : candidates) {
    std::size_t distance = edit_distance(name, candidate);
    // `weight` for `weight_kg`: a whole leading part of the name.
    if (name.size() >= 3 && candidate.size() > name.size() && folded(candidate[name.size()]) == '_' &&
        edit_distance(name, candidate.substr(0, name.size())) == 0)
      distance = std::min<std::size_t>(distance, 1);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  if (best) return best;
  for (const auto& [word, meant] : synonyms)
    if (word == name && std::find(candidates.begin(), candidates.end(), meant) != candidates.end())
      return meant;
  return std::nullopt;
}

std::string clipped(std::string_view text, std::size_t limit) {
  std::size_t end = std::min(text.size(), limit);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  std::string line(text.substr(0, end));
  for (char& c : line)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return end < text.size() ? line + "..." : line;
}

std::string did_you_mean(std::string_view name, std::span<const std::string_view> candidates) {
  const auto near = nearest(name, candidates);
  return near ? "; did you mean " + std::string(*near) + "?" : "";
}

}  // namespace sarx
