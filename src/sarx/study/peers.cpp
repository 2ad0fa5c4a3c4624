#include "sarx/study/peers.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sarx/body/body.h"
#include "sarx/engine/random.h"
#include "sarx/engine/simulate.h"
#include "sarx/outcome/function.h"
#include "sarx/outcome/metabolism.h"
#include "sarx/person/norms.h"
#include "sarx/person/reference.h"
#include "sarx/person/subject.h"

namespace sarx {
namespace {

enum Score : std::size_t { leg, grip, gait, sppb, lean, fatness, bone, chair, score_count };

using Matrix = std::array<std::array<double, score_count>, score_count>;

/// Correlations among peers: the measured ones, and what holds the battery, the chair stand and build
/// together with them.
Matrix correlations(const Parameters<double>& p) {
  Matrix r{};
  for (std::size_t i = 0; i < score_count; ++i) r[i][i] = 1;
  const auto set = [&](Score a, Score b, double value) { r[a][b] = r[b][a] = value; };
  set(leg, grip, p.correlation_leg_grip());
  set(leg, gait, p.correlation_leg_gait());
  set(grip, gait, p.correlation_grip_gait());
  set(lean, grip, p.correlation_lean_grip());
  set(gait, sppb, p.correlation_gait_sppb());
  set(leg, sppb, p.correlation_leg_sppb());
  set(grip, sppb, p.correlation_grip_sppb());
  set(sppb, chair, -p.correlation_sppb_chair());
  set(leg, chair, -p.correlation_leg_chair());
  set(gait, chair, -p.correlation_gait_chair());
  set(grip, chair, -p.correlation_grip_sppb());
  set(lean, fatness, p.correlation_lean_fatness());
  set(bone, fatness, p.correlation_bone_fatness());
  set(leg, fatness, -p.correlation_leg_fatness());
  return r;
}

/// Lower triangular root; a correlation table that is not positive definite is pulled towards independence.
Matrix cholesky(Matrix r) {
  for (;;) {
    Matrix root{};
    bool good = true;
    for (std::size_t i = 0; i < score_count && good; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        double sum = r[i][j];
        for (std::size_t k = 0; k < j; ++k) sum -= root[i][k] * root[j][k];
        if (i == j) {
          good = sum > 1e-3;
          root[i][i] = std::sqrt(std::max(sum, 1e-9));
        } else {
          root[i][j] = sum / root[j][j];
        }
      }
    }
    if (good) return root;
    for (std::size_t i = 0; i < score_count; ++i)
      for (std::size_t j = 0; j < score_count; ++j)
        if (i != j) r[i][j] *= 0.97;
  }
}

/// Ages of a steady population between two ages: growing births, thinned by death rates.
class StationaryAges {
 public:
  StationaryAges(double from, double to, bool male, const Parameters<double>& p) : from_(from) {
    constexpr int cells = 200;
    width_ = std::max(to - from, 1e-6) / cells;
    double hazard = 0, total = 0;
    for (int i = 0; i < cells; ++i) {
      const double age = from + (i + 0.5) * width_;
      hazard +=
          width_ * p.mortality_rate_at_75()[male ? 1 : 0] * std::exp(p.mortality_log_slope() * (age - 75));
      total += std::exp(-hazard - p.birth_growth() * (age - from));
      cumulative_.push_back(total);
    }
  }
  double at(double share) const {
    const auto it = std::lower_bound(cumulative_.begin(), cumulative_.end(), share * cumulative_.back());
    return from_ + (static_cast<double>(it - cumulative_.begin()) + 0.5) * width_;
  }

 private:
  double from_, width_;
  std::vector<double> cumulative_;
};

Measurement measured(std::string measure, double value, std::string method = "", std::string region = "") {
  Measurement m;
  m.measure = std::move(measure);
  m.value = value;
  m.method = std::move(method);
  m.region = std::move(region);
  return m;
}

}  // namespace

Member member_of(const Body<double>& body) {
  const Person& person = body.person;
  const PhysicalFunction<double> function(body);
  Member m;
  m.male = person.male;
  m.readings = take_readings(body, function);
  m.factors = risk_factors(body, function);
  m.age_years = m.factors.age_years;
  m.grip_kg = *m.readings.grip_kg;
  m.gait_speed_m_s = m.factors.gait_speed_m_s;
  m.knee_torque_n_m_per_kg =
      person.knee_extension_torque_n_m / person.body_mass_kg * function.knee_torque_change();
  m.sppb_points = *m.readings.sppb_points;
  m.bone_t_score = person.bone_t_score;
  m.falls_past_year = person.falls_past_year;
  const double height2 = person.height_m * person.height_m;
  m.lean_kg = *m.readings.appendicular_kg;
  m.lean_index_kg_m2 = m.lean_kg / height2;
  m.muscle_share = m.lean_kg / body.body_mass_kg();
  m.muscle_over_bmi = m.lean_kg / *m.readings.body_mass_index_kg_m2;
  m.whole_muscle_index_kg_m2 = m.factors.whole_muscle_index_kg_m2;
  m.whole_muscle_share = body.total_muscle_kg() / body.body_mass_kg();
  m.homa_ir = Metabolism<double>(body).homa_ir();
  return m;
}

