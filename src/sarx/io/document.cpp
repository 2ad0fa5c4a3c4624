#include "sarx/io/document.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <system_error>

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/emitterstyle.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <nlohmann/json.hpp>
#include "sarx/io/document_tree.h"
#include "sarx/io/suggest.h"

namespace sarx {
namespace document_detail {
namespace {

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

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace
}  // namespace document_detail

std::optional<Node> parse_document(std::string_view text, Faults& faults, const DocumentLimits& limits) {
  using namespace document_detail;
  const auto parser_of = [&](std::string_view checked) -> Parser {
    const bool json =
        ends_with(faults.file(), ".json") || (checked[checked.find_first_not_of(" \t\r\n")] == '{' &&
                                              nlohmann::json::accept(checked.begin(), checked.end()));
    return json ? parse_json : parse_yaml;
  };
  return parse_checked(text, faults, limits, parser_of, "YAML or JSON");
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
