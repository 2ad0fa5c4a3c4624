// What is eaten: energy, protein and how they are spread over the day.
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

enum class EnergyDeficit : unsigned char { unknown };
template <>
struct Words<EnergyDeficit> {
  static constexpr std::array<std::string_view, 1> words{"unknown"};
};

struct Diet {
  std::optional<double> energy_kcal, energy_deficit_kcal, energy_percent_of_need;
  std::optional<EnergyDeficit> energy_deficit;
  std::optional<double> protein_g_per_kg, protein_g, protein_percent_energy, meals_per_day;
  std::optional<std::vector<double>> meal_protein_g;
  std::optional<double> eating_window_h;
  std::optional<std::string> protein_source, detail;
  std::optional<bool> supervised;

  static constexpr std::string_view event_name = "diet";
  static constexpr std::string_view doc = "What is eaten; energy is stated in one way at most.";
  static constexpr auto fields() {
    return std::tuple{
        number("energy_kcal", &Diet::energy_kcal, "kcal/day", 0, 15000, "Energy eaten a day."),
        number("energy_deficit_kcal", &Diet::energy_deficit_kcal, "kcal/day", -8000, 8000,
               "Energy below need a day; negative is overfeeding."),
        number("energy_percent_of_need", &Diet::energy_percent_of_need, "%", 0, 400,
               "Energy eaten, as a share of the need that holds body mass."),
        field("energy_deficit", &Diet::energy_deficit, "A deficit of unknown size."),
        number("protein_g_per_kg", &Diet::protein_g_per_kg, "g/kg/day", 0, 6,
               "Protein a day per kilogram of body mass."),
        number("protein_g", &Diet::protein_g, "g/day", 0, 600, "Protein a day."),
        number("protein_percent_energy", &Diet::protein_percent_energy, "%", 0, 100,
               "Protein, as a share of energy."),
        number("meals_per_day", &Diet::meals_per_day, "1/day", 1, 24, "Meals a day."),
        numbers("meal_protein_g", &Diet::meal_protein_g, "g", 0, 300, "Protein of each meal of the day."),
        number("eating_window_h", &Diet::eating_window_h, "h", 0.5, 24,
               "Hours of the day in which all is eaten."),
        field("protein_source", &Diet::protein_source, "Where the protein comes from, in words."),
        field("supervised", &Diet::supervised,
              "Whether the food is given and watched, so that all of a deficit is kept to; where left out, "
              "short diets and those in a home or ward are."),
        field("detail", &Diet::detail, "Free words.")};
  }
};

void expose(const Diet& event, const EventContext& context, Exposure& exposure);

}  // namespace sarx
