#include "sarx/timeline/drug.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sarx/timeline/inner_edges.h"
#include "sarx/timeline/settings.h"

namespace sarx {
namespace {

using timeline_detail::given_or;
using timeline_detail::settings;

constexpr double ug_per_mg = 1000, hours_per_day = 24, days_per_week = 7;

bool is_testosterone(DrugName what) {
  return what <= DrugName::testosterone_patch;
}

bool is_antibody(DrugName what) {
  return what == DrugName::ponsegromab || what == DrugName::bimagrumab || what == DrugName::ly2495655;
}

/// Interval in which a drug is usually given.
double usual_interval(DrugName what) {
  const auto& s = settings();
  switch (what) {
    case DrugName::testosterone:
    case DrugName::testosterone_enanthate:
    case DrugName::testosterone_esters:
      return s.usual_testosterone_enanthate_every_d();
    case DrugName::testosterone_undecanoate:
      return s.usual_testosterone_undecanoate_every_d();
    case DrugName::gnrh_agonist:
      return s.gnrh_cover_d();
    case DrugName::ponsegromab:
    case DrugName::bimagrumab:
    case DrugName::ly2495655:
      return s.antibody_interval_d();
    case DrugName::nandrolone_decanoate:
    case DrugName::semaglutide:
    case DrugName::tirzepatide:
    case DrugName::glp1_agonist:
      return days_per_week;
    default:
      return 1;
  }
}

double interval(const Drug& event, const EventContext& context) {
  return std::max(1e-3, given_or(event.every_days, usual_interval(*event.what), context, "every_days", "d",
                                 "usual interval"));
}

/// Milligrams a day on average over the dosing interval.
double mg_per_day(const Drug& event, const EventContext& context, double usual_mg, double every_days) {
  const double body_mass_kg = context.person->body_mass_kg;
  const double dose = given_or(event.dose, usual_mg, context, "dose", "mg", "licensed or usual trial dose");
  if (!event.dose) return dose / every_days;
  switch (event.unit.value_or(DrugUnit::mg)) {
    case DrugUnit::mg:
      return dose / every_days;
    case DrugUnit::mg_kg:
      return dose * body_mass_kg / every_days;
    case DrugUnit::ug:
      return dose / ug_per_mg / every_days;
    case DrugUnit::ug_kg:
      return dose * body_mass_kg / ug_per_mg / every_days;
    case DrugUnit::ug_kg_h:
      break;
  }
  return dose * body_mass_kg * hours_per_day / ug_per_mg;
}

struct TestosteroneForm {
  double usual_mg;
  double absorbed_share;
  double half_life_d;
};

TestosteroneForm form_of(DrugName what) {
  const auto& s = settings();
  switch (what) {
    case DrugName::testosterone_undecanoate:
      return {s.usual_testosterone_undecanoate_mg(), s.testosterone_share_undecanoate(),
              s.half_life_undecanoate_d()};
    case DrugName::testosterone_undecanoate_oral:
      return {s.usual_testosterone_oral_mg(), s.testosterone_share_oral_undecanoate(), s.half_life_oral_d()};
    case DrugName::testosterone_gel:
      return {s.usual_testosterone_gel_mg(), s.testosterone_share_gel(), s.half_life_transdermal_d()};
    case DrugName::testosterone_patch:
      return {s.usual_testosterone_patch_mg(), s.testosterone_share_patch(), s.half_life_transdermal_d()};
    case DrugName::testosterone_esters:
      return {s.usual_testosterone_enanthate_mg(), s.testosterone_share_esters(), s.half_life_esters_d()};
    default:
      return {s.usual_testosterone_enanthate_mg(), s.testosterone_share_enanthate(),
              s.half_life_enanthate_d()};
  }
}

void give_testosterone(const Drug& event, const EventContext& context, DrugExposure& drug) {
  const auto& s = settings();
  const TestosteroneForm form = form_of(*event.what);
  drug.testosterone_half_life_d = form.half_life_d;
  if (event.titrated_to) {
    auto target = timeline_detail::first_level(*event.titrated_to);
    if (!target)
      target = given_or(std::nullopt, s.titration_target_ng_dl(), context, "titrated_to", "ng/dL",
                        "the goal is given in words");
    drug.testosterone_target_ng_dl = *target;
    drug.testosterone_dose_interval_d = event.every_days.value_or(s.titration_interval_d());
    return;
  }
  const double every = interval(event, context);
  double mg = mg_per_day(event, context, form.usual_mg, every);
  // Gels are named by the amount applied or by the amount that gets through; only the small figures can be
  // the latter.
  const bool delivered =
      *event.what == DrugName::testosterone_gel && event.dose && mg <= s.delivered_gel_limit_mg();
  if (!delivered) mg *= form.absorbed_share;
  drug.testosterone_mg_per_day += mg;
  drug.testosterone_dose_interval_d = every;
}

void give_estradiol(const Drug& event, const EventContext& context, DrugExposure& drug) {
  const auto& s = settings();
  const std::string route = timeline_detail::lower_case(event.route.value_or(""));
  const bool skin = timeline_detail::contains(route, "derm") || timeline_detail::contains(route, "patch") ||
                    timeline_detail::contains(route, "gel");
  const double usual_ug = skin ? s.usual_estradiol_patch_ug() : s.usual_estradiol_oral_ug();
  const double every = interval(event, context);
  const double ug = mg_per_day(event, context, usual_ug / ug_per_mg, every) * ug_per_mg;
  drug.oestradiol_ug_per_day += skin ? ug * s.estradiol_patch_to_oral() : ug;
}

void raise(double& value, double other) {
  value = std::max(value, other);
}

}  // namespace

void expose(const Drug& event, const EventContext& context, Exposure& exposure) {
  if (!event.what) return;
  const auto& s = settings();
  DrugExposure& drug = exposure.drug;
  const DrugName what = *event.what;
  if (is_testosterone(what)) return give_testosterone(event, context, drug);
  if (what == DrugName::estradiol) return give_estradiol(event, context, drug);
  const double every = interval(event, context);
  const auto daily = [&](double usual_mg) { return mg_per_day(event, context, usual_mg, every); };
  const double kg = context.person->body_mass_kg;
  switch (what) {
    case DrugName::testosterone_suppression:
    case DrugName::gnrh_agonist:
      raise(drug.endogenous_testosterone_block, s.gonadal_block_gnrh());
      raise(drug.oestradiol_block, s.gonadal_block_gnrh());
      break;
    case DrugName::nandrolone_decanoate:
      drug.nandrolone_mg_per_week += daily(s.usual_nandrolone_mg()) * days_per_week;
      break;
    case DrugName::oxandrolone:
      drug.oxandrolone_mg_per_day += daily(s.usual_oxandrolone_mg());
      break;
    case DrugName::enobosarm:
      drug.enobosarm_mg_per_day += daily(s.usual_enobosarm_mg());
      break;
    case DrugName::anamorelin:
      raise(drug.ghrelin_agonist, daily(s.usual_anamorelin_mg()) / s.usual_anamorelin_mg());
      break;
    case DrugName::ponsegromab:
      raise(drug.gdf15_block,
            daily(s.usual_ponsegromab_mg()) * s.antibody_interval_d() / s.usual_ponsegromab_mg());
      break;
    case DrugName::bimagrumab: {
      // The block is full from the trial dose on; a dose holds for a while, so that a larger one can be given
      // less often.
      const double dose_mg_per_kg = daily(s.usual_bimagrumab_mg_per_kg() * kg) * every / kg;
      const double cover =
          std::min(1.0, s.antibody_cover_d() / every) * dose_mg_per_kg / s.usual_bimagrumab_mg_per_kg();
      raise(drug.activin_receptor_block, std::min(1.0, cover));
      break;
    }
    case DrugName::ly2495655:
      raise(drug.myostatin_block,
            daily(s.usual_ly2495655_mg()) * s.antibody_interval_d() / s.usual_ly2495655_mg());
      break;
    case DrugName::growth_hormone:
      drug.growth_hormone_ug_per_kg_day +=
          daily(s.usual_growth_hormone_ug_per_kg() * kg / ug_per_mg) * ug_per_mg / kg;
      break;
    case DrugName::mk_677:
      raise(drug.mk677, daily(s.usual_mk677_mg()) / s.usual_mk677_mg());
      break;
    case DrugName::finasteride:
      raise(
          drug.five_alpha_reductase_block,
          std::min(1.0, daily(s.usual_finasteride_mg()) / s.usual_finasteride_mg()) * s.finasteride_block());
      break;
    case DrugName::prednisone:
      drug.prednisone_mg_per_day += daily(s.usual_prednisone_mg());
      break;
    case DrugName::hydrocortisone:
      drug.prednisone_mg_per_day += daily(s.usual_hydrocortisone_mg()) * s.prednisone_per_hydrocortisone();
      break;
    case DrugName::dexamethasone:
      drug.prednisone_mg_per_day += daily(s.usual_dexamethasone_mg()) * s.prednisone_per_dexamethasone();
      break;
    case DrugName::semaglutide:
    case DrugName::glp1_agonist:
      drug.incretin_semaglutide_mg_per_week += daily(s.usual_semaglutide_mg()) * days_per_week;
      break;
    case DrugName::liraglutide:
      drug.incretin_liraglutide_mg_per_day += daily(s.usual_liraglutide_mg());
      break;
    case DrugName::tirzepatide:
      drug.incretin_tirzepatide_mg_per_week += daily(s.usual_tirzepatide_mg()) * days_per_week;
      break;
    case DrugName::canagliflozin:
      raise(drug.sglt2_inhibitor, daily(s.usual_canagliflozin_mg()) / s.usual_canagliflozin_mg());
      break;
    default:
      break;
  }
}

double acts_until(const Drug& event, double from_day, double to_day) {
  if (!event.what) return to_day;
  const double every = std::max(1e-3, event.every_days.value_or(usual_interval(*event.what)));
  const double cover = is_antibody(*event.what) ? std::max(every, settings().antibody_cover_d())
                       : *event.what == DrugName::gnrh_agonist
                           ? std::max(every, settings().gnrh_depot_cover_d())
                           : every;
  if (event.doses) return from_day + (*event.doses - 1) * every + cover;
  const bool long_depot = is_antibody(*event.what) || *event.what == DrugName::gnrh_agonist;
  if (!long_depot || !std::isfinite(to_day) || to_day <= from_day) return to_day;
  constexpr double same_day = 1e-6;
  const double last_dose = from_day + std::floor((to_day - from_day - same_day) / every) * every;
  return std::max(to_day, last_dose + cover);
}

}  // namespace sarx
