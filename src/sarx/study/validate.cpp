#include "sarx/study/validate.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "sarx/study/posterior.h"

namespace sarx {

namespace {

constexpr double normal_95 = 1.960;

/// Unit of a row's stated value.
std::string row_unit(const Observation& o, const RowPlan& row) {
  switch (o.kind) {
    case ValueKind::change_percent:
    case ValueKind::difference_percent:
      return "%";
    case ValueKind::rate_percent_per_year:
      return "%/year";
    case ValueKind::direction:
      return compared_in_percent(row.measure_class) ? "%" : std::string(unit_of(row.instrument.measure));
    default:
      return o.unit.empty() ? std::string(unit_of(row.instrument.measure)) : o.unit;
  }
}

/// The stated standard error in the value's unit, from whatever spread is given.
std::optional<double> stated_se(const Arm& arm, const Observation& o) {
  if (o.se) return *o.se;
  if (o.ci95) return (o.ci95->second - o.ci95->first) / (2 * normal_95);
  const auto n = o.n ? o.n : arm.n;
  if (o.sd && n && *n > 0) return *o.sd / std::sqrt(*n);
  return std::nullopt;
}

std::string event_key(const Arm& arm) {
  std::set<std::string> names;
  for (const std::string& event : arm.event_names)
    if (event != "ageing") names.insert(event);
  std::string key;
  for (const std::string& event : names) key += event + "+";
  return key.empty() ? "ageing+" : key;
}

/// The dumb prediction: the mean of what calibration studies with the same events found in the same measure;
/// failing that, with the same first event; failing that, in the measure. A calibration study's own rows are
/// left out of its own baseline.
void set_baselines(std::vector<ScoredRow>& rows) {
  struct Pool {
    double sum = 0;
    double n = 0;
  };
  std::map<std::string, std::map<const Study*, Pool>> pools;
  const auto keys = [](const ScoredRow& row) {
    const std::string measure = std::string(name(row.measure_class)) +
                                (row.scale.kind == ValueKind::value && !row.level_known ? ":level" : "");
    const std::string region = row.observation->region;
    const std::string events = event_key(*row.arm);
    return std::vector<std::string>{
        measure + "|" + events, measure + "|" + events.substr(0, events.find('+') + 1) + "*", measure + "|"};
  };
  for (const ScoredRow& row : rows) {
    if (!row.fitted || row.scale.kind == ValueKind::direction) continue;
    for (const std::string& key : keys(row)) {
      Pool& pool = pools[key][row.study];
      pool.sum += row.scaled_observed;
      pool.n += 1;
    }
  }
  for (ScoredRow& row : rows) {
    for (const std::string& key : keys(row)) {
      const auto found = pools.find(key);
      if (found == pools.end()) continue;
      double sum = 0;
      double n = 0;
      for (const auto& [study, pool] : found->second) {
        if (study == row.study || study->participants == row.study->participants) continue;
        sum += pool.sum / pool.n;
        n += 1;
      }
      if (n == 0) continue;
      row.baseline = sum / n;
      row.has_baseline = true;
      break;
    }
  }
}

}  // namespace

double ScoredRow::total_sd() const {
  return std::sqrt(sampling_sd * sampling_sd + between_study_sd * between_study_sd +
                   parameter_sd * parameter_sd);
}

double ScoredRow::standardised() const {
  const double sd = std::max(1e-9, total_sd());
  if (scale.kind != ValueKind::direction) return (scaled_observed - scaled_predicted) / sd;
  const double direction = observation->value;
  if (direction == 0) return -scaled_predicted / sd;
  return direction * std::max(0.0, -direction * scaled_predicted) / sd;
}

double ScoredRow::common(double scaled) const {
  if (scale.percent) return 100 * (std::exp(scaled) - 1);
  return scaled;
}

double sampling_sd(const RowPlan& row, const Arm& arm, const Observation& o, double scaled_prediction,
                   const Parameters<double>& parameters) {
  if (o.kind != ValueKind::direction) {
    if (const auto se = stated_se(arm, o)) {
      const double up = row.scale.to_scale(o.value + *se);
      const double down = row.scale.to_scale(o.value - *se);
      return std::abs(up - down) / 2;
    }
  }
  const double n = std::clamp(o.n.value_or(arm.n.value_or(10)), 2.0, 1000.0);
  const auto c = static_cast<std::size_t>(row.measure_class);
  double sd = row.part * parameters.between_person_sd()[c];
  if (row.level_known) sd = std::hypot(sd, parameters.between_person_slope()[c] * scaled_prediction);
  sd /= std::sqrt(n);
  if (row.compares) sd *= std::sqrt(2.0);
  return sd;
}

double between_study_sd(const RowPlan& row, double scaled_prediction, const Parameters<double>& parameters) {
  const auto c = static_cast<std::size_t>(row.measure_class);
  return between_study_sd(row, scaled_prediction, parameters,
                          {parameters.between_study_sd()[c], parameters.between_study_slope()[c]});
}

double between_study_sd(const RowPlan& row, double scaled_prediction, const Parameters<double>& parameters,
                        const BetweenStudy& between) {
  const auto c = static_cast<std::size_t>(row.measure_class);
  double sd = row.part * between.sd;
  double slope = between.slope * scaled_prediction;
  if (!row.level_known) {
    // The change is not what is off, the level is.
    const double level = parameters.unknown_level_sd()[c];
    slope = row.scale.percent ? level : level * scaled_prediction;
  } else if (row.scale.kind == ValueKind::rate_percent_per_year) {
    // Yearly rates pool many people over years; their spread grows with the years they stand for.
    sd *= std::min(1.0, 0.3 + 0.1 * row.scale.years);
  }
  return std::hypot(sd, slope);
}

double band_half_width(MeasureClass measure_class, const Parameters<double>& parameters) {
  return parameters.band_half_width()[static_cast<std::size_t>(measure_class)];
}

void for_each_parallel(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex mutex;
  const auto loop = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        work(i);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
      }
    }
  };
  std::vector<std::thread> pool;
  for (unsigned t = 1; t < std::min<std::size_t>(threads, count); ++t) pool.emplace_back(loop);
  loop();
  for (std::thread& thread : pool) thread.join();
  if (failure) std::rethrow_exception(failure);
}

