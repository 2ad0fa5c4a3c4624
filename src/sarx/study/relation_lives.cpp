#include "sarx/study/relation_lives.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <variant>

#include "sarx/engine/simulate.h"
#include "sarx/measure/instrument.h"
#include "sarx/measure/reading.h"
#include "sarx/outcome/definitions.h"
#include "sarx/outcome/risk.h"
#include "sarx/person/reference.h"
#include "sarx/study/forecast.h"
#include "sarx/study/relation_words.h"

namespace sarx {
namespace {

/// A standing state whose duration is not told has stood so long.
constexpr double usual_standing_days = 365;
constexpr double longest_standing_days = 3653;
/// Peers within an arm are told apart by something: this takes more of them.
constexpr std::size_t more_people_for_groups = 4;
constexpr std::size_t hazard_steps = 8;
constexpr SimulationOptions steps{1, 14};

bool is_intervention(const Event& event) {
  return std::holds_alternative<Drug>(event) || std::holds_alternative<Supplement>(event) ||
         std::holds_alternative<Treatment>(event) || std::holds_alternative<Diet>(event) ||
         std::holds_alternative<ResistanceTraining>(event) ||
         std::holds_alternative<EnduranceTraining>(event) ||
         std::holds_alternative<ExerciseProgramme>(event) ||
         std::holds_alternative<ElectricalStimulation>(event);
}

/// How long before day 0 of the study the first event begins.
double standing_days(const Arm& arm, const Observation& o) {
  double first = 0;
  bool begins_at_0 = false;
  for (const TimelineItem& item : arm.timeline.items) {
    if (std::holds_alternative<Ageing>(item.event)) continue;
    first = std::min(first, item.from_day);
    begins_at_0 = begins_at_0 || (item.from_day == 0 && !is_intervention(item.event));
  }
  if (o.day.value_or(0) <= 0 && begins_at_0) first = std::min(first, -usual_standing_days);
  return std::min(-first, longest_standing_days);
}

/// The timeline counted from the first event. What stands at day 0 begins with it.
Timeline counted_from_first(const Timeline& timeline, double standing, bool cross_section) {
  Timeline shifted = timeline;
  for (TimelineItem& item : shifted.items) {
    const bool stands = cross_section && item.from_day == 0 && !is_intervention(item.event);
    item.from_day = stands ? 0 : std::max(0.0, item.from_day + standing);
    item.to_day += standing;
    if (auto* nerve = std::get_if<NerveInjury>(&item.event); nerve && nerve->repair_day)
      *nerve->repair_day += standing;
  }
  std::erase_if(shifted.items, [](const TimelineItem& item) { return item.to_day <= item.from_day; });
  return shifted;
}

/// What the people compared with, who are told in words, live through.
Timeline without(const Timeline& timeline, bool only_interventions) {
  Timeline left = timeline;
  std::erase_if(left.items,
                [&](const TimelineItem& item) { return !only_interventions || is_intervention(item.event); });
  return left;
}

class LivesQuestion {
 public:
  LivesQuestion(const Study& study, const Arm& arm, const Observation& o)
      : study_(study), arm_(arm), o_(o), text_(words_of(arm, o)), versus_(lower(o.versus)) {}

  std::optional<LivesExperiment> experiment(std::string& why_not) {
    if (arm_.subject.age_years.value_or(40) < 18 || arm_.subject.age_group.value_or("") == "child") {
      why_not = "the people are children, whom the model does not know";
      return {};
    }
    set_up_comparison();
    if (o_.measure == "prevalence_sarcopenia") return prevalence(why_not);
    if (const auto risk = risk_of(o_, text_, why_not)) {
      risk_ = *risk;
      return outcome(why_not);
    }
    if (!why_not.empty()) return {};
    return reading(why_not);
  }

