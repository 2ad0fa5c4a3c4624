#include "sarx/study/people_table.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "sarx/io/table_writer.h"

namespace sarx {
namespace {

namespace fs = std::filesystem;

class PeopleTableTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "sarx-table-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  /// A table that must open.
  static PeopleTable open(const std::string& file) {
    Faults faults("cohort.yaml");
    auto table = PeopleTable::open(file, {3, 7}, faults);
    EXPECT_TRUE(table) << faults.text();
    return table ? *table : PeopleTable{};
  }
  /// What is wrong with a table.
  static std::string refusal(const std::string& file) {
    Faults faults("cohort.yaml");
    EXPECT_FALSE(PeopleTable::open(file, {3, 7}, faults)) << file;
    return faults.text();
  }
  static std::string row_fault(const PeopleTable& table, std::uint64_t number) {
    Faults faults(table.path());
    EXPECT_FALSE(table.row(number, faults)) << number;
    return faults.text();
  }
  static std::string text_of(const std::optional<Node>& row, std::string_view key) {
    const Node* value = row ? row->find(key) : nullptr;
    return value ? value->text : "";
  }

  fs::path folder_;
};

TEST_F(PeopleTableTest, ReadsCsvRowsInAnyOrder) {
  std::string text = "age_years,male_fraction\n";
  for (int i = 0; i < 10000; ++i) text += std::to_string(20 + i % 70) + "," + std::to_string(i % 2) + "\r\n";
  const PeopleTable table = open(write("people.csv", text));
  ASSERT_EQ(table.size(), 10000u);
  Faults faults("people.csv");
  for (const std::uint64_t number : {9999u, 0u, 4096u, 4095u, 5u, 9000u}) {
    const auto row = table.row(number, faults);
    EXPECT_EQ(text_of(row, "age_years"), std::to_string(20 + number % 70));
    ASSERT_TRUE(row);
    EXPECT_EQ(row->at.line, number + 2);
  }
  EXPECT_TRUE(faults.empty()) << faults.text();
  EXPECT_FALSE(table.row(10000, faults));
}

TEST_F(PeopleTableTest, ParquetAndCsvAreTheSamePeople) {
  if (!writes_parquet()) GTEST_SKIP() << "built without Parquet";
  using Kind = TableColumn::Kind;
  const auto writer = make_table_writer(path("people.parquet"),
                                        {{"age_years", "year", "", Kind::number, {}},
                                         {"male_fraction", "", "", Kind::integer, {}},
                                         {"living", "", "", Kind::word, {"community", "institution"}},
                                         {"height_cm", "cm", "", Kind::number, {}}},
                                        "{}");
  std::string csv = "age_years,male_fraction,living,height_cm\n";
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  constexpr int count = 20000;
  for (int i = 0; i < count; ++i) {
    const double height = i % 3 == 0 ? none : 150.25 + i % 40;
    writer->row(std::array<double, 4>{20.1 + i % 70, static_cast<double>(i % 2),
                                      static_cast<double>(i % 5 == 0), height});
    csv += std::to_string(20 + i % 70) + ".1," + std::to_string(i % 2) + "," +
           (i % 5 == 0 ? "institution" : "community") + "," +
           (i % 3 == 0 ? "" : std::to_string(150 + i % 40) + ".25") + "\n";
  }
  writer->finish();
  const PeopleTable parquet = open(path("people.parquet")), text = open(write("people.csv", csv));
  ASSERT_EQ(parquet.size(), static_cast<std::uint64_t>(count));
  Faults faults("people");
  const auto compare = [&](std::uint64_t number) {
    const auto a = parquet.row(number, faults), b = text.row(number, faults);
    ASSERT_TRUE(a && b);
    for (const char* field : {"age_years", "male_fraction", "living", "height_cm"})
      EXPECT_EQ(text_of(a, field), text_of(b, field)) << number << field;
  };
  for (std::uint64_t number = 0; number < count; number += 37) compare(number);
  for (const std::uint64_t number : {19999u, 3u, 8192u, 0u}) compare(number);
  EXPECT_TRUE(faults.empty()) << faults.text();
  EXPECT_NE(parquet.contents(), text.contents());
}

TEST_F(PeopleTableTest, ThreadsMayShareATable) {
  std::string text = "age_years,male_fraction\n";
  for (int i = 0; i < 3000; ++i) text += std::to_string(20 + i % 70) + ",0\n";
  const PeopleTable table = open(write("people.csv", text));
  std::array<int, 3> wrong{};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < wrong.size(); ++t)
    threads.emplace_back([&, t] {
      Faults faults("people.csv");
      for (std::uint64_t n = t; n < 3000; n += wrong.size())
        wrong[t] += text_of(table.row(n, faults), "age_years") != std::to_string(20 + n % 70);
    });
  for (std::thread& thread : threads) thread.join();
  for (const int count : wrong) EXPECT_EQ(count, 0);
}

