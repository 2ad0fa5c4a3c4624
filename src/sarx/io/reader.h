// Subjects and timelines from document nodes. Scenarios are made of them, and study files embed them.
#pragma once

#include <optional>
#include <vector>

#include "sarx/io/document.h"
#include "sarx/person/subject.h"
#include "sarx/timeline/timeline.h"

namespace sarx {

struct SubjectRules {
  /// Age and sex must be there and numbers within their limits: everything that is simulated. A study's arm
  /// that can't be replayed may be about children, or leave out its age.
  bool simulated = true;
};

/// The subject of a scenario or of a study's arm; what is wrong is added to `faults`.
Subject read_subject(const Node& node, const SubjectRules& rules, Faults& faults);

/// The timeline of a scenario or of a study's arm; `start_day` is the day number of `start_date` (io/time.h)
/// where given.
Timeline read_timeline(const Node& node, std::optional<long> start_day, Faults& faults);

/// The `measurements` of a scenario.
std::vector<Measurement> read_measurements(const Node& node, Faults& faults);

/// What contradicts each other across the parts of a scenario that were read without a fault: measurements
/// and subject, grams of protein and body mass. The nodes are null where the file has no such part.
void check_together(const Subject& subject, const std::vector<Measurement>& measurements,
                    const Node* measurements_node, const Timeline& timeline, const Node* timeline_node,
                    Faults& faults);

}  // namespace sarx
