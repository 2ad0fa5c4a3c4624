// Conditions and the mechanisms they bring. A new condition is one line here and its entry in
// parameters/conditions.yaml.
#pragma once

#include <span>

#include "sarx/timeline/disease.h"
#include "sarx/timeline/settings.h"

namespace sarx::timeline_detail {

using MechanismShares = std::span<const double, mechanism_count>;

inline MechanismShares mechanisms(Condition condition) {
  const auto& s = settings();
  switch (condition) {
    case Condition::cancer:
      return s.condition_cancer();
    case Condition::ckd:
      return s.condition_ckd();
    case Condition::haemodialysis:
      return s.condition_haemodialysis();
    case Condition::stroke:
      return s.condition_stroke();
    case Condition::spinal_cord_injury:
      return s.condition_spinal_cord_injury();
    case Condition::als:
      return s.condition_als();
    case Condition::parkinson:
      return s.condition_parkinson();
    case Condition::multiple_sclerosis:
      return s.condition_multiple_sclerosis();
    case Condition::copd:
      return s.condition_copd();
    case Condition::heart_failure:
      return s.condition_heart_failure();
    case Condition::type2_diabetes:
      return s.condition_type2_diabetes();
    case Condition::critical_illness:
      return s.condition_critical_illness();
    case Condition::sepsis:
      return s.condition_sepsis();
    case Condition::burn:
      return s.condition_burn();
    case Condition::cirrhosis:
      return s.condition_cirrhosis();
    case Condition::hiv:
      return s.condition_hiv();
    case Condition::rheumatoid_arthritis:
      return s.condition_rheumatoid_arthritis();
    case Condition::anorexia_nervosa:
      return s.condition_anorexia_nervosa();
    case Condition::cushing:
      return s.condition_cushing();
    case Condition::hyperthyroid:
      return s.condition_hyperthyroid();
    case Condition::crohns_disease:
      return s.condition_crohns_disease();
    case Condition::hip_osteoarthritis:
      return s.condition_hip_osteoarthritis();
    case Condition::acute_hospitalisation:
      return s.condition_acute_hospitalisation();
    case Condition::hypothyroid:
      return s.condition_hypothyroid();
    case Condition::peripheral_neuropathy:
      return s.condition_peripheral_neuropathy();
    case Condition::guillain_barre:
      return s.condition_guillain_barre();
    case Condition::myasthenia_gravis:
      return s.condition_myasthenia_gravis();
    case Condition::myositis:
      return s.condition_myositis();
    case Condition::muscular_dystrophy:
      return s.condition_muscular_dystrophy();
    case Condition::dementia:
      return s.condition_dementia();
    case Condition::depression:
      return s.condition_depression();
    case Condition::alcohol_use:
      break;
  }
  return s.condition_alcohol_use();
}

/// Severity of a disease, from its stage, site and words: 1 is the reference of its entry.
double severity(const Disease& event, const EventContext& context);

}  // namespace sarx::timeline_detail
