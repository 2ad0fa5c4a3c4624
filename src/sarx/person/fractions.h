// A group as a few weighted members: men and women apart, and the spread of their ages.
#pragma once

#include <vector>

#include "sarx/person/subject.h"

namespace sarx {

struct WeightedSubject {
  Subject subject;  ///< the group's, with this member's `age_years`
  bool male = true;
  double weight = 1;  ///< share of the group; the shares of all members add up to 1
};

/// The members that stand for a group: its men and women by `male_fraction`, each at three ages
/// (Gauss-Hermite nodes of a normal age spread from age_years_sd, age_years_se or the age range), kept within
/// 18 to 100 years. One member for a single person. Pass each to complete_person.
std::vector<WeightedSubject> members(const Subject& subject);

/// Age in years meant by the subject: age_years, else the middle of the age range or limits, else 40.
double age_years(const Subject& subject);

/// Nobody is known to have lived longer than a year or two beyond this: a forecast ends before it.
inline constexpr double most_age_years = 120;
/// Beyond it the norms by age that everything starts from are extrapolated.
inline constexpr double studied_age_years = 105;

/// Age of the oldest member of the subject on a day.
double oldest_age_years(const Subject& subject, double day = 0);

/// The day on which the oldest member is `most_age_years`.
double last_day_of_life(const Subject& subject);

}  // namespace sarx
