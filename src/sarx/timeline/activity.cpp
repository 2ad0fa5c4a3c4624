#include "sarx/timeline/activity.h"

#include "sarx/timeline/settings.h"

namespace sarx {

using timeline_detail::settings;

void expose(const Activity& event, const EventContext& context, Exposure& exposure) {
  if (event.steps_per_day) {
    exposure.steps_per_day = *event.steps_per_day;
    return;
  }
  if (!event.level) return;
  const auto& s = settings();
  const double steps = *event.level == ActivityLevel::sedentary  ? s.steps_sedentary()
                       : *event.level == ActivityLevel::light    ? s.steps_light()
                       : *event.level == ActivityLevel::moderate ? s.steps_moderate()
                                                                 : s.steps_active();
  exposure.steps_per_day = timeline_detail::given_or(std::nullopt, steps, context, "steps_per_day", "steps/d",
                                                     "steps of this level of activity (Tudor-Locke 2008)");
}

}  // namespace sarx
