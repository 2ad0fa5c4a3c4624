// Settings of events (usual programmes, licensed doses, intensities of conditions), read from parameters/,
// and the words in which an event reports those it had to supply. For the sources of this folder only.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sarx/parameters.h"
#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx::timeline_detail {

/// The parameters in use. Settings of events are fixed facts, not drawn with the physiology.
const Parameters<double>& settings();

using GroupShares = std::span<const double, muscle_group_count>;

/// A number in as few digits as tell it, for the list of assumptions.
std::string text(double value);

void assume(const EventContext& context, std::string_view field, std::string_view value,
            std::string_view because);

/// One rule for an event that needs a side: where none is given both are taken, and that is said.
void assume_side(const EventContext& context, const std::optional<EventSide>& side);

/// The given value, or the usual one, which is then reported as an assumption.
double given_or(const std::optional<double>& given, double usual, const EventContext& context,
                std::string_view field, std::string_view unit, std::string_view because);

std::string lower_case(std::string_view words);
bool contains(std::string_view words, std::string_view part);
/// Whether any of the parts stands in the words (both in lower case).
template <std::size_t N>
bool contains_any(std::string_view words, const std::array<std::string_view, N>& parts) {
  for (const auto part : parts)
    if (contains(words, part)) return true;
  return false;
}
/// The first number in the words, at or after `from`.
std::optional<double> first_number(std::string_view words, std::size_t from = 0);
/// The middle of the first range `a-b`, or the first number.
std::optional<double> first_level(std::string_view words);

/// The share left after two independent losses: 1 - (1-a)(1-b); never more than the larger of 1, a and b.
double joint_share(double a, double b);

}  // namespace sarx::timeline_detail
