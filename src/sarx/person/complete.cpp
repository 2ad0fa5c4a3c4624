// Complete a subject into a person: what is measured stands, what is missing is filled from reference data by
// age, sex, size and words, in an order that keeps the body's parts adding up.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>

#include "sarx/parameters.h"
#include "sarx/person/age_curve.h"
#include "sarx/person/fractions.h"
#include "sarx/person/norms.h"
#include "sarx/person/reference.h"
#include "sarx/person/subject.h"

namespace sarx {
namespace {

// What a number may be at all; the reader refuses what lies outside, this keeps the arithmetic safe whatever
// comes in.
constexpr double least_age = 18, most_age = 110, least_height_cm = 100, most_height_cm = 250;
constexpr double least_mass_kg = 20, most_mass_kg = 600, least_bmi = 9, most_bmi = 110;
constexpr double most_bone_share = 0.08;

std::string rounded(double value, int digits, std::string_view unit) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return unit.empty() ? std::string(text) : std::string(text) + " " + std::string(unit);
}

/// The free words of a subject, in lower case, searched for whole phrases.
class Description {
 public:
  explicit Description(const Subject& subject) {
    if (subject.description) text_ += *subject.description;
    if (subject.age_group) text_ += "; " + *subject.age_group;
    for (char& c : text_) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  /// One of the phrases begins a word ("obes" for obese and obesity) and is not denied.
  bool says(std::initializer_list<std::string_view> phrases) const {
    return std::any_of(phrases.begin(), phrases.end(),
                       [this](std::string_view phrase) { return affirms(phrase, false); });
  }
  /// The same for a whole word ("frail", not "frailty: none").
  bool says_word(std::string_view word) const { return affirms(word, true); }

 private:
  // Found where a word begins, and not denied ("non-frail", "without obesity").
  bool affirms(std::string_view phrase, bool whole) const {
    for (std::size_t at = text_.find(phrase); at != std::string::npos; at = text_.find(phrase, at + 1)) {
      if (at > 0 && std::isalpha(static_cast<unsigned char>(text_[at - 1])) != 0) continue;
      const std::size_t end = at + phrase.size();
      if (whole && end < text_.size() && std::isalpha(static_cast<unsigned char>(text_[end])) != 0) continue;
      const std::string_view before = std::string_view(text_).substr(0, at);
      const bool denied = std::any_of(denials.begin(), denials.end(),
                                      [&](std::string_view denial) { return before.ends_with(denial); });
      if (!denied) return true;
    }
    return false;
  }
  static constexpr std::array<std::string_view, 6> denials{"non-",     "not ",   "no ",
                                                           "without ", "never ", "free of "};
  std::string text_;
};

/// Measurements at baseline by name.
class Baseline {
 public:
  explicit Baseline(const std::vector<Measurement>& measurements) : measurements_(measurements) {}

  const Measurement* find(std::string_view measure, std::string_view region = {}) const {
    for (const Measurement& m : measurements_)
      if (m.measure == measure && (region.empty() || m.region == region) && at_baseline(m)) return &m;
    return nullptr;
  }
  std::optional<double> value(std::string_view measure) const {
    const Measurement* m = find(measure);
    return m ? std::optional(m->value) : std::nullopt;
  }
  /// Isometric knee extension torque of one leg in N m, the mean of the legs where both were measured.
  std::optional<double> knee_torque() const {
    double sum = 0;
    int count = 0;
    for (const Measurement& m : measurements_) {
      if (is_knee_torque(m) && at_baseline(m)) sum += m.value, ++count;
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
  }
  static bool is_knee_torque(const Measurement& m) {
    const bool torque =
        m.measure == "strength" && m.region == "quadriceps" && (m.unit.empty() || m.unit == "N m");
    const bool isometric = m.method.empty() || m.method.find("sometric") != std::string::npos ||
                           m.method.find("MVC") != std::string::npos;
    return torque && isometric;
  }
  static bool at_baseline(const Measurement& m) {
    return m.day <= 0 && std::isfinite(m.value) && m.value > 0;
  }
  /// Whether the same was measured on the other side too.
  bool other_side_measured(const Measurement& one) const {
    return std::any_of(measurements_.begin(), measurements_.end(), [&](const Measurement& m) {
      return at_baseline(m) && m.measure == one.measure && m.region == one.region && !m.side.empty() &&
             m.side != "both" && m.side != one.side;
    });
  }
  std::span<const Measurement> all() const { return measurements_; }

 private:
  const std::vector<Measurement>& measurements_;
};

std::optional<double> usable(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? value : std::nullopt;
}
std::optional<double> first(std::initializer_list<std::optional<double>> choices) {
  for (const auto& choice : choices)
    if (choice && std::isfinite(*choice)) return choice;
  return std::nullopt;
}
std::optional<double> midpoint(const std::optional<std::vector<double>>& range) {
  return range && range->size() == 2 ? usable((range->at(0) + range->at(1)) / 2) : std::nullopt;
}

/// One person of one sex, filled step by step.
class Completion {
 public:
  Completion(const Subject& subject, bool male, const std::vector<Measurement>& measurements,
             std::vector<Assumption>* assumed)
      : subject_(subject), words_(subject), baseline_(measurements), assumed_(assumed) {
    person_.male = male;
  }

