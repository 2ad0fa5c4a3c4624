#include "sarx/engine/lane_block.inl"

namespace sarx::lane_block_detail {
namespace {
struct Target {};
}  // namespace

LaneBlock* new_avx512_block(Precision precision, Steps steps) {
  return new_block<64, Target>(precision, steps);
}

}  // namespace sarx::lane_block_detail
