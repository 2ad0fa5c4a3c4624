// Which events, conditions, drugs ... the replayed studies are about, and which no study is.
#pragma once

#include <string>
#include <vector>

#include "sarx/study/validate.h"

namespace sarx {

struct CoverageRow {
  std::string event, word;             ///< "disease", "heart_failure"; no word: the event itself
  std::size_t fitted = 0, unseen = 0;  ///< groups of participants with a scored observation
  std::size_t other = 0;  ///< with relations, pooled effects and arms that can't be replayed alone
  bool replayed() const { return fitted + unseen > 0; }
};

/// Every event of the format with every closed word that names its kind, in the order of the format.
std::vector<CoverageRow> evidence_coverage(const Validation& validation);

}  // namespace sarx
