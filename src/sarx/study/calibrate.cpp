#include "sarx/study/calibrate.h"

#include <ceres/ceres.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <Eigen/Cholesky>
#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <tuple>

#include "sarx/engine/random.h"
#include "sarx/study/replay_dual.h"
#include "sarx/study/statistics.h"

namespace sarx {

namespace {

/// Residuals beyond about so many standard deviations count less and less (Student's t).
constexpr double robust_scale = 2.5;
/// Words such as "no change" stand for anything within twice the usual spread.
constexpr double stated_zero_widening = 2;
/// A change in absolute units with no baseline of the study's own rests on a reference level.
constexpr double borrowed_level_widening = 1.4;
/// How far a parameter may go from its prior, in prior SDs.
constexpr double farthest = 4;

/// d value / d standard at a value.
double value_slope(std::size_t parameter, double value) {
  const ParameterInfo& info = parameter_table[parameter];
  switch (info.scale) {
    case ParameterScale::log:
      return info.prior_sd * value;
    case ParameterScale::logit:
      return info.prior_sd * value * (1 - value);
    case ParameterScale::linear:
      break;
  }
  return info.prior_sd;
}

/// One scored row, ready for the likelihood.
struct FitRow {
  std::size_t row = 0;  ///< in StudyPlan::rows
  std::size_t measure_class = 0;
  double observed = 0;
  double sampling_sd = 0;
  double sd = 1;
  double weight = 1;  ///< of the residual
  double widening = 1;
  bool direction = false;
  bool level_known = true;
  double sign = 0;
};

struct FitStudy {
  StudyPlan plan;
  std::vector<FitRow> rows;
  /// Parameters that have been seen to move this study's predictions.
  mutable std::vector<std::size_t> active;
  mutable int since_full = 1000;
};

/// Residual in SDs and its slope by the prediction, before robustness.
void raw_residual(const FitRow& row, double predicted, double& residual, double& slope) {
  if (row.direction && row.sign != 0) {
    // Wrong or doubtful sign costs, the right one is free: a rounded hinge with its knee at half an SD.
    const double x = 0.5 - row.sign * predicted / row.sd;
    constexpr double width = 0.3;
    const double root = std::sqrt(x * x + width * width);
    residual = 0.5 * (x + root);
    slope = 0.5 * (1 + x / root) * (-row.sign / row.sd);
    return;
  }
  residual = (predicted - (row.direction ? 0 : row.observed)) / row.sd;
  slope = 1 / row.sd;
}

void robust_residual(const FitRow& row, double predicted, double& residual, double& slope) {
  double raw = 0;
  double raw_slope = 0;
  raw_residual(row, predicted, raw, raw_slope);
  const double u = raw / robust_scale;
  const double size = robust_scale * std::sqrt(std::log1p(u * u));
  residual = std::copysign(size, raw);
  // d(size)/d(raw) = raw / (size (1 + u^2)); 1 at 0
  const double bend = std::abs(raw) < 1e-6 ? 1 : std::abs(raw) / (size * (1 + u * u));
  slope = raw_slope * bend * row.weight;
  residual *= row.weight;
}

/// The residuals of one study as a function of all fitted parameters.
class StudyCost : public ceres::CostFunction {
 public:
  StudyCost(const FitStudy& study, const std::vector<std::size_t>& parameters, const Parameters<double>& rest)
      : study_(study), parameters_(parameters), rest_(rest) {
    mutable_parameter_block_sizes()->push_back(static_cast<int>(parameters.size()));
    set_num_residuals(static_cast<int>(study.rows.size()));
  }

