// Draws of one person for who wants a glance of them at once: side by side in a register from birth to
// reading, with the same steps, which are long (engine/long_step.h). Nothing is ever taken out of the lanes.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "sarx/body/person_number.h"
#include "sarx/body/state.h"
#include "sarx/engine/pack.h"
#include "sarx/engine/simulate.h"
#include "sarx/parameters.h"
#include "sarx/person/person.h"

namespace sarx {

namespace simulate_detail {
struct Course;
}

/// The lanes of a sketch: as many floats as 16 bytes hold, a few millionths off; or doubles, to compare with.
struct SketchTarget {};
using SketchLanes = Pack<float, 4, SketchTarget>;
using SketchDoubles = Pack<double, 2, SketchTarget>;

/// Follow the draws through the course (engine/simulate.inl); `visit(d, state)` is told of the state on each
/// of `days`, which must begin with 0 and ascend. The draws differ in traits and parameters; whatever stands
/// in a lane changes nothing in another.
template <class Lanes>
void sketch(const Person& person, const TraitsOf<Lanes>& traits, const simulate_detail::Course& course,
            const Parameters<Lanes>& parameters, const std::vector<double>& days,
            const SimulationOptions& options,
            const std::function<void(std::size_t d, const State<Lanes>& state)>& visit);

extern template void sketch<SketchLanes>(const Person&, const TraitsOf<SketchLanes>&,
                                         const simulate_detail::Course&, const Parameters<SketchLanes>&,
                                         const std::vector<double>&, const SimulationOptions&,
                                         const std::function<void(std::size_t, const State<SketchLanes>&)>&);
extern template void sketch<SketchDoubles>(
    const Person&, const TraitsOf<SketchDoubles>&, const simulate_detail::Course&,
    const Parameters<SketchDoubles>&, const std::vector<double>&, const SimulationOptions&,
    const std::function<void(std::size_t, const State<SketchDoubles>&)>&);

}  // namespace sarx
