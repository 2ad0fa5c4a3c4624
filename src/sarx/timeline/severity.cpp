// How severe a disease is, read from its stage (number, Roman number or words), site and organ failures.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "sarx/timeline/condition_table.h"

namespace sarx::timeline_detail {
namespace {

/// Child-Pugh class A, B or C (also as points, 5 to 15), or a letter alone: 1 to 3; none where it isn't said.
std::optional<int> child_pugh_class(std::string_view words) {
  constexpr double fewest_points = 5, fewest_of_b = 7, fewest_of_c = 10, most_points = 15;
  std::size_t at = words.find("pugh");
  if (at == std::string_view::npos) at = words.find("child");
  if (at == std::string_view::npos && words.size() != 1) return std::nullopt;
  std::size_t i = at == std::string_view::npos ? 0 : words.find_first_of(" -:,", at);
  for (; i < words.size(); ++i) {
    if (std::isalnum(static_cast<unsigned char>(words[i])) == 0) continue;
    std::size_t end = i;
    while (end < words.size() && std::isalnum(static_cast<unsigned char>(words[end])) != 0) ++end;
    const auto word = words.substr(i, end - i);
    const bool lettered =
        word.front() >= 'a' && word.front() <= 'c' &&
        std::all_of(word.begin() + 1, word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    if (lettered) return word.front() - 'a' + 1;
    const auto points =
        std::isdigit(static_cast<unsigned char>(word.front())) != 0 ? first_number(word) : std::nullopt;
    if (points && *points >= fewest_points && *points <= most_points)
      return *points < fewest_of_b ? 1 : *points < fewest_of_c ? 2 : 3;
    i = end;
  }
  return std::nullopt;
}

/// Burnt body surface in percent ("40 % TBSA", "47 percent of body surface"): the first number that is said
/// to be a percentage.
std::optional<double> burnt_surface(std::string_view words) {
  const bool told = contains(words, "%") || contains(words, "percent") || contains(words, "tbsa");
  if (!told) return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::isdigit(static_cast<unsigned char>(words[i])) == 0) continue;
    const auto number = first_number(words, i);
    while (i < words.size() && (std::isdigit(static_cast<unsigned char>(words[i])) != 0 || words[i] == '.'))
      ++i;
    const auto rest = words.substr(std::min(words.find_first_not_of(' ', i), words.size()));
    if (rest.starts_with("%") || rest.starts_with("percent") || rest.starts_with("tbsa")) return number;
  }
  return contains(words, "tbsa") ? first_number(words, words.find("tbsa")) : std::nullopt;
}

/// Mean of the stage numbers in the words, Arabic or Roman (`III-IV`, `NYHA 2.3`, `IIIb`); none where there
/// is no number.
std::optional<double> stage_number(std::string_view words) {
  double sum = 0;
  int count = 0;
  std::size_t i = 0;
  const auto is_word = [&](std::size_t at) {
    return at < words.size() &&
           (std::isalnum(static_cast<unsigned char>(words[at])) != 0 || words[at] == '.');
  };
  while (i < words.size()) {
    if (!is_word(i)) {
      ++i;
      continue;
    }
    const std::size_t start = i;
    while (is_word(i)) ++i;
    const auto word = words.substr(start, i - start);
    if (word.starts_with("fev")) continue;  // a lung volume, of which the 1 is no stage
    std::string_view roman = word;
    if (roman.size() > 1 && (roman.back() == 'a' || roman.back() == 'b' || roman.back() == 'c'))
      roman.remove_suffix(1);
    std::optional<double> value;
    if (roman == "i")
      value = 1;
    else if (roman == "ii")
      value = 2;
    else if (roman == "iii")
      value = 3;
    else if (roman == "iv")
      value = 4;
    else if (roman == "v")
      value = 5;
    else
      value = first_number(word);
    constexpr double largest_stage = 5;
    if (value && *value <= largest_stage) {
      sum += *value;
      ++count;
    }
  }
  return count > 0 ? std::optional(sum / count) : std::nullopt;
}

/// Linear between the stages of a table whose first row is stage 1.
template <std::size_t N>
double by_stage(double stage, const std::array<double, N>& table) {
  const double place = std::clamp(stage - 1, 0.0, static_cast<double>(N - 1));
  const auto below = std::min(static_cast<std::size_t>(place), N - 2);
  return table[below] + (place - static_cast<double>(below)) * (table[below + 1] - table[below]);
}

double numbered_severity(Condition condition, double stage) {
  const auto& s = settings();
  if (condition == Condition::cancer)
    return by_stage(stage, std::array{s.severity_cancer_stage_1(), s.severity_cancer_stage_2(),
                                      s.severity_cancer_stage_3(), s.severity_cancer_stage_4()});
  if (condition == Condition::ckd || condition == Condition::haemodialysis)
    return by_stage(stage, std::array{s.severity_kidney_stage_1(), s.severity_kidney_stage_2(),
                                      s.severity_kidney_stage_3(), s.severity_kidney_stage_4(),
                                      s.severity_kidney_stage_5()});
  return by_stage(stage, std::array{s.severity_grade_stage_1(), s.severity_grade_stage_2(),
                                    s.severity_grade_stage_3(), s.severity_grade_stage_4()});
}

/// Mean over the words of severity found.
std::optional<double> worded_severity(std::string_view words) {
  const auto& s = settings();
  double sum = 0;
  int count = 0;
  const auto take = [&](double value) {
    sum += value;
    ++count;
  };
  const bool not_spread =
      contains(words, "nonmetastatic") || contains(words, "non-metastatic") || contains(words, "locali");
  const bool not_controlled = contains(words, "uncontrolled") || contains(words, "poorly controlled");
  if (contains(words, "remission") || contains(words, "recovered")) take(s.severity_remission());
  if (!not_controlled && (contains(words, "controlled") || contains(words, "stable")))
    take(s.severity_controlled());
  if (not_spread || contains(words, "mild") || contains(words, "early") || contains(words, "subclinical"))
    take(s.severity_mild());
  if (contains(words, "moderate")) take(s.severity_moderate());
  if (contains(words, "high disease activity") || contains(words, "high activity")) take(s.severity_severe());
  if (contains(words, "low disease activity") || contains(words, "low activity")) take(s.severity_mild());
  if (contains(words, "very severe"))
    take(s.severity_grade_stage_4());
  else if (contains(words, "severe") || not_controlled)
    take(s.severity_severe());
  if (contains(words, "advanced") || contains(words, "end-stage") ||
      (!not_spread && contains(words, "metastatic")))
    take(s.severity_advanced());
  if (contains(words, "flare") || contains(words, "exacerbation") || contains(words, "decompensated"))
    take(s.severity_flare());
  return count > 0 ? std::optional(sum / count) : std::nullopt;
}

double site_factor(std::string_view site) {
  const auto& s = settings();
  constexpr std::array<std::string_view, 3> indolent{"prostate", "breast", "thyroid"};
  constexpr std::array<std::string_view, 7> wasting{"pancrea", "esoph", "stomach", "gastric",
                                                    "foregut", "lung",  "biliary"};
  if (contains_any(site, indolent)) return s.cancer_site_indolent();
  if (contains_any(site, wasting)) return s.cancer_site_wasting();
  return 1;
}

}  // namespace

