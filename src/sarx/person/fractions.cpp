#include "sarx/person/fractions.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sarx/parameters.h"
#include "sarx/person/reference.h"

namespace sarx {
namespace {

constexpr double youngest_years = 18, oldest_years = 100;
constexpr double negligible_spread_years = 1;
constexpr double days_per_year = 365.25;

// A range over people holds about four standard deviations.
constexpr double standard_deviations_in_range = 4;

double age_spread_years(const Subject& subject) {
  if (subject.age_years_sd) return *subject.age_years_sd;
  if (subject.age_years_se)
    return *subject.age_years_se * std::sqrt(reference_parameters().arm_size_for_standard_error());
  if (subject.age_range && subject.age_range->size() == 2)
    return std::abs(subject.age_range->at(1) - subject.age_range->at(0)) / standard_deviations_in_range;
  if (subject.age_min && subject.age_max)
    return std::abs(*subject.age_max - *subject.age_min) / standard_deviations_in_range;
  return 0;
}

struct AgeNode {
  double standard_deviations, weight;
};
// Three-point Gauss-Hermite rule of the normal distribution: exact for polynomials up to degree 5.
const std::array<AgeNode, 3> age_nodes{
    {{-1.7320508075688772, 1.0 / 6}, {0, 2.0 / 3}, {1.7320508075688772, 1.0 / 6}}};

}  // namespace

double age_years(const Subject& subject) {
  if (subject.age_years) return *subject.age_years;
  if (subject.age_range && subject.age_range->size() == 2)
    return (subject.age_range->at(0) + subject.age_range->at(1)) / 2;
  if (subject.age_min && subject.age_max) return (*subject.age_min + *subject.age_max) / 2;
  if (subject.age_min) return *subject.age_min;
  if (subject.age_max) return *subject.age_max;
  return 40;
}

double oldest_age_years(const Subject& subject, double day) {
  double oldest = 0;
  for (const WeightedSubject& member : members(subject)) oldest = std::max(oldest, age_years(member.subject));
  return oldest + day / days_per_year;
}

double last_day_of_life(const Subject& subject) {
  return (most_age_years - oldest_age_years(subject)) * days_per_year;
}

std::vector<WeightedSubject> members(const Subject& subject) {
  const double male_fraction = std::clamp(subject.male_fraction.value_or(0.5), 0.0, 1.0);
  const double centre_years = age_years(subject);
  double spread_years = age_spread_years(subject);
  if (!(spread_years >= negligible_spread_years)) spread_years = 0;

  std::vector<WeightedSubject> result;
  for (const bool male : {false, true}) {
    const double sex_weight = male ? male_fraction : 1 - male_fraction;
    if (sex_weight <= 0) continue;
    for (const AgeNode& node : age_nodes) {
      if (spread_years == 0 && node.standard_deviations != 0) continue;
      WeightedSubject member;
      member.subject = subject;
      member.male = male;
      member.weight = sex_weight * (spread_years == 0 ? 1 : node.weight);
      const double age = centre_years + node.standard_deviations * spread_years;
      // A single person keeps the age given, even past the ages that a spread may reach.
      member.subject.age_years = spread_years == 0 ? age : std::clamp(age, youngest_years, oldest_years);
      result.push_back(std::move(member));
    }
  }
  return result;
}

}  // namespace sarx
