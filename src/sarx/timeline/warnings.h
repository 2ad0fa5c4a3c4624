// What a careful reader has to be told about the treatments of a timeline: contraindications, the need for
// medical supervision, doses outside what was studied, and the harms to expect.
#pragma once

#include <string>
#include <vector>

#include "sarx/person/person.h"
#include "sarx/timeline/timeline.h"

namespace sarx {

struct Warning {
  std::string kind;   ///< contraindication, supervision or range
  std::string event;  ///< e.g. "drug: testosterone-enanthate"
  std::string text;
  std::string source;
  bool of_sex = false;  ///< that the event does nothing in this sex: no fault of a group that has both
};

/// Warnings of this person's timeline, contraindications first, each said once.
std::vector<Warning> warnings(const Timeline& timeline, const Person& person);

/// A harm to expect of a treatment given, with its size as the source prints it.
struct Harm {
  std::string event;
  std::string harm;
  std::string text;
  std::string source;
};

/// Expected harms of the timeline's drugs for this person, each said once.
std::vector<Harm> harms(const Timeline& timeline, const Person& person);

}  // namespace sarx
