// The muscle groups of the model, their composite regions and the sides of the body.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace sarx {

enum class MuscleGroup : unsigned char {
  quadriceps,
  hamstrings,
  hip_adductors,
  gluteals,
  hip_flexors,
  plantarflexors,
  dorsiflexors,
  chest_shoulders,
  upper_back,
  elbow_flexors,
  elbow_extensors,
  forearm,
  trunk_extensors,
  trunk_flexors,
};

inline constexpr std::size_t muscle_group_count = 14;
inline constexpr std::size_t side_count = 2;
/// Muscle groups of both sides; unit index = side * muscle_group_count + group.
inline constexpr std::size_t muscle_unit_count = side_count * muscle_group_count;

enum class Side : unsigned char { left, right };

inline constexpr std::array<std::string_view, muscle_group_count> muscle_group_names{
    "quadriceps",      "hamstrings",   "hip_adductors",   "gluteals",     "hip_flexors",
    "plantarflexors",  "dorsiflexors", "chest_shoulders", "upper_back",   "elbow_flexors",
    "elbow_extensors", "forearm",      "trunk_extensors", "trunk_flexors"};

inline constexpr std::array<std::string_view, side_count> side_names{"left", "right"};

inline constexpr std::array<MuscleGroup, muscle_group_count> all_muscle_groups{
    MuscleGroup::quadriceps,      MuscleGroup::hamstrings,      MuscleGroup::hip_adductors,
    MuscleGroup::gluteals,        MuscleGroup::hip_flexors,     MuscleGroup::plantarflexors,
    MuscleGroup::dorsiflexors,    MuscleGroup::chest_shoulders, MuscleGroup::upper_back,
    MuscleGroup::elbow_flexors,   MuscleGroup::elbow_extensors, MuscleGroup::forearm,
    MuscleGroup::trunk_extensors, MuscleGroup::trunk_flexors};

constexpr std::size_t index(MuscleGroup group) {
  return static_cast<std::size_t>(group);
}
constexpr std::size_t index(Side side) {
  return static_cast<std::size_t>(side);
}
constexpr std::size_t unit_index(Side side, MuscleGroup group) {
  return index(side) * muscle_group_count + index(group);
}
constexpr std::string_view name(MuscleGroup group) {
  return muscle_group_names[index(group)];
}
constexpr std::string_view name(Side side) {
  return side_names[index(side)];
}

constexpr bool is_leg(MuscleGroup group) {
  return group <= MuscleGroup::dorsiflexors;
}
constexpr bool is_trunk(MuscleGroup group) {
  return group >= MuscleGroup::trunk_extensors;
}

/// The muscle groups a region is made of: a group's own name, or one of the composites `thigh`, `calf`,
/// `leg`, `arm`, `trunk`, `whole_body`. Empty where the name is no region of muscle.
std::span<const MuscleGroup> region_groups(std::string_view region);

}  // namespace sarx