  Person run() {
    identity();
    size();
    frailty();
    composition();
    muscle();
    habits();
    hormones();
    blood();
    function();
    energy();
    on_record();
    return person_;
  }

 private:
  using P = Parameters<double>;

  void assume(std::string_view field, std::string value, std::string because) {
    if (assumed_)
      assumed_->push_back({"subject." + std::string(field), std::move(value), std::move(because)});
  }
  std::string people() const { return person_.male ? "men" : "women"; }
  std::string peers() const { return people() + " of " + rounded(person_.age_years, 0, "years"); }
  double bmi() const { return person_.body_mass_kg / (person_.height_m * person_.height_m); }
  double height_cm() const { return person_.height_m * 100; }
  /// Frailty beyond (or, negative, short of) what is usual at this age: norms already hold the usual.
  double excess_frailty() const { return person_.frailty - at_age(p_.usual_frailty(), person_.age_years); }

  void identity() {
    person_.age_years = std::clamp(age_years(subject_), least_age, most_age);
    if (!subject_.age_years)
      assume("age_years", rounded(person_.age_years, 0, "years"), "middle of the age limits given, else 40");
    if (subject_.training)
      person_.training = *subject_.training;
    else if (words_.says({"athlete"}))
      person_.training = TrainingStatus::trained;
    if (!subject_.training)
      assume("training", person_.training == TrainingStatus::trained ? "trained" : "untrained",
             person_.training == TrainingStatus::trained ? "the description speaks of athletes"
                                                         : "nothing else said");
    if (subject_.living)
      person_.living = *subject_.living;
    else if (words_.says({"nursing home", "care home", "care-home", "institutionali"}))
      person_.living = Living::care_home;
    else if (words_.says({"inpatient", "hospitalised", "hospitalized"}))
      person_.living = Living::hospital;
    if (!subject_.living)
      assume("living", std::string(Words<Living>::words[static_cast<std::size_t>(person_.living)]),
             person_.living == Living::community ? "nothing else said" : "the description");
    if (subject_.history) person_.history = *subject_.history;
    person_.psa_ng_ml = subject_.psa_ng_ml;
    person_.weight_loss_percent = std::clamp(usable(subject_.weight_loss_percent).value_or(0), 0.0, 60.0);
    person_.weight_loss_days =
        std::max(1.0, usable(subject_.weight_loss_days).value_or(person_.weight_loss_days));
  }

  double assumed_bmi() {
    double value = reference_body_mass_index(person_.age_years, person_.male);
    std::string because = "usual in studies of " + peers();
    const auto fixed = [&](double bmi, std::string reason) { value = bmi, because = std::move(reason); };
    if (words_.says({"chinese", "japanese", "korean"}))
      fixed(p_.east_asian_body_mass_index(), "the description");
    if (person_.living == Living::care_home)
      fixed(value + p_.care_home_body_mass_index_change(), "usual in care homes");
    if (words_.says({"overweight"}))
      fixed(p_.overweight_body_mass_index(), "the description says overweight");
    if (words_.says({"obes"})) fixed(p_.obese_body_mass_index(), "the description says obese");
    if (words_.says({"severely obese", "severe obesity", "morbid"}))
      fixed(p_.severely_obese_body_mass_index(), "the description says severely obese");
    if (words_.says({"cachexia", "cachectic", "malnourished", "malnutrition"}))
      fixed(p_.cachectic_body_mass_index(), "the description says cachexia or malnutrition");
    if (words_.says({"anorexia nervosa"}))
      fixed(p_.anorexic_body_mass_index(), "the description says anorexia nervosa");
    if (const auto middle = midpoint(subject_.bmi_range)) fixed(*middle, "middle of bmi_range");
    if (const auto limit = usable(subject_.bmi_min)) {
      // A limit far below the usual index selects nobody; one at obesity moves the whole group up.
      const double selects = std::clamp((*limit - 20) / 8, 0.0, 1.0);
      const double above = *limit + p_.body_mass_index_above_entry_limit() * selects;
      if (above > value) fixed(above, "above the entry limit bmi_min");
    }
    assume("bmi", rounded(value, 1, "kg/m2"), because);
    return value;
  }

