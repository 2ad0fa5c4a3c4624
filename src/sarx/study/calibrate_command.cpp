#include <CLI/CLI.hpp>

#include "sarx/study/commands.h"

namespace sarx {
void add_calibrate_command(CLI::App&, int&) {}
}  // namespace sarx
