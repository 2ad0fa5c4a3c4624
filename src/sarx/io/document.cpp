#include "sarx/io/document.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/emitterstyle.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <nlohmann/json.hpp>
#include "sarx/io/suggest.h"

namespace sarx {

const Node* Node::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].text == key) return &items[i];
  return nullptr;
}

namespace {

// Thrown inside this file only: a fault of form that ends the reading.
struct Refused {
  Position at;
  std::string message;
};

std::string hex(unsigned value) {
  std::ostringstream out;
  out << std::hex << std::uppercase << value;
  return out.str();
}

// Length of the UTF-8 character at `i`, its code point in `point`; 0 where the bytes are no UTF-8 (also
// surrogates, overlong forms and points past U+10FFFF).
std::size_t character_length(std::string_view text, std::size_t i, unsigned& point) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned>(static_cast<unsigned char>(text[k])); };
  const unsigned lead = byte(i);
  if (lead < 0x80) {
    point = lead;
    return 1;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || i + length > text.size()) return 0;
  point = lead & (0xFFu >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(i + k) & 0xC0u) != 0x80u) return 0;
    point = (point << 6) | (byte(i + k) & 0x3Fu);
  }
  constexpr unsigned smallest[]{0, 0, 0x80, 0x800, 0x10000};
  if (point < smallest[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return 0;
  return length;
}

bool is_control(unsigned point) {
  return (point < 0x20 && point != '\t' && point != '\n' && point != '\r') || point == 0x7F ||
         (point >= 0x80 && point < 0xA0 && point != 0x85) || point == 0xFFFE || point == 0xFFFF;
}

// The encoding and the characters; the parsers below see only text that passed.
void check_characters(std::string_view text) {
  const auto starts = [&](std::string_view mark) { return text.substr(0, mark.size()) == mark; };
  using namespace std::string_view_literals;
  if (starts("\xFF\xFE"sv) || starts("\xFE\xFF"sv) || starts("\0\0\xFE\xFF"sv))
    throw Refused{{}, "found UTF-16 or UTF-32, expected UTF-8"};
  Position at;
  for (std::size_t i = 0; i < text.size();) {
    unsigned point = 0;
    const std::size_t length = character_length(text, i, point);
    if (length == 0)
      throw Refused{at, "found the byte 0x" + hex(static_cast<unsigned char>(text[i])) +
                            ", which is not UTF-8, expected UTF-8"};
    if (point == 0) throw Refused{at, "found a NUL byte, expected text in UTF-8"};
    if (is_control(point))
      throw Refused{at, "found the control character U+" + hex(point) + ", expected text"};
    if (point == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))
      throw Refused{at, "found a carriage return alone, expected line breaks of LF or CR LF"};
    if (point == '\n') {
      ++at.line;
      at.column = 1;
    } else {
      ++at.column;
    }
    i += length;
  }
}

// From (line, byte within the line) to (line, character), both from 1.
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

// Builds the tree from a parser's events and keeps its limits.
class TreeBuilder {
 public:
  TreeBuilder(const DocumentLimits& limits, Faults& faults) : limits_(limits), faults_(faults) {}

  void open(Node::Kind kind, Position at) {
    if (awaiting_key()) throw Refused{at, "found a list or mapping as a key, expected a word"};
    if (open_.size() >= limits_.depth)
      throw Refused{at,
                    "found nesting deeper than " + std::to_string(limits_.depth) + " levels, expected less"};
    Node node;
    node.kind = kind;
    node.at = at;
    count(at);
    open_.push_back({std::move(node), {}, true, false});
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    place(std::move(node));
  }

  void scalar(Node::Kind kind, std::string text, bool quoted, Position at) {
    if (text.size() > limits_.scalar_bytes)
      throw Refused{at, "found a text of " + std::to_string(text.size()) + " bytes, expected at most " +
                            std::to_string(limits_.scalar_bytes)};
    for (std::size_t i = 0;
         i < text.size();) {  // escapes such as \0 bring back what check_characters refused
      unsigned point = 0;
      const std::size_t length = character_length(text, i, point);
      if (length == 0 || point == 0 || is_control(point))
        throw Refused{at, "found an escaped control character U+" + hex(point) + ", expected text"};
      i += length;
    }
    if (awaiting_key()) {
      if (kind == Node::Kind::null && text.empty()) throw Refused{at, "found an empty key, expected a word"};
      auto& top = open_.back();
      count(at);
      top.repeated = std::find_if(top.node.keys.begin(), top.node.keys.end(),
                                  [&](const Key& k) { return k.text == text; }) != top.node.keys.end();
      if (top.repeated) faults_.add(at, "found the key " + clipped(text) + " twice, expected it once");
      // A wide mapping would make the look-up above slow; no record of ours has nearly so many fields.
      if (top.node.keys.size() > 2000) throw Refused{at, "found a mapping of over 2000 keys, expected less"};
      top.key = {std::move(text), at};
      top.expects_key = false;
      return;
    }
    Node node;
    node.kind = kind;
    node.quoted = quoted;
    node.text = std::move(text);
    node.at = kind == Node::Kind::null && !open_.empty() && open_.back().node.kind == Node::Kind::mapping
                  ? open_.back().key.at
                  : at;
    count(at);
    place(std::move(node));
  }

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
  void count(Position at) {
    if (++nodes_ > limits_.nodes)
      throw Refused{at, "found more than " + std::to_string(limits_.nodes) + " values, expected less"};
  }
  void place(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    auto& top = open_.back();
    if (top.node.kind == Node::Kind::mapping) {
      top.expects_key = true;
      if (top.repeated) return;
      top.node.keys.push_back(std::move(top.key));
    }
    top.node.items.push_back(std::move(node));
  }

