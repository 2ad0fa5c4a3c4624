#include <nlohmann/json.hpp>

#include "sarx/io/document_tree.h"
#include "sarx/io/suggest.h"

namespace sarx {
namespace document_detail {
namespace {

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
    if (const auto tag = what.find("] "); what.starts_with("[json") && tag != std::string::npos)
      what = what.substr(tag + 2);
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

}  // namespace

std::optional<Node> parse_json(std::string_view text, const Lines& lines, const DocumentLimits& limits,
                               Faults& faults) {
  TreeBuilder tree(limits, faults);
  JsonEvents events(tree, text, lines);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &events)) return std::nullopt;
  return tree.take();
}

}  // namespace document_detail

std::optional<Node> parse_json_document(std::string_view text, Faults& faults, const DocumentLimits& limits) {
  return document_detail::parse_checked(
      text, faults, limits, [](std::string_view) { return document_detail::parse_json; }, "JSON");
}

}  // namespace sarx
