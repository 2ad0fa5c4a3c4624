#include "sarx/measure/instrument.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <span>

#include "sarx/parameters.h"
#include "sarx/person/reference.h"

namespace sarx {

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

bool has(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// A muscle group's part in the effort of a lift.
using Effort = std::span<const double, muscle_group_count>;

class Builder {
 public:
  explicit Builder(const MeasureWords& words) : words_(words), method_(lower(words.method)) {}

  std::optional<Instrument> build(std::string* why_not) {
    const auto measure = find_measure(words_.measure);
    if (!measure) {
      if (why_not) *why_not = "no instrument reads " + std::string(words_.measure);
      return std::nullopt;
    }
    instrument_.measure = *measure;
    instrument_.one_limb = !words_.side.empty();
    if (words_.fibre == "I") instrument_.fibre = FibreType::slow;
    if (words_.fibre == "II") instrument_.fibre = FibreType::fast;
    instrument_.trough = has(lower(words_.statistic), {"nadir"}) || has(method_, {"nadir"});
    switch (*measure) {
      case Measure::strength:
      case Measure::rate_of_force_development:
        strength();
        break;
      case Measure::specific_force:
        instrument_.per_size = true;
        strength();
        break;
      case Measure::grip_strength:
        region("forearm");
        instrument_.test[index(StrengthTest::grip)] = 1;
        break;
      case Measure::power:
        power();
        break;
      case Measure::voluntary_activation:
      case Measure::muscle_volume:
      case Measure::fibre_csa:
      case Measure::fibre_diameter:
      case Measure::fibre_number:
      case Measure::motor_unit_number:
      case Measure::muscle_thickness:
        region(words_.region.empty() ? "quadriceps" : words_.region);
        if (*measure == Measure::muscle_thickness) mean_thickness();
        break;
      case Measure::muscle_csa:
        instrument_.whole_slice =
            has(method_, {"l3", "whole slice", "whole-slice"}) && words_.region == "trunk_extensors";
        region(words_.region.empty() ? (has(method_, {"thigh"}) ? "thigh" : "quadriceps") : words_.region);
        break;
      case Measure::muscle_protein_synthesis:
      case Measure::muscle_protein_breakdown:
        region(words_.region.empty() ? "quadriceps" : words_.region);
        synthesis();
        break;
      case Measure::muscle_mass:
        region(words_.region.empty() ? "whole_body" : words_.region);
        instrument_.both_limbs_summed = words_.side.empty();
        break;
      case Measure::regional_lean_mass:
      case Measure::regional_fat_mass:
        region(words_.region.empty() ? "leg" : words_.region);
        instrument_.both_limbs_summed = words_.side.empty();
        break;
      case Measure::smi_l3:
        instrument_.whole_slice = true;
        instrument_.height_squared = true;
        region("trunk_extensors");
        break;
      case Measure::muscle_mass_index:
        instrument_.height_squared = true;
        instrument_.fat_free_mass = has(method_, {"dxa", "appendicular", "asm"});
        break;
      case Measure::lean_mass:
        instrument_.fat_free_mass =
            has(method_, {"fat-free", "underwater", "compartment", "bia", "skinfold", "anthropometric",
                          "plethysmography", "bod pod", "impedance"});
        // Some files state a region under whole-body lean mass.
        if (words_.region == "leg" || words_.region == "arm" || words_.region == "trunk") {
          instrument_.measure = Measure::regional_lean_mass;
          region(words_.region);
          instrument_.both_limbs_summed = words_.side.empty();
        }
        break;
      case Measure::walk_time:
        instrument_.distance_m = distance();
        break;
      case Measure::physical_performance:
        // Points, more of them the better, unless the unit says that it is a time.
        instrument_.lower_is_better = words_.unit == "s";
        instrument_.full_points = has(method_, {"36"}) ? 36 : has(method_, {"28"}) ? 28 : 12;
        break;
      default:
        break;
    }
    if (*measure == Measure::muscle_volume || *measure == Measure::muscle_csa) {
      const std::string both = lower(words_.muscle) + " " + method_;
      for (std::size_t part = 0; part < muscle_part_names.size(); ++part)
        if (instrument_.part == 1 && has(both, {muscle_part_names[part]}))
          instrument_.part = reference_parameters().muscle_part_share()[part];
    }
    return instrument_;
  }

 private:
  bool wanted(Side side) const {
    return words_.side.empty() || words_.side == "both" || words_.side == name(side);
  }

  void add(MuscleGroup group, double weight) {
    for (const Side side : {Side::left, Side::right})
      if (wanted(side)) instrument_.units[unit_index(side, group)] += weight;
  }
  void add(Effort effort) {
    for (const MuscleGroup group : all_muscle_groups) add(group, effort[index(group)]);
  }
  void region(std::string_view region_name) {
    for (const MuscleGroup group : region_groups(region_name)) add(group, 1);
  }
  bool nothing_chosen() const {
    return std::all_of(instrument_.units.begin(), instrument_.units.end(), [](double w) { return w == 0; });
  }

  void mean_thickness() {
    // "mean over biceps, wrist flexors and tibialis anterior"
    if (!has(method_, {"mean over"})) return;
    instrument_.units = {};
    if (has(method_, {"biceps"})) add(MuscleGroup::elbow_flexors, 1);
    if (has(method_, {"wrist", "forearm"})) add(MuscleGroup::forearm, 1);
    if (has(method_, {"tibialis"})) add(MuscleGroup::dorsiflexors, 1);
    if (has(method_, {"quadriceps", "rectus"})) add(MuscleGroup::quadriceps, 1);
    if (nothing_chosen()) region(words_.region.empty() ? "quadriceps" : words_.region);
  }

  void set_test(std::initializer_list<StrengthTest> tests) {
    instrument_.test = {};
    for (const StrengthTest test : tests)
      instrument_.test[index(test)] += 1.0 / static_cast<double>(tests.size());
  }

  void strength_muscles() {
    const std::string_view given = words_.region;
    if (has(method_, {"leg press", "squat"}))
      add(reference_parameters().leg_press_effort());
    else if (has(method_, {"dead lift", "deadlift", "clean"}))
      add(reference_parameters().lift_effort());
    else if (has(method_, {"bench press", "chest press", "shoulder press", "pectoralis", "upper-body",
                           "upper body"}) &&
             !has(method_, {"lower"}))
      add(reference_parameters().bench_press_effort());
    else if (has(method_, {"latissimus", "pull-down", "pulldown", "rowing"}))
      add(reference_parameters().pull_effort());
    else if (given.empty() || given == "leg") {
      const bool knee = has(method_, {"knee", "leg extension", "leg curl", "leg flexion"});
      if (knee && has(method_, {"flexion", "curl"}) && !has(method_, {"extension"}))
        region("hamstrings");
      else if (knee && has(method_, {"ankle", "trunk"}))
        region(given.empty() ? "leg" : given);
      else if (knee || (given.empty() && has(method_, {"extensor", "quadriceps"})))
        region("quadriceps");
      else if (has(method_, {"calf", "plantar"}))
        region("plantarflexors");
      else if (has(method_, {"hip flexion"}))
        region("hip_flexors");
      else if (has(method_, {"wrist", "handgrip"}))
        region("forearm");
      else if (has(method_, {"elbow flexion", "biceps curl", "arm curl"}))
        region("elbow_flexors");
      else if (given == "leg")
        add(reference_parameters().leg_press_effort());
      else
        region("whole_body");
    } else {
      region(given);
    }
    if (nothing_chosen()) region("quadriceps");
  }

  void strength() {
    strength_muscles();
    instrument_.multi_joint =
        has(method_,
            {"leg press", "squat", "bench press", "chest press", "shoulder press", "dead lift", "deadlift",
             "clean", "hop", "latissimus", "upper-body", "10 lifts", "by exercise", "upper and lower"});
    instrument_.kilograms = words_.unit == "kg";
    instrument_.per_size = instrument_.per_size || has(method_, {"per cm2", "specific strength", "per kg"});
    instrument_.single_fibre = has(method_, {"single fibre", "single-fibre", "skinned"});
    instrument_.stimulated = has(method_, {"stimulated", "evoked", "tetan", "twitch"});
    if (instrument_.stimulated || instrument_.single_fibre) return;

    const bool isometric = has(method_, {"isometric", "mvc", "mvt", "static"});
    const bool isokinetic = has(method_, {"isokinetic", "deg/s", "speed-torque", "concentric knee",
                                          "concentric", "eccentric", "cybex", "slow concentric"});
    const bool lift =
        has(method_, {"1rm", "1-rm", "repetition maximum", "lifting", "loads", "10 lifts", "press", "curl",
                      "pull-down", "dead lift", "clean", "leg extension", "flywheel", "weight lifting"});
    if (isometric && (isokinetic || has(method_, {"dynamic"})))
      set_test({StrengthTest::isometric, StrengthTest::isokinetic});
    else if (isometric)
      set_test({StrengthTest::isometric});
    else if (has(method_, {"1rm", "1-rm", "repetition maximum"}) &&
             !has(method_, {"press", "squat", "clean", "lifts"}))
      set_test({StrengthTest::one_repetition_maximum});
    else if (has(method_, {"hop", "jump"}))
      set_test({StrengthTest::power});
    else if (instrument_.multi_joint && !isokinetic)
      set_test({StrengthTest::leg_press});
    else if (isokinetic && !has(method_, {"leg extension", "flywheel"}))
      set_test({StrengthTest::isokinetic});
    else if (lift)
      set_test({StrengthTest::one_repetition_maximum});
    else if (has(method_, {"dynamic"}))
      set_test({StrengthTest::one_repetition_maximum, StrengthTest::isokinetic});
    else if (has(method_, {"grip"}))
      set_test({StrengthTest::grip});
    else if (has(method_, {"torque", "knee extension", "knee"}))
      set_test({StrengthTest::isometric, StrengthTest::isokinetic});
    else if (has(method_, {"estimated muscle force"}))
      set_test({StrengthTest::isometric});
    else if (words_.unit == "kg")
      set_test({StrengthTest::one_repetition_maximum});
    else if (words_.unit == "N m")
      set_test({StrengthTest::isometric, StrengthTest::isokinetic});
    else if (words_.unit == "N" || instrument_.per_size)
      set_test({StrengthTest::isometric});
    else
      set_test({StrengthTest::one_repetition_maximum, StrengthTest::isometric, StrengthTest::isokinetic});
  }

  void power() {
    instrument_.stairs = has(method_, {"stair"});
    instrument_.aerobic = has(method_, {"wmax", "incremental", "workload", "ramp test"});
    if (words_.region.empty() || words_.region == "leg") {
      if (has(method_, {"chest", "bench", "upper"}))
        add(reference_parameters().bench_press_effort());
      else if (has(method_, {"knee"}))
        region("quadriceps");
      else
        add(reference_parameters().leg_press_effort());
    } else {
      region(words_.region);
    }
    instrument_.test[index(StrengthTest::power)] = 1;
  }

  void synthesis() {
    instrument_.myofibrillar = has(method_, {"myofibrillar"});
    instrument_.integrated = has(method_, {"d2o", "heavy water", "integrated", "deuter"});
    instrument_.daily_mean = instrument_.integrated || has(method_, {"24-h", "24 h", "16 h", "daily"});
    instrument_.fed =
        has(method_, {"after the drink", "meal", "beef", "feeding", "after 20 g", "fed", "protein"}) &&
        !has(method_, {"fasted", "postabsorptive"});
    if (has(method_, {"after the drink", "against fasting"})) instrument_.fed = true;
    instrument_.after_bout = has(method_, {"exercise", "bout"});
  }

  double distance() const {
    // "400 m walk", "50-foot walk"
    for (std::size_t i = 0; i < method_.size(); ++i) {
      if (std::isdigit(static_cast<unsigned char>(method_[i])) == 0) continue;
      double number = 0;
      while (i < method_.size() && std::isdigit(static_cast<unsigned char>(method_[i])) != 0 && number < 1e5)
        number = number * 10 + (method_[i++] - '0');
      const std::string_view rest = std::string_view(method_).substr(i);
      const bool feet = has(rest.substr(0, 6), {"ft", "foot", "feet"});
      return std::clamp(feet ? number * 0.3048 : number, 2.0, 2000.0);
    }
    return 6;
  }

  MeasureWords words_;
  std::string method_;
  Instrument instrument_;
};

}  // namespace

std::optional<Measure> find_measure(std::string_view measure_name) {
  const auto found = std::find(measure_names.begin(), measure_names.end(), measure_name);
  if (found == measure_names.end()) return std::nullopt;
  return static_cast<Measure>(found - measure_names.begin());
}

std::optional<Instrument> make_instrument(const MeasureWords& words, std::string* why_not) {
  std::optional<Instrument> instrument = Builder(words).build(why_not);
  if (!instrument) return instrument;
  // Most instruments read one unit or a few: the others need not be looked at.
  const auto& units = instrument->units;
  const auto chosen = [](double weight) { return weight != 0; };
  instrument->first_unit =
      static_cast<std::size_t>(std::find_if(units.begin(), units.end(), chosen) - units.begin());
  instrument->end_unit =
      static_cast<std::size_t>(units.rend() - std::find_if(units.rbegin(), units.rend(), chosen));
  return instrument;
}

MeasureClass class_of(Measure measure) {
  switch (measure) {
    case Measure::muscle_volume:
    case Measure::muscle_csa:
    case Measure::muscle_thickness:
    case Measure::smi_l3:
    case Measure::motor_unit_number:
    case Measure::fibre_number:
    case Measure::muscle_mass_index:
      return MeasureClass::size;
    case Measure::fibre_csa:
    case Measure::fibre_diameter:
      return MeasureClass::fibre;
    case Measure::strength:
    case Measure::grip_strength:
    case Measure::power:
    case Measure::specific_force:
    case Measure::rate_of_force_development:
    case Measure::voluntary_activation:
      return MeasureClass::strength;
    case Measure::muscle_mass:
    case Measure::lean_mass:
    case Measure::appendicular_lean_mass:
    case Measure::regional_lean_mass:
    case Measure::body_cell_mass:
      return MeasureClass::lean_mass;
    case Measure::fat_mass:
    case Measure::regional_fat_mass:
    case Measure::visceral_fat:
      return MeasureClass::fat_mass;
    case Measure::body_mass:
      return MeasureClass::body_mass;
    case Measure::body_fat_percent:
    case Measure::lean_percent:
    case Measure::lean_share_of_weight_loss:
    case Measure::lean_share_of_weight_gain:
      return MeasureClass::composition;
    case Measure::gait_speed:
    case Measure::walk_time:
    case Measure::six_minute_walk:
    case Measure::chair_stand_time:
    case Measure::chair_stands_30s:
    case Measure::timed_up_and_go:
    case Measure::sppb:
    case Measure::physical_performance:
      return MeasureClass::function;
    case Measure::vo2max:
      return MeasureClass::fitness;
    case Measure::resting_metabolic_rate:
    case Measure::energy_expenditure:
    case Measure::insulin_sensitivity:
    case Measure::homa_ir:
      return MeasureClass::metabolism;
    case Measure::muscle_protein_synthesis:
    case Measure::muscle_protein_breakdown:
      return MeasureClass::synthesis;
    case Measure::testosterone:
    case Measure::igf1:
    case Measure::haematocrit:
    case Measure::haemoglobin:
      return MeasureClass::hormones;
    case Measure::bone_mineral_density:
      return MeasureClass::metabolism;
  }
  return MeasureClass::size;
}

bool compared_in_percent(MeasureClass c) {
  return c != MeasureClass::lean_mass && c != MeasureClass::fat_mass && c != MeasureClass::body_mass &&
         c != MeasureClass::composition;
}

std::string_view unit_of(Measure measure) {
  switch (measure) {
    case Measure::muscle_mass:
    case Measure::lean_mass:
    case Measure::appendicular_lean_mass:
    case Measure::regional_lean_mass:
    case Measure::fat_mass:
    case Measure::regional_fat_mass:
    case Measure::visceral_fat:
    case Measure::body_mass:
    case Measure::body_cell_mass:
    case Measure::grip_strength:
      return "kg";
    case Measure::muscle_volume:
      return "cm3";
    case Measure::muscle_csa:
      return "cm2";
    case Measure::muscle_thickness:
      return "mm";
    case Measure::fibre_csa:
      return "um2";
    case Measure::fibre_diameter:
      return "um";
    case Measure::muscle_mass_index:
      return "kg/m2";
    case Measure::smi_l3:
      return "cm2/m2";
    case Measure::body_fat_percent:
    case Measure::lean_percent:
    case Measure::lean_share_of_weight_loss:
    case Measure::lean_share_of_weight_gain:
    case Measure::voluntary_activation:
    case Measure::haematocrit:
      return "%";
    case Measure::strength:
      return "N m";
    case Measure::power:
      return "W";
    case Measure::specific_force:
      return "N/cm2";
    case Measure::rate_of_force_development:
      return "N m/s";
    case Measure::gait_speed:
      return "m/s";
    case Measure::walk_time:
    case Measure::chair_stand_time:
    case Measure::timed_up_and_go:
      return "s";
    case Measure::six_minute_walk:
      return "m";
    case Measure::sppb:
    case Measure::physical_performance:
      return "points";
    case Measure::vo2max:
      return "ml/kg/min";
    case Measure::resting_metabolic_rate:
    case Measure::energy_expenditure:
      return "kcal/day";
    case Measure::muscle_protein_synthesis:
    case Measure::muscle_protein_breakdown:
      return "%/h";
    case Measure::testosterone:
      return "ng/dL";
    case Measure::igf1:
      return "ng/mL";
    case Measure::haemoglobin:
      return "g/L";
    case Measure::bone_mineral_density:
      return "g/cm2";
    case Measure::chair_stands_30s:
    case Measure::fibre_number:
    case Measure::motor_unit_number:
    case Measure::insulin_sensitivity:
    case Measure::homa_ir:
      return "";
  }
  return "";
}

}  // namespace sarx