  DocumentLimits limits_;
  Faults& faults_;
  std::vector<Open> open_;
  std::optional<Node> root_;
  std::size_t nodes_ = 0;
};

bool is_null_word(std::string_view text) {
  return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

class YamlEvents : public YAML::EventHandler {
 public:
  YamlEvents(TreeBuilder& tree, const Lines& lines) : tree_(tree), lines_(lines) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) throw Refused{at(mark), "found a second document, expected one"};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    tree_.scalar(Node::Kind::null, "", false, at(mark));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{at(mark), "found an alias (*name), expected the value itself: aliases are not read"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    const bool quoted = tag == "!";
    const bool null = !quoted && is_null_word(value);
    tree_.scalar(null ? Node::Kind::null : Node::Kind::scalar, value, quoted, at(mark));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    tree_.open(Node::Kind::sequence, at(mark));
  }
  void OnSequenceEnd() override { tree_.close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    tree_.open(Node::Kind::mapping, at(mark));
  }
  void OnMapEnd() override { tree_.close(); }

 private:
  Position at(const YAML::Mark& mark) const {
    if (mark.is_null()) return {};
    return lines_.position(static_cast<std::size_t>(mark.line), static_cast<std::size_t>(mark.column));
  }
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != YAML::NullAnchor)
      throw Refused{at(mark), "found an anchor (&name), expected a plain value: anchors are not read"};
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (!tag.empty() && tag != "?" && tag != "!")
      throw Refused{at(mark),
                    "found the tag " + clipped(tag) + ", expected a plain value: tags are not read"};
  }

  TreeBuilder& tree_;
  const Lines& lines_;
  int documents_ = 0;
};

// yaml-cpp looks ahead over open brackets and recurses into them. Outside quotes and comments no honest
// scenario opens more than a few; counting them beforehand keeps the parser's time and stack bounded. Quotes
// are taken into account only within one line: a bracket in a long quoted text counts too, which does no harm
// below the limit.
void check_brackets(std::string_view text, const Lines& lines, const DocumentLimits& limits) {
  std::size_t depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      quote = 0;
    } else if (quote != 0) {
      if (c == '\\' && quote == '"') ++i;
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') &&
               (i == 0 || std::string_view(" \t\n[{,:").find(text[i - 1]) != std::string_view::npos)) {
      quote = c;
    } else if (c == '#' && i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\n')) {
      while (i + 1 < text.size() && text[i + 1] != '\n') ++i;
    } else if (c == '[' || c == '{') {
      if (++depth > limits.depth)
        throw Refused{lines.of_offset(i),
                      "found nesting deeper than " + std::to_string(limits.depth) + " levels, expected less"};
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
}

std::optional<Node> parse_yaml(std::string_view text, const Lines& lines, const DocumentLimits& limits,
                               Faults& faults) {
  check_brackets(text, lines, limits);
  TreeBuilder tree(limits, faults);
  YamlEvents events(tree, lines);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
  } catch (const YAML::Exception& error) {
    Position at = tree.innermost();  // an end that never came has no mark of its own
    if (!error.mark.is_null())
      at = lines.position(static_cast<std::size_t>(error.mark.line),
                          static_cast<std::size_t>(error.mark.column));
    const std::string hint = lines.indented_by_tab(at.line) ? "; indent with spaces, not with tabs" : "";
    throw Refused{at, "found text that is not YAML (" + clipped(error.msg, 200) + "), expected YAML" + hint};
  }
  return tree.take();
}

