// A validation as JSON, as a table for a terminal, as a page.
#pragma once

#include <string>

#include "sarx/study/validate.h"

namespace sarx {

std::string validation_json(const Validation& validation);
/// The scores, and the `worst` rows by standardised residual.
std::string validation_table(const Validation& validation, std::size_t worst);
std::string validation_html(const Validation& validation);
/// docs/validation.md
std::string validation_markdown(const Validation& validation);

}  // namespace sarx