std::vector<StudyPlan> plan_studies(const std::vector<Study>& studies, const Parameters<double>& parameters,
                                    const std::vector<Exclusion>& exclusions, unsigned threads) {
  std::vector<StudyPlan> plans(studies.size());
  for_each_parallel(studies.size(), threads,
                    [&](std::size_t i) { plans[i] = plan_study(studies[i], parameters, exclusions); });
  return plans;
}

Validation validate(const std::vector<Study>& studies, const Parameters<double>& parameters,
                    const ValidateOptions& options) {
  const auto plans = plan_studies(studies, parameters, options.exclusions, options.threads);
  std::vector<std::vector<double>> predictions(plans.size());
  for_each_parallel(plans.size(), options.threads,
                    [&](std::size_t i) { predictions[i] = replay(plans[i], parameters); });

  // What the parameters leave open: predictions over draws from the posterior.
  std::vector<std::vector<double>> parameter_sds(plans.size());
  const std::size_t draws =
      options.parameter_uncertainty ? std::min(options.draws, posterior_draw_count()) : 0;
  if (draws > 1) {
    std::vector<Parameters<double>> drawn;
    for (std::size_t d = 0; d < draws; ++d) drawn.push_back(posterior_draw(d));
    for_each_parallel(plans.size(), options.threads, [&](std::size_t i) {
      if (options.wanted && !options.wanted(studies[i])) return;
      std::vector<double> squares(plans[i].rows.size(), 0);
      for (const auto& draw : drawn) {
        const auto moved = replay(plans[i], draw);
        for (std::size_t r = 0; r < moved.size(); ++r) {
          const double step = moved[r] - predictions[i][r];
          if (std::isfinite(step)) squares[r] += step * step / static_cast<double>(drawn.size());
        }
      }
      for (const double square : squares) parameter_sds[i].push_back(std::sqrt(square));
    });
  }

  Validation result;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const Study& study = studies[i];
    for (std::size_t r = 0; r < plans[i].rows.size(); ++r) {
      const RowPlan& plan = plans[i].rows[r];
      const Arm& arm = study.arms[plan.arm];
      const Observation& o = arm.observations[plan.observation];
      const OtherRow other{&study, &arm, &o, plan.why};
      switch (plan.fate) {
        case RowFate::given:
          result.given.push_back(other);
          continue;
        case RowFate::relation:
          result.relations.push_back(other);
          continue;
        case RowFate::skipped:
          result.skipped.push_back(other);
          continue;
        case RowFate::not_scored:
        case RowFate::unread:
          result.not_scored.push_back(other);
          continue;
        case RowFate::scored:
          break;
      }
      const double predicted = predictions[i][r];
      if (!std::isfinite(predicted)) {
        result.skipped.push_back({&study, &arm, &o, "the prediction is not a finite number"});
        continue;
      }
      ScoredRow row;
      row.study = &study;
      row.arm = &arm;
      row.observation = &o;
      row.split = plan.split;
      row.fitted = plan.split == Split::calibration && (!options.known || options.known(study));
      row.measure_class = plan.measure_class;
      row.scale = plan.scale;
      row.level_known = plan.level_known;
      row.unit = row_unit(o, plan);
      row.observed = o.value;
      if (o.kind != ValueKind::direction) row.se = stated_se(arm, o);
      row.scaled_observed = o.kind == ValueKind::direction ? 0 : plan.scale.to_scale(o.value);
      row.scaled_predicted = predicted;
      row.sampling_sd = sampling_sd(plan, arm, o, predicted, parameters);
      row.between_study_sd = between_study_sd(plan, predicted, parameters);
      if (!parameter_sds[i].empty()) row.parameter_sd = parameter_sds[i][r];
      row.predicted = plan.scale.from_scale(predicted);
      row.half_width = band_half_width(plan.measure_class, parameters) * row.total_sd();
      row.predicted_lo = plan.scale.from_scale(predicted - row.half_width);
      row.predicted_hi = plan.scale.from_scale(predicted + row.half_width);
      if (row.predicted_lo > row.predicted_hi) std::swap(row.predicted_lo, row.predicted_hi);
      if (o.kind == ValueKind::direction)
        row.inside =
            o.value == 0 ? row.predicted_lo <= 0 && row.predicted_hi >= 0 : row.predicted * o.value > 0;
      else
        row.inside = row.predicted_lo <= row.observed && row.observed <= row.predicted_hi;
      result.rows.push_back(std::move(row));
    }
  }
  if (options.baselines) set_baselines(result.rows);
  return result;
}

