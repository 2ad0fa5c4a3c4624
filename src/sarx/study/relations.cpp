#include "sarx/study/relations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <tuple>

#include "sarx/engine/random.h"
#include "sarx/person/reference.h"
#include "sarx/study/forecast.h"
#include "sarx/study/peers.h"
#include "sarx/study/relation_lives.h"
#include "sarx/study/relation_words.h"

namespace sarx {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string words_of(const Arm& arm, const Observation& o) {
  return lower(fmt::format("{} | {} | {} | {} | {} | {} | {}", o.exposure, o.method, o.definition, o.event,
                           arm.name, o.versus, arm.subject.description.value_or("")));
}

std::string beyond_the_population(std::string_view words) {
  if (has(words, "persistent")) return "lasting difficulty is not told apart from the first time";
  if (has(words, "impaired glucose"))
    return "people were chosen for impaired glucose tolerance, which the population does not know";
  return "";
}

std::optional<Risk> risk_of(const Observation& o, const std::string& words, std::string& why_not) {
  const std::string& m = o.measure;
  if (m == "adverse_event" || m == "complications" || m == "discharged_alive") {
    why_not =
        "a harm or an event of a trial: the forecast lists harms of treatments with their sources, their "
        "rate does not follow from the body's state";
    return {};
  }
  if (m == "survival_days") {
    why_not = "survival with the disease itself: death here follows gait, grip and lean mass at home";
    return {};
  }
  if (m == "falls") return Risk::falls;
  if (m == "fracture") {
    if (has(words, "high-impact")) {
      why_not = "fractures are not told apart by impact";
      return {};
    }
    return has(words, "hip") && !has(words, "humerus") ? Risk::fracture_hip : Risk::fracture_any;
  }
  if (m == "disability") return Risk::disability;
  if (m == "mobility_disability") {
    if (has(words, "slow gait")) {
      why_not = "crossing one gait speed is no rate of its own: peers slow alike in the model";
      return {};
    }
    return Risk::mobility_disability;
  }
  if (m == "hospitalisation") return Risk::hospitalisation;
  if (m == "mortality") {
    if (has(words, "cardiovascular") && has(words, "per 5 kg")) {
      why_not = "causes of death are not told apart";
      return {};
    }
    if (has(words, "unintentional")) {
      why_not = "deaths by falls are not told apart from others";
      return {};
    }
    return Risk::mortality;
  }
  if (m == "diabetes") {
    if (has(words, "prediabetes")) {
      why_not = "who has diabetes already is not modelled, only who gets it";
      return {};
    }
    return Risk::diabetes;
  }
  return {};
}

namespace {

using Rate = std::function<double(const Member&, const Parameters<double>&)>;
using Group = std::function<bool(const Member&)>;
using Value = std::function<double(const Member&)>;
using People = std::vector<Member>;
/// Anything computed from a population under some parameters.
using Experiment = std::function<double(const People&, const Parameters<double>&)>;

// --- Groups of like people: five years of age, one sex.

constexpr double cell_years = 5;
std::size_t cell(const Member& m) {
  return 2 * static_cast<std::size_t>(std::clamp(m.age_years / cell_years, 0.0, 30.0)) + (m.male ? 1 : 0);
}
constexpr std::size_t cell_count = 64;

struct Compared {
  double exposed, unexposed;
};

/// Mean of something in one group and, at the same ages and sexes, in another.
Compared standardised(const People& people, const Group& exposed, const Group& unexposed, const Value& of) {
  std::array<double, cell_count> sum{}, number{};
  for (const Member& m : people) {
    if (!unexposed(m)) continue;
    sum[cell(m)] += of(m);
    number[cell(m)] += 1;
  }
  double observed = 0, expected = 0, count = 0;
  for (const Member& m : people) {
    const std::size_t c = cell(m);
    if (!exposed(m) || number[c] == 0) continue;
    observed += of(m);
    expected += sum[c] / number[c];
    count += 1;
  }
  return count > 0 ? Compared{observed / count, expected / count} : Compared{std::nan(""), std::nan("")};
}

/// Slope of y on x within age and sex, and the spread of x there.
struct Slope {
  double slope, sd;
};
Slope slope_within(const People& people, const Value& x, const Value& y) {
  std::array<double, cell_count> n{}, mean_x{}, mean_y{};
  for (const Member& m : people) {
    const std::size_t c = cell(m);
    n[c] += 1;
    mean_x[c] += x(m);
    mean_y[c] += y(m);
  }
  double sxx = 0, sxy = 0, total = 0;
  for (const Member& m : people) {
    const std::size_t c = cell(m);
    const double dx = x(m) - mean_x[c] / n[c];
    sxx += dx * dx;
    sxy += dx * (y(m) - mean_y[c] / n[c]);
    total += 1;
  }
  return {sxy / sxx, std::sqrt(sxx / total)};
}

/// The value below which a share of each sex lies, by age and sex cell so that age does not choose the group.
class Quantiles {
 public:
  Quantiles(const People& people, const Value& of) : of_(of) {
    for (const Member& m : people) values_[m.male ? 1 : 0].push_back(of(m));
    for (auto& v : values_) std::sort(v.begin(), v.end());
  }
  /// Share (0-1) of the member's sex below the member.
  double rank(const Member& m) const {
    const auto& v = values_[m.male ? 1 : 0];
    return static_cast<double>(std::lower_bound(v.begin(), v.end(), of_(m)) - v.begin()) /
           static_cast<double>(v.size());
  }

