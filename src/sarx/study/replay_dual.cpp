#include "sarx/study/replay_dual.h"

#include <ceres/jet.h>

#include "sarx/study/replay.inl"

namespace sarx {

void replay_with_gradient(const StudyPlan& plan, const Parameters<double>& parameters,
                          const std::size_t* chosen, std::size_t count, std::vector<double>& prediction,
                          std::vector<double>& gradient) {
  using Dual = ceres::Jet<double, static_cast<int>(dual_width)>;
  Parameters<Dual> dual;
  for (std::size_t p = 0; p < parameter_count; ++p) dual.values[p] = Dual(parameters.values[p]);
  for (std::size_t k = 0; k < count; ++k) dual.values[chosen[k]].v[static_cast<Eigen::Index>(k)] = 1;
  const auto result = replay(plan, dual);
  prediction.resize(result.size());
  gradient.assign(result.size() * count, 0);
  for (std::size_t r = 0; r < result.size(); ++r) {
    prediction[r] = result[r].a;
    for (std::size_t k = 0; k < count; ++k)
      gradient[r * count + k] = result[r].v[static_cast<Eigen::Index>(k)];
  }
}

}  // namespace sarx
