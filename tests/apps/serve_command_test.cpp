// `sarx serve`, run as a user runs it and asked by plain sockets, so that paths are sent as they stand here.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "command.h"

namespace {

namespace fs = std::filesystem;

using command_test::Outcome;

struct Ended {
  int status;  ///< -1: by a signal
  std::string err;
};

class Serve : public command_test::CommandTest {
 protected:
  void SetUp() override {
    CommandTest::SetUp();
    ASSERT_FALSE(HasFatalFailure());
    fs::create_directories(folder_ / "page/assets");
    write("page/index.html", "<title>the page</title>");
    write("page/assets/engine.wasm", std::string("\0asm", 4));
    write("page/offline.js", "1");
    write("secret", "not for anyone");
  }
  void TearDown() override {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    CommandTest::TearDown();
  }

  std::string page() const { return (folder_ / "page").string(); }

  /// Run the command to its end.
  Ended run(std::vector<std::string> arguments) {
    start(std::move(arguments));
    return end();
  }

  /// Start it on any free port; its first line has been said when this returns.
  void serve() {
    start({"--dir", page(), "--port", "0"});
    std::string said;
    for (char c = 0; c != '\n' && read(out_, &c, 1) == 1;) said += c;
    std::smatch found;
    ASSERT_TRUE(std::regex_search(said, found, std::regex("http://127\\.0\\.0\\.1:(\\d+)/"))) << said;
    port_ = std::stoi(found[1]);
  }

  /// Wait for the end, after `signal` where there is one.
  Ended end(int signal = 0) {
    if (signal != 0) kill(child_, signal);
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = 0;
    close(out_);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, contents(path("stderr"))};
  }

  /// The whole answer, head and body; empty where nobody listens.
  std::string ask(const std::string& path, in_addr_t host = INADDR_LOOPBACK) const {
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(host);
    std::string answer;
    if (connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
      const std::string request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      EXPECT_EQ(send(connection, request.data(), request.size(), 0), static_cast<ssize_t>(request.size()));
      char part[4096];
      for (ssize_t n; (n = recv(connection, part, sizeof part, 0)) > 0;)
        answer.append(part, static_cast<std::size_t>(n));
    }
    close(connection);
    return answer;
  }

  int port_ = 0;

 private:
  void start(std::vector<std::string> arguments) {
    int pipes[2];
    ASSERT_EQ(pipe(pipes), 0);
    const std::string errors = path("stderr");
    arguments.insert(arguments.begin(), {SARX_BINARY, "serve"});
    std::vector<char*> words;
    for (std::string& word : arguments) words.push_back(word.data());
    words.push_back(nullptr);
    child_ = fork();
    if (child_ == 0) {
      dup2(pipes[1], STDOUT_FILENO);
      if (!std::freopen(errors.c_str(), "w", stderr)) _exit(127);
      close(pipes[0]);
      close(pipes[1]);
      execv(words[0], words.data());
      _exit(127);
    }
    close(pipes[1]);
    out_ = pipes[0];
  }

  pid_t child_ = 0;
  int out_ = -1;
};

TEST_F(Serve, GivesThePageWithTheTypesThatBrowsersWant) {
  serve();
  EXPECT_NE(ask("/").find("<title>the page</title>"), std::string::npos);
  EXPECT_NE(ask("/assets/engine.wasm").find("Content-Type: application/wasm"), std::string::npos);
  EXPECT_NE(ask("/offline.js").find("Content-Type: text/javascript"), std::string::npos);
  EXPECT_NE(ask("/nothing").find(" 404 "), std::string::npos);
}

TEST_F(Serve, GivesNothingFromOutsideItsFolder) {
  serve();
  for (const char* path : {"/../secret", "/assets/../../secret", "/%2e%2e/secret", "/..%2fsecret",
                           "/%2e%2e%2fsecret", "//../secret", "/assets/..%2f..%2fsecret", "/..\\secret",
                           "/%00/../secret", "/../../../../../../etc/passwd"}) {
    const std::string answer = ask(path);
    EXPECT_EQ(answer.find(" 200 "), std::string::npos) << path;
    EXPECT_EQ(answer.find("not for anyone"), std::string::npos) << path;
  }
  EXPECT_NE(ask("/").find(" 200 "), std::string::npos);  // and it goes on
}

TEST_F(Serve, EndsAtASignal) {
  for (const int signal : {SIGINT, SIGTERM}) {
    serve();
    const Ended ended = end(signal);
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(ask("/"), "");
  }
}

TEST_F(Serve, RefusesAPortInUse) {
  serve();
  const std::string port = std::to_string(port_);
  const Outcome second = sarx("serve --dir " + page() + " --port " + port);
  EXPECT_EQ(second.status, 2);
  EXPECT_EQ(second.err,
            "--port: found " + port + ", which can't be listened on, expected a free one (0: any)\n");
}

TEST_F(Serve, RefusesWhatIsNoPort) {
  for (const char* port : {"65536", "-1", "80a", "nan", ""}) {
    const Ended ended = run({"--dir", page(), "--port", port});
    EXPECT_EQ(ended.status, 2) << port;
    EXPECT_NE(ended.err.find("--port"), std::string::npos) << port << ": " << ended.err;
  }
}

TEST_F(Serve, RefusesAFolderWithoutAPage) {
  for (const char* part : {"/nowhere", "/assets", "/index.html"}) {
    const Ended ended = run({"--dir", page() + part});
    EXPECT_EQ(ended.status, 2);
    EXPECT_EQ(ended.err,
              page() + part + ": found no page (index.html), expected one; ./run web --build makes it\n");
  }
}

}  // namespace