  bool Evaluate(double const* const* blocks, double* residuals, double** jacobians) const override {
    Parameters<double> values = rest_;
    for (std::size_t i = 0; i < parameters_.size(); ++i)
      values.values[parameters_[i]] = value_from_standard(parameters_[i], blocks[0][i]);
    const bool gradient = jacobians != nullptr && jacobians[0] != nullptr;
    if (!gradient) {
      const auto predicted = replay(study_.plan, values);
      for (std::size_t r = 0; r < study_.rows.size(); ++r) {
        double slope = 0;
        robust_residual(study_.rows[r], predicted[study_.rows[r].row], residuals[r], slope);
        if (!std::isfinite(residuals[r])) return false;
      }
      return true;
    }
    // Most parameters do not touch a given study. Try all of them now and then, else only those that did.
    const bool full = study_.since_full >= 6;
    study_.since_full = full ? 1 : study_.since_full + 1;
    std::vector<std::size_t> chosen;  // positions in parameters_
    if (full) {
      for (std::size_t i = 0; i < parameters_.size(); ++i) chosen.push_back(i);
    } else {
      chosen = study_.active;
    }
    const std::size_t width = parameters_.size();
    std::fill(jacobians[0], jacobians[0] + study_.rows.size() * width, 0.0);
    std::vector<bool> moved(width, false);
    std::vector<double> predicted, slopes;
    std::vector<std::size_t> indices;
    bool first = true;
    for (std::size_t from = 0; from < chosen.size() || first; from += dual_width) {
      const std::size_t count = std::min(dual_width, chosen.size() - std::min(from, chosen.size()));
      indices.clear();
      for (std::size_t k = 0; k < count; ++k) indices.push_back(parameters_[chosen[from + k]]);
      replay_with_gradient(study_.plan, values, indices.data(), count, predicted, slopes);
      for (std::size_t r = 0; r < study_.rows.size(); ++r) {
        const FitRow& row = study_.rows[r];
        double slope = 0;
        double residual = 0;
        robust_residual(row, predicted[row.row], residual, slope);
        if (!std::isfinite(residual)) return false;
        if (first) residuals[r] = residual;
        for (std::size_t k = 0; k < count; ++k) {
          const double by_value = slopes[row.row * count + k];
          if (!std::isfinite(by_value)) return false;
          if (by_value == 0) continue;
          moved[chosen[from + k]] = true;
          jacobians[0][r * width + chosen[from + k]] =
              slope * by_value * value_slope(indices[k], values.values[indices[k]]);
        }
      }
      first = false;
    }
    if (full) {
      study_.active.clear();
      for (std::size_t i = 0; i < width; ++i)
        if (moved[i]) study_.active.push_back(i);
    }
    return true;
  }

 private:
  const FitStudy& study_;
  const std::vector<std::size_t>& parameters_;
  const Parameters<double>& rest_;
};

/// Priors: every standard parameter is a standard normal.
class PriorCost : public ceres::CostFunction {
 public:
  explicit PriorCost(std::size_t count) : count_(count) {
    mutable_parameter_block_sizes()->push_back(static_cast<int>(count));
    set_num_residuals(static_cast<int>(count));
  }
  bool Evaluate(double const* const* blocks, double* residuals, double** jacobians) const override {
    for (std::size_t i = 0; i < count_; ++i) residuals[i] = blocks[0][i];
    if (jacobians != nullptr && jacobians[0] != nullptr) {
      std::fill(jacobians[0], jacobians[0] + count_ * count_, 0.0);
      for (std::size_t i = 0; i < count_; ++i) jacobians[0][i * count_ + i] = 1;
    }
    return true;
  }

 private:
  std::size_t count_;
};

class Progress : public ceres::IterationCallback {
 public:
  Progress(const std::function<void(const std::string&)>& say, int round) : say_(say), round_(round) {}
  ceres::CallbackReturnType operator()(const ceres::IterationSummary& summary) override {
    if (say_)
      say_(fmt::format("round {} iteration {}: misfit {:.2f}, change {:.3f}, gradient {:.2g}, {:.1f} s",
                       round_ + 1, summary.iteration, 2 * summary.cost, 2 * summary.cost_change,
                       summary.gradient_max_norm, summary.iteration_time_in_seconds));
    return ceres::SOLVER_CONTINUE;
  }