 private:
  Value of_;
  std::array<std::vector<double>, 2> values_;
};

// --- What a rate becomes over a time.

double rate_of(Risk risk, const Member& m, const Parameters<double>& p, DisabilityModel model,
               double years_on = 0) {
  RiskFactors f = m.factors;
  f.age_years += years_on;
  return risk_rates(f, p, model)[index(risk)];
}

/// Hazard gathered over some years, the member keeping their place among peers as all age.
double gathered(Risk risk, const Member& m, const Parameters<double>& p, DisabilityModel model,
                double years) {
  constexpr double longest_step = 2.5;
  const int steps = std::max(1, static_cast<int>(std::ceil(years / longest_step)));
  double sum = 0;
  for (int i = 0; i < steps; ++i)
    sum += rate_of(risk, m, p, model, years * (i + 0.5) / steps) * years / steps;
  return sum;
}

bool at_least(Verdict verdict, Verdict least) {
  return verdict != Verdict::unknown && verdict != Verdict::possible &&
         static_cast<int>(verdict) >= static_cast<int>(least);
}

/// What one observation asks; empty with a reason where no population experiment answers it.
class Question {
 public:
  Question(const Study& study, const Arm& arm, const Observation& o)
      : study_(study), arm_(arm), o_(o), text_(words_of(arm, o)) {}

  std::optional<Experiment> experiment(std::string& why_not) {
    if (o_.measure == "prevalence_sarcopenia") return prevalence(why_not);
    if (o_.measure == "homa_ir" && has(text_, "10 % higher skeletal muscle index")) return muscle_and_homa();
    const std::optional<Risk> risk = risk_of(o_, text_, why_not);
    if (!risk) return {};
    risk_ = *risk;
    years_ = o_.day.value_or(0) > 0 ? *o_.day / 365.25 : 1;
    model_ = has(study_.id, "janssen") ? DisabilityModel::muscle_mass : DisabilityModel::function;
    if (o_.kind == ValueKind::value) return level(why_not);
    if (o_.kind == ValueKind::ratio || o_.kind == ValueKind::direction) return ratio(why_not);
    why_not = "neither a level nor a ratio";
    return {};
  }

  PeerSettings people(const RelationOptions& options) const {
    const Subject& s = arm_.subject;
    PeerSettings settings;
    settings.size = options.people;
    settings.seed = options.seed;
    settings.male_fraction = s.male_fraction.value_or(0.5);
    if (s.bmi) settings.body_mass_index = *s.bmi;
    if (s.age_years && (s.age_years_sd || s.age_years_se)) {
      settings.age_mean = *s.age_years;
      settings.age_sd = s.age_years_sd.value_or(5);
    } else if (s.age_range && s.age_range->size() == 2) {
      settings.age_min = (*s.age_range)[0];
      settings.age_max = (*s.age_range)[1] + 1;
    } else if (s.age_min) {
      settings.age_min = *s.age_min;
    } else if (s.age_years) {
      settings.age_mean = *s.age_years;
      settings.age_sd = 4;
    }
    if (s.age_max) settings.age_max = *s.age_max;
    for (const auto& [words, age] : {std::pair{"aged 60+", 60.0}, {"aged 70+", 70.0}, {"aged 80+", 80.0}})
      if (has(text_, words)) settings.age_min = age;
    if (s.description && has(lower(*s.description), "sppb at most 9")) settings.sppb_max = 9;
    return settings;
  }

