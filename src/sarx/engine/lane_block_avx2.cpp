#include "sarx/engine/lane_block.inl"

namespace sarx::lane_block_detail {
namespace {
struct Target {};
}  // namespace

LaneBlock* new_avx2_block() {
  return new PackBlock<Pack<double, 4, Target>>;
}

}  // namespace sarx::lane_block_detail
