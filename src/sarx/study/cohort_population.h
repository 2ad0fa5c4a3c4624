// Where the people of a cohort or a trial come from: a built-in population, distributions, or a table. Every
// person is drawn from (seed, number) alone.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "sarx/io/diagnostic.h"
#include "sarx/io/document.h"
#include "sarx/person/person.h"
#include "sarx/timeline/timeline.h"

namespace sarx {

/// One drawn person, with what was going on before day 0 and what is bound to come.
struct Individual {
  std::uint64_t number = 0;
  Person person;
  Timeline timeline;  ///< standing diseases, menopause
};

class PeopleSource {
 public:
  virtual ~PeopleSource() = default;
  /// The person of that number; nothing, and faults, where what was drawn or read makes no person.
  virtual std::optional<Individual> draw(std::uint64_t number, Faults& faults) const = 0;
  /// The file its people stand in, for messages; "" where they stand in the cohort's own.
  virtual std::string file() const { return {}; }
  /// Fingerprint of that file's contents; "" where there is none.
  virtual std::string contents() const { return {}; }
  /// How many people there are; nothing where as many as one likes.
  virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
};

/// The population a cohort or trial file asks for: `adults`, `{table: FILE}` (CSV; names of the subject's
/// fields in its first line) or `{subject: {...}}`, where a number may be `{normal: [mean, sd]}`,
/// `{lognormal: [median, sd of the logarithm]}`, `{uniform: [from, to]}` or `{choice: [...]}`. Tables are
/// found relative to `folder`. Null, and faults, where it asks for something else.
std::unique_ptr<PeopleSource> read_population(const Node& node, const std::string& folder, std::uint64_t seed,
                                              Faults& faults);

/// What every path through chance draws from, so that policies and arms share their people's luck.
enum class ChanceStream : std::uint32_t {
  age = 100,
  sex,
  size,
  strength,
  habits,
  hormones,
  traits,
  diseases,
  subject_field,  ///< and those after it, one for each field
  risk = 300,     ///< and those after it, one for each risk
  falls = 400,
  allocation = 500,
  measurement,
  dropout,
  adherence,
};

}  // namespace sarx
