// Parquet files by Apache Arrow, where the build has it.
#include "sarx/io/table_writer.h"

#ifdef SARX_ARROW

#include <arrow/api.h>
#include <arrow/io/file.h>
#include <parquet/arrow/writer.h>

#include <cmath>
#include <cstdio>

namespace sarx {
namespace {

/// Rows gathered before they are written as one group.
constexpr std::int64_t rows_per_group = 1 << 16;

class ParquetWriter final : public TableWriter {
 public:
  ParquetWriter(std::string path, std::vector<TableColumn> columns, const std::string& manifest)
      : path_(std::move(path)), columns_(std::move(columns)) {
    arrow::FieldVector fields;
    for (const TableColumn& column : columns_) {
      auto about = arrow::key_value_metadata({{"unit", column.unit}, {"description", column.description}});
      fields.push_back(arrow::field(column.name, type_of(column), true, about));
    }
    schema_ = arrow::schema(fields, arrow::key_value_metadata({{"sarx", manifest}}));
    for (const auto& field : fields)
      builders_.push_back(take(arrow::MakeBuilder(field->type(), arrow::default_memory_pool())));
    file_ = take(arrow::io::FileOutputStream::Open(temporary()));
    const auto properties = parquet::WriterProperties::Builder()
                                .compression(arrow::Compression::ZSTD)
                                ->created_by("sarx")
                                ->build();
    const auto arrow_properties = parquet::ArrowWriterProperties::Builder().store_schema()->build();
    writer_ = take(parquet::arrow::FileWriter::Open(*schema_, arrow::default_memory_pool(), file_, properties,
                                                    arrow_properties));
  }
  ~ParquetWriter() override {
    if (!file_) return;
    (void)file_->Close();
    std::remove(temporary().c_str());
  }
  ParquetWriter(const ParquetWriter&) = delete;
  ParquetWriter& operator=(const ParquetWriter&) = delete;

  void row(std::span<const double> cells) override {
    for (std::size_t i = 0; i < columns_.size(); ++i) check(append(i, cells[i]));
    if (++rows_ == rows_per_group) flush();
  }

  void finish() override {
    flush();
    check(writer_->Close());
    check(file_->Flush());
    check(file_->Close());
    file_.reset();
    table_writer_detail::put_in_place(temporary(), path_);
  }

 private:
  static std::shared_ptr<arrow::DataType> type_of(const TableColumn& column) {
    switch (column.kind) {
      case TableColumn::Kind::integer:
        return arrow::int64();
      case TableColumn::Kind::word:
        return arrow::utf8();
      default:
        return arrow::float64();
    }
  }
  arrow::Status append(std::size_t i, double cell) {
    arrow::ArrayBuilder& builder = *builders_[i];
    if (std::isnan(cell)) return builder.AppendNull();
    switch (columns_[i].kind) {
      case TableColumn::Kind::integer:
        return static_cast<arrow::Int64Builder&>(builder).Append(static_cast<std::int64_t>(cell));
      case TableColumn::Kind::word:
        return static_cast<arrow::StringBuilder&>(builder).Append(
            columns_[i].words[static_cast<std::size_t>(cell)]);
      default:
        return static_cast<arrow::DoubleBuilder&>(builder).Append(cell);
    }
  }
  void flush() {
    if (rows_ == 0) return;
    arrow::ArrayVector arrays;
    for (auto& builder : builders_) arrays.push_back(take(builder->Finish()));
    check(writer_->WriteTable(*arrow::Table::Make(schema_, arrays, rows_), rows_per_group));
    rows_ = 0;
  }

  void check(const arrow::Status& status) const {
    if (!status.ok()) throw TableError(path_ + ": can't be written: " + status.message());
  }
  template <class T>
  T take(arrow::Result<T> result) const {
    check(result.status());
    return std::move(result).ValueUnsafe();
  }
  std::string temporary() const { return path_ + ".writing"; }

  std::string path_;
  std::vector<TableColumn> columns_;
  std::shared_ptr<arrow::Schema> schema_;
  std::vector<std::unique_ptr<arrow::ArrayBuilder>> builders_;
  std::shared_ptr<arrow::io::FileOutputStream> file_;
  std::unique_ptr<parquet::arrow::FileWriter> writer_;
  std::int64_t rows_ = 0;
};

}  // namespace

bool writes_parquet() {
  return true;
}

std::unique_ptr<TableWriter> table_writer_detail::make_parquet_writer(const std::string& path,
                                                                      std::vector<TableColumn> columns,
                                                                      const std::string& manifest) {
  return std::make_unique<ParquetWriter>(path, std::move(columns), manifest);
}

}  // namespace sarx

#else

namespace sarx {

bool writes_parquet() {
  return false;
}

std::unique_ptr<TableWriter> table_writer_detail::make_parquet_writer(const std::string& path,
                                                                      std::vector<TableColumn>,
                                                                      const std::string&) {
  throw TableError(path + ": this program was built without Parquet");
}

}  // namespace sarx

#endif
