#include "sarx/engine/lane_block.inl"

namespace sarx::lane_block_detail {
namespace {
struct Target {};
}  // namespace

LaneBlock* new_avx2_block(Precision precision, Steps steps) {
  return new_block<32, Target>(precision, steps);
}

}  // namespace sarx::lane_block_detail
