#include "sarx/study/cohort.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <deque>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "sarx/engine/batch.h"
#include "sarx/measure/reading.h"
#include "sarx/outcome/definitions.h"
#include "sarx/study/cohort_life.h"
#include "sarx/study/cohort_summary.h"

namespace sarx {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// The columns that every cohort has, before and after its measures.
enum Fixed : std::size_t { person_at, policy_at, day_at, age_at, sex_at, alive_at, fixed_before };
enum Counted : std::size_t {
  falls_at,
  injurious_falls_at,
  hip_fractures_at,
  fractures_at,
  hospital_stays_at,
  mobility_disability_at,
  disability_at,
  diabetes_at,
  sarcopenia_at,
  severe_sarcopenia_at,
  counted_columns
};

std::vector<std::string> policy_names(const Cohort& cohort) {
  std::vector<std::string> names;
  for (const CohortPolicy& policy : cohort.policies) names.push_back(policy.name);
  return names;
}

/// What one block of people gives: its rows, and who could not be lived.
struct Block {
  std::vector<double> rows;
  std::vector<std::string> skipped;
};

class BlockRunner {
 public:
  BlockRunner(const Cohort& cohort, const std::string& file, std::size_t columns, InstructionSet instructions)
      : cohort_(cohort), file_(file), columns_(columns), lanes_(make_lane_block(instructions)) {}

  Block run(std::uint64_t first, std::uint64_t count) {
    Block block;
    std::vector<Individual> people;
    for (std::uint64_t number = first; number < first + count; ++number) {
      Faults faults(file_);
      if (auto person = cohort_.people_source->draw(number, faults)) {
        people.push_back(std::move(*person));
      } else {
        block.skipped.push_back(fmt::format(
            "person {}: {}", number,
            faults.first().empty() ? std::string("no such person") : to_string(faults.first().front())));
      }
    }
    const std::size_t policies = cohort_.policies.size(), days = cohort_.days.size();
    block.rows.assign(people.size() * policies * days * columns_, none);
    std::deque<CohortLife> lives;
    std::size_t next = 0;
    live(
        [&]() -> Life* {
          if (next == people.size() * policies) return nullptr;
          const std::size_t person = next / policies, policy = next % policies;
          double* const rows = &block.rows[next * days * columns_];
          ++next;
          lives.emplace_back(
              people[person], cohort_.policies[policy].timeline, parameters_, cohort_.days, cohort_.seed,
              CohortLifeOptions{},
              [this, rows, &life = lives, at = lives.size()](std::size_t day, const Body<double>& body) {
                fill(rows + day * columns_, body, life[at].happenings());
              });
          return &lives.back();
        },
        *lanes_);
    for (std::size_t i = 0; i < people.size() * policies; ++i)
      for (std::size_t d = 0; d < days; ++d) {
        double* const row = &block.rows[(i * days + d) * columns_];
        const Individual& person = people[i / policies];
        constexpr double days_per_year = 365.25;
        row[person_at] = static_cast<double>(person.number);
        row[policy_at] = static_cast<double>(i % policies);
        row[day_at] = cohort_.days[d];
        row[age_at] = person.person.age_years + cohort_.days[d] / days_per_year;
        row[sex_at] = person.person.male ? 1 : 0;
        row[alive_at] = lives[i].happenings().death_day > cohort_.days[d] ? 1 : 0;
      }
    return block;
  }

