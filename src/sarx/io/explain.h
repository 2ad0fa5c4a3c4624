// What stands behind a name: the equations, the numbers with their spread, and where they come from.
#pragma once

#include <string>
#include <string_view>

namespace sarx {

/// docs/model.md.
extern const std::string_view model_text;

struct ExplainResult {
  bool found;
  std::string text;  ///< the explanation; where nothing was found, what was expected and the nearest name
};

/// Explain a subsystem ("disuse"), an event ("bed_rest"), a disease, drug or nerve ("semaglutide"), or a
/// parameter
/// ("disuse_rate"). An empty name lists what there is.
ExplainResult explain(std::string_view name);

}  // namespace sarx