 private:
  /// Chance of the event over the observation's time, or of two falls where the study means those.
  double chance(const Member& m, const Parameters<double>& p) const {
    const double count = gathered(risk_, m, p, model_, years_);
    if (risk_ == Risk::falls)
      return has(text_, "recurrent") ? share_who_fall_twice(count, p) : share_who_fall(count, p);
    return 1 - std::exp(-count);
  }

  std::optional<Experiment> level(std::string& why_not) const {
    const auto mean = [](const Rate& of) {
      return [of](const People& people, const Parameters<double>& p) {
        double sum = 0;
        for (const Member& m : people) sum += of(m, p);
        return sum / static_cast<double>(people.size());
      };
    };
    const Question q = *this;
    const Rate rate = [q](const Member& m, const Parameters<double>& p) {
      return rate_of(q.risk_, m, p, q.model_);
    };
    const Rate percent = [q](const Member& m, const Parameters<double>& p) { return 100 * q.chance(m, p); };
    if (o_.unit == "per_person_year") return mean(rate);
    if (o_.unit == "per_1000_person_years")
      return mean([rate](const Member& m, const Parameters<double>& p) { return 1000 * rate(m, p); });
    if (o_.unit == "falls")
      return [](const People&, const Parameters<double>& p) { return 1 / p.injurious_falls_share(); };
    if (o_.unit == "percent" && has(text_, "injury")) {
      const Rate injured = [q](const Member& m, const Parameters<double>& p) {
        return 100 * share_who_fall(gathered(Risk::injurious_falls, m, p, q.model_, q.years_), p);
      };
      if (!has(text_, "of fallers")) return mean(injured);
      const Experiment some = mean(injured), all = mean(percent);
      return [some, all](const People& people, const Parameters<double>& p) {
        return 100 * some(people, p) / all(people, p);
      };
    }
    why_not = beyond_the_population(text_);
    if (!why_not.empty()) return {};
    if (o_.unit == "percent") return mean(percent);
    why_not = o_.unit == "people" ? "a count of a few people" : "a level this check does not know";
    return {};
  }

  std::optional<Experiment> prevalence(std::string& why_not) const {
    Group has_it;
    if (has(text_, "awgs")) {
      // The survey had grip and impedance, no test of performance.
      has_it = [](const Member& m) {
        Readings readings = m.readings;
        readings.gait_speed_m_s.reset();
        readings.chair_stand_s.reset();
        readings.sppb_points.reset();
        return at_least(classify(Definition::awgs2019, readings), Verdict::confirmed);
      };
    } else if (has(text_, "ewgsop2 probable") && has(study_.id, "ckd") && has(text_, "no kidney")) {
      has_it = [](const Member& m) {
        return at_least(classify(Definition::ewgsop2, m.readings), Verdict::probable);
      };
    } else if (has(text_, "2 sd below young")) {
      has_it = [](const Member& m) {
        const auto& p = reference_parameters();
        return m.lean_index_kg_m2 < p.ewgsop1_muscle_index()[m.male ? 1 : 0];
      };
    } else if (has(text_, "class ii") || has(text_, "class i")) {
      return relative_class(has(text_, "class ii"));
    } else {
      why_not = "a case definition this check does not know";
      return {};
    }
    return [has_it](const People& people, const Parameters<double>&) {
      double count = 0;
      for (const Member& m : people) count += has_it(m) ? 1 : 0;
      return 100 * count / static_cast<double>(people.size());
    };
  }

