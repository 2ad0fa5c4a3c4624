// The draws of the fitted parameters stay outside the module: its builds share one file of them.
#include <emscripten/emscripten.h>

#include <cstddef>
#include <cstdint>

#include "sarx/posterior_table.h"

namespace sarx {
namespace {

std::int16_t room[posterior_table_size + 1];

}  // namespace

const std::int16_t* const posterior_table = room;

}  // namespace sarx

extern "C" {

/// Where the numbers of parameters/posterior.bin belong, and their size; to be filled before anything else is
/// called.
EMSCRIPTEN_KEEPALIVE void* sarx_posterior() {
  return sarx::room;
}
EMSCRIPTEN_KEEPALIVE std::size_t sarx_posterior_bytes() {
  return sarx::posterior_table_size * sizeof(std::int16_t);
}

}  // extern "C"
