#include "sarx/study/forecast_classes.h"

#include "sarx/person/reference.h"

namespace sarx {

const Instrument& limb_lean_by_dxa() {
  static const Instrument instrument = [] {
    MeasureWords words;
    words.measure = "appendicular_lean_mass";
    words.method = "DXA";
    return *make_instrument(words, nullptr);
  }();
  return instrument;
}

ClassTally::ClassTally(std::size_t draws, std::size_t members, std::size_t days)
    : draws_(draws),
      members_(members),
      days_(days),
      verdicts_(draws * members * days * forecast_definitions.size(), Verdict::unknown) {}

void ClassTally::record(std::size_t draw, std::size_t member, std::size_t day, const Person& person,
                        double age_years, const BodyReadings<double>& read) {
  Readings readings = to_readings(person, person.age_years, age_years, read);
  // Cut-offs that belong to older people would call most healthy young men sarcopenic.
  if (readings.age_years < reference_parameters().janssen_from_age()) {
    readings.whole_muscle_kg.reset();
    readings.whole_muscle_index_kg_m2.reset();
  }
  const std::size_t at = place(draw, member, day);
  for (std::size_t i = 0; i < forecast_definitions.size(); ++i)
    verdicts_[at + i] = classify(forecast_definitions[i], readings);
}

std::vector<ClassCourse> ClassTally::courses(std::span<const double> member_weights) const {
  std::vector<ClassCourse> all;
  for (std::size_t i = 0; i < forecast_definitions.size(); ++i) {
    ClassCourse course;
    course.definition = forecast_definitions[i];
    for (auto& shares : course.probability) shares.assign(days_, 0);
    for (std::size_t draw = 0; draw < draws_; ++draw) {
      for (std::size_t m = 0; m < members_; ++m) {
        for (std::size_t day = 0; day < days_; ++day) {
          const Verdict verdict = verdicts_[place(draw, m, day) + i];
          course.probability[static_cast<std::size_t>(verdict)][day] +=
              member_weights[m] / static_cast<double>(draws_);
        }
      }
    }
    for (std::size_t day = 0; day < days_; ++day) {
      // Of two equally likely classes the milder: verdicts stand in order of severity.
      std::size_t most = 0;
      for (std::size_t v = 1; v < verdict_names.size(); ++v)
        if (course.probability[v][day] > course.probability[most][day] + 1e-9) most = v;
      course.result.push_back(static_cast<Verdict>(most));
    }
    all.push_back(std::move(course));
  }
  return all;
}

}  // namespace sarx
