// What an event may know when it says what it does to the day: when it is, and whom it happens to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sarx/person/person.h"
#include "sarx/timeline/exposure.h"

namespace sarx {

/// Something the reader was not told and the program supplied.
struct Assumption {
  std::string field;    ///< path, e.g. "subject.height_cm" or "timeline[2].resistance_training.sets"
  std::string value;    ///< with its unit
  std::string because;  ///< source or rule
};

/// Where an event reports the programme it assumed; null where nobody listens.
class AssumptionSink {
 public:
  virtual ~AssumptionSink() = default;
  /// `field` is relative to the event, e.g. "sets".
  virtual void assume(std::string_view field, std::string_view value, std::string_view because) = 0;
};

/// One event seen from one stretch of days (all days relative to day 0, the baseline).
struct EventContext {
  double from_day;       ///< the event's own start
  double to_day;         ///< its end; infinity where it goes on
  double day;            ///< start of the stretch being described; from_day <= day < to_day
  const Person* person;  ///< never null; filled before the timeline is read
  AssumptionSink* assumptions = nullptr;

  double days_since_start() const { return day - from_day; }
};

}  // namespace sarx
