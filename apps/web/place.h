// From a place in a document to the path of what stands there.
#pragma once

#include <string>

#include "sarx/io/document.h"

namespace sarx {

/// "timeline[2].immobilisation.joint" for the value or the key that begins at `at`; "" for the root and where
/// nothing begins there.
std::string path_to(const Node& root, Position at);

}  // namespace sarx
