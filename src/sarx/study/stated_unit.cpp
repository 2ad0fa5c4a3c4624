#include "sarx/study/stated_unit.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace sarx {

namespace {

struct Conversion {
  std::string_view own, stated;  ///< spelled as `plain` leaves them
  double factor;
  int body_mass_power = 0;
};

constexpr double newtons_per_kg = 9.80665;
constexpr double pounds_per_kg = 2.204623;

constexpr std::array conversions{
    Conversion{"kg", "g", 1000},
    Conversion{"kg", "lb", pounds_per_kg},
    Conversion{"kg", "kgf", 1},
    Conversion{"cm3", "ml", 1},
    Conversion{"cm3", "cc", 1},
    Conversion{"cm3", "l", 0.001},
    Conversion{"cm3", "dm3", 0.001},
    Conversion{"cm3", "mm3", 1000},
    Conversion{"cm2", "mm2", 100},
    Conversion{"mm", "cm", 0.1},
    Conversion{"um2", "mm2", 1e-6},
    Conversion{"nm", "kgm", 1 / newtons_per_kg},
    Conversion{"nm", "ftlb", 0.737562},
    Conversion{"nm", "nm/kg", 1, -1},
    Conversion{"nm/s", "nm/s/kg", 1, -1},
    Conversion{"w", "w/kg", 1, -1},
    Conversion{"w", "kw", 0.001},
    Conversion{"m/s", "cm/s", 100},
    Conversion{"m/s", "m/min", 60},
    Conversion{"m/s", "km/h", 3.6},
    Conversion{"s", "min", 1.0 / 60},
    Conversion{"s", "ms", 1000},
    Conversion{"m", "km", 0.001},
    Conversion{"m", "ft", 3.28084},
    Conversion{"ml/kg/min", "ml/min/kg", 1},
    Conversion{"ml/kg/min", "l/min", 0.001, 1},
    Conversion{"ml/kg/min", "ml/min", 1, 1},
    Conversion{"ml/kg/min", "mets", 1 / 3.5},
    Conversion{"kcal/day", "kcal", 1},
    Conversion{"kcal/day", "kcal/24h", 1},
    Conversion{"kcal/day", "kcal/kg/day", 1, -1},
    Conversion{"kcal/day", "kj/day", 4.184},
    Conversion{"kcal/day", "mj/day", 0.004184},
    Conversion{"%/h", "%/day", 24},
    Conversion{"ng/dl", "ng/ml", 0.01},
    Conversion{"ng/dl", "ug/l", 0.01},
    Conversion{"ng/dl", "nmol/l", 0.034674},  // testosterone, 288.4 g/mol
    Conversion{"ng/ml", "ug/l", 1},
    Conversion{"ng/ml", "nmol/l", 0.13073},  // IGF-1, 7649 g/mol
    Conversion{"g/l", "g/dl", 0.1},
    Conversion{"g/l", "mmol/l", 0.062058},  // haemoglobin, per subunit
    Conversion{"%", "percent", 1},
    Conversion{"%", "points", 1},
    Conversion{"%", "percentagepoints", 1},
    Conversion{"%", "%ofbodymass", 1},
    Conversion{"%", "l/l", 0.01},
};

/// Lower case, without spaces, dots and the letter mu, a pound in the singular and a day spelled out.
std::string plain(std::string_view unit) {
  std::string text;
  for (std::size_t i = 0; i < unit.size(); ++i) {
    const auto c = static_cast<unsigned char>(unit[i]);
    const std::string_view two = unit.substr(i, 2);
    if (two == "\xC2\xB5" || two == "\xCE\xBC") {  // micro sign, Greek mu
      text += 'u';
      ++i;
    } else if (two == "\xC2\xB7") {  // middle dot
      ++i;
    } else if (two == "\xC2\xB2" || two == "\xC2\xB3") {  // superscript 2 and 3
      text += two == "\xC2\xB2" ? '2' : '3';
      ++i;
    } else if (c != ' ' && c != '.' && c != '^' && c != '*') {
      text += static_cast<char>(std::tolower(c));
    }
  }
  if (text.ends_with("/d")) text += "ay";
  if (text.starts_with("lbs")) text.erase(2, 1);
  return text;
}

}  // namespace

std::optional<StatedUnit> stated_unit(Measure measure, std::string_view unit) {
  const std::string own = plain(unit_of(measure)), stated = plain(unit);
  if (stated.empty() || stated == own) return StatedUnit{};
  const bool torque = measure == Measure::strength || measure == Measure::rate_of_force_development;
  if (torque || measure == Measure::grip_strength) {
    const std::string_view per_second = measure == Measure::rate_of_force_development ? "/s" : "";
    for (const auto& [name, factor] : {std::pair<std::string_view, double>{"kg", 1},
                                       {"kgf", 1},
                                       {"n", newtons_per_kg},
                                       {"kn", newtons_per_kg / 1000},
                                       {"lb", pounds_per_kg}})
      if (stated == std::string(name) + std::string(per_second)) return StatedUnit{factor, 0, torque};
  }
  const auto found = std::find_if(conversions.begin(), conversions.end(),
                                  [&](const Conversion& c) { return c.own == own && c.stated == stated; });
  if (found == conversions.end()) return std::nullopt;
  return StatedUnit{found->factor, found->body_mass_power, false};
}

}  // namespace sarx
