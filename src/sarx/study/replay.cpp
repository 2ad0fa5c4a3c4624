#include "sarx/study/replay.h"

#include <algorithm>
#include <cctype>

#include "sarx/person/fractions.h"
#include "sarx/study/replay.inl"
#include "sarx/study/stated_unit.h"

namespace sarx {

template std::vector<double> replay<double>(const StudyPlan&, const Parameters<double>&);

namespace {

bool has_unit(ValueKind kind) {
  return kind == ValueKind::change || kind == ValueKind::value || kind == ValueKind::difference;
}

}  // namespace

double RowScale::to_scale(double stated) const {
  if (has_unit(kind)) stated /= unit;
  const auto ratio_log = [](double ratio) { return std::log(std::max(ratio, 0.01)); };
  if (percent) {
    switch (kind) {
      case ValueKind::change_percent:
        return ratio_log(1 + stated / 100);
      case ValueKind::change:
        return ratio_log(1 + stated / base);
      case ValueKind::value:
        return ratio_log(stated / base);
      case ValueKind::rate_percent_per_year:
        return ratio_log(1 + stated / 100 * years);
      case ValueKind::difference_percent:
        return level ? ratio_log(1 + stated / 100) : ratio_log((other + stated / 100) / other);
      case ValueKind::difference:
        return level ? ratio_log((other + stated) / other) : ratio_log((other + stated / base) / other);
      default:
        return stated;
    }
  }
  switch (kind) {
    case ValueKind::change_percent:
    case ValueKind::difference_percent:
      return stated / 100 * base;
    case ValueKind::rate_percent_per_year:
      return stated / 100 * base * years;
    case ValueKind::value:
      return stated - base;
    default:
      return stated;
  }
}

double RowScale::from_scale(double scaled) const {
  const double factor = has_unit(kind) ? unit : 1;
  if (percent) {
    const double ratio = std::exp(scaled);
    switch (kind) {
      case ValueKind::change_percent:
      case ValueKind::direction:
        return 100 * (ratio - 1);
      case ValueKind::change:
        return factor * base * (ratio - 1);
      case ValueKind::value:
        return factor * base * ratio;
      case ValueKind::rate_percent_per_year:
        return 100 * (ratio - 1) / years;
      case ValueKind::difference_percent:
        return level ? 100 * (ratio - 1) : 100 * other * (ratio - 1);
      case ValueKind::difference:
        return factor * (level ? other * (ratio - 1) : base * other * (ratio - 1));
      default:
        return scaled;
    }
  }
  switch (kind) {
    case ValueKind::change_percent:
    case ValueKind::difference_percent:
      return 100 * scaled / base;
    case ValueKind::rate_percent_per_year:
      return 100 * scaled / base / years;
    case ValueKind::value:
      return factor * (scaled + base);
    default:
      return factor * scaled;
  }
}

namespace {

bool has(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// Whether two observations read the same thing; `strict` also compares method and fibre type.
bool same_thing(const Observation& a, const Observation& b, bool strict) {
  return a.measure == b.measure && a.region == b.region && a.side == b.side && a.unit == b.unit &&
         (!strict || (a.method == b.method && a.fibre == b.fibre && a.muscle == b.muscle));
}

bool is_synthesis(const Observation& o) {
  return o.measure == "muscle_protein_synthesis" || o.measure == "muscle_protein_breakdown";
}
bool is_fasted(const Observation& o) {
  return has(o.method, {"fasted", "postabsorptive", "rested"});
}

/// Whether a day-0 value is where the arm starts from, rather than an acute reading to be predicted.
bool is_start(const Arm& arm, const Observation& o) {
  if (o.kind != ValueKind::value || o.day.value_or(0) != 0) return false;
  if (!is_synthesis(o) || is_fasted(o)) return true;
  return std::any_of(arm.observations.begin(), arm.observations.end(), [&](const Observation& later) {
    return later.day.value_or(0) > 0 && later.measure == o.measure && later.method == o.method;
  });
}

std::optional<double> given_level(const Arm& arm, const Observation& o, double base_day) {
  for (const bool strict : {true, false})
    for (const Observation& start : arm.observations) {
      if (&start == &o || start.kind != ValueKind::value || start.day.value_or(-1) != base_day) continue;
      if (base_day == 0 && !is_start(arm, start)) continue;
      if (is_synthesis(o)) {
        // The fasted rate of the same day is the start of a fed one.
        const bool same_pool = has(o.method, {"myofibrillar"}) == has(start.method, {"myofibrillar"});
        if (start.measure == o.measure && same_pool && start.value > 0) return start.value;
      } else if (same_thing(start, o, strict) && (strict || (start.fibre.empty() == o.fibre.empty()))) {
        return start.value;
      }
    }
  return std::nullopt;
}

/// A stated level in the measure's own unit; null where that takes more than the observation tells.
std::optional<double> own_value(const Observation& o) {
  const auto measure = find_measure(o.measure);
  const auto unit = measure ? stated_unit(*measure, o.unit) : std::nullopt;
  if (!unit || unit->body_mass_power != 0 || unit->as_load) return std::nullopt;
  return o.value / unit->per_own_unit;
}

Measurement measurement(const Observation& o) {
  Measurement m;
  m.measure = o.measure;
  m.value = o.value;
  m.method = o.method;
  m.region = o.region;
  return m;
}

/// What the day-0 values of an arm say about its people.
void adopt_measurements(const Arm& arm, Subject& subject, std::vector<Measurement>& measurements) {
  const bool one_sex = !subject.male_fraction || *subject.male_fraction == 0 || *subject.male_fraction == 1;
  for (const Observation& o : arm.observations) {
    if (o.kind != ValueKind::value || o.day.value_or(-1) != 0 || o.use != Use::replay || !is_start(arm, o))
      continue;
    const auto level = own_value(o);
    if (!level) continue;
    if (o.measure == "body_mass" && !subject.weight_kg && !subject.bmi) subject.weight_kg = level;
    if (o.measure == "fat_mass" && !subject.fat_mass_kg && !subject.body_fat_percent)
      subject.fat_mass_kg = level;
    if (o.measure == "body_fat_percent" && !subject.body_fat_percent && !subject.fat_mass_kg)
      subject.body_fat_percent = level;
    if (o.measure == "appendicular_lean_mass" && !subject.appendicular_lean_mass_kg)
      subject.appendicular_lean_mass_kg = level;
    if (o.measure == "testosterone" && !subject.testosterone_ng_dl && o.statistic.empty())
      subject.testosterone_ng_dl = level;
    if (!one_sex) continue;
    for (const std::string_view measure :
         {"gait_speed", "chair_stand_time", "sppb", "vo2max", "resting_metabolic_rate", "six_minute_walk"})
      if (o.measure == measure && o.unit.empty()) measurements.push_back(measurement(o));
    if (o.measure == "grip_strength" && o.unit.empty()) measurements.push_back(measurement(o));
  }
}

struct MassChange {
  double day = 0;
  double change = 0;
  bool percent = false;
};
/// The last body-mass change an arm reports; kilograms before percent.
std::optional<MassChange> stated_body_mass_change(const Arm& arm) {
  std::optional<MassChange> last;
  for (const Observation& o : arm.observations) {
    if (o.measure != "body_mass" || o.from_baseline_day || o.use != Use::replay || !o.day) continue;
    if (o.kind != ValueKind::change && o.kind != ValueKind::change_percent) continue;
    const bool percent = o.kind == ValueKind::change_percent;
    if (last && (*o.day < last->day || (*o.day == last->day && percent))) continue;
    const auto unit = stated_unit(Measure::body_mass, o.unit);
    if (!percent && !unit) continue;
    last = MassChange{*o.day, percent ? o.value : o.value / unit->per_own_unit, percent};
  }
  return last;
}

/// Mean over the people of an arm.
double mean_of(const ArmPlan& arm, double (*of)(const Person&)) {
  double mean = 0;
  for (std::size_t m = 0; m < arm.people.size(); ++m) mean += arm.weights[m] * of(arm.people[m]);
  return mean;
}
double body_mass_kg(const Person& person) {
  return person.body_mass_kg;
}
double lean_mass_kg(const Person& person) {
  return person.body_mass_kg - person.fat_mass_kg;
}

bool is_part_of_lean_mass(Measure measure) {
  return measure == Measure::regional_lean_mass || measure == Measure::appendicular_lean_mass;
}

class Planner {
 public:
  Planner(const Study& study, const std::vector<Exclusion>& exclusions)
      : study_(study), exclusions_(exclusions) {
    plan_.study = &study;
    plan_of_.assign(study.arms.size(), no_index);
  }

  StudyPlan build() {
    for (std::size_t a = 0; a < study_.arms.size(); ++a)
      for (std::size_t o = 0; o < study_.arms[a].observations.size(); ++o) add_row(a, o);
    for (ArmPlan& arm : plan_.arms) finish_arm(arm);
    for (RowPlan& row : plan_.rows) {
      if (row.fate != RowFate::scored) continue;
      if (row.body_mass_power != 0)
        row.scale.unit *= std::pow(mean_of(plan_.arms[row.plan], body_mass_kg), row.body_mass_power);
      if (row.given_base) *row.given_base /= row.scale.unit;
    }
    // Days are known now: turn them into indices.
    for (std::size_t r = 0; r < plan_.rows.size(); ++r) {
      RowPlan& row = plan_.rows[r];
      if (row.fate != RowFate::scored) continue;
      const auto find = [&](std::size_t plan, double day) {
        const auto& days = plan_.arms[plan].days;
        return static_cast<std::size_t>(std::lower_bound(days.begin(), days.end(), day - 1e-9) -
                                        days.begin());
      };
      row.day = find(row.plan, wanted_[r].day);
      row.base_day = find(row.plan, wanted_[r].base);
      if (row.compares) {
        row.other_day = find(row.other_plan, wanted_[r].day);
        row.other_base_day = find(row.other_plan, wanted_[r].base);
      }
    }
    return std::move(plan_);
  }

 private:
  struct Days {
    double day = 0, base = 0;
  };

  void add_row(std::size_t a, std::size_t o) {
    const Arm& arm = study_.arms[a];
    const Observation& obs = arm.observations[o];
    RowPlan row;
    row.arm = a;
    row.observation = o;
    row.split = split_of(arm.participants);
    Days days;
    days.day = obs.day.value_or(0);
    days.base = obs.from_baseline_day.value_or(0);
    if (days.base < 0 && days.day > 0 && uneventful_since(arm, days.base)) days.base = 0;
    decide(arm, obs, row, days);
    if (row.fate == RowFate::scored) {
      row.plan = arm_plan(a);
      need(row.plan, days);
      if (row.compares) {
        row.other_plan = obs.versus == "other_side" ? row.plan : arm_plan(index_of(obs.versus));
        need(row.other_plan, days);
      }
    }
    wanted_.push_back(days);
    plan_.rows.push_back(std::move(row));
  }

  /// Whether life went on as it was from a day before day 0 to day 0.
  static bool uneventful_since(const Arm& arm, double day) {
    return std::none_of(arm.timeline.items.begin(), arm.timeline.items.end(), [&](const TimelineItem& item) {
      return (item.from_day >= day && item.from_day < 0) || (item.to_day > day && item.to_day <= 0);
    });
  }

  /// Why a number in an absolute unit has nothing to stand on; empty where it has.
  static std::string_view why_no_level(const Observation& obs, const RowPlan& row) {
    const bool absolute =
        obs.kind == ValueKind::change || obs.kind == ValueKind::value || obs.kind == ValueKind::difference;
    const bool percent_of_itself =
        obs.kind == ValueKind::change_percent || obs.kind == ValueKind::rate_percent_per_year;
    switch (row.instrument.measure) {
      case Measure::lean_share_of_weight_loss:
      case Measure::lean_share_of_weight_gain:
        return percent_of_itself ? "a share of a weight change has no baseline to be a percentage of" : "";
      case Measure::insulin_sensitivity:
      case Measure::rate_of_force_development:
      case Measure::motor_unit_number:
      case Measure::fibre_number:
        return absolute && !row.given_base
                   ? "its level depends on the method, and the study gives no baseline"
                   : "";
      default:
        return "";
    }
  }

  void decide(const Arm& arm, const Observation& obs, RowPlan& row, const Days& days) {
    if (obs.use == Use::relation) {
      row.fate = RowFate::relation;
      return;
    }
    if (obs.use == Use::pooled_effect) {
      row.fate = RowFate::not_scored;
      row.why = "pooled effect of several studies";
      return;
    }
    if (!arm.replay) {
      row.fate = RowFate::not_scored;
      row.why = arm.why_not.empty() ? "the arm can't be replayed" : arm.why_not;
      return;
    }
    for (const Exclusion& e : exclusions_)
      if (e.study == study_.id && (e.arm == "*" || e.arm == arm.name) &&
          (e.measure == "*" || e.measure == obs.measure)) {
        row.fate = RowFate::not_scored;
        row.why = "excluded: " + e.reason;
        return;
      }
    if (arm.match_body_mass && obs.measure == "body_mass" && obs.kind != ValueKind::direction &&
        obs.kind != ValueKind::difference && obs.kind != ValueKind::difference_percent) {
      row.fate = RowFate::given;
      row.why = "body mass is matched";
      return;
    }
    if (is_start(arm, obs)) {
      row.fate = RowFate::given;
      row.why = "where the arm starts";
      return;
    }
    MeasureWords words{obs.measure, obs.region, obs.side,      obs.fibre,
                       obs.method,  obs.unit,   obs.statistic, obs.muscle};
    std::string why;
    auto instrument = make_instrument(words, &why);
    if (instrument && !can_replay(obs))
      why = "a " + std::string(name(obs.kind)) + " can't be replayed";
    else if (days.day < 0 || days.base < 0)
      why = "measured before day 0";
    if (!instrument || !why.empty()) {
      row.fate = RowFate::skipped;
      row.why = why;
      return;
    }
    row.fate = RowFate::scored;
    row.instrument = *instrument;
    row.measure_class = class_of(instrument->measure);
    row.compares = !obs.versus.empty() &&
                   (obs.kind == ValueKind::difference || obs.kind == ValueKind::difference_percent ||
                    obs.kind == ValueKind::direction);
    row.other_instrument = row.instrument;
    if (row.compares && obs.versus == "other_side") {
      words.side = obs.side == "left" ? "right" : "left";
      row.other_instrument = *make_instrument(words, nullptr);
    }
    RowScale& scale = row.scale;
    scale.kind = obs.kind;
    scale.percent = compared_in_percent(row.measure_class);
    scale.level = obs.kind == ValueKind::value ||
                  (row.compares && days.day <= 0 && obs.kind != ValueKind::value) ||
                  (obs.kind == ValueKind::difference_percent && obs.versus == "other_side");
    scale.years = std::max(0.01, (days.day - days.base) / 365.25);
    row.given_base = given_level(arm, obs, days.base);
    // No ratio starts from nothing.
    if (scale.percent && row.given_base && *row.given_base <= 0) row.given_base.reset();
    if (const auto unit = stated_unit(instrument->measure, obs.unit)) {
      scale.unit = unit->per_own_unit;
      row.body_mass_power = unit->body_mass_power;
      row.instrument.kilograms = row.other_instrument.kilograms = unit->as_load;
    } else if (has_unit(obs.kind) && !(scale.percent && row.given_base)) {
      row.fate = RowFate::skipped;
      row.why = "the unit " + obs.unit + " can't be told from " + std::string(unit_of(instrument->measure));
      return;
    }
    if (const auto reason = why_no_level(obs, row); !reason.empty()) {
      row.fate = RowFate::skipped;
      row.why = reason;
      return;
    }
    row.level_known = obs.kind != ValueKind::value || row.given_base.has_value();
    if (is_synthesis(obs)) acute_facts(arm, obs, row);
  }

  void acute_facts(const Arm& arm, const Observation& obs, RowPlan& row) {
    const double day = obs.day.value_or(0);
    row.acute = !row.instrument.daily_mean && (day == 0 || has(obs.method, {"against"}));
    if (row.instrument.daily_mean) return;
    const bool at_rest = is_fasted(obs);
    for (const TimelineItem& item : arm.timeline.items) {
      const bool today = item.from_day <= day && day <= item.to_day && item.to_day - item.from_day < 1;
      if (!today) continue;
      if (const auto* training = std::get_if<ResistanceTraining>(&item.event);
          training != nullptr && !at_rest)
        row.bout_sets = training->sets.value_or(4) * training->exercises.value_or(2);
      if (const auto* supplement = std::get_if<Supplement>(&item.event); supplement != nullptr && !at_rest) {
        row.instrument.fed = true;
        row.meal_protein_g = supplement->dose.value_or(20);
      }
    }
    // "mixed muscle after 20 g protein"
    for (std::size_t i = 0; row.meal_protein_g == 0 && i + 2 < obs.method.size(); ++i)
      if (std::isdigit(static_cast<unsigned char>(obs.method[i])) != 0 && obs.method.find(" g ", i) == i + 2)
        row.meal_protein_g = 10.0 * (obs.method[i] - '0') + (obs.method[i + 1] - '0');
  }

  std::size_t index_of(const std::string& arm_name) const {
    for (std::size_t a = 0; a < study_.arms.size(); ++a)
      if (study_.arms[a].name == arm_name) return a;
    return 0;  // the reader has checked it
  }
  std::size_t arm_plan(std::size_t arm) {
    if (plan_of_[arm] == no_index) {
      plan_of_[arm] = plan_.arms.size();
      ArmPlan fresh;
      fresh.arm = arm;
      fresh.days.push_back(0);
      plan_.arms.push_back(std::move(fresh));
    }
    return plan_of_[arm];
  }
  void need(std::size_t plan, const Days& days) {
    plan_.arms[plan].days.push_back(days.day);
    plan_.arms[plan].days.push_back(days.base);
  }

  void finish_arm(ArmPlan& plan) {
    const Arm& arm = study_.arms[plan.arm];
    plan.timeline = arm.timeline;
    std::sort(plan.days.begin(), plan.days.end());
    plan.days.erase(std::unique(plan.days.begin(), plan.days.end()), plan.days.end());
    Subject subject = arm.subject;
    std::vector<Measurement> measurements;
    adopt_measurements(arm, subject, measurements);
    for (const WeightedSubject& member : members(subject)) {
      plan.people.push_back(complete_person(member.subject, member.male, measurements, nullptr));
      plan.weights.push_back(member.weight);
      const auto course = simulate_detail::course(plan.people.back(), plan.timeline, plan.days.back());
      plan.habits.push_back(course.habit);
      plan.stretches.emplace_back();
      for (const Stretch& stretch : course.stretches)
        if (stretch.to_day > 0) plan.stretches.back().push_back(stretch);
    }
  }

  const Study& study_;
  const std::vector<Exclusion>& exclusions_;
  StudyPlan plan_;
  std::vector<std::size_t> plan_of_;
  std::vector<Days> wanted_;
};

/// Mean body-mass change of an arm on a day, kg, and mean mass at day 0.
std::pair<double, double> mass_change(const ArmPlan& arm, const Timeline& timeline, double day,
                                      const Parameters<double>& parameters) {
  double change = 0;
  double start = 0;
  for (std::size_t m = 0; m < arm.people.size(); ++m) {
    const auto run = simulate<double>(arm.people[m], timeline, parameters, {0, day}, replay_options);
    const Body<double> body{arm.people[m], parameters, run.states.front(), run.states.back()};
    change += arm.weights[m] * (body.body_mass_kg() - arm.people[m].body_mass_kg);
    start += arm.weights[m] * arm.people[m].body_mass_kg;
  }
  return {change, start};
}

/// The timeline with a prescribed daily deficit in place of the unknown one (or on top, where none is named).
Timeline with_deficit(const Timeline& timeline, double deficit_kcal, double last_day) {
  Timeline result = timeline;
  bool placed = false;
  double first_day = 0;
  for (TimelineItem& item : result.items) {
    first_day = std::max(first_day, std::min(item.from_day, last_day - 1));
    auto* diet = std::get_if<Diet>(&item.event);
    if (diet == nullptr || !diet->energy_deficit) continue;
    diet->energy_deficit.reset();
    diet->energy_deficit_kcal = deficit_kcal;
    placed = true;
  }
  if (!placed) {
    TimelineItem item;
    Diet diet;
    diet.energy_deficit_kcal = deficit_kcal;
    item.event = diet;
    item.from_day = 0;
    item.to_day = last_day;
    result.items.push_back(std::move(item));
  }
  return result;
}

}  // namespace

StudyPlan plan_study(const Study& study, const Parameters<double>& parameters,
                     const std::vector<Exclusion>& exclusions) {
  StudyPlan plan = Planner(study, exclusions).build();
  match_body_mass(plan, parameters);
  fix_scales(plan, parameters);
  return plan;
}

void match_body_mass(StudyPlan& plan, const Parameters<double>& parameters) {
  for (ArmPlan& arm : plan.arms) {
    const Arm& source = plan.study->arms[arm.arm];
    const auto stated = source.match_body_mass ? stated_body_mass_change(source) : std::nullopt;
    if (!stated || stated->day <= 0) continue;
    const double day = stated->day;
    // Secant on the daily deficit; body mass falls steadily with it.
    double x0 = 0;
    auto [y0, start] = mass_change(arm, with_deficit(source.timeline, x0, day), day, parameters);
    const double target = stated->percent ? stated->change / 100 * start : stated->change;
    double x1 = (y0 - target) * 7000 / day + 1;
    for (int i = 0; i < 12; ++i) {
      const double y1 = mass_change(arm, with_deficit(source.timeline, x1, day), day, parameters).first;
      if (std::abs(y1 - target) < 0.02) break;
      const double slope = (y1 - y0) / (x1 - x0);
      if (!(std::abs(slope) > 1e-9)) break;
      x0 = x1;
      y0 = y1;
      x1 = std::clamp(x1 + (target - y1) / slope, -6000.0, 6000.0);
    }
    arm.timeline = with_deficit(source.timeline, x1, day);
  }
}

void fix_scales(StudyPlan& plan, const Parameters<double>& parameters) {
  using namespace replay_detail;
  std::vector<ArmTrajectories<double>> runs(plan.arms.size());
  for (RowPlan& row : plan.rows) {
    if (row.fate != RowFate::scored) continue;
    for (const std::size_t a : {row.plan, row.compares ? row.other_plan : row.plan})
      if (runs[a].empty()) runs[a] = run_arm(plan.arms[a], parameters);
    const auto levels = row_levels(plan, runs, row, parameters);
    RowScale& scale = row.scale;
    if (scale.kind == ValueKind::value)
      scale.base = row.given_base.value_or(scale.percent ? 1 : 0);
    else
      scale.base = row.given_base.value_or(levels.base);
    if (std::abs(scale.base) < 1e-9 && scale.kind != ValueKind::value) scale.base = 1e-9;
    if (is_part_of_lean_mass(row.instrument.measure))
      row.part = std::sqrt(std::clamp(levels.base / mean_of(plan.arms[row.plan], lean_mass_kg), 0.01, 1.0));
    if (row.compares)
      scale.other = scale.level ? levels.other_now : levels.other_now / std::max(1e-9, levels.other_base);
  }
}

}  // namespace sarx
