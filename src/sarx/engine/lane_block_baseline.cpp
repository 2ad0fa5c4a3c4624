#include "sarx/engine/lane_block.inl"

namespace sarx::lane_block_detail {
namespace {
struct Target {};
}  // namespace

LaneBlock* new_baseline_block() {
  return new PackBlock<Pack<double, 2, Target>>;
}

}  // namespace sarx::lane_block_detail
