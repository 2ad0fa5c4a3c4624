// How the parsers of document.h build their tree. Private to document*.cpp, so that a program that reads JSON
// alone links no YAML parser.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sarx/io/document.h"

namespace sarx::document_detail {

/// A fault of form that ends the reading; thrown by the parsers and caught before parse_document returns.
struct Refused {
  Position at;
  std::string message;
};

/// Throw Refused where a text is not clean UTF-8: the parsers see only text that passed.
void check_characters(std::string_view text);

/// From (line, byte within the line) to (line, character), both from 1.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') starts_.push_back(i + 1);
  }
  Position position(std::size_t line_from_0, std::size_t byte_from_0) const {
    if (line_from_0 >= starts_.size()) line_from_0 = starts_.size() - 1;
    const std::size_t begin = starts_[line_from_0];
    // Far along a very long line the exact character doesn't matter, the time to count it would.
    const std::size_t exact = std::min<std::size_t>(byte_from_0, 4096);
    const std::size_t end = std::min(begin + exact, text_.size());
    std::size_t characters = byte_from_0 - exact;
    for (std::size_t i = begin; i < end; ++i)
      if ((static_cast<unsigned char>(text_[i]) & 0xC0u) != 0x80u) ++characters;
    return {line_from_0 + 1, characters + 1};
  }
  bool indented_by_tab(std::size_t line_from_1) const {
    const std::size_t begin = starts_[line_from_1 - 1];
    const std::size_t word = text_.find_first_not_of(" \t", begin);
    return text_.substr(begin, word == std::string_view::npos ? 0 : word - begin).find('\t') !=
           std::string_view::npos;
  }
  Position of_offset(std::size_t offset) const {
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto line = static_cast<std::size_t>(next - starts_.begin()) - 1;
    return position(line, offset - starts_[line]);
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

/// Builds the tree from a parser's events and keeps its limits.
class TreeBuilder {
 public:
  TreeBuilder(const DocumentLimits& limits, Faults& faults) : limits_(limits), faults_(faults) {}

  void open(Node::Kind kind, Position at);

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    place(std::move(node));
  }

  void scalar(Node::Kind kind, std::string text, bool quoted, Position at);

  std::optional<Node> take() { return std::move(root_); }
  /// Where the innermost list or mapping that is still open begins.
  Position innermost() const { return open_.empty() ? Position{} : open_.back().node.at; }

 private:
  struct Open {
    Node node;
    Key key;
    bool expects_key;
    bool repeated;
  };

  bool awaiting_key() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::mapping && open_.back().expects_key;
  }
  void count(Position at);
  void place(Node node);

  DocumentLimits limits_;
  Faults& faults_;
  std::vector<Open> open_;
  std::optional<Node> root_;
  std::size_t nodes_ = 0;
};

using Parser = std::optional<Node> (*)(std::string_view text, const Lines& lines,
                                       const DocumentLimits& limits, Faults& faults);

std::optional<Node> parse_json(std::string_view text, const Lines& lines, const DocumentLimits& limits,
                               Faults& faults);

/// Check the bytes and their encoding, then parse with what `parser_of` chooses for them; `expected` says
/// what the text should have been. Whatever is thrown on the way becomes a fault.
std::optional<Node> parse_checked(std::string_view text, Faults& faults, const DocumentLimits& limits,
                                  const std::function<Parser(std::string_view)>& parser_of,
                                  std::string_view expected);

}  // namespace sarx::document_detail
