// Reference equations by age, sex and size, used where a subject does not say.
#pragma once

namespace sarx {

template <class T>
struct Parameters;

/// The parameters in use, read once.
const Parameters<double>& reference_parameters();

/// Usual height in cm.
double reference_height_cm(double age_years, bool male);
/// Usual body mass index in kg/m2 among people who take part in studies.
double reference_body_mass_index(double age_years, bool male);
/// Body fat in percent of body mass (mean of Gallagher 2000 and Deurenberg 1991), between essential fat and
/// the most a body can hold.
double reference_body_fat_percent(double body_mass_index, double age_years, bool male);
/// Bone mineral in kg.
double reference_bone_mineral_kg(double height_cm, double t_score, bool male);
/// Resting metabolic rate in kcal a day (Mifflin 1990).
double reference_resting_rate_kcal_per_day(double age_years, bool male, double mass_kg, double height_cm);
/// Maximal oxygen uptake in ml/kg/min on a treadmill (FRIEND 2018).
double reference_vo2max_ml_per_kg_min(double age_years, bool male, double mass_kg, double height_cm);
/// Six-minute walk in m.
double reference_six_minute_walk_m(double age_years, bool male, double body_mass_index);
/// Share of lean soft tissue that lies in the limbs (DXA).
double reference_appendicular_share(double age_years, bool male, double height_cm);

}  // namespace sarx
