#include "sarx/timeline/activity.h"

#include "sarx/timeline/settings.h"

namespace sarx {

using timeline_detail::settings;

std::optional<double> steps_per_day(const Activity& event) {
  if (event.steps_per_day || !event.level) return event.steps_per_day;
  const auto& s = settings();
  switch (*event.level) {
    case ActivityLevel::sedentary:
      return s.steps_sedentary();
    case ActivityLevel::light:
      return s.steps_light();
    case ActivityLevel::moderate:
      return s.steps_moderate();
    case ActivityLevel::active:
      break;
  }
  return s.steps_active();
}

void expose(const Activity& event, const EventContext& context, Exposure& exposure) {
  const std::optional<double> steps = steps_per_day(event);
  if (!steps) return;
  exposure.steps_per_day =
      timeline_detail::given_or(event.steps_per_day, *steps, context, "steps_per_day", "steps/d",
                                "steps of this level of activity (Tudor-Locke 2008)");
}

}  // namespace sarx
