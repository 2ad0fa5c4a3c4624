#include "sarx/outcome/definitions.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "sarx/outcome/definitions.inl"
#include "sarx/outcome/function.h"
#include "sarx/parameters.h"
#include "sarx/person/fractions.h"
#include "sarx/person/reference.h"

namespace sarx {
namespace {

enum class Truth : unsigned char { no, yes, unknown };

Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}
/// One of several tests of the same thing: those that were done decide, those that were not are not needed.
Truth any_done(std::initializer_list<Truth> tests) {
  bool done = false;
  for (const Truth test : tests) {
    if (test == Truth::yes) return Truth::yes;
    done = done || test == Truth::no;
  }
  return done ? Truth::no : Truth::unknown;
}

std::string plain(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4g", value);
  return text.data();
}

/// Evaluates definitions; writes down reasons where somebody wants to read them.
class Judge {
 public:
  Judge(const Readings& readings, std::string* because, std::vector<std::string>* missing)
      : r_(readings), p_(reference_parameters()), because_(because), missing_(missing) {}

  Verdict verdict(Definition definition) {
    switch (definition) {
      case Definition::ewgsop2:
        return ewgsop2();
      case Definition::ewgsop1:
        return ewgsop1();
      case Definition::awgs2019:
        return awgs2019();
      case Definition::fnih:
        return fnih();
      case Definition::sdoc:
        return sdoc();
      case Definition::glis:
        return glis();
      case Definition::janssen:
        return janssen();
      case Definition::cachexia:
        return cachexia();
      case Definition::glim:
        return glim();
      case Definition::frailty:
        return frailty();
    }
    return Verdict::unknown;
  }

 private:
  enum class Is : unsigned char { below, at_most, above, at_least };

  Truth test(const std::optional<double>& value, Is relation, double cut, std::string_view what,
             std::string_view unit) {
    if (!value) return Truth::unknown;
    bool met = false;
    std::string_view sign, opposite;
    switch (relation) {
      case Is::below:
        met = *value < cut, sign = "<", opposite = ">=";
        break;
      case Is::at_most:
        met = *value <= cut, sign = "<=", opposite = ">";
        break;
      case Is::above:
        met = *value > cut, sign = ">", opposite = "<=";
        break;
      case Is::at_least:
        met = *value >= cut, sign = ">=", opposite = "<";
        break;
    }
    if (because_) {
      std::string sentence(what);
      sentence.append(" ")
          .append(plain(*value))
          .append(" ")
          .append(met ? sign : opposite)
          .append(" ")
          .append(plain(cut));
      if (!unit.empty()) sentence.append(" ").append(unit);
      say(sentence);
    }
    return met ? Truth::yes : Truth::no;
  }
  void say(const std::string& sentence) {
    if (!because_) return;
    if (because_->find(sentence) != std::string::npos) return;
    if (!because_->empty()) *because_ += "; ";
    *because_ += sentence;
  }
  void miss(std::string_view what) {
    if (missing_ && std::find(missing_->begin(), missing_->end(), what) == missing_->end())
      missing_->emplace_back(what);
  }
  double by_sex(std::span<const double, 2> values) const { return values[r_.male ? 1 : 0]; }

