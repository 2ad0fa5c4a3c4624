#include "sarx/engine/lane_block.inl"

namespace sarx::lane_block_detail {
namespace {
struct Target {};
}  // namespace

LaneBlock* new_avx2_block() {
  return new PackBlock<Pack<4, Target>, 4>;
}

}  // namespace sarx::lane_block_detail
