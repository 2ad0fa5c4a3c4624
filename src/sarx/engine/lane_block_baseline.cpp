#include "sarx/engine/lane_block.inl"

namespace sarx::lane_block_detail {
namespace {
struct Target {};
}  // namespace

LaneBlock* new_baseline_block(Precision precision) {
  return new_block<16, Target>(precision);
}

}  // namespace sarx::lane_block_detail
