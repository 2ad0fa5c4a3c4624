// What is wrong with a file, and where.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace sarx {

/// A place in a text; lines and columns count from 1, columns in characters (not bytes).
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// One fault of a file.
struct Diagnostic {
  std::string file;
  Position at;
  std::string message;  ///< what was found, what was expected, and the nearest valid name where there is one
};

/// "file:line:column: message".
std::string to_string(const Diagnostic& diagnostic);

/// The faults of one file: the first 50, and the number of all.
class Faults {
 public:
  static constexpr std::size_t kept_at_most = 50;

  explicit Faults(std::string file) : file_(std::move(file)) {}

  void add(Position at, std::string message);
  bool empty() const { return count_ == 0; }
  std::size_t count() const { return count_; }
  const std::string& file() const { return file_; }
  /// The first faults, in the order of the file.
  const std::vector<Diagnostic>& first() const { return first_; }
  /// Every kept fault on its own line, and "FILE: and N more" where there are more. Ends with a line break
  /// unless empty.
  std::string text() const;

 private:
  std::string file_;
  std::vector<Diagnostic> first_;
  std::size_t count_ = 0;
};

}  // namespace sarx