 private:
  void fill(double* row, const Body<double>& body, const Happenings& happened) const {
    double* cell = row + fixed_before;
    for (const CohortMeasure& measure : cohort_.measures) *cell++ = read(measure.instrument, body);
    cell[falls_at] = happened.falls;
    cell[injurious_falls_at] = happened.injurious_falls;
    cell[hip_fractures_at] = happened.hip_fractures;
    cell[fractures_at] = happened.fractures();
    cell[hospital_stays_at] = happened.hospital_stays;
    cell[mobility_disability_at] = happened.mobility_disability ? 1 : 0;
    cell[disability_at] = happened.disability ? 1 : 0;
    cell[diabetes_at] = happened.diabetes ? 1 : 0;
    const Verdict verdict = classify(Definition::ewgsop2, take_readings(body));
    cell[sarcopenia_at] = verdict == Verdict::confirmed || verdict == Verdict::severe ? 1 : 0;
    cell[severe_sarcopenia_at] = verdict == Verdict::severe ? 1 : 0;
  }

  const Cohort& cohort_;
  const std::string& file_;
  std::size_t columns_;
  std::unique_ptr<LaneBlock> lanes_;
  Parameters<double> parameters_ = Parameters<double>::best();
};

/// Where the rows of finished blocks go until the table is written, and what a resumed run needs of it.
class Store {
 public:
  virtual ~Store() = default;
  virtual void add(const std::vector<double>& rows) = 0;
  /// Make everything so far safe; gives what resume() needs.
  virtual std::string checkpoint() = 0;
  /// Go back to a checkpoint; false where its data are gone.
  virtual bool resume(const std::string& state) = 0;
  virtual std::vector<TableColumn> columns() const = 0;
  virtual void write(TableWriter& writer) = 0;
  virtual void discard() = 0;
};

[[noreturn]] void fail_writing(const std::string& path) {
  throw TableError(fmt::format("{}: can't be written: {}", path, std::strerror(errno)));
}

/// Rows of people as plain numbers in a file beside the table.
class RowStore final : public Store {
 public:
  RowStore(std::string path, std::vector<TableColumn> columns)
      : path_(std::move(path)), columns_(std::move(columns)) {
    file_ = std::fopen(path_.c_str(), "ab+");
    if (!file_) fail_writing(path_);
  }
  ~RowStore() override {
    if (file_) std::fclose(file_);
  }
  RowStore(const RowStore&) = delete;
  RowStore& operator=(const RowStore&) = delete;

  void add(const std::vector<double>& rows) override {
    if (std::fwrite(rows.data(), sizeof(double), rows.size(), file_) != rows.size()) fail_writing(path_);
    numbers_ += rows.size();
  }
  std::string checkpoint() override {
    if (std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) fail_writing(path_);
    return std::to_string(numbers_);
  }
  bool resume(const std::string& state) override {
    numbers_ = state.empty() ? 0 : std::strtoull(state.c_str(), nullptr, 10);
    std::fseek(file_, 0, SEEK_END);
    const auto bytes = static_cast<std::uint64_t>(std::ftell(file_));
    if (bytes / sizeof(double) < numbers_) {
      numbers_ = 0;
      return false;
    }
    if (ftruncate(fileno(file_), static_cast<off_t>(numbers_ * sizeof(double))) != 0) fail_writing(path_);
    return true;
  }
  std::vector<TableColumn> columns() const override { return columns_; }
  void write(TableWriter& writer) override {
    if (std::fflush(file_) != 0) fail_writing(path_);
    std::rewind(file_);
    std::vector<double> row(columns_.size());
    for (std::uint64_t n = 0; n < numbers_; n += row.size()) {
      if (std::fread(row.data(), sizeof(double), row.size(), file_) != row.size())
        throw TableError(path_ + ": ends too early");
      writer.row(row);
    }
  }
  void discard() override {
    std::fclose(std::exchange(file_, nullptr));
    std::remove(path_.c_str());
  }

 private:
  std::string path_;
  std::vector<TableColumn> columns_;
  std::FILE* file_ = nullptr;
  std::uint64_t numbers_ = 0;
};

/// Summaries stay in memory; a checkpoint is a copy of them in a file.
class SummaryStore final : public Store {
 public:
  SummaryStore(std::string path, const Cohort& cohort, const std::vector<TableColumn>& columns)
      : path_(std::move(path)),
        column_count_(columns.size()),
        day_count_(cohort.days.size()),
        empty_(measures_of(columns), policy_names(cohort), cohort.days),
        summary_(empty_) {}