  /// Muscle over body mass one to two (class I) or more than two (class II) SD below people of 18-39.
  Experiment relative_class(bool second) const {
    return [second, male_fraction = arm_.subject.male_fraction.value_or(0.5)](const People& people,
                                                                              const Parameters<double>& p) {
      PeerSettings young;
      young.male_fraction = male_fraction;
      young.age_min = 18;
      young.age_max = 40;
      young.size = 600;
      double n = 0, sum = 0, squares = 0;
      for (const Member& m : draw_peers(young, p))
        n += 1, sum += m.whole_muscle_share, squares += m.whole_muscle_share * m.whole_muscle_share;
      const double mean = sum / n, sd = std::sqrt(squares / n - mean * mean);
      double count = 0;
      for (const Member& m : people) {
        const double z = (m.whole_muscle_share - mean) / sd;
        count += second ? z < -2 : z < -1 && z >= -2;
      }
      return 100 * count / static_cast<double>(people.size());
    };
  }

  /// HOMA-IR of people with a tenth more muscle over body mass, percent more.
  static Experiment muscle_and_homa() {
    return [](const People& people, const Parameters<double>&) {
      const Slope s = slope_within(
          people, [](const Member& m) { return std::log(m.whole_muscle_share); },
          [](const Member& m) { return std::log(m.homa_ir); });
      return 100 * (std::pow(1.1, s.slope) - 1);
    };
  }

  std::optional<Value> variable() const {
    // What the relation is about stands in the exposure; the arm's name only where there is none.
    const std::string exposure = lower(o_.exposure);
    if (has(exposure, "density") || has(exposure, "attenuation")) return {};
    if (has(exposure, "lean mass") || has(exposure, "muscle area"))
      return [](const Member& m) { return m.lean_kg; };
    if (has(text_, "grip") || has(text_, "upper-extremity") || (exposure.empty() && has(study_.id, "grip")))
      return [](const Member& m) { return m.grip_kg; };
    if (has(text_, "gait") || has(text_, "m/s")) return [](const Member& m) { return m.gait_speed_m_s; };
    if (has(text_, "knee extensor strength") || has(text_, "lower-extremity weakness"))
      return [](const Member& m) { return m.knee_torque_n_m_per_kg; };
    if (has(text_, "alm over height")) return [](const Member& m) { return m.lean_index_kg_m2; };
    if (has(text_, "alm/bmi")) return [](const Member& m) { return m.muscle_over_bmi; };
    if (has(text_, "muscle index") || has(text_, "muscle over weight") || o_.exposure == "lowest tertile")
      return [](const Member& m) { return m.muscle_share; };
    return {};
  }

  /// Who is exposed and who is compared with, once the population is known.
  struct Contrast {
    std::function<Group(const People&)> exposed, unexposed;
  };
  static std::function<Group(const People&)> always(const Group& group) {
    return [group](const People&) { return group; };
  }
  static std::function<Group(const People&)> between(const Value& of, double from, double to) {
    return [of, from, to](const People& people) {
      const auto quantiles = std::make_shared<Quantiles>(people, of);
      return [quantiles, from, to](const Member& m) {
        const double rank = quantiles->rank(m);
        return rank >= from && rank < to;
      };
    };
  }
  static Group sppb(double from, double to) {
    return [from, to](const Member& m) { return m.sppb_points >= from && m.sppb_points <= to; };
  }
  static Group sarcopenic(Definition definition, bool yes) {
    return [definition, yes](const Member& m) {
      return at_least(classify(definition, m.readings), Verdict::confirmed) == yes;
    };
  }

