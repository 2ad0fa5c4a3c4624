// Exercise of an unspecified kind, as pooled trials report it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "sarx/timeline/event_context.h"
#include "sarx/timeline/field.h"

namespace sarx {

struct ExerciseProgramme {
  std::optional<std::string> kind, detail;

  static constexpr std::string_view event_name = "exercise_programme";
  static constexpr std::string_view doc = "Exercise whose kind is not known more closely.";
  static constexpr auto fields() {
    return std::tuple{field("kind", &ExerciseProgramme::kind, "What is known of its kind, in words."),
                      field("detail", &ExerciseProgramme::detail, "Free words.")};
  }
};

void expose(const ExerciseProgramme& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
