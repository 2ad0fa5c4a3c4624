#include "sarx/study/people_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "sarx/io/document_tree.h"
#include "sarx/io/parquet_reader.h"
#include "sarx/io/record.h"
#include "sarx/io/suggest.h"

namespace sarx {
namespace {

struct Cell {
  std::string text;
  Position at;
};

/// FNV-1a.
class Fingerprint {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  }
  std::string text() const { return fmt::format("{:016x}", hash_); }

 private:
  std::uint64_t hash_ = 14695981039346656037ull;
};

/// Characters up to a byte of clean UTF-8.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

/// The cells of one line; a quoted cell may hold commas, and "" for a quote.
std::vector<Cell> cells_of(std::string_view line, std::size_t line_number) {
  std::vector<Cell> cells;
  std::size_t at = 0, counted = 0, column = 1;
  for (;;) {
    column += characters(line.substr(counted, at - counted));
    counted = at;
    Cell cell{"", {line_number, column}};
    if (at < line.size() && line[at] == '"') {
      ++at;
      while (at < line.size()) {
        if (line[at] == '"' && at + 1 < line.size() && line[at + 1] == '"') {
          cell.text += '"';
          at += 2;
        } else if (line[at] == '"') {
          ++at;
          break;
        } else {
          cell.text += line[at++];
        }
      }
    }
    while (at < line.size() && line[at] != ',') cell.text += line[at++];
    const auto first = cell.text.find_first_not_of(" \t");
    const auto last = cell.text.find_last_not_of(" \t");
    cell.text = first == std::string::npos ? "" : cell.text.substr(first, last - first + 1);
    cells.push_back(std::move(cell));
    if (at >= line.size()) return cells;
    ++at;
  }
}

bool blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// A line of a CSV file, with no more of it in memory than a person may take.
class LineReader {
 public:
  static constexpr std::size_t longest = 65536;

  explicit LineReader(const std::string& path) : file_(path, std::ios::binary) {}
  bool opened() const { return file_.is_open(); }
  std::streamoff offset() { return static_cast<std::streamoff>(file_.tellg()); }
  void seek(std::streamoff offset) {
    file_.clear();
    file_.seekg(offset);
  }
  /// False at the end. Of a line that is too long only the beginning is given, and `too_long` is set.
  bool next(std::string& line, bool& too_long) {
    line.clear();
    too_long = false;
    buffer_.resize(longest);
    bool any = false;
    for (;;) {
      file_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
      const auto got = static_cast<std::size_t>(file_.gcount());
      if (file_.bad() || (got == 0 && file_.eof())) return any;
      any = true;
      const bool whole = !file_.fail() || file_.eof();
      if (line.empty()) line.assign(buffer_.data(), got - (whole && !file_.eof() ? 1 : 0));
      if (whole) break;
      too_long = true;
      file_.clear();
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return true;
  }

 private:
  std::ifstream file_;
  std::vector<char> buffer_;
};

}  // namespace

class PeopleTable::Rows {
 public:
  explicit Rows(std::string path) : path_(std::move(path)) {}
  virtual ~Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  /// The cells of a row, one for each field; nothing, and faults, where it can't be read.
  virtual std::optional<std::vector<Cell>> row(std::uint64_t number, Position& at, Faults& faults) = 0;

  const std::string& path() const { return path_; }
  const std::vector<std::string>& fields() const { return fields_; }
  std::uint64_t size() const { return size_; }
  const Fingerprint& contents() const { return contents_; }

 protected:
  std::string path_;
  std::vector<std::string> fields_;
  std::uint64_t size_ = 0;
  Fingerprint contents_;
};

namespace {

/// The columns must be fields of the subject, each once.
std::vector<std::string> check_columns(const std::vector<Cell>& columns, const std::string& path, Position at,
                                       Faults& faults) {
  const auto known = subject_record().field_names();
  std::vector<std::string> fields;
  for (const Cell& column : columns) {
    const std::string where = fmt::format("{}:{}:{}", path, column.at.line, column.at.column);
    if (std::find(known.begin(), known.end(), column.text) == known.end())
      faults.add(at, fmt::format("{}: found the column '{}', expected a field of the subject{}", where,
                                 clipped(column.text), did_you_mean(column.text, known)));
    else if (std::find(fields.begin(), fields.end(), column.text) != fields.end())
      faults.add(at, fmt::format("{}: the column '{}' stands there twice", where, column.text));
    fields.push_back(column.text);
  }
  return fields;
}

class CsvRows final : public PeopleTable::Rows {
 public:
  CsvRows(const std::string& path, Position at, Faults& faults) : Rows(path), file_(path) {
    std::string line;
    bool too_long = false;
    if (!file_.opened() || !file_.next(line, too_long)) {
      faults.add(at, fmt::format("population.table: {} can't be read or is empty", path));
      return;
    }
    contents_.add(line);
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (!clean(line, too_long, 1, faults, &at)) return;
    const std::size_t before = faults.count();
    fields_ = check_columns(cells_of(line, 1), path, at, faults);
    if (faults.count() != before) return;
    std::size_t line_number = 1;
    for (;;) {
      const std::streamoff offset = file_.offset();
      if (!file_.next(line, too_long)) break;
      ++line_number;
      contents_.add(line);
      contents_.add("\n");
      if (blank(line)) continue;
      if (size_ % rows_per_mark == 0) marks_.push_back({offset, line_number});
      ++size_;
    }
    if (size_ == 0) faults.add(at, fmt::format("{}: found no row, expected people", path));
    next_row_ = size_;  // at the end
  }