  void size() {
    auto height = first({usable(subject_.height_cm), baseline_.value("height")});
    auto mass = first({usable(subject_.weight_kg), baseline_.value("body_mass")});
    const auto given_bmi = usable(subject_.bmi);
    if (!height && mass && given_bmi) height = 100 * std::sqrt(*mass / std::max(*given_bmi, least_bmi));
    if (!height) {
      height = reference_height_cm(person_.age_years, person_.male);
      if (words_.says({"chinese", "japanese", "korean"})) *height *= p_.east_asian_height_factor();
      assume("height_cm", rounded(*height, 0, "cm"), "usual for " + peers());
    }
    person_.height_m = std::clamp(*height, least_height_cm, most_height_cm) / 100;
    const double height2 = person_.height_m * person_.height_m;

    // Parts that add up to a body come before an assumed index.
    const auto lean = first({usable(subject_.lean_mass_kg), baseline_.value("lean_mass")});
    const auto fat = first({usable(subject_.fat_mass_kg), baseline_.value("fat_mass")});
    const auto fat_percent = first({usable(subject_.body_fat_percent), baseline_.value("body_fat_percent")});
    if (!mass && given_bmi) mass = *given_bmi * height2;
    if (!mass && lean) {
      const double bone = reference_bone_mineral_kg(height_cm(), 0, person_.male);
      if (fat)
        mass = *lean + *fat + bone;
      else if (fat_percent)
        mass = (*lean + bone) / std::max(0.2, 1 - *fat_percent / 100);
      else
        mass = mass_with_lean(*lean + bone);
      assume("weight_kg", rounded(*mass, 1, "kg"), "lean and fat mass added up");
    } else if (!mass && fat && fat_percent) {
      mass = *fat / std::clamp(*fat_percent / 100, 0.03, 0.8);
      assume("weight_kg", rounded(*mass, 1, "kg"), "fat mass over its share of body mass");
    }
    if (!mass) {
      mass = assumed_bmi() * height2;
      assume("weight_kg", rounded(*mass, 1, "kg"), "height and body mass index");
    }
    person_.body_mass_kg = std::clamp(*mass, least_mass_kg, most_mass_kg);
  }

  /// Body mass at which the fat equation leaves this fat-free mass (bisection: fat-free mass rises with body
  /// mass).
  double mass_with_lean(double fat_free_kg) const {
    const double height2 = person_.height_m * person_.height_m;
    double low = least_bmi * height2, high = most_bmi * height2;
    for (int i = 0; i < 60; ++i) {
      const double middle = (low + high) / 2;
      const double share =
          1 - reference_body_fat_percent(middle / height2, person_.age_years, person_.male) / 100;
      (middle * share < fat_free_kg ? low : high) = middle;
    }
    return (low + high) / 2;
  }

  void frailty() {
    const double usual = at_age(p_.usual_frailty(), person_.age_years);
    double value = usual;
    std::string because = "usual for " + peers();
    if (words_.says({"healthy", "robust", "active"})) value *= p_.healthy_frailty_factor();
    if (words_.says({"athlete"}) || person_.training == TrainingStatus::trained)
      value *= p_.athlete_frailty_factor();
    if (words_.says({"mobility limit", "mobility-limit", "intermediate-frail", "pre-frail", "prefrail",
                     "sppb at most"}))
      value = std::max(value, p_.prefrail_word_frailty()), because = "the description";
    if (words_.says_word("frail") && !words_.says({"intermediate-frail"}))
      value = std::max(value, p_.frail_word_frailty()), because = "the description";
    if (person_.living == Living::care_home)
      value = std::max(value, p_.care_home_frailty()), because = "living in a care home";
    if (person_.living == Living::hospital) value += p_.hospital_frailty(), because = "being in hospital";

    // Measured function says more than words: take half of each where both speak.
    double deficit = 0;
    int measured = 0;
    const auto compare = [&](Norm measure, std::optional<double> reading, double sign) {
      if (!reading) return;
      deficit -=
          sign * std::clamp(standard_score(measure, *reading, person_.age_years, person_.male), -4.0, 4.0);
      ++measured;
    };
    compare(Norm::gait_speed_m_s, baseline_.value("gait_speed"), 1);
    compare(Norm::sppb_points, baseline_.value("sppb"), 1);
    compare(Norm::grip_strength_kg, baseline_.value("grip_strength"), 1);
    compare(Norm::chair_stand_time_s, baseline_.value("chair_stand_time"), -1);
    if (measured > 0) {
      const double from_tests = usual + p_.frailty_per_measured_sd() * deficit / measured;
      value = (value + std::clamp(from_tests, 0.0, 1.0)) / 2;
      because += ", and measured function";
    }
    person_.frailty = std::clamp(value, 0.0, 1.0);
    if (person_.frailty >= 0.05) assume("frailty", rounded(person_.frailty, 2, ""), because);
  }

  double body_fat_factor() const {
    return person_.training == TrainingStatus::trained        ? p_.trained_body_fat_factor()
           : person_.training == TrainingStatus::recreational ? p_.recreational_body_fat_factor()
                                                              : 1;
  }

  void composition() {
    const bool male = person_.male;
    const double age = person_.age_years, mass = person_.body_mass_kg;
    person_.bone_t_score = first({usable(subject_.bone_t_score)})
                               .value_or(at_age(male ? p_.t_score_men() : p_.t_score_women(), age) +
                                         p_.t_score_per_bmi() * (std::clamp(bmi(), 15.0, 40.0) -
                                                                 reference_body_mass_index(age, male)));
    if (!subject_.bone_t_score)
      assume("bone_t_score", rounded(person_.bone_t_score, 1, ""), "usual for " + peers());
    person_.bone_mineral_kg =
        std::min(reference_bone_mineral_kg(height_cm(), person_.bone_t_score, male), most_bone_share * mass);

    const auto lean = first({usable(subject_.lean_mass_kg), baseline_.value("lean_mass")});
    const auto fat = first({usable(subject_.fat_mass_kg), baseline_.value("fat_mass")});
    const auto percent = first({usable(subject_.body_fat_percent), baseline_.value("body_fat_percent")});
    double fat_kg = 0;
    if (fat)
      fat_kg = *fat;
    else if (percent)
      fat_kg = *percent / 100 * mass;
    else if (lean)
      fat_kg = mass - *lean - person_.bone_mineral_kg;
    else {
      const double share = std::max(reference_body_fat_percent(bmi(), age, male) * body_fat_factor(),
                                    p_.body_fat_floor()[male ? 1 : 0]);
      fat_kg = share / 100 * mass;
      assume("body_fat_percent", rounded(share, 1, "%"),
             "body mass index, age, sex and training (Gallagher 2000, Deurenberg 1991)");
    }
    const double least_lean_kg = p_.least_lean_share() * mass;
    person_.fat_mass_kg = std::clamp(fat_kg, 0.02 * mass, mass - person_.bone_mineral_kg - least_lean_kg);
    person_.lean_mass_kg = mass - person_.fat_mass_kg - person_.bone_mineral_kg;
  }

