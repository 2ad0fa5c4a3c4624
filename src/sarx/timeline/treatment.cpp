#include "sarx/timeline/treatment.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "sarx/timeline/inner_edges.h"
#include "sarx/timeline/settings.h"
#include "sarx/timeline/treatment_table.h"

namespace sarx {
namespace {

using timeline_detail::joint_share;
using timeline_detail::settings;

constexpr double percent = 100;

/// Share of its target that a treatment removes: the stated response, or the usual one.
double response(const Treatment& event) {
  if (event.response_percent) return std::clamp(*event.response_percent / percent, 0.0, 1.0);
  const auto& s = settings();
  switch (*event.what) {
    case TreatmentKind::surgery:
      return s.treated_surgery();
    case TreatmentKind::chemotherapy:
    case TreatmentKind::chemoradiotherapy:
    case TreatmentKind::immunotherapy:
      return s.treated_chemotherapy();
    case TreatmentKind::transplant:
      return s.treated_transplant();
    case TreatmentKind::dialysis:
      return s.treated_dialysis();
    case TreatmentKind::bicarbonate:
      return s.treated_bicarbonate();
    case TreatmentKind::refeeding:
      return s.treated_refeeding();
    case TreatmentKind::antithyroid:
      return s.treated_antithyroid();
    case TreatmentKind::anti_inflammatory:
      return s.treated_anti_inflammatory();
    case TreatmentKind::insulin:
      return s.treated_insulin();
    case TreatmentKind::antiretroviral:
      return s.treated_antiretroviral();
    case TreatmentKind::antibiotics:
      return s.treated_antibiotics();
    case TreatmentKind::levodopa:
      return s.treated_levodopa();
    case TreatmentKind::disease_modifying:
      return s.treated_disease_modifying();
    case TreatmentKind::rehabilitation:
      return s.treated_rehabilitation();
    case TreatmentKind::nutrition_support:
      return s.treated_nutrition_support();
    case TreatmentKind::cure:
    case TreatmentKind::cause_treated:
      break;
  }
  return s.treated_cure();
}

/// What is done once and stays done.
bool is_lasting(TreatmentKind what) {
  return what == TreatmentKind::surgery || what == TreatmentKind::transplant || what == TreatmentKind::cure;
}

bool is_cytotoxic(TreatmentKind what) {
  return what == TreatmentKind::chemotherapy || what == TreatmentKind::chemoradiotherapy ||
         what == TreatmentKind::immunotherapy;
}

/// Conditions that are low body mass.
bool is_malnourishing(TreatmentTarget of) {
  return of == TreatmentTarget::malnutrition || of == TreatmentTarget::anorexia_nervosa;
}

void remove(Exposure& condition, std::initializer_list<Mechanism> mechanisms, double share) {
  for (const Mechanism m : mechanisms) condition.mechanism[index(m)] *= 1 - share;
}

/// Everything a condition does by going on. What it has destroyed (cut axons, paths, fibres) stays.
void remove_all(Exposure& condition, double share) {
  for (double& mechanism : condition.mechanism) mechanism *= 1 - share;
  condition.steps_factor = 1 - (1 - condition.steps_factor) * (1 - share);
  condition.bed_rest *= 1 - share;
  for (auto& muscle : condition.muscle) {
    for (double& unloading : muscle.unloading) unloading *= 1 - share;
    muscle.trauma *= 1 - share;
    muscle.motor_neurones_lost_per_year *= 1 - share;
  }
}

void feed(Exposure& condition, double share) {
  remove(condition, {Mechanism::anorexia}, share);
  condition.nutrition.energy_shortage *= 1 - share;
  for (double& shortage : condition.shortage) shortage *= 1 - share;
}

}  // namespace

void expose(const Treatment& event, const EventContext& context, Exposure& exposure) {
  if (!event.of || !event.what || !timeline_detail::belongs(*event.of, *event.what)) return;
  const auto& s = settings();
  const std::string detail = timeline_detail::lower_case(event.detail.value_or(""));
  if (*event.of == TreatmentTarget::obesity && *event.what == TreatmentKind::surgery) {
    exposure.nutrition.bariatric_restriction =
        timeline_detail::contains(detail, "band") ? s.bariatric_band() : 1;
    return;
  }
  if (!event.response_percent && *event.of != TreatmentTarget::obesity)
    timeline_detail::assume(context, "response_percent",
                            timeline_detail::text(response(event) * percent) + " %", "usual response");
  const double felt = event.response_percent ? response(event) : 1;
  switch (*event.what) {
    case TreatmentKind::chemotherapy:
    case TreatmentKind::chemoradiotherapy:
    case TreatmentKind::immunotherapy: {
      if (!std::isfinite(context.to_day))
        timeline_detail::assume(context, "to_day", timeline_detail::text(s.chemotherapy_course_d()) + " d",
                                "usual course");
      const double drive = *event.what == TreatmentKind::chemotherapy        ? s.cytotoxic_chemotherapy()
                           : *event.what == TreatmentKind::chemoradiotherapy ? s.cytotoxic_chemoradiotherapy()
                                                                             : s.cytotoxic_immunotherapy();
      const auto add = [&](Mechanism m, double share) {
        exposure.mechanism[index(m)] = joint_share(exposure.mechanism[index(m)], share);
      };
      add(Mechanism::cytotoxic, drive);
      add(Mechanism::anorexia, drive * s.cytotoxic_anorexia());
      add(Mechanism::inactivity, drive * s.cytotoxic_inactivity());
      break;
    }
    case TreatmentKind::refeeding:
      exposure.nutrition.refeeding = std::max(exposure.nutrition.refeeding, felt);
      exposure.nutrition.malnourished = exposure.nutrition.malnourished || is_malnourishing(*event.of);
      break;
    case TreatmentKind::nutrition_support:
      exposure.nutrition.refeeding =
          std::max(exposure.nutrition.refeeding, felt * s.refeeding_nutrition_support());
      exposure.nutrition.malnourished = exposure.nutrition.malnourished || is_malnourishing(*event.of);
      break;
    case TreatmentKind::rehabilitation:
      exposure.rehabilitation = std::max(exposure.rehabilitation, felt);
      break;
    default:
      break;
  }
}

void treat(const Treatment& event, Exposure& condition) {
  if (!event.what) return;
  const double share = response(event);
  switch (*event.what) {
    case TreatmentKind::chemotherapy:
    case TreatmentKind::chemoradiotherapy:
    case TreatmentKind::immunotherapy:
      return remove(condition, {Mechanism::tumour, Mechanism::inflammation, Mechanism::hypermetabolism},
                    share);
    case TreatmentKind::dialysis:
      return remove(condition, {Mechanism::acidosis, Mechanism::anorexia}, share);
    case TreatmentKind::bicarbonate:
      return remove(condition, {Mechanism::acidosis}, share);
    case TreatmentKind::refeeding:
    case TreatmentKind::nutrition_support:
      return feed(condition, share);
    case TreatmentKind::antithyroid:
      return remove(condition,
                    {Mechanism::thyroid_excess, Mechanism::thyroid_lack, Mechanism::hypermetabolism,
                     Mechanism::weakness},
                    share);
    case TreatmentKind::anti_inflammatory:
      // With the inflammation goes what it causes.
      remove(condition, {Mechanism::inflammation}, share);
      return remove(condition, {Mechanism::anorexia, Mechanism::anaemia, Mechanism::hypermetabolism},
                    share / 2);
    case TreatmentKind::insulin:
      return remove(condition, {Mechanism::insulin_resistance}, share);
    case TreatmentKind::antibiotics:
      return remove(condition,
                    {Mechanism::inflammation, Mechanism::catabolic_crisis, Mechanism::hypermetabolism,
                     Mechanism::anorexia},
                    share);
    case TreatmentKind::levodopa:
      return remove(condition, {Mechanism::weakness, Mechanism::inactivity}, share);
    case TreatmentKind::rehabilitation:
      remove(condition, {Mechanism::weakness, Mechanism::inactivity}, share);
      condition.steps_factor = 1 - (1 - condition.steps_factor) * (1 - share);
      condition.bed_rest *= 1 - share;
      for (auto& muscle : condition.muscle)
        muscle.unloading[static_cast<std::size_t>(Unloading::bed_rest)] *= 1 - share;
      return;
    case TreatmentKind::surgery:
    case TreatmentKind::transplant:
    case TreatmentKind::antiretroviral:
    case TreatmentKind::disease_modifying:
    case TreatmentKind::cure:
    case TreatmentKind::cause_treated:
      remove_all(condition, share);
      condition.nutrition.energy_shortage *= 1 - share;
      for (double& shortage : condition.shortage) shortage *= 1 - share;
      return;
  }
}

double acts_until(const Treatment& event, double from_day, double to_day) {
  if (!event.what) return to_day;
  if (is_lasting(*event.what)) return std::numeric_limits<double>::infinity();
  if (is_cytotoxic(*event.what) && !std::isfinite(to_day))
    return from_day + settings().chemotherapy_course_d();
  return to_day;
}

double acts_until(const HormoneChange& event, double, double to_day) {
  const bool lasting = event.what == HormoneChangeKind::menopause ||
                       event.what == HormoneChangeKind::orchiectomy ||
                       event.what == HormoneChangeKind::oophorectomy;
  return lasting ? std::numeric_limits<double>::infinity() : to_day;
}

}  // namespace sarx
