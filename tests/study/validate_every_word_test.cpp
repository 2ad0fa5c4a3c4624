// A stranger's studies: every word of the format's closed lists, open words nobody has heard of, every
// measure in every kind of value. Nothing of it may be refused, passed over or answered with nonsense.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

#include "sarx/study/validate.h"

namespace sarx {
namespace {

struct Level {
  double typical, lowest, highest;
};

/// A usual level of every measure, and what no group of adults goes beyond.
const std::map<std::string, Level>& levels() {
  static const std::map<std::string, Level> table{
      {"muscle_mass", {26, 8, 60}},
      {"lean_mass", {50, 20, 110}},
      {"appendicular_lean_mass", {22, 6, 50}},
      {"regional_lean_mass", {15, 1, 60}},
      {"muscle_volume", {1500, 40, 15000}},
      {"muscle_csa", {60, 2, 400}},
      {"muscle_thickness", {40, 5, 90}},
      {"fibre_csa", {4500, 300, 15000}},
      {"fibre_diameter", {70, 20, 140}},
      {"muscle_mass_index", {9, 3, 20}},
      {"smi_l3", {48, 15, 100}},
      {"fat_mass", {22, 1, 140}},
      {"regional_fat_mass", {7, 0.2, 70}},
      {"visceral_fat", {2, 0.05, 20}},
      {"body_mass", {75, 25, 250}},
      {"body_fat_percent", {29, 2, 70}},
      {"lean_percent", {68, 25, 97}},
      {"body_cell_mass", {28, 8, 70}},
      {"strength", {160, 2, 450}},
      {"grip_strength", {35, 0.5, 80}},
      {"power", {300, 5, 900}},
      {"specific_force", {25, 2, 60}},
      {"voluntary_activation", {93, 20, 100}},
      {"gait_speed", {1.3, 0.01, 3}},
      {"walk_time", {8, 1, 600}},
      {"six_minute_walk", {550, 3, 900}},
      {"chair_stand_time", {9, 3, 60}},
      {"chair_stands_30s", {15, 1, 45}},
      {"sppb", {11, 0, 12}},
      {"physical_performance", {11, 0, 12}},
      {"vo2max", {32, 5, 90}},
      {"resting_metabolic_rate", {1500, 600, 4500}},
      {"energy_expenditure", {2300, 800, 7000}},
      {"homa_ir", {2, 0.1, 40}},
      {"muscle_protein_synthesis", {0.06, 0.001, 0.6}},
      {"muscle_protein_breakdown", {0.06, 0.001, 0.6}},
      {"testosterone", {300, 0, 6000}},
      {"igf1", {150, 5, 2500}},
      {"haematocrit", {43, 10, 70}},
      {"haemoglobin", {140, 30, 230}},
  };
  return table;
}

/// Study files in a folder that is gone after the test.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("sarx-words-{}", ::getpid())) {
    std::filesystem::create_directories(path_ / "some" / "where");
  }
  ~Folder() { std::filesystem::remove_all(path_); }

  void write(const std::string& id, const std::string& arms) const {
    std::ofstream(path_ / "some" / "where" / (id + ".yaml")) << fmt::format(
        "id: {0}\nparticipants: {0}\ntopic: integrated\ncitation: {{title: Made up}}\n"
        "source: {{read: abstract, url: \"https://example.org/\"}}\ndesign: rct\nnotes: Made up.\n"
        "arms:\n{1}",
        id, arms);
  }
  Evidence read() const { return read_evidence({path_.string()}); }

 private:
  std::filesystem::path path_;
};

std::string arm_text(const std::string& name, const std::string& subject, const std::string& event,
                     double from, const std::string& observations) {
  return fmt::format(
      "  - name: {}\n    n: 12\n    replay: true\n    subject: {{{}}}\n    timeline:\n      - {}\n        "
      "from_day: {}\n"
      "    observations:\n{}",
      name, subject, event, from, observations);
}

std::string panel(double day, bool percent) {
  std::string text;
  for (const auto& [measure, level] : levels())
    text += percent ? fmt::format("      - {{measure: {}, day: {}, change_percent: -3, use: replay}}\n",
                                  measure, day)
                    : fmt::format("      - {{measure: {}, day: {}, value: {}, use: replay}}\n", measure, day,
                                  level.typical);
  return text;
}

Validation scored(const Evidence& evidence) {
  for (const Diagnostic& fault : evidence.faults) ADD_FAILURE() << to_string(fault);
  ValidateOptions options;
  options.parameter_uncertainty = false;
  options.baselines = false;
  return validate(evidence.studies, Parameters<double>::best(), options);
}

