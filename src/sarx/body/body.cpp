#include "sarx/body/body.h"

#include "sarx/body/body.inl"

namespace sarx {

template struct Body<double>;
template BodyLevels<double> levels_of<double>(const Body<double>&);
template Responses<double> make_responses<double>(const Person&, const Traits&, const Parameters<double>&);
template Drives<double> make_drives<double>(const Exposure&, const Exposure&, const Person&,
                                            const Parameters<double>&, const Responses<double>&);
template Baseline<double> make_baseline<double>(const Person&, const Traits&, const Parameters<double>&);
template void rates<double>(const State<double>&, const Drives<double>&, const Baseline<double>&,
                            const Parameters<double>&, State<double>&,
                            std::array<MuscleBalance<double>, muscle_unit_count>*, Pull<double>*);
template void rates<double>(const State<double>&, const Drives<double>&, const Person&,
                            const Parameters<double>&, State<double>&,
                            std::array<MuscleBalance<double>, muscle_unit_count>*);
template void decay_rates<double>(const Drives<double>&, const Parameters<double>&, State<double>&);
template State<double> starting_state<double>(const Drives<double>&, const Person&, const Baseline<double>&,
                                              const Parameters<double>&, double);
template double ageing_log_size<double>(const double&, bool, const Parameters<double>&);
template double ageing_log_quality<double>(const double&, const Parameters<double>&);

}  // namespace sarx