  /// Share of a group (both sides together) in the muscle of somebody of this age and sex.
  std::array<double, muscle_group_count> muscle_shares() const {
    std::array<double, muscle_group_count> shares{};
    const double years = std::max(0.0, std::min(person_.age_years, 95.0) - p_.muscle_ageing_from_age());
    double sum = 0;
    for (std::size_t g = 0; g < muscle_group_count; ++g) {
      const double sex = person_.male ? 1 : p_.muscle_share_female_factor()[g];
      shares[g] = p_.muscle_share()[g] * sex * (1 - p_.muscle_ageing_rate()[g] / 100 * years);
      sum += shares[g];
    }
    for (double& share : shares) share /= sum;
    return shares;
  }

  /// Appendicular lean and skeletal muscle that this much lean tissue holds.
  struct LeanParts {
    double appendicular_kg, muscle_kg;
  };
  LeanParts lean_parts(double lean_kg, std::optional<double> appendicular_kg) const {
    LeanParts parts{};
    const double share = reference_appendicular_share(person_.age_years, person_.male, height_cm());
    parts.appendicular_kg =
        std::clamp(appendicular_kg.value_or(share * lean_kg), p_.appendicular_share_smallest() * lean_kg,
                   p_.appendicular_share_largest() * lean_kg);
    const double muscle_kg = p_.muscle_per_appendicular_lean() * parts.appendicular_kg +
                             p_.muscle_per_year() * person_.age_years +
                             (person_.male ? p_.muscle_male() : 0) + p_.muscle_intercept();
    parts.muscle_kg =
        std::clamp(muscle_kg, p_.muscle_share_smallest() * lean_kg, p_.muscle_share_largest() * lean_kg);
    return parts;
  }

  void muscle() {
    const auto appendicular =
        first({usable(subject_.appendicular_lean_mass_kg), baseline_.value("appendicular_lean_mass")});
    const LeanParts parts = lean_parts(person_.lean_mass_kg, appendicular);
    person_.appendicular_lean_mass_kg = parts.appendicular_kg;
    if (!appendicular)
      assume("appendicular_lean_mass_kg", rounded(parts.appendicular_kg, 1, "kg"),
             "limbs' share of lean mass for height, age and sex (NHANES 1999-2006)");

    double total_kg = parts.muscle_kg;
    const Measurement* whole = baseline_.find("muscle_mass");
    if (whole && (whole->region.empty() || whole->region == "whole_body"))
      total_kg = whole->value;
    else if (!appendicular) {
      total_kg *= 1 - p_.frailty_muscle() * excess_frailty();
      if (person_.training == TrainingStatus::trained) total_kg *= p_.trained_muscle_factor();
    }
    const double most_kg = p_.muscle_share_largest() * person_.lean_mass_kg;
    total_kg = std::clamp(total_kg, p_.muscle_share_smallest() * person_.lean_mass_kg, most_kg);

    const auto shares = muscle_shares();
    for (const MuscleGroup group : all_muscle_groups)
      for (std::size_t side = 0; side < side_count; ++side)
        person_.muscle_mass_kg[side * muscle_group_count + index(group)] =
            total_kg * shares[index(group)] / 2;
    measured_groups();

    // A measured group must not push muscle past what the lean mass can hold.
    const double sum_kg = person_.total_muscle_kg();
    if (sum_kg > most_kg)
      for (double& kg : person_.muscle_mass_kg) kg *= most_kg / sum_kg;
    person_.other_lean_kg = person_.lean_mass_kg - person_.total_muscle_kg();
  }

  /// A measured volume (cm3) or mass (kg) of a region of one side replaces the estimate: on that side where
  /// the other was measured too, else on both.
  void measured_groups() {
    for (const Measurement& m : baseline_.all()) {
      const bool volume = m.measure == "muscle_volume", mass = m.measure == "muscle_mass";
      const auto groups = region_groups(m.region);
      if ((!volume && !mass) || !Baseline::at_baseline(m)) continue;
      if (groups.empty() || m.region == "whole_body" || m.region == "trunk") continue;
      const double measured_kg = volume ? m.value / 1000 * p_.skeletal_muscle_density() : m.value;
      const bool one_side = (m.side == "left" || m.side == "right") && baseline_.other_side_measured(m);
      for (const Side side : {Side::left, Side::right}) {
        if (one_side && m.side != name(side)) continue;
        double estimated_kg = 0;
        for (const MuscleGroup group : groups) estimated_kg += person_.muscle_mass(side, group);
        const double ratio = std::clamp(measured_kg / estimated_kg, 0.2, 3.0);
        for (const MuscleGroup group : groups) person_.muscle_mass_kg[unit_index(side, group)] *= ratio;
      }
    }
  }