 private:
  const std::function<void(const std::string&)>& say_;
  int round_;
};

/// By the rule of the scores, with the present estimates.
double between_sd(const FitRow& row, double predicted,
                  const std::array<BetweenStudy, measure_class_count>& between, const StudyPlan& plan,
                  const Parameters<double>& parameters) {
  return between_study_sd(plan.rows[row.row], predicted, parameters, between[row.measure_class]);
}

std::vector<FitStudy> fit_studies(const std::vector<Study>& studies, const Parameters<double>& parameters,
                                  const CalibrateOptions& options) {
  const auto plans = plan_studies(studies, parameters, options.exclusions, options.threads);
  std::vector<FitStudy> result;
  for (std::size_t s = 0; s < plans.size(); ++s) {
    FitStudy fit;
    fit.plan = plans[s];
    const auto now = replay(fit.plan, parameters);
    for (std::size_t r = 0; r < fit.plan.rows.size(); ++r) {
      RowPlan& plan = fit.plan.rows[r];
      if (plan.fate != RowFate::scored) continue;
      if (plan.split == Split::test || !std::isfinite(now[r])) {
        plan.fate = RowFate::not_scored;
        continue;
      }
      const Arm& arm = studies[s].arms[plan.arm];
      const Observation& o = arm.observations[plan.observation];
      FitRow row;
      row.row = r;
      row.measure_class = static_cast<std::size_t>(plan.measure_class);
      row.direction = o.kind == ValueKind::direction;
      row.sign = row.direction ? o.value : 0;
      row.observed = row.direction ? 0 : plan.scale.to_scale(o.value);
      row.level_known = plan.level_known;
      row.sampling_sd = sampling_sd(plan, arm, o, now[r], parameters);
      if (row.direction && row.sign == 0) row.widening = stated_zero_widening;
      if (!row.direction && o.value == 0 && !o.se && !o.sd && !o.ci95) row.widening = stated_zero_widening;
      if ((o.kind == ValueKind::change || o.kind == ValueKind::difference) && plan.scale.percent &&
          !plan.given_base)
        row.widening = borrowed_level_widening;
      if (std::isfinite(row.observed)) fit.rows.push_back(row);
    }
    if (fit.rows.empty()) continue;
    // Rows of one study are not independent.
    const double weight = std::pow(static_cast<double>(fit.rows.size()), -0.25);
    for (FitRow& row : fit.rows) row.weight = weight;
    result.push_back(std::move(fit));
  }
  return result;
}

/// How far each observation may lie from its prediction.
void set_row_sds(FitStudy& fit, const std::array<BetweenStudy, measure_class_count>& between,
                 const Parameters<double>& values) {
  const auto predicted = replay(fit.plan, values);
  for (FitRow& row : fit.rows) {
    // From the mean of prediction and observation: the spread must not reward a wrong prediction.
    const double middle = row.direction ? predicted[row.row] : 0.5 * (predicted[row.row] + row.observed);
    row.sd = row.widening * std::hypot(row.sampling_sd, between_sd(row, middle, between, fit.plan, values));
  }
}

std::array<BetweenStudy, measure_class_count> between_in_use(const Parameters<double>& values) {
  std::array<BetweenStudy, measure_class_count> between{};
  for (std::size_t c = 0; c < measure_class_count; ++c)
    between[c] = {values.between_study_sd()[c], values.between_study_slope()[c], values.band_half_width()[c]};
  return between;
}

/// Residuals of one study and their slopes by the parameters.
std::pair<Eigen::VectorXd, Eigen::MatrixXd> study_jacobian(const FitStudy& fit,
                                                           const std::vector<std::size_t>& parameters,
                                                           const std::vector<double>& standard,
                                                           const Parameters<double>& values) {
  const auto rows = static_cast<Eigen::Index>(fit.rows.size());
  Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> jacobian(
      rows, static_cast<Eigen::Index>(parameters.size()));
  Eigen::VectorXd residuals(rows);
  const double* block = standard.data();
  double* out = jacobian.data();
  fit.since_full = 1000;
  StudyCost(fit, parameters, values).Evaluate(&block, residuals.data(), &out);
  return {residuals, jacobian};
}

/// Estimate the spread between studies of each class from what left-out studies were off by, by the
/// likelihood of a t distribution with 5 degrees of freedom, on a grid; held near its start by a weak prior.
void estimate_between(const std::vector<LeftOut>& left_out,
                      std::array<BetweenStudy, measure_class_count>& between) {
  constexpr double dof = 5;
  for (std::size_t c = 0; c < measure_class_count; ++c) {
    const BetweenStudy start = between[c];
    double best = -1e300;
    BetweenStudy chosen = start;
    for (int i = -8; i <= 8; ++i)
      for (int j = -8; j <= 8; ++j) {
        const BetweenStudy trial{start.sd * std::pow(1.2, i), start.slope * std::pow(1.2, j),
                                 start.half_width};
        double score = -0.5 * (i * i + j * j) * std::pow(std::log(1.2) / 0.5, 2);
        for (const LeftOut& row : left_out) {
          if (row.measure_class != static_cast<MeasureClass>(c) || !row.measured) continue;
          const double sd =
              std::sqrt(row.sampling_sd * row.sampling_sd + row.parameter_sd * row.parameter_sd +
                        std::pow(row.part * trial.sd, 2) + std::pow(trial.slope * row.scaled_left_out, 2));
          const double scale = sd * std::sqrt((dof - 2) / dof);
          const double t = (row.scaled_observed - row.scaled_left_out) / scale;
          score += row.weight * (-std::log(scale) - 0.5 * (dof + 1) * std::log1p(t * t / dof));
        }
        if (score > best) {
          best = score;
          chosen = trial;
        }
      }
    between[c] = chosen;
  }
}

/// How many SDs to either side hold 90 % of what left-out studies found. A class with few rows stays near
/// the normal distribution's.
void estimate_half_widths(const std::vector<LeftOut>& left_out,
                          std::array<BetweenStudy, measure_class_count>& between) {
  constexpr double normal_90 = 1.645;
  constexpr double prior_rows = 15;
  for (std::size_t c = 0; c < measure_class_count; ++c) {
    std::vector<std::pair<double, double>> off;  // in SDs, weight
    double rows = 0;
    for (const LeftOut& row : left_out) {
      if (row.measure_class != static_cast<MeasureClass>(c) || !row.measured) continue;
      off.emplace_back(std::abs(row.scaled_observed - row.scaled_left_out) / row.total_sd(), row.weight);
      rows += row.weight;
    }
    double quantile = normal_90;
    std::sort(off.begin(), off.end());
    double below = 0;
    for (const auto& [distance, weight] : off) {
      below += weight;
      if (below < 0.9 * rows) continue;
      quantile = distance;
      break;
    }
    between[c].half_width = std::exp(
        (rows * std::log(std::max(quantile, 0.5)) + prior_rows * std::log(normal_90)) / (rows + prior_rows));
  }
}

}  // namespace

std::vector<std::size_t> fitted_parameters() {
  std::vector<std::size_t> result;
  for (std::size_t p = 0; p < parameter_count; ++p)
    if (parameter_table[p].calibrated && parameter_table[p].file != "between_study.yaml" &&
        parameter_table[p].file != "people.yaml")
      result.push_back(p);
  return result;
}

double LeftOut::total_sd() const {
  return std::sqrt(sampling_sd * sampling_sd + between_study_sd * between_study_sd +
                   parameter_sd * parameter_sd);
}

double Calibration::sd(std::size_t i) const {
  const std::size_t n = parameters.size();
  return std::sqrt(std::max(0.0, covariance[i * n + i]));
}

Calibration calibrate(const std::vector<Study>& studies, const CalibrateOptions& options) {
  Calibration result;
  result.parameters = fitted_parameters();
  const std::size_t count = result.parameters.size();
  Parameters<double> values = Parameters<double>::best();
  for (const std::size_t p : result.parameters) {
    // A value that its scale no longer allows starts again from the prior.
    const double standard = standard_from_value(p, values.values[p]);
    result.standard.push_back(std::isfinite(standard) ? std::clamp(standard, -farthest, farthest) : 0);
  }
  result.between = between_in_use(values);
  const auto adopt = [&] {
    for (std::size_t i = 0; i < count; ++i)
      values.values[result.parameters[i]] = value_from_standard(result.parameters[i], result.standard[i]);
  };
  adopt();

  for (int round = 0; round < options.rounds; ++round) {
    // Matched body masses, baseline levels and spreads belong to the present parameters.
    auto fits = fit_studies(studies, values, options);
    result.studies = fits.size();
    result.rows = 0;
    for (FitStudy& fit : fits) {
      result.rows += fit.rows.size();
      set_row_sds(fit, result.between, values);
    }

    ceres::Problem problem;
    problem.AddParameterBlock(result.standard.data(), static_cast<int>(count));
    for (const FitStudy& fit : fits)
      problem.AddResidualBlock(new StudyCost(fit, result.parameters, values), nullptr,
                               result.standard.data());
    problem.AddResidualBlock(new PriorCost(count), nullptr, result.standard.data());
    for (std::size_t i = 0; i < count; ++i) {
      problem.SetParameterLowerBound(result.standard.data(), static_cast<int>(i), -farthest);
      problem.SetParameterUpperBound(result.standard.data(), static_cast<int>(i), farthest);
    }
    ceres::Solver::Options solver;
    solver.linear_solver_type = ceres::DENSE_NORMAL_CHOLESKY;
    solver.max_num_iterations = options.max_iterations;
    solver.num_threads = static_cast<int>(options.threads);
    solver.function_tolerance = 1e-4;
    solver.initial_trust_region_radius = 10;
    solver.logging_type = ceres::SILENT;
    Progress progress(options.progress, round);
    solver.callbacks.push_back(&progress);
    ceres::Solver::Summary summary;
    ceres::Solve(solver, &problem, &summary);
    if (round == 0) result.start_cost = 2 * summary.initial_cost;
    result.end_cost = 2 * summary.final_cost;
    adopt();

    // Laplace: the curvature of the robust misfit at its minimum.
    Eigen::MatrixXd precision =
        Eigen::MatrixXd::Identity(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(count));
    std::vector<Eigen::MatrixXd> jacobians(fits.size());
    std::vector<Eigen::VectorXd> residuals(fits.size());
    for_each_parallel(fits.size(), options.threads, [&](std::size_t s) {
      std::tie(residuals[s], jacobians[s]) =
          study_jacobian(fits[s], result.parameters, result.standard, values);
    });
    for (const auto& jacobian : jacobians) precision += jacobian.transpose() * jacobian;
    const Eigen::LLT<Eigen::MatrixXd> factor(precision);
    const Eigen::MatrixXd covariance = factor.solve(
        Eigen::MatrixXd::Identity(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(count)));
    result.covariance.assign(covariance.data(), covariance.data() + covariance.size());

    result.told_by.assign(count, {});
    constexpr std::size_t most_telling = 4;
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<std::pair<double, std::size_t>> telling;
      for (std::size_t s = 0; s < fits.size(); ++s) {
        const double information = jacobians[s].col(static_cast<Eigen::Index>(i)).squaredNorm();
        if (information > 1e-4) telling.emplace_back(-information, s);
      }
      std::sort(telling.begin(), telling.end());
      for (std::size_t k = 0; k < std::min(most_telling, telling.size()); ++k)
        result.told_by[i].push_back(fits[telling[k].second].plan.study->id);
    }

    // What each study would have been predicted without it: one Newton step away from the fit, replayed.
    std::vector<std::vector<LeftOut>> described(fits.size());
    for_each_parallel(fits.size(), options.threads, [&](std::size_t s) {
      const FitStudy& fit = fits[s];
      const Eigen::LLT<Eigen::MatrixXd> without(precision - jacobians[s].transpose() * jacobians[s]);
      const Eigen::VectorXd step = without.solve(jacobians[s].transpose() * residuals[s]);
      Parameters<double> moved = values;
      for (std::size_t i = 0; i < count; ++i)
        moved.values[result.parameters[i]] = value_from_standard(
            result.parameters[i],
            std::clamp(result.standard[i] + std::clamp(step[static_cast<Eigen::Index>(i)], -2.0, 2.0),
                       -farthest, farthest));
      const auto fitted = replay(fit.plan, values);
      const auto predicted = replay(fit.plan, moved);
      for (std::size_t r = 0; r < fit.rows.size(); ++r) {
        const FitRow& row = fit.rows[r];
        if (row.direction) continue;
        const RowPlan& plan = fit.plan.rows[row.row];
        const Arm& arm = fit.plan.study->arms[plan.arm];
        const Observation& o = arm.observations[plan.observation];
        const auto change = [&](double scaled) {
          return compared_in_percent(plan.measure_class) ? 100 * std::expm1(scaled) : scaled;
        };
        LeftOut out;
        out.study = fit.plan.study->id;
        out.topic = fit.plan.study->topic;
        out.arm = arm.name;
        out.measure = o.measure;
        out.region = o.region;
        out.day = o.day.value_or(0);
        out.measure_class = plan.measure_class;
        out.scaled_observed = row.observed;
        out.scaled_left_out = std::isfinite(predicted[row.row]) ? predicted[row.row] : fitted[row.row];
        out.observed = change(row.observed);
        out.fitted = change(fitted[row.row]);
        out.left_out = change(out.scaled_left_out);
        out.sampling_sd = row.sampling_sd;
        out.part = plan.part;
        out.weight = row.weight * row.weight;
        out.measured = row.level_known && plan.scale.kind != ValueKind::rate_percent_per_year;
        double residual = 0, slope = 0;
        robust_residual(row, fitted[row.row], residual, slope);
        const Eigen::VectorXd by_parameters =
            jacobians[s].row(static_cast<Eigen::Index>(r)).transpose() / slope;
        out.parameter_sd = std::sqrt(std::max(0.0, by_parameters.dot(without.solve(by_parameters))));
        described[s].push_back(std::move(out));
      }
    });
    result.left_out.clear();
    for (auto& rows : described) result.left_out.insert(result.left_out.end(), rows.begin(), rows.end());
    estimate_between(result.left_out, result.between);
    for (std::size_t s = 0, k = 0; s < fits.size(); ++s)
      for (const FitRow& row : fits[s].rows) {
        if (row.direction) continue;
        LeftOut& out = result.left_out[k++];
        out.between_study_sd = between_sd(row, out.scaled_left_out, result.between, fits[s].plan, values);
      }
    estimate_half_widths(result.left_out, result.between);
    if (options.progress) {
      std::string line = fmt::format("round {}: misfit {:.1f}; between studies", round + 1, result.end_cost);
      for (std::size_t c = 0; c < measure_class_count; ++c)
        line += fmt::format(" {} {:.3g}+{:.2g}x*{:.2f}", measure_class_names[c], result.between[c].sd,
                            result.between[c].slope, result.between[c].half_width);
      options.progress(line);
    }
  }
  return result;
}