  std::optional<std::vector<Cell>> row(std::uint64_t number, Position& at, Faults& faults) override {
    std::string line;
    std::size_t line_number = 0;
    bool too_long = false;
    {
      const std::scoped_lock lock(mutex_);
      const std::uint64_t mark = number / rows_per_mark;
      if (number < next_row_ || next_row_ < mark * rows_per_mark) {
        file_.seek(marks_[mark].offset);
        next_row_ = mark * rows_per_mark;
        next_line_ = marks_[mark].line;
      }
      while (next_row_ <= number && file_.next(line, too_long)) {
        line_number = next_line_++;
        if (!blank(line)) ++next_row_;
      }
    }
    at = {line_number, 1};
    if (!clean(line, too_long, line_number, faults, nullptr)) return std::nullopt;
    std::vector<Cell> cells = cells_of(line, line_number);
    if (cells.size() == fields_.size()) return cells;
    faults.add(at, fmt::format("found {} cells, expected {}", cells.size(), fields_.size()));
    return std::nullopt;
  }

 private:
  /// Whether a line is text of a bearable length; a fault where not, at `table` or, without, at the line.
  bool clean(const std::string& line, bool too_long, std::size_t line_number, Faults& faults,
             const Position* table) const {
    std::string what;
    Position at{line_number, 1};
    if (too_long) {
      what = fmt::format("found a line of more than {} bytes, expected one person", LineReader::longest);
    } else {
      try {
        document_detail::check_characters(line);
        return true;
      } catch (const document_detail::Refused& refused) {
        what = refused.message;
        at.column = refused.at.column;
      }
    }
    if (table)
      faults.add(*table, fmt::format("{}:{}:{}: {}", path_, at.line, at.column, what));
    else
      faults.add(at, what);
    return false;
  }

  /// Where every so many rows begin in the file, with their line number: any row is near one of them.
  struct Mark {
    std::streamoff offset;
    std::size_t line;
  };
  static constexpr std::uint64_t rows_per_mark = 4096;
  std::vector<Mark> marks_;

  // The reader stands just before this row.
  std::mutex mutex_;
  LineReader file_;
  std::uint64_t next_row_ = 0;
  std::size_t next_line_ = 0;
};

class ParquetRows final : public PeopleTable::Rows {
 public:
  ParquetRows(const std::string& path, Position at, Faults& faults) : Rows(path) {
    try {
      reader_ = open_parquet(path);
    } catch (const ParquetError& error) {
      faults.add(at, fmt::format("population.table: {} can't be read: {}", path, clipped(error.what(), 300)));
      return;
    }
    std::vector<Cell> columns;
    for (const std::string& name : reader_->columns()) columns.push_back({name, {1, columns.size() + 1}});
    fields_ = check_columns(columns, path, at, faults);
    size_ = reader_->rows();
    if (size_ == 0) faults.add(at, fmt::format("{}: found no row, expected people", path));
    std::ifstream file(path, std::ios::binary);
    std::string buffer(1u << 20, '\0');
    while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0)
      contents_.add(std::string_view(buffer).substr(0, static_cast<std::size_t>(file.gcount())));
  }

  std::optional<std::vector<Cell>> row(std::uint64_t number, Position& at, Faults& faults) override {
    at = {number + 1, 1};
    std::vector<std::string> texts;
    try {
      const std::scoped_lock lock(mutex_);
      texts = reader_->row(number);
    } catch (const ParquetError& error) {
      faults.add(at, fmt::format("can't be read: {}", clipped(error.what(), 300)));
      return std::nullopt;
    }
    std::vector<Cell> cells;
    for (std::string& text : texts) {
      cells.push_back({std::move(text), {number + 1, cells.size() + 1}});
      try {
        document_detail::check_characters(cells.back().text);
      } catch (const document_detail::Refused& refused) {
        faults.add(cells.back().at, refused.message);
        return std::nullopt;
      }
    }
    return cells;
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<ParquetReader> reader_;
};

}  // namespace

std::optional<PeopleTable> PeopleTable::open(const std::string& path, Position at, Faults& faults) {
  const std::size_t before = faults.count();
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    faults.add(at, fmt::format("population.table: {} {}, expected a CSV or Parquet file", path,
                               std::filesystem::exists(path, error) ? "is no file" : "is not there"));
    return std::nullopt;
  }
  PeopleTable table;
  if (path.ends_with(".parquet"))
    table.rows_ = std::make_shared<ParquetRows>(path, at, faults);
  else
    table.rows_ = std::make_shared<CsvRows>(path, at, faults);
  if (faults.count() != before) return std::nullopt;
  return table;
}

const std::string& PeopleTable::path() const {
  return rows_->path();
}

std::string PeopleTable::contents() const {
  return rows_->contents().text();
}

std::uint64_t PeopleTable::size() const {
  return rows_->size();
}

std::optional<Node> PeopleTable::row(std::uint64_t number, Faults& faults) const {
  if (number >= size()) return std::nullopt;
  Node node;
  node.kind = Node::Kind::mapping;
  std::optional<std::vector<Cell>> cells = rows_->row(number, node.at, faults);
  if (!cells) return std::nullopt;
  for (std::size_t i = 0; i < cells->size(); ++i) {
    Cell& cell = (*cells)[i];
    if (cell.text.empty()) continue;
    node.keys.push_back({rows_->fields()[i], cell.at});
    Node value;
    value.kind = Node::Kind::scalar;
    value.text = std::move(cell.text);
    value.at = cell.at;
    node.items.push_back(std::move(value));
  }
  return node;
}

}  // namespace sarx
