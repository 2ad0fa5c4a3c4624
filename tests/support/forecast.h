// A scenario written in a few lines, run, and asked what a test wants to know.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sarx/body/body.h"
#include "sarx/engine/simulate.h"
#include "sarx/person/subject.h"
#include "sarx/timeline/timeline.h"

namespace sarx::testing {

/// An average person of this age and sex.
Person average_person(double age_years, bool male);
/// The person of a subject, completed from reference data.
Person person_of(const Subject& subject, bool male);

/// An event from one day to another.
template <class AnyEvent>
TimelineItem during(double from_day, double to_day, AnyEvent event) {
  return {Event(std::move(event)), from_day, to_day, {}};
}
/// An event that goes on.
template <class AnyEvent>
TimelineItem since(double from_day, AnyEvent event) {
  TimelineItem item;
  item.event = std::move(event);
  item.from_day = from_day;
  return item;
}

/// A usual programme of whole-body resistance training.
ResistanceTraining whole_body_training(double sets = 3, double sessions_per_week = 3);
/// Training of some regions on one side or both.
ResistanceTraining training_of(std::vector<std::string> regions, double sets = 3,
                               double sessions_per_week = 3);

/// One person's course, compared with day 0.
class Forecast {
 public:
  Forecast(Person person, std::vector<TimelineItem> items, std::vector<double> days,
           SimulationOptions options = {}, Parameters<double> parameters = Parameters<double>::best());
  /// The same, from trajectories solved elsewhere.
  Forecast(Trajectory<double> trajectory, Person person, Parameters<double> parameters);
  Forecast(const Forecast&) = delete;
  Forecast& operator=(const Forecast&) = delete;

  const Person& person() const { return person_; }
  const Trajectory<double>& trajectory() const { return trajectory_; }
  Body<double> body(double day) const;
  const State<double>& state(double day) const;

  /// Change since day 0 of the muscle of one group, or of a region's groups weighted by mass, percent.
  double size_percent(Side side, MuscleGroup group, double day) const;
  double size_percent(std::string_view region, double day) const;
  double size_percent(std::string_view region, Side side, double day) const;
  double muscle_percent(double day) const { return size_percent("whole_body", day); }
  /// Change of strength, percent (without instrument bias).
  double strength_percent(Side side, MuscleGroup group, double day,
                          StrengthTest test = StrengthTest::isometric) const;
  double lean_kg(double day) const { return body(day).lean_mass_kg(); }
  double fat_kg(double day) const { return body(day).fat_mass_kg(); }
  double mass_kg(double day) const { return body(day).body_mass_kg(); }
  double lean_change_kg(double day) const { return lean_kg(day) - lean_kg(0); }
  double fat_change_kg(double day) const { return fat_kg(day) - fat_kg(0); }
  double mass_change_kg(double day) const { return mass_kg(day) - mass_kg(0); }
  double body_state(BodyState state, double day) const { return this->state(day).body(state); }

 private:
  Person person_;
  Parameters<double> parameters_;
  Trajectory<double> trajectory_;
};

/// Days 0, step, 2 step ... to the horizon, which is included.
std::vector<double> every(double step_days, double horizon_days);

struct Scenario {
  std::string name;
  Person person;
  Timeline timeline;
  double horizon_days = 180;
};

/// Varied scenarios that together hold every kind of event.
std::vector<Scenario> varied_scenarios();

}  // namespace sarx::testing