std::vector<Score> scores(const std::vector<ScoredRow>& rows, GroupBy by) {
  std::map<std::string, std::vector<const ScoredRow*>> groups;
  for (const ScoredRow& row : rows) {
    std::string key = "overall";
    if (by == GroupBy::topic) key = row.study->topic;
    if (by == GroupBy::measure_class) key = std::string(name(row.measure_class));
    if (by == GroupBy::topic_and_class) key = row.study->topic + ", " + std::string(name(row.measure_class));
    groups[key].push_back(&row);
  }
  std::vector<Score> result;
  for (const auto& [key, members] : groups) {
    Score score;
    score.name = key;
    const bool one_unit = by == GroupBy::measure_class || by == GroupBy::topic_and_class;
    std::vector<double> observed, predicted, baseline_observed, baseline, widths;
    double signs = 0, signs_right = 0, baseline_signs = 0, baseline_right = 0, covered = 0, banded = 0;
    for (const ScoredRow* row : members) {
      const bool direction = row->scale.kind == ValueKind::direction;
      const bool level = row->scale.kind == ValueKind::value;
      if (direction) {
        ++score.directions;
        if (row->observed != 0) {
          ++signs;
          signs_right += row->inside ? 1 : 0;
          if (row->has_baseline) {
            ++baseline_signs;
            baseline_right += row->baseline * row->observed > 0 ? 1 : 0;
          }
        }
        continue;
      }
      ++score.n;
      ++banded;
      covered += row->inside ? 1 : 0;
      widths.push_back(2 * row->half_width);
      // Levels without a start of their own are a question of reference data, not of change.
      if (level && !row->level_known) continue;
      // One unit within a class; across classes, errors are counted in standard deviations between studies.
      const double unit = one_unit ? 1 : std::max(1e-9, row->between_study_sd);
      const auto number = [&](double scaled) { return one_unit ? row->common(scaled) : scaled / unit; };
      observed.push_back(number(row->scaled_observed));
      predicted.push_back(number(row->scaled_predicted));
      if (row->has_baseline) {
        baseline_observed.push_back(number(row->scaled_observed));
        baseline.push_back(number(row->baseline));
      }
      if (std::abs(row->scaled_observed) > 1e-9) {
        ++signs;
        signs_right += row->scaled_observed * row->scaled_predicted > 0 ? 1 : 0;
        if (row->has_baseline) {
          ++baseline_signs;
          baseline_right += row->scaled_observed * row->baseline > 0 ? 1 : 0;
        }
      }
    }
    const ScoredRow& first = *members.front();
    score.unit = !one_unit                                          ? "SD between studies"
                 : first.scale.percent                              ? "%"
                 : first.measure_class == MeasureClass::composition ? "points"
                                                                    : "kg";
    score.model = fit(observed, predicted);
    score.baseline = fit(baseline_observed, baseline);
    const auto percent = [](double part, double whole) { return whole > 0 ? 100 * part / whole : 0; };
    score.signs = static_cast<std::size_t>(signs);
    score.signs_right_percent = percent(signs_right, signs);
    score.baseline_signs_right_percent = percent(baseline_right, baseline_signs);
    score.coverage_percent = percent(covered, banded);
    score.median_band_width = median(widths);
    result.push_back(std::move(score));
  }
  return result;
}

}  // namespace sarx
