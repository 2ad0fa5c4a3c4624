// The measures of the scenario language, with their units.
#pragma once

#include <span>
#include <string_view>

namespace sarx {

struct MeasureWord {
  std::string_view name;
  std::string_view unit;  ///< "" where it has none; the first where several are accepted
  double minimum;         ///< smallest level accepted as a measurement of a person
  double maximum;
};

/// Measures that can be measured on a person and are predicted.
std::span<const MeasureWord> measure_words();

/// Names of everything a study may have observed: the measures, and outcomes that nothing here predicts too.
std::span<const std::string_view> study_measure_names();

/// Names of everything a report may be asked for: what an instrument reads, the risks, the classes.
std::span<const std::string_view> report_measure_names();

/// Regions a measure may name: those of muscle, and of bone.
std::span<const std::string_view> measure_region_names();

}  // namespace sarx
