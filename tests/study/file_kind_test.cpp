#include "sarx/study/file_kind.h"

#include <gtest/gtest.h>

#include <string>

namespace sarx {
namespace {

FileKind kind_of(const std::string& text) {
  Faults faults("file.yaml");
  const auto root = parse_document(text, faults);
  EXPECT_TRUE(root) << text;
  return root ? file_kind(*root) : FileKind::scenario;
}

TEST(FileKind, IsToldByTheKeysAtTheTop) {
  EXPECT_EQ(kind_of("subject: {age_years: 70}\n"), FileKind::scenario);
  EXPECT_EQ(kind_of("population: adults\n"), FileKind::cohort);
  EXPECT_EQ(kind_of("population: adults\narms: {a: , b: }\nendpoint: {event: falls}\n"), FileKind::trial);
  EXPECT_EQ(kind_of("id: x\narms: []\n"), FileKind::study);
  EXPECT_EQ(kind_of("id: x\nkind: reference\n"), FileKind::reference);
}

TEST(FileKind, OneWrongKeyMakesItNoOtherKind) {
  EXPECT_EQ(kind_of("subject: {}\ntimeline: []\nyears: 3\n"), FileKind::scenario);
  EXPECT_EQ(kind_of("populaton: adults\npolicies: {}\nyears: 3\narms: {}\n"), FileKind::cohort);
  EXPECT_EQ(kind_of("visits: [4 wk]\narms: {a: , b: }\nsubject: {}\n"), FileKind::trial);
  // A study's arms stand in a list, a trial's have names.
  EXPECT_EQ(kind_of("arms: [{name: a}]\n"), FileKind::study);
  EXPECT_EQ(kind_of("arms: {a: }\n"), FileKind::trial);
}

TEST(FileKind, WhatIsNothingIsReadAsAScenario) {
  EXPECT_EQ(kind_of("[]\n"), FileKind::scenario);
  EXPECT_EQ(kind_of("3\n"), FileKind::scenario);
  EXPECT_EQ(kind_of("{}\n"), FileKind::scenario);
}

}  // namespace
}  // namespace sarx
