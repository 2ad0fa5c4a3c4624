#include "sarx/timeline/bed_rest.h"

#include <algorithm>

namespace sarx {

void expose(const BedRest& event, const EventContext&, Exposure& exposure) {
  const auto way = event.tilt_deg.value_or(0) < 0 ? Unloading::head_down : Unloading::bed_rest;
  for (auto& muscle : exposure.muscle) muscle.unloading[static_cast<std::size_t>(way)] = 1;
  exposure.bed_rest = 1;
}

}  // namespace sarx