// The events of nlohmann-json come without positions, but in step with the text: each event's token is the
// next one there.
class JsonEvents : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonEvents(TreeBuilder& tree, std::string_view text, const Lines& lines)
      : tree_(tree), text_(text), lines_(lines) {}

  bool null() override {
    const auto token = next();
    tree_.scalar(Node::Kind::null, std::string(token), false, at_);
    return true;
  }
  bool boolean(bool) override { return plain(); }
  bool number_integer(number_integer_t) override { return plain(); }
  bool number_unsigned(number_unsigned_t) override { return plain(); }
  bool number_float(number_float_t, const string_t&) override { return plain(); }
  bool string(string_t& value) override {
    next();
    tree_.scalar(Node::Kind::scalar, value, true, at_);
    return true;
  }
  bool key(string_t& value) override { return string(value); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override {
    next();
    tree_.open(Node::Kind::mapping, at_);
    return true;
  }
  bool start_array(std::size_t) override {
    next();
    tree_.open(Node::Kind::sequence, at_);
    return true;
  }
  bool end_object() override {
    next();
    tree_.close();
    return true;
  }
  bool end_array() override { return end_object(); }
  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception& error) override {
    // The library's message ends in what it read and what it expected; its own numbering is left out.
    std::string what = error.what();
    const auto colon = what.find(": ", what.find("column"));
    if (colon != std::string::npos) what = what.substr(colon + 2);
    throw Refused{lines_.of_offset(byte > 0 ? byte - 1 : 0),
                  "found text that is not JSON (" + clipped(what, 200) + "), expected JSON"};
  }

 private:
  bool plain() {
    const auto token = next();
    tree_.scalar(Node::Kind::scalar, std::string(token), false, at_);
    return true;
  }
  // Advance over the next token of the (valid so far) text and note where it begins.
  std::string_view next() {
    constexpr std::string_view between = " \t\r\n,:";
    while (cursor_ < text_.size() && between.find(text_[cursor_]) != std::string_view::npos) ++cursor_;
    at_ = lines_.of_offset(cursor_);
    const std::size_t begin = cursor_;
    if (cursor_ < text_.size() && text_[cursor_] == '"') {
      for (++cursor_; cursor_ < text_.size() && text_[cursor_] != '"'; ++cursor_)
        if (text_[cursor_] == '\\') ++cursor_;
      ++cursor_;
    } else if (cursor_ < text_.size() &&
               std::string_view("{}[]").find(text_[cursor_]) != std::string_view::npos) {
      ++cursor_;
    } else {
      constexpr std::string_view ends = " \t\r\n,:{}[]\"";
      while (cursor_ < text_.size() && ends.find(text_[cursor_]) == std::string_view::npos) ++cursor_;
    }
    return text_.substr(begin, std::min(cursor_, text_.size()) - begin);
  }

  TreeBuilder& tree_;
  std::string_view text_;
  const Lines& lines_;
  std::size_t cursor_ = 0;
  Position at_;
};

std::optional<Node> parse_json(std::string_view text, const Lines& lines, const DocumentLimits& limits,
                               Faults& faults) {
  TreeBuilder tree(limits, faults);
  JsonEvents events(tree, text, lines);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &events)) return std::nullopt;
  return tree.take();
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

std::optional<Node> parse_document(std::string_view text, Faults& faults, const DocumentLimits& limits) {
  try {
    if (text.size() > limits.bytes)
      throw Refused{
          {}, "found more than " + std::to_string(limits.bytes) + " bytes, expected a file of at most that"};
    constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
    if (text.substr(0, utf8_mark.size()) == utf8_mark) text.remove_prefix(utf8_mark.size());
    check_characters(text);
    const Lines lines(text);
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) throw Refused{{}, "found an empty file, expected a mapping"};
    const bool json = ends_with(faults.file(), ".json") ||
                      (text[first] == '{' && nlohmann::json::accept(text.begin(), text.end()));
    auto tree = json ? parse_json(text, lines, limits, faults) : parse_yaml(text, lines, limits, faults);
    if (!tree) throw Refused{{}, "found no value, expected a mapping"};
    return tree;
  } catch (const Refused& refused) {
    faults.add(refused.at, refused.message);
  } catch (const std::exception& error) {  // whatever else a parser may throw on text made to break it
    faults.add({},
               std::string("found text that can't be read (") + error.what() + "), expected YAML or JSON");
  }
  return std::nullopt;
}

std::optional<std::string> read_file(const std::string& path, Faults& faults, const DocumentLimits& limits) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  std::ifstream file;
  if (path != "-") {
    if (!std::filesystem::exists(status)) {
      faults.add({}, "found no file of this name, expected a file that can be read");
      return std::nullopt;
    }
    if (std::filesystem::is_directory(status)) {
      faults.add({}, "found a folder, expected a file");
      return std::nullopt;
    }
    file.open(path, std::ios::binary);
    if (!file) {
      faults.add({}, "found a file that can't be opened, expected one that can be read");
      return std::nullopt;
    }
  }
  std::istream& in = path == "-" ? std::cin : file;
  // One byte past the limit is enough to see that it is passed; a device may never end.
  std::string text;
  char block[65536];
  while (text.size() <= limits.bytes && (in.read(block, sizeof block), in.gcount() > 0))
    text.append(block, static_cast<std::size_t>(in.gcount()));
  if (in.bad()) {
    faults.add({}, "found a file that can't be read to its end, expected one that can");
    return std::nullopt;
  }
  return text;
}

}  // namespace sarx
