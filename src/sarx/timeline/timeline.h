// The events of a scenario, and the stretches of constant exposure they make.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "sarx/person/person.h"
#include "sarx/timeline/event.h"
#include "sarx/timeline/exposure.h"

namespace sarx {

/// One dated event. Days are relative to day 0; `to_day` is infinity where the event goes on.
struct TimelineItem {
  Event event;
  double from_day = 0;
  double to_day = std::numeric_limits<double>::infinity();
  std::vector<std::string> assumed;  ///< fields of this item its author marked as assumed
};

struct Timeline {
  std::vector<TimelineItem> items;
};

/// A stretch of days in which nothing begins or ends.
struct Stretch {
  double from_day;
  double to_day;
  Exposure exposure;
};

/// Split [first_day, last_day] at every event edge (also the inner edges of events with a course of their
/// own, such as an operation's hospital stay) and add up the exposures. Stretches are in order, touch, and
/// cover the whole span. Assumed programmes (sets, doses, ...) are appended to `assumed` where given.
std::vector<Stretch> expose(const Timeline& timeline, const Person& person, double first_day, double last_day,
                            std::vector<Assumption>* assumed = nullptr);

}  // namespace sarx
