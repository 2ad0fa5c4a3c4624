#include "sarx/timeline/microgravity.h"

#include <algorithm>

#include "sarx/timeline/settings.h"

namespace sarx {

void expose(const Microgravity& event, const EventContext& context, Exposure& exposure) {
  for (auto& muscle : exposure.muscle)
    muscle.unloading[static_cast<std::size_t>(Unloading::microgravity)] = 1;
  exposure.microgravity = 1;
  if (!event.exercise)
    timeline_detail::assume(context, "exercise", "none", "no exercise on board was stated");
  const SpaceExercise exercise = event.exercise.value_or(SpaceExercise::none);
  const double share = exercise == SpaceExercise::ared ? 1
                       : exercise == SpaceExercise::standard
                           ? timeline_detail::settings().space_exercise_standard()
                           : 0;
  exposure.space_exercise = std::max(exposure.space_exercise, share);
}

}  // namespace sarx