  std::optional<Contrast> contrast() const {
    const double third = 1.0 / 3;
    if (has(text_, "sppb 4-6")) return Contrast{always(sppb(4, 6)), always(sppb(10, 12))};
    if (has(text_, "sppb 7-9")) return Contrast{always(sppb(7, 9)), always(sppb(10, 12))};
    if (has(text_, "lowest performance")) return Contrast{always(sppb(4, 6)), always(sppb(10, 12))};
    if (has(text_, "intermediate performance")) return Contrast{always(sppb(7, 9)), always(sppb(10, 12))};
    if (has(text_, "cutpoint")) {
      const auto torque = [](const Member& m) {
        return m.knee_torque_n_m_per_kg * reference_parameters().isokinetic_torque_share();
      };
      const auto low = [](const Member& m) {
        return reference_parameters().mobility_torque_high_risk()[m.male ? 1 : 0];
      };
      const auto high = [](const Member& m) {
        return reference_parameters().mobility_torque_low_risk()[m.male ? 1 : 0];
      };
      const Group strong = [torque, high](const Member& m) { return torque(m) > high(m); };
      if (has(text_, "below lower"))
        return Contrast{always([torque, low](const Member& m) { return torque(m) < low(m); }),
                        always(strong)};
      return Contrast{always([torque, low, high](const Member& m) {
                        return torque(m) >= low(m) && torque(m) <= high(m);
                      }),
                      always(strong)};
    }
    if (has(text_, "low bmd")) {
      const bool with = has(text_, "with sarcopenia");
      return Contrast{always([with](const Member& m) {
                        return m.bone_t_score < -1 && sarcopenic(Definition::ewgsop2, with)(m);
                      }),
                      always([](const Member& m) {
                        return m.bone_t_score >= -1 && sarcopenic(Definition::ewgsop2, false)(m);
                      })};
    }
    if (has(study_.id, "janssen")) {
      const Verdict verdict = has(text_, "moderate") ? Verdict::confirmed : Verdict::severe;
      return Contrast{
          always([verdict](const Member& m) { return classify(Definition::janssen, m.readings) == verdict; }),
          always([](const Member& m) { return classify(Definition::janssen, m.readings) == Verdict::none; })};
    }
    if (const auto value = variable()) {
      if (has(text_, "weakness")) return Contrast{between(*value, 0, 0.25), between(*value, 0.25, 1.01)};
      if (has(text_, "strongest third") && has(lower(o_.versus), "weakest third"))
        return Contrast{between(*value, 2 * third, 1.01), between(*value, 0, third)};
      if (has(text_, "higher tertiles"))
        return Contrast{between(*value, 0, third), between(*value, third, 1.01)};
      if (has(text_, "middle third"))
        return Contrast{between(*value, third, 2 * third), between(*value, 2 * third, 1.01)};
      if (has(text_, "lowest third") || has(text_, "lowest tertile"))
        return Contrast{between(*value, 0, third), between(*value, 2 * third, 1.01)};
      if (has(text_, "quartile 3")) return Contrast{between(*value, 0.5, 0.75), between(*value, 0.75, 1.01)};
      if (has(text_, "quartile 2")) return Contrast{between(*value, 0.25, 0.5), between(*value, 0.75, 1.01)};
      if (has(text_, "lowest quartile") || has(text_, "lower muscle area"))
        return Contrast{between(*value, 0, 0.25), between(*value, 0.75, 1.01)};
    }
    if (has(text_, "sarcopeni")) {
      const Definition definition = has(text_, "2010")   ? Definition::ewgsop1
                                    : has(text_, "awgs") ? Definition::awgs2019
                                    : has(text_, "fnih") ? Definition::fnih
                                                         : Definition::ewgsop2;
      // "Robust" people have no sign of it at all; else those not confirmed are compared with.
      const Group robust = [definition](const Member& m) {
        return classify(definition, m.readings) == Verdict::none;
      };
      return Contrast{always(sarcopenic(definition, true)),
                      always(has(lower(o_.versus), "robust") ? robust : sarcopenic(definition, false))};
    }
    return {};
  }  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): the functions of the contrast own what they hold

  /// Units of a slope: how much of the variable, and with which sign, the ratio is for.
  std::optional<double> slope_units(double sd) const {
    const std::string exposure = lower(o_.exposure);
    if (exposure.rfind("per ", 0) != 0) return {};
    const bool worse = has(exposure, "lower") || has(exposure, "weaker") || has(exposure, "slower");
    const double sign = worse ? -1 : 1;
    if (has(exposure, "/y")) return {};
    if (has(exposure, "sd")) return sign * sd;
    if (has(exposure, "0.1 m/s")) return sign * 0.1;
    double kg = 0;
    if (std::sscanf(exposure.c_str(), "per %lf kg", &kg) == 1) return sign * kg;
    return {};
  }

