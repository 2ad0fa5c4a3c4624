// Published relations reproduced: each `use: relation` observation of the evidence is asked of a simulated
// population of the study's age and sex (study/peers.h), the way the study asked it of its people; where
// something happens to them, the population lives through it first (study/relation_lives.h).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sarx/outcome/definitions.h"
#include "sarx/outcome/risk.h"
#include "sarx/parameters.h"
#include "sarx/study/evidence.h"
#include "sarx/study/split.h"

namespace sarx {

struct RelationOptions {
  std::size_t people = 6000;  ///< in each population
  std::size_t draws = 12;     ///< of the parameters, for the interval
  std::size_t people_in_draws = 1500;
  /// The same for people who are led through a timeline.
  std::size_t course_people = 80, course_draws = 6, course_people_in_draws = 16;
  std::uint64_t seed = 1;
};

/// One relation, published and reproduced.
struct RelationRow {
  std::string study, arm, measure, what;  ///< `what`: exposure, method or definition in the study's words
  std::string kind;  ///< HR, OR, RR, IRR, percent, per_person_year, change_percent, none, up, down ...
  Split split = Split::calibration;  ///< studies of the test split chose nothing
  bool timeline = false;             ///< lived through, not only looked at
  bool outcome = false;              ///< about a rate; else about a state that an instrument reads
  double published = 0;
  std::optional<std::pair<double, double>> interval;  ///< published 95 % interval, or range over sites, or
                                                      ///< 1.96 standard errors
  double reproduced = 0;
  double low = 0, high = 0;  ///< 5-95 % over draws of the parameters
  bool agrees = false;  ///< inside the published interval; without one within a fifth (levels) or a quarter
                        ///< (ratios, changes, or five percentage points); the sign of a direction
};

struct RelationScore {
  std::vector<RelationRow> rows;
  struct Left {
    std::string study, arm, measure, what, why;
    Split split = Split::calibration;
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
/// The page docs/relations.md.
std::string relations_markdown(const RelationScore& score, const std::vector<SeverityRow>& severity);
/// One file without script or network: for each outcome a plot of what was published and what is reproduced,
/// and the tables.
std::string relations_html(const RelationScore& score, const std::vector<SeverityRow>& severity);

}  // namespace sarx
