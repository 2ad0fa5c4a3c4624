#include "support/forecast.h"

#include <cmath>
#include <stdexcept>

namespace sarx::testing {

Person average_person(double age_years, bool male) {
  Subject subject;
  subject.age_years = age_years;
  subject.male_fraction = male ? 1 : 0;
  return complete_person(subject, male, {}, nullptr);
}

Person person_of(const Subject& subject, bool male) {
  return complete_person(subject, male, {}, nullptr);
}

ResistanceTraining whole_body_training(double sets, double sessions_per_week) {
  return {.regions = std::vector<std::string>{"whole_body"},
          .sessions_per_week = sessions_per_week,
          .sets = sets,
          .exercises = 8,
          .reps = 10,
          .load_percent_1rm = 75};
}

ResistanceTraining training_of(std::vector<std::string> regions, double sets, double sessions_per_week) {
  return {.regions = std::move(regions),
          .sessions_per_week = sessions_per_week,
          .sets = sets,
          .exercises = 1,
          .reps = 10,
          .load_percent_1rm = 75};
}

Forecast::Forecast(Person person, std::vector<TimelineItem> items, std::vector<double> days,
                   SimulationOptions options, Parameters<double> parameters)
    : person_(std::move(person)), parameters_(std::move(parameters)) {
  trajectory_ = simulate(person_, Timeline{std::move(items)}, parameters_, days, options);
}

Forecast::Forecast(Trajectory<double> trajectory, Person person, Parameters<double> parameters)
    : person_(std::move(person)), parameters_(std::move(parameters)), trajectory_(std::move(trajectory)) {}

const State<double>& Forecast::state(double day) const {
  for (std::size_t i = 0; i < trajectory_.days.size(); ++i)
    if (std::abs(trajectory_.days[i] - day) < 1e-9) return trajectory_.states[i];
  throw std::out_of_range("day " + std::to_string(day) + " was not asked for");
}

Body<double> Forecast::body(double day) const {
  return {person_, parameters_, trajectory_.states.front(), state(day)};
}

double Forecast::size_percent(Side side, MuscleGroup group, double day) const {
  return 100 * std::expm1(body(day).change(UnitState::size, unit_index(side, group)));
}

double Forecast::size_percent(std::string_view region, Side side, double day) const {
  const Body<double> now = body(day);
  double before = 0, after = 0;
  for (MuscleGroup group : region_groups(region)) {
    before += person_.muscle_mass(side, group);
    after += now.muscle_mass_kg(unit_index(side, group));
  }
  if (before <= 0) throw std::invalid_argument("no region of muscle: " + std::string(region));
  return 100 * (after / before - 1);
}

double Forecast::size_percent(std::string_view region, double day) const {
  double before[side_count] = {}, change = 0;
  for (Side side : {Side::left, Side::right}) {
    for (MuscleGroup group : region_groups(region)) before[index(side)] += person_.muscle_mass(side, group);
    change += before[index(side)] * size_percent(region, side, day);
  }
  return change / (before[0] + before[1]);
}

double Forecast::strength_percent(Side side, MuscleGroup group, double day, StrengthTest test) const {
  return 100 * std::expm1(body(day).log_strength_change(unit_index(side, group), test));
}

std::vector<double> every(double step_days, double horizon_days) {
  std::vector<double> days;
  for (double day = 0; day < horizon_days - 1e-9; day += step_days) days.push_back(day);
  days.push_back(horizon_days);
  return days;
}

}  // namespace sarx::testing
