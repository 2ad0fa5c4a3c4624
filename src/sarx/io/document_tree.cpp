#include "sarx/io/document_tree.h"

#include <exception>
#include <sstream>

#include "sarx/io/suggest.h"

namespace sarx {

const Node* Node::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].text == key) return &items[i];
  return nullptr;
}

namespace document_detail {
namespace {

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

}  // namespace

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

void TreeBuilder::open(Node::Kind kind, Position at) {
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

void TreeBuilder::scalar(Node::Kind kind, std::string text, bool quoted, Position at) {
  if (text.size() > limits_.scalar_bytes)
    throw Refused{at, "found a text of " + std::to_string(text.size()) + " bytes, expected at most " +
                          std::to_string(limits_.scalar_bytes)};
  for (std::size_t i = 0; i < text.size();) {  // escapes such as \0 bring back what check_characters refused
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

void TreeBuilder::count(Position at) {
  if (++nodes_ > limits_.nodes)
    throw Refused{at, "found more than " + std::to_string(limits_.nodes) + " values, expected less"};
}

void TreeBuilder::place(Node node) {
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

std::optional<Node> parse_checked(std::string_view text, Faults& faults, const DocumentLimits& limits,
                                  const std::function<Parser(std::string_view)>& parser_of,
                                  std::string_view expected) {
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
    auto tree = parser_of(text)(text, lines, limits, faults);
    if (!tree) throw Refused{{}, "found no value, expected a mapping"};
    return tree;
  } catch (const Refused& refused) {
    faults.add(refused.at, refused.message);
  } catch (const std::exception& error) {  // whatever else a parser may throw on text made to break it
    faults.add({}, std::string("found text that can't be read (") + error.what() + "), expected " +
                       std::string(expected));
  }
  return std::nullopt;
}

}  // namespace document_detail
}  // namespace sarx