 private:
  /// Who is compared with: another arm, the same people without what happened, the other side, or nobody.
  void set_up_comparison() {
    const bool cross_section = o_.day.value_or(0) <= 0;
    standing_ = standing_days(arm_, o_);
    own_people_ = people_of(arm_);
    own_people_.age_mean -= own_people_.age_sd > 0 ? standing_ / 365.25 : 0;
    own_ = counted_from_first(arm_.timeline, standing_, cross_section);
    own_key_ = fmt::format("{}|{}|{}", study_.id, arm_.name, standing_);
    other_people_ = own_people_;
    if (versus_.empty() || versus_ == "other_side") return;
    if (const Arm* arm = study_.arm(o_.versus)) {
      other_people_ = people_of(*arm);
      const double other_standing = standing_days(*arm, o_);
      other_people_.age_mean -= other_people_.age_sd > 0 ? other_standing / 365.25 : 0;
      other_ = counted_from_first(arm->timeline, other_standing, cross_section);
      other_standing_ = other_standing;
      other_key_ = fmt::format("{}|{}|{}", study_.id, arm->name, other_standing);
      // Arms that live through the same are told apart by what became of their people.
      within_ = arm_.timeline.items.size() == arm->timeline.items.size() && !other_ages_or_sexes(*arm) &&
                has_course(arm_) &&
                std::equal(arm_.event_names.begin(), arm_.event_names.end(), arm->event_names.begin()) &&
                !differ_in_dose(*arm);
      return;
    }
    static constexpr std::array<std::string_view, 5> untreated{"placebo", "usual", "standard", "non-user",
                                                               "control group"};
    static constexpr std::array<std::string_view, 6> healthy{
        "control", "able-bodied", "healthy", "normally nourished", "non-athletes", "twins"};
    const auto any = [&](auto& list) {
      return std::any_of(list.begin(), list.end(), [&](auto word) { return has(versus_, word); });
    };
    other_standing_ = standing_;
    if (any(untreated)) {
      other_ = without(own_, true);
    } else if (any(healthy)) {
      other_ = without(own_, false);
      other_people_.like.training.reset();
    } else {
      within_ = true;
      return;
    }
    other_key_ = own_key_ + "|without " + (any(untreated) ? "treatment" : "all");
  }
  bool other_ages_or_sexes(const Arm& other) const {
    return std::abs(age(arm_) - age(other)) > 5 || std::abs(arm_.subject.male_fraction.value_or(0.5) -
                                                            other.subject.male_fraction.value_or(0.5)) > 0.1;
  }
  static double age(const Arm& arm) { return arm.subject.age_years.value_or(70); }
  /// Two arms with the same kinds of events may differ in how much of them.
  bool differ_in_dose(const Arm& other) const {
    for (std::size_t i = 0; i < arm_.timeline.items.size(); ++i) {
      const TimelineItem &a = arm_.timeline.items[i], &b = other.timeline.items[i];
      if (const auto* diet = std::get_if<Diet>(&a.event)) {
        if (diet->protein_g_per_kg != std::get<Diet>(b.event).protein_g_per_kg) return true;
      }
      if (const auto* disease = std::get_if<Disease>(&a.event)) {
        if (disease->stage != std::get<Disease>(b.event).stage) return true;
      }
    }
    return false;
  }

  const Lives& lives(LivesStore& store, bool other, std::size_t people, std::vector<double> days,
                     const Parameters<double>& p, std::size_t draw) const {
    PeerSettings settings = other ? other_people_ : own_people_;
    settings.size = people;
    settings.seed = store.seed();
    for (double& day : days) day = std::max(0.0, day + (other ? other_standing_ : standing_));
    return store.get(settings, other ? other_ : own_, other ? other_key_ : own_key_, days, p, draw);
  }

  // --- Risks

  std::vector<double> follow_up() const {
    const double last = std::max(o_.day.value_or(365), 7.0);
    std::vector<double> days;
    for (std::size_t i = 0; i <= hazard_steps; ++i)
      days.push_back(last * static_cast<double>(i) / static_cast<double>(hazard_steps));
    return days;
  }

