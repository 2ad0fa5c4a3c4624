#include "sarx/engine/lane_block.inl"

namespace sarx::lane_block_detail {
namespace {
struct Target {};
}  // namespace

LaneBlock* new_avx512_block() {
  return new PackBlock<Pack<double, 8, Target>>;
}

}  // namespace sarx::lane_block_detail
