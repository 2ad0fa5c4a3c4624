// Rows of a Parquet file as text, a few thousand at a time: a large table is never in memory.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace sarx {

/// A Parquet file that can't be read; the message says why, without the file's name.
struct ParquetError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class ParquetReader {
 public:
  virtual ~ParquetReader() = default;
  virtual const std::vector<std::string>& columns() const = 0;
  virtual std::uint64_t rows() const = 0;
  /// The cells of a row, in the order of the columns; empty where there is no value. Numbers keep every
  /// digit. Rows near the last one asked for come fast. Not thread-safe. Throws ParquetError.
  virtual std::vector<std::string> row(std::uint64_t number) = 0;
};

/// Open a file whose columns hold numbers, words or yes and no. Throws ParquetError where it can't be read,
/// where a column holds something else, or where the program was built without Parquet.
std::unique_ptr<ParquetReader> open_parquet(const std::string& path);

}  // namespace sarx
