#include "sarx/engine/lane_block.inl"

namespace sarx::lane_block_detail {
namespace {
struct Target {};
}  // namespace

LaneBlock* new_baseline_block() {
  return new PackBlock<Pack<2, Target>, 2>;
}

}  // namespace sarx::lane_block_detail
