// The command `sarx check`.
#pragma once

namespace CLI {
class App;
}

namespace sarx {

/// Registers the command; `exit_status` is set to 0, or 2 for bad input, when it has run.
void add_check_command(CLI::App& program, int& exit_status);

}  // namespace sarx
