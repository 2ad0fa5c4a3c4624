// No replayable evidence: features that no study of the calibration split shows on its own, against sizes
// read in published work (reference/cited-sizes.yaml, which also says who it happens to).
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <cctype>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sarx/io/scenario.h"
#include "sarx/measure/instrument.h"
#include "sarx/measure/reading.h"
#include "support/forecast.h"

namespace sarx::testing {

struct CitedSize {
  std::string feature, measure, region, side, method, as, versus, scenario;
  double day = 0, figure = 0, least = 0, most = 0;
  std::string disagrees;  ///< what the model is known to give instead, and why
};
void PrintTo(const CitedSize& size, std::ostream* out) {
  *out << size.feature << ", " << size.measure << ' ' << size.region;
}

namespace {

std::string words(const YAML::Node& row, const char* key) {
  return row[key] ? row[key].as<std::string>() : std::string();
}

/// Every row of the table; none where it can't be read, which GoogleTest reports as a failure.
std::vector<CitedSize> cited_sizes() try {
  std::vector<CitedSize> sizes;
  for (const auto& row : YAML::LoadFile(SARX_SOURCE_DIR "/reference/cited-sizes.yaml")["table"])
    sizes.push_back({.feature = words(row, "feature"),
                     .measure = words(row, "measure"),
                     .region = words(row, "region"),
                     .side = words(row, "side"),
                     .method = words(row, "method"),
                     .as = words(row, "as"),
                     .versus = words(row, "versus"),
                     .scenario = YAML::Dump(row["scenario"]),
                     .day = row["day"].as<double>(),
                     .figure = row["figure"].as<double>(),
                     .least = row["range"][0].as<double>(),
                     .most = row["range"][1].as<double>(),
                     .disagrees = words(row, "disagrees")});
  return sizes;
} catch (const YAML::Exception&) {
  return {};
}

Instrument instrument_of(const CitedSize& size, std::string_view side) {
  const auto instrument = make_instrument({.measure = size.measure,
                                           .region = size.region,
                                           .side = side,
                                           .fibre = {},
                                           .method = size.method,
                                           .unit = {},
                                           .statistic = {}},
                                          nullptr);
  EXPECT_TRUE(instrument) << "nothing reads " << size.measure << ' ' << size.region;
  return instrument.value_or(Instrument{});
}

struct Readings {
  double before = 0, after = 0, versus = 0;
};

/// What the row's instrument reads, the mean over the men and women of the subject.
Readings readings(const CitedSize& size, const Subject& subject, const std::vector<TimelineItem>& items) {
  const Instrument instrument = instrument_of(size, size.side);
  const double men = subject.male_fraction.value_or(0);
  Readings mean;
  for (const bool male : {true, false}) {
    const double share = male ? men : 1 - men;
    if (share <= 0) continue;
    const Person person = person_of(subject, male);
    const Forecast forecast(person, items, {0, size.day});
    mean.before += share * read(instrument, forecast.body(0));
    mean.after += share * read(instrument, forecast.body(size.day));
    if (size.versus == "other_side") {
      const Instrument other = instrument_of(size, size.side == "left" ? "right" : "left");
      mean.versus += share * read(other, forecast.body(size.day));
    } else if (size.versus == "without") {
      const Forecast without(person, {}, {0, size.day});
      mean.versus += share * read(instrument, without.body(size.day));
    }
  }
  return mean;
}

double predicted(const CitedSize& size, const Readings& read) {
  if (size.as == "change_percent") return 100 * (read.after / read.before - 1);
  if (size.as == "change") return read.after - read.before;
  if (size.as == "difference_percent") return 100 * (read.after / read.versus - 1);
  if (size.as == "difference") return read.after - read.versus;
  EXPECT_EQ(size.as, "value");
  return read.after;
}

class CitedSizes : public ::testing::TestWithParam<CitedSize> {};

TEST_P(CitedSizes, LiesInThePublishedRange) {
  const CitedSize& size = GetParam();
  const auto in_range = [&](double value) { return size.least <= value && value <= size.most; };
  EXPECT_TRUE(in_range(size.figure));
  const bool compared = size.as.starts_with("difference");
  EXPECT_EQ(compared, size.versus == "other_side" || size.versus == "without");

  const ScenarioResult result = read_scenario_text(size.scenario, size.feature + ".yaml");
  ASSERT_TRUE(result.scenario) << result.faults.text();
  const Subject& subject = result.scenario->subject;
  // A range that holds what comes without the feature could not fail.
  EXPECT_FALSE(in_range(predicted(size, readings(size, subject, {}))));

  const double value = predicted(size, readings(size, subject, result.scenario->timeline.items));
  RecordProperty("predicted", std::to_string(value));
  if (!size.disagrees.empty()) {
    EXPECT_FALSE(in_range(value)) << value << " agrees by now: take the mark off the row (" << size.disagrees
                                  << ')';
    return;
  }
  EXPECT_GE(value, size.least) << "no replayable evidence; cited: " << size.figure;
  EXPECT_LE(value, size.most) << "no replayable evidence; cited: " << size.figure;
}

INSTANTIATE_TEST_SUITE_P(NoReplayableEvidence, CitedSizes, ::testing::ValuesIn(cited_sizes()),
                         [](const auto& size) {
                           std::string name = size.param.feature + '_' + size.param.measure + '_' +
                                              std::to_string(size.index);
                           for (char& c : name)
                             if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
                           return name;
                         });

}  // namespace
}  // namespace sarx::testing
