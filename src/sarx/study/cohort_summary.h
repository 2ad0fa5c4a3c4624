// Means, spreads and quantiles of a stream of rows by age and sex, in memory that doesn't grow with the
// stream. Quantiles come from counts in cells 0.5 % wide.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sarx/io/table_writer.h"

namespace sarx {

class StreamStatistics {
 public:
  void add(double value);
  std::uint64_t count() const { return count_; }
  double mean() const;
  /// Standard deviation between people; 0 for one.
  double sd() const;
  double quantile(double share) const;

  void save(std::string& bytes) const;
  /// False where the bytes end too early.
  bool load(std::string_view& bytes);

 private:
  std::uint64_t count_ = 0;
  double shift_ = 0, sum_ = 0, squares_ = 0;  ///< of value - shift; the shift is the first value
  struct Cell {
    std::int32_t cell;
    std::uint32_t count;
  };
  std::vector<Cell> cells_;  ///< those that hold something, ascending
};

/// Groups rows by policy, day, sex and age.
class CohortSummary {
 public:
  /// `measures` are the columns that are summed up.
  CohortSummary(std::vector<TableColumn> measures, std::vector<std::string> policies,
                std::vector<double> days);

  /// One living person's values.
  void add(std::size_t policy, std::size_t day, bool male, double age_years, std::span<const double> values);

  std::vector<TableColumn> columns() const;
  void write(TableWriter& writer) const;

  std::string save() const;
  bool load(std::string_view bytes);

 private:
  static constexpr std::size_t sex_count = 3, age_count = 9;
  std::size_t place(std::size_t policy, std::size_t day, std::size_t sex, std::size_t age) const {
    return (((policy * days_.size() + day) * sex_count + sex) * age_count + age) * measures_.size();
  }

  std::vector<TableColumn> measures_;
  std::vector<std::string> policies_;
  std::vector<double> days_;
  std::vector<StreamStatistics> statistics_;
};

}  // namespace sarx
