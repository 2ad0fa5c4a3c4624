#include "sarx/study/person_spread.h"

#include <ceres/ceres.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "sarx/study/statistics.h"

namespace sarx {

namespace {

/// What a reported spread may be off by beyond the chance of who took part (ln): of unpaired SEs, of
/// rounding.
constexpr double report_sd = 0.3;
constexpr double fewest_people = 5;
/// Both loadings of a trait leave it some variance of its own.
constexpr double largest_shared_variance = 0.9;

/// The reported spread between people, on the row's scale; 0 where there is none to be had.
double reported_sd(const RowPlan& row, const Arm& arm, const Observation& o,
                   const Parameters<double>& parameters, double change) {
  const bool within_arm = o.kind == ValueKind::change || o.kind == ValueKind::change_percent;
  const double people = o.n.value_or(arm.n.value_or(0));
  if (!within_arm || o.spread_guessed || !o.statistic.empty() || people < fewest_people) return 0;
  if (!o.sd && !o.se && !o.ci95) return 0;
  return sampling_sd(row, arm, o, change, parameters) * std::sqrt(people);
}

std::vector<SpreadRow> spread_rows(const StudyPlan& plan, const Parameters<double>& parameters) {
  std::vector<SpreadRow> result;
  std::vector<std::size_t> at;
  const auto centre = replay(plan, parameters);
  for (std::size_t r = 0; r < plan.rows.size(); ++r) {
    const RowPlan& row = plan.rows[r];
    if (row.fate != RowFate::scored || row.split == Split::test || row.compares) continue;
    const Arm& arm = plan.study->arms[row.arm];
    const Observation& o = arm.observations[row.observation];
    SpreadRow spread;
    spread.observed_sd = reported_sd(row, arm, o, parameters, centre[r]);
    if (!(spread.observed_sd > 0) || !std::isfinite(spread.observed_sd) || !std::isfinite(centre[r]))
      continue;
    spread.study = plan.study->id;
    spread.arm = arm.name;
    spread.measure = o.measure;
    spread.day = o.day.value_or(0);
    spread.measure_class = row.measure_class;
    spread.people = o.n.value_or(arm.n.value_or(0));
    spread.change = centre[r];
    spread.part = row.part;
    result.push_back(std::move(spread));
    at.push_back(r);
  }
  if (result.empty()) return result;
  for (SpreadRow& row : result) row.weight = std::pow(static_cast<double>(result.size()), -0.25);
  for (std::size_t k = 0; k < trait_count; ++k) {
    const double spread = parameters.trait_spread()[k];
    std::array<std::vector<double>, 2> moved;
    for (const int way : {0, 1}) {
      StudyPlan other = plan;
      TraitScores scores{};
      scores[k] = way == 0 ? 1 : -1;
      for (ArmPlan& arm : other.arms)
        for (Person& person : arm.people) person.traits = to_traits(scores);
      moved[static_cast<std::size_t>(way)] = replay(other, parameters);
    }
    for (std::size_t i = 0; i < result.size(); ++i) {
      const double step = (moved[0][at[i]] - moved[1][at[i]]) / (2 * spread);
      result[i].by_trait[k] = std::isfinite(step) ? step : 0;
    }
  }
  return result;
}

/// Variance between people of one row's change.
template <class T>
T variance(const SpreadRow& row, const T* log_spread, const T* plasticity, const T* wasting,
           const T* log_person_sd) {
  using std::exp;
  T shared_plasticity(0), shared_wasting(0), own(0);
  for (std::size_t k = 0; k < trait_count; ++k) {
    if (row.by_trait[k] == 0) continue;
    const T step = row.by_trait[k] * exp(log_spread[k]);
    shared_plasticity += plasticity[k] * step;
    shared_wasting += wasting[k] * step;
    own += (1.0 - plasticity[k] * plasticity[k] - wasting[k] * wasting[k]) * step * step;
  }
  const T rest = exp(log_person_sd[static_cast<std::size_t>(row.measure_class)]);
  return shared_plasticity * shared_plasticity + shared_wasting * shared_wasting + own +
         rest * rest * row.part * row.part;
}

struct RowCost {
  const SpreadRow& row;
  template <class T>
  bool operator()(const T* log_spread, const T* plasticity, const T* wasting, const T* log_person_sd,
                  T* residual) const {
    using std::log;
    const T predicted = variance(row, log_spread, plasticity, wasting, log_person_sd);
    if (!(predicted > T(0))) return false;
    const double sd = std::sqrt(report_sd * report_sd + 1 / (2 * (row.people - 1)));
    residual[0] = row.weight * (std::log(row.observed_sd) - 0.5 * log(predicted)) / sd;
    return true;
  }
};

struct NormalPrior {
  std::vector<double> mean, sd;
  template <class T>
  bool operator()(T const* const* x, T* residuals) const {
    for (std::size_t i = 0; i < mean.size(); ++i) residuals[i] = (x[0][i] - mean[i]) / sd[i];
    return true;
  }
};

/// Keeps the shared variance of every trait below its limit.
struct SharedVariance {
  template <class T>
  bool operator()(const T* plasticity, const T* wasting, T* residuals) const {
    for (std::size_t k = 0; k < trait_count; ++k) {
      const T over = plasticity[k] * plasticity[k] + wasting[k] * wasting[k] - largest_shared_variance;
      residuals[k] = over > T(0) ? 100.0 * over : T(0);
    }
    return true;
  }
};

std::size_t table_index(const std::string& name) {
  for (std::size_t p = 0; p < parameter_count; ++p)
    if (parameter_table[p].name == name) return p;
  return 0;
}

}  // namespace

PersonSpread fit_person_spread(const std::vector<Study>& studies, const Parameters<double>& parameters,
                               const std::vector<Exclusion>& exclusions, unsigned threads) {
  PersonSpread result;
  const auto plans = plan_studies(studies, parameters, exclusions, threads);
  std::vector<std::vector<SpreadRow>> rows(plans.size());
  for_each_parallel(plans.size(), threads, [&](std::size_t i) {
    // Pooled trials state the spread of their means, not of people.
    if (studies[i].design != "meta-analysis") rows[i] = spread_rows(plans[i], parameters);
  });
  for (auto& of_study : rows) {
    result.studies += of_study.empty() ? 0 : 1;
    result.rows.insert(result.rows.end(), of_study.begin(), of_study.end());
  }

  // Start and priors: logarithms of spreads, loadings as they are.
  const auto block = [](const std::string& name, const auto& names, bool log_scale, std::vector<double>& x,
                        NormalPrior& prior, std::vector<int>& fixed) {
    for (std::size_t k = 0; k < names.size(); ++k) {
      const ParameterInfo& info = parameter_table[table_index(name + "." + std::string(names[k]))];
      const double mean = log_scale ? std::log(info.prior) : info.prior;
      prior.mean.push_back(mean);
      prior.sd.push_back(info.calibrated ? info.prior_sd : 1);
      x.push_back(info.calibrated ? (log_scale ? std::log(info.value) : info.value) : mean);
      if (!info.calibrated) fixed.push_back(static_cast<int>(k));
    }
  };
  std::array<std::vector<double>, 4> x;
  std::array<NormalPrior, 4> priors;
  std::array<std::vector<int>, 4> fixed;
  block("trait_spread", trait_names, true, x[0], priors[0], fixed[0]);
  block("trait_loading_plasticity", trait_names, false, x[1], priors[1], fixed[1]);
  block("trait_loading_wasting", trait_names, false, x[2], priors[2], fixed[2]);
  block("between_person_sd", measure_class_names, true, x[3], priors[3], fixed[3]);

  ceres::Problem problem;
  for (std::size_t b = 0; b < 4; ++b) {
    const int size = static_cast<int>(x[b].size());
    problem.AddParameterBlock(x[b].data(), size);
    if (!fixed[b].empty()) problem.SetManifold(x[b].data(), new ceres::SubsetManifold(size, fixed[b]));
    auto* prior = new ceres::DynamicAutoDiffCostFunction<NormalPrior, 12>(new NormalPrior(priors[b]));
    prior->AddParameterBlock(size);
    prior->SetNumResiduals(size);
    problem.AddResidualBlock(prior, nullptr, x[b].data());
  }
  constexpr int traits = trait_count, classes = measure_class_count;
  for (const SpreadRow& row : result.rows)
    problem.AddResidualBlock(
        new ceres::AutoDiffCostFunction<RowCost, 1, traits, traits, traits, classes>(new RowCost{row}),
        new ceres::CauchyLoss(1.5), x[0].data(), x[1].data(), x[2].data(), x[3].data());
  problem.AddResidualBlock(
      new ceres::AutoDiffCostFunction<SharedVariance, traits, traits, traits>(new SharedVariance), nullptr,
      x[1].data(), x[2].data());
  ceres::Solver::Options solver;
  solver.linear_solver_type = ceres::DENSE_NORMAL_CHOLESKY;
  solver.max_num_iterations = 200;
  solver.logging_type = ceres::SILENT;
  ceres::Solver::Summary summary;
  ceres::Solve(solver, &problem, &summary);
  result.start_cost = 2 * summary.initial_cost;
  result.end_cost = 2 * summary.final_cost;

  ceres::Covariance::Options covariance_options;
  // Priors give full rank; the dense decomposition's digits depend on where blocks lie in memory.
  covariance_options.algorithm_type = ceres::SPARSE_QR;
  ceres::Covariance covariance(covariance_options);
  std::vector<std::pair<const double*, const double*>> blocks;
  for (const auto& values : x) blocks.emplace_back(values.data(), values.data());
  const bool known = covariance.Compute(blocks, &problem);
  const auto read = [&](std::size_t b, bool log_scale, auto& out) {
    const std::size_t size = x[b].size();
    std::vector<double> matrix(size * size, 0);
    if (known) covariance.GetCovarianceBlock(x[b].data(), x[b].data(), matrix.data());
    for (std::size_t k = 0; k < size; ++k)
      out[k] = {log_scale ? std::exp(x[b][k]) : x[b][k], std::sqrt(std::max(0.0, matrix[k * size + k])), {}};
  };
  read(0, true, result.spread);
  read(1, false, result.plasticity);
  read(2, false, result.wasting);
  read(3, true, result.person_sd);

  for (SpreadRow& row : result.rows)
    row.predicted_sd = std::sqrt(variance(row, x[0].data(), x[1].data(), x[2].data(), x[3].data()));
  // A study tells of a trait by the share of its variance that is the trait's.
  for (std::size_t k = 0; k < trait_count; ++k) {
    std::map<std::string, double> share;
    for (const SpreadRow& row : result.rows)
      share[row.study] +=
          row.weight * row.weight * std::pow(row.by_trait[k] * result.spread[k].value / row.predicted_sd, 4);
    std::vector<std::pair<double, std::string>> telling;
    for (const auto& [study, sum] : share)
      if (sum > 1e-3) telling.emplace_back(-sum, study);
    std::sort(telling.begin(), telling.end());
    for (std::size_t i = 0; i < std::min<std::size_t>(4, telling.size()); ++i)
      result.spread[k].told_by.push_back(telling[i].second);
  }
  // What the traits add, told from the size of the change alone, for studies that report no spread: the
  // middle of what the rows of a class have.
  for (std::size_t c = 0; c < measure_class_count; ++c) {
    const ParameterInfo& info =
        parameter_table[table_index("between_person_slope." + std::string(measure_class_names[c]))];
    std::vector<double> slopes(3, info.prior);
    for (const SpreadRow& row : result.rows) {
      const double rest = result.person_sd[c].value;
      const double by_traits = row.predicted_sd * row.predicted_sd - rest * rest * row.part * row.part;
      if (static_cast<std::size_t>(row.measure_class) == c && std::abs(row.change) > 0.5 * rest)
        slopes.push_back(std::sqrt(std::max(0.0, by_traits)) / std::abs(row.change));
    }
    result.person_slope[c] = {median(slopes), info.prior_sd, {}};
  }
  return result;
}

std::string person_spread_yaml(const PersonSpread& fit) {
  std::string text;
  const auto lines = [&](const std::string& name, const auto& names, const auto& values) {
    for (std::size_t k = 0; k < names.size(); ++k) {
      const std::string full = name + "." + std::string(names[k]);
      if (parameter_table[table_index(full)].calibrated)
        text += fmt::format("  \"{}\": {{value: {:.4g}, sd: {:.3g}, studies: [{}]}}\n", full, values[k].value,
                            values[k].sd, fmt::join(values[k].told_by, ", "));
    }
  };
  lines("trait_spread", trait_names, fit.spread);
  lines("trait_loading_plasticity", trait_names, fit.plasticity);
  lines("trait_loading_wasting", trait_names, fit.wasting);
  lines("between_person_sd", measure_class_names, fit.person_sd);
  lines("between_person_slope", measure_class_names, fit.person_slope);
  return text;
}

std::string person_spread_summary(const PersonSpread& fit) {
  std::string text = fmt::format(
      "spread between people: {} reported spreads of {} studies, misfit {:.1f} to "
      "{:.1f}\n{:<14}{:>5}{:>12}{:>12}{:>14}\n",
      fit.rows.size(), fit.studies, fit.start_cost, fit.end_cost, "", "n", "reported", "predicted",
      "within x/2, %");
  for (std::size_t c = 0; c < measure_class_count; ++c) {
    std::vector<double> reported, predicted;
    double close = 0;
    for (const SpreadRow& row : fit.rows) {
      if (static_cast<std::size_t>(row.measure_class) != c) continue;
      reported.push_back(row.observed_sd);
      predicted.push_back(row.predicted_sd);
      close += std::abs(std::log(row.observed_sd / row.predicted_sd)) < std::log(2.0) ? 1 : 0;
    }
    if (reported.empty()) continue;
    text +=
        fmt::format("{:<14}{:>5}{:>12.3g}{:>12.3g}{:>14.0f}\n", measure_class_names[c], reported.size(),
                    median(reported), median(predicted), 100 * close / static_cast<double>(reported.size()));
  }
  return text;
}

}  // namespace sarx
