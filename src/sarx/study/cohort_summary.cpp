#include "sarx/study/cohort_summary.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace sarx {
namespace {

constexpr int cells_per_octave_log2 = 7;

/// Cell of a value: its sign, exponent and first bits.
std::int32_t cell_of(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(std::fabs(value));
  const auto magnitude = static_cast<std::int32_t>(bits >> (52 - cells_per_octave_log2));
  if (magnitude == 0) return 0;
  return value < 0 ? -magnitude : magnitude;
}

/// Middle of a cell.
double value_of_cell(std::int32_t cell) {
  if (cell == 0) return 0;
  const auto magnitude = static_cast<std::uint64_t>(std::abs(cell));
  const std::uint64_t bits =
      (magnitude << (52 - cells_per_octave_log2)) | (std::uint64_t{1} << (51 - cells_per_octave_log2));
  const auto value = std::bit_cast<double>(bits);
  return cell < 0 ? -value : value;
}

/// Whole numbers stand in cells of their own at their lower edge; they are given back as they were.
double rounded_in_cell(std::int32_t cell) {
  const double middle = value_of_cell(cell);
  const double whole = std::round(middle);
  return cell_of(whole) == cell ? whole : middle;
}

template <class T>
void put(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}
template <class T>
bool get(std::string_view& bytes, T& value) {
  if (bytes.size() < sizeof value) return false;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return true;
}

constexpr std::array<std::string_view, 3> sex_names{"all", "women", "men"};
constexpr std::array<std::string_view, 9> age_names{"all",   "18-39", "40-49", "50-59",       "60-69",
                                                    "70-79", "80-89", "90-99", "100 and over"};
std::size_t age_group(double age_years) {
  const int decade = static_cast<int>(age_years) / 10;
  return static_cast<std::size_t>(std::clamp(decade - 2, 1, 8));
}

}  // namespace

void StreamStatistics::add(double value) {
  if (!std::isfinite(value)) return;
  if (count_++ == 0) shift_ = value;
  const double apart = value - shift_;
  sum_ += apart;
  squares_ += apart * apart;
  const std::int32_t cell = cell_of(value);
  const auto at = std::lower_bound(cells_.begin(), cells_.end(), cell,
                                   [](const Cell& c, std::int32_t wanted) { return c.cell < wanted; });
  if (at != cells_.end() && at->cell == cell)
    ++at->count;
  else
    cells_.insert(at, {cell, 1});
}

double StreamStatistics::mean() const {
  return count_ == 0 ? std::numeric_limits<double>::quiet_NaN() : shift_ + sum_ / static_cast<double>(count_);
}

double StreamStatistics::sd() const {
  if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
  if (count_ == 1) return 0;
  const auto n = static_cast<double>(count_);
  return std::sqrt(std::max(0.0, (squares_ - sum_ * sum_ / n) / (n - 1)));
}

double StreamStatistics::quantile(double share) const {
  if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
  const auto wanted =
      std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_))));
  std::uint64_t below = 0;
  for (const Cell& c : cells_) {
    below += c.count;
    if (below >= wanted) return rounded_in_cell(c.cell);
  }
  return rounded_in_cell(cells_.back().cell);
}

void StreamStatistics::save(std::string& bytes) const {
  put(bytes, count_);
  put(bytes, shift_);
  put(bytes, sum_);
  put(bytes, squares_);
  put(bytes, static_cast<std::uint64_t>(cells_.size()));
  bytes.append(reinterpret_cast<const char*>(cells_.data()), cells_.size() * sizeof(Cell));
}

bool StreamStatistics::load(std::string_view& bytes) {
  std::uint64_t size = 0;
  if (!get(bytes, count_) || !get(bytes, shift_) || !get(bytes, sum_) || !get(bytes, squares_) ||
      !get(bytes, size))
    return false;
  if (size > bytes.size() / sizeof(Cell)) return false;
  cells_.resize(size);
  // An empty vector has no address to copy to.
  if (size > 0) std::memcpy(cells_.data(), bytes.data(), size * sizeof(Cell));
  bytes.remove_prefix(size * sizeof(Cell));
  return true;
}

CohortSummary::CohortSummary(std::vector<TableColumn> measures, std::vector<std::string> policies,
                             std::vector<double> days)
    : measures_(std::move(measures)), policies_(std::move(policies)), days_(std::move(days)) {
  statistics_.resize(place(policies_.size(), 0, 0, 0));
}

void CohortSummary::add(std::size_t policy, std::size_t day, bool male, double age_years,
                        std::span<const double> values) {
  for (const std::size_t sex : {std::size_t{0}, std::size_t{male ? 2u : 1u}})
    for (const std::size_t age : {std::size_t{0}, age_group(age_years)}) {
      StreamStatistics* const row = &statistics_[place(policy, day, sex, age)];
      for (std::size_t m = 0; m < measures_.size(); ++m) row[m].add(values[m]);
    }
}

std::vector<TableColumn> CohortSummary::columns() const {
  using Kind = TableColumn::Kind;
  const auto words = [](const auto& from) { return std::vector<std::string>(from.begin(), from.end()); };
  std::vector<std::string> names, units;
  for (const TableColumn& measure : measures_) {
    names.push_back(measure.name);
    units.push_back(measure.unit);
  }
  return {{"policy", "", "Policy lived under", Kind::word, policies_},
          {"day", "day", "Days since the start", Kind::number, {}},
          {"sex", "", "Sex", Kind::word, words(sex_names)},
          {"age_group", "year", "Age on that day", Kind::word, words(age_names)},
          {"measure", "", "What was read", Kind::word, names},
          {"unit", "", "Its unit", Kind::word, units},
          {"people", "", "Living people of the group", Kind::integer, {}},
          {"mean", "as `unit`", "Mean; prevalence where the measure is yes or no", Kind::number, {}},
          {"sd", "as `unit`", "Standard deviation between people", Kind::number, {}},
          {"p05", "as `unit`", "5th centile (within 0.5 %)", Kind::number, {}},
          {"p25", "as `unit`", "25th centile", Kind::number, {}},
          {"p50", "as `unit`", "Median", Kind::number, {}},
          {"p75", "as `unit`", "75th centile", Kind::number, {}},
          {"p95", "as `unit`", "95th centile", Kind::number, {}}};
}

void CohortSummary::write(TableWriter& writer) const {
  for (std::size_t p = 0; p < policies_.size(); ++p)
    for (std::size_t d = 0; d < days_.size(); ++d)
      for (std::size_t s = 0; s < sex_count; ++s)
        for (std::size_t a = 0; a < age_count; ++a)
          for (std::size_t m = 0; m < measures_.size(); ++m) {
            const StreamStatistics& of = statistics_[place(p, d, s, a) + m];
            if (of.count() == 0) continue;
            const std::array<double, 14> row{static_cast<double>(p),
                                             days_[d],
                                             static_cast<double>(s),
                                             static_cast<double>(a),
                                             static_cast<double>(m),
                                             static_cast<double>(m),
                                             static_cast<double>(of.count()),
                                             of.mean(),
                                             of.sd(),
                                             of.quantile(0.05),
                                             of.quantile(0.25),
                                             of.quantile(0.5),
                                             of.quantile(0.75),
                                             of.quantile(0.95)};
            writer.row(row);
          }
}

std::string CohortSummary::save() const {
  std::string bytes;
  for (const StreamStatistics& of : statistics_) of.save(bytes);
  return bytes;
}

bool CohortSummary::load(std::string_view bytes) {
  for (StreamStatistics& of : statistics_)
    if (!of.load(bytes)) return false;
  return bytes.empty();
}

}  // namespace sarx