void expect_sane(const Validation& validation, bool limits) {
  for (const ScoredRow& row : validation.rows) {
    const std::string what = fmt::format("{}, {}: {} {}", row.study->id, row.arm->name,
                                         row.observation->measure, name(row.scale.kind));
    EXPECT_TRUE(std::isfinite(row.predicted) && std::isfinite(row.predicted_lo) &&
                std::isfinite(row.predicted_hi))
        << what;
    EXPECT_LE(row.predicted_lo, row.predicted) << what;
    EXPECT_LE(row.predicted, row.predicted_hi) << what;
    if (row.scale.kind == ValueKind::change_percent) {
      EXPECT_GE(row.predicted, -100) << what;
    }
    const auto found = levels().find(row.observation->measure);
    if (limits && row.scale.kind == ValueKind::value && found != levels().end()) {
      EXPECT_GE(row.predicted, found->second.lowest) << what;
      EXPECT_LE(row.predicted, found->second.highest * (1 + 1e-6)) << what;  // a rounding over a full score
    }
  }
}

template <class Enum>
std::vector<std::string> events_of(const std::string& event, const std::string& field,
                                   const std::string& more = "") {
  std::vector<std::string> events;
  for (const std::string_view word : Words<Enum>::words)
    events.push_back(fmt::format("{}: {{{}: {}{}}}", event, field, word, more));
  return events;
}

TEST(EveryWord, OfAnEventIsReplayed) {
  const std::string adults = "male_fraction: 0.4, age_years: 61, age_years_sd: 7, weight_kg: 74";
  std::vector<std::pair<std::string, std::vector<std::string>>> groups{
      {"diseases", events_of<Condition>("disease", "condition")},
      {"strange-diseases", events_of<Condition>("disease", "condition",
                                                ", stage: florid, site: left ear, level: a word, detail: x")},
      {"drugs", events_of<DrugName>("drug", "what")},
      {"titrated-drugs",
       events_of<DrugName>("drug", "what", ", titrated_to: a level nobody knows, route: ear")},
      {"deficiencies", events_of<DeficiencyOf>("deficiency", "of")},
      {"strange-deficiencies", events_of<DeficiencyOf>("deficiency", "of", ", level: dreadful")},
      {"supplements", events_of<SupplementKind>("supplement", "what")},
      {"treatments", events_of<TreatmentKind>("treatment", "what", ", of: cancer")},
      {"cures", events_of<TreatmentTarget>("treatment", "of", ", what: cause-treated, response_percent: 60")},
      {"nerves",
       events_of<Nerve>("nerve_injury", "nerve", ", side: left, completeness: complete, repair_day: 9")},
      {"surgeries", events_of<SurgeryKind>("surgery", "kind", ", side: left")},
      {"joints", events_of<Joint>("immobilisation", "joint", ", side: both, device: cast")},
      {"devices", events_of<ImmobilisationDevice>("immobilisation", "device", ", joint: elbow")},
      {"lifting", events_of<ResistanceMode>("resistance_training", "mode")},
      {"contractions",
       events_of<Contraction>("resistance_training", "contraction", ", regions: [arm], velocity: fast")},
      {"enduring", events_of<EnduranceMode>("endurance_training", "mode")},
      {"hormone-changes", events_of<HormoneChangeKind>("hormone_change", "what")},
      {"others",
       {"bed_rest: {}", "bed_rest: {tilt_deg: -6}", "microgravity: {exercise: ARED}",
        "limb_unloading: {limb: leg, side: left}", "limb_unloading: {limb: arm}", "activity: {level: active}",
        "activity: {steps_per_day: 0}", "exercise_programme: {kind: tai chi on ice}",
        "electrical_stimulation: {}", "diet: {energy_kcal: 800}", "diet: {energy_deficit_kcal: -1000}",
        "diet: {energy_percent_of_need: 70, protein_percent_energy: 25}",
        "diet: {meal_protein_g: [10, 20, 60], protein_source: moon beans}", "diet: {eating_window_h: 8}",
        "muscle_injury: {region: hamstrings, side: left, grade: 2}", "ageing: {}"}}};
  const Folder folder;
  std::size_t arms = 0;
  for (const auto& [id, events] : groups) {
    std::string text;
    for (const std::string& event : events) {
      const bool percent = arms++ % 2 == 0;
      text +=
          arm_text(fmt::format("\"{}\"", event), adults, event, arms % 3 == 0 ? -60 : 0, panel(84, percent));
    }
    folder.write(id, text);
  }
  const Evidence evidence = folder.read();
  const Validation validation = scored(evidence);
  EXPECT_EQ(validation.skipped.size(), 0u);
  EXPECT_EQ(validation.rows.size(), arms * levels().size());
  expect_sane(validation, true);
}

