// Days, durations with their unit, and dates of the scenario language.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sarx {

/// Day number of a Gregorian date "YYYY-MM-DD" (1970-01-01 is 0); nothing where there is no such day.
std::optional<long> parse_date(std::string_view text);

/// Whether the text has the shape of a date (four digits, two, two), valid or not.
bool looks_like_date(std::string_view text);

/// Whole days of a duration: "10 d", "6 wk", "3 mo", "2 y" (a month is 365.25 / 12 days, a year 365.25,
/// rounded to the nearest day, halves down), also written out ("6 weeks") or without the space, also
/// negative; nothing where it is none.
std::optional<double> parse_duration_days(std::string_view text);

/// A finite number in decimal notation, such as -6, 0.8 or 5e5. Nothing for anything else: hexadecimal,
/// octal, leading zeros, underscores, inf, nan.
std::optional<double> parse_number(std::string_view text);

}  // namespace sarx