Parameters<double> calibrated_values(const Calibration& calibration) {
  auto values = Parameters<double>::best();
  for (std::size_t i = 0; i < calibration.parameters.size(); ++i)
    values.values[calibration.parameters[i]] =
        value_from_standard(calibration.parameters[i], calibration.standard[i]);
  return values;
}

struct LogPosterior::Parts {
  std::vector<std::size_t> parameters;
  Parameters<double> values;
  std::vector<FitStudy> fits;
  std::vector<double> centre, covariance;
};

LogPosterior::LogPosterior(const std::vector<Study>& studies, std::vector<std::size_t> parameters,
                           const CalibrateOptions& options)
    : parts_(std::make_unique<Parts>()) {
  Parts& p = *parts_;
  p.parameters = std::move(parameters);
  p.values = Parameters<double>::best();
  for (const std::size_t i : p.parameters) p.centre.push_back(standard_from_value(i, p.values.values[i]));
  const auto between = between_in_use(p.values);
  auto fits = fit_studies(studies, p.values, options);
  const auto count = static_cast<Eigen::Index>(p.parameters.size());
  std::vector<Eigen::MatrixXd> jacobians(fits.size());
  for_each_parallel(fits.size(), options.threads, [&](std::size_t s) {
    set_row_sds(fits[s], between, p.values);
    jacobians[s] = study_jacobian(fits[s], p.parameters, p.centre, p.values).second;
  });
  Eigen::MatrixXd precision = Eigen::MatrixXd::Identity(count, count);
  for (std::size_t s = 0; s < fits.size(); ++s) {
    precision += jacobians[s].transpose() * jacobians[s];
    if (jacobians[s].squaredNorm() > 1e-6) p.fits.push_back(std::move(fits[s]));
  }
  const Eigen::MatrixXd covariance = precision.inverse();
  p.covariance.assign(covariance.data(), covariance.data() + covariance.size());
}

