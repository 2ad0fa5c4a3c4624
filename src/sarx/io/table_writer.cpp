#include "sarx/io/table_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

namespace sarx {
namespace {

[[noreturn]] void fail(const std::string& path) {
  throw TableError(fmt::format("{}: can't be written: {}", path, std::strerror(errno)));
}

/// Text in quotes where CSV needs them.
std::string csv_text(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

class CsvWriter final : public TableWriter {
 public:
  CsvWriter(std::string path, std::vector<TableColumn> columns, const std::string& manifest)
      : path_(std::move(path)), columns_(std::move(columns)), manifest_(manifest) {
    file_ = std::fopen(temporary().c_str(), "wb");
    if (!file_) fail(path_);
    for (const TableColumn& column : columns_) {
      if (&column != columns_.data()) buffer_.push_back(',');
      buffer_ += csv_text(column.name);
    }
    buffer_.push_back('\n');
  }
  ~CsvWriter() override {
    if (!file_) return;
    std::fclose(file_);
    std::remove(temporary().c_str());
  }
  CsvWriter(const CsvWriter&) = delete;
  CsvWriter& operator=(const CsvWriter&) = delete;

  void row(std::span<const double> cells) override {
    auto out = std::back_inserter(buffer_);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) buffer_.push_back(',');
      if (std::isnan(cells[i])) continue;
      switch (columns_[i].kind) {
        case TableColumn::Kind::number:
          fmt::format_to(out, "{:.7g}", cells[i]);
          break;
        case TableColumn::Kind::integer:
          fmt::format_to(out, "{}", static_cast<std::int64_t>(cells[i]));
          break;
        case TableColumn::Kind::word:
          buffer_ += csv_text(columns_[i].words[static_cast<std::size_t>(cells[i])]);
          break;
      }
    }
    buffer_.push_back('\n');
    constexpr std::size_t enough = 1u << 20;
    if (buffer_.size() >= enough) flush();
  }

  void finish() override {
    flush();
    std::FILE* file = std::exchange(file_, nullptr);
    const bool flushed = std::fflush(file) == 0 && fsync(fileno(file)) == 0;
    if (std::fclose(file) != 0 || !flushed) {
      const int error = errno;
      std::remove(temporary().c_str());
      errno = error;
      fail(path_);
    }
    nlohmann::ordered_json about = nlohmann::ordered_json::parse(manifest_);
    for (const TableColumn& column : columns_)
      about["columns"].push_back(
          {{"name", column.name}, {"unit", column.unit}, {"description", column.description}});
    // The description comes first: a table that is there is described.
    table_writer_detail::write_whole(path_ + ".json", about.dump(2) + "\n");
    table_writer_detail::put_in_place(temporary(), path_);
  }

 private:
  std::string temporary() const { return path_ + ".writing"; }
  void flush() {
    if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) fail(path_);
    buffer_.clear();
  }

  std::string path_;
  std::vector<TableColumn> columns_;
  std::string manifest_;
  std::FILE* file_ = nullptr;
  std::string buffer_;
};

}  // namespace

namespace table_writer_detail {

void write_whole(const std::string& path, const std::string& text) {
  const std::string temporary = path + ".writing";
  std::FILE* file = std::fopen(temporary.c_str(), "wb");
  if (!file) fail(path);
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool flushed = written && std::fflush(file) == 0 && fsync(fileno(file)) == 0;
  if (std::fclose(file) != 0 || !flushed) {
    const int error = errno;
    std::remove(temporary.c_str());
    errno = error;
    fail(path);
  }
  put_in_place(temporary, path);
}

void put_in_place(const std::string& temporary, const std::string& path) {
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    std::remove(temporary.c_str());
    errno = error;
    fail(path);
  }
}

}  // namespace table_writer_detail

std::unique_ptr<TableWriter> make_table_writer(const std::string& path, std::vector<TableColumn> columns,
                                               const std::string& manifest) {
  if (path.ends_with(".csv")) return std::make_unique<CsvWriter>(path, std::move(columns), manifest);
  if (path.ends_with(".parquet")) {
    if (!writes_parquet())
      throw TableError(fmt::format("{}: this program was built without Parquet; write .csv instead", path));
    return table_writer_detail::make_parquet_writer(path, std::move(columns), manifest);
  }
  throw TableError(fmt::format("{}: found neither .csv nor .parquet at the end of the name", path));
}

}  // namespace sarx
