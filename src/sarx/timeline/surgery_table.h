// Operations. A new one is one line here and its entries in parameters/surgery.yaml.
#pragma once

#include "sarx/timeline/settings.h"
#include "sarx/timeline/surgery.h"

namespace sarx::timeline_detail {

struct OperationFacts {
  GroupShares trauma;
  double stay_d;
  double steps_factor;           ///< after discharge
  double recovery_d;             ///< until steps are back
  double inflammation;           ///< in the acute days
  bool sided;                    ///< one limb, where a side is given
  double lasting_trauma = 0;     ///< share of the trauma that lasts beyond the acute days
  double recovery_anorexia = 0;  ///< share of need not eaten at the start of recovery
};

inline OperationFacts facts(SurgeryKind kind) {
  const auto& s = settings();
  switch (kind) {
    case SurgeryKind::total_knee:
      return {s.surgery_total_knee_trauma(),       s.surgery_total_knee_stay_d(),
              s.surgery_total_knee_steps_factor(), s.surgery_total_knee_recovery_d(),
              s.surgery_total_knee_inflammation(), true};
    case SurgeryKind::total_hip:
      return {s.surgery_total_hip_trauma(),       s.surgery_total_hip_stay_d(),
              s.surgery_total_hip_steps_factor(), s.surgery_total_hip_recovery_d(),
              s.surgery_total_hip_inflammation(), true};
    case SurgeryKind::acl:
      return {s.surgery_acl_trauma(),        s.surgery_acl_stay_d(),       s.surgery_acl_steps_factor(),
              s.surgery_acl_recovery_d(),    s.surgery_acl_inflammation(), true,
              s.surgery_acl_lasting_trauma()};
    case SurgeryKind::hip_fracture:
      return {s.surgery_hip_fracture_trauma(),         s.surgery_hip_fracture_stay_d(),
              s.surgery_hip_fracture_steps_factor(),   s.surgery_hip_fracture_recovery_d(),
              s.surgery_hip_fracture_inflammation(),   true,
              s.surgery_hip_fracture_lasting_trauma(), s.surgery_hip_fracture_recovery_anorexia()};
    case SurgeryKind::abdominal:
      return {s.surgery_abdominal_trauma(),       s.surgery_abdominal_stay_d(),
              s.surgery_abdominal_steps_factor(), s.surgery_abdominal_recovery_d(),
              s.surgery_abdominal_inflammation(), false};
    case SurgeryKind::cardiac:
      break;
  }
  return {s.surgery_cardiac_trauma(),     s.surgery_cardiac_stay_d(),       s.surgery_cardiac_steps_factor(),
          s.surgery_cardiac_recovery_d(), s.surgery_cardiac_inflammation(), false};
}

}  // namespace sarx::timeline_detail
