#include "sarx/engine/lane_block.inl"

namespace sarx::lane_block_detail {
namespace {
struct Target {};
}  // namespace

LaneBlock* new_avx2_block(Precision precision) {
  return new_block<32, Target>(precision);
}

}  // namespace sarx::lane_block_detail
