// A table of people, one a line, read as it is needed: a large table is never in memory.
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
  /// Open a CSV file whose first line names fields of the subject. Nothing, and faults, where it can't be
  /// read or has no such line.
  static std::optional<PeopleTable> open(const std::string& path, Faults& faults);

  const std::string& path() const;
  /// Fingerprint of the whole file.
  std::string contents() const;
  std::uint64_t size() const;
  /// One row as the subject it describes; empty cells are left out. Thread-safe.
  std::optional<Node> row(std::uint64_t number, Faults& faults) const;

 private:
  struct Contents;
  std::shared_ptr<Contents> contents_;
};

}  // namespace sarx
