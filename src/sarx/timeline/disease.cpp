#include "sarx/timeline/disease.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>

#include "sarx/timeline/condition_table.h"
#include "sarx/timeline/inner_edges.h"
#include "sarx/timeline/settings.h"

namespace sarx {
namespace {

using timeline_detail::contains;
using timeline_detail::joint_share;
using timeline_detail::settings;

void raise(double& value, double other) {
  value = std::max(value, other);
}

void add_mechanisms(Condition condition, double scale, Exposure& exposure) {
  const auto shares = timeline_detail::mechanisms(condition);
  constexpr double worst = 1.5;
  for (std::size_t m = 0; m < mechanism_count; ++m)
    exposure.mechanism[m] = joint_share(exposure.mechanism[m], std::min(worst, shares[m] * scale));
}

void lie_in_bed(double share, Exposure& exposure) {
  raise(exposure.bed_rest, share);
  for (auto& muscle : exposure.muscle)
    raise(muscle.unloading[static_cast<std::size_t>(Unloading::bed_rest)], share);
}

/// Paralysis of central origin, over one side's muscles.
void paralyse(double share, MuscleGroup group, Side side, Exposure& exposure) {
  double& now = exposure.of(side, group).central_paralysis;
  now = joint_share(now, std::clamp(share, 0.0, 1.0));
}

// --- Critical illness, sepsis, burns, hospital stays ---

bool is_crisis(Condition condition) {
  return condition == Condition::critical_illness || condition == Condition::sepsis;
}

/// Last day in intensive care, of a burn's acute phase, or of a hospital stay.
double acute_end(Condition condition, double from_day, double to_day) {
  const auto& s = settings();
  if (std::isfinite(to_day)) return to_day;
  if (is_crisis(condition)) return from_day + s.intensive_care_stay_d();
  if (condition == Condition::burn) return from_day + s.burn_acute_d();
  return from_day + s.hospital_stay_d();
}

void expose_crisis(const Disease& event, double severity, const EventContext& context, Exposure& exposure) {
  const auto& s = settings();
  const double end = acute_end(*event.condition, context.from_day, context.to_day);
  if (!std::isfinite(context.to_day))
    timeline_detail::assume(context, "to_day",
                            timeline_detail::text(s.intensive_care_stay_d()) + " d of intensive care",
                            "usual stay; a ward and months of slow recovery follow");
  if (context.day < end) {
    add_mechanisms(*event.condition, severity, exposure);
    lie_in_bed(1, exposure);
  } else if (context.day < end + s.intensive_care_ward_d()) {
    add_mechanisms(*event.condition, severity * s.crisis_weaning_share(), exposure);
    lie_in_bed(s.ward_bed_share(), exposure);
    exposure.steps_factor *= s.post_crisis_steps_factor();
  } else {
    add_mechanisms(*event.condition, severity * s.post_crisis_share(), exposure);
    exposure.steps_factor *= s.post_crisis_steps_factor();
  }
  // Weakness of nerve and muscle outlasts the stay.
  if (context.day >= end)
    raise(exposure.mechanism[index(Mechanism::weakness)], std::min(1.0, severity * s.post_crisis_weakness()));
}

void expose_burn(const Disease& event, double severity, const EventContext& context, Exposure& exposure) {
  const auto& s = settings();
  const bool recovering = contains(timeline_detail::lower_case(event.detail.value_or("")), "recovery phase");
  const double end = std::min(acute_end(Condition::burn, context.from_day, context.to_day),
                              context.from_day + s.burn_acute_d());
  if (!recovering && context.day < end) {
    add_mechanisms(Condition::burn, severity, exposure);
    lie_in_bed(std::min(1.0, severity) * s.burn_bed_share(), exposure);
  } else {
    add_mechanisms(Condition::burn, severity * s.burn_recovery_share(), exposure);
    exposure.steps_factor *= s.post_crisis_steps_factor();
    // Fed to regain what the acute phase took; where that was before day 0, mass at day 0 is what it left.
    exposure.nutrition.refeeding = 1;
    exposure.nutrition.malnourished = exposure.nutrition.malnourished || recovering;
  }
}

void expose_hospital_stay(double severity, const EventContext& context, Exposure& exposure) {
  const auto& s = settings();
  if (!std::isfinite(context.to_day))
    timeline_detail::assume(context, "to_day", timeline_detail::text(s.hospital_stay_d()) + " d",
                            "usual stay");
  if (context.day >= acute_end(Condition::acute_hospitalisation, context.from_day, context.to_day)) return;
  add_mechanisms(Condition::acute_hospitalisation, severity, exposure);
  lie_in_bed(s.ward_bed_share(), exposure);
}

// --- Brain and cord ---

constexpr std::array<double, 6> stroke_edges_d{14, 30, 60, 90, 180, 365};

void expose_stroke(const Disease& event, double severity, const EventContext& context, Exposure& exposure) {
  const auto& s = settings();
  EventSide paretic = EventSide::right;
  if (event.side)
    paretic = *event.side;
  else
    timeline_detail::assume(context, "side", "right", "the paretic side is not stated; give left or right");
  const double days = context.days_since_start();
  const double late = s.stroke_paralysis_late();
  const double share =
      severity * (late + (s.stroke_paralysis() - late) * std::exp(-days / s.stroke_recovery_d()));
  for (const Side side : {Side::left, Side::right}) {
    if (!reaches(paretic, side)) continue;
    for (const MuscleGroup group : all_muscle_groups)
      paralyse(is_trunk(group) ? share * s.stroke_trunk_share() : share, group, side, exposure);
  }
  add_mechanisms(Condition::stroke, severity, exposure);
  if (days < s.stroke_bed_d()) lie_in_bed(s.ward_bed_share(), exposure);
}

/// Number of the cord segment named in the words (C1 = 1, T1 = 9, L1 = 21, S1 = 26); the middle of a range.
std::optional<double> cord_segment(std::string_view words) {
  struct Region {
    char letter;
    int before;
    int count;
  };
  constexpr std::array<Region, 4> regions{{{'c', 0, 8}, {'t', 8, 12}, {'l', 20, 5}, {'s', 25, 5}}};
  double sum = 0;
  int found = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    for (const Region& region : regions) {
      const bool word_start = i == 0 || std::isalpha(static_cast<unsigned char>(words[i - 1])) == 0;
      if (words[i] != region.letter || !word_start ||
          std::isdigit(static_cast<unsigned char>(words[i + 1])) == 0)
        continue;
      const auto number = timeline_detail::first_number(words, i + 1);
      if (!number || *number < 1 || *number > region.count) continue;
      sum += region.before + *number;
      ++found;
    }
  if (found > 0) return sum / found;
  if (contains(words, "cervical") || contains(words, "tetra") || contains(words, "quadri")) return 6;
  if (contains(words, "lumbar")) return 22;
  if (contains(words, "thoracic") || contains(words, "para")) return 14;
  return std::nullopt;
}

void expose_cord_injury(const Disease& event, const EventContext& context, Exposure& exposure) {
  const auto& s = settings();
  auto level = cord_segment(timeline_detail::lower_case(event.level.value_or("")));
  if (!level) {
    level = s.cord_level_unstated();
    timeline_detail::assume(context, "level", "T6", event.level ? "the words are not known" : "not stated");
  }
  if (!event.completeness) timeline_detail::assume(context, "completeness", "complete", "not stated");
  const bool incomplete = event.completeness == LesionCompleteness::incomplete;
  const double lost = incomplete ? s.cord_incomplete_share() : 1;
  // The level is the last segment that works; a muscle loses the drive of its segments below.
  double legs = 0;
  int leg_groups = 0;
  for (const Side side : {Side::left, Side::right})
    for (const MuscleGroup group : all_muscle_groups) {
      const double first = s.first_cord_segment()[index(group)], last = s.last_cord_segment()[index(group)];
      const double below = std::clamp((last - *level) / (last - first + 1), 0.0, 1.0);
      const double share = reaches(event.side, side) ? lost * below : 0;
      paralyse(share, group, side, exposure);
      if (is_leg(group)) {
        legs += share;
        ++leg_groups;
      }
    }
  exposure.steps_factor *= 1 - legs / leg_groups * (1 - s.wheelchair_steps_factor());
  add_mechanisms(Condition::spinal_cord_injury, lost, exposure);
}

// --- Motor neurones and nerves ---

constexpr std::array<double, 6> guillain_barre_edges_d{7, 21, 60, 120, 240, 365};

bool is_distal(MuscleGroup group) {
  return group == MuscleGroup::plantarflexors || group == MuscleGroup::dorsiflexors ||
         group == MuscleGroup::forearm;
}

void expose_neuropathy(double severity, Exposure& exposure) {
  // The axons don't return while the disease lasts.
  const auto& s = settings();
  for (const Side side : {Side::left, Side::right})
    for (const MuscleGroup group : all_muscle_groups) {
      if (!is_distal(group)) continue;
      MuscleExposure& muscle = exposure.of(side, group);
      const double cut =
          s.neuropathy_distal_share() * severity * (is_leg(group) ? 1 : s.neuropathy_arm_share());
      muscle.motor_axons_cut = joint_share(muscle.motor_axons_cut, std::min(0.95, cut));
    }
  add_mechanisms(Condition::peripheral_neuropathy, severity, exposure);
}

void expose_guillain_barre(double severity, const EventContext& context, Exposure& exposure) {
  const auto& s = settings();
  const double days = context.days_since_start();
  const double at_onset = s.guillain_barre_at_onset();
  const double course = days < s.guillain_barre_nadir_d()
                            ? at_onset + (1 - at_onset) * days / s.guillain_barre_nadir_d()
                            : std::exp(-(days - s.guillain_barre_nadir_d()) / s.guillain_barre_recovery_d());
  const double block = std::min(1.0, s.guillain_barre_paralysis() * severity) * course;
  for (const Side side : {Side::left, Side::right})
    for (const MuscleGroup group : all_muscle_groups) {
      paralyse(block * (is_leg(group)     ? 1
                        : is_trunk(group) ? s.guillain_barre_trunk_share()
                                          : s.guillain_barre_arm_share()),
               group, side, exposure);
      if (!is_distal(group)) continue;
      MuscleExposure& muscle = exposure.of(side, group);
      muscle.motor_axons_cut =
          joint_share(muscle.motor_axons_cut, std::min(0.95, s.guillain_barre_axonal_share() * severity));
      muscle.reinnervation_distance_mm =
          s.nerve_path_mm()[index(group)] * context.person->height_m / s.nerve_path_reference_height_m();
      muscle.reinnervation_success = s.nerve_success_partial();
      muscle.days_since_axon_growth_start =
          days >= s.guillain_barre_nadir_d() ? days - s.guillain_barre_nadir_d() : -1;
    }
  exposure.steps_factor *= 1 - block;
  if (block > s.guillain_barre_bed_from()) lie_in_bed(s.ward_bed_share(), exposure);
  add_mechanisms(Condition::guillain_barre, severity * course, exposure);
}

void expose_als(double severity, Exposure& exposure) {
  for (auto& muscle : exposure.muscle)
    muscle.motor_neurones_lost_per_year += settings().als_loss_per_year() * severity;
  add_mechanisms(Condition::als, severity, exposure);
}

void expose_hip_osteoarthritis(const Disease& event, double severity, const EventContext& context,
                               Exposure& exposure) {
  timeline_detail::assume_side(context, event.side);
  const auto& s = settings();
  const auto near_hip = s.immobilised_hip();
  for (const Side side : {Side::left, Side::right}) {
    if (!reaches(event.side, side)) continue;
    for (const MuscleGroup group : all_muscle_groups) {
      MuscleExposure& muscle = exposure.of(side, group);
      raise(muscle.trauma,
            std::min(1.0, severity * s.hip_osteoarthritis_inhibition() * near_hip[index(group)]));
      if (is_leg(group))
        raise(muscle.unloading[static_cast<std::size_t>(Unloading::inactivity)],
              std::min(1.0, severity * s.hip_osteoarthritis_disuse()));
    }
  }
  add_mechanisms(Condition::hip_osteoarthritis, severity, exposure);
}

}  // namespace

void expose(const Disease& event, const EventContext& context, Exposure& exposure) {
  if (!event.condition) return;
  const Condition condition = *event.condition;
  if (condition == Condition::spinal_cord_injury) return expose_cord_injury(event, context, exposure);
  const double severity = timeline_detail::severity(event, context);
  switch (condition) {
    case Condition::critical_illness:
    case Condition::sepsis:
      return expose_crisis(event, severity, context, exposure);
    case Condition::burn:
      return expose_burn(event, severity, context, exposure);
    case Condition::acute_hospitalisation:
      return expose_hospital_stay(severity, context, exposure);
    case Condition::stroke:
      return expose_stroke(event, severity, context, exposure);
    case Condition::als:
      return expose_als(severity, exposure);
    case Condition::peripheral_neuropathy:
      return expose_neuropathy(severity, exposure);
    case Condition::guillain_barre:
      return expose_guillain_barre(severity, context, exposure);
    case Condition::hip_osteoarthritis:
      return expose_hip_osteoarthritis(event, severity, context, exposure);
    default:
      return add_mechanisms(condition, severity, exposure);
  }
}

void inner_edges(const Disease& event, double from_day, double to_day, const Person& person,
                 std::vector<double>& edges) {
  if (!event.condition) return;
  const auto& s = settings();
  const double end = acute_end(*event.condition, from_day, to_day);
  switch (*event.condition) {
    case Condition::critical_illness:
    case Condition::sepsis:
      edges.push_back(end);
      edges.push_back(end + s.intensive_care_ward_d());
      break;
    case Condition::burn:
      edges.push_back(std::min(end, from_day + s.burn_acute_d()));
      break;
    case Condition::acute_hospitalisation:
      edges.push_back(end);
      break;
    case Condition::stroke:
      edges.push_back(from_day + s.stroke_bed_d());
      for (const double day : stroke_edges_d) edges.push_back(from_day + day);
      break;
    case Condition::guillain_barre:
      for (const double day : guillain_barre_edges_d) edges.push_back(from_day + day);
      for (const MuscleGroup group : all_muscle_groups)
        if (is_distal(group))
          edges.push_back(from_day + s.guillain_barre_nadir_d() +
                          s.nerve_path_mm()[index(group)] * person.height_m /
                              s.nerve_path_reference_height_m() / s.axon_growth_mm_per_day());
      break;
    default:
      break;
  }
}

double acts_until(const Disease& event, double from_day, double to_day) {
  if (!event.condition) return to_day;
  const auto& s = settings();
  const double end = acute_end(*event.condition, from_day, to_day);
  switch (*event.condition) {
    case Condition::critical_illness:
    case Condition::sepsis:
      return end + s.intensive_care_ward_d() + s.post_crisis_d();
    case Condition::burn:
      return std::isfinite(to_day) ? to_day : from_day + s.burn_recovery_d();
    case Condition::acute_hospitalisation:
      return end;
    default:
      return to_day;
  }
}

}  // namespace sarx
