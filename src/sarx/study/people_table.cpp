#include "sarx/study/people_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "sarx/io/record.h"
#include "sarx/io/suggest.h"

namespace sarx {
namespace {

struct Cell {
  std::string text;
  std::size_t column;  ///< where it begins, from 1
};

/// The cells of one line; a quoted cell may hold commas, and "" for a quote.
std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  std::size_t at = 0;
  for (;;) {
    Cell cell{"", at + 1};
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

void drop_carriage_return(std::string& line) {
  if (!line.empty() && line.back() == '\r') line.pop_back();
}

}  // namespace

struct PeopleTable::Contents {
  std::string path;
  std::vector<std::string> fields;
  std::uint64_t rows = 0;
  std::uint64_t hash = 14695981039346656037ull;  ///< FNV-1a of every line
  /// Where every so many rows begin in the file, with their line number: any row is near one of them.
  struct Mark {
    std::streamoff offset;
    std::size_t line;
  };
  static constexpr std::uint64_t rows_per_mark = 4096;
  std::vector<Mark> marks;

  // The reader stands just before this row.
  std::mutex mutex;
  std::ifstream file;
  std::uint64_t next_row = 0;
  std::size_t next_line = 0;
};

std::optional<PeopleTable> PeopleTable::open(const std::string& path, Faults& faults) {
  Faults own(path);
  auto contents = std::make_shared<Contents>();
  contents->path = path;
  contents->file.open(path, std::ios::binary);
  std::string line;
  if (!contents->file || !std::getline(contents->file, line)) {
    faults.add({}, fmt::format("population.table: {} can't be read or is empty", path));
    return std::nullopt;
  }
  if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  drop_carriage_return(line);
  const auto known = subject_record().field_names();
  for (const Cell& cell : cells_of(line)) {
    if (std::find(known.begin(), known.end(), cell.text) == known.end()) {
      faults.add({}, fmt::format("{}:1:{}: found the column '{}', expected a field of the subject{}", path,
                                 cell.column, cell.text, did_you_mean(cell.text, known)));
    } else if (std::find(contents->fields.begin(), contents->fields.end(), cell.text) !=
               contents->fields.end()) {
      faults.add({},
                 fmt::format("{}:1:{}: the column '{}' stands there twice", path, cell.column, cell.text));
    }
    contents->fields.push_back(cell.text);
  }
  std::size_t line_number = 1;
  for (;;) {
    const auto offset = static_cast<std::streamoff>(contents->file.tellg());
    if (!std::getline(contents->file, line)) break;
    ++line_number;
    for (const char c : line)
      contents->hash = (contents->hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    contents->hash *= 31;
    if (blank(line)) continue;
    if (contents->rows % Contents::rows_per_mark == 0) contents->marks.push_back({offset, line_number});
    ++contents->rows;
  }
  if (contents->rows == 0) faults.add({}, fmt::format("{}: found no row, expected people", path));
  if (!faults.empty()) return std::nullopt;
  contents->next_row = contents->rows;  // at the end
  PeopleTable table;
  table.contents_ = std::move(contents);
  return table;
}

const std::string& PeopleTable::path() const {
  return contents_->path;
}

std::string PeopleTable::contents() const {
  return fmt::format("{:016x}", contents_->hash);
}

std::uint64_t PeopleTable::size() const {
  return contents_->rows;
}

std::optional<Node> PeopleTable::row(std::uint64_t number, Faults& faults) const {
  Contents& c = *contents_;
  if (number >= c.rows) return std::nullopt;
  std::string line;
  std::size_t line_number = 0;
  {
    const std::scoped_lock lock(c.mutex);
    const std::uint64_t mark = number / Contents::rows_per_mark;
    if (number < c.next_row || c.next_row < mark * Contents::rows_per_mark) {
      c.file.clear();
      c.file.seekg(c.marks[mark].offset);
      c.next_row = mark * Contents::rows_per_mark;
      c.next_line = c.marks[mark].line;
    }
    while (c.next_row <= number && std::getline(c.file, line)) {
      line_number = c.next_line++;
      if (!blank(line)) ++c.next_row;
    }
  }
  drop_carriage_return(line);
  const std::vector<Cell> cells = cells_of(line);
  if (cells.size() != c.fields.size()) {
    faults.add({}, fmt::format("{}:{}:1: found {} cells, expected {}", c.path, line_number, cells.size(),
                               c.fields.size()));
    return std::nullopt;
  }
  Node node;
  node.kind = Node::Kind::mapping;
  node.at = {line_number, 1};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].text.empty()) continue;
    const Position at{line_number, cells[i].column};
    node.keys.push_back({c.fields[i], at});
    Node value;
    value.kind = Node::Kind::scalar;
    value.text = cells[i].text;
    value.at = at;
    node.items.push_back(std::move(value));
  }
  return node;
}

}  // namespace sarx
