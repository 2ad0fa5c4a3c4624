// How much people differ in a change: fitted where studies report the spread between their people.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "sarx/person/variability.h"
#include "sarx/study/validate.h"

namespace sarx {

/// One reported spread between people of a change, on the scale of comparison (logarithm, kg or points).
struct SpreadRow {
  std::string study, arm, measure;
  double day = 0;
  MeasureClass measure_class = MeasureClass::size;
  double people = 0;
  double observed_sd = 0, predicted_sd = 0;
  double change = 0;       ///< predicted for the average person
  TraitScores by_trait{};  ///< d change / d ln(response) of each trait
  double part = 1;         ///< as in RowPlan
  double weight = 1;       ///< of the residual: less where a study has many rows
};

/// A number with its standard deviation on the parameter's scale.
struct Fitted {
  double value = 0, sd = 0;
  std::vector<std::string> told_by;  ///< the studies that say most about it
};

struct PersonSpread {
  std::array<Fitted, trait_count> spread, plasticity, wasting;  ///< parameters/people.yaml
  /// Spread that the traits don't explain (instrument, day, life), and what the traits add per unit of
  /// change.
  std::array<Fitted, measure_class_count> person_sd, person_slope;
  std::vector<SpreadRow> rows;
  std::size_t studies = 0;
  double start_cost = 0, end_cost = 0;
};

/// Fit the spread of traits, their loadings on the two shared factors and the rest per class of measures to
/// the spreads that calibration studies report. Test studies are left out, whatever is passed.
PersonSpread fit_person_spread(const std::vector<Study>& studies, const Parameters<double>& parameters,
                               const std::vector<Exclusion>& exclusions, unsigned threads);

/// Lines of parameters/calibrated.yaml.
std::string person_spread_yaml(const PersonSpread& fit);
/// Reported and predicted spreads by class of measures, for the terminal.
std::string person_spread_summary(const PersonSpread& fit);

}  // namespace sarx