  void habits() {
    const bool male = person_.male;
    const double age = person_.age_years;
    if (const auto steps = usable(subject_.steps_per_day)) {
      person_.steps_per_day = std::max(0.0, *steps);
    } else {
      double value = at_age(male ? p_.habitual_steps_men() : p_.habitual_steps_women(), age);
      if (person_.training == TrainingStatus::recreational) value *= p_.recreational_steps_factor();
      if (person_.training == TrainingStatus::trained) value *= p_.trained_steps_factor();
      if (person_.living == Living::care_home)
        value *= p_.care_home_steps_factor();
      else if (person_.living == Living::hospital)
        value *= p_.hospital_steps_factor();
      else
        value *= 1 - p_.frailty_steps_factor() * excess_frailty();
      person_.steps_per_day = value;
      assume("steps_per_day", rounded(value, 0, ""), "usual for " + peers() + ", living and training");
    }
    if (const auto protein = usable(subject_.protein_g_per_kg)) {
      person_.protein_g_per_kg_day = std::max(0.0, *protein);
    } else {
      const double usual_height_m = reference_height_cm(age, male) / 100;
      const double usual_mass_kg = reference_body_mass_index(age, male) * usual_height_m * usual_height_m;
      double grams = at_age(male ? p_.habitual_protein_men() : p_.habitual_protein_women(), age) *
                     std::pow(person_.body_mass_kg / usual_mass_kg, p_.protein_mass_exponent());
      if (person_.living == Living::care_home) grams *= p_.care_home_protein_factor();
      if (person_.living == Living::hospital) grams *= p_.hospital_protein_factor();
      if (person_.training == TrainingStatus::trained) grams *= p_.trained_protein_factor();
      person_.protein_g_per_kg_day = grams / person_.body_mass_kg;
      assume("protein_g_per_kg", rounded(person_.protein_g_per_kg_day, 2, "g/kg/day"),
             "usual intake of " + peers() + " (NHANES)");
    }
    const double care_home = person_.living == Living::care_home ? 1 : 0;
    person_.falls_past_year =
        usable(subject_.falls_past_year)
            .value_or(at_age(p_.falls_per_year(), age) * (care_home > 0 ? p_.care_home_falls_factor() : 1));
    if (!subject_.falls_past_year)
      assume("falls_past_year", rounded(person_.falls_past_year, 1, ""), "usual for " + peers());
    person_.medications =
        usable(subject_.medications)
            .value_or(at_age(p_.medications_taken(), age) + care_home * p_.care_home_medications());
    if (!subject_.medications)
      assume("medications", rounded(person_.medications, 1, ""), "usual for " + peers());
  }

  double male_testosterone_ng_dl() const {
    const double lean_man = at_age(p_.testosterone_men(), person_.age_years);
    const double fatness = std::max(0.0, bmi() - p_.testosterone_bmi_from());
    return std::max(lean_man + p_.testosterone_per_bmi() * fatness, p_.testosterone_least_share() * lean_man);
  }

  void hormones() {
    const double age = person_.age_years;
    // A group of men and women reports the men's testosterone.
    const bool speaks_of_this_sex =
        person_.male || subject_.male_fraction.value_or(person_.male ? 1 : 0) <= 0;
    std::optional<double> given;
    if (speaks_of_this_sex)
      given = first({usable(subject_.testosterone_ng_dl), baseline_.value("testosterone"),
                     midpoint(subject_.testosterone_range_ng_dl)});
    double level = person_.male ? male_testosterone_ng_dl()
                                : p_.testosterone_women_scale() * std::pow(std::min(age, p_.menopause_age()),
                                                                           p_.testosterone_women_exponent());
    if (person_.male && subject_.testosterone_status) {
      switch (*subject_.testosterone_status) {
        case TestosteroneStatus::hypogonadal:
          level = std::min(level, p_.testosterone_hypogonadal());
          break;
        case TestosteroneStatus::low_bioavailable:
          level *= p_.testosterone_low_bioavailable_factor();
          break;
        case TestosteroneStatus::eugonadal:
          break;
      }
    }
    if (person_.male && usable(subject_.testosterone_max_ng_dl))
      level = std::min(level, p_.testosterone_below_entry_limit() * *subject_.testosterone_max_ng_dl);
    person_.testosterone_ng_dl = std::max(1.0, given.value_or(level));
    if (!given)
      assume("testosterone_ng_dl", rounded(person_.testosterone_ng_dl, 0, "ng/dL"),
             "usual for " + peers() + (person_.male ? ", body mass index and status" : ""));

    person_.postmenopausal = false;
    if (person_.male) {
      person_.oestradiol_pg_ml = at_age(p_.oestradiol_men(), age);
    } else {
      Menopause stage = age >= p_.menopause_age() ? Menopause::post : Menopause::pre_or_early_peri;
      if (words_.says({"postmenopausal"})) stage = Menopause::post;
      if (words_.says({"premenopausal"})) stage = Menopause::pre_or_early_peri;
      if (subject_.menopause)
        stage = *subject_.menopause;
      else
        assume("menopause", stage == Menopause::post ? "post" : "pre or early peri", "age and description");
      person_.postmenopausal = stage == Menopause::post || stage == Menopause::early_post;
      person_.oestradiol_pg_ml = stage == Menopause::post         ? p_.usual_oestradiol_postmenopausal()
                                 : stage == Menopause::early_post ? p_.usual_oestradiol_early_postmenopausal()
                                                                  : p_.usual_oestradiol_premenopausal();
    }
    person_.igf1_ng_ml = baseline_.value("igf1").value_or(at_age(p_.igf1(), age));
  }

