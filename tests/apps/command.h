// What the tests of the command share: a folder of their own, and the command run in a shell, as a user runs
// it.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace command_test {

/// A folder of its own for each test, removed at the end.
class OwnFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "sarx-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string contents(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  /// Write a file of the folder; its path.
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }

  std::filesystem::path folder_;
};

struct Outcome {
  int status;  ///< -1: ended by a signal
  std::string out, err;
};

class CommandTest : public OwnFolder {
 protected:
  Outcome sarx(const std::string& arguments) const { return shell(program + arguments); }
  /// The same after other commands of the shell, such as limits.
  Outcome sarx_after(const std::string& before, const std::string& arguments) const {
    return shell(before + "; " + program + arguments);
  }
  Outcome shell(const std::string& line) const {
    const std::string out = path("stdout"), err = path("stderr");
    const int status = std::system(("{ " + line + "\n} >" + out + " 2>" + err).c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, contents(out), contents(err)};
  }

  /// A file of the project, for a command line: the project's folder may have a blank in its name.
  static std::string project_file(const std::string& name) { return "'" SARX_SOURCE_DIR "/" + name + "'"; }
  static std::string example(const std::string& name) { return project_file("examples/" + name); }

 private:
  inline static const std::string program = "'" SARX_BINARY "' ";
};

}  // namespace command_test
