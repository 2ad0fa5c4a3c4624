// How people differ from the average of their kind: correlated traits, and what one score of a trait is
// worth.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "sarx/person/person.h"

namespace sarx {

/// The traits in the order of `Traits`.
enum class Trait : unsigned char {
  disuse_response,
  training_response,
  learning_response,
  protein_response,
  androgen_response,
  disease_response,
  lean_partition,
  energy_adherence,
  drug_response,
  recovery,
};
inline constexpr std::size_t trait_count = 10;
inline constexpr std::array<std::string_view, trait_count> trait_names{
    "disuse_response",  "training_response", "learning_response", "protein_response", "androgen_response",
    "disease_response", "lean_partition",    "energy_adherence",  "drug_response",    "recovery"};

constexpr std::size_t index(Trait trait) {
  return static_cast<std::size_t>(trait);
}

using TraitScores = std::array<double, trait_count>;
using TraitMatrix = std::array<TraitScores, trait_count>;

TraitScores to_scores(const Traits& traits);
Traits to_traits(const TraitScores& scores);

/// Correlations between the traits (unit diagonal, positive definite): two shared factors,
/// parameters/people.yaml.
const TraitMatrix& trait_correlations();

/// Correlated traits from independent standard normal numbers; each trait is again standard normal.
Traits correlated_traits(std::span<const double, trait_count> standard_normals);

/// What a score multiplies its response by: exp(spread x score), so that the average person (score 0) has 1.
double trait_multiplier(Trait trait, double score);

}  // namespace sarx
