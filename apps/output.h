// Where results go: standard output, or a file that is either whole or not there.
#pragma once

#include <stdexcept>
#include <string>

namespace sarx {

/// A result that could not be written; the message says where and why.
struct OutputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Write the text to the file, or to standard output where `path` is empty or "-". A file is written beside
/// its place and renamed into it once it is complete. Throws OutputError.
void write_output(const std::string& path, const std::string& text);

}  // namespace sarx
