// The answers of `sarx assess`: every definition's verdict on one person, as a table or as JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sarx/io/diagnostic.h"
#include "sarx/io/document.h"
#include "sarx/outcome/definitions.h"

namespace sarx {

/// Where one reading stands among people of the age and sex.
struct PeerCentile {
  std::string measure;
  double value;
  std::string unit;
  double share_percent;  ///< of peers who measure less
  std::string text;      ///< "grip_strength 22 kg: 8th centile for women of 74"
};

struct Assessment {
  std::string name;
  Readings readings;
  std::vector<Finding> findings;
  std::vector<PeerCentile> centiles;
  std::vector<std::string> notes;  ///< measurements that could not be used, and why
};

struct AssessmentResult {
  std::optional<Assessment> assessment;  ///< there exactly where `faults` is empty
  Faults faults;
};

/// Read a file's subject and measurements (a scenario file; "-": standard input) and apply every definition.
/// The subject must be one person: `male_fraction` 0 or 1. Never throws on bad input.
AssessmentResult assess_file(const std::string& path);
/// The same from a file's text; `name` stands for the file in messages.
AssessmentResult assess_text(const std::string& text, std::string name);
/// The same from a document; `faults` may hold what was wrong with its form.
AssessmentResult assess_document(const Node& root, Faults faults);

std::string assessment_table(const Assessment& assessment);
/// {"definitions": [{"name", "result", "because", "missing"}], "centiles": [{"measure", "value", "unit",
/// "centile", "text"}], "not_used": [...]}
std::string assessment_json(const Assessment& assessment);

}  // namespace sarx
