#include "sarx/study/forecast_life.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "sarx/study/cohort_life.h"

namespace sarx {
namespace {

/// Chance is asked so often whether the body has changed.
constexpr double review_days = 30;
/// As in any forecast.
constexpr double longest_step_days = 7;

LifeEvent event_of(const Occurrence& o) {
  LifeEvent event;
  event.day = o.day;
  event.injurious = o.injurious;
  const auto broken = [&](std::string_view region, std::string_view words, bool sided) {
    event.measure = "fracture";
    event.region = region;
    if (sided) event.side = o.right_side ? "right" : "left";
    event.text = words;
    if (sided) event.text += ", " + event.side;
  };
  const auto plain = [&](std::string_view measure, std::string_view words) {
    event.measure = measure;
    event.text = words;
  };
  if (!o.mishap) {
    plain("falls", o.injurious ? "Fall with an injury" : "Fall");
    return event;
  }
  switch (*o.mishap) {
    case Mishap::hip_fracture:
      broken("hip", "Fall that breaks a hip", true);
      break;
    case Mishap::wrist_fracture:
      broken("wrist", "Fall that breaks a wrist", true);
      break;
    case Mishap::humerus_fracture:
      broken("humerus", "Fall that breaks an upper arm", true);
      break;
    case Mishap::vertebral_fracture:
      broken("spine", "A vertebra breaks", false);
      break;
    case Mishap::hospital_stay:
      plain("hospitalisation", "Admission to hospital");
      break;
    case Mishap::mobility_disability:
      plain("mobility_disability", "Walking becomes difficult");
      break;
    case Mishap::disability:
      plain("disability", "Disability in daily life");
      break;
    case Mishap::diabetes:
      plain("diabetes", "Diabetes");
      break;
    case Mishap::death:
      plain("mortality", "Death");
      break;
  }
  return event;
}

}  // namespace

PlayedLife play_life(const Person& person, const Timeline& timeline, const Parameters<double>& parameters,
                     double horizon_day, std::uint64_t seed) {
  PlayedLife played;
  std::vector<Occurrence> diary;
  CohortLifeOptions options;
  options.longest_step_days = longest_step_days;
  options.review_days = review_days;
  options.diary = &diary;
  options.lived = &played.timeline;
  Individual individual;
  individual.person = person;
  const std::vector<double> days{0, horizon_day};
  CohortLife life(individual, timeline, parameters, days, seed, options,
                  [](std::size_t, const Body<double>&) {});
  const auto lanes = make_lane_block();
  bool handed_out = false;
  live([&]() -> Life* { return std::exchange(handed_out, true) ? nullptr : &life; }, *lanes);

  // Chance is exact to the minute; people and reports count days.
  const auto whole = [](double day) { return std::max(0.0, std::floor(day)); };
  for (std::size_t i = timeline.items.size(); i < played.timeline.items.size(); ++i) {
    TimelineItem& item = played.timeline.items[i];
    item.from_day = whole(item.from_day);
    item.to_day = whole(item.to_day);
  }
  for (Occurrence& o : diary) o.day = whole(o.day);
  std::stable_sort(diary.begin(), diary.end(),
                   [](const Occurrence& a, const Occurrence& b) { return a.day < b.day; });
  for (const Occurrence& o : diary) played.life.events.push_back(event_of(o));
  played.end_day = horizon_day;
  if (!life.happenings().alive()) {
    played.life.death_day = whole(life.happenings().death_day);
    played.end_day = std::max(1.0, *played.life.death_day);
  }
  return played;
}

}  // namespace sarx
