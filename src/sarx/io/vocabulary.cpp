#include "sarx/io/vocabulary.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "sarx/measure/instrument.h"
#include "sarx/outcome/risk.h"
#include "sarx/timeline/field.h"

namespace sarx {
namespace {

constexpr std::array<MeasureWord, 49> measures{{
    {"muscle_mass", "kg", 5, 80},
    {"lean_mass", "kg", 15, 140},
    {"appendicular_lean_mass", "kg", 5, 70},
    {"regional_lean_mass", "kg", 0.2, 60},
    {"muscle_volume", "cm3", 5, 15000},
    {"muscle_csa", "cm2", 0.5, 400},
    {"muscle_thickness", "mm", 2, 90},
    {"fibre_csa", "um2", 300, 15000},
    {"fibre_diameter", "um", 10, 150},
    {"fibre_number", "", 1000, 5e7},
    {"motor_unit_number", "", 1, 5000},
    {"muscle_mass_index", "kg/m2", 2, 30},
    {"smi_l3", "cm2/m2", 10, 150},
    {"fat_mass", "kg", 1, 220},
    {"regional_fat_mass", "kg", 0.05, 120},
    {"visceral_fat", "kg", 0, 20},
    {"body_mass", "kg", 25, 350},
    {"body_fat_percent", "%", 2, 75},
    {"lean_percent", "%", 20, 98},
    {"body_cell_mass", "kg", 5, 80},
    {"lean_share_of_weight_loss", "%", -100, 200},
    {"lean_share_of_weight_gain", "%", -100, 200},
    {"strength", "N m", 0, 5000},
    {"grip_strength", "kg", 0, 100},
    {"power", "W", 0, 10000},
    {"specific_force", "", 0, 1000},
    {"rate_of_force_development", "", 0, 100000},
    {"voluntary_activation", "%", 0, 100},
    {"gait_speed", "m/s", 0, 4},
    {"walk_time", "s", 0.5, 3600},
    {"six_minute_walk", "m", 0, 1200},
    {"chair_stand_time", "s", 2, 180},
    {"chair_stands_30s", "", 0, 60},
    {"sppb", "points", 0, 12},
    {"physical_performance", "points", 0, 1000},
    {"vo2max", "ml/kg/min", 5, 95},
    {"resting_metabolic_rate", "kcal/day", 500, 5000},
    {"energy_expenditure", "kcal/day", 600, 12000},
    {"insulin_sensitivity", "", 0, 1000},
    {"homa_ir", "", 0, 100},
    {"muscle_protein_synthesis", "%/h", 0.001, 0.6},
    {"muscle_protein_breakdown", "%/h", 0.001, 0.6},
    {"testosterone", "ng/dL", 0, 6000},
    {"igf1", "ng/mL", 0, 2000},
    {"haematocrit", "%", 15, 70},
    {"haemoglobin", "g/L", 40, 250},
    {"timed_up_and_go", "s", 2, 300},
    {"calf_circumference", "cm", 15, 70},
    {"sarc_f", "points", 0, 10},
}};

constexpr std::array<std::string_view, 32> outcomes{"falls",
                                                    "fracture",
                                                    "mortality",
                                                    "survival_days",
                                                    "hospitalisation",
                                                    "discharged_alive",
                                                    "disability",
                                                    "mobility_disability",
                                                    "diabetes",
                                                    "prevalence_sarcopenia",
                                                    "adverse_event",
                                                    "complications",
                                                    "bone_mineral_density",
                                                    "glucose_tolerance",
                                                    "fasting_glucose",
                                                    "insulin_half_maximum",
                                                    "total_body_water",
                                                    "energy_cost_of_weight_gain",
                                                    "egfr",
                                                    "muscle_circumference",
                                                    "metabolic_adaptation",
                                                    "endurance",
                                                    "relative_strength",
                                                    "muscle_protein_balance",
                                                    "whole_body_protein_synthesis",
                                                    "whole_body_protein_breakdown",
                                                    "whole_body_protein_balance",
                                                    "intermuscular_fat",
                                                    "fibre_type_I_fraction",
                                                    "fat_mass_index",
                                                    "jump_height",
                                                    "sprint_work"};

constexpr auto study_names = [] {
  std::array<std::string_view, measures.size() + outcomes.size()> names{};
  std::size_t n = 0;
  for (const auto& measure : measures) names[n++] = measure.name;
  for (const auto outcome : outcomes) names[n++] = outcome;
  return names;
}();

/// What a forecast has: what an instrument reads, the risks and the classes.
const std::vector<std::string_view>& report_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    const auto take = [&all](std::string_view name) {
      if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
    };
    for (const auto name : measure_names)
      // Its change is read, not its level.
      if (name != "rate_of_force_development") take(name);
    for (const RiskName& risk : risk_names) take(risk.measure);
    take("prevalence_sarcopenia");
    return all;
  }();
  return names;
}

constexpr auto measure_regions = [] {
  std::array<std::string_view, region_names.size() + 2> names{};
  for (std::size_t i = 0; i < region_names.size(); ++i) names[i] = region_names[i];
  names[region_names.size()] = "hip";
  names[region_names.size() + 1] = "spine";
  return names;
}();

}  // namespace

std::span<const MeasureWord> measure_words() {
  return measures;
}
std::span<const std::string_view> study_measure_names() {
  return study_names;
}
std::span<const std::string_view> report_measure_names() {
  return report_names();
}
std::span<const std::string_view> measure_region_names() {
  return measure_regions;
}

}  // namespace sarx
