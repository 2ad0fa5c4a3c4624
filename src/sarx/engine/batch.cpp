#include "sarx/engine/batch.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>

#include "sarx/engine/simulate.inl"
#include "sarx/engine/step_length.h"

namespace sarx {
namespace {

/// What one lane is doing.
struct Lane {
  Life* life = nullptr;
  double day = 0, stop = 0;
  StepLength length;
  double step_days = -1;  ///< step length the block was told
};

class LaneRunner {
 public:
  LaneRunner(const std::function<Life*()>& next_life, LaneBlock& block)
      : next_life_(next_life), block_(block), lanes_(block.lanes()) {}

  void run() {
    for (std::size_t i = 0; i < lanes_.size(); ++i) refill(i);
    while (busy_ > 0) {
      for (std::size_t i = 0; i < lanes_.size(); ++i)
        if (lanes_[i].life) prepare(i);
      block_.advance();
      for (std::size_t i = 0; i < lanes_.size(); ++i)
        if (lanes_[i].life) finish_step(i);
    }
  }

 private:
  /// Put the next life into a free lane; lives that end at once are passed over.
  void refill(std::size_t i) {
    Lane& lane = lanes_[i];
    while ((lane.life = next_life_())) {
      ++busy_;
      block_.set_person(i, lane.life->baseline(), lane.life->parameters());
      if (next_span(i)) return;
      --busy_;
    }
    rest(i);
  }

  void rest(std::size_t i) {
    block_.rest(i);
    lanes_[i].step_days = 0;
  }

  /// Ask the life for its next span that takes time; `kept`: the block holds its state. False: the life is
  /// over.
  bool next_span(std::size_t i, bool kept = false) {
    Lane& lane = lanes_[i];
    Span span;
    do {
      span = Span{};
      if (!lane.life->next(state_, span)) return false;
      // Whether the sides are alike is asked again wherever drives change.
      kept = kept && span.same_state && !span.drives;
      lane.day = span.from_day;
      lane.stop = span.to_day;
      if (span.drives) {
        decay_rates(*span.drives, lane.life->parameters(), decay_);
        block_.set_drives(i, *span.drives, decay_table(decay_));
        lane.length.restart(span.step_days, span.longest_step_days, span.step_growth);
      }
    } while (!(lane.day < lane.stop));
    if (!kept) block_.set_state(i, state_);
    return true;
  }

  void prepare(std::size_t i) {
    Lane& lane = lanes_[i];
    const double taken = lane.length.next(lane.day, lane.stop);
    if (taken == lane.step_days) return;
    block_.set_step(i, taken);
    lane.step_days = taken;
  }

  void finish_step(std::size_t i) {
    Lane& lane = lanes_[i];
    const bool reached = lane.length.reaches(lane.day, lane.stop);
    lane.day = reached ? lane.stop : lane.day + lane.step_days;
    lane.length.grow();
    if (lane.day < lane.stop) return;
    block_.get_state(i, state_);
    if (next_span(i, true)) return;
    --busy_;
    refill(i);
  }

  const std::function<Life*()>& next_life_;
  LaneBlock& block_;
  std::vector<Lane> lanes_;
  State<double> state_, decay_;
  std::size_t busy_ = 0;
};

/// One draw of a life whose course is known, as simulate() lives it.
class DrawLife final : public Life {
 public:
  DrawLife(const Person& person, const simulate_detail::Course& course, const Parameters<double>& parameters,
           const std::vector<double>& days, const SimulationOptions& options, Trajectory<double>& trajectory)
      : person_(person),
        course_(course),
        parameters_(parameters),
        days_(days),
        options_(options),
        trajectory_(trajectory),
        baseline_(make_baseline(person, parameters)),
        responses_(make_responses(person, parameters)) {}

  const Baseline<double>& baseline() const override { return baseline_; }
  const Parameters<double>& parameters() const override { return parameters_; }

