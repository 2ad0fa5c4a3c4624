// Published relations reproduced: each `use: relation` ratio, rate or prevalence of the evidence is asked of
// a simulated population of the study's age and sex (study/peers.h), the way the study asked it of its
// people.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sarx/outcome/definitions.h"
#include "sarx/outcome/risk.h"
#include "sarx/parameters.h"
#include "sarx/study/evidence.h"

namespace sarx {

struct RelationOptions {
  std::size_t people = 6000;  ///< in each population
  std::size_t draws = 12;     ///< of the parameters, for the interval
  std::size_t people_in_draws = 1500;
  std::uint64_t seed = 1;
};

/// One relation, published and reproduced.
struct RelationRow {
  std::string study, arm, measure, what;  ///< `what`: exposure, method or definition in the study's words
  std::string kind;                       ///< HR, OR, RR, IRR, percent, per_person_year, falls
  double published = 0;
  std::optional<std::pair<double, double>> interval;  ///< published 95 % interval, or range over sites
  double reproduced = 0;
  double low = 0, high = 0;  ///< 5-95 % over draws of the parameters
  bool agrees = false;       ///< inside the published interval, or, without one, within a fifth (rates) or a
                             ///< quarter (ratios)
};

struct RelationScore {
  std::vector<RelationRow> rows;
  struct Left {
    std::string study, arm, measure, why;
  };
  std::vector<Left> not_reproduced;  ///< relations that this check has no population experiment for
};

RelationScore score_relations(const std::vector<Study>& studies, const Parameters<double>& parameters,
                              const RelationOptions& options = {});

/// Disability by EWGSOP2 class in a population of 65 and over, against people of the same age and sex with
/// none.
struct SeverityRow {
  DisabilityModel model;
  Verdict verdict;  ///< probable, confirmed (moderate) or severe
  double share_percent;
  double ratio;
};
std::vector<SeverityRow> disability_by_severity(const Parameters<double>& parameters,
                                                const RelationOptions& options = {});

std::string relations_table(const RelationScore& score, const std::vector<SeverityRow>& severity);
/// {"relations": [...], "not_reproduced": [...], "disability_by_severity": [...]}
std::string relations_json(const RelationScore& score, const std::vector<SeverityRow>& severity);

}  // namespace sarx