  void add(const std::vector<double>& rows) override {
    std::vector<double> values;
    for (std::size_t n = 0; n < rows.size(); n += column_count_) {
      const std::span<const double> row(&rows[n], column_count_);
      values.assign(row.begin() + fixed_before, row.end());
      values.insert(values.begin(), row[alive_at]);
      summary_.add(static_cast<std::size_t>(row[policy_at]), (n / column_count_) % day_count_,
                   row[sex_at] > 0, row[age_at], values);
    }
  }
  std::string checkpoint() override {
    const std::string bytes = summary_.save();
    table_writer_detail::write_whole(path_, bytes);
    return fingerprint(bytes);
  }
  bool resume(const std::string& state) override {
    summary_ = empty_;
    if (state.empty()) return true;
    std::ifstream file(path_, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    if (fingerprint(bytes.str()) == state && summary_.load(bytes.str())) return true;
    summary_ = empty_;
    return false;
  }
  std::vector<TableColumn> columns() const override { return summary_.columns(); }
  void write(TableWriter& writer) override { summary_.write(writer); }
  void discard() override { std::remove(path_.c_str()); }

 private:
  /// Alive or not, and everything that is read of the living.
  static std::vector<TableColumn> measures_of(const std::vector<TableColumn>& columns) {
    std::vector<TableColumn> measures{columns[alive_at]};
    measures.insert(measures.end(), columns.begin() + fixed_before, columns.end());
    return measures;
  }

  std::string path_;
  std::size_t column_count_, day_count_;
  CohortSummary empty_, summary_;
};

/// What a run that was interrupted left behind: how far it came, under which cohort.
class Journal {
 public:
  Journal(std::string path, std::string identity) : path_(std::move(path)), identity_(std::move(identity)) {}

  struct State {
    std::uint64_t people_done = 0, skipped = 0;
    std::vector<std::string> first_skipped;
    std::string store;
  };

  std::optional<State> read() const {
    std::ifstream file(path_);
    const auto json = nlohmann::json::parse(file, nullptr, false);
    // Whatever else may stand in a file of that name is no work to go on with.
    try {
      if (!json.is_object() || json.value("cohort", "") != identity_) return std::nullopt;
      State state;
      state.people_done = json.at("people_done").get<std::uint64_t>();
      state.skipped = json.at("skipped").get<std::uint64_t>();
      state.first_skipped = json.at("first_skipped").get<std::vector<std::string>>();
      state.store = json.at("store").get<std::string>();
      if (state.skipped > state.people_done) return std::nullopt;
      return state;
    } catch (const nlohmann::json::exception&) {
      return std::nullopt;
    }
  }
  void write(const State& state) const {
    const nlohmann::ordered_json json{{"cohort", identity_},
                                      {"people_done", state.people_done},
                                      {"skipped", state.skipped},
                                      {"first_skipped", state.first_skipped},
                                      {"store", state.store}};
    table_writer_detail::write_whole(path_, json.dump(1) + "\n");
  }
  void discard() const { std::remove(path_.c_str()); }

 private:
  std::string path_, identity_;
};

constexpr std::size_t skipped_kept = 20;

/// People of one block: fewer where each has many rows or lives under many policies, so that what waits to be
/// written stays small.
std::uint64_t people_a_block(const Cohort& cohort, std::size_t columns, std::uint64_t wanted) {
  constexpr std::uint64_t most_lives = 256, most_numbers = 250'000;
  const std::uint64_t lives = cohort.policies.size(), numbers = lives * cohort.days.size() * columns;
  return std::max<std::uint64_t>(1, std::min({wanted, most_lives / lives, most_numbers / numbers}));
}

/// Hands blocks to threads and takes their results in order.
class CohortRun {
 public:
  CohortRun(const Cohort& cohort, const CohortRunOptions& options, Store& store, const Journal& journal,
            Journal::State state)
      : cohort_(cohort),
        options_(options),
        store_(store),
        journal_(journal),
        state_(std::move(state)),
        columns_(cohort_columns(cohort).size()),
        people_a_block_(people_a_block(cohort, columns_, options.people_a_block)),
        file_(cohort.people_source->file()),
        resumed_from_(state_.people_done),
        next_people_(state_.people_done) {}

