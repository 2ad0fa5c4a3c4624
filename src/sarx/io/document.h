// A YAML or JSON text as a tree that knows where everything stands. Text that is not clean UTF-8, too large,
// too deep or otherwise built to break a parser is refused, in bounded time and memory.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/io/diagnostic.h"

namespace sarx {

struct Key {
  std::string text;
  Position at;
};

struct Node {
  enum class Kind : unsigned char { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  bool quoted = false;      ///< scalars: in quotes (or a block), hence text and never a number
  std::string text;         ///< scalars
  Position at;              ///< where it begins
  std::vector<Key> keys;    ///< mappings: the keys, each different, in the order of the file
  std::vector<Node> items;  ///< sequences: the items; mappings: the values of the keys

  /// The value of a mapping's key; null where this is no mapping or has no such key.
  const Node* find(std::string_view key) const;
};

/// Limits of what is read at all.
struct DocumentLimits {
  std::size_t bytes = 1u << 20;
  std::size_t depth = 64;
  std::size_t nodes = 200000;
  std::size_t scalar_bytes = 100000;
};

/// The tree of a text; nothing where it has faults of form, which are added to `faults`. The text is read as
/// JSON where the name ends in ".json" or where all of it is JSON, else as YAML (one document; no aliases, no
/// tags).
std::optional<Node> parse_document(std::string_view text, Faults& faults, const DocumentLimits& limits = {});

/// The same of a text that must be JSON.
std::optional<Node> parse_json_document(std::string_view text, Faults& faults,
                                        const DocumentLimits& limits = {});

/// The bytes of a file ("-": standard input), at most a little more than `limits.bytes` of them; nothing, and
/// a fault, where it can't be read.
std::optional<std::string> read_file(const std::string& path, Faults& faults,
                                     const DocumentLimits& limits = {});

}  // namespace sarx
