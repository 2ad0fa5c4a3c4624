#include "serve_command.h"

#include <fmt/format.h>
#include <httplib.h>
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "output.h"

namespace sarx {
namespace {

namespace fs = std::filesystem;

/// The page is for this machine alone.
constexpr const char* loopback = "127.0.0.1";
constexpr int usual_port = 8610;

struct Request {
  std::string folder;
  int port = usual_port;
};

/// The built page: below the working folder, else where the program was built.
std::string shipped_page() {
  std::error_code error;
  if (fs::is_regular_file("web/dist/index.html", error)) return "web/dist";
  return std::string(SARX_SOURCE_DIR) + "/web/dist";
}

/// What the library does not know, or names otherwise than browsers want it for modules.
constexpr std::array<std::pair<const char*, const char*>, 6> types{
    {{"wasm", "application/wasm"},
     {"js", "text/javascript"},
     {"mjs", "text/javascript"},
     {"json", "application/json"},
     {"webmanifest", "application/manifest+json"},
     {"svg", "image/svg+xml"}}};

int refuse(const std::string& message) {
  fmt::print(stderr, "{}\n", message);
  return 2;
}

int serve(const Request& request) {
  const std::string folder = request.folder.empty() ? shipped_page() : request.folder;
  std::error_code error;
  if (!fs::is_regular_file(fs::path(folder) / "index.html", error))
    return refuse(folder + ": found no page (index.html), expected one; ./run web --build makes it");

  httplib::Server server;
  // The library refuses paths that leave the folder.
  server.set_mount_point("/", folder, {{"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-cache"}});
  for (const auto& [ending, type] : types) server.set_file_extension_and_mimetype_mapping(ending, type);
  // The library's own options would let two servers share a port.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  server.set_keep_alive_timeout(1);  // seconds; nobody waits longer for the end
  int port = request.port;
  if (port == 0)
    port = server.bind_to_any_port(loopback);
  else if (!server.bind_to_port(loopback, port))
    port = -1;
  if (port < 0)
    return refuse(fmt::format("--port: found {}, which can't be listened on, expected a free one (0: any)",
                              request.port));

  // Signals are waited for rather than handled; the server's threads inherit that they are blocked.
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  write_output("", fmt::format("http://{}:{}/ shows the page; Ctrl-C ends it\n", loopback, port));
  std::atomic<bool> ended = false;
  std::thread listening([&] {
    server.listen_after_bind();
    ended = true;
    kill(getpid(), SIGTERM);  // where it ends by itself nobody need wait
  });
  int received = 0;
  sigwait(&ending, &received);
  const bool by_itself = ended;
  while (!server.is_running() && !ended) std::this_thread::yield();  // only a server that runs can be stopped
  server.stop();
  listening.join();
  return by_itself ? refuse("the server ended, expected it to go on") : 0;
}

}  // namespace

void add_serve_command(CLI::App& program, int& exit_status) {
  auto request = std::make_shared<Request>();
  CLI::App* command = program.add_subcommand("serve", "Show the page of this folder in the browser");
  command->add_option("--port", request->port, "Port on this machine; 0: any that is free")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_option("--dir", request->folder,
                      "Folder of the built page (default: the one that comes along)");
  command->callback([request, &exit_status] { exit_status = serve(*request); });
}

}  // namespace sarx