std::vector<Peer> draw_people(const PeerSettings& settings, const Parameters<double>& parameters) {
  const Matrix root = cholesky(correlations(parameters));
  const std::array<StationaryAges, 2> ages{
      StationaryAges(settings.age_min, settings.age_max, false, parameters),
      StationaryAges(settings.age_min, settings.age_max, true, parameters)};
  std::vector<Peer> people;
  people.reserve(settings.size);
  for (std::size_t i = 0; people.size() < settings.size && i < 20 * settings.size; ++i) {
    const RandomStream random{settings.seed, i, 0x706f70};
    std::array<double, score_count> z{};
    for (std::size_t j = 0; j < score_count; ++j)
      for (std::size_t k = 0; k <= j; ++k) z[j] += root[j][k] * random.normal(static_cast<std::uint32_t>(k));
    for (double& score : z) score = std::clamp(score, -3.0, 3.0);

    Member m;
    m.male = random.uniform(100) < settings.male_fraction;
    m.age_years = settings.age_sd > 0
                      ? std::clamp(settings.age_mean + settings.age_sd * random.normal(101), 18.0, 105.0)
                      : ages[m.male ? 1 : 0].at(random.uniform(101));
    const auto level = [&](Norm measure, Score score) {
      const NormValue peers = norm(measure, m.age_years, m.male);
      return peers.mean + peers.sd * z[score];
    };
    const NormValue chair_norm = norm(Norm::chair_stand_time_s, m.age_years, m.male);
    m.sppb_points = std::clamp(std::round(level(Norm::sppb_points, sppb)), 0.0, 12.0);
    if (m.sppb_points > settings.sppb_max) continue;
    m.grip_kg = std::max(level(Norm::grip_strength_kg, grip), 4.0);
    m.gait_speed_m_s = std::clamp(level(Norm::gait_speed_m_s, gait), 0.15, 2.2);
    m.knee_torque_n_m_per_kg = std::max(level(Norm::knee_extension_torque_n_m_per_kg, leg), 0.2);
    m.bone_t_score = std::clamp(level(Norm::femoral_neck_t_score, bone), -5.0, 4.0);

    Subject subject = settings.like;
    subject.age_years = m.age_years;
    subject.male_fraction = m.male ? 1 : 0;
    subject.height_cm =
        reference_height_cm(m.age_years, m.male) + parameters.height_sd() * random.normal(102);
    const NormValue bmi_norm = norm(Norm::body_mass_index_kg_m2, m.age_years, m.male);
    const double bmi_mean = settings.body_mass_index > 0 ? settings.body_mass_index : bmi_norm.mean;
    subject.bmi = std::clamp(bmi_mean + bmi_norm.sd * z[fatness], 15.0, 55.0);
    const double height_m = *subject.height_cm / 100;
    const double mass_kg = *subject.bmi * height_m * height_m;
    // Lean mass goes with build; what norms give is for the usual body mass index.
    const double lean_index = level(Norm::appendicular_lean_over_height2_kg_m2, lean) *
                              std::pow(bmi_mean / bmi_norm.mean, parameters.lean_fatness_elasticity());
    subject.appendicular_lean_mass_kg = std::max(lean_index, 3.0) * height_m * height_m;
    subject.bone_t_score = m.bone_t_score;
    if (!subject.living) subject.living = settings.living;
    const std::vector<Measurement> tests{
        measured("grip_strength", m.grip_kg), measured("gait_speed", m.gait_speed_m_s),
        measured(
            "chair_stand_time",
            std::clamp(chair_norm.mean * std::exp(parameters.chair_stand_log_sd() * z[chair]), 3.0, 60.0)),
        measured("sppb", m.sppb_points),
        measured("strength", m.knee_torque_n_m_per_kg * mass_kg, "isometric", "quadriceps")};
    const Person person = complete_person(subject, m.male, tests, nullptr);
    const Trajectory<double> start = simulate(person, Timeline{}, parameters, {0.0});
    const Body<double> body{person, parameters, start.states.front(), start.states.front()};

    const double drawn_points = m.sppb_points;
    Member seen = member_of(body);
    // The battery's points as they were drawn: the expected score lies a little inside the scale.
    seen.sppb_points = drawn_points;
    seen.readings.weight_loss_percent.reset();
    people.push_back({person, seen});
  }
  return people;
}

std::vector<Member> draw_peers(const PeerSettings& settings, const Parameters<double>& parameters) {
  std::vector<Member> members;
  members.reserve(settings.size);
  for (const Peer& peer : draw_people(settings, parameters)) members.push_back(peer.member);
  return members;
}

}  // namespace sarx
