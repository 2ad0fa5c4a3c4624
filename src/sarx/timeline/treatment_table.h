// Which treatment belongs to which condition. One that doesn't belong does nothing and is warned about: a new
// use of a treatment is one word here.
#pragma once

#include <algorithm>
#include <initializer_list>

#include "sarx/timeline/treatment.h"

namespace sarx::timeline_detail {

constexpr bool belongs(TreatmentTarget of, TreatmentKind what) {
  using T = TreatmentTarget;
  const auto among = [of](std::initializer_list<T> targets) {
    return std::find(targets.begin(), targets.end(), of) != targets.end();
  };
  switch (what) {
    case TreatmentKind::surgery:
      return among({T::cancer, T::obesity, T::hip_osteoarthritis, T::crohns_disease, T::cushing,
                    T::hyperthyroid, T::heart_failure, T::copd, T::burn, T::sepsis, T::parkinson,
                    T::myasthenia_gravis, T::peripheral_neuropathy});
    case TreatmentKind::chemotherapy:
    case TreatmentKind::chemoradiotherapy:
    case TreatmentKind::immunotherapy:
      return of == T::cancer;
    case TreatmentKind::transplant:
      return among({T::ckd, T::haemodialysis, T::cirrhosis, T::heart_failure, T::copd, T::cancer});
    case TreatmentKind::dialysis:
    case TreatmentKind::bicarbonate:
      return among({T::ckd, T::haemodialysis});
    case TreatmentKind::antithyroid:
      // Of either kind: what brings the hormone back to its level.
      return among({T::hyperthyroid, T::hypothyroid});
    case TreatmentKind::anti_inflammatory:
      return among({T::rheumatoid_arthritis, T::crohns_disease, T::myositis, T::copd, T::cancer,
                    T::hip_osteoarthritis, T::multiple_sclerosis, T::myasthenia_gravis,
                    T::muscular_dystrophy});
    case TreatmentKind::insulin:
      return among({T::type2_diabetes, T::critical_illness, T::sepsis, T::burn});
    case TreatmentKind::antiretroviral:
      return of == T::hiv;
    case TreatmentKind::antibiotics:
      return among(
          {T::sepsis, T::critical_illness, T::acute_hospitalisation, T::burn, T::copd, T::cirrhosis});
    case TreatmentKind::levodopa:
      return of == T::parkinson;
    case TreatmentKind::disease_modifying:
      return among({T::rheumatoid_arthritis, T::multiple_sclerosis, T::crohns_disease, T::myositis,
                    T::myasthenia_gravis, T::guillain_barre, T::als, T::muscular_dystrophy, T::parkinson,
                    T::dementia, T::heart_failure, T::peripheral_neuropathy});
    case TreatmentKind::refeeding:
    case TreatmentKind::nutrition_support:
    case TreatmentKind::rehabilitation:
      return of != T::obesity;
    case TreatmentKind::cure:
    case TreatmentKind::cause_treated:
      return true;
  }
  return true;
}

}  // namespace sarx::timeline_detail