TEST(EveryWord, OfAValueIsReplayedOrGivenAReason) {
  const Folder folder;
  std::string rows;
  for (const auto& [measure, level] : levels()) {
    rows += fmt::format("      - {{measure: {}, day: 60, change: {}, use: replay}}\n", measure,
                        -0.03 * level.typical);
    rows += fmt::format("      - {{measure: {}, day: 60, difference: {}, versus: rest, use: replay}}\n",
                        measure, 0.02 * level.typical);
    for (const char* value :
         {"rate_percent_per_year: -4", "difference_percent: 2, versus: rest", "direction: none",
          "direction: up", "change_percent: -100", "change_percent: 5, from_baseline_day: 30"})
      rows += fmt::format("      - {{measure: {}, day: 60, {}, use: replay}}\n", measure, value);
  }
  folder.write("kinds",
               arm_text("trained", "male_fraction: 0.5, age_years: 40", "resistance_training: {}", 0, rows) +
                   arm_text("rest", "male_fraction: 0.5, age_years: 40", "bed_rest: {}", 0, panel(60, true)));
  folder.write(
      "unread",
      arm_text(
          "rest", "male_fraction: 1, age_years: 16, age_statistic: median", "bed_rest: {}", 0,
          "      - {measure: lean_mass, day: 9, change: -1, statistic: median, day_range: [7, 12], use: "
          "replay}\n"
          "      - {measure: strength, day: 9, smd: 0.4, versus: own baseline, use: replay}\n"
          "      - {measure: strength, day: 9, ratio: 1.2, ratio_kind: fold, versus: rest, use: replay}\n"
          "      - {measure: strength, day: 9, cv: 0.5, use: replay}\n"
          "      - {measure: falls, day: 9, value: 2, unit: per_person_year, use: replay}\n"
          "      - {measure: strength, rate_constant_per_week: 0.2, use: relation}\n"
          "      - {measure: strength, day: 9, smd: 0.4, versus: own baseline, use: pooled-effect}\n"));
  const Evidence evidence = folder.read();
  const Validation validation = scored(evidence);
  EXPECT_EQ(validation.skipped.size(), 4u);
  for (const OtherRow& row : validation.skipped) EXPECT_FALSE(row.why.empty());
  EXPECT_EQ(validation.relations.size(), 1u);
  EXPECT_EQ(validation.not_scored.size(), 1u);
  EXPECT_EQ(validation.rows.size(), levels().size() * 9 + 1);
  expect_sane(validation, false);
}

struct UnitCase {
  const char *measure, *own, *unit;
  double factor;
};

TEST(EveryWord, OfAUnitIsConverted) {
  const std::vector<UnitCase> cases{{"muscle_csa", "60", "mm2", 100},
                                    {"muscle_thickness", "40", "cm", 0.1},
                                    {"muscle_volume", "1500", "L", 0.001},
                                    {"lean_mass", "50", "g", 1000},
                                    {"body_mass", "75", "lb", 2.204623},
                                    {"testosterone", "500", "nmol/L", 0.034674},
                                    {"haemoglobin", "140", "g/dL", 0.1},
                                    {"gait_speed", "1.2", "cm/s", 100},
                                    {"resting_metabolic_rate", "1500", "kJ/day", 4.184},
                                    {"vo2max", "32", "l/min", 0.08}};
  const Folder folder;
  std::string rows;
  for (const UnitCase& c : cases)
    for (const char* kind : {"value", "change"}) {
      rows += fmt::format("      - {{measure: {}, day: 20, {}: 1, use: replay}}\n", c.measure, kind);
      rows += fmt::format("      - {{measure: {}, day: 20, {}: 1, unit: {}, use: replay}}\n", c.measure, kind,
                          c.unit);
    }
  rows += "      - {measure: grip_strength, day: 20, value: 300, unit: hands, use: replay}\n";
  folder.write("units",
               arm_text("rest", "male_fraction: 1, age_years: 30, weight_kg: 80", "bed_rest: {}", 0, rows));
  const Evidence evidence = folder.read();
  const Validation validation = scored(evidence);
  ASSERT_EQ(validation.rows.size(), 4 * cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i)
    for (const std::size_t kind : {0u, 1u}) {
      const ScoredRow& own = validation.rows[4 * i + 2 * kind];
      const ScoredRow& stated = validation.rows[4 * i + 2 * kind + 1];
      for (const auto number : {&ScoredRow::predicted, &ScoredRow::predicted_lo, &ScoredRow::predicted_hi})
        EXPECT_NEAR(stated.*number, cases[i].factor * (own.*number), 1e-9 * std::abs(stated.*number) + 1e-12)
            << cases[i].measure;
    }
  // A unit that can't be told is no reason to guess.
  ASSERT_EQ(validation.skipped.size(), 1u);
  EXPECT_NE(validation.skipped[0].why.find("hands"), std::string::npos);
}

}  // namespace
}  // namespace sarx