TEST_F(PeopleTableTest, RefusesWhatIsNoTable) {
  EXPECT_NE(refusal(path("nowhere.csv")).find("cohort.yaml:3:7: population.table"), std::string::npos);
  EXPECT_NE(refusal(folder_.string()).find("is no file"), std::string::npos);
  EXPECT_NE(refusal("/dev/zero").find("is no file"), std::string::npos);
  EXPECT_NE(refusal(write("empty.csv", "")).find("empty"), std::string::npos);
  EXPECT_NE(refusal(write("head.csv", "age_years\n\n")).find("found no row"), std::string::npos);
  const std::string unknown = refusal(write("unknown.csv", "age_yaers,male_fraction\n70,1\n"));
  EXPECT_NE(unknown.find("unknown.csv:1:1: found the column 'age_yaers'"), std::string::npos) << unknown;
  EXPECT_NE(unknown.find("did you mean age_years?"), std::string::npos) << unknown;
  EXPECT_NE(refusal(write("twice.csv", "age_years,age_years\n70,1\n")).find("twice.csv:1:11"),
            std::string::npos);
  EXPECT_NE(refusal(write("utf16.csv", std::string("\xFF\xFE"
                                                   "a\0g\0e\0\n\0",
                                                   10)))
                .find("UTF-16"),
            std::string::npos);
  EXPECT_NE(refusal(write("binary.csv", std::string("age_years\0\n70\n", 13))).find("NUL"),
            std::string::npos);
  EXPECT_NE(refusal(write("long.csv", std::string(1u << 20, 'x'))).find("more than"), std::string::npos);
  EXPECT_NE(refusal(write("text.parquet", "age_years\n70\n")).find("can't be read"), std::string::npos);
  EXPECT_NE(refusal(write("half.parquet", "PAR1")).find("can't be read"), std::string::npos);
}

TEST_F(PeopleTableTest, RefusesDamagedRowsAlone) {
  const PeopleTable table = open(write("people.csv", "age_years,male_fraction\n70,1\n71\n72,1,5\n" +
                                                         std::string(70000, '7') + "\n73,\xFF\n74,1\n"));
  ASSERT_EQ(table.size(), 6u);
  Faults faults("people.csv");
  EXPECT_TRUE(table.row(0, faults));
  EXPECT_TRUE(table.row(5, faults));
  EXPECT_EQ(row_fault(table, 1), table.path() + ":3:1: found 1 cells, expected 2\n");
  EXPECT_EQ(row_fault(table, 2), table.path() + ":4:1: found 3 cells, expected 2\n");
  EXPECT_NE(row_fault(table, 3).find(":5:1: found a line of more than"), std::string::npos);
  EXPECT_NE(row_fault(table, 4).find(":6:4: found the byte 0xFF"), std::string::npos) << row_fault(table, 4);
}

}  // namespace
}  // namespace sarx
