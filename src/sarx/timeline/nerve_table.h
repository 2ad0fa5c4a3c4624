// Nerves: what they serve and where they are usually injured. A new nerve is one line here and its entries in
// parameters/nerves.yaml.
#pragma once

#include "sarx/timeline/nerve_injury.h"
#include "sarx/timeline/settings.h"

namespace sarx::timeline_detail {

struct NerveFacts {
  GroupShares shares;     ///< of each group's motor axons
  double lesion_site_mm;  ///< distance from the cord
};

inline NerveFacts facts(Nerve nerve) {
  const auto& s = settings();
  switch (nerve) {
    case Nerve::femoral:
      return {s.nerve_femoral(), s.lesion_site_femoral_mm()};
    case Nerve::sciatic:
      return {s.nerve_sciatic(), s.lesion_site_sciatic_mm()};
    case Nerve::tibial:
      return {s.nerve_tibial(), s.lesion_site_tibial_mm()};
    case Nerve::peroneal:
      return {s.nerve_peroneal(), s.lesion_site_peroneal_mm()};
    case Nerve::axillary:
      return {s.nerve_axillary(), s.lesion_site_axillary_mm()};
    case Nerve::musculocutaneous:
      return {s.nerve_musculocutaneous(), s.lesion_site_musculocutaneous_mm()};
    case Nerve::radial:
      return {s.nerve_radial(), s.lesion_site_radial_mm()};
    case Nerve::median:
      return {s.nerve_median(), s.lesion_site_median_mm()};
    case Nerve::ulnar:
      return {s.nerve_ulnar(), s.lesion_site_ulnar_mm()};
    case Nerve::brachial_plexus:
      return {s.nerve_brachial_plexus(), s.lesion_site_brachial_plexus_mm()};
    case Nerve::lumbosacral_plexus:
      return {s.nerve_lumbosacral_plexus(), s.lesion_site_lumbosacral_plexus_mm()};
    case Nerve::obturator:
      return {s.nerve_obturator(), s.lesion_site_obturator_mm()};
    case Nerve::superior_gluteal:
      return {s.nerve_superior_gluteal(), s.lesion_site_superior_gluteal_mm()};
    case Nerve::inferior_gluteal:
      return {s.nerve_inferior_gluteal(), s.lesion_site_inferior_gluteal_mm()};
    case Nerve::conus_cauda_equina:
      break;
  }
  return {s.nerve_conus_cauda_equina(), s.lesion_site_conus_cauda_equina_mm()};
}

}  // namespace sarx::timeline_detail
