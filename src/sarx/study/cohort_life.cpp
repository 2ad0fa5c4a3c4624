#include "sarx/study/cohort_life.h"

#include <algorithm>
#include <cmath>

#include "sarx/engine/random.h"
#include "sarx/engine/simulate.inl"
#include "sarx/outcome/risk.h"
#include "sarx/person/reference.h"
#include "sarx/timeline/surgery_table.h"

namespace sarx {
namespace {

constexpr double forever = std::numeric_limits<double>::infinity();
constexpr double days_per_year = 365.25;

RandomStream stream_of(std::uint64_t seed, std::uint64_t person, ChanceStream stream, std::uint32_t offset) {
  return {seed, person, static_cast<std::uint32_t>(stream) + offset};
}

/// Gamma with mean 1 (Marsaglia and Tsang 2000). Draws from the counter on.
double unit_gamma(double shape, const RandomStream& stream, std::uint32_t counter) {
  const double raised = shape < 1 ? shape + 1 : shape;
  const double d = raised - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  constexpr std::uint32_t most_tries = 64;  // each try succeeds 95 times in 100
  double value = d;
  for (std::uint32_t i = 0; i < most_tries; ++i) {
    const double x = stream.normal(counter + 2 * i);
    const double cube = 1 + c * x;
    if (cube <= 0) continue;
    const double v = cube * cube * cube;
    if (std::log(stream.uniform(counter + 2 * i + 1)) < x * x / 2 + d - d * v + d * std::log(v)) {
      value = d * v;
      break;
    }
  }
  if (shape < 1) value *= std::pow(stream.uniform(counter + 2 * most_tries), 1 / shape);
  return value / shape;
}

void add(Timeline& timeline, Event event, double from_day, double to_day) {
  timeline.items.push_back({std::move(event), from_day, to_day, {}});
}

/// From one day to another no more than so many steps: where the timeline asks for fewer already, those stay.
void walk_at_most(Timeline& timeline, double steps, double from_day, double to_day) {
  Activity activity;
  activity.steps_per_day = steps;
  std::vector<TimelineItem> fewer;
  for (const TimelineItem& item : timeline.items) {
    const auto* present = std::get_if<Activity>(&item.event);
    if (!present || item.to_day <= from_day || item.from_day >= to_day) continue;
    if (steps_per_day(*present).value_or(steps) >= steps) continue;
    fewer.push_back(item);
    fewer.back().from_day = std::max(item.from_day, from_day);
    fewer.back().to_day = std::min(item.to_day, to_day);
  }
  // What comes later in the list holds.
  add(timeline, activity, from_day, to_day);
  timeline.items.insert(timeline.items.end(), fewer.begin(), fewer.end());
}

/// Which rate each mishap follows.
constexpr std::array<Risk, mishap_count> risk_of{
    Risk::fracture_hip,     Risk::fracture_wrist,  Risk::fracture_vertebra,
    Risk::fracture_humerus, Risk::hospitalisation, Risk::mobility_disability,
    Risk::disability,       Risk::diabetes,        Risk::mortality};

bool once_only(Mishap mishap) {
  return mishap == Mishap::mobility_disability || mishap == Mishap::disability ||
         mishap == Mishap::diabetes || mishap == Mishap::death;
}

}  // namespace

void insert_consequences(Mishap mishap, double day, bool right_side, double& steps_per_day,
                         const Parameters<double>& p, Timeline& timeline) {
  const EventSide side = right_side ? EventSide::right : EventSide::left;
  const auto walk_less = [&](double share) {
    steps_per_day *= share;
    walk_at_most(timeline, steps_per_day, day, forever);
  };
  switch (mishap) {
    case Mishap::hip_fracture: {
      Surgery surgery;
      surgery.kind = SurgeryKind::hip_fracture;
      surgery.side = side;
      add(timeline, surgery, day, day);
      // Walking comes back in thirds, as after any operation, but not to where it was.
      const auto operation = timeline_detail::facts(SurgeryKind::hip_fracture);
      const double before = steps_per_day;
      walk_less(p.hip_fracture_steps_left());
      for (int third = 0; third < 3; ++third) {
        const double back = third / 3.0;
        const double left =
            operation.steps_factor + back * (p.hip_fracture_steps_left() - operation.steps_factor);
        walk_at_most(timeline, before * left, day + operation.recovery_d * back,
                     day + operation.recovery_d * (third + 1) / 3.0);
      }
      break;
    }
    case Mishap::wrist_fracture: {
      Immobilisation cast;
      cast.joint = Joint::wrist;
      cast.side = side;
      cast.device = ImmobilisationDevice::cast;
      add(timeline, cast, day, day + p.wrist_fracture_cast_days());
      break;
    }
    case Mishap::vertebral_fracture:
      walk_at_most(timeline, steps_per_day * p.vertebral_fracture_steps_left(), day,
                   day + p.vertebral_fracture_days());
      break;
    case Mishap::humerus_fracture: {
      Immobilisation sling;
      sling.joint = Joint::shoulder;
      sling.side = side;
      sling.device = ImmobilisationDevice::sling;
      add(timeline, sling, day, day + p.humerus_fracture_sling_days());
      break;
    }
    case Mishap::hospital_stay: {
      Disease stay;
      stay.condition = Condition::acute_hospitalisation;
      add(timeline, stay, day, day + p.hospital_stay_days());
      break;
    }
    case Mishap::mobility_disability:
      walk_less(p.mobility_disability_steps_left());
      break;
    case Mishap::disability:
      walk_less(p.disability_steps_left());
      break;
    case Mishap::diabetes: {
      Disease diabetes;
      diabetes.condition = Condition::type2_diabetes;
      add(timeline, diabetes, day, forever);
      break;
    }
    case Mishap::death:
      break;
  }
}

struct CohortLife::Plan {
  Timeline timeline;
  simulate_detail::Course course;
  std::size_t stretch = 0;
  bool changed = false;  ///< something was inserted on the present day
};

CohortLife::CohortLife(const Individual& individual, const Timeline& policy,
                       const Parameters<double>& parameters, const std::vector<double>& days,
                       std::uint64_t seed, const CohortLifeOptions& options, Visit visit)
    : person_(individual.person),
      parameters_(parameters),
      days_(days),
      seed_(seed),
      number_(individual.number),
      options_(options),
      visit_(std::move(visit)),
      baseline_(make_baseline(person_, parameters)),
      responses_(make_responses(person_, parameters)),
      plan_(std::make_unique<Plan>()),
      steps_per_day_(person_.steps_per_day) {
  plan_->timeline = individual.timeline;
  plan_->timeline.items.insert(plan_->timeline.items.end(), policy.items.begin(), policy.items.end());
  plan_->course = simulate_detail::course(person_, plan_->timeline, days_.back());
  happenings_.diabetes =
      std::any_of(plan_->timeline.items.begin(), plan_->timeline.items.end(), [](const TimelineItem& item) {
        const auto* disease = std::get_if<Disease>(&item.event);
        return disease && disease->condition == Condition::type2_diabetes && item.from_day <= 0;
      });
  for (std::size_t m = 0; m < mishap_count; ++m)
    threshold_[m] =
        -std::log(stream_of(seed_, number_, ChanceStream::risk, static_cast<std::uint32_t>(m)).uniform(0));
  const auto falls = stream_of(seed_, number_, ChanceStream::falls, 0);
  fall_threshold_ = -std::log(falls.uniform(0));
  lasting_fall_factor_ =
      unit_gamma(parameters_.fall_history_shape(), stream_of(seed_, number_, ChanceStream::falls, 2), 0);
}

CohortLife::~CohortLife() = default;

void CohortLife::end() {
  if (options_.lived) *options_.lived = std::move(plan_->timeline);
  plan_.reset();
}

double CohortLife::next_stop() const {
  double stop = plan_->course.stretches[plan_->stretch].to_day;
  if (next_day_ < days_.size()) stop = std::min(stop, days_[next_day_]);
  if (day_ < 0 || !options_.chance) return stop;
  stop = std::min(stop, next_review_);
  for (std::size_t m = 0; m < mishap_count; ++m) {
    if (rate_per_day_[m] <= 0) continue;
    stop = std::min(stop, day_ + std::max(0.0, threshold_[m] - hazard_[m]) / rate_per_day_[m]);
  }
  // What is due within the hour is due now; steps stay longer than rounding.
  constexpr double hour = 1.0 / 24;
  return std::max(stop, std::min(day_ + hour, plan_->course.stretches[plan_->stretch].to_day));
}

bool CohortLife::next(State<double>& state, Span& span) {
  if (!begun_) {
    begun_ = true;
    const auto& course = plan_->course;
    state =
        starting_state(make_drives(course.arrival, course.habit, person_, parameters_, responses_), person_,
                       baseline_, parameters_, person_.age_years + course.first_day / days_per_year);
    day_ = course.stretches.front().from_day;
    enter(state, span);
  } else {
    const double before = day_;
    day_ = stop_;
    if (day_ > 0) {
      live_through(day_ - std::max(before, 0.0));
      if (!happenings_.alive()) {
        end();
        return false;
      }
      record(state);
    }
    auto& course = plan_->course;
    if (plan_->changed && day_ < days_.back()) {
      // What was inserted runs from now on.
      course.stretches = expose(plan_->timeline, person_, day_, days_.back());
      plan_->stretch = 0;
      plan_->changed = false;
      enter(state, span);
    } else if (day_ >= course.stretches[plan_->stretch].to_day) {
      if (++plan_->stretch == course.stretches.size()) {
        end();
        return false;
      }
      day_ = course.stretches[plan_->stretch].from_day;
      enter(state, span);
    }
    if (day_ > 0 && options_.chance && day_ >= next_review_) review(state);
  }
  stop_ = next_stop();
  span.from_day = day_;
  span.to_day = stop_;
  return true;
}

void CohortLife::enter(State<double>& state, Span& span) {
  const Stretch& stretch = plan_->course.stretches[plan_->stretch];
  drives_ = make_drives(stretch.exposure, plan_->course.habit, person_, parameters_, responses_);
  const bool before = stretch.to_day <= 0;
  drives_.energy_free = before ? 0 : 1;
  if (stretch.from_day == 0) {
    simulate_detail::begin_day_0(state, person_);
    start_ = state;
    record(state);
    if (options_.chance) review(state);
  }
  span.drives = &drives_;
  span.step_days = 1;
  span.longest_step_days = before ? 30 : options_.longest_step_days;
}

void CohortLife::record(const State<double>& state) {
  if (next_day_ >= days_.size() || days_[next_day_] > day_ + 1e-9) return;
  Body<double> body{person_, parameters_, start_, state};
  const BodyLevels<double> levels = levels_of(body);
  body.levels = &levels;
  while (next_day_ < days_.size() && days_[next_day_] <= day_ + 1e-9) visit_(next_day_++, body);
}

void CohortLife::review(const State<double>& state) {
  next_review_ = day_ + options_.review_days;
  const int year = static_cast<int>(day_ / days_per_year);
  if (year != fall_year_) {
    // Falls gather in the same people: part of it lasts, part is of the year. Together they have the spread
    // of one year's falls.
    fall_year_ = year;
    const double lasting = parameters_.fall_history_shape();
    const double together = (1 + 1 / parameters_.fall_clustering()) / (1 + 1 / lasting) - 1;
    constexpr std::uint32_t counters_a_year = 256;
    const double of_year = together > 0
                               ? unit_gamma(1 / together, stream_of(seed_, number_, ChanceStream::falls, 3),
                                            counters_a_year * static_cast<std::uint32_t>(year))
                               : 1;
    fall_factor_ = lasting_fall_factor_ * of_year;
  }
  Body<double> body{person_, parameters_, start_, state};
  const BodyLevels<double> levels = levels_of(body);
  body.levels = &levels;
  const RiskRates rates = risk_rates(body);
  for (std::size_t m = 0; m < mishap_count; ++m)
    rate_per_day_[m] = std::max(0.0, rates[index(risk_of[m])]) / days_per_year;
  if (happenings_.mobility_disability)
    rate_per_day_[static_cast<std::size_t>(Mishap::mobility_disability)] = 0;
  if (happenings_.disability) rate_per_day_[static_cast<std::size_t>(Mishap::disability)] = 0;
  if (happenings_.diabetes) rate_per_day_[static_cast<std::size_t>(Mishap::diabetes)] = 0;
  // Bones but those of the spine break in falls, which are counted there.
  const double breaking = rates[index(Risk::fracture_hip)] + rates[index(Risk::fracture_wrist)] +
                          rates[index(Risk::fracture_humerus)];
  const double other_falls = std::max(0.0, rates[index(Risk::falls)] - breaking);
  fall_rate_ = fall_factor_ * other_falls / days_per_year;
  injury_share_ =
      other_falls > 0 ? std::max(0.0, rates[index(Risk::injurious_falls)] - breaking) / other_falls : 0;
}

void CohortLife::live_through(double elapsed_days) {
  if (!options_.chance) return;
  // Falls that break nothing are counted; they don't change the timeline.
  fall_hazard_ += fall_rate_ * elapsed_days;
  while (fall_hazard_ >= fall_threshold_) {
    const double day = day_ - (fall_hazard_ - fall_threshold_) / fall_rate_;
    const std::uint32_t number = ++soft_falls_;
    fall_threshold_ -= std::log(stream_of(seed_, number_, ChanceStream::falls, 0).uniform(number));
    fall(day, stream_of(seed_, number_, ChanceStream::falls, 1).uniform(number) < injury_share_, {}, false);
  }
  for (std::size_t m = 0; m < mishap_count; ++m) {
    hazard_[m] += rate_per_day_[m] * elapsed_days;
    if (hazard_[m] >= threshold_[m] - 1e-12) happen(static_cast<Mishap>(m));
    if (!happenings_.alive()) return;
  }
}

void CohortLife::fall(double day, bool injurious, std::optional<Mishap> broken, bool right_side) {
  if (++happenings_.falls == 1) happenings_.first_fall_day = day;
  happenings_.injurious_falls += injurious ? 1 : 0;
  if (options_.diary) options_.diary->push_back({day, broken, right_side, injurious});
}

void CohortLife::happen(Mishap mishap) {
  const auto m = static_cast<std::size_t>(mishap);
  const auto stream = stream_of(seed_, number_, ChanceStream::risk, static_cast<std::uint32_t>(m));
  if (++occurred_[m] == 1) happenings_.first_day[m] = day_;
  if (once_only(mishap)) {
    rate_per_day_[m] = 0;
    threshold_[m] = forever;
  } else {
    threshold_[m] -= std::log(stream.uniform(occurred_[m]));
  }
  constexpr std::uint32_t side_counter = 1u << 20;
  const bool right = stream.uniform(side_counter + occurred_[m]) < 0.5;
  bool fallen = false;
  switch (mishap) {
    case Mishap::hip_fracture:
      ++happenings_.hip_fractures;
      fallen = true;
      break;
    case Mishap::wrist_fracture:
      ++happenings_.wrist_fractures;
      fallen = true;
      break;
    case Mishap::vertebral_fracture:
      ++happenings_.vertebral_fractures;
      break;
    case Mishap::humerus_fracture:
      ++happenings_.humerus_fractures;
      fallen = true;
      break;
    case Mishap::hospital_stay:
      ++happenings_.hospital_stays;
      break;
    case Mishap::mobility_disability:
      happenings_.mobility_disability = true;
      break;
    case Mishap::disability:
      happenings_.disability = true;
      break;
    case Mishap::diabetes:
      happenings_.diabetes = true;
      break;
    case Mishap::death:
      happenings_.death_day = day_;
      break;
  }
  if (fallen) {
    fall(day_, true, mishap, right);
  } else if (options_.diary) {
    options_.diary->push_back({day_, mishap, right, false});
  }
  if (mishap == Mishap::death) return;
  insert_consequences(mishap, day_, right, steps_per_day_, parameters_, plan_->timeline);
  plan_->changed = true;
}

}  // namespace sarx