double severity(const Disease& event, const EventContext& context) {
  const auto& s = settings();
  const Condition condition = *event.condition;
  const std::string stage = lower_case(event.stage.value_or(""));
  const std::string detail = lower_case(event.detail.value_or(""));
  const auto surface_of_stage = condition == Condition::burn ? burnt_surface(stage) : std::nullopt;
  const auto liver_class = condition == Condition::cirrhosis ? child_pugh_class(stage) : std::nullopt;
  double value = 1;
  if (surface_of_stage) {
    // The surface is all that is said: it is counted below.
  } else if (liver_class) {
    value = *liver_class == 1   ? s.severity_mild()
            : *liver_class == 2 ? s.severity_moderate()
                                : s.severity_severe();
  } else if (const auto number = stage_number(stage)) {
    value = numbered_severity(condition, *number);
  } else if (const auto worded = worded_severity(stage)) {
    value = *worded;
  } else if (const bool wasting_stage = contains(stage, "wasting") || contains(stage, "cachexia");
             !wasting_stage) {
    assume(context, "stage", "reference severity",
           stage.empty() ? "no stage is stated" : "the words are not known");
  }
  if (condition == Condition::cancer) value *= site_factor(lower_case(event.site.value_or("")));
  const bool wasting =
      contains(stage, "wasting") || contains(stage, "cachexia") ||
      ((condition == Condition::cancer || condition == Condition::hiv) &&
       (contains(detail, "cachexia") || contains(detail, "cachectic") || contains(detail, "wasting")));
  if (wasting) value = std::max(value, s.severity_wasting());
  if (event.organ_failures) {
    constexpr double organs_of_reference = 2;
    value *=
        std::max(0.4, 1 + (*event.organ_failures - organs_of_reference) * s.severity_per_organ_failure());
  }
  if (condition == Condition::burn)
    if (const auto surface = surface_of_stage ? surface_of_stage : burnt_surface(detail))
      value *= std::min(2.0, *surface / s.burn_reference_surface_percent());
  return value;
}

}  // namespace sarx::timeline_detail
