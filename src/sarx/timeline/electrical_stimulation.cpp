#include "sarx/timeline/electrical_stimulation.h"

#include "sarx/timeline/settings.h"

namespace sarx {

void expose(const ElectricalStimulation& event, const EventContext& context, Exposure& exposure) {
  const double minutes = timeline_detail::given_or(event.minutes_per_day,
                                                   timeline_detail::settings().stimulation_minutes_per_day(),
                                                   context, "minutes_per_day", "min/d", "usual programme");
  std::vector<std::string> regions = event.regions.value_or(std::vector<std::string>{});
  if (regions.empty()) {
    regions = {"quadriceps"};
    timeline_detail::assume(context, "regions", "quadriceps", "the muscle most often stimulated");
  }
  std::array<bool, muscle_group_count> stimulated{};
  for (const auto& region : regions)
    for (const MuscleGroup group : region_groups(region)) stimulated[index(group)] = true;
  for (const Side side : {Side::left, Side::right}) {
    if (!reaches(event.side, side)) continue;
    for (const MuscleGroup group : all_muscle_groups)
      if (stimulated[index(group)]) exposure.of(side, group).stimulation_minutes_per_day += minutes;
  }
}

}  // namespace sarx