  /// Number of events expected of one life along the follow-up.
  static CumulativeRisk gathered(const PeerLife& life, const std::vector<double>& days,
                                 const Parameters<double>& p) {
    CumulativeRisk sum;
    for (std::size_t d = 0; d < days.size(); ++d)
      sum.add(days[d], risk_rates(Body<double>{life.person, p, life.start, life.states[d]}));
    return sum;
  }
  double expected(const CumulativeRisk& sum, bool as_chance, const Parameters<double>& p) const {
    return as_chance ? sum.chance(risk_, p) : sum.expected(risk_);
  }

  std::optional<LivesExperiment> outcome(std::string& why_not) {
    const LivesQuestion q = *this;
    const std::vector<double> days = follow_up();
    const double years = days.back() / 365.25;
    const bool fatal_course =
        std::any_of(arm_.timeline.items.begin(), arm_.timeline.items.end(),
                    [](const TimelineItem& i) { return std::holds_alternative<Disease>(i.event); }) ||
        arm_.subject.living == Living::hospital;
    if (o_.kind == ValueKind::value) {
      if (fatal_course) {
        why_not =
            "the illness itself kills, disables or admits; the rates here hold what weakness adds to those "
            "of "
            "people at home";
        return {};
      }
      why_not = beyond_the_population(text_);
      if (!why_not.empty()) return {};
      if (o_.unit == "people") {
        why_not = "a count of a few people";
        return {};
      }
      const bool percent = o_.unit == "percent" || o_.unit.empty();
      const double scale = percent ? 100 : o_.unit == "per_1000_person_years" ? 1000 / years : 1 / years;
      return [q, days, percent, scale](LivesStore& store, std::size_t people, const Parameters<double>& p,
                                       std::size_t draw) {
        double sum = 0;
        const Lives& all = q.lives(store, false, people, days, p, draw);
        for (const PeerLife& life : all) sum += q.expected(gathered(life, days, p), percent, p);
        return scale * sum / static_cast<double>(all.size());
      };
    }
    if (o_.kind != ValueKind::ratio && o_.kind != ValueKind::direction) {
      why_not = "neither a level nor a ratio";
      return {};
    }
    if (within_) return among_themselves(why_not);
    if (other_key_.empty()) {
      why_not = "who is compared with is not told";
      return {};
    }
    const bool chances = o_.ratio_kind == "RR" || o_.ratio_kind == "OR";
    return [q, days, chances](LivesStore& store, std::size_t people, const Parameters<double>& p,
                              std::size_t draw) {
      const auto mean = [&](bool other) {
        double sum = 0;
        const Lives& all = q.lives(store, other, people, days, p, draw);
        for (const PeerLife& life : all) sum += q.expected(gathered(life, days, p), chances, p);
        return sum / static_cast<double>(all.size());
      };
      const double own = mean(false), other = mean(true);
      if (q.o_.ratio_kind == "OR") return own / (1 - own) / (other / (1 - other));
      return own / other;
    };
  }

  /// People of one arm told apart by what they have or what became of them. The sign says which end is
  /// exposed: low (-1) or true (+1).
  struct Grouping {
    std::function<double(const Member& at_0, double muscle_change_percent)> value;
    double exposed_share = 0, unexposed_share = 0;  ///< of the lowest and of the highest; 0: value < 0.5 is
                                                    ///< unexposed, the others exposed
    bool per_sd = false;
  };
  std::optional<Grouping> grouping() const {
    Grouping g;
    const auto change = [](const Member&, double percent) { return percent; };
    if (has(text_, "loss quartile")) {
      g = {change, 0.25, 0.25, false};
    } else if (has(text_, "losing 6 percent") || has(text_, "lost muscle")) {
      g = {change, 0.5, 0.5, false};
    } else if (has(versus_, "one sd more lean")) {
      g = {[](const Member& m, double) { return m.lean_index_kg_m2; }, 0, 0, true};
    } else if (has(versus_, "not low muscle") || has(versus_, "no muscle wasting")) {
      g.value = [](const Member& m, double) {
        return m.lean_index_kg_m2 < reference_parameters().ewgsop1_muscle_index()[m.male ? 1 : 0] ? 1.0 : 0.0;
      };
    } else if (has(versus_, "without sarcopenia")) {
      g.value = [](const Member& m, double) {
        const Verdict v = classify(Definition::ewgsop2, m.readings);
        return v == Verdict::probable || v == Verdict::confirmed || v == Verdict::severe ? 1.0 : 0.0;
      };
    } else {
      return {};
    }
    return g;
  }

