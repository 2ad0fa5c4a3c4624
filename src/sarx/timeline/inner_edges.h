// Events with a course of their own: the days on which what they do changes although the event goes on.
#pragma once

#include <vector>

#include "sarx/timeline/event.h"

namespace sarx {

/// Append the inner edges of an event that begins on `from_day` and ends on `to_day` (infinity where it goes
/// on). Events without a course have none.
template <class E>
void inner_edges(const E&, double /*from_day*/, double /*to_day*/, const Person&, std::vector<double>&) {}
void inner_edges(const Disease& event, double from_day, double to_day, const Person& person,
                 std::vector<double>& edges);
void inner_edges(const NerveInjury& event, double from_day, double to_day, const Person& person,
                 std::vector<double>& edges);
void inner_edges(const MuscleInjury& event, double from_day, double to_day, const Person& person,
                 std::vector<double>& edges);
void inner_edges(const Surgery& event, double from_day, double to_day, const Person& person,
                 std::vector<double>& edges);

/// The day until which an event acts, which may be later than its stated end: an operation is followed by its
/// recovery, a depot dose goes on working.
template <class E>
double acts_until(const E&, double /*from_day*/, double to_day) {
  return to_day;
}
double acts_until(const Surgery& event, double from_day, double to_day);
double acts_until(const MuscleInjury& event, double from_day, double to_day);
double acts_until(const Treatment& event, double from_day, double to_day);
double acts_until(const HormoneChange& event, double from_day, double to_day);
double acts_until(const Drug& event, double from_day, double to_day);
/// Acute illness without a stated end has its usual course.
double acts_until(const Disease& event, double from_day, double to_day);

/// Take from a condition's exposure what the treatment removes of it.
void treat(const Treatment& treatment, Exposure& condition);

}  // namespace sarx
