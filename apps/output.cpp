#include "output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace sarx {
namespace {

[[noreturn]] void fail(const std::string& where) {
  throw OutputError(where + ": can't be written: " + std::strerror(errno));
}

void write_all(int file, const std::string& text, const std::string& where) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = write(file, text.data() + done, text.size() - done);
    if (count < 0) {
      if (errno == EINTR) continue;
      fail(where);
    }
    done += static_cast<std::size_t>(count);
  }
}

/// Removes the unfinished file unless it has been renamed into place.
struct Unfinished {
  std::string path;
  int file = -1;
  ~Unfinished() {
    if (file >= 0) close(file);
    if (!path.empty()) unlink(path.c_str());
  }
};

}  // namespace

void write_output(const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") {
    write_all(STDOUT_FILENO, text, "standard output");
    return;
  }
  struct stat found {};
  if (stat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode)) {
    // A pipe or a device can't be replaced by a file; a directory fails to open.
    const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) fail(path);
    const Unfinished closer{"", file};
    write_all(file, text, path);
    return;
  }
  Unfinished unfinished;
  std::string pattern = path + ".XXXXXX";
  unfinished.file = mkstemp(pattern.data());
  if (unfinished.file < 0) fail(path);
  unfinished.path = pattern;
  write_all(unfinished.file, text, path);
  // mkstemp keeps the file private; a result has the usual rights.
  const mode_t mask = umask(0);
  umask(mask);
  if (fchmod(unfinished.file, 0666 & ~mask) != 0) fail(path);
  const int file = unfinished.file;
  unfinished.file = -1;
  // Only closing tells of some full disks.
  if (close(file) != 0 || rename(pattern.c_str(), path.c_str()) != 0) fail(path);
  unfinished.path.clear();
}

}  // namespace sarx
