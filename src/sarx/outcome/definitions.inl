// Definitions of the templates of definitions.h; included where a number type is instantiated.
#pragma once

#include "sarx/body/arithmetic.h"
#include "sarx/outcome/definitions.h"

namespace sarx {

template <class T>
BodyReadings<T> body_readings(const Body<T>& body, const PhysicalFunction<T>& function) {
  const Person& person = body.person;
  BodyReadings<T> r;
  const T mass_kg = body.body_mass_kg();
  r.body_mass_index_kg_m2 = mass_kg / (person.height_m * person.height_m);
  r.weight_loss_percent = 100 * (person.body_mass_kg - mass_kg) / person.body_mass_kg;
  r.grip_kg = larger(function.grip_strength_kg(Side::left), function.grip_strength_kg(Side::right));
  r.chair_stand_s = function.chair_stand_time_s();
  r.gait_speed_m_s = function.gait_speed_m_s();
  r.sppb_points = function.sppb_points();
  T limbs_kg(person.appendicular_lean_mass_kg);
  for (const MuscleGroup group : all_muscle_groups) {
    if (is_trunk(group) || group == MuscleGroup::chest_shoulders || group == MuscleGroup::upper_back)
      continue;
    for (const Side side : {Side::left, Side::right})
      limbs_kg += body.muscle_mass_kg(unit_index(side, group)) - person.muscle_mass(side, group);
  }
  r.appendicular_kg = limbs_kg;
  r.whole_muscle_kg = body.total_muscle_kg();
  return r;
}

}  // namespace sarx
