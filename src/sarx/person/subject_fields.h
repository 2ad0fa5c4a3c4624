// The fields of a subject: names, units, limits and meaning. Only the reader and the schema need this.
#pragma once

#include <string_view>
#include <tuple>

#include "sarx/person/subject.h"

namespace sarx {

constexpr auto Subject::fields() {
  return std::tuple{
      number("male_fraction", &Subject::male_fraction, "", 0, 1,
             "Share of men by birth sex: 1 a man, 0 a woman, between them a group."),
      number("age_years", &Subject::age_years, "y", 18, 110, "Age, or the mean age of a group."),
      number("age_years_sd", &Subject::age_years_sd, "y", 0, 40, "Standard deviation of age in a group."),
      number("age_years_se", &Subject::age_years_se, "y", 0, 20,
             "Standard error of the mean age of a group."),
      number("age_min", &Subject::age_min, "y", 0, 110, "Lowest age of a group."),
      number("age_max", &Subject::age_max, "y", 0, 110, "Highest age of a group."),
      field("age_statistic", &Subject::age_statistic, "Says that `age_years` is a median."),
      numbers("age_range", &Subject::age_range, "y", 0, 110, "Lowest and highest age of a group."),
      field("age_group", &Subject::age_group, "The words an assumed age rests on."),
      number("height_cm", &Subject::height_cm, "cm", 100, 250, "Height."),
      number("weight_kg", &Subject::weight_kg, "kg", 25, 350, "Body mass."),
      number("weight_kg_sd", &Subject::weight_kg_sd, "kg", 0, 80,
             "Standard deviation of body mass in a group."),
      number("bmi", &Subject::bmi, "kg/m2", 10, 90, "Body mass index."),
      number("bmi_sd", &Subject::bmi_sd, "kg/m2", 0, 30,
             "Standard deviation of the body mass index in a group."),
      number("bmi_se", &Subject::bmi_se, "kg/m2", 0, 15,
             "Standard error of the mean body mass index of a group."),
      number("bmi_min", &Subject::bmi_min, "kg/m2", 10, 90,
             "Lowest body mass index of a group (entry limit)."),
      numbers("bmi_range", &Subject::bmi_range, "kg/m2", 10, 90,
              "Lowest and highest body mass index of a group."),
      number("body_fat_percent", &Subject::body_fat_percent, "%", 2, 75, "Fat, as a share of body mass."),
      number("fat_mass_kg", &Subject::fat_mass_kg, "kg", 1, 220, "Fat mass."),
      number("lean_mass_kg", &Subject::lean_mass_kg, "kg", 15, 140, "Lean soft tissue (DXA)."),
      number("lean_mass_kg_sd", &Subject::lean_mass_kg_sd, "kg", 0, 40,
             "Standard deviation of lean mass in a group."),
      number("appendicular_lean_mass_kg", &Subject::appendicular_lean_mass_kg, "kg", 5, 70,
             "Lean soft tissue of the arms and legs (DXA)."),
      number("steps_per_day", &Subject::steps_per_day, "steps/day", 0, 60000, "Habitual steps a day."),
      number("protein_g_per_kg", &Subject::protein_g_per_kg, "g/kg/day", 0.1, 6,
             "Habitual protein a day per kilogram of body mass."),
      field("training", &Subject::training, "Training status."),
      field("living", &Subject::living, "Where the person lives."),
      field("menopause", &Subject::menopause, "Menopausal stage of a woman."),
      number("testosterone_ng_dl", &Subject::testosterone_ng_dl, "ng/dL", 0, 3000,
             "Total serum testosterone."),
      number("testosterone_ng_dl_sd", &Subject::testosterone_ng_dl_sd, "ng/dL", 0, 1000,
             "Standard deviation of testosterone in a group."),
      number("testosterone_max_ng_dl", &Subject::testosterone_max_ng_dl, "ng/dL", 0, 3000,
             "Highest testosterone of a group (entry limit)."),
      numbers("testosterone_range_ng_dl", &Subject::testosterone_range_ng_dl, "ng/dL", 0, 3000,
              "Lowest and highest testosterone of a group."),
      field("testosterone_status", &Subject::testosterone_status, "Testosterone in words."),
      number("falls_past_year", &Subject::falls_past_year, "", 0, 400, "Falls in the year before day 0."),
      number("medications", &Subject::medications, "", 0, 60, "Number of regular medications."),
      field(
          "history", &Subject::history,
          "Past conditions: prostate_cancer, breast_cancer, thrombosis, stroke, sleep_apnoea, pregnancy ..."),
      number("psa_ng_ml", &Subject::psa_ng_ml, "ng/mL", 0, 10000, "Prostate-specific antigen."),
      number("haematocrit_percent", &Subject::haematocrit_percent, "%", 15, 70, "Haematocrit."),
      number("weight_loss_percent", &Subject::weight_loss_percent, "%", 0, 60,
             "Body mass lost before day 0, as a share of the earlier mass."),
      number("weight_loss_days", &Subject::weight_loss_days, "day", 1, 7300, "Days over which it was lost."),
      number("bone_t_score", &Subject::bone_t_score, "", -8, 6,
             "T-score of bone density at the femoral neck."),
      field("smoking", &Subject::smoking, "Smoking, in words: never, former, current ..."),
      number("alcohol_g_per_day", &Subject::alcohol_g_per_day, "g/day", 0, 500, "Alcohol a day."),
      number("vitamin_d_nmol_l", &Subject::vitamin_d_nmol_l, "nmol/L", 1, 500, "Serum 25-hydroxyvitamin D."),
      number("crp_mg_l", &Subject::crp_mg_l, "mg/L", 0, 600, "C-reactive protein."),
      number("egfr", &Subject::egfr, "mL/min/1.73 m2", 0, 200, "Estimated glomerular filtration rate."),
      number("albumin_g_l", &Subject::albumin_g_l, "g/L", 5, 70, "Serum albumin."),
      field("description", &Subject::description, "Free words."),
      field("assumed", &Subject::assumed, "Fields of the subject whose values are assumptions, not facts."),
  };
}

}  // namespace sarx