  std::optional<double> appendicular_index() const {
    if (r_.appendicular_index_kg_m2) return r_.appendicular_index_kg_m2;
    if (r_.appendicular_kg && r_.height_m) return *r_.appendicular_kg / (*r_.height_m * *r_.height_m);
    return {};
  }
  std::optional<double> whole_index() const {
    if (r_.whole_muscle_index_kg_m2) return r_.whole_muscle_index_kg_m2;
    if (r_.whole_muscle_kg && r_.height_m) return *r_.whole_muscle_kg / (*r_.height_m * *r_.height_m);
    return {};
  }
  /// The index decides where it can be formed, since it allows for body size; else the mass itself.
  Truth low_appendicular(double index_cut, std::optional<double> mass_cut) {
    const auto index = appendicular_index();
    Truth low = test(index, Is::below, index_cut, "appendicular lean mass / height^2", "kg/m2");
    if (!index && mass_cut)
      low = test(r_.appendicular_kg, Is::below, *mass_cut, "appendicular lean mass", "kg");
    if (low == Truth::unknown) {
      if (r_.appendicular_kg) {
        miss("height_cm");
      } else {
        miss("appendicular_lean_mass");
      }
    }
    return low;
  }
  Truth low_ewgsop2_strength() {
    const Truth low =
        any_done({test(r_.grip_kg, Is::below, by_sex(p_.ewgsop2_grip()), "grip", "kg"),
                  test(r_.chair_stand_s, Is::above, p_.ewgsop2_chair_stand(), "chair stand", "s")});
    if (low == Truth::unknown) miss("grip_strength or chair_stand_time");
    return low;
  }

  Verdict ewgsop2() {
    if (because_ && r_.sarc_f)
      test(r_.sarc_f, Is::at_least, p_.sarc_f_positive(), "SARC-F (case finding)", "");
    const Truth weak = low_ewgsop2_strength();
    if (weak == Truth::no) return Verdict::none;
    const Truth thin = low_appendicular(by_sex(p_.ewgsop2_muscle_index()), by_sex(p_.ewgsop2_muscle()));
    if (weak == Truth::unknown) return Verdict::unknown;
    if (thin != Truth::yes) return Verdict::probable;
    const Truth slow = any_done(
        {test(r_.gait_speed_m_s, Is::at_most, p_.ewgsop2_gait_speed(), "gait speed", "m/s"),
         test(r_.sppb_points, Is::at_most, p_.ewgsop2_sppb(), "SPPB", "points"),
         test(r_.timed_up_and_go_s, Is::at_least, p_.ewgsop2_timed_up_and_go(), "timed up-and-go", "s"),
         test(r_.walk_400m_s, Is::at_least, p_.ewgsop2_walk_400m(), "400 m walk", "s")});
    if (slow == Truth::unknown) miss("gait_speed, sppb, timed_up_and_go or walk_time over 400 m");
    return slow == Truth::yes ? Verdict::severe : Verdict::confirmed;
  }

  Verdict ewgsop1() {
    const Truth weak = test(r_.grip_kg, Is::below, by_sex(p_.ewgsop1_grip()), "grip", "kg");
    const Truth slow = test(r_.gait_speed_m_s, Is::at_most, p_.ewgsop1_gait_speed(), "gait speed", "m/s");
    if (weak == Truth::no && slow == Truth::no) return Verdict::none;
    Truth thin =
        test(whole_index(), Is::below, by_sex(p_.ewgsop1_whole_muscle_index()), "muscle / height^2", "kg/m2");
    if (thin == Truth::unknown || appendicular_index()) {
      const Truth limbs = test(appendicular_index(), Is::below, by_sex(p_.ewgsop1_muscle_index()),
                               "appendicular lean mass / height^2", "kg/m2");
      if (limbs != Truth::unknown) thin = limbs;
    }
    if (thin == Truth::unknown)
      miss(r_.appendicular_kg || r_.whole_muscle_kg ? "height_cm" : "appendicular_lean_mass");
    if (thin == Truth::no) return Verdict::none;
    if (weak == Truth::unknown) miss("grip_strength");
    if (slow == Truth::unknown) miss("gait_speed");
    if (thin == Truth::unknown) return Verdict::unknown;
    if (weak == Truth::yes && slow == Truth::yes) return Verdict::severe;
    if (weak == Truth::yes || slow == Truth::yes) return Verdict::confirmed;
    return Verdict::unknown;
  }

