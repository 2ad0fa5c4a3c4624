// Events in words, for people.
#pragma once

#include <string>
#include <string_view>

#include "sarx/timeline/event.h"

namespace sarx {

/// "Immobilisation", "Drug: semaglutide", "Disease: heart failure".
std::string event_title(const Event& event);

/// Its other fields: "knee, left, cast" or "3 sessions per week, 70 % 1rm".
std::string event_detail(const Event& event);

/// "heart_failure" or "growth-hormone" as words: "heart failure", "growth hormone".
std::string plain_words(std::string_view name);

/// Up to four significant digits, without trailing zeros or an exponent where people would not write one.
std::string plain_number(double value);

/// A length of time as people say it: "10 d", "6 wk", "9 mo", "2.5 y".
std::string plain_days(double days);

}  // namespace sarx
