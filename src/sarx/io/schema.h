// The scenario language, exported from the same descriptions that the reader checks by.
#pragma once

#include <string>

namespace sarx {

/// JSON Schema (draft 2020-12) of a scenario, for editors and forms. Units stand in "x-unit".
std::string json_schema();

/// The reference page (docs/scenario-reference.md) in Markdown.
std::string reference_markdown();

}  // namespace sarx
