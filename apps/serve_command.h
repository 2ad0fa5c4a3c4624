// The command `sarx serve`.
#pragma once

namespace CLI {
class App;
}

namespace sarx {

/// Registers the command; `exit_status` is set to 0, or 2 where the page can't be served, when it has run.
void add_serve_command(CLI::App& program, int& exit_status);

}  // namespace sarx
