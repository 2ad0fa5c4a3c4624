#include "sarx/engine/lane_block.h"

namespace sarx {
namespace {

bool has(InstructionSet instructions) {
#ifdef SARX_X86_PACKS
  if (instructions == InstructionSet::avx512)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
  if (instructions == InstructionSet::avx2) return __builtin_cpu_supports("avx2");
#endif
  return instructions == InstructionSet::baseline;
}

}  // namespace

InstructionSet widest_instruction_set() {
  if (has(InstructionSet::avx512)) return InstructionSet::avx512;
  return has(InstructionSet::avx2) ? InstructionSet::avx2 : InstructionSet::baseline;
}

LaneBlock::~LaneBlock() = default;

std::unique_ptr<LaneBlock> make_lane_block([[maybe_unused]] InstructionSet instructions) {
  std::unique_ptr<LaneBlock> block;
#ifdef SARX_X86_PACKS
  if (instructions == InstructionSet::avx512 && has(InstructionSet::avx512))
    block.reset(lane_block_detail::new_avx512_block());
  else if (instructions != InstructionSet::baseline && has(InstructionSet::avx2))
    block.reset(lane_block_detail::new_avx2_block());
#endif
  if (!block) block.reset(lane_block_detail::new_baseline_block());
  // Lanes not yet in use compute something harmless.
  Baseline<double> person{};
  person.testosterone_divisor = person.energy_need_kcal_per_day = person.total_muscle_kg = 1;
  person.fat_mass_kg = person.body_mass_kg = person.haemoglobin_g_l = 1;
  person.muscle_mass_kg.fill(1);
  Parameters<double> parameters;
  parameters.values.fill(1);
  for (std::size_t lane = 0; lane < block->lanes(); ++lane) {
    block->set_person(lane, person, parameters);
    block->set_drives(lane, {}, {});
    block->set_state(lane, {});
    block->rest(lane);
  }
  return block;
}

}  // namespace sarx