  Verdict awgs2019() {
    if (because_) {
      test(r_.calf_cm, Is::below, by_sex(p_.awgs_calf()), "calf girth (case finding)", "cm");
      test(r_.sarc_f, Is::at_least, p_.sarc_f_positive(), "SARC-F (case finding)", "");
    }
    const Truth weak = test(r_.grip_kg, Is::below, by_sex(p_.awgs_grip()), "grip", "kg");
    const Truth slow =
        any_done({test(r_.gait_speed_m_s, Is::below, p_.awgs_gait_speed(), "gait speed", "m/s"),
                  test(r_.chair_stand_s, Is::at_least, p_.awgs_chair_stand(), "chair stand", "s"),
                  test(r_.sppb_points, Is::at_most, p_.awgs_sppb(), "SPPB", "points")});
    if (weak == Truth::no && slow == Truth::no) return Verdict::none;
    const double cut =
        by_sex(r_.appendicular_method == MuscleMethod::impedance ? p_.awgs_muscle_index_impedance()
                                                                 : p_.awgs_muscle_index_dxa());
    const Truth thin = low_appendicular(cut, {});
    if (weak == Truth::unknown) miss("grip_strength");
    if (slow == Truth::unknown) miss("gait_speed, chair_stand_time or sppb");
    if (weak != Truth::yes && slow != Truth::yes) return Verdict::unknown;
    if (thin != Truth::yes) return Verdict::possible;
    return weak == Truth::yes && slow == Truth::yes ? Verdict::severe : Verdict::confirmed;
  }

  Verdict fnih() {
    const Truth weak = test(r_.grip_kg, Is::below, by_sex(p_.fnih_grip()), "grip", "kg");
    std::optional<double> ratio;
    if (const auto limbs = appendicular_mass(); limbs && r_.body_mass_index_kg_m2)
      ratio = *limbs / *r_.body_mass_index_kg_m2;
    const Truth thin = test(ratio, Is::below, by_sex(p_.fnih_muscle_over_bmi()),
                            "appendicular lean mass / body mass index", "m2");
    const Truth all = both(weak, thin);
    if (all == Truth::unknown) {
      if (weak == Truth::unknown) miss("grip_strength");
      if (thin == Truth::unknown) miss(appendicular_mass() ? "bmi" : "appendicular_lean_mass");
    }
    return graded(all);
  }
  std::optional<double> appendicular_mass() const {
    if (r_.appendicular_kg) return r_.appendicular_kg;
    if (r_.appendicular_index_kg_m2 && r_.height_m)
      return *r_.appendicular_index_kg_m2 * *r_.height_m * *r_.height_m;
    return {};
  }

  Verdict sdoc() {
    const Truth weak = test(r_.grip_kg, Is::below, by_sex(p_.sdoc_grip()), "grip", "kg");
    const Truth slow = test(r_.gait_speed_m_s, Is::below, p_.sdoc_gait_speed(), "gait speed", "m/s");
    const Truth all = both(weak, slow);
    if (all == Truth::unknown) {
      if (weak == Truth::unknown) miss("grip_strength");
      if (slow == Truth::unknown) miss("gait_speed");
    }
    return graded(all);
  }

  // GLIS names components but sets no cut-offs; EWGSOP2's stand in. Poor performance is an outcome there, not
  // a criterion.
  Verdict glis() {
    const Truth weak = low_ewgsop2_strength();
    if (weak == Truth::no) return finish_glis(Verdict::none);
    const Truth thin = low_appendicular(by_sex(p_.ewgsop2_muscle_index()), by_sex(p_.ewgsop2_muscle()));
    return finish_glis(graded(both(weak, thin)));
  }
  Verdict finish_glis(Verdict verdict) {
    say("GLIS sets no cut-offs, those of EWGSOP2 are used");
    return verdict;
  }