  std::optional<Experiment> ratio(std::string& why_not) const {
    const Question q = *this;
    if (has(lower(o_.exposure), "density") || has(lower(o_.exposure), "attenuation")) {
      why_not = "how dense muscle is (its fat) is not drawn in populations";
      return {};
    }
    if (o_.exposure == "fell") return fell_or_not();
    if (has(lower(o_.exposure), "decline")) return decline(why_not);
    if (has(text_, "per fall in the past year")) {
      return [q](const People& people, const Parameters<double>& p) {
        double with = 0, without = 0;
        for (Member m : people) {
          m.factors.falls_past_year = 0;
          without += rate_of(q.risk_, m, p, q.model_);
          m.factors.falls_past_year = 1;
          with += rate_of(q.risk_, m, p, q.model_);
        }
        return with / without;
      };
    }
    if (const auto value = variable(); value && slope_units(1)) {
      return [q, value](const People& people, const Parameters<double>& p) {
        const Slope s = slope_within(
            people, *value, [&](const Member& m) { return std::log(rate_of(q.risk_, m, p, q.model_)); });
        return std::exp(s.slope * *q.slope_units(s.sd));
      };
    }
    const std::optional<Contrast> groups = contrast();
    if (!groups) {
      why_not = "an exposure this check does not know";
      return {};
    }
    // Hazard and incidence-rate ratios compare rates; risk and odds ratios compare chances over the study's
    // time.
    const bool rates = o_.ratio_kind == "HR" || o_.ratio_kind == "IRR";
    const bool odds = o_.ratio_kind == "OR";
    return [q, groups, rates, odds](const People& people, const Parameters<double>& p) {
      const Value of = [&](const Member& m) {
        return rates ? rate_of(q.risk_, m, p, q.model_) : q.chance(m, p);
      };
      const Compared c = standardised(people, groups->exposed(people), groups->unexposed(people), of);
      if (!odds) return c.exposed / c.unexposed;
      return c.exposed / (1 - c.exposed) / (c.unexposed / (1 - c.unexposed));
    };
  }

  /// People who fell in the year against those who did not.
  Experiment fell_or_not() const {
    return [q = *this](const People& people, const Parameters<double>& p) {
      double fell = 0, fell_events = 0, stood = 0, stood_events = 0;
      for (const Member& m : people) {
        const double chance_of_fall = share_who_fall(rate_of(Risk::falls, m, p, q.model_), p);
        const double event = q.chance(m, p);
        fell += chance_of_fall, fell_events += chance_of_fall * event;
        stood += 1 - chance_of_fall, stood_events += (1 - chance_of_fall) * event;
      }
      return fell_events / fell / (stood_events / stood);
    };
  }

  /// A faster decline counts as the level it leads to, on average over the follow-up.
  std::optional<Experiment> decline(std::string& why_not) const {
    const auto value = variable();
    double per_year = 0;
    const std::string exposure = lower(o_.exposure);
    if (has(exposure, "kg/y")) {
      if (std::sscanf(exposure.c_str(), "per %lf kg/y", &per_year) != 1) per_year = 0;
    } else if (has(exposure, "fast gait decline")) {
      per_year = white_2013_fast_decline_m_s_per_year;
    }
    if (!value || per_year == 0) {
      why_not = "the size of the decline is not told";
      return {};
    }
    return [q = *this, value, per_year](const People& people, const Parameters<double>& p) {
      const Slope s = slope_within(
          people, *value, [&](const Member& m) { return std::log(rate_of(q.risk_, m, p, q.model_)); });
      return std::exp(-s.slope * per_year * q.years_ / 2);
    };
  }
  /// What fast decliners lost (the study's note); the slow ones' slope was not in the text read and is taken
  /// as none, so that the ratio is the largest the study can mean.
  static constexpr double white_2013_fast_decline_m_s_per_year = 0.030;

  const Study& study_;
  const Arm& arm_;
  const Observation& o_;
  std::string text_;
  Risk risk_ = Risk::falls;
  DisabilityModel model_ = DisabilityModel::function;
  double years_ = 1;
};

/// Populations drawn once for all relations that ask for the same people.
class Populations {
 public:
  explicit Populations(const Parameters<double>& parameters) : parameters_(parameters) {}
  const People& get(const PeerSettings& s) {
    const std::string key = fmt::format("{} {} {} {} {} {} {}", s.male_fraction, s.age_min, s.age_max,
                                        s.age_mean, s.age_sd, s.body_mass_index, s.sppb_max);
    auto it = drawn_.find(key);
    if (it == drawn_.end()) it = drawn_.emplace(key, draw_peers(s, parameters_)).first;
    return it->second;
  }

