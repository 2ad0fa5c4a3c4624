// What a body would be called along a forecast: its class by every definition of sarcopenia, and how likely.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sarx/io/report.h"
#include "sarx/measure/instrument.h"
#include "sarx/outcome/definitions.h"
#include "sarx/person/person.h"

namespace sarx {

/// The definitions that a body's state alone answers. Cachexia, GLIM and the frailty phenotype also ask for
/// an illness, for food intake or for a questionnaire.
inline constexpr std::array<Definition, 7> forecast_definitions{
    Definition::ewgsop2, Definition::ewgsop1, Definition::awgs2019, Definition::fnih,
    Definition::sdoc,    Definition::glis,    Definition::janssen};

/// Reads the lean mass of the limbs: the cut-offs belong to what DXA reads, water included.
const Instrument& limb_lean_by_dxa();

/// Classifies every draw of every member of a group on every day, and counts. Each (draw, member, day) has
/// its own place, so that draws may be recorded in any order and from several threads.
class ClassTally {
 public:
  ClassTally(std::size_t draws, std::size_t members, std::size_t days);

  /// Name a body by every definition, without measurement error. `read` is what it gives to their tests, with
  /// the lean mass of the limbs by DXA.
  void record(std::size_t draw, std::size_t member, std::size_t day, const Person& person, double age_years,
              const BodyReadings<double>& read);

  /// Shares of the draws, members counting by their weight (the weights add up to 1).
  std::vector<ClassCourse> courses(std::span<const double> member_weights) const;

 private:
  std::size_t place(std::size_t draw, std::size_t member, std::size_t day) const {
    return ((draw * members_ + member) * days_ + day) * forecast_definitions.size();
  }

  std::size_t draws_, members_, days_;
  std::vector<Verdict> verdicts_;
};

}  // namespace sarx