LogPosterior::~LogPosterior() = default;

const std::vector<double>& LogPosterior::centre() const {
  return parts_->centre;
}
const std::vector<double>& LogPosterior::covariance() const {
  return parts_->covariance;
}
std::size_t LogPosterior::studies() const {
  return parts_->fits.size();
}

double LogPosterior::operator()(std::span<const double> standard) const {
  constexpr double nowhere = -std::numeric_limits<double>::infinity();
  double misfit = 0;
  for (const double x : standard) {
    if (!(std::abs(x) <= farthest)) return nowhere;
    misfit += x * x;
  }
  std::vector<double> residuals;
  for (const FitStudy& fit : parts_->fits) {
    residuals.resize(fit.rows.size());
    const double* block = standard.data();
    if (!StudyCost(fit, parts_->parameters, parts_->values).Evaluate(&block, residuals.data(), nullptr))
      return nowhere;
    for (const double residual : residuals) misfit += residual * residual;
  }
  return -0.5 * misfit;
}

std::vector<std::vector<double>> posterior_draws(const Calibration& calibration, std::size_t count,
                                                 std::uint64_t seed) {
  const auto n = static_cast<Eigen::Index>(calibration.parameters.size());
  const Eigen::Map<const Eigen::MatrixXd> covariance(calibration.covariance.data(), n, n);
  const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
  const Eigen::MatrixXd lower = factor.matrixL();
  std::vector<std::vector<double>> draws;
  constexpr std::uint32_t stream = 0x706f7374;
  for (std::size_t d = 0; d < count; ++d) {
    const RandomStream random{seed, d, stream};
    Eigen::VectorXd normal(n);
    for (Eigen::Index i = 0; i < n; ++i) normal[i] = random.normal(static_cast<std::uint32_t>(i));
    const Eigen::VectorXd step = lower * normal;
    std::vector<double> draw(static_cast<std::size_t>(n));
    for (Eigen::Index i = 0; i < n; ++i)
      draw[static_cast<std::size_t>(i)] = calibration.standard[static_cast<std::size_t>(i)] + step[i];
    draws.push_back(std::move(draw));
  }
  return draws;
}