  void blood() {
    const double age = person_.age_years, index = bmi();
    const bool care_home = person_.living == Living::care_home, hospital = person_.living == Living::hospital;
    double vitamin_d = p_.vitamin_d() + (index >= 30   ? p_.vitamin_d_obese()
                                         : index >= 25 ? p_.vitamin_d_overweight()
                                                       : 0);
    if (care_home) vitamin_d += p_.vitamin_d_care_home();
    person_.vitamin_d_nmol_l =
        std::max(1.0, usable(subject_.vitamin_d_nmol_l).value_or(std::max(vitamin_d, p_.vitamin_d_least())));
    if (!subject_.vitamin_d_nmol_l)
      assume("vitamin_d_nmol_l", rounded(person_.vitamin_d_nmol_l, 0, "nmol/L"), "weight class and living");

    const auto haematocrit = first({usable(subject_.haematocrit_percent), baseline_.value("haematocrit")});
    const double usual_g_l = at_age(person_.male ? p_.haemoglobin_men() : p_.haemoglobin_women(), age);
    person_.haemoglobin_g_l =
        baseline_.value("haemoglobin")
            .value_or(haematocrit ? *haematocrit / p_.haematocrit_per_haemoglobin() : usual_g_l);
    person_.haematocrit_percent =
        haematocrit.value_or(person_.haemoglobin_g_l * p_.haematocrit_per_haemoglobin());

    double albumin = at_age(p_.albumin(), age);
    double crp = at_age(p_.crp(), age) * std::exp(p_.crp_per_bmi() * (std::clamp(index, 15.0, 50.0) - 25));
    if (care_home) albumin += p_.albumin_care_home(), crp *= p_.crp_care_home_factor();
    if (hospital) albumin += p_.albumin_hospital(), crp *= p_.crp_hospital_factor();
    person_.albumin_g_l = usable(subject_.albumin_g_l).value_or(albumin);
    person_.crp_mg_l = usable(subject_.crp_mg_l).value_or(crp);
    person_.egfr = usable(subject_.egfr).value_or(at_age(p_.egfr_healthy(), age));

    double sensitivity = 1 + p_.insulin_sensitivity_per_bmi() * std::max(0.0, index - 22);
    sensitivity =
        std::max(sensitivity, 0.25) * std::exp(p_.insulin_sensitivity_per_year() * std::max(0.0, age - 30)) *
        std::pow(std::max(person_.steps_per_day, 500.0) / 8000, p_.insulin_sensitivity_step_exponent());
    if (person_.training == TrainingStatus::trained) sensitivity *= p_.insulin_sensitivity_trained_factor();
    person_.insulin_sensitivity = std::clamp(sensitivity, 0.1, 1.4);
  }

  /// Muscle of a group (one side) in somebody of this age, sex and height with this body mass index.
  double reference_muscle_kg(MuscleGroup group, double body_mass_index, double height_m) const {
    const double mass_kg = body_mass_index * height_m * height_m;
    const double fat_share =
        reference_body_fat_percent(body_mass_index, person_.age_years, person_.male) / 100;
    const double lean_kg =
        mass_kg * (1 - fat_share) - reference_bone_mineral_kg(height_m * 100, 0, person_.male);
    return lean_parts(lean_kg, std::nullopt).muscle_kg * muscle_shares()[index(group)] / 2;
  }

