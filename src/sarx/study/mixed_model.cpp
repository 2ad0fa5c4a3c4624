#include "sarx/study/mixed_model.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace sarx {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// The people who came to the same number of visits. Their covariance is error x I + person x J, J all ones.
struct Group {
  double visits = 0, people = 0;
  Matrix inner;  ///< sum of x x' over readings; x holds the columns of the model and, last, the reading
  Matrix outer;  ///< sum over people of s s', s the sum of a person's x
};

/// What the variances make of the data.
struct Fit {
  double deviance = std::numeric_limits<double>::infinity();  ///< -2 ln restricted likelihood, but a constant
  double error = 0;                                           ///< variance of one reading within a person
  Vector effects;
  Matrix unscaled;  ///< covariance of the effects over `error`
};

class Model {
 public:
  explicit Model(std::span<const RepeatedReadings> people) {
    visits_ = people.empty() ? 0 : people.front().visits.size();
    std::vector<std::array<double, 2>> seen(visits_, {0, 0});
    double baselines = 0, readings = 0, sum = 0;
    for (const RepeatedReadings& person : people) {
      if (!usable(person)) continue;
      ++persons_[person.treated];
      baselines += person.baseline;
      for (std::size_t v = 0; v < visits_; ++v)
        if (std::isfinite(person.visits[v])) {
          ++seen[v][person.treated];
          sum += person.visits[v];
          ++readings;
        }
    }
    if (visits_ == 0) return;
    decidable_ = seen.back()[0] >= 2 && seen.back()[1] >= 2 && persons_[0] + persons_[1] >= 5;
    if (!decidable_) return;
    // Numbers near zero keep their digits in the sums.
    baseline_ = baselines / (persons_[0] + persons_[1]);
    reading_ = sum / readings;
    readings_ = readings;

    // Columns: a mean for each visit that anybody came to, an effect where both groups did, the baseline.
    std::vector<Eigen::Index> mean_at(visits_, -1), effect_at(visits_, -1);
    for (std::size_t v = 0; v < visits_; ++v) {
      if (seen[v][0] + seen[v][1] > 0) mean_at[v] = columns_++;
      if (seen[v][0] > 0 && seen[v][1] > 0) effect_at[v] = columns_++;
    }
    effect_ = effect_at.back();
    const bool differ = std::any_of(people.begin(), people.end(), [&](const RepeatedReadings& person) {
      return usable(person) && person.baseline != people.front().baseline;
    });
    const Eigen::Index slope_at = differ ? columns_++ : -1;

    groups_.resize(visits_);
    for (std::size_t n = 0; n < visits_; ++n) {
      groups_[n].visits = static_cast<double>(n + 1);
      groups_[n].inner = groups_[n].outer = Matrix::Zero(columns_ + 1, columns_ + 1);
    }
    for (const RepeatedReadings& person : people) {
      if (!usable(person)) continue;
      Vector all = Vector::Zero(columns_ + 1);
      Matrix inner = Matrix::Zero(columns_ + 1, columns_ + 1);
      std::size_t count = 0;
      for (std::size_t v = 0; v < visits_; ++v) {
        if (!std::isfinite(person.visits[v])) continue;
        Vector x = Vector::Zero(columns_ + 1);
        x[mean_at[v]] = 1;
        if (person.treated && effect_at[v] >= 0) x[effect_at[v]] = 1;
        if (slope_at >= 0) x[slope_at] = person.baseline - baseline_;
        x[columns_] = person.visits[v] - reading_;
        inner += x * x.transpose();
        all += x;
        ++count;
      }
      Group& group = groups_[count - 1];
      ++group.people;
      group.inner += inner;
      group.outer += all * all.transpose();
    }
    repeated_ = std::any_of(groups_.begin() + 1, groups_.end(), [](const Group& g) { return g.people > 0; });
    decidable_ = readings_ - static_cast<double>(columns_) >= 1;
  }

  bool decidable() const { return decidable_; }
  double persons(bool treated) const { return persons_[treated]; }
  Eigen::Index effect() const { return effect_; }

  /// Persons' variance over errors' that fits best. Without repeated visits the two can't be told apart.
  double best_ratio() const {
    if (!repeated_) return 0;
    // share = ratio / (1 + ratio): a grid finds the valley, the golden section its bottom.
    constexpr int cells = 24;
    const auto deviance = [&](double share) { return fit(share / (1 - share)).deviance; };
    int best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (int i = 0; i < cells; ++i)
      if (const double here = deviance(static_cast<double>(i) / cells); here < least) {
        least = here;
        best = i;
      }
    constexpr double end = 1 - 1e-12;
    double low = std::max(0.0, static_cast<double>(best - 1) / cells);
    double high = std::min(end, static_cast<double>(best + 1) / cells);
    const double golden = (std::sqrt(5.0) - 1) / 2;
    double a = high - golden * (high - low), b = low + golden * (high - low);
    double at_a = deviance(a), at_b = deviance(b);
    while (high - low > 1e-10) {
      if (at_a <= at_b) {
        high = b;
        b = a;
        at_b = at_a;
        at_a = deviance(a = high - golden * (high - low));
      } else {
        low = a;
        a = b;
        at_a = at_b;
        at_b = deviance(b = low + golden * (high - low));
      }
    }
    const double share = (low + high) / 2;
    return deviance(0) <= deviance(share) ? 0 : share / (1 - share);
  }

