// A validation as a page (HTML, one file, no script) and as docs/validation.md. Failures come first.
#pragma once

#include <string>

#include "sarx/study/validate.h"

namespace sarx {

std::string validation_html(const Validation& validation);
/// docs/validation.md
std::string validation_markdown(const Validation& validation);

}  // namespace sarx
