#include "sarx/timeline/warnings.h"

#include <algorithm>
#include <cmath>

#include "sarx/timeline/safety_table.h"
#include "sarx/timeline/settings.h"
#include "sarx/timeline/treatment_table.h"

namespace sarx {
namespace {

using namespace timeline_detail;

std::string normal(std::string_view words) {
  std::string text = lower_case(words);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return text;
}

std::string drug_event(DrugName what) {
  return "drug: " + std::string(Words<DrugName>::words[static_cast<std::size_t>(what)]);
}

void say(std::vector<Warning>& list, std::string_view kind, std::string_view event, std::string_view text,
         std::string_view source) {
  const bool known = std::any_of(list.begin(), list.end(), [&](const Warning& w) {
    return w.kind == kind && w.event == event && w.text == text;
  });
  if (!known)
    list.push_back({std::string(kind), std::string(event), std::string(text), std::string(source), false});
}

template <class Enum>
std::string_view word(Enum value) {
  return Words<Enum>::words[static_cast<std::size_t>(value)];
}

double body_mass_index(const Person& person) {
  return person.body_mass_kg / (person.height_m * person.height_m);
}

bool overlap(const TimelineItem& a, const TimelineItem& b) {
  return a.from_day < b.to_day && b.from_day < a.to_day;
}

bool in_history(const Person& person, std::string_view part) {
  return !part.empty() && std::any_of(person.history.begin(), person.history.end(),
                                      [&](const std::string& word) { return contains(normal(word), part); });
}

/// Whether the person has the disease while the drug is given.
bool has_disease(const Timeline& timeline, const ConditionRule& rule, const TimelineItem& drug) {
  if (!rule.condition) return false;
  return std::any_of(timeline.items.begin(), timeline.items.end(), [&](const TimelineItem& item) {
    const auto* disease = std::get_if<Disease>(&item.event);
    if (!disease || disease->condition != rule.condition) return false;
    const bool overlap = item.from_day < drug.to_day && drug.from_day < item.to_day;
    return overlap && contains(normal(disease->site.value_or("")), rule.site);
  });
}

/// A stroke of the timeline in the half year before the drug is begun, or while it is taken.
bool recent_stroke(const Timeline& timeline, const TimelineItem& drug) {
  constexpr double half_year_d = 183;
  return std::any_of(timeline.items.begin(), timeline.items.end(), [&](const TimelineItem& item) {
    const auto* disease = std::get_if<Disease>(&item.event);
    return disease && disease->condition == Condition::stroke &&
           item.from_day > drug.from_day - half_year_d && item.from_day < drug.to_day;
  });
}

bool lacks_growth_hormone(const Timeline& timeline) {
  return std::any_of(timeline.items.begin(), timeline.items.end(), [](const TimelineItem& item) {
    const auto* change = std::get_if<HormoneChange>(&item.event);
    return change && change->what == HormoneChangeKind::gh_deficiency;
  });
}

void contraindications(const Timeline& timeline, const Person& person, const TimelineItem& item,
                       DrugName what, std::vector<Warning>& list) {
  const DrugClass drug = class_of(what);
  const std::string event = drug_event(what);
  constexpr std::string_view kind = "contraindication";
  for (const ConditionRule& rule : condition_rules)
    if (rule.drug == drug && (in_history(person, rule.history) || has_disease(timeline, rule, item)))
      say(list, kind, event, rule.text, rule.source);
  if (drug == DrugClass::testosterone) {
    constexpr double psa_limit = 4, haematocrit_limit = 48;
    if (person.psa_ng_ml && *person.psa_ng_ml > psa_limit)
      say(list, kind, event,
          "PSA " + text(*person.psa_ng_ml) + " ng/mL is above 4: to be looked into before testosterone",
          endocrine_society);
    if (person.haematocrit_percent > haematocrit_limit)
      say(list, kind, event,
          "haematocrit " + text(person.haematocrit_percent) +
              " % is above 48: to be looked into before testosterone",
          endocrine_society_table);
    if (recent_stroke(timeline, item))
      say(list, kind, event, "a stroke within the last six months is a contraindication of testosterone",
          endocrine_society);
    if (in_history(person, "pregnan"))
      say(list, kind, event, "testosterone virilises an unborn girl: not in pregnancy", "assumption");
  }
  constexpr double older_adult_years = 60;
  if (drug == DrugClass::growth_hormone && person.age_years >= older_adult_years &&
      !lacks_growth_hormone(timeline))
    say(list, kind, event,
        "not advised for an older adult without proven deficiency (oedema, arthralgia, carpal tunnel, "
        "glucose)",
        davis_guide);
}

void supervision(DrugName what, std::vector<Warning>& list) {
  const std::string event = drug_event(what);
  switch (class_of(what)) {
    case DrugClass::testosterone:
      return say(list, "supervision", event,
                 "only under medical supervision, with haematocrit, PSA and testosterone checked at the "
                 "start and during treatment; not with prostate or breast cancer, uncontrolled heart "
                 "failure, thrombophilia, untreated sleep apnoea, a stroke or heart attack within six "
                 "months, or a wish for children soon",
                 endocrine_society);
    case DrugClass::growth_hormone:
      return say(list, "supervision", event,
                 "only under medical supervision, with IGF-1, glucose and signs of oedema watched; not with "
                 "cancer, diabetic retinopathy, in critical illness or in pregnancy",
                 growth_hormone_guides);
    case DrugClass::other_androgen:
      return say(list, "supervision", event,
                 "only under medical supervision; not licensed to build muscle in healthy people",
                 "assumption");
    case DrugClass::oestrogen:
      return say(list, "supervision", event,
                 "a medicine: only under medical supervision; not with breast or womb cancer, after "
                 "thrombosis, embolism, stroke or heart attack, with liver disease or in pregnancy",
                 oestrogen_table);
    case DrugClass::incretin:
      return say(list, "supervision", event,
                 "a medicine: only under medical supervision; not with medullary thyroid cancer (own or in "
                 "the family) or multiple endocrine neoplasia type 2, not in pregnancy, with care after "
                 "pancreatitis",
                 incretin_guide);
    default:
      return say(list, "supervision", event, "a medicine: only under medical supervision", "assumption");
  }
}

void studied_doses(const TimelineItem& item, const Person& person, DrugName what,
                   std::vector<Warning>& list) {
  Exposure exposure;
  expose(std::get<Drug>(item.event),
         EventContext{item.from_day, item.to_day, item.from_day, &person, nullptr}, exposure);
  const DrugExposure& given = exposure.drug;
  const std::string event = drug_event(what);
  using Limits = StudiedLimits;
  const auto check = [&](double amount, double most, std::string_view unit, std::string_view source) {
    constexpr double rounding = 1.001;
    if (amount > most * rounding)
      say(list, "range", event,
          text(amount) + " " + std::string(unit) + " is beyond the doses studied (" + text(most) +
              "): the forecast extrapolates",
          source);
  };
  check(given.testosterone_mg_per_day, Limits::testosterone_mg_per_day, "mg of testosterone a day",
        Limits::testosterone_source);
  check(given.growth_hormone_ug_per_kg_day, Limits::growth_hormone_ug_per_kg_day, "ug/kg a day",
        Limits::growth_hormone_source);
  check(given.oxandrolone_mg_per_day, Limits::oxandrolone_mg_per_day, "mg a day", Limits::oxandrolone_source);
  check(given.nandrolone_mg_per_week, Limits::nandrolone_mg_per_week, "mg a week", Limits::nandrolone_source);
  check(given.enobosarm_mg_per_day, Limits::enobosarm_mg_per_day, "mg a day", Limits::enobosarm_source);
  check(given.incretin_semaglutide_mg_per_week, Limits::semaglutide_mg_per_week, "mg a week",
        Limits::incretin_source);
  check(given.incretin_liraglutide_mg_per_day, Limits::liraglutide_mg_per_day, "mg a day",
        Limits::incretin_source);
  check(given.incretin_tirzepatide_mg_per_week, Limits::tirzepatide_mg_per_week, "mg a week",
        Limits::incretin_source);
}

void studied_diets(const TimelineItem& item, const Person& person, std::vector<Warning>& list) {
  const auto& diet = std::get<Diet>(item.event);
  using Limits = StudiedLimits;
  const double days = item.to_day - item.from_day;
  const double need = person.energy_need_kcal_per_day;
  constexpr double percent = 100;
  std::optional<double> intake = diet.energy_kcal;
  if (diet.energy_percent_of_need) intake = need * *diet.energy_percent_of_need / percent;
  if (diet.energy_deficit_kcal) intake = need - *diet.energy_deficit_kcal;
  if (intake && *intake < Limits::lowest_energy_kcal)
    say(list, "range", "diet",
        text(std::max(0.0, *intake)) +
            " kcal a day is less than the diets studied: medical supervision is needed, the forecast "
            "extrapolates",
        Limits::diet_source);
  else if (intake && need - *intake > Limits::largest_deficit_kcal && days > Limits::long_diet_d)
    say(list, "range", "diet",
        "a deficit of " + text(need - *intake) +
            " kcal a day for months is beyond what people in studies kept to",
        Limits::diet_source);
  double protein = diet.protein_g_per_kg.value_or(0);
  if (diet.protein_g) protein = *diet.protein_g / person.body_mass_kg;
  if (protein > Limits::protein_g_per_kg)
    say(list, "range", "diet", text(protein) + " g/kg of protein a day is beyond the intakes studied",
        Limits::protein_source);
}

void studied_supplements(const TimelineItem& item, std::vector<Warning>& list) {
  const auto& supplement = std::get<Supplement>(item.event);
  using Limits = StudiedLimits;
  if (supplement.what == SupplementKind::vitamin_d && supplement.per == SupplementPer::year &&
      supplement.dose && supplement.unit.value_or(SupplementUnit::iu) == SupplementUnit::iu &&
      *supplement.dose >= Limits::vitamin_d_yearly_iu)
    say(list, "range", "supplement: vitamin_d", "a yearly dose this large raised falls and fractures",
        Limits::vitamin_d_source);
}

/// Incretin drugs in people they are not given to, and two of them at once.
void incretins(const Timeline& timeline, const Person& person, const TimelineItem& item, DrugName what,
               std::vector<Warning>& list) {
  if (class_of(what) != DrugClass::incretin) return;
  using Limits = StudiedLimits;
  const bool diabetes =
      in_history(person, "diabetes") ||
      std::any_of(timeline.items.begin(), timeline.items.end(), [&](const TimelineItem& other) {
        const auto* disease = std::get_if<Disease>(&other.event);
        return disease && disease->condition == Condition::type2_diabetes && overlap(other, item);
      });
  if (!diabetes && body_mass_index(person) < Limits::incretin_body_mass_index)
    say(list, "range", drug_event(what),
        "a body mass index of " + text(body_mass_index(person)) + " kg/m2 without diabetes is below " +
            text(Limits::incretin_body_mass_index) +
            ": the trials replayed here took heavier people, the forecast extrapolates",
        Limits::incretin_people_source);
  for (const TimelineItem& other : timeline.items) {
    const auto* drug = std::get_if<Drug>(&other.event);
    if (drug && drug->what && *drug->what != what && class_of(*drug->what) == DrugClass::incretin &&
        overlap(other, item))
      say(list, "range", drug_event(what),
          "given at the same time as " + std::string(word(*drug->what)) +
              ": no study behind the forecast combined two incretin drugs",
          "assumption");
  }
}

void treatments(const Treatment& treatment, const Person& person, std::vector<Warning>& care,
                std::vector<Warning>& range) {
  if (!treatment.of || !treatment.what) return;
  const std::string event =
      "treatment: " + std::string(word(*treatment.what)) + " of " + std::string(word(*treatment.of));
  if (!belongs(*treatment.of, *treatment.what)) {
    std::string where;
    for (std::size_t i = 0; i < Words<TreatmentTarget>::words.size(); ++i)
      if (belongs(static_cast<TreatmentTarget>(i), *treatment.what))
        where += (where.empty() ? "" : ", ") + std::string(Words<TreatmentTarget>::words[i]);
    return say(range, "range", event,
               "it doesn't belong to this condition and has no effect here; it acts on " + where,
               "assumption");
  }
  if (treatment.of != TreatmentTarget::obesity || treatment.what != TreatmentKind::surgery) return;
  say(care, "supervision", "treatment: surgery of obesity",
      "lifelong medical supervision, with protein, vitamins and minerals checked", "assumption");
  using Limits = StudiedLimits;
  if (body_mass_index(person) < Limits::bariatric_body_mass_index)
    say(range, "range", event,
        "a body mass index of " + text(body_mass_index(person)) +
            " kg/m2 is no obesity (30 and more): the studies replayed here operated on heavier people, the "
            "forecast extrapolates",
        Limits::bariatric_people_source);
}

/// Organs that only one sex has.
void sexes(const HormoneChange& change, const Person& person, std::vector<Warning>& list) {
  if (!change.what) return;
  const bool of_women =
      *change.what == HormoneChangeKind::menopause || *change.what == HormoneChangeKind::oophorectomy;
  const bool of_men = *change.what == HormoneChangeKind::orchiectomy;
  if (!(person.male ? of_women : of_men)) return;
  const std::size_t before = list.size();
  say(list, "range", "hormone_change: " + std::string(word(*change.what)),
      person.male ? "a man has no ovaries: it does nothing here"
                  : "a woman has no testes: it does nothing here",
      "definition");
  if (list.size() > before) list.back().of_sex = true;
}

}  // namespace

std::vector<Warning> warnings(const Timeline& timeline, const Person& person) {
  std::vector<Warning> list, care, range;
  for (const TimelineItem& item : timeline.items) {
    if (const auto* drug = std::get_if<Drug>(&item.event); drug && drug->what) {
      contraindications(timeline, person, item, *drug->what, list);
      supervision(*drug->what, care);
      studied_doses(item, person, *drug->what, range);
      incretins(timeline, person, item, *drug->what, range);
    } else if (std::holds_alternative<Diet>(item.event)) {
      studied_diets(item, person, range);
    } else if (std::holds_alternative<Supplement>(item.event)) {
      studied_supplements(item, range);
    } else if (const auto* treatment = std::get_if<Treatment>(&item.event)) {
      treatments(*treatment, person, care, range);
    } else if (const auto* change = std::get_if<HormoneChange>(&item.event)) {
      sexes(*change, person, range);
    }
  }
  list.insert(list.end(), care.begin(), care.end());
  list.insert(list.end(), range.begin(), range.end());
  return list;
}

std::vector<Harm> harms(const Timeline& timeline, const Person& person) {
  std::vector<Harm> list;
  const auto say_harm = [&](std::string event, std::string_view harm, std::string_view size,
                            std::string_view source) {
    const bool known = std::any_of(list.begin(), list.end(), [&](const Harm& h) {
      return h.event == event && h.harm == harm && h.text == size;
    });
    if (!known) list.push_back({std::move(event), std::string(harm), std::string(size), std::string(source)});
  };
  for (const TimelineItem& item : timeline.items) {
    const auto* drug = std::get_if<Drug>(&item.event);
    if (!drug || !drug->what) continue;
    for (const HarmRow& row : harm_rows)
      if (row.drug == class_of(*drug->what) && (!row.form || row.form == *drug->what) &&
          (!row.men_only || person.male) && person.age_years >= row.from_age_years)
        say_harm(drug_event(*drug->what), row.harm, row.text, row.source);
    const bool ill =
        std::any_of(timeline.items.begin(), timeline.items.end(), [&](const TimelineItem& other) {
          const auto* disease = std::get_if<Disease>(&other.event);
          return disease &&
                 (disease->condition == Condition::critical_illness ||
                  disease->condition == Condition::sepsis) &&
                 other.from_day < item.to_day && item.from_day < other.to_day;
        });
    if (*drug->what == DrugName::growth_hormone && ill)
      say_harm(drug_event(*drug->what), "death in critical illness",
               "41.9 % against 19.3 % without growth hormone", humatrope_label);
  }
  return list;
}

}  // namespace sarx
