// The registry of events: a new kind of event is one header and one line here.
#pragma once

#include <string_view>
#include <type_traits>
#include <variant>

#include "sarx/timeline/activity.h"
#include "sarx/timeline/ageing.h"
#include "sarx/timeline/bed_rest.h"
#include "sarx/timeline/deficiency.h"
#include "sarx/timeline/diet.h"
#include "sarx/timeline/disease.h"
#include "sarx/timeline/drug.h"
#include "sarx/timeline/electrical_stimulation.h"
#include "sarx/timeline/endurance_training.h"
#include "sarx/timeline/exercise_programme.h"
#include "sarx/timeline/hormone_change.h"
#include "sarx/timeline/immobilisation.h"
#include "sarx/timeline/limb_unloading.h"
#include "sarx/timeline/microgravity.h"
#include "sarx/timeline/muscle_injury.h"
#include "sarx/timeline/nerve_injury.h"
#include "sarx/timeline/resistance_training.h"
#include "sarx/timeline/supplement.h"
#include "sarx/timeline/surgery.h"
#include "sarx/timeline/treatment.h"

namespace sarx {

using Event =
    std::variant<BedRest, Microgravity, Immobilisation, LimbUnloading, Activity, ResistanceTraining,
                 EnduranceTraining, ExerciseProgramme, ElectricalStimulation, Diet, Supplement, Deficiency,
                 Disease, Treatment, NerveInjury, MuscleInjury, Surgery, Drug, HormoneChange, Ageing>;

/// The event's name in the scenario language, e.g. "bed_rest".
constexpr std::string_view event_name(const Event& event) {
  return std::visit([](const auto& e) { return std::decay_t<decltype(e)>::event_name; }, event);
}

}  // namespace sarx
