#include "sarx/timeline/hormone_change.h"

#include <algorithm>

#include "sarx/timeline/settings.h"

namespace sarx {

void expose(const HormoneChange& event, const EventContext& context, Exposure& exposure) {
  if (!event.what) return;
  const auto& s = timeline_detail::settings();
  const auto raise = [](double& value, double other) { value = std::max(value, other); };
  const bool male = context.person->male;
  switch (*event.what) {
    case HormoneChangeKind::menopause:
      if (!male) exposure.menopause = true;
      break;
    case HormoneChangeKind::orchiectomy:
      if (male) raise(exposure.drug.endogenous_testosterone_block, s.gonadal_block_surgical());
      break;
    case HormoneChangeKind::oophorectomy:
      if (male) break;
      exposure.menopause = true;
      raise(exposure.drug.oestradiol_block, s.gonadal_block_surgical());
      raise(exposure.drug.endogenous_testosterone_block, s.ovarian_testosterone_share());
      break;
    case HormoneChangeKind::hypogonadism:
      raise(exposure.mechanism[index(Mechanism::hypogonadism)], s.hypogonadism_share());
      break;
    case HormoneChangeKind::gh_deficiency:
      exposure.growth_hormone_lack = 1;
      break;
  }
}

}  // namespace sarx
