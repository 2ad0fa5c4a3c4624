#include "sarx/study/relations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "sarx/engine/random.h"
#include "sarx/person/reference.h"
#include "sarx/study/peers.h"

namespace sarx {
namespace {

using Rate = std::function<double(const Member&, const Parameters<double>&)>;
using Group = std::function<bool(const Member&)>;
using Value = std::function<double(const Member&)>;
using People = std::vector<Member>;
/// Anything computed from a population under some parameters.
using Experiment = std::function<double(const People&, const Parameters<double>&)>;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

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
      : study_(study),
        arm_(arm),
        o_(o),
        text_(lower(fmt::format("{} | {} | {} | {} | {} | {}", o.exposure, o.method, o.definition, o.event,
                                arm.name, o.versus))) {}

  std::optional<Experiment> experiment(std::string& why_not) {
    if (!o_.versus.empty() && study_.arm(o_.versus)) {
      why_not = "compares arms of a trial";
      return {};
    }
    for (const std::string& event : arm_.event_names) {
      if (event != "ageing") {
        why_not = "about a disease, an injury or a treatment";
        return {};
      }
    }
    if (o_.measure == "prevalence_sarcopenia") return prevalence(why_not);
    const std::optional<Risk> risk = which_risk();
    if (!risk) {
      why_not = "no such rate is modelled";
      return {};
    }
    risk_ = *risk;
    years_ = o_.day.value_or(0) > 0 ? *o_.day / 365.25 : 1;
    model_ = has(study_.id, "janssen") ? DisabilityModel::muscle_mass : DisabilityModel::function;
    if (o_.kind == ValueKind::value) return level(why_not);
    if (o_.kind == ValueKind::ratio) return ratio(why_not);
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
  std::optional<Risk> which_risk() const {
    if (has(text_, "cardiovascular") || has(text_, "high-impact") || has(text_, "prediabetes") ||
        has(text_, "unintentional"))
      return {};
    if (o_.measure == "falls") return Risk::falls;
    if (o_.measure == "fracture")
      return has(text_, "hip") && !has(text_, "humerus") ? Risk::fracture_hip : Risk::fracture_any;
    if (o_.measure == "disability") return Risk::disability;
    if (o_.measure == "mobility_disability")
      return has(text_, "slow gait") ? std::nullopt : std::optional(Risk::mobility_disability);
    if (o_.measure == "hospitalisation") return Risk::hospitalisation;
    if (o_.measure == "mortality") return Risk::mortality;
    if (o_.measure == "diabetes") return Risk::diabetes;
    return {};
  }

  /// Chance of the event over the observation's time, or of two falls where the study means those.
  double chance(const Member& m, const Parameters<double>& p) const {
    const double count = gathered(risk_, m, p, model_, years_);
    if (risk_ == Risk::falls)
      return has(text_, "recurrent") ? share_who_fall_twice(count, p) : share_who_fall(count, p);
    return 1 - std::exp(-count);
  }

  std::optional<Experiment> level(std::string& why_not) const {
    const auto mean = [](Rate of) {
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
    if (o_.unit == "percent" && !has(text_, "persistent")) return mean(percent);
    why_not = "a level this check does not know";
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

  std::optional<Value> variable() const {
    if (has(text_, "grip") || has(text_, "upper-extremity")) return [](const Member& m) { return m.grip_kg; };
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
  static std::function<Group(const People&)> always(Group group) {
    return [group](const People&) { return group; };
  }
  static std::function<Group(const People&)> between(Value of, double from, double to) {
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
      if (has(text_, "lowest quartile"))
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
  }

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
    const double step = info.prior_sd * random.normal(static_cast<std::uint32_t>(i));
    result.values[i] =
        info.scale == ParameterScale::log ? best.values[i] * std::exp(step) : best.values[i] + step;
  }
  return result;
}

constexpr std::array<std::string_view, 8> modelled{"falls",      "fracture",
                                                   "mortality",  "hospitalisation",
                                                   "disability", "mobility_disability",
                                                   "diabetes",   "prevalence_sarcopenia"};

}  // namespace

RelationScore score_relations(const std::vector<Study>& studies, const Parameters<double>& parameters,
                              const RelationOptions& options) {
  RelationScore score;
  Populations populations(parameters);
  std::vector<Parameters<double>> draws;
  for (std::size_t i = 0; i < options.draws; ++i) draws.push_back(drawn(parameters, options.seed, i));
  for (const Study& study : studies) {
    for (const Arm& arm : study.arms) {
      for (const Observation& o : arm.observations) {
        if (o.use != Use::relation ||
            std::find(modelled.begin(), modelled.end(), o.measure) == modelled.end())
          continue;
        Question question(study, arm, o);
        std::string why_not;
        const auto experiment = question.experiment(why_not);
        if (!experiment) {
          score.not_reproduced.push_back({study.id, arm.name, o.measure, why_not});
          continue;
        }
        const People& people = populations.get(question.people(options));
        RelationRow row;
        row.study = study.id;
        row.arm = arm.name;
        row.measure = o.measure;
        for (const std::string& part :
             {o.exposure, o.method, o.definition, o.versus.empty() ? "" : "against " + o.versus})
          if (!part.empty()) row.what += (row.what.empty() ? "" : ", ") + part;
        row.kind = o.kind == ValueKind::ratio ? o.ratio_kind : o.unit.empty() ? "percent" : o.unit;
        row.published = o.value;
        row.interval = o.ci95 ? o.ci95 : o.range;
        row.reproduced = (*experiment)(people, parameters);
        if (!std::isfinite(row.reproduced)) {
          score.not_reproduced.push_back(
              {study.id, arm.name, o.measure, "nobody in the population is exposed"});
          continue;
        }
        const People some(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                               people.size(), options.people_in_draws)));
        // Draws are seen in fewer people; what fewer people change is taken off.
        const double centre = (*experiment)(some, parameters);
        std::vector<double> values;
        for (const auto& draw : draws) values.push_back(row.reproduced * (*experiment)(some, draw) / centre);
        std::sort(values.begin(), values.end());
        row.low = values.empty()
                      ? row.reproduced
                      : values[static_cast<std::size_t>(0.05 * static_cast<double>(values.size() - 1))];
        row.high = values.empty() ? row.reproduced
                                  : values[static_cast<std::size_t>(
                                        std::lround(0.95 * static_cast<double>(values.size() - 1)))];
        const double margin = o.kind == ValueKind::ratio ? 1.25 : 1.2;
        const double off = row.reproduced / row.published;
        row.agrees = (row.interval && row.reproduced >= row.interval->first &&
                      row.reproduced <= row.interval->second) ||
                     (!row.interval && off < margin && off > 1 / margin);
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

std::string relations_table(const RelationScore& score, const std::vector<SeverityRow>& severity) {
  std::string text =
      "Disability by EWGSOP2 class, people of 65 and over, against the same age and sex with none\n";
  for (const SeverityRow& row : severity) {
    const std::string_view grade = row.verdict == Verdict::probable    ? "probable"
                                   : row.verdict == Verdict::confirmed ? "moderate (confirmed)"
                                                                       : "severe";
    text += fmt::format(
        "  {:<34} {:<22} {:5.1f} % of people   rate x {:.2f}\n",
        row.model == DisabilityModel::function ? "function and strength (default)" : "muscle mass alone",
        grade, row.share_percent, row.ratio);
  }
  std::size_t agreeing = 0;
  for (const RelationRow& row : score.rows) agreeing += row.agrees;
  text += fmt::format(
      "\n{} relations reproduced in simulated populations, {} inside the published interval (or near where "
      "there is none)\n\n",
      score.rows.size(), agreeing);
  text += fmt::format("{:<40} {:<20} {:<6} {:>9} {:<18} {:>9} {:<18} {}\n", "study", "measure", "kind",
                      "published", "", "model", "5-95 %", "");
  for (const RelationRow& row : score.rows) {
    const std::string interval =
        row.interval ? fmt::format("{:.3g} to {:.3g}", row.interval->first, row.interval->second) : "";
    text += fmt::format("{:<40} {:<20} {:<6.6} {:>9.4g} {:<18} {:>9.3g} {:<18} {} {}\n", row.study,
                        row.measure, row.kind, row.published, interval, row.reproduced,
                        fmt::format("{:.3g} to {:.3g}", row.low, row.high), row.agrees ? " " : "!", row.what);
  }
  text += fmt::format("\nNot reproduced: {}\n", score.not_reproduced.size());
  for (const auto& left : score.not_reproduced)
    text += fmt::format("  {} | {} | {}: {}\n", left.study, left.arm, left.measure, left.why);
  return text;
}

std::string relations_json(const RelationScore& score, const std::vector<SeverityRow>& severity) {
  using Json = nlohmann::ordered_json;
  Json json;
  json["relations"] = Json::array();
  for (const RelationRow& row : score.rows) {
    Json one{{"study", row.study}, {"arm", row.arm},   {"measure", row.measure},
             {"what", row.what},   {"kind", row.kind}, {"published", row.published}};
    if (row.interval) one["interval"] = {row.interval->first, row.interval->second};
    one["reproduced"] = row.reproduced;
    one["low"] = row.low;
    one["high"] = row.high;
    one["agrees"] = row.agrees;
    json["relations"].push_back(std::move(one));
  }
  json["not_reproduced"] = Json::array();
  for (const auto& left : score.not_reproduced)
    json["not_reproduced"].push_back(
        {{"study", left.study}, {"arm", left.arm}, {"measure", left.measure}, {"reason", left.why}});
  json["disability_by_severity"] = Json::array();
  for (const SeverityRow& row : severity)
    json["disability_by_severity"].push_back(
        {{"model", row.model == DisabilityModel::function ? "function" : "muscle_mass"},
         {"class", name(row.verdict)},
         {"share_percent", row.share_percent},
         {"ratio", row.ratio}});
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sarx
