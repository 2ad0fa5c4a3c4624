#include "sarx/io/parquet_reader.h"

#ifdef SARX_ARROW

#include <arrow/api.h>
#include <arrow/io/file.h>
#include <fmt/format.h>
#include <parquet/arrow/reader.h>
#include <parquet/file_reader.h>

#include <deque>
#include <exception>
#include <utility>

namespace sarx {
namespace {

constexpr std::int64_t rows_per_batch = 4096;
/// Threads ask for rows a little out of order.
constexpr std::size_t batches_kept = 4;

void check(const arrow::Status& status) {
  if (!status.ok()) throw ParquetError(status.message());
}
template <class T>
T take(arrow::Result<T> result) {
  check(result.status());
  return std::move(result).ValueUnsafe();
}

/// Whether the columns' own text is what a person would write.
bool readable(const arrow::DataType& type) {
  switch (type.id()) {
    case arrow::Type::BOOL:
    case arrow::Type::INT8:
    case arrow::Type::INT16:
    case arrow::Type::INT32:
    case arrow::Type::INT64:
    case arrow::Type::UINT8:
    case arrow::Type::UINT16:
    case arrow::Type::UINT32:
    case arrow::Type::UINT64:
    case arrow::Type::FLOAT:
    case arrow::Type::DOUBLE:
    case arrow::Type::STRING:
    case arrow::Type::LARGE_STRING:
    case arrow::Type::NA:
      return true;
    case arrow::Type::DICTIONARY:
      return readable(*static_cast<const arrow::DictionaryType&>(type).value_type());
    default:
      return false;
  }
}

std::string cell(const arrow::Array& array, std::int64_t row) {
  if (array.IsNull(row)) return {};
  switch (array.type_id()) {
    case arrow::Type::FLOAT:
      return fmt::format("{}", static_cast<const arrow::FloatArray&>(array).Value(row));
    case arrow::Type::DOUBLE:
      return fmt::format("{}", static_cast<const arrow::DoubleArray&>(array).Value(row));
    case arrow::Type::STRING:
      return static_cast<const arrow::StringArray&>(array).GetString(row);
    case arrow::Type::LARGE_STRING:
      return static_cast<const arrow::LargeStringArray&>(array).GetString(row);
    case arrow::Type::DICTIONARY: {
      const auto& words = static_cast<const arrow::DictionaryArray&>(array);
      return cell(*words.dictionary(), words.GetValueIndex(row));
    }
    default:
      return take(array.GetScalar(row))->ToString();
  }
}

class Reader final : public ParquetReader {
 public:
  explicit Reader(const std::string& path) {
    parquet::arrow::FileReaderBuilder builder;
    auto properties = parquet::default_reader_properties();
    properties.enable_buffered_stream();
    check(builder.OpenFile(path, false, properties));
    parquet::ArrowReaderProperties in_arrow(false);
    in_arrow.set_batch_size(rows_per_batch);
    in_arrow.set_pre_buffer(false);
    builder.properties(in_arrow);
    file_ = take(builder.Build());
    std::shared_ptr<arrow::Schema> schema;
    check(file_->GetSchema(&schema));
    for (const auto& field : schema->fields()) {
      if (!readable(*field->type()))
        throw ParquetError(fmt::format("the column '{}' holds {}, expected numbers, words or yes and no",
                                       field->name(), field->type()->ToString()));
      columns_.push_back(field->name());
    }
    const auto metadata = file_->parquet_reader()->metadata();
    for (int group = 0; group < metadata->num_row_groups(); ++group) {
      group_begins_.push_back(rows_);
      const std::int64_t count = metadata->RowGroup(group)->num_rows();
      if (count < 0) throw ParquetError("a group of rows has a negative size");
      rows_ += static_cast<std::uint64_t>(count);
    }
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  std::uint64_t rows() const override { return rows_; }

  std::vector<std::string> row(std::uint64_t number) override {
    if (batches_.empty() || number < batches_.front().begin) restart(number);
    for (;;) {
      for (const Batch& batch : batches_)
        if (number >= batch.begin &&
            number - batch.begin < static_cast<std::uint64_t>(batch.rows->num_rows()))
          return cells(*batch.rows, static_cast<std::int64_t>(number - batch.begin));
      std::shared_ptr<arrow::RecordBatch> rows;
      check(stream_->ReadNext(&rows));
      if (!rows) throw ParquetError("ends too early");
      const std::uint64_t begin = next_;
      next_ += static_cast<std::uint64_t>(rows->num_rows());
      batches_.push_back({begin, std::move(rows)});
      if (batches_.size() > batches_kept) batches_.pop_front();
    }
  }

 private:
  struct Batch {
    std::uint64_t begin;
    std::shared_ptr<arrow::RecordBatch> rows;
  };

  /// Read on from the group that holds a row.
  void restart(std::uint64_t number) {
    std::vector<int> groups;
    for (std::size_t group = 0; group < group_begins_.size(); ++group) {
      const bool last = group + 1 == group_begins_.size();
      if (last || group_begins_[group + 1] > number) groups.push_back(static_cast<int>(group));
    }
    batches_.clear();
    next_ = groups.empty() ? rows_ : group_begins_[static_cast<std::size_t>(groups.front())];
    stream_ = take(file_->GetRecordBatchReader(groups));
  }

  static std::vector<std::string> cells(const arrow::RecordBatch& rows, std::int64_t row) {
    std::vector<std::string> result;
    for (const auto& column : rows.columns()) result.push_back(cell(*column, row));
    return result;
  }

  std::unique_ptr<parquet::arrow::FileReader> file_;
  std::unique_ptr<arrow::RecordBatchReader> stream_;
  std::vector<std::string> columns_;
  std::vector<std::uint64_t> group_begins_;
  std::deque<Batch> batches_;
  std::uint64_t rows_ = 0, next_ = 0;
};

/// The library throws errors of its own for some damaged files.
class Guarded final : public ParquetReader {
 public:
  explicit Guarded(const std::string& path)
      : reader_(guard([&] { return std::make_unique<Reader>(path); })) {}
  const std::vector<std::string>& columns() const override { return reader_->columns(); }
  std::uint64_t rows() const override { return reader_->rows(); }
  std::vector<std::string> row(std::uint64_t number) override {
    return guard([&] { return reader_->row(number); });
  }

 private:
  template <class Work>
  static auto guard(const Work& work) -> decltype(work()) {
    try {
      return work();
    } catch (const ParquetError&) {
      throw;
    } catch (const std::exception& error) {
      throw ParquetError(error.what());
    }
  }

  std::unique_ptr<Reader> reader_;
};

}  // namespace

std::unique_ptr<ParquetReader> open_parquet(const std::string& path) {
  return std::make_unique<Guarded>(path);
}

}  // namespace sarx

#else

namespace sarx {

std::unique_ptr<ParquetReader> open_parquet(const std::string&) {
  throw ParquetError("this program was built without Parquet; a table of people may be a .csv file");
}

}  // namespace sarx

#endif
