// Norms: what people of an age and sex usually measure, and where among them a value stands.
#pragma once

#include <cstddef>
#include <string>

namespace sarx {

enum class Norm : unsigned char {
  grip_strength_kg,    ///< dominant hand
  gait_speed_m_s,      ///< usual pace
  chair_stand_time_s,  ///< five times; a high value is a poor one
  sppb_points,
  knee_extension_torque_n_m_per_kg,      ///< isometric, mid-range, one leg, per body mass
  appendicular_lean_over_height2_kg_m2,  ///< DXA
  six_minute_walk_m,                     ///< at the usual body mass index
  vo2max_ml_per_kg_min,                  ///< treadmill, at the usual build
  body_mass_index_kg_m2,
  femoral_neck_t_score,
};
inline constexpr std::size_t norm_count = 10;

struct NormValue {
  double mean;
  double sd;  ///< between people
};

/// Mean and spread of a measure among community-dwelling people of this age (years, 18-110) and sex.
NormValue norm(Norm measure, double age_years, bool male);

/// Standard score of a value among its peers.
double standard_score(Norm measure, double value, double age_years, bool male);

/// Share (percent) of peers whose value is below this one, for a normal spread (log-normal for chair-stand
/// time).
double centile(Norm measure, double value, double age_years, bool male);

/// Share (percent) of peers below a standard score.
double centile_at(double score);

/// "8th": a centile as a whole number from 1 to 99 with its ending.
std::string ordinal_centile(double share_percent);

}  // namespace sarx
