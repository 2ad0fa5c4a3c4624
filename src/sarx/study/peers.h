// People drawn as they are found: grip, leg strength, gait, battery, lean mass, fatness and bone go together
// as among peers of their age and sex. Published relations are reproduced in such populations.
#pragma once

#include <cstdint>
#include <vector>

#include "sarx/outcome/definitions.h"
#include "sarx/outcome/risk.h"
#include "sarx/person/person.h"
#include "sarx/person/subject.h"

namespace sarx {

/// Who a population is.
struct PeerSettings {
  double male_fraction = 0.5;
  double age_min = 65,
         age_max =
             100;  ///< years; within them ages are those of a stationary population (deaths thin it out)
  double age_mean = 0, age_sd = 0;  ///< where age_sd > 0: normal ages instead, kept within 18-105
  double body_mass_index = 0;       ///< mean, where > 0; else usual for age and sex
  Living living = Living::community;
  double sppb_max = 12;  ///< people with more points are left out
  /// What else is known of everybody: training, living, hormones, habits. Age, sex and build are drawn.
  Subject like;
  std::size_t size = 20000;
  std::uint64_t seed = 1;
};

/// One member: what the definitions and the rates look at.
struct Member {
  double age_years = 0;
  bool male = true;
  double grip_kg = 0, knee_torque_n_m_per_kg = 0, gait_speed_m_s = 0, sppb_points = 0;
  double lean_kg = 0;           ///< appendicular
  double lean_index_kg_m2 = 0;  ///< appendicular lean mass over height squared
  double muscle_share = 0;      ///< appendicular lean mass over body mass
  double muscle_over_bmi = 0;   ///< appendicular lean mass over body mass index
  double whole_muscle_index_kg_m2 = 0;
  double whole_muscle_share = 0;  ///< skeletal muscle over body mass
  double homa_ir = 0;
  double bone_t_score = 0;
  double falls_past_year = 0;
  Readings readings;
  RiskFactors factors;
};

/// A member with the whole person behind it.
struct Peer {
  Person person;
  Member member;
};

/// What the definitions and the rates look at in a body at one moment. `falls_past_year` and the T-score are
/// those of day 0.
Member member_of(const Body<double>& body);

/// Draw a population, with the persons.
std::vector<Peer> draw_people(const PeerSettings& settings, const Parameters<double>& parameters);

/// Draw a population. Every member is completed as a subject would be (person/subject.h) and seen on day 0;
/// the same seed gives the same people.
std::vector<Member> draw_peers(const PeerSettings& settings, const Parameters<double>& parameters);

}  // namespace sarx