  Verdict janssen() {
    const auto index = whole_index();
    const Truth low = test(index, Is::at_most, by_sex(p_.janssen_moderate()), "muscle / height^2", "kg/m2");
    if (low == Truth::unknown) {
      miss(r_.whole_muscle_kg ? "height_cm" : "muscle_mass");
      return Verdict::unknown;
    }
    if (r_.age_years < p_.janssen_from_age())
      say("these cut-offs come from people of " + plain(p_.janssen_from_age()) + " and over");
    if (low == Truth::no) return Verdict::none;
    return test(index, Is::at_most, by_sex(p_.janssen_severe()), "muscle / height^2", "kg/m2") == Truth::yes
               ? Verdict::severe
               : Verdict::confirmed;
  }

  Verdict cachexia() {
    const Truth lost = test(r_.weight_loss_percent, Is::above, p_.cachexia_weight_loss(), "weight loss", "%");
    if (lost == Truth::unknown) {
      miss("weight_loss_percent");
      return Verdict::unknown;
    }
    Truth wasting = lost;
    if (lost == Truth::no) {
      const Truth some =
          test(r_.weight_loss_percent, Is::above, p_.cachexia_weight_loss_depleted(), "weight loss", "%");
      if (some == Truth::no) return Verdict::none;
      const Truth light = test(r_.body_mass_index_kg_m2, Is::below, p_.cachexia_body_mass_index(),
                               "body mass index", "kg/m2");
      const Truth thin =
          light == Truth::yes ? Truth::yes : low_appendicular(by_sex(p_.ewgsop1_muscle_index()), {});
      if (light == Truth::unknown && thin != Truth::yes) miss("bmi");
      wasting = light == Truth::yes || thin == Truth::yes ? Truth::yes
                : light == Truth::no && thin == Truth::no ? Truth::no
                                                          : Truth::unknown;
    }
    if (wasting == Truth::yes) say(r_.ill.value_or(false) ? "in illness" : "if it comes with an illness");
    return graded(wasting);
  }

  Verdict glim() {
    constexpr double six_months_days = 183;
    const bool recent = r_.weight_loss_days <= six_months_days;
    const Truth lost =
        test(r_.weight_loss_percent, Is::above,
             recent ? p_.glim_weight_loss_recent() : p_.glim_weight_loss_long(), "weight loss", "%");
    const Truth light =
        test(r_.body_mass_index_kg_m2, Is::below,
             r_.age_years < 70 ? p_.glim_body_mass_index_under_70() : p_.glim_body_mass_index_from_70(),
             "body mass index", "kg/m2");
    const Truth thin = test(appendicular_index(), Is::below, by_sex(p_.ewgsop2_muscle_index()),
                            "appendicular lean mass / height^2", "kg/m2");
    const bool sign = lost == Truth::yes || light == Truth::yes || thin == Truth::yes;
    const bool no_sign = lost == Truth::no && light == Truth::no && thin == Truth::no;
    if (no_sign) return Verdict::none;
    if (!sign) {
      if (lost == Truth::unknown) miss("weight_loss_percent");
      if (light == Truth::unknown) miss("bmi");
      if (thin == Truth::unknown) miss("appendicular_lean_mass");
    }
    Truth cause = test(r_.crp_mg_l, Is::above, p_.glim_crp(), "C-reactive protein", "mg/L");
    if (r_.ill.value_or(false)) {
      cause = Truth::yes;
      say("an illness is on record");
    } else if (cause == Truth::no) {
      cause = Truth::unknown;  // food intake is not known
    }
    if (cause != Truth::yes) miss("food intake or illness (GLIM's cause)");
    return sign && cause == Truth::yes ? Verdict::confirmed : Verdict::unknown;
  }

