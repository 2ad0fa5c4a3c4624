// Single values of a document, checked against what a field expects. Private to io and study.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sarx/io/diagnostic.h"
#include "sarx/io/document.h"
#include "sarx/io/record.h"

namespace sarx {

/// What stands at a node, for a message: "nothing", "a list", "a mapping", "the text "5"", or the word
/// itself.
std::string found(const Node& node);
/// A number as briefly as it can be written.
std::string shortest(double value);
/// "one of a, b, c": all of a short list, the first of a long one.
std::string one_of(std::span<const std::string_view> words);

/// The value a field expects; nothing, and a fault that names `path`, where it is not there.
std::optional<double> read_number(const Node& node, const FieldInfo& field, std::string_view path,
                                  Faults& faults);
std::optional<bool> read_flag(const Node& node, std::string_view path, Faults& faults);
std::optional<std::string> read_open_word(const Node& node, std::string_view path, Faults& faults);
/// Index of the word in `words`.
std::optional<std::size_t> read_closed_word(const Node& node, std::span<const std::string_view> words,
                                            std::string_view path, Faults& faults);
std::optional<std::vector<double>> read_numbers(const Node& node, const FieldInfo& field,
                                                std::string_view path, Faults& faults);
/// `words` empty: any.
std::optional<std::vector<std::string>> read_words(const Node& node, std::span<const std::string_view> words,
                                                   std::string_view path, Faults& faults);

/// Whether the node is a mapping; if not, a fault that says what `path` should have been.
bool expect_mapping(const Node& node, std::string_view path, Faults& faults);
/// A fault for every key that is none of `names`.
void refuse_unknown_keys(const Node& node, std::span<const std::string_view> names, std::string_view path,
                         Faults& faults);

}  // namespace sarx
