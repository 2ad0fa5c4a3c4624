// Resistance, balance and power training.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

enum class ResistanceMode : unsigned char {
  weights,
  machine,
  flywheel,
  bodyweight,
  bands,
  eccentric,
  isometric,
  plyometric,
  electrical_stimulation,
  balance
};
template <>
struct Words<ResistanceMode> {
  static constexpr std::array<std::string_view, 10> words{
      "weights",    "machine",    "flywheel",
      "bodyweight", "bands",      "eccentric",
      "isometric",  "plyometric", "electrical_stimulation",
      "balance"};
};

enum class Contraction : unsigned char { concentric, eccentric, isometric };
template <>
struct Words<Contraction> {
  static constexpr std::array<std::string_view, 3> words{"concentric", "eccentric", "isometric"};
};

enum class Velocity : unsigned char { fast, slow };
template <>
struct Words<Velocity> {
  static constexpr std::array<std::string_view, 2> words{"fast", "slow"};
};

struct ResistanceTraining {
  std::optional<std::vector<std::string>> regions;
  std::optional<EventSide> side;
  std::optional<double> sessions_per_week, sets, exercises, reps, load_percent_1rm, minutes;
  std::optional<bool> to_failure;
  std::optional<ResistanceMode> mode;
  std::optional<Contraction> contraction;
  std::optional<Velocity> velocity;
  std::optional<bool> blood_flow_restriction;
  std::optional<std::string> detail;

  static constexpr std::string_view event_name = "resistance_training";
  static constexpr std::string_view doc = "Exercise against resistance, session by session.";
  static constexpr auto fields() {
    return std::tuple{
        closed("regions", &ResistanceTraining::regions, region_names, "The regions that are trained."),
        field("side", &ResistanceTraining::side, "The limb it happens to; both where left out."),
        number("sessions_per_week", &ResistanceTraining::sessions_per_week, "1/week", 0, 28,
               "Sessions a week."),
        number("sets", &ResistanceTraining::sets, "", 0, 30, "Sets of each exercise in a session."),
        number("exercises", &ResistanceTraining::exercises, "", 0, 40,
               "Exercises in a session, over all regions; each works one or more regions."),
        number("reps", &ResistanceTraining::reps, "", 1, 500, "Repetitions of a set."),
        number("load_percent_1rm", &ResistanceTraining::load_percent_1rm, "%", 1, 200,
               "Load, as a share of the one-repetition maximum."),
        number("minutes", &ResistanceTraining::minutes, "min", 0, 600, "Length of a session."),
        field("to_failure", &ResistanceTraining::to_failure,
              "Whether sets end where no further repetition is possible."),
        field("mode", &ResistanceTraining::mode, "The kind of resistance."),
        field("contraction", &ResistanceTraining::contraction,
              "The only kind of contraction used, where there is only one."),
        field("velocity", &ResistanceTraining::velocity, "Intended speed of the movement."),
        field("blood_flow_restriction", &ResistanceTraining::blood_flow_restriction,
              "Whether a cuff restricts blood flow."),
        field("detail", &ResistanceTraining::detail, "Free words.")};
  }
};

void expose(const ResistanceTraining& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
