// Which kind of file a document is: each kind has a reader and a command of its own.
#pragma once

#include "sarx/io/document.h"

namespace sarx {

enum class FileKind : unsigned char {
  scenario,   ///< read_scenario: simulate, compare, assess
  cohort,     ///< read_cohort: cohort
  trial,      ///< read_trial: trial
  study,      ///< read_evidence: simulate, validate, calibrate
  reference,  ///< a table beside the studies of the evidence, which nothing reads
};

/// The kind whose keys the document has most of at its top, so that a misspelt key doesn't make it another
/// kind's; a scenario where none stands out.
FileKind file_kind(const Node& root);

}  // namespace sarx
