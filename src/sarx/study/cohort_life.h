// A life with chance in it: falls, fractures, hospital stays, diabetes, disability and death come at the
// rates the body's state gives, and what they do goes into the person's own timeline.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "sarx/body/body.h"
#include "sarx/engine/batch.h"
#include "sarx/study/cohort_population.h"

namespace sarx {

/// What chance may bring.
enum class Mishap : unsigned char {
  hip_fracture,
  wrist_fracture,
  vertebral_fracture,
  humerus_fracture,
  hospital_stay,
  mobility_disability,
  disability,
  diabetes,
  death,
};
inline constexpr std::size_t mishap_count = 9;

/// One thing that happened.
struct Occurrence {
  double day = 0;
  std::optional<Mishap> mishap;  ///< absent: a fall that broke nothing
  bool right_side = false;       ///< of a broken bone that comes in two
  bool injurious = false;        ///< of a fall
};

/// What chance has done so far.
struct Happenings {
  int falls = 0, injurious_falls = 0;
  int hip_fractures = 0, wrist_fractures = 0, vertebral_fractures = 0, humerus_fractures = 0;
  int hospital_stays = 0;
  bool mobility_disability = false, disability = false, diabetes = false;
  double death_day = std::numeric_limits<double>::infinity();
  /// Day of the first of each kind; infinite where none came.
  double first_fall_day = std::numeric_limits<double>::infinity();
  std::array<double, mishap_count> first_day = [] {
    std::array<double, mishap_count> days{};
    days.fill(std::numeric_limits<double>::infinity());
    return days;
  }();

  int fractures() const { return hip_fractures + wrist_fractures + vertebral_fractures + humerus_fractures; }
  bool alive() const { return death_day == std::numeric_limits<double>::infinity(); }
};

/// Puts into a timeline what a mishap does from that day on. `steps_per_day` is the person's present habit,
/// which it may lower for good; where the timeline holds fewer steps already, those stay.
void insert_consequences(Mishap mishap, double day, bool right_side, double& steps_per_day,
                         const Parameters<double>& parameters, Timeline& timeline);

struct CohortLifeOptions {
  double longest_step_days = 30;
  /// Rates are looked up again after so many days; between they hold.
  double review_days = 91.3125;
  bool chance = true;                        ///< without it, nothing happens but the timeline
  std::vector<Occurrence>* diary = nullptr;  ///< everything that happens is appended here
  Timeline* lived = nullptr;                 ///< gets the timeline with all that chance put in, at the end
};

/// One person under one policy. Cumulative hazards are compared with thresholds drawn from (seed, person,
/// risk, occurrence), so that the same person under another policy has the same luck.
class CohortLife final : public Life {
 public:
  /// Called on each of `days` the person is alive.
  using Visit = std::function<void(std::size_t day_index, const Body<double>& body)>;

  CohortLife(const Individual& individual, const Timeline& policy, const Parameters<double>& parameters,
             const std::vector<double>& days, std::uint64_t seed, const CohortLifeOptions& options,
             Visit visit);
  ~CohortLife() override;

  const Baseline<double>& baseline() const override { return baseline_; }
  const Parameters<double>& parameters() const override { return parameters_; }
  bool next(State<double>& state, Span& span) override;

  const Happenings& happenings() const { return happenings_; }

 private:
  struct Plan;

  void end();
  void enter(State<double>& state, Span& span);
  void record(const State<double>& state);
  /// Add up the hazards since the last time, and let happen what is due.
  void live_through(double elapsed_days);
  void review(const State<double>& state);
  void happen(Mishap mishap);
  void fall(double day, bool injurious, std::optional<Mishap> broken, bool right_side);
  double next_stop() const;

  Person person_;
  const Parameters<double>& parameters_;
  const std::vector<double>& days_;
  std::uint64_t seed_, number_;
  CohortLifeOptions options_;
  Visit visit_;
  Baseline<double> baseline_;
  Responses<double> responses_;
  Drives<double> drives_;
  State<double> start_;
  std::unique_ptr<Plan> plan_;  ///< freed when the life has ended
  Happenings happenings_;

  bool begun_ = false;
  std::size_t next_day_ = 0;
  double day_ = 0, stop_ = 0, next_review_ = 0;
  double steps_per_day_ = 0;
  double fall_factor_ = 1;
  int fall_year_ = -1;
  std::uint32_t soft_falls_ = 0;
  double lasting_fall_factor_ = 1;
  std::array<double, mishap_count> rate_per_day_{}, hazard_{}, threshold_{};
  std::array<std::uint32_t, mishap_count> occurred_{};
  double fall_hazard_ = 0, fall_threshold_ = 0, fall_rate_ = 0;
  double injury_share_ = 0;
};

}  // namespace sarx
