// Large tables out, row by row, as CSV or Parquet. A file stands under its own name only once it is whole.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace sarx {

struct TableColumn {
  enum class Kind : unsigned char { number, integer, word };

  std::string name;
  std::string unit;  ///< "" where it has none
  std::string description;
  Kind kind = Kind::number;
  std::vector<std::string> words;  ///< of a word column: a cell is an index into them
};

/// A table that could not be written; the message says where and why.
struct TableError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class TableWriter {
 public:
  virtual ~TableWriter() = default;
  /// One cell for each column; not a number is an empty cell.
  virtual void row(std::span<const double> cells) = 0;
  /// Complete the file and put it in its place.
  virtual void finish() = 0;
};

/// A writer for `path` by its ending: .csv or .parquet. `manifest` is a JSON object that says how the table
/// came about: inside a Parquet file, beside a CSV file in PATH.json. Throws TableError.
std::unique_ptr<TableWriter> make_table_writer(const std::string& path, std::vector<TableColumn> columns,
                                               const std::string& manifest);

/// Whether the program can write Parquet files.
bool writes_parquet();

namespace table_writer_detail {
std::unique_ptr<TableWriter> make_parquet_writer(const std::string& path, std::vector<TableColumn> columns,
                                                 const std::string& manifest);
/// Write all of a small file, or throw.
void write_whole(const std::string& path, const std::string& text);
/// Flush a file to the disk and give it its final name.
void put_in_place(const std::string& temporary, const std::string& path);
}  // namespace table_writer_detail

}  // namespace sarx
