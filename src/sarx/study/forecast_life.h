// One life with chance in it, for a forecast: falls, fractures, hospital stays, disability, diabetes and
// death come at the rates the body gives, and what they do goes into the person's own timeline.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sarx/io/report.h"
#include "sarx/parameters.h"
#include "sarx/person/person.h"
#include "sarx/timeline/timeline.h"

namespace sarx {

struct PlayedLife {
  Timeline timeline;   ///< the one given, with what chance put in
  LivedLife life;      ///< what happened, in order
  double end_day = 0;  ///< the horizon, or the day of death
};

/// Play one life up to the horizon (days, positive). The seed is the person's luck: the same seed, person,
/// timeline and parameters give the same life. Never throws for what the reader accepts.
PlayedLife play_life(const Person& person, const Timeline& timeline, const Parameters<double>& parameters,
                     double horizon_day, std::uint64_t seed);

}  // namespace sarx
