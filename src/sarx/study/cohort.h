// A population lived for years under one or several policies, written as a table. Memory doesn't grow with
// the number of people; an interrupted run goes on where it stopped; the same file comes out of any number of
// threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sarx/engine/lane_block.h"
#include "sarx/io/diagnostic.h"
#include "sarx/io/table_writer.h"
#include "sarx/measure/instrument.h"
#include "sarx/study/cohort_population.h"
#include "sarx/timeline/timeline.h"

namespace sarx {

/// A quantity that is read from every person.
struct CohortMeasure {
  std::string name;  ///< of its column
  std::string unit, description;
  Instrument instrument;
};

struct CohortPolicy {
  std::string name;
  Timeline timeline;
};

/// A cohort file, read.
struct Cohort {
  std::string name;
  std::unique_ptr<PeopleSource> people_source;
  std::uint64_t people = 1000;
  double years = 10;
  std::uint64_t seed = 1;
  std::vector<CohortPolicy> policies;
  std::vector<double> days;  ///< rows are written for these, ascending from 0
  bool summary = false;      ///< summaries by age and sex instead of people
  std::vector<CohortMeasure> measures;
  std::string text;  ///< the file as it was read
};

/// What the command line says against the file.
struct CohortOverrides {
  std::optional<std::uint64_t> people, seed;
  std::optional<double> years;
};

/// Read a cohort file. Nothing, and faults, where it can't be lived.
std::optional<Cohort> read_cohort(const std::string& path, const CohortOverrides& overrides, Faults& faults);
std::optional<Cohort> read_cohort_text(const std::string& text, const std::string& path,
                                       const CohortOverrides& overrides, Faults& faults);

struct CohortProgress {
  std::uint64_t people_done = 0, people = 0;
  double seconds = 0, people_per_second = 0;
};

struct CohortRunOptions {
  unsigned threads = 0;                ///< 0: as many as there are cores
  bool fresh = false;                  ///< begin anew even where an interrupted run left its work
  std::uint64_t people_a_block = 128;  ///< the result doesn't depend on it, but for a resumed run
  InstructionSet instructions = widest_instruction_set();
  std::function<void(const CohortProgress&)> progress;  ///< called now and then
  std::function<bool()> stop;  ///< asked now and then; true: leave the work to be resumed
};

struct CohortRunResult {
  std::uint64_t people = 0, skipped = 0, resumed_from = 0;
  bool complete = false;
  std::vector<std::string> first_skipped;  ///< why, for the first few
  double seconds = 0;
};

/// Live the cohort and write `out` (.csv or .parquet). Throws TableError where it can't be written.
CohortRunResult run_cohort(const Cohort& cohort, const std::string& out, const CohortRunOptions& options);

/// The columns of a person's row.
std::vector<TableColumn> cohort_columns(const Cohort& cohort);

/// Measures of a cohort or trial from a list of names or {measure, region, side, method}; the usual ones from
/// null.
std::vector<CohortMeasure> read_cohort_measures(const Node* node, Faults& faults);
/// `policies` of a cohort or `arms` of a trial: {name: timeline}.
std::vector<CohortPolicy> read_policies(const Node& node, std::string_view path, Faults& faults);

/// Fingerprint of a text (FNV-1a) and of the model's parameters, as hexadecimal digits.
std::string fingerprint(std::string_view text);
std::string parameters_fingerprint();

}  // namespace sarx