 private:
  const Parameters<double>& parameters_;
  std::map<std::string, People> drawn_;
};

/// Parameters of the outcomes drawn around their values, each on its own scale.
Parameters<double> drawn(const Parameters<double>& best, std::uint64_t seed, std::size_t draw) {
  Parameters<double> result = best;
  const RandomStream random{seed, draw, 0x72656c};
  for (std::size_t i = 0; i < parameter_count; ++i) {
    const ParameterInfo& info = parameter_table[i];
    if (info.file != "outcome_risk.yaml" || info.prior_sd <= 0) continue;
    const double step = info.prior_sd * random.normal(counter_of(info.name));
    result.values[i] =
        info.scale == ParameterScale::log ? best.values[i] * std::exp(step) : best.values[i] + step;
  }
  return result;
}

bool answered_by_peers(const Study& study, const Arm& arm, const Observation& o) {
  static constexpr std::array<std::string_view, 8> outcomes{"falls",      "fracture",
                                                            "mortality",  "hospitalisation",
                                                            "disability", "mobility_disability",
                                                            "diabetes",   "prevalence_sarcopenia"};
  if (has_course(arm) || (!o.versus.empty() && study.arm(o.versus))) return false;
  return std::find(outcomes.begin(), outcomes.end(), o.measure) != outcomes.end() ||
         (o.measure == "homa_ir" && !o.exposure.empty());
}

/// What a published figure may be by chance: its interval, or 1.96 standard errors around it.
std::optional<std::pair<double, double>> interval_of(const Arm& arm, const Observation& o) {
  if (o.ci95) return o.ci95;
  if (o.range && (o.derived || o.kind == ValueKind::ratio)) return o.range;
  const std::optional<double> n = o.n ? o.n : arm.n;
  std::optional<double> se = o.se;
  if (!se && o.sd && n && *n > 1 && o.kind != ValueKind::cv) se = *o.sd / std::sqrt(*n);
  if (!se) return {};
  return std::pair{o.value - 1.96 * *se, o.value + 1.96 * *se};
}

bool agree(const Observation& o, const RelationRow& row) {
  const double x = row.reproduced;
  if (o.kind == ValueKind::direction) {
    // "None" is no significant difference: a ratio within a half, a change within five percent.
    if (row.kind == "none") return row.outcome ? x > 1 / 1.5 && x < 1.5 : std::abs(x) < 5;
    const double change = row.outcome ? x - 1 : x;
    return o.value > 0 ? change > 0 : change < 0;
  }
  if (row.interval) return x >= row.interval->first && x <= row.interval->second;
  if (o.kind == ValueKind::value || o.kind == ValueKind::ratio) {
    const double margin = o.kind == ValueKind::ratio ? 1.25 : 1.2;
    const double off = x / o.value;
    return off < margin && off > 1 / margin;
  }
  const double points =
      o.kind == ValueKind::difference_percent || o.kind == ValueKind::change_percent ? 5 : 0;
  return std::abs(x - o.value) <= std::max(points, 0.25 * std::abs(o.value));
}

std::string said(const Observation& o) {
  std::string text;
  for (const std::string& part : {o.region, o.side, o.exposure, o.method, o.definition, o.event,
                                  o.versus.empty() ? "" : "against " + o.versus})
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  if (o.day.value_or(0) > 0) text += fmt::format("{}day {:g}", text.empty() ? "" : ", ", *o.day);
  return text;
}

std::string kind_of(const Observation& o) {
  switch (o.kind) {
    case ValueKind::ratio:
      return o.ratio_kind;
    case ValueKind::direction:
      return std::string(name(o.direction()));
    case ValueKind::value:
      return o.unit.empty() && (o.measure == "prevalence_sarcopenia") ? "percent"
             : o.unit.empty()                                         ? "level"
                                                                      : o.unit;
    default:
      return std::string(name(o.kind));
  }
}

/// The 5-95 % band of values, or the one value where there are none.
std::pair<double, double> band(std::vector<double> values, double otherwise) {
  std::erase_if(values, [](double v) { return !std::isfinite(v); });
  if (values.empty()) return {otherwise, otherwise};
  std::sort(values.begin(), values.end());
  const double last = static_cast<double>(values.size() - 1);
  return {values[static_cast<std::size_t>(0.05 * last)],
          values[static_cast<std::size_t>(std::lround(0.95 * last))]};
}

}  // namespace

