// Draws of lives with most of what the model knows, for what advances many of them side by side.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "sarx/engine/simulate.h"
#include "sarx/timeline/bed_rest.h"
#include "sarx/timeline/disease.h"
#include "sarx/timeline/immobilisation.h"
#include "sarx/timeline/resistance_training.h"

namespace sarx {

/// A life with most of what the model knows: illness from before day 0, bed rest, training after it.
inline Timeline eventful() {
  Timeline timeline;
  Disease disease;
  disease.condition = Condition::copd;
  timeline.items.push_back({disease, -400, 2000, {}});
  timeline.items.push_back({BedRest{}, 20, 41, {}});
  ResistanceTraining training;
  training.sessions_per_week = 3;
  timeline.items.push_back({training, 60, 180, {}});
  return timeline;
}

inline Person person_of(bool male, double age_years) {
  Person person;
  person.male = male;
  person.age_years = age_years;
  person.muscle_mass_kg.fill(28.0 / muscle_unit_count);
  if (!male) person.testosterone_ng_dl = 30;
  return person;
}

/// Parameters that all differ a little between draws.
inline std::vector<Parameters<double>> draws(std::size_t count) {
  std::mt19937_64 bits(7);
  std::normal_distribution<double> normal;
  std::vector<Parameters<double>> result(count, Parameters<double>::best());
  for (auto& parameters : result)
    for (auto& value : parameters.values) value *= 1 + 0.03 * normal(bits);
  return result;
}

inline void expect_same(const Trajectory<double>& found, const Trajectory<double>& expected, double tolerance,
                        const std::string& what) {
  ASSERT_EQ(found.days, expected.days) << what;
  ASSERT_EQ(found.states.size(), expected.states.size()) << what;
  for (std::size_t d = 0; d < found.days.size(); ++d)
    for (std::size_t i = 0; i < state_count; ++i) {
      const double a = found.states[d].values[i], b = expected.states[d].values[i];
      ASSERT_LE(std::abs(a - b), tolerance * std::max(1.0, std::abs(b)))
          << what << ", day " << found.days[d] << ", state " << i;
    }
}

/// A leg in a cast: from then on the sides differ.
inline Timeline one_sided() {
  Timeline timeline = eventful();
  Immobilisation cast;
  cast.joint = Joint::knee;
  cast.side = EventSide::left;
  cast.device = ImmobilisationDevice::cast;
  timeline.items.push_back({cast, 70, 90, {}});
  return timeline;
}

}  // namespace sarx
