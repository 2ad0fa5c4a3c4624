#include "sarx/body/muscle_group.h"

namespace sarx {
namespace {

using enum MuscleGroup;
constexpr std::array thigh{quadriceps, hamstrings, hip_adductors};
constexpr std::array calf{plantarflexors, dorsiflexors};
constexpr std::array leg{quadriceps,  hamstrings,     hip_adductors, gluteals,
                         hip_flexors, plantarflexors, dorsiflexors};
constexpr std::array arm{elbow_flexors, elbow_extensors, forearm};
constexpr std::array trunk{chest_shoulders, upper_back, trunk_extensors, trunk_flexors};

struct Composite {
  std::string_view name;
  std::span<const MuscleGroup> groups;
};
constexpr std::array<Composite, 6> composites{{{"thigh", thigh},
                                               {"calf", calf},
                                               {"leg", leg},
                                               {"arm", arm},
                                               {"trunk", trunk},
                                               {"whole_body", all_muscle_groups}}};

}  // namespace

std::span<const MuscleGroup> region_groups(std::string_view region) {
  for (const Composite& composite : composites)
    if (composite.name == region) return composite.groups;
  for (std::size_t i = 0; i < muscle_group_count; ++i)
    if (muscle_group_names[i] == region) return std::span(&all_muscle_groups[i], 1);
  return {};
}

}  // namespace sarx