std::string left_out_csv(const Calibration& calibration) {
  const auto quoted = [](const std::string& text) {
    std::string result(1, '"');
    for (const char c : text) result.append(c == '"' ? 2 : 1, c);
    result.push_back('"');
    return result;
  };
  std::string text =
      "study,topic,arm,measure,region,day,observed,fitted,left_out,class,scaled_observed,scaled_left_out,"
      "sampling_sd,between_study_sd,parameter_sd,weight,measured\n";
  for (const LeftOut& row : calibration.left_out)
    text += fmt::format(
        "{},{},{},{},{},{:g},{:.5g},{:.5g},{:.5g},{},{:.5g},{:.5g},{:.4g},{:.4g},{:.4g},{:.4g},{:d}\n",
        row.study, row.topic, quoted(row.arm), row.measure, row.region, row.day, row.observed, row.fitted,
        row.left_out, name(row.measure_class), row.scaled_observed, row.scaled_left_out, row.sampling_sd,
        row.between_study_sd, row.parameter_sd, row.weight, row.measured);
  return text;
}

std::string left_out_summary(const Calibration& calibration) {
  std::string text = fmt::format("{:<14}{:>5}{:>9}{:>9}{:>11}{:>11}{:>9}{:>10}\n", "left out", "n", "R2",
                                 "signs %", "med. error", "(fitted)", "bias", "in 90 %");
  // Strength is also judged without the largest changes, where a few studies of novices hold most of the sum.
  constexpr double largest_change_percent = 60;
  for (std::size_t c = 0; c <= measure_class_count; ++c) {
    const bool moderate = c == measure_class_count;
    const auto wanted = moderate ? MeasureClass::strength : static_cast<MeasureClass>(c);
    std::vector<double> observed, fitted, left_out;
    double right = 0, signed_rows = 0, inside = 0;
    for (const LeftOut& row : calibration.left_out) {
      if (row.measure_class != wanted || (moderate && std::abs(row.observed) > largest_change_percent))
        continue;
      observed.push_back(row.observed);
      fitted.push_back(row.fitted);
      left_out.push_back(row.left_out);
      const double half_width = calibration.between[static_cast<std::size_t>(wanted)].half_width;
      inside += std::abs(row.scaled_observed - row.scaled_left_out) <= half_width * row.total_sd() ? 1 : 0;
      if (row.observed == 0) continue;
      signed_rows += 1;
      right += row.observed * row.left_out > 0 ? 1 : 0;
    }
    if (observed.empty()) continue;
    const Fit with = fit(observed, fitted), without = fit(observed, left_out);
    text += fmt::format("{:<14}{:>5}{:>9.2f}{:>9.0f}{:>11.2f}{:>11.2f}{:>9.2f}{:>10.0f}\n",
                        moderate ? "strength<=60%" : name(wanted), without.n, without.r2,
                        100 * right / std::max(1.0, signed_rows), without.median_absolute_error,
                        with.median_absolute_error, without.bias,
                        100 * inside / static_cast<double>(observed.size()));
  }
  return text;
}