  void run() {
    const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1u, 256u);
    const unsigned count = options_.threads > 0 ? options_.threads : cores;
    window_ = 4 * static_cast<std::size_t>(count);
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < count; ++i) threads.emplace_back([this] { work(); });
    work();
    for (std::thread& thread : threads) thread.join();
    if (error_) std::rethrow_exception(error_);
  }

  const Journal::State& state() const { return state_; }
  bool stopped() const { return stopped_; }

 private:
  void work() {
    try {
      BlockRunner runner(cohort_, file_, columns_, options_.instructions);
      for (;;) {
        std::uint64_t first = 0, count = 0, block = 0;
        {
          std::unique_lock lock(mutex_);
          room_.wait(lock, [this] { return stopped_ || next_block_ < written_ + window_; });
          if (stopped_ || next_people_ >= cohort_.people) return;
          first = next_people_;
          count = std::min(people_a_block_, cohort_.people - first);
          next_people_ += count;
          block = next_block_++;
        }
        Block result = runner.run(first, count);
        const std::scoped_lock lock(mutex_);
        waiting_.emplace(block, std::pair(std::move(result), count));
        while (!stopped_ && !waiting_.empty() && waiting_.begin()->first == written_) {
          take(waiting_.begin()->second.first, waiting_.begin()->second.second);
          waiting_.erase(waiting_.begin());
          ++written_;
        }
        room_.notify_all();
      }
    } catch (...) {
      const std::scoped_lock lock(mutex_);
      if (!error_) error_ = std::current_exception();
      stopped_ = true;
      room_.notify_all();
    }
  }

  /// Under the lock: the next block in order.
  void take(const Block& block, std::uint64_t people) {
    store_.add(block.rows);
    state_.people_done += people;
    state_.skipped += block.skipped.size();
    for (const std::string& why : block.skipped)
      if (state_.first_skipped.size() < skipped_kept) state_.first_skipped.push_back(why);
    using namespace std::chrono;
    const auto now = steady_clock::now();
    constexpr auto between_checkpoints = seconds(10);
    const bool stop = options_.stop && options_.stop();
    if (stop || now - last_checkpoint_ >= between_checkpoints) {
      state_.store = store_.checkpoint();
      journal_.write(state_);
      last_checkpoint_ = steady_clock::now();
    }
    if (stop) stopped_ = true;
    if (options_.progress) {
      const double elapsed = duration<double>(now - began_).count();
      const auto done = static_cast<double>(state_.people_done - resumed_from_);
      options_.progress({state_.people_done, cohort_.people, elapsed, elapsed > 0 ? done / elapsed : 0});
    }
  }

  const Cohort& cohort_;
  const CohortRunOptions& options_;
  Store& store_;
  const Journal& journal_;
  Journal::State state_;
  std::size_t columns_;
  std::uint64_t people_a_block_;
  std::string file_;
  std::uint64_t resumed_from_;

  std::mutex mutex_;
  std::condition_variable room_;
  std::uint64_t next_people_, next_block_ = 0, written_ = 0;
  std::size_t window_ = 4;
  std::map<std::uint64_t, std::pair<Block, std::uint64_t>> waiting_;
  std::exception_ptr error_;
  bool stopped_ = false;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_checkpoint_ = std::chrono::steady_clock::now();
};

