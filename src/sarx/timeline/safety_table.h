// Contraindications and harms, as data with sources. A row is added here; warnings.cpp only matches rows with
// people.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "sarx/timeline/disease.h"
#include "sarx/timeline/drug.h"

namespace sarx::timeline_detail {

/// Drugs that share their warnings.
enum class DrugClass : unsigned char {
  testosterone,
  other_androgen,
  sex_hormone_suppression,
  growth_hormone,
  growth_hormone_secretagogue,
  oestrogen,
  glucocorticoid,
  incretin,
  activin_block,
  other,
};

constexpr DrugClass class_of(DrugName what) {
  switch (what) {
    case DrugName::testosterone:
    case DrugName::testosterone_enanthate:
    case DrugName::testosterone_esters:
    case DrugName::testosterone_undecanoate:
    case DrugName::testosterone_undecanoate_oral:
    case DrugName::testosterone_gel:
    case DrugName::testosterone_patch:
      return DrugClass::testosterone;
    case DrugName::nandrolone_decanoate:
    case DrugName::oxandrolone:
    case DrugName::enobosarm:
      return DrugClass::other_androgen;
    case DrugName::testosterone_suppression:
    case DrugName::gnrh_agonist:
      return DrugClass::sex_hormone_suppression;
    case DrugName::growth_hormone:
      return DrugClass::growth_hormone;
    case DrugName::mk_677:
    case DrugName::anamorelin:
      return DrugClass::growth_hormone_secretagogue;
    case DrugName::estradiol:
      return DrugClass::oestrogen;
    case DrugName::prednisone:
    case DrugName::hydrocortisone:
    case DrugName::dexamethasone:
      return DrugClass::glucocorticoid;
    case DrugName::semaglutide:
    case DrugName::liraglutide:
    case DrugName::tirzepatide:
    case DrugName::glp1_agonist:
      return DrugClass::incretin;
    case DrugName::bimagrumab:
    case DrugName::ly2495655:
      return DrugClass::activin_block;
    default:
      return DrugClass::other;
  }
}

inline constexpr std::string_view endocrine_society =
    "Endocrine Society guideline, Bhasin 2018, doi:10.1210/jc.2018-00229";
inline constexpr std::string_view endocrine_society_table =
    "Endocrine Society guideline 2018, pocket card table 4";
inline constexpr std::string_view humatrope_label = "Humatrope (somatropin) label, contraindications";
inline constexpr std::string_view davis_guide = "Davis Drug Guide, somatropin";
inline constexpr std::string_view growth_hormone_guides =
    "Humatrope (somatropin) label, contraindications; Davis Drug Guide, somatropin";
inline constexpr std::string_view oestrogen_table =
    "Cleveland Clinic Journal of Medicine, table of contraindications of hormone therapy";
inline constexpr std::string_view incretin_guide =
    "Wegovy (semaglutide) label: contraindications; pancreatitis and pregnancy";

/// A contraindication that a word of the person's history or a disease of the timeline meets.
struct ConditionRule {
  DrugClass drug;
  std::string_view history;            ///< part of a word of `history`, spaces as underscores; "" for none
  std::optional<Condition> condition;  ///< of a disease event
  std::string_view site;               ///< part of that disease's site; "" for any
  std::string_view text;
  std::string_view source;
};

inline constexpr auto condition_rules = std::to_array<ConditionRule>({
    {DrugClass::testosterone, "prostate_cancer", Condition::cancer, "prostate",
     "prostate cancer: the guideline advises against testosterone", endocrine_society},
    {DrugClass::testosterone, "breast_cancer", Condition::cancer, "breast",
     "breast cancer: the guideline advises against testosterone", endocrine_society},
    {DrugClass::testosterone, "heart_failure", Condition::heart_failure, "",
     "uncontrolled heart failure is a contraindication of testosterone", endocrine_society},
    {DrugClass::testosterone, "thromb", std::nullopt, "",
     "thrombophilia or thrombosis: the guideline advises against testosterone in thrombophilia",
     endocrine_society},
    {DrugClass::testosterone, "embolism", std::nullopt, "",
     "thrombophilia or embolism: the guideline advises against testosterone in thrombophilia",
     endocrine_society},
    {DrugClass::testosterone, "stroke", std::nullopt, "",
     "a stroke within the last six months is a contraindication of testosterone", endocrine_society},
    {DrugClass::testosterone, "heart_attack", std::nullopt, "",
     "a heart attack within the last six months is a contraindication of testosterone", endocrine_society},
    {DrugClass::testosterone, "myocardial_infarction", std::nullopt, "",
     "a heart attack within the last six months is a contraindication of testosterone", endocrine_society},
    {DrugClass::testosterone, "sleep_apn", std::nullopt, "",
     "severe untreated obstructive sleep apnoea has to be treated first", endocrine_society},
    {DrugClass::testosterone, "prostate_nodule", std::nullopt, "",
     "a prostate nodule has to be examined first", endocrine_society},
    {DrugClass::testosterone, "urinary", std::nullopt, "",
     "severe lower urinary tract symptoms have to be looked into first", endocrine_society_table},
    {DrugClass::testosterone, "fertility", std::nullopt, "",
     "testosterone suppresses fertility: not for men who want a child soon", endocrine_society},
    {DrugClass::other_androgen, "prostate_cancer", Condition::cancer, "prostate",
     "prostate cancer: as for testosterone, the guideline advises against androgens", endocrine_society},
    {DrugClass::other_androgen, "breast_cancer", Condition::cancer, "breast",
     "breast cancer: as for testosterone, the guideline advises against androgens", endocrine_society},
    {DrugClass::growth_hormone, "cancer", Condition::cancer, "",
     "active malignancy is a contraindication of growth hormone", humatrope_label},
    {DrugClass::growth_hormone, "tumour", std::nullopt, "",
     "a growing or recurring intracranial tumour is a contraindication of growth hormone", humatrope_label},
    {DrugClass::growth_hormone, "retinopathy", std::nullopt, "",
     "proliferative or preproliferative diabetic retinopathy is a contraindication of growth hormone",
     humatrope_label},
    {DrugClass::growth_hormone, "", Condition::critical_illness, "",
     "acute critical illness: deaths rose from 19.3 to 41.9 % with growth hormone", humatrope_label},
    {DrugClass::growth_hormone, "", Condition::sepsis, "",
     "acute critical illness: deaths rose from 19.3 to 41.9 % with growth hormone", humatrope_label},
    {DrugClass::growth_hormone, "prader", std::nullopt, "",
     "Prader-Willi syndrome with severe obesity or breathing impairment is a contraindication of growth "
     "hormone",
     humatrope_label},
    {DrugClass::growth_hormone, "pregnan", std::nullopt, "",
     "pregnancy is a contraindication of growth hormone", davis_guide},
    {DrugClass::growth_hormone, "diabetes", Condition::type2_diabetes, "",
     "diabetes or glucose intolerance: caution, growth hormone raises glucose", davis_guide},
    {DrugClass::oestrogen, "breast_cancer", Condition::cancer, "breast",
     "breast cancer is a contraindication of oestrogen", oestrogen_table},
    {DrugClass::oestrogen, "endometrial_cancer", Condition::cancer, "endometri",
     "oestrogen-dependent cancer is a contraindication of oestrogen", oestrogen_table},
    {DrugClass::oestrogen, "thromb", std::nullopt, "",
     "venous thrombosis or thrombophilia is a contraindication of oestrogen", oestrogen_table},
    {DrugClass::oestrogen, "embolism", std::nullopt, "",
     "pulmonary embolism is a contraindication of oestrogen", oestrogen_table},
    {DrugClass::oestrogen, "stroke", Condition::stroke, "",
     "arterial thromboembolism, such as a stroke, is a contraindication of oestrogen", oestrogen_table},
    {DrugClass::oestrogen, "heart_attack", std::nullopt, "",
     "arterial thromboembolism, such as a heart attack, is a contraindication of oestrogen", oestrogen_table},
    {DrugClass::oestrogen, "liver", Condition::cirrhosis, "",
     "liver disease is a contraindication of oestrogen", oestrogen_table},
    {DrugClass::oestrogen, "pregnan", std::nullopt, "", "pregnancy is a contraindication of oestrogen",
     oestrogen_table},
    {DrugClass::incretin, "medullary_thyroid", std::nullopt, "",
     "medullary thyroid cancer (own or in the family) is a contraindication of incretin drugs",
     incretin_guide},
    {DrugClass::incretin, "endocrine_neoplasia", std::nullopt, "",
     "multiple endocrine neoplasia type 2 is a contraindication of incretin drugs", incretin_guide},
    {DrugClass::incretin, "pancreatitis", std::nullopt, "",
     "after pancreatitis incretin drugs are advised only where the benefit clearly outweighs the risk",
     incretin_guide},
    {DrugClass::incretin, "pregnan", std::nullopt, "", "incretin drugs are not recommended in pregnancy",
     incretin_guide},
    {DrugClass::incretin, "", Condition::anorexia_nervosa, "",
     "a drug that lowers appetite would deepen the undernutrition of anorexia nervosa", "assumption"},
});

/// Expected harms. `men_only` where the trials were in men.
struct HarmRow {
  DrugClass drug;
  std::optional<DrugName> form;  ///< one form of the class only
  bool men_only;
  double from_age_years;
  std::string_view harm;
  std::string_view text;
  std::string_view source;
};

inline constexpr std::string_view calof = "Calof 2005, meta-analysis, PMC2072878 table 1";
inline constexpr std::string_view fernandez = "Fernandez-Balsells 2010, doi:10.1210/jc.2009-2575";
inline constexpr std::string_view nackeeran = "Nackeeran 2022, doi:10.1097/JU.0000000000002188";
inline constexpr std::string_view traverse = "Lincoff 2023 (TRAVERSE), doi:10.1056/NEJMoa2215025";
inline constexpr std::string_view basaria = "Basaria 2010 (TOM), PMC3440621";
inline constexpr std::string_view wittert = "Wittert 2021 (T4DM)";
inline constexpr std::string_view liu = "Liu 2007, doi:10.7326/0003-4819-146-2-200701160-00005";
inline constexpr std::string_view heymsfield = "Heymsfield 2021, doi:10.1001/jamanetworkopen.2020.33457";
inline constexpr std::string_view temel = "Temel 2016 (ROMANA), doi:10.1016/S1470-2045(15)00558-6";
inline constexpr std::string_view wharton = "Wharton 2022, doi:10.1111/dom.14551";
inline constexpr std::string_view cushing_threshold =
    "PMC4369706 table, daily doses from which Cushing's syndrome is expected";

inline constexpr auto harm_rows = std::to_array<HarmRow>({
    {DrugClass::testosterone, std::nullopt, true, 0, "haematocrit over 50 %",
     "64.5 per 1000 person-years, odds ratio 3.69 (1.82 to 7.51) against placebo", calof},
    {DrugClass::testosterone, std::nullopt, true, 0, "prostate events",
     "112.4 per 1000 person-years, odds ratio 1.78 (1.07 to 2.95) against placebo", calof},
    {DrugClass::testosterone, DrugName::testosterone, true, 0, "haematocrit",
     "3.2 points higher (1.4 to 5.0) than on placebo", fernandez},
    {DrugClass::testosterone, DrugName::testosterone_gel, true, 0, "haematocrit",
     "3.0 points higher (1.8 to 4.3) than on placebo", nackeeran},
    {DrugClass::testosterone, DrugName::testosterone_patch, true, 0, "haematocrit",
     "1.4 points higher (0.2 to 2.6) than on placebo", nackeeran},
    {DrugClass::testosterone, DrugName::testosterone_enanthate, true, 0, "haematocrit",
     "4.0 points higher (2.9 to 5.1) than on placebo", nackeeran},
    {DrugClass::testosterone, DrugName::testosterone_undecanoate, true, 0, "haematocrit",
     "1.6 points higher (0.3 to 3.0) than on placebo", nackeeran},
    {DrugClass::testosterone, DrugName::testosterone_undecanoate_oral, true, 0, "haematocrit",
     "4.3 points higher (0.7 to 8.0) than on placebo", nackeeran},
    {DrugClass::testosterone, DrugName::testosterone_undecanoate, true, 0, "haematocrit 54 % or more",
     "22 % against 1 % on placebo within two years", wittert},
    {DrugClass::testosterone, std::nullopt, true, 45, "pulmonary embolism",
     "0.9 % against 0.5 % on placebo over 33 months in men at cardiovascular risk", traverse},
    {DrugClass::testosterone, std::nullopt, true, 45, "atrial fibrillation",
     "3.5 % against 2.4 % on placebo over 33 months in men at cardiovascular risk", traverse},
    {DrugClass::testosterone, std::nullopt, true, 45, "acute kidney injury",
     "2.3 % against 1.5 % on placebo over 33 months in men at cardiovascular risk", traverse},
    {DrugClass::testosterone, std::nullopt, true, 65, "cardiovascular events",
     "23 people against 5 on placebo among 209 mobility-limited men in six months", basaria},
    {DrugClass::growth_hormone, std::nullopt, false, 0, "oedema", "50 % against 8 % without growth hormone",
     liu},
    {DrugClass::growth_hormone, std::nullopt, false, 0, "arthralgia",
     "21 % against 5 % without growth hormone", liu},
    {DrugClass::growth_hormone, std::nullopt, false, 0, "carpal tunnel syndrome",
     "19 % against 1 % without growth hormone", liu},
    {DrugClass::growth_hormone, std::nullopt, false, 0, "impaired glucose or diabetes",
     "22 % against 14 % without growth hormone; new diabetes 5 % against 1 %", liu},
    {DrugClass::growth_hormone, std::nullopt, true, 0, "gynaecomastia",
     "6 % against 0 % without growth hormone", liu},
    {DrugClass::activin_block, DrugName::bimagrumab, false, 0, "diarrhoea", "41 % of people", heymsfield},
    {DrugClass::activin_block, DrugName::bimagrumab, false, 0, "muscle spasm", "41 % of people", heymsfield},
    {DrugClass::growth_hormone_secretagogue, DrugName::anamorelin, false, 0, "hyperglycaemia",
     "4.8 % of people; new diabetes 1.5 %", temel},
    {DrugClass::incretin, DrugName::semaglutide, false, 0, "nausea",
     "43.9 % against 16.1 % on placebo over 68 weeks of 2.4 mg", wharton},
    {DrugClass::incretin, DrugName::semaglutide, false, 0, "diarrhoea",
     "29.7 % against 15.9 % on placebo over 68 weeks of 2.4 mg", wharton},
    {DrugClass::incretin, DrugName::semaglutide, false, 0, "vomiting",
     "24.5 % against 6.3 % on placebo over 68 weeks of 2.4 mg", wharton},
    {DrugClass::incretin, DrugName::semaglutide, false, 0, "constipation",
     "24.2 % against 11.1 % on placebo over 68 weeks of 2.4 mg", wharton},
    {DrugClass::glucocorticoid, DrugName::prednisone, false, 0, "Cushing's syndrome",
     "expected from 7.5 mg a day on", cushing_threshold},
    {DrugClass::glucocorticoid, DrugName::hydrocortisone, false, 0, "Cushing's syndrome",
     "expected from 30 mg a day on", cushing_threshold},
    {DrugClass::glucocorticoid, DrugName::dexamethasone, false, 0, "Cushing's syndrome",
     "expected from 1.5 mg a day on", cushing_threshold},
});

/// The largest doses with human evidence behind them.
struct StudiedLimits {
  static constexpr double testosterone_mg_per_day = 61.8;  ///< 600 mg of enanthate a week, absorbed
  static constexpr std::string_view testosterone_source = "Bhasin 2001, doses to 600 mg enanthate a week";
  static constexpr double growth_hormone_ug_per_kg_day = 100;
  static constexpr std::string_view growth_hormone_source = "Schambelan 1996, 0.1 mg/kg a day";
  static constexpr double oxandrolone_mg_per_day = 20;
  static constexpr std::string_view oxandrolone_source = "Schroeder 2004, 20 mg a day";
  static constexpr double nandrolone_mg_per_week = 200;
  static constexpr std::string_view nandrolone_source = "Johansen 2006, 200 mg a week";
  static constexpr double enobosarm_mg_per_day = 6;
  static constexpr std::string_view enobosarm_source = "QUALITY trial 2025, 3 to 6 mg a day";
  static constexpr double semaglutide_mg_per_week = 2.4;
  static constexpr double liraglutide_mg_per_day = 3;
  static constexpr double tirzepatide_mg_per_week = 15;
  static constexpr std::string_view incretin_source = "label doses, doi:10.7570/jomes23032 figure 2";
  static constexpr double incretin_body_mass_index = 27;
  static constexpr std::string_view incretin_people_source =
      "Heymsfield 2026 (BELIEVE), people with a body mass index of 27 and more";
  static constexpr double bariatric_body_mass_index = 30;
  static constexpr std::string_view bariatric_people_source =
      "Alba 2019, gastric bypass at a body mass index of 44 (SD 8)";
  static constexpr double lowest_energy_kcal = 800;
  static constexpr double largest_deficit_kcal = 1000;
  static constexpr double long_diet_d = 84;
  static constexpr std::string_view diet_source =
      "very-low-energy diets of about 800 kcal and deficits to 1000 kcal a day in the studies replayed";
  static constexpr double protein_g_per_kg = 2.4;
  static constexpr std::string_view protein_source =
      "Longland 2016, 2.4 g/kg a day, doi:10.3945/ajcn.115.119339";
  static constexpr double vitamin_d_yearly_iu = 500000;
  static constexpr std::string_view vitamin_d_source =
      "Sanders 2010, JAMA 303:1815: first falls rose, hazard ratio 1.16 (1.05 to 1.28)";
};

}  // namespace sarx::timeline_detail
