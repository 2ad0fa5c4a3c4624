// A validation as JSON and as a table for a terminal.
#pragma once

#include <string>
#include <vector>

#include "sarx/study/validate.h"

namespace sarx {

std::string validation_json(const Validation& validation);
/// The scores, and the `worst` rows by standardised residual.
std::string validation_table(const Validation& validation, std::size_t worst);

/// The observed number or direction in few characters.
std::string observed_text(const ScoredRow& row);
/// Rows by standardised residual, the worst first.
std::vector<const ScoredRow*> by_misfit(const Validation& validation);

}  // namespace sarx