  Verdict frailty() {
    const Truth lost =
        test(r_.weight_loss_percent, Is::at_least, p_.frailty_weight_loss(), "weight loss", "%");
    Truth weak = Truth::unknown;
    if (r_.body_mass_index_kg_m2 && r_.grip_kg) {
      const double bmi = *r_.body_mass_index_kg_m2;
      const double cut = bmi <= by_sex(p_.frailty_grip_bmi_1())   ? by_sex(p_.frailty_grip_1())
                         : bmi <= by_sex(p_.frailty_grip_bmi_2()) ? by_sex(p_.frailty_grip_2())
                         : bmi <= by_sex(p_.frailty_grip_bmi_3()) ? by_sex(p_.frailty_grip_3())
                                                                  : by_sex(p_.frailty_grip_4());
      weak = test(r_.grip_kg, Is::at_most, cut, "grip", "kg");
    }
    Truth slow = Truth::unknown;
    if (r_.height_m && r_.gait_speed_m_s) {
      const double time = *r_.height_m * 100 > by_sex(p_.frailty_tall()) ? p_.frailty_walk_time_tall()
                                                                         : p_.frailty_walk_time_short();
      slow = test(r_.gait_speed_m_s, Is::at_most, p_.frailty_walk_distance() / time, "gait speed", "m/s");
    }
    int met = 0, failed = 0;
    for (const Truth t : {lost, weak, slow}) {
      met += t == Truth::yes;
      failed += t == Truth::no;
    }
    if (met >= 3) return Verdict::confirmed;
    if (failed >= 3) return Verdict::none;
    if (lost == Truth::unknown) miss("weight_loss_percent");
    if (weak == Truth::unknown) miss(r_.grip_kg ? "bmi" : "grip_strength");
    if (slow == Truth::unknown) miss(r_.gait_speed_m_s ? "height_cm" : "gait_speed");
    miss("exhaustion (questionnaire)");
    miss("activity in kcal a week (questionnaire)");
    return Verdict::unknown;
  }

  static Verdict graded(Truth met) {
    return met == Truth::yes ? Verdict::confirmed : met == Truth::no ? Verdict::none : Verdict::unknown;
  }