  void function() {
    const bool male = person_.male;
    const double age = person_.age_years, excess = excess_frailty();
    const double trained = person_.training == TrainingStatus::trained ? p_.trained_strength_factor()
                           : person_.training == TrainingStatus::recreational
                               ? p_.recreational_strength_factor()
                               : 1;
    const double strength = trained * (1 - p_.frailty_strength() * excess);

    const double reference_bmi = p_.knee_torque_reference_bmi();
    const double quadriceps_ratio =
        person_.muscle_mass(Side::left, MuscleGroup::quadriceps) /
        reference_muscle_kg(MuscleGroup::quadriceps, reference_bmi, person_.height_m);
    const double knee = norm(Norm::knee_extension_torque_n_m_per_kg, age, male).mean * reference_bmi *
                        person_.height_m * person_.height_m * quadriceps_ratio * strength;
    person_.knee_extension_torque_n_m = std::clamp(baseline_.knee_torque().value_or(knee), 5.0, 800.0);

    const double usual_height_m = reference_height_cm(age, male) / 100;
    const double forearm_ratio =
        person_.muscle_mass(Side::left, MuscleGroup::forearm) /
        reference_muscle_kg(MuscleGroup::forearm, reference_body_mass_index(age, male), usual_height_m);
    const double grip = norm(Norm::grip_strength_kg, age, male).mean *
                        std::pow(forearm_ratio, p_.grip_muscle_exponent()) * strength;
    person_.grip_strength_kg = std::clamp(baseline_.value("grip_strength").value_or(grip), 1.0, 120.0);

    const double heavy = std::clamp(bmi(), 20.0, 50.0) - 26;
    const double gait =
        (norm(Norm::gait_speed_m_s, age, male).mean + p_.gait_speed_per_bmi() * std::max(0.0, heavy)) *
        (1 - p_.frailty_gait() * excess);
    person_.gait_speed_m_s = std::clamp(baseline_.value("gait_speed").value_or(gait), 0.1, 2.5);

    const double chair = norm(Norm::chair_stand_time_s, age, male).mean * (1 + p_.frailty_chair() * excess);
    auto chair_measured = baseline_.value("chair_stand_time");
    if (const auto stands = baseline_.value("chair_stands_30s"); stands && !chair_measured)
      chair_measured = 5 * 30 / *stands;
    person_.chair_stand_time_s = std::clamp(chair_measured.value_or(chair), 3.0, 60.0);

    const double sppb = norm(Norm::sppb_points, age, male).mean - p_.frailty_sppb() * excess;
    person_.sppb_points = std::clamp(baseline_.value("sppb").value_or(sppb), 0.0, 12.0);

    const double walk =
        std::max(reference_six_minute_walk_m(age, male, bmi()) * (1 - p_.frailty_gait() * excess),
                 p_.six_minute_walk_least());
    person_.six_minute_walk_m = std::clamp(baseline_.value("six_minute_walk").value_or(walk), 10.0, 1000.0);

    double uptake = reference_vo2max_ml_per_kg_min(age, male, person_.body_mass_kg, height_cm()) *
                    (1 - p_.frailty_vo2max_factor() * excess);
    if (person_.training == TrainingStatus::untrained) uptake *= p_.untrained_vo2max_factor();
    if (person_.training == TrainingStatus::trained) uptake *= p_.trained_vo2max_factor();
    person_.vo2max_ml_per_kg_min =
        std::clamp(baseline_.value("vo2max").value_or(std::max(uptake, p_.vo2max_least())), 3.0, 95.0);
  }

  void energy() {
    const double mass = person_.body_mass_kg;
    person_.resting_metabolic_rate_kcal_per_day =
        std::clamp(baseline_.value("resting_metabolic_rate")
                       .value_or(reference_resting_rate_kcal_per_day(person_.age_years, person_.male, mass,
                                                                     height_cm())),
                   300.0, 8000.0);
    const double resting = person_.resting_metabolic_rate_kcal_per_day;
    const double spent =
        resting * (1 + p_.sitting_and_standing_cost()) + p_.step_cost() * person_.steps_per_day * mass;
    person_.energy_need_kcal_per_day = std::max(
        baseline_.value("energy_expenditure").value_or(spent / (1 - p_.thermic_effect())), 1.05 * resting);
  }

  /// What is given and moves nothing: said, with what would.
  void on_record() {
    constexpr std::string_view only = ", on record only";
    const auto record = [&](std::string_view field, const std::optional<double>& value, int digits,
                            std::string_view unit, std::string because) {
      if (value) assume(field, rounded(*value, digits, unit) + std::string(only), std::move(because));
    };
    record("egfr", subject_.egfr, 0, "mL/min/1.73 m2",
           "kidney disease acts as an event: disease with condition ckd and its stage");
    record("albumin_g_l", subject_.albumin_g_l, 0, "g/L",
           "what lowers it acts as an event: disease, or deficiency of protein");
    record("alcohol_g_per_day", subject_.alcohol_g_per_day, 0, "g/day",
           "harm by alcohol acts as an event: disease with condition alcohol_use");
    record("crp_mg_l", subject_.crp_mg_l, 1, "mg/L",
           "an inflammation acts as an event: disease with its stage; sarx assess reads the level");
    record("vitamin_d_nmol_l", subject_.vitamin_d_nmol_l, 0, "nmol/L",
           "a shortage acts as an event: deficiency of vitamin_d with its level");
    if (subject_.smoking)
      assume("smoking", *subject_.smoking + std::string(only),
             "no event stands for it; its diseases do: disease with condition copd or cancer");
    if (!assumed_) return;
    for (const Measurement& m : baseline_.all())
      if (!is_read(m))
        assumed_->push_back({"measurements." + m.measure + (m.region.empty() ? "" : " " + m.region),
                             rounded(m.value, 2, m.unit) + std::string(only),
                             m.day > 0 ? "only what was measured by day 0 makes the person"
                                       : "nothing at day 0 follows from it"});
  }

  /// Whether the steps above look at a measurement.
  static bool is_read(const Measurement& m) {
    if (!Baseline::at_baseline(m)) return false;
    if (m.measure == "strength") return Baseline::is_knee_torque(m);
    if (m.measure == "muscle_volume")
      return !m.region.empty() && m.region != "whole_body" && m.region != "trunk";
    constexpr std::array<std::string_view, 20> read{"muscle_mass",
                                                    "lean_mass",
                                                    "appendicular_lean_mass",
                                                    "fat_mass",
                                                    "body_mass",
                                                    "body_fat_percent",
                                                    "grip_strength",
                                                    "gait_speed",
                                                    "six_minute_walk",
                                                    "chair_stand_time",
                                                    "chair_stands_30s",
                                                    "sppb",
                                                    "vo2max",
                                                    "testosterone",
                                                    "resting_metabolic_rate",
                                                    "energy_expenditure",
                                                    "igf1",
                                                    "haematocrit",
                                                    "haemoglobin",
                                                    "height"};
    return std::find(read.begin(), read.end(), m.measure) != read.end();
  }

