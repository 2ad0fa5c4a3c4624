#include "place.h"

namespace sarx {
namespace {

bool same(Position a, Position b) {
  return a.line == b.line && a.column == b.column;
}

bool find(const Node& node, Position at, std::string& path) {
  const std::size_t length = path.size();
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (node.kind == Node::Kind::mapping)
      path += (path.empty() ? "" : ".") + node.keys[i].text;
    else
      path += "[" + std::to_string(i) + "]";
    if (same(node.items[i].at, at) || (node.kind == Node::Kind::mapping && same(node.keys[i].at, at)) ||
        find(node.items[i], at, path))
      return true;
    path.resize(length);
  }
  return false;
}

}  // namespace

std::string path_to(const Node& root, Position at) {
  std::string path;
  find(root, at, path);
  return path;
}

}  // namespace sarx
