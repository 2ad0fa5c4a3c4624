// What changes muscle mass: the terms of the balance between synthesis and breakdown.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace sarx {

enum class Driver : unsigned char {
  disuse,
  training,
  protein,
  energy,
  androgens,
  growth_hormone,
  oestradiol,
  drugs,  ///< myostatin and activin-receptor block
  glucocorticoids,
  inflammation,
  acidosis,
  denervation,
  disease,    ///< tumour, cytotoxic treatment, critical illness, thyroid, myopathy
  nutrients,  ///< shortage of vitamins and minerals
  injury,
  ageing,
  recovery,  ///< muscle memory and return to the set point
};
inline constexpr std::size_t driver_count = 17;
inline constexpr std::array<std::string_view, driver_count> driver_names{
    "disuse",     "training",  "protein",         "energy",       "androgens", "growth_hormone",
    "oestradiol", "drugs",     "glucocorticoids", "inflammation", "acidosis",  "denervation",
    "disease",    "nutrients", "injury",          "ageing",       "recovery"};
constexpr std::size_t index(Driver driver) {
  return static_cast<std::size_t>(driver);
}

}  // namespace sarx
