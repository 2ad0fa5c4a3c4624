#include "sarx/engine/lane_block.inl"

namespace sarx::lane_block_detail {
namespace {
struct Target {};
}  // namespace

LaneBlock* new_avx512_block(Precision precision) {
  return new_block<64, Target>(precision);
}

}  // namespace sarx::lane_block_detail
