// The commands `sarx validate` and `sarx calibrate`: each registers itself with the program's command line.
#pragma once

namespace CLI {
class App;
}

namespace sarx {

/// Registers the command; `exit_status` is set to 0, or 2 for bad input, when it has run.
void add_validate_command(CLI::App& program, int& exit_status);
void add_calibrate_command(CLI::App& program, int& exit_status);

}  // namespace sarx
