#include "sarx/engine/sketch.h"

#include "sarx/engine/long_step.h"
#include "sarx/engine/simulate.inl"

namespace sarx {

template <class Lanes>
void sketch(const Person& person, const TraitsOf<Lanes>& traits, const simulate_detail::Course& course,
            const Parameters<Lanes>& parameters, const std::vector<double>& days,
            const SimulationOptions& options,
            const std::function<void(std::size_t, const State<Lanes>&)>& visit) {
  LongStep<Lanes> stepper;
  std::size_t next = 0;
  simulate_detail::walk(person, traits, course, parameters, days, options, stepper,
                        [&](double day, const State<Lanes>& state, const Drives<Lanes>&) {
                          for (; next < days.size() && days[next] <= day + 1e-9; ++next) visit(next, state);
                        });
}

template void sketch<SketchLanes>(const Person&, const TraitsOf<SketchLanes>&, const simulate_detail::Course&,
                                  const Parameters<SketchLanes>&, const std::vector<double>&,
                                  const SimulationOptions&,
                                  const std::function<void(std::size_t, const State<SketchLanes>&)>&);
template void sketch<SketchDoubles>(const Person&, const TraitsOf<SketchDoubles>&,
                                    const simulate_detail::Course&, const Parameters<SketchDoubles>&,
                                    const std::vector<double>&, const SimulationOptions&,
                                    const std::function<void(std::size_t, const State<SketchDoubles>&)>&);

}  // namespace sarx