  Fit fit(double ratio) const {
    Matrix weighted = Matrix::Zero(columns_ + 1, columns_ + 1);
    Fit result;
    double log_determinant = 0;
    for (const Group& g : groups_) {
      weighted += g.inner - ratio / (1 + g.visits * ratio) * g.outer;
      log_determinant += g.people * std::log1p(g.visits * ratio);
    }
    const Eigen::LLT<Matrix> factor(weighted.topLeftCorner(columns_, columns_));
    if (factor.info() != Eigen::Success) return result;
    const Vector right = weighted.col(columns_).head(columns_);
    result.effects = factor.solve(right);
    const double degrees = readings_ - static_cast<double>(columns_);
    result.error = std::max(0.0, weighted(columns_, columns_) - right.dot(result.effects)) / degrees;
    result.unscaled = factor.solve(Matrix::Identity(columns_, columns_));
    for (Eigen::Index i = 0; i < columns_; ++i) log_determinant += 2 * std::log(factor.matrixLLT()(i, i));
    result.deviance = degrees * std::log(std::max(result.error, 1e-300)) + log_determinant;
    return result;
  }

  /// Satterthwaite's degrees of freedom of the effect's variance: 2 variance^2 / variance of the variance,
  /// the latter from the expected information on both variances.
  double degrees_of_freedom(const Fit& fit, double ratio) const {
    const double plain = readings_ - static_cast<double>(columns_);
    if (!repeated_) return plain;
    const double error = fit.error, person = ratio * error;
    const Matrix covariance = error * fit.unscaled;
    // Q = X' V^-1 V_k V^-1 X and R = X' V^-1 V_j V^-1 V_k V^-1 X for V_error = I and V_person = J.
    Matrix q[2], r[3];
    for (Matrix& m : q) m = Matrix::Zero(columns_, columns_);
    for (Matrix& m : r) m = Matrix::Zero(columns_, columns_);
    double traces[3] = {0, 0, 0};  // error error, error person, person person
    for (const Group& g : groups_) {
      const auto inner = g.inner.topLeftCorner(columns_, columns_);
      const auto outer = g.outer.topLeftCorner(columns_, columns_);
      const Matrix within = inner - outer / g.visits;  // V acts on it as `error`, on the outer as `whole`
      const double whole = error + g.visits * person;
      q[0] += within / (error * error) + outer / (g.visits * whole * whole);
      q[1] += outer / (whole * whole);
      r[0] += within / (error * error * error) + outer / (g.visits * whole * whole * whole);
      r[1] += outer / (whole * whole * whole);
      r[2] += g.visits * outer / (whole * whole * whole);
      traces[0] += g.people * ((g.visits - 1) / (error * error) + 1 / (whole * whole));
      traces[1] += g.people * g.visits / (whole * whole);
      traces[2] += g.people * g.visits * g.visits / (whole * whole);
    }
    const auto information = [&](int j, int k) {
      return 0.5 * (traces[j + k] - 2 * (covariance * r[j + k]).trace() +
                    (covariance * q[j] * covariance * q[k]).trace());
    };
    const double ee = information(0, 0), ep = information(0, 1), pp = information(1, 1);
    const Vector column = covariance.col(effect_);
    const double by_error = column.dot(q[0] * column), by_person = column.dot(q[1] * column);
    const double determinant = ee * pp - ep * ep;
    const double variance_of_variance =
        (pp * by_error * by_error - 2 * ep * by_error * by_person + ee * by_person * by_person) / determinant;
    const double variance = covariance(effect_, effect_);
    const double degrees = 2 * variance * variance / variance_of_variance;
    return std::isfinite(degrees) && degrees >= 1 ? std::min(degrees, plain) : 1;
  }

 private:
  /// Whoever was seen after the baseline.
  static bool usable(const RepeatedReadings& person) {
    return std::isfinite(person.baseline) &&
           std::any_of(person.visits.begin(), person.visits.end(),
                       [](double reading) { return std::isfinite(reading); });
  }

  std::size_t visits_ = 0;
  double persons_[2] = {0, 0};
  double baseline_ = 0, reading_ = 0, readings_ = 0;
  Eigen::Index columns_ = 0, effect_ = 0;
  std::vector<Group> groups_;
  bool decidable_ = false, repeated_ = false;
};

}  // namespace

EffectEstimate mixed_model(std::span<const RepeatedReadings> people) {
  const Model model(people);
  EffectEstimate estimate;
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  estimate.effect = estimate.low = estimate.high = estimate.p = unknown;
  estimate.n_control = static_cast<std::uint64_t>(model.persons(false));
  estimate.n_treated = static_cast<std::uint64_t>(model.persons(true));
  if (!model.decidable()) return estimate;
  const double ratio = model.best_ratio();
  const Fit fit = model.fit(ratio);
  if (!std::isfinite(fit.deviance)) return estimate;
  estimate.effect = fit.effects[model.effect()];
  estimate.residual_sd = std::sqrt(fit.error * (1 + ratio));
  const double error = std::sqrt(fit.error * fit.unscaled(model.effect(), model.effect()));
  if (error <= 0) {
    estimate.low = estimate.high = estimate.effect;
    estimate.p = estimate.effect == 0 ? 1 : 0;
    return estimate;
  }
  constexpr double confidence = 0.95;
  const double degrees = model.degrees_of_freedom(fit, ratio);
  const double half = student_quantile(confidence, degrees) * error;
  estimate.low = estimate.effect - half;
  estimate.high = estimate.effect + half;
  estimate.p = student_p(estimate.effect / error, degrees);
  return estimate;
}

}  // namespace sarx