/// Everything a table depends on, and nothing that differs between two runs of the same.
nlohmann::ordered_json manifest(const Cohort& cohort) {
  nlohmann::ordered_json about;
  about["program"] = "sarx";
  about["version"] = SARX_VERSION;
  about["cohort"] = cohort.name;
  about["seed"] = cohort.seed;
  about["people"] = cohort.people;
  about["years"] = cohort.years;
  about["rows"] = cohort.summary ? "summary" : "people";
  about["policies"] = policy_names(cohort);
  about["parameters"] = parameters_fingerprint();
  about["table"] = cohort.people_source->contents();
  about["file"] = cohort.text;
  return about;
}

}  // namespace

std::vector<TableColumn> cohort_columns(const Cohort& cohort) {
  using Kind = TableColumn::Kind;
  std::vector<TableColumn> columns{
      {"person", "", "Number of the person", Kind::integer, {}},
      {"policy", "", "Policy lived under", Kind::word, policy_names(cohort)},
      {"day", "day", "Days since the start", Kind::number, {}},
      {"age", "year", "Age on that day", Kind::number, {}},
      {"sex", "", "Sex", Kind::word, {"female", "male"}},
      {"alive", "", "1 alive, 0 dead; the dead have no readings", Kind::integer, {}}};
  for (const CohortMeasure& measure : cohort.measures)
    columns.push_back({measure.name, measure.unit, measure.description, Kind::number, {}});
  const auto count = [&](std::string name, std::string what) {
    columns.push_back({std::move(name), "", std::move(what), Kind::integer, {}});
  };
  count("falls", "Falls since the start");
  count("injurious_falls", "Falls with injury since the start");
  count("hip_fractures", "Hip fractures since the start");
  count("fractures", "Fractures of hip, wrist, spine and humerus since the start");
  count("hospital_stays", "Hospital stays since the start");
  count("mobility_disability", "1 where walking or climbing stairs is difficult");
  count("disability", "1 where daily activities need help");
  count("diabetes", "1 with type 2 diabetes");
  count("sarcopenia", "1 with sarcopenia confirmed (EWGSOP2), severe included");
  count("severe_sarcopenia", "1 with severe sarcopenia (EWGSOP2)");
  return columns;
}

CohortRunResult run_cohort(const Cohort& cohort, const std::string& out, const CohortRunOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  const nlohmann::ordered_json about = manifest(cohort);
  const std::string identity = fingerprint(about.dump());
  if (!out.ends_with(".csv") && !(out.ends_with(".parquet") && writes_parquet()))
    make_table_writer(out, {}, "{}");  // says what is wrong before years are lived
  if (std::filesystem::is_directory(out)) throw TableError(out + ": can't be written: is a folder");
  const Journal journal(out + ".part.json", identity);
  std::unique_ptr<Store> store;
  const std::string part = out + ".part";
  if (std::FILE* file = std::fopen(part.c_str(), "ab"))
    std::fclose(file);
  else
    fail_writing(out);
  if (cohort.summary)
    store = std::make_unique<SummaryStore>(part, cohort, cohort_columns(cohort));
  else
    store = std::make_unique<RowStore>(part, cohort_columns(cohort));

  Journal::State state;
  if (!options.fresh)
    if (auto left = journal.read(); left && left->people_done <= cohort.people) state = std::move(*left);
  if (!store->resume(state.store)) {
    state = {};
    store->resume("");
  }
  CohortRunResult result;
  result.resumed_from = state.people_done;

  CohortRun run(cohort, options, *store, journal, std::move(state));
  run.run();
  result.people = run.state().people_done;
  result.skipped = run.state().skipped;
  result.first_skipped = run.state().first_skipped;
  if (result.people == cohort.people) {
    nlohmann::ordered_json whole = about;
    whole["skipped"] = result.skipped;
    const auto writer = make_table_writer(out, store->columns(), whole.dump());
    store->write(*writer);
    writer->finish();
    store->discard();
    journal.discard();
    result.complete = true;
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return result;
}

}  // namespace sarx