  std::optional<LivesExperiment> among_themselves(std::string& why_not) {
    const std::optional<Grouping> grouping_or = grouping();
    if (!grouping_or) {
      why_not = "an exposure this check does not know";
      return {};
    }
    const Grouping& g = *grouping_or;
    const LivesQuestion q = *this;
    // What became of the muscle is seen after about three months, and the risk in the year after.
    constexpr double seen_day = 100;
    constexpr double risk_days = 365;
    return [q, g](LivesStore& store, std::size_t people, const Parameters<double>& p, std::size_t draw) {
      const std::vector<double> days{0, seen_day, seen_day + risk_days};
      const Lives& all = q.lives(store, false, more_people_for_groups * people, days, p, draw);
      std::vector<double> value, hazard, age;
      for (const PeerLife& life : all) {
        const Body<double> before{life.person, p, life.start, life.states[0]};
        const Body<double> after{life.person, p, life.start, life.states[1]};
        value.push_back(
            g.value(member_of(before), 100 * (after.total_muscle_kg() / before.total_muscle_kg() - 1)));
        double sum = 0;
        for (const std::size_t d : {std::size_t{1}, std::size_t{2}})
          sum += risk_rates(Body<double>{life.person, p, life.start, life.states[d]})[index(q.risk_)];
        // Age and sex are taken off, as studies adjust for them: the rate against that of like people.
        RiskFactors usual;
        usual.male = life.person.male;
        usual.age_years = life.person.age_years;
        hazard.push_back(sum / risk_rates(usual, p)[index(q.risk_)]);
      }
      if (g.per_sd) return ratio_per_sd_less(value, hazard);
      std::vector<double> sorted = value;
      std::sort(sorted.begin(), sorted.end());
      const auto cut = [&](double share) {
        return sorted[std::min(sorted.size() - 1,
                               static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
      };
      double exposed = 0, unexposed = 0, exposed_n = 0, unexposed_n = 0;
      for (std::size_t i = 0; i < value.size(); ++i) {
        const bool is = g.exposed_share > 0 ? value[i] < cut(g.exposed_share) : value[i] > 0.5;
        const bool is_not = g.exposed_share > 0 ? value[i] >= cut(1 - g.unexposed_share) : value[i] < 0.5;
        if (is) exposed += hazard[i], exposed_n += 1;
        if (is_not) unexposed += hazard[i], unexposed_n += 1;
      }
      return exposed_n > 0 && unexposed_n > 0 ? exposed / exposed_n / (unexposed / unexposed_n)
                                              : std::nan("");
    };
  }
  static double ratio_per_sd_less(const std::vector<double>& x, const std::vector<double>& hazard) {
    const auto n = static_cast<double>(x.size());
    const double mean = std::accumulate(x.begin(), x.end(), 0.0) / n;
    double sxx = 0, sxy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      sxx += (x[i] - mean) * (x[i] - mean);
      sxy += (x[i] - mean) * std::log(hazard[i]);
    }
    return std::exp(-sxy / sxx * std::sqrt(sxx / n));
  }

  // --- Prevalence

  std::optional<LivesExperiment> prevalence(std::string& why_not) {
    std::function<bool(const Member&)> has_it;
    if (has(text_, "probable")) {
      has_it = [](const Member& m) {
        const Verdict v = classify(Definition::ewgsop2, m.readings);
        return v == Verdict::probable || v == Verdict::confirmed || v == Verdict::severe;
      };
    } else if (has(text_, "limb lean mass by height squared")) {
      has_it = [](const Member& m) {
        return m.lean_index_kg_m2 < reference_parameters().ewgsop1_muscle_index()[m.male ? 1 : 0];
      };
    } else {
      why_not = "the case definition has no cut-offs in the text read";
      return {};
    }
    const LivesQuestion q = *this;
    return [q, has_it](LivesStore& store, std::size_t people, const Parameters<double>& p, std::size_t draw) {
      double count = 0;
      const Lives& all =
          q.lives(store, false, more_people_for_groups * people, {q.o_.day.value_or(0)}, p, draw);
      for (const PeerLife& life : all)
        count += has_it(member_of(Body<double>{life.person, p, life.start, life.states[0]})) ? 1 : 0;
      return 100 * count / static_cast<double>(all.size());
    };
  }

  // --- States that instruments read

  std::optional<LivesExperiment> reading(std::string& why_not) {
    if (o_.measure == "muscle_protein_synthesis" || o_.measure == "muscle_protein_breakdown") {
      why_not = "a tracer rate, which needs the meals and bouts of the day";
      return {};
    }
    const bool bone = o_.measure == "bone_mineral_density";
    if (bone && o_.region == "spine") {
      why_not = "only bone of the hip is a state";
      return {};
    }
    MeasureWords words{o_.measure, o_.region, o_.side, o_.fibre, o_.method, o_.unit, o_.statistic, o_.muscle};
    std::string why;
    const std::optional<Instrument> instrument = make_instrument(words, &why);
    if (!instrument) {
      why_not = why;
      return {};
    }
    if (o_.kind == ValueKind::value && o_.unit.rfind("percent", 0) == 0 &&
        unit_of(instrument->measure) != "%") {
      why_not = "a share of people, whose number depends on chance between two tests";
      return {};
    }
    if (o_.kind == ValueKind::value && o_.measure == "insulin_sensitivity") {
      why_not = "a level on the scale of another test; only its changes can be compared";
      return {};
    }
    if (o_.measure == "fibre_number" || o_.measure == "motor_unit_number") {
      why_not = "numbers of fibres and motor units appear in the model through size and innervation only";
      return {};
    }
    if (!o_.day && o_.kind != ValueKind::difference_percent && o_.kind != ValueKind::difference) {
      why_not = "the day is not told";
      return {};
    }
    if (within_ && o_.kind != ValueKind::direction && !versus_.empty()) {
      why_not = "people told apart by something the arm's timeline does not hold";
      return {};
    }
    const LivesQuestion q = *this;
    Instrument other_instrument = *instrument;
    if (versus_ == "other_side") {
      words.side = o_.side == "left" ? "right" : "left";
      other_instrument = *make_instrument(words, nullptr);
    }
    const Instrument own_instrument = *instrument;
    const double day = std::max(0.0, o_.day.value_or(0));
    const double base = std::max(0.0, o_.from_baseline_day.value_or(0));
    const std::vector<double> days{std::min(base, day), day};
    const bool per_mass = o_.unit == "N m/kg";
    /// Readings of a whole arm on both days.
    const auto read_all = [q, days, per_mass](const Lives& all, const Instrument& by,
                                              const Parameters<double>& p, std::size_t d) {
      std::vector<double> values;
      for (const PeerLife& life : all) {
        const Body<double> body{life.person, p, life.start, life.states[d]};
        values.push_back(read(by, body) / (per_mass ? body.body_mass_kg() : 1));
      }
      return values;
    };
    const auto mean = [](const std::vector<double>& v) {
      return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
    };
    const bool levels = day <= 0 || versus_ == "other_side";
    switch (o_.kind) {
      case ValueKind::value:
        return [=](LivesStore& store, std::size_t people, const Parameters<double>& p, std::size_t draw) {
          return mean(read_all(q.lives(store, false, people, days, p, draw), own_instrument, p, 1));
        };
      case ValueKind::change:
      case ValueKind::change_percent:
      case ValueKind::rate_percent_per_year:
        if (day <= base) {
          if (o_.kind == ValueKind::rate_percent_per_year) return slope_over_ages(own_instrument);
          why_not = "the day is not told";
          return {};
        }
        return [=, kind = o_.kind](LivesStore& store, std::size_t people, const Parameters<double>& p,
                                   std::size_t draw) {
          const Lives& all = q.lives(store, false, people, days, p, draw);
          const double now = mean(read_all(all, own_instrument, p, 1));
          const double before = mean(read_all(all, own_instrument, p, 0));
          if (kind == ValueKind::change) return now - before;
          const double percent = 100 * (now / before - 1);
          return kind == ValueKind::change_percent ? percent : percent * 365.25 / (day - base);
        };
      case ValueKind::cv:
        return [=](LivesStore& store, std::size_t people, const Parameters<double>& p, std::size_t draw) {
          const Lives& all = q.lives(store, false, people, days, p, draw);
          std::vector<double> now = read_all(all, own_instrument, p, 1);
          const std::vector<double> before = read_all(all, own_instrument, p, 0);
          for (std::size_t i = 0; i < now.size(); ++i) now[i] = now[i] / before[i] - 1;
          const double centre = mean(now);
          double variance = 0;
          for (const double x : now) variance += (x - centre) * (x - centre);
          return std::sqrt(variance / static_cast<double>(now.size())) / std::abs(centre);
        };
      case ValueKind::difference:
      case ValueKind::difference_percent:
      case ValueKind::direction: {
        const bool percent = o_.kind != ValueKind::difference;
        if (versus_.empty() && o_.kind == ValueKind::direction) {
          if (!o_.day || day <= base) {
            why_not = "the day is not told";
            return {};
          }
          return [=](LivesStore& store, std::size_t people, const Parameters<double>& p, std::size_t draw) {
            const Lives& all = q.lives(store, false, people, days, p, draw);
            return 100 *
                   (mean(read_all(all, own_instrument, p, 1)) / mean(read_all(all, own_instrument, p, 0)) -
                    1);
          };
        }
        if (other_key_.empty() && versus_ != "other_side") {
          why_not = "who is compared with is not told in a way that can be simulated";
          return {};
        }
        return [=, same_people = versus_ == "other_side"](LivesStore& store, std::size_t people,
                                                          const Parameters<double>& p, std::size_t draw) {
          const Lives& own = q.lives(store, false, people, days, p, draw);
          const double now = mean(read_all(own, own_instrument, p, 1));
          const double before = mean(read_all(own, own_instrument, p, 0));
          const Lives& other = same_people ? own : q.lives(store, true, people, days, p, draw);
          const double other_now = mean(read_all(other, other_instrument, p, 1));
          const double other_before = mean(read_all(other, other_instrument, p, 0));
          if (levels) return percent ? 100 * (now / other_now - 1) : now - other_now;
          return percent ? 100 * (now / before - other_now / other_before)
                         : now - before - (other_now - other_before);
        };
      }
      default:
        why_not = "neither a level, a change nor a difference";
        return {};
    }
  }

  /// Slope of a reading over the ages of people tested once, percent of the youngest a year.
  LivesExperiment slope_over_ages(const Instrument& instrument) const {
    const LivesQuestion q = *this;
    return [q, instrument](LivesStore& store, std::size_t people, const Parameters<double>& p,
                           std::size_t draw) {
      const Lives& all = q.lives(store, false, more_people_for_groups * people, {0}, p, draw);
      double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, youngest = 200;
      for (const PeerLife& life : all) {
        const double x = life.person.age_years;
        const double y = read(instrument, Body<double>{life.person, p, life.start, life.states[0]});
        n += 1, sx += x, sy += y, sxx += x * x, sxy += x * y;
        youngest = std::min(youngest, x);
      }
      const double slope = (sxy - sx * sy / n) / (sxx - sx * sx / n);
      return 100 * slope / (sy / n + slope * (youngest - sx / n));
    };
  }

  const Study& study_;
  const Arm& arm_;
  const Observation& o_;
  std::string text_, versus_;
  Risk risk_ = Risk::falls;
  double standing_ = 0, other_standing_ = 0;  ///< days
  Timeline own_, other_;
  std::string own_key_, other_key_;
  PeerSettings own_people_, other_people_;
  bool within_ = false;
};

}  // namespace

const Lives& LivesStore::get(const PeerSettings& people, const Timeline& timeline,
                             const std::string& timeline_key, const std::vector<double>& days,
                             const Parameters<double>& parameters, std::size_t draw) {
  const std::string key = fmt::format("{}|{}|{}|{:.1f}|{:.1f}", timeline_key, people.size, draw,
                                      fmt::join(days, ","), people.age_mean);
  const auto known = lived_.find(key);
  if (known != lived_.end()) return known->second;
  // Day 0 of a life is its first event's; simulate() wants it among the days.
  std::vector<double> wanted{0};
  for (const double day : days)
    if (day > wanted.back()) wanted.push_back(day);
  Lives lives;
  std::size_t number = 0;
  for (const Peer& peer : draw_people(people, parameters)) {
    PeerLife life;
    life.person = peer.person;
    life.person.traits = drawn_traits(seed_, static_cast<int>(number++));
    const Trajectory<double> course = simulate(life.person, timeline, parameters, wanted, steps);
    life.start = course.states.front();
    for (const double day : days) {
      const auto at = std::lower_bound(wanted.begin(), wanted.end(), day) - wanted.begin();
      life.states.push_back(course.states[static_cast<std::size_t>(at)]);
    }
    lives.push_back(std::move(life));
  }
  return lived_.emplace(key, std::move(lives)).first->second;
}

bool has_course(const Arm& arm) {
  return std::any_of(arm.event_names.begin(), arm.event_names.end(),
                     [](const std::string& event) { return event != "ageing"; });
}

PeerSettings people_of(const Arm& arm) {
  const Subject& s = arm.subject;
  PeerSettings settings;
  settings.male_fraction = s.male_fraction.value_or(0.5);
  if (s.bmi) {
    settings.body_mass_index = *s.bmi;
  } else if (s.weight_kg) {
    const double height_cm = s.height_cm.value_or(
        settings.male_fraction * reference_height_cm(s.age_years.value_or(50), true) +
        (1 - settings.male_fraction) * reference_height_cm(s.age_years.value_or(50), false));
    settings.body_mass_index = *s.weight_kg / (height_cm * height_cm / 1e4);
  }
  settings.age_mean = s.age_years.value_or(70);
  const double range_sd =
      s.age_range && s.age_range->size() == 2 ? ((*s.age_range)[1] - (*s.age_range)[0]) / std::sqrt(12.0) : 4;
  settings.age_sd = std::max(0.5, s.age_years_sd.value_or(range_sd));
  // Age, sex and build are drawn; what else is known holds for everybody.
  settings.like = s;
  Subject& like = settings.like;
  for (auto* number :
       {&like.age_years, &like.age_years_sd, &like.age_years_se, &like.age_min, &like.age_max,
        &like.height_cm, &like.weight_kg, &like.weight_kg_sd, &like.bmi, &like.bmi_sd, &like.bmi_se,
        &like.bmi_min, &like.body_fat_percent, &like.fat_mass_kg, &like.lean_mass_kg, &like.lean_mass_kg_sd,
        &like.appendicular_lean_mass_kg, &like.male_fraction, &like.bone_t_score})
    number->reset();
  like.age_statistic.reset();
  like.age_range.reset();
  like.age_group.reset();
  like.bmi_range.reset();
  if (s.description && has(lower(*s.description), "sppb at most 9")) settings.sppb_max = 9;
  return settings;
}

std::optional<LivesExperiment> lives_experiment(const Study& study, const Arm& arm, const Observation& o,
                                                std::string& why_not) {
  return LivesQuestion(study, arm, o).experiment(why_not);
}

}  // namespace sarx
