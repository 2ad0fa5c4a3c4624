#include "sarx/person/variability.h"

#include <cmath>

#include "sarx/parameters.h"
#include "sarx/person/reference.h"

namespace sarx {
namespace {

TraitMatrix correlations_from_loadings() {
  const Parameters<double>& parameters = reference_parameters();
  const auto plasticity = parameters.trait_loading_plasticity();
  const auto wasting = parameters.trait_loading_wasting();
  TraitMatrix matrix{};
  for (std::size_t i = 0; i < trait_count; ++i)
    for (std::size_t j = 0; j < trait_count; ++j)
      matrix[i][j] = i == j ? 1 : plasticity[i] * plasticity[j] + wasting[i] * wasting[j];
  return matrix;
}

// Lower Cholesky factor. The matrix is positive definite because every trait keeps a variance of its own.
TraitMatrix cholesky(const TraitMatrix& matrix) {
  TraitMatrix factor{};
  for (std::size_t i = 0; i < trait_count; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix[i][j];
      for (std::size_t k = 0; k < j; ++k) rest -= factor[i][k] * factor[j][k];
      factor[i][j] = i == j ? std::sqrt(rest) : rest / factor[j][j];
    }
  }
  return factor;
}

}  // namespace

TraitScores to_scores(const Traits& traits) {
  return {traits.disuse_response,  traits.training_response, traits.learning_response,
          traits.protein_response, traits.androgen_response, traits.disease_response,
          traits.lean_partition,   traits.energy_adherence,  traits.drug_response,
          traits.recovery};
}

Traits to_traits(const TraitScores& scores) {
  Traits traits;
  traits.disuse_response = scores[index(Trait::disuse_response)];
  traits.training_response = scores[index(Trait::training_response)];
  traits.learning_response = scores[index(Trait::learning_response)];
  traits.protein_response = scores[index(Trait::protein_response)];
  traits.androgen_response = scores[index(Trait::androgen_response)];
  traits.disease_response = scores[index(Trait::disease_response)];
  traits.lean_partition = scores[index(Trait::lean_partition)];
  traits.energy_adherence = scores[index(Trait::energy_adherence)];
  traits.drug_response = scores[index(Trait::drug_response)];
  traits.recovery = scores[index(Trait::recovery)];
  return traits;
}

const TraitMatrix& trait_correlations() {
  static const TraitMatrix matrix = correlations_from_loadings();
  return matrix;
}

Traits correlated_traits(std::span<const double, trait_count> standard_normals) {
  static const TraitMatrix factor = cholesky(trait_correlations());
  TraitScores scores{};
  for (std::size_t i = 0; i < trait_count; ++i)
    for (std::size_t j = 0; j <= i; ++j) scores[i] += factor[i][j] * standard_normals[j];
  return to_traits(scores);
}

double trait_multiplier(Trait trait, double score) {
  return std::exp(reference_parameters().trait_spread()[index(trait)] * score);
}

}  // namespace sarx