  const Subject& subject_;
  const Description words_;
  const Baseline baseline_;
  std::vector<Assumption>* assumed_;
  const P& p_ = reference_parameters();
  Person person_;
};

/// A mixed group's mean, spread to one sex in proportion to what men and women usually have, so that the
/// mixture's mean stays what was given.
double of_sex(double mean, double male_fraction, double men, double women, bool male) {
  const double mixture = male_fraction * men + (1 - male_fraction) * women;
  return mixture > 0 ? mean * (male ? men : women) / mixture : mean;
}

/// What a measurement would be in this person, for spreading a group's mean over its sexes; 0 where it
/// doesn't differ.
double usual_reading(const Measurement& m, const Person& person) {
  if (m.measure == "body_mass") return person.body_mass_kg;
  if (m.measure == "height") return person.height_m;
  if (m.measure == "lean_mass") return person.lean_mass_kg;
  if (m.measure == "fat_mass") return person.fat_mass_kg;
  if (m.measure == "body_fat_percent") return person.fat_mass_kg / person.body_mass_kg;
  if (m.measure == "appendicular_lean_mass") return person.appendicular_lean_mass_kg;
  if (m.measure == "muscle_mass" || m.measure == "muscle_volume") {
    double sum_kg = 0;
    for (const MuscleGroup group : region_groups(m.region.empty() ? "whole_body" : m.region))
      sum_kg += person.muscle_mass(Side::left, group);
    return sum_kg;
  }
  if (m.measure == "grip_strength") return person.grip_strength_kg;
  if (m.measure == "strength") return person.knee_extension_torque_n_m;
  if (m.measure == "gait_speed") return person.gait_speed_m_s;
  if (m.measure == "chair_stand_time") return person.chair_stand_time_s;
  if (m.measure == "sppb") return 0;  // bounded: alike in both
  if (m.measure == "six_minute_walk") return person.six_minute_walk_m;
  if (m.measure == "vo2max") return person.vo2max_ml_per_kg_min;
  if (m.measure == "resting_metabolic_rate") return person.resting_metabolic_rate_kcal_per_day;
  if (m.measure == "energy_expenditure") return person.energy_need_kcal_per_day;
  if (m.measure == "haematocrit") return person.haematocrit_percent;
  if (m.measure == "haemoglobin") return person.haemoglobin_g_l;
  return 0;
}

}  // namespace

Person complete_person(const Subject& subject, bool male, const std::vector<Measurement>& measurements,
                       std::vector<Assumption>* assumed) {
  const double male_fraction =
      std::isfinite(subject.male_fraction.value_or(0)) ? subject.male_fraction.value_or(0) : 0;
  if (male_fraction <= 0 || male_fraction >= 1) return Completion(subject, male, measurements, assumed).run();

  // A mixed group: usual men and women of these ages and words tell how its means part.
  Subject unmeasured = subject;
  unmeasured.height_cm = unmeasured.weight_kg = unmeasured.body_fat_percent = unmeasured.fat_mass_kg =
      std::nullopt;
  unmeasured.lean_mass_kg = unmeasured.appendicular_lean_mass_kg = unmeasured.haematocrit_percent =
      std::nullopt;
  const std::vector<Measurement> none;
  const Person man = Completion(unmeasured, true, none, nullptr).run();
  const Person woman = Completion(unmeasured, false, none, nullptr).run();

  Subject own = subject;
  const auto part = [&](std::optional<double>& value, double men, double women) {
    if (value) value = of_sex(*value, male_fraction, men, women, male);
  };
  part(own.height_cm, man.height_m, woman.height_m);
  part(own.weight_kg, man.body_mass_kg, woman.body_mass_kg);
  part(own.body_fat_percent, man.fat_mass_kg / man.body_mass_kg, woman.fat_mass_kg / woman.body_mass_kg);
  part(own.fat_mass_kg, man.fat_mass_kg, woman.fat_mass_kg);
  part(own.lean_mass_kg, man.lean_mass_kg, woman.lean_mass_kg);
  part(own.appendicular_lean_mass_kg, man.appendicular_lean_mass_kg, woman.appendicular_lean_mass_kg);
  part(own.haematocrit_percent, man.haematocrit_percent, woman.haematocrit_percent);
  // Mass, height and index of a group: the sexes' own height and mass stand, the mean index says nothing
  // more.
  if (own.height_cm && own.weight_kg) own.bmi.reset();

  std::vector<Measurement> own_measurements = measurements;
  for (Measurement& m : own_measurements) {
    const double men = usual_reading(m, man), women = usual_reading(m, woman);
    if (men > 0 && women > 0) m.value = of_sex(m.value, male_fraction, men, women, male);
  }
  return Completion(own, male, own_measurements, assumed).run();
}

}  // namespace sarx
