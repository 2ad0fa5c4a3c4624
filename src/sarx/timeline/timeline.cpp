#include "sarx/timeline/timeline.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "sarx/timeline/combine.h"
#include "sarx/timeline/inner_edges.h"
#include "sarx/timeline/repletion.h"
#include "sarx/timeline/settings.h"
#include "sarx/timeline/treatment_table.h"

namespace sarx {
namespace {

/// An item with the day until which it acts.
struct Running {
  const TimelineItem* item;
  std::size_t number;  ///< place in the timeline
  double acts_until;
  bool reported = false;

  bool under_way(double day) const { return item->from_day <= day && day < acts_until; }
};

class Reporter final : public AssumptionSink {
 public:
  Reporter(std::vector<Assumption>& list, const Running& running) : list_(list) {
    path_ = "timeline[" + std::to_string(running.number) + "]." +
            std::string(event_name(running.item->event)) + ".";
  }
  void assume(std::string_view field, std::string_view value, std::string_view because) override {
    list_.push_back({path_ + std::string(field), std::string(value), std::string(because)});
  }

 private:
  std::vector<Assumption>& list_;
  std::string path_;
};

/// Whether the first words of TreatmentTarget are those of Condition, so that one can be read as the other.
constexpr bool targets_begin_with_conditions() {
  for (std::size_t i = 0; i < Words<Condition>::words.size(); ++i)
    if (Words<TreatmentTarget>::words[i] != Words<Condition>::words[i]) return false;
  return true;
}
static_assert(targets_begin_with_conditions());

bool treats(const Treatment& treatment, Condition condition) {
  if (!treatment.of || !treatment.what || !timeline_detail::belongs(*treatment.of, *treatment.what))
    return false;
  if (static_cast<std::size_t>(*treatment.of) == static_cast<std::size_t>(condition)) return true;
  // A new kidney ends dialysis.
  return condition == Condition::haemodialysis && *treatment.of == TreatmentTarget::ckd &&
         (*treatment.what == TreatmentKind::transplant || *treatment.what == TreatmentKind::cure);
}

/// Whether the author describes the stay of an operation himself: bed rest or a hospital stay that begins
/// about then.
bool states_stay(const std::vector<Running>& all, double operation_day) {
  constexpr double days_around = 3;
  return std::any_of(all.begin(), all.end(), [&](const Running& running) {
    if (std::abs(running.item->from_day - operation_day) > days_around) return false;
    if (std::holds_alternative<BedRest>(running.item->event)) return true;
    const auto* disease = std::get_if<Disease>(&running.item->event);
    return disease && disease->condition &&
           (*disease->condition == Condition::acute_hospitalisation ||
            *disease->condition == Condition::critical_illness);
  });
}

void remove_stay(Exposure& operation) {
  operation.bed_rest = 0;
  for (auto& muscle : operation.muscle) muscle.unloading[static_cast<std::size_t>(Unloading::bed_rest)] = 0;
}

std::vector<double> edges_of(const std::vector<Running>& all, const Person& person, double first_day,
                             double last_day) {
  std::vector<double> edges{first_day, last_day};
  std::vector<double> found;
  for (const Running& running : all) {
    const auto& item = *running.item;
    found.assign({item.from_day, item.to_day, running.acts_until});
    std::visit([&](const auto& event) { inner_edges(event, item.from_day, item.to_day, person, found); },
               item.event);
    for (const double day : found)
      if (day > first_day && day < last_day && day <= running.acts_until) edges.push_back(day);
  }
  std::sort(edges.begin(), edges.end());
  constexpr double same_moment_d = 1e-6;
  edges.erase(
      std::unique(edges.begin(), edges.end(), [](double a, double b) { return b - a < same_moment_d; }),
      edges.end());
  if (edges.size() > 1) edges.back() = last_day;
  return edges;
}

class StretchBuilder {
 public:
  StretchBuilder(std::vector<Running>& all, const Person& person, std::vector<Assumption>* assumed)
      : all_(all), person_(person), assumed_(assumed) {}

