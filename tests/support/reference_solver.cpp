#include "support/reference_solver.h"

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "sarx/engine/simulate.inl"

namespace sarx::testing {
namespace {

struct Problem {
  Baseline<double> person;
  const Parameters<double>* parameters;
  Drives<double> drives;
};

int right_hand_side(realtype, N_Vector values, N_Vector derivative, void* data) {
  const auto& problem = *static_cast<const Problem*>(data);
  State<double> state, slope;
  std::copy_n(N_VGetArrayPointer(values), state_count, state.values.begin());
  rates(state, problem.drives, problem.person, *problem.parameters, slope);
  std::copy_n(slope.values.begin(), state_count, N_VGetArrayPointer(derivative));
  return 0;
}

void check(int flag, const char* call) {
  if (flag < 0) throw std::runtime_error(std::string(call) + " failed with " + std::to_string(flag));
}

/// Usual size of each state, for the absolute tolerances.
State<double> usual_sizes() {
  State<double> size;
  size.values.fill(1);
  size.body(BodyState::age_years) = 50;
  size.body(BodyState::fat_mass_kg) = 20;
  size.body(BodyState::thermogenesis_kcal_per_day) = 200;
  size.body(BodyState::testosterone_given_ng_dl) = 500;
  size.body(BodyState::oestradiol_pg_ml) = 50;
  size.body(BodyState::glucocorticoid_effect) = 20;
  size.body(BodyState::haemoglobin_g_l) = 140;
  size.body(BodyState::vitamin_d_nmol_l) = 60;
  return size;
}

/// Owns what CVODE needs for one stretch.
class Solver {
 public:
  Solver(Problem& problem, const State<double>& start, double from_day, double relative_tolerance) {
    check(SUNContext_Create(nullptr, &context_), "SUNContext_Create");
    values_ = N_VNew_Serial(static_cast<sunindextype>(state_count), context_);
    tolerance_ = N_VNew_Serial(static_cast<sunindextype>(state_count), context_);
    std::copy(start.values.begin(), start.values.end(), N_VGetArrayPointer(values_));
    const State<double> size = usual_sizes();
    for (std::size_t i = 0; i < state_count; ++i)
      N_VGetArrayPointer(tolerance_)[i] = 0.01 * relative_tolerance * size.values[i];
    matrix_ = SUNDenseMatrix(static_cast<sunindextype>(state_count), static_cast<sunindextype>(state_count),
                             context_);
    linear_ = SUNLinSol_Dense(values_, matrix_, context_);
    memory_ = CVodeCreate(CV_BDF, context_);
    check(CVodeInit(memory_, right_hand_side, from_day, values_), "CVodeInit");
    check(CVodeSVtolerances(memory_, relative_tolerance, tolerance_), "CVodeSVtolerances");
    check(CVodeSetUserData(memory_, &problem), "CVodeSetUserData");
    check(CVodeSetLinearSolver(memory_, linear_, matrix_), "CVodeSetLinearSolver");
    check(CVodeSetMaxNumSteps(memory_, 1000000), "CVodeSetMaxNumSteps");
    // A kink in the rates can fail many error tests in a row at this tolerance.
    check(CVodeSetMaxErrTestFails(memory_, 50), "CVodeSetMaxErrTestFails");
  }
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;
  ~Solver() {
    CVodeFree(&memory_);
    SUNLinSolFree(linear_);
    SUNMatDestroy(matrix_);
    N_VDestroy(values_);
    N_VDestroy(tolerance_);
    SUNContext_Free(&context_);
  }

  State<double> advance(double day) {
    check(CVodeSetStopTime(memory_, day), "CVodeSetStopTime");
    realtype reached = 0;
    check(CVode(memory_, day, values_, &reached, CV_NORMAL), "CVode");
    State<double> state;
    std::copy_n(N_VGetArrayPointer(values_), state_count, state.values.begin());
    return state;
  }

 private:
  SUNContext context_ = nullptr;
  N_Vector values_ = nullptr, tolerance_ = nullptr;
  SUNMatrix matrix_ = nullptr;
  SUNLinearSolver linear_ = nullptr;
  void* memory_ = nullptr;
};

}  // namespace

Trajectory<double> solve_reference(const Person& person, const Timeline& timeline,
                                   const Parameters<double>& parameters, const std::vector<double>& days,
                                   double relative_tolerance) {
  Trajectory<double> trajectory;
  if (days.empty()) return trajectory;
  const auto course = simulate_detail::course(person, timeline, days.back());
  Problem problem{make_baseline(person, parameters), &parameters, {}};
  State<double> state =
      starting_state(make_drives(course.arrival, course.habit, person, parameters), person, problem.person,
                     parameters, person.age_years + course.first_day / drives_detail::days_per_year);
  std::size_t next = 0;
  for (const auto& stretch : course.stretches) {
    problem.drives = make_drives(stretch.exposure, course.habit, person, parameters);
    problem.drives.energy_free = stretch.to_day <= 0 ? 0 : 1;
    if (stretch.from_day == 0) simulate_detail::begin_day_0(state, person);
    Solver solver(problem, state, stretch.from_day, relative_tolerance);
    while (next < days.size() && days[next] <= stretch.to_day) {
      if (days[next] > stretch.from_day) state = solver.advance(days[next]);
      if (days[next] >= 0) {
        // Day 0 itself belongs to the stretch that begins there.
        if (days[next] == 0 && stretch.from_day < 0) break;
        trajectory.days.push_back(days[next]);
        trajectory.states.push_back(state);
      }
      ++next;
    }
    if (trajectory.days.size() == days.size()) break;
    if (trajectory.days.empty() || trajectory.days.back() < stretch.to_day)
      state = solver.advance(stretch.to_day);
  }
  return trajectory;
}

}  // namespace sarx::testing
