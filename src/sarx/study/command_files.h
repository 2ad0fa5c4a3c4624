// What the study commands share: where the evidence is, what is left out of it, and writing a file whole or
// not at all.
#pragma once

#include <string>
#include <vector>

#include "sarx/study/evidence.h"
#include "sarx/study/replay.h"

namespace sarx {

/// The studies that come with the program: below the working folder, else where it was built.
std::string shipped_evidence();

/// "- study | arm | measure | reason" lines of EXCLUDED.md in the given folders.
std::vector<Exclusion> read_exclusions(const std::vector<std::string>& folders);

/// Print every fault to standard error; whether there were any.
bool report_faults(const Evidence& evidence);

/// Write to a file by way of a temporary one, or to standard output where the path is empty or "-".
bool write_text(const std::string& path, const std::string& text);

}  // namespace sarx