std::string calibrated_yaml(const Calibration& calibration, const PersonSpread& people) {
  std::string text = fmt::format(
      "# Written by `sarx calibrate`: {} studies, {} observations of the calibration split. Do not edit.\n"
      "# value: in the parameter's unit; sd: posterior, on the parameter's scale; studies: those that say "
      "most about it.\n"
      "misfit: {{start: {:.2f}, end: {:.2f}}}\nparameters:\n",
      calibration.studies, calibration.rows, calibration.start_cost, calibration.end_cost);
  for (std::size_t i = 0; i < calibration.parameters.size(); ++i) {
    const ParameterInfo& info = parameter_table[calibration.parameters[i]];
    text += fmt::format("  \"{}\": {{value: {:.6g}, sd: {:.4g}, studies: [{}]}}\n", info.name,
                        value_from_standard(calibration.parameters[i], calibration.standard[i]),
                        calibration.sd(i) * info.prior_sd, fmt::join(calibration.told_by[i], ", "));
  }
  for (std::size_t c = 0; c < measure_class_count; ++c) {
    text += fmt::format("  \"between_study_sd.{}\": {{value: {:.5g}, sd: 0.3}}\n", measure_class_names[c],
                        calibration.between[c].sd);
    text += fmt::format("  \"between_study_slope.{}\": {{value: {:.5g}, sd: 0.3}}\n", measure_class_names[c],
                        calibration.between[c].slope);
    text += fmt::format("  \"band_half_width.{}\": {{value: {:.5g}, sd: 0.1}}\n", measure_class_names[c],
                        calibration.between[c].half_width);
  }
  return text + person_spread_yaml(people);
}

}  // namespace sarx