  bool next(State<double>& state, Span& span) override {
    const auto& stretches = course_.stretches;
    if (!begun_) {
      begun_ = true;
      state = starting_state(make_drives(course_.arrival, course_.habit, person_, parameters_, responses_),
                             person_, baseline_, parameters_,
                             person_.age_years + course_.first_day / drives_detail::days_per_year);
      day_ = stretches.front().from_day;
      enter(state, span);
    } else {
      span.same_state = true;
      day_ = stop_;
      if (day_ > 0) record(state);
      if (day_ >= stretches[stretch_].to_day) {
        if (++stretch_ == stretches.size()) return false;
        day_ = stretches[stretch_].from_day;
        enter(state, span);
      }
    }
    while (next_day_ < days_.size() && days_[next_day_] <= day_) ++next_day_;
    const double end = stretches[stretch_].to_day;
    stop_ = next_day_ < days_.size() ? std::min(end, days_[next_day_]) : end;
    span.from_day = day_;
    span.to_day = stop_;
    return true;
  }

 private:
  /// Begin a stretch.
  void enter(State<double>& state, Span& span) {
    const Stretch& stretch = course_.stretches[stretch_];
    drives_ = make_drives(stretch.exposure, course_.habit, person_, parameters_, responses_);
    const bool before = stretch.to_day <= 0;
    drives_.energy_free = before ? 0 : 1;
    if (stretch.from_day == 0) {
      span.same_state = false;
      simulate_detail::begin_day_0(state, person_);
      record(state);
    }
    span.drives = &drives_;
    span.step_days = options_.step_days;
    span.longest_step_days = simulate_detail::longest_step(options_, before);
    span.step_growth = options_.step_growth;
  }

  void record(const State<double>& state) {
    while (recorded_ < days_.size() && days_[recorded_] <= day_ + 1e-9) {
      trajectory_.days.push_back(days_[recorded_++]);
      trajectory_.states.push_back(state);
    }
  }

  const Person& person_;
  const simulate_detail::Course& course_;
  const Parameters<double>& parameters_;
  const std::vector<double>& days_;
  const SimulationOptions& options_;
  Trajectory<double>& trajectory_;
  Baseline<double> baseline_;
  Responses<double> responses_;
  Drives<double> drives_;
  bool begun_ = false;
  std::size_t stretch_ = 0, next_day_ = 0, recorded_ = 0;
  double day_ = 0, stop_ = 0;
};

}  // namespace

void live(const std::function<Life*()>& next_life, LaneBlock& block) {
  LaneRunner(next_life, block).run();
}

std::vector<Trajectory<double>> simulate_draws(std::span<const Person> people, const Timeline& timeline,
                                               std::span<const Parameters<double>> parameters,
                                               const std::vector<double>& days,
                                               const SimulationOptions& options,
                                               InstructionSet instructions) {
  if (days.empty() || people.empty()) return std::vector<Trajectory<double>>(parameters.size());
  return simulate_draws(people, simulate_detail::course(people[0], timeline, days.back()), parameters, days,
                        options, *make_lane_block(instructions));
}

std::vector<Trajectory<double>> simulate_draws(std::span<const Person> people,
                                               const simulate_detail::Course& course,
                                               std::span<const Parameters<double>> parameters,
                                               const std::vector<double>& days,
                                               const SimulationOptions& options, LaneBlock& block) {
  std::vector<Trajectory<double>> trajectories(parameters.size());
  if (days.empty() || people.empty()) return trajectories;
  std::vector<std::unique_ptr<Life>> lives;
  lives.reserve(parameters.size());
  std::size_t next = 0;
  live(
      [&]() -> Life* {
        if (next == parameters.size()) return nullptr;
        trajectories[next].days.reserve(days.size());
        trajectories[next].states.reserve(days.size());
        lives.push_back(std::make_unique<DrawLife>(people[next < people.size() ? next : 0], course,
                                                   parameters[next], days, options, trajectories[next]));
        ++next;
        return lives.back().get();
      },
      block);
  return trajectories;
}

}  // namespace sarx