  const Readings& r_;
  const Parameters<double>& p_;
  std::string* because_;
  std::vector<std::string>* missing_;
};

/// Radical inverse: evenly spread numbers in (0, 1), the same every time.
double halton(unsigned index, unsigned base) {
  double fraction = 1, result = 0;
  while (index > 0) {
    fraction /= base;
    result += fraction * (index % base);
    index /= base;
  }
  return result;
}

/// The readings a repeat of every measurement might give.
Readings repeat(const Readings& readings, unsigned draw) {
  const auto& p = reference_parameters();
  constexpr std::array<unsigned, 12> primes{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
  constexpr double two_pi = 6.283185307179586;
  std::array<double, primes.size()> noise{};
  for (std::size_t i = 0; i < primes.size(); i += 2) {
    const double radius = std::sqrt(-2 * std::log(halton(draw + 1, primes[i])));
    const double angle = two_pi * halton(draw + 1, primes[i + 1]);
    noise[i] = radius * std::cos(angle);
    noise[i + 1] = radius * std::sin(angle);
  }
  Readings again = readings;
  const auto scale = [&](std::optional<double>& value, double share, std::size_t i) {
    if (value) *value *= std::exp(share * noise[i]);
  };
  const double muscle = readings.appendicular_method == MuscleMethod::impedance
                            ? p.repeat_error_muscle_impedance()
                            : p.repeat_error_muscle_dxa();
  scale(again.grip_kg, p.repeat_error_grip(), 0);
  scale(again.chair_stand_s, p.repeat_error_chair_stand(), 1);
  scale(again.gait_speed_m_s, p.repeat_error_gait(), 2);
  if (again.sppb_points)
    *again.sppb_points =
        std::clamp(std::round(*again.sppb_points + p.repeat_error_sppb() * noise[3]), 0.0, 12.0);
  scale(again.timed_up_and_go_s, p.repeat_error_timed_up_and_go(), 4);
  scale(again.walk_400m_s, p.repeat_error_gait(), 5);
  scale(again.appendicular_kg, muscle, 6);
  scale(again.appendicular_index_kg_m2, muscle, 6);
  scale(again.whole_muscle_kg, p.repeat_error_muscle_impedance(), 7);
  scale(again.whole_muscle_index_kg_m2, p.repeat_error_muscle_impedance(), 7);
  if (again.weight_loss_percent) *again.weight_loss_percent += p.repeat_error_weight_loss() * noise[8];
  scale(again.body_mass_index_kg_m2, p.repeat_error_body_mass_index(), 9);
  return again;
}

bool contains(std::string_view text, std::string_view part) {
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

MuscleMethod muscle_method(std::string_view method) {
  if (contains(method, "dxa") || contains(method, "dexa")) return MuscleMethod::dxa;
  if (contains(method, "bia") || contains(method, "impedance")) return MuscleMethod::impedance;
  if (contains(method, "ct") || contains(method, "mri")) return MuscleMethod::imaging;
  return MuscleMethod::unstated;
}

/// Of two readings of one thing: the later one; on the same day the preferred one.
class Latest {
 public:
  explicit Latest(std::optional<double>& value) : value_(value) {}
  bool take(const Measurement& m, bool preferred) {
    if (value_ && (m.day < day_ || (m.day == day_ && !preferred))) return false;
    value_ = m.value;
    day_ = m.day;
    return true;
  }
  std::optional<double>& value() { return value_; }

 private:
  std::optional<double>& value_;
  double day_ = 0;
};

}  // namespace

Readings take_readings(const Subject& subject, bool male, const std::vector<Measurement>& measurements,
                       std::vector<std::string>* notes) {
  Readings r;
  r.male = male;
  r.age_years = age_years(subject);
  if (subject.height_cm) r.height_m = *subject.height_cm / 100;
  if (subject.bmi) {
    r.body_mass_index_kg_m2 = subject.bmi;
  } else if (subject.weight_kg && r.height_m) {
    r.body_mass_index_kg_m2 = *subject.weight_kg / (*r.height_m * *r.height_m);
  }
  if (!r.height_m && subject.bmi && subject.weight_kg)
    r.height_m = std::sqrt(*subject.weight_kg / *subject.bmi);
  r.weight_loss_percent = subject.weight_loss_percent;
  r.weight_loss_days = subject.weight_loss_days.value_or(180);
  r.crp_mg_l = subject.crp_mg_l;
  r.appendicular_kg = subject.appendicular_lean_mass_kg;

  Latest grip{r.grip_kg}, chair{r.chair_stand_s}, gait{r.gait_speed_m_s}, sppb{r.sppb_points},
      tug{r.timed_up_and_go_s}, walk{r.walk_400m_s}, calf{r.calf_cm}, sarc_f{r.sarc_f};
  std::optional<double> limbs_kg, limbs_index, whole_kg, whole_index;
  Latest limbs{limbs_kg}, limbs_over_height{limbs_index}, whole{whole_kg}, whole_over_height{whole_index};
  const auto note = [&](const Measurement& m, std::string_view why) {
    if (!notes) return;
    std::string sentence = m.measure;
    sentence.append(" ").append(plain(m.value)).append(": ").append(why);
    notes->push_back(std::move(sentence));
  };
  for (const Measurement& m : measurements) {
    const MuscleMethod method = muscle_method(m.method);
    const bool is_dxa = method == MuscleMethod::dxa;
    if (m.measure == "grip_strength") {
      grip.take(m, grip.value() && m.value > *grip.value());
    } else if (m.measure == "chair_stand_time") {
      chair.take(m, chair.value() && m.value < *chair.value());
    } else if (m.measure == "gait_speed") {
      gait.take(m, gait.value() && m.value > *gait.value());
    } else if (m.measure == "sppb") {
      sppb.take(m, sppb.value() && m.value > *sppb.value());
    } else if (m.measure == "timed_up_and_go") {
      tug.take(m, tug.value() && m.value < *tug.value());
    } else if (m.measure == "walk_time") {
      if (contains(m.method, "400")) {
        walk.take(m, walk.value() && m.value < *walk.value());
      } else {
        note(m, "used only where its method says 400 m");
      }
    } else if (m.measure == "appendicular_lean_mass") {
      if (limbs.take(m, is_dxa)) r.appendicular_method = method;
    } else if (m.measure == "muscle_mass_index") {
      if (contains(m.method, "whole") || contains(m.method, "total") || contains(m.region, "whole")) {
        whole_over_height.take(m, method == MuscleMethod::impedance);
      } else if (is_dxa || contains(m.method, "appendicular") || contains(m.method, "limb") ||
                 contains(m.method, "alm") || contains(m.method, "asm")) {
        if (limbs_over_height.take(m, is_dxa)) r.appendicular_method = method;
      } else {
        note(m, "its method must say appendicular or whole-body; the cut-offs differ");
      }
    } else if (m.measure == "muscle_mass") {
      if (m.region.empty() || m.region == "whole_body") {
        whole.take(m, method == MuscleMethod::impedance);
      } else {
        note(m, "only muscle of the whole body has cut-offs");
      }
    } else if (m.measure == "calf_circumference") {
      calf.take(m, true);
    } else if (m.measure == "sarc_f") {
      sarc_f.take(m, true);
    } else {
      note(m, "no definition uses it");
    }
  }
  if (limbs_kg) r.appendicular_kg = limbs_kg;
  r.appendicular_index_kg_m2 = limbs_index;
  r.whole_muscle_kg = whole_kg;
  r.whole_muscle_index_kg_m2 = whole_index;
  return r;
}

Readings take_readings(const Body<double>& body) {
  return take_readings(body, PhysicalFunction<double>(body));
}

Readings take_readings(const Body<double>& body, const PhysicalFunction<double>& function) {
  return to_readings(body.person, body.start.body(BodyState::age_years), body.now.body(BodyState::age_years),
                     body_readings(body, function));
}

Readings to_readings(const Person& person, double start_age_years, double age_years,
                     const BodyReadings<double>& read) {
  Readings r;
  r.male = person.male;
  r.age_years = age_years;
  r.height_m = person.height_m;
  r.body_mass_index_kg_m2 = read.body_mass_index_kg_m2;
  r.grip_kg = read.grip_kg;
  r.chair_stand_s = read.chair_stand_s;
  r.gait_speed_m_s = read.gait_speed_m_s;
  r.sppb_points = std::round(read.sppb_points);
  r.appendicular_kg = read.appendicular_kg;
  r.appendicular_method = MuscleMethod::dxa;
  r.whole_muscle_kg = read.whole_muscle_kg;
  r.weight_loss_percent = read.weight_loss_percent;
  constexpr double days_per_year = 365.25;
  r.weight_loss_days = std::max(1.0, days_per_year * (age_years - start_age_years));
  r.crp_mg_l = person.crp_mg_l;
  return r;
}

Verdict classify(Definition definition, const Readings& readings) {
  return Judge(readings, nullptr, nullptr).verdict(definition);
}

std::vector<Finding> assess(const Readings& readings) {
  constexpr unsigned draws = 256;
  std::vector<Finding> findings;
  findings.reserve(definition_count);
  for (const Definition definition : all_definitions) {
    Finding finding{definition, Verdict::unknown, {}, {}, 1};
    finding.verdict = Judge(readings, &finding.because, &finding.missing).verdict(definition);
    findings.push_back(std::move(finding));
  }
  std::array<unsigned, definition_count> same{};
  for (unsigned draw = 0; draw < draws; ++draw) {
    const Readings again = repeat(readings, draw);
    for (std::size_t i = 0; i < definition_count; ++i)
      same[i] += classify(all_definitions[i], again) == findings[i].verdict ? 1 : 0;
  }
  for (std::size_t i = 0; i < definition_count; ++i)
    findings[i].certainty = same[i] / static_cast<double>(draws);
  return findings;
}

}  // namespace sarx
