// The words of an observation, as both kinds of population experiments read them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sarx/outcome/risk.h"
#include "sarx/study/evidence.h"

namespace sarx {

std::string lower(std::string text);
inline bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// Everything an observation says about what it is of, in lower case.
std::string words_of(const Arm& arm, const Observation& o);

/// The rate an observation is about. Empty where it is about none; then `why_not` says why if it is about an
/// outcome at all.
std::optional<Risk> risk_of(const Observation& o, const std::string& words, std::string& why_not);

/// Why a level of an outcome can't be held against any population of the program; empty where it can.
std::string beyond_the_population(std::string_view words);

}  // namespace sarx