  Exposure at(double day) {
    Exposure total;
    treatments_.clear();
    for (const Running& running : all_)
      if (const auto* treatment = std::get_if<Treatment>(&running.item->event);
          treatment && running.under_way(day))
        treatments_.push_back(treatment);

    for (Running& running : all_) {
      if (!running.under_way(day) || std::holds_alternative<Supplement>(running.item->event)) continue;
      Exposure part;
      run(running, day, part);
      treat_causes(running.item->event, part);
      if (std::holds_alternative<Surgery>(running.item->event) && states_stay(all_, running.item->from_day))
        remove_stay(part);
      timeline_detail::combine(total, part);
    }

    // Supplements come last: those taken at training need to know how often that is.
    timeline_detail::Repletion repleted{};
    for (Running& running : all_) {
      const auto* supplement = std::get_if<Supplement>(&running.item->event);
      if (!supplement || !running.under_way(day)) continue;
      run(running, day, total);
      const auto shares = timeline_detail::repletion(*supplement);
      for (std::size_t n = 0; n < nutrient_count; ++n) repleted[n] = std::min(1.0, repleted[n] + shares[n]);
    }
    timeline_detail::replete(total, repleted, person_.body_mass_kg);
    remember_depot(day, total.drug);
    timeline_detail::settle(total, person_.steps_per_day, person_.male);
    return total;
  }

 private:
  void run(Running& running, double day, Exposure& exposure) {
    const auto& item = *running.item;
    EventContext context{item.from_day, item.to_day, day, &person_, nullptr};
    std::optional<Reporter> reporter;
    if (assumed_ && !std::exchange(running.reported, true)) {
      reporter.emplace(*assumed_, running);
      context.assumptions = &*reporter;
    }
    std::visit([&](const auto& event) { expose(event, context, exposure); }, item.event);
  }

  /// Treatments under way take their share of the condition they are for.
  void treat_causes(const Event& event, Exposure& part) const {
    if (const auto* disease = std::get_if<Disease>(&event); disease && disease->condition) {
      for (const auto* treatment : treatments_)
        if (treats(*treatment, *disease->condition)) treat(*treatment, part);
    } else if (std::holds_alternative<Deficiency>(event)) {
      for (const auto* treatment : treatments_)
        if (treatment->of == TreatmentTarget::malnutrition && treatment->what &&
            timeline_detail::belongs(*treatment->of, *treatment->what))
          treat(*treatment, part);
    }
  }

  /// After the last dose the depot empties at its own pace.
  void remember_depot(double day, DrugExposure& drug) const {
    if (drug.testosterone_mg_per_day > 0 || drug.testosterone_target_ng_dl) return;
    double latest = -std::numeric_limits<double>::infinity();
    for (const Running& running : all_) {
      const auto* past = std::get_if<Drug>(&running.item->event);
      if (!past || running.acts_until > day || running.acts_until <= latest) continue;
      Exposure scratch;
      expose(*past,
             EventContext{running.item->from_day, running.item->to_day, running.item->from_day, &person_,
                          nullptr},
             scratch);
      if (scratch.drug.testosterone_mg_per_day <= 0 && !scratch.drug.testosterone_target_ng_dl) continue;
      latest = running.acts_until;
      drug.testosterone_half_life_d = scratch.drug.testosterone_half_life_d;
    }
  }

  std::vector<Running>& all_;
  const Person& person_;
  std::vector<Assumption>* assumed_;
  std::vector<const Treatment*> treatments_;
};

}  // namespace

std::vector<Stretch> expose(const Timeline& timeline, const Person& person, double first_day, double last_day,
                            std::vector<Assumption>* assumed) {
  std::vector<Running> all;
  all.reserve(timeline.items.size());
  for (std::size_t i = 0; i < timeline.items.size(); ++i) {
    const auto& item = timeline.items[i];
    const double until = std::visit(
        [&](const auto& event) { return acts_until(event, item.from_day, item.to_day); }, item.event);
    all.push_back({&item, i, until});
  }
  // Where two events state the same thing, the one that began later holds.
  std::stable_sort(all.begin(), all.end(),
                   [](const Running& a, const Running& b) { return a.item->from_day < b.item->from_day; });

  const std::vector<double> edges = edges_of(all, person, first_day, last_day);
  StretchBuilder builder(all, person, assumed);
  std::vector<Stretch> stretches;
  stretches.reserve(edges.size());
  if (edges.size() == 1) stretches.push_back({first_day, last_day, builder.at(first_day)});
  for (std::size_t i = 0; i + 1 < edges.size(); ++i)
    stretches.push_back({edges[i], edges[i + 1], builder.at(edges[i])});
  return stretches;
}

}  // namespace sarx
