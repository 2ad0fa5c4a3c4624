// A table of people, one a row, read as it is needed: a large table is never in memory.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "sarx/io/diagnostic.h"
#include "sarx/io/document.h"

namespace sarx {

class PeopleTable {
 public:
  /// Open a CSV or Parquet file (by its name's ending: .parquet, else CSV) whose columns are fields of the
  /// subject; a CSV file names them in its first line. Nothing, and faults at `at`, where it can't be read or
  /// holds other columns.
  static std::optional<PeopleTable> open(const std::string& path, Position at, Faults& faults);

  const std::string& path() const;
  /// Fingerprint of the whole file.
  std::string contents() const;
  std::uint64_t size() const;
  /// One row as the subject it describes; empty cells are left out. Positions are line and character of a
  /// CSV file, row and column (from 1) of a Parquet file. Nothing, and faults, where the row can't be read.
  /// Thread-safe.
  std::optional<Node> row(std::uint64_t number, Faults& faults) const;

  /// Where rows come from.
  class Rows;

 private:
  std::shared_ptr<Rows> rows_;
};

}  // namespace sarx