RelationScore score_relations(const std::vector<Study>& studies, const Parameters<double>& parameters,
                              const RelationOptions& options) {
  RelationScore score;
  Populations populations(parameters);
  std::vector<Parameters<double>> draws;
  for (std::size_t i = 0; i < options.draws; ++i) draws.push_back(drawn(parameters, options.seed, i));
  std::vector<Parameters<double>> course_draws;
  for (std::size_t i = 0; i < options.course_draws; ++i)
    course_draws.push_back(drawn_parameters(options.seed, static_cast<int>(i)));
  for (const Study& study : studies) {
    LivesStore store(options.seed);
    for (const Arm& arm : study.arms) {
      for (const Observation& o : arm.observations) {
        if (o.use != Use::relation) continue;
        const Split split = split_of(arm.participants);
        std::string why_not;
        const auto leave = [&] {
          score.not_reproduced.push_back({study.id, arm.name, o.measure, said(o), why_not, split});
        };
        RelationRow row;
        row.study = study.id;
        row.arm = arm.name;
        row.measure = o.measure;
        row.what = said(o);
        row.kind = kind_of(o);
        row.split = split;
        row.published = o.value;
        row.interval = interval_of(arm, o);
        if (answered_by_peers(study, arm, o)) {
          Question question(study, arm, o);
          const auto experiment = question.experiment(why_not);
          if (!experiment) {
            leave();
            continue;
          }
          row.outcome = o.measure != "homa_ir";
          const People& people = populations.get(question.people(options));
          row.reproduced = (*experiment)(people, parameters);
          const People some(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                 people.size(), options.people_in_draws)));
          // Draws are seen in fewer people; what fewer people change is taken off.
          const double centre = draws.empty() ? 1 : (*experiment)(some, parameters);
          std::vector<double> values;
          for (const auto& draw : draws)
            values.push_back(row.reproduced * (*experiment)(some, draw) / centre);
          std::tie(row.low, row.high) = band(std::move(values), row.reproduced);
        } else {
          const auto experiment = lives_experiment(study, arm, o, why_not);
          if (!experiment) {
            leave();
            continue;
          }
          std::string unused;
          row.outcome = risk_of(o, words_of(arm, o), unused).has_value();
          row.timeline = true;
          row.reproduced = (*experiment)(store, options.course_people, parameters, 0);
          const double centre =
              course_draws.empty() ? 0 : (*experiment)(store, options.course_people_in_draws, parameters, 0);
          std::vector<double> values;
          for (std::size_t i = 0; i < course_draws.size(); ++i)
            values.push_back(row.reproduced +
                             (*experiment)(store, options.course_people_in_draws, course_draws[i], i + 1) -
                             centre);
          std::tie(row.low, row.high) = band(std::move(values), row.reproduced);
        }
        if (!std::isfinite(row.reproduced)) {
          why_not = "nobody in the population is exposed";
          leave();
          continue;
        }
        row.agrees = agree(o, row);
        score.rows.push_back(std::move(row));
      }
    }
  }
  return score;
}

std::vector<SeverityRow> disability_by_severity(const Parameters<double>& parameters,
                                                const RelationOptions& options) {
  PeerSettings settings;
  settings.size = 2 * options.people;
  settings.seed = options.seed;
  const People people = draw_peers(settings, parameters);
  std::vector<SeverityRow> rows;
  for (const DisabilityModel model : {DisabilityModel::function, DisabilityModel::muscle_mass}) {
    for (const Verdict verdict : {Verdict::probable, Verdict::confirmed, Verdict::severe}) {
      const auto is = [](Verdict wanted) {
        return [wanted](const Member& m) { return classify(Definition::ewgsop2, m.readings) == wanted; };
      };
      const Compared c = standardised(people, is(verdict), is(Verdict::none), [&](const Member& m) {
        return rate_of(Risk::disability, m, parameters, model);
      });
      const auto count = std::count_if(people.begin(), people.end(), is(verdict));
      rows.push_back({model, verdict, 100.0 * static_cast<double>(count) / static_cast<double>(people.size()),
                      c.exposed / c.unexposed});
    }
  }
  return rows;
}

}  // namespace sarx
