#include "sarx/io/time.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <locale>
#include <sstream>
#include <utility>

namespace sarx {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr double days_per_year = 365.25;

struct Unit {
  std::string_view name;
  double days;
};
constexpr std::array<Unit, 17> units{{
    {"d", 1},
    {"day", 1},
    {"days", 1},
    {"w", 7},
    {"wk", 7},
    {"wks", 7},
    {"week", 7},
    {"weeks", 7},
    {"mo", days_per_year / 12},
    {"mos", days_per_year / 12},
    {"month", days_per_year / 12},
    {"months", days_per_year / 12},
    {"y", days_per_year},
    {"yr", days_per_year},
    {"yrs", days_per_year},
    {"year", days_per_year},
    {"years", days_per_year},
}};

}  // namespace

bool looks_like_date(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i])) return false;
  return true;
}

std::optional<long> parse_date(std::string_view text) {
  if (!looks_like_date(text)) return std::nullopt;
  const auto part = [&](std::size_t from, std::size_t length) {
    long value = 0;
    for (std::size_t i = from; i < from + length; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  const long year = part(0, 4), month = part(5, 2), day = part(8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1) return std::nullopt;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  constexpr std::array<long, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const auto index = static_cast<std::size_t>(month - 1);
  if (day > lengths[index] + (leap && month == 2 ? 1 : 0)) return std::nullopt;
  // Days since 1970-01-01, counting years from March so that the leap day comes last.
  const long y = month > 2 ? year : year - 1;
  const long era = y / 400, year_of_era = y % 400;
  const long day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const long day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

std::optional<double> parse_number(std::string_view text) {
  constexpr std::size_t longest = 40;  // more digits than a double holds
  if (text.empty() || text.size() > longest) return std::nullopt;
  std::size_t i = text[0] == '-' || text[0] == '+' ? 1 : 0;
  const std::size_t whole = i;
  while (i < text.size() && is_digit(text[i])) ++i;
  const std::size_t whole_digits = i - whole;
  if (whole_digits > 1 && text[whole] == '0') return std::nullopt;  // octal to some readers
  std::size_t fraction_digits = 0;
  if (i < text.size() && text[i] == '.')
    for (++i; i < text.size() && is_digit(text[i]); ++i) ++fraction_digits;
  if (whole_digits + fraction_digits == 0) return std::nullopt;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    const std::size_t exponent = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    if (i == exponent) return std::nullopt;
  }
  if (i != text.size()) return std::nullopt;
  // Standard library conversions that ignore the locale of the process: from_chars for double is missing in
  // some.
  std::istringstream stream{std::string(text[0] == '+' ? text.substr(1) : text)};
  stream.imbue(std::locale::classic());
  double value = 0;
  stream >> value;
  // Out of range sets the fail bit; a number too small to hold is refused with the too large.
  if (stream.fail() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<double> parse_duration_days(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() &&
         (is_digit(text[end]) || text[end] == '.' || text[end] == '-' || text[end] == '+'))
    ++end;
  const auto amount = parse_number(text.substr(0, end));
  if (!amount) return std::nullopt;
  std::size_t begin = end;
  while (begin < text.size() && text[begin] == ' ') ++begin;
  for (const auto& unit : units)
    if (unit.name == text.substr(begin)) {
      const double days = *amount * unit.days;
      return unit.days == 1 ? days : std::copysign(std::ceil(std::abs(days) - 0.5), days);
    }
  return std::nullopt;
}

}  // namespace sarx
