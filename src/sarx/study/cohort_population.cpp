#include "sarx/study/cohort_population.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

#include "sarx/engine/random.h"
#include "sarx/io/reader.h"
#include "sarx/io/suggest.h"
#include "sarx/io/value.h"
#include "sarx/parameters.h"
#include "sarx/person/age_curve.h"
#include "sarx/person/norms.h"
#include "sarx/person/reference.h"
#include "sarx/person/subject.h"
#include "sarx/person/variability.h"
#include "sarx/study/people_table.h"

namespace sarx {
namespace {

constexpr double days_per_year = 365.25;

RandomStream stream_of(std::uint64_t seed, std::uint64_t number, ChanceStream stream,
                       std::uint32_t offset = 0) {
  return {seed, number, static_cast<std::uint32_t>(stream) + offset};
}

/// Where people of an age and sex differ and nothing is said, this person gets a place among them.
class Variation {
 public:
  Variation(Subject subject, bool male, std::uint64_t seed, std::uint64_t number)
      : subject_(std::move(subject)), male_(male), seed_(seed), number_(number) {}

  Individual run() {
    size();
    composition();
    habits();
    hormones();
    strength();
    Individual individual;
    individual.number = number_;
    individual.person = complete_person(subject_, male_, tests_, nullptr);
    std::array<double, trait_count> z{};
    for (std::size_t i = 0; i < trait_count; ++i)
      z[i] = normal(ChanceStream::traits, static_cast<std::uint32_t>(i));
    individual.person.traits = correlated_traits(z);
    diseases(individual);
    menopause(individual);
    return individual;
  }

 private:
  double normal(ChanceStream stream, std::uint32_t counter) const {
    return stream_of(seed_, number_, stream).normal(counter);
  }
  double uniform(ChanceStream stream, std::uint32_t counter) const {
    return stream_of(seed_, number_, stream).uniform(counter);
  }
  /// Around a median, on the scale of logarithms.
  double around(double median, double log_sd, ChanceStream stream, std::uint32_t counter) const {
    return median * std::exp(log_sd * normal(stream, counter));
  }
  Person usual() const { return complete_person(subject_, male_, {}, nullptr); }

  void size() {
    const Person person = usual();
    age_ = person.age_years;
    if (!subject_.height_cm)
      subject_.height_cm =
          100 * person.height_m + p_.population_height_sd()[male_ ? 1 : 0] * normal(ChanceStream::size, 0);
    const bool has_mass = subject_.weight_kg || subject_.bmi ||
                          (subject_.lean_mass_kg && (subject_.fat_mass_kg || subject_.body_fat_percent));
    if (!has_mass) {
      const NormValue among = norm(Norm::body_mass_index_kg_m2, age_, male_);
      const double usual_bmi = person.body_mass_kg / (person.height_m * person.height_m);
      subject_.bmi = std::clamp(around(usual_bmi, among.sd / among.mean, ChanceStream::size, 1), 14.0, 60.0);
    }
    if (!subject_.bone_t_score) {
      const NormValue among = norm(Norm::femoral_neck_t_score, age_, male_);
      subject_.bone_t_score = person.bone_t_score + among.sd * normal(ChanceStream::size, 2);
    }
  }

  void composition() {
    if (!subject_.body_fat_percent && !subject_.fat_mass_kg && !subject_.lean_mass_kg) {
      const Person person = usual();
      const double percent = 100 * person.fat_mass_kg / person.body_mass_kg;
      subject_.body_fat_percent =
          std::clamp(percent + p_.population_body_fat_sd() * normal(ChanceStream::size, 3),
                     std::max(5.0, 0.5 * percent), std::min(60.0, 1.5 * percent));
    }
    if (!subject_.appendicular_lean_mass_kg)
      subject_.appendicular_lean_mass_kg = around(
          usual().appendicular_lean_mass_kg, p_.population_appendicular_log_sd(), ChanceStream::strength, 0);
  }

  void habits() {
    const Person person = usual();
    if (!subject_.steps_per_day)
      subject_.steps_per_day = std::min(
          30000.0, around(person.steps_per_day, p_.population_steps_log_sd(), ChanceStream::habits, 0));
    if (!subject_.protein_g_per_kg)
      subject_.protein_g_per_kg = std::clamp(
          around(person.protein_g_per_kg_day, p_.population_protein_log_sd(), ChanceStream::habits, 1), 0.4,
          3.0);
    if (!subject_.vitamin_d_nmol_l)
      subject_.vitamin_d_nmol_l =
          around(person.vitamin_d_nmol_l, p_.population_vitamin_d_log_sd(), ChanceStream::habits, 2);
  }

  void hormones() {
    if (!subject_.testosterone_ng_dl && !subject_.testosterone_status)
      subject_.testosterone_ng_dl = std::min(
          1500.0,
          around(usual().testosterone_ng_dl, p_.population_testosterone_log_sd(), ChanceStream::hormones, 0));
    if (!male_) {
      menopause_age_ =
          p_.menopause_age() + p_.population_menopause_age_sd() * normal(ChanceStream::hormones, 1);
      if (!subject_.menopause)
        subject_.menopause = age_ >= menopause_age_ ? Menopause::post : Menopause::pre_or_early_peri;
    }
  }

  /// Grip, leg strength and pace go together, and with lean mass.
  void strength() {
    const double lean = normal(ChanceStream::strength, 0);
    const double with_lean = p_.correlation_lean_grip();
    const double grip =
        with_lean * lean + std::sqrt(1 - with_lean * with_lean) * normal(ChanceStream::strength, 1);
    const double grip_leg = p_.correlation_leg_grip();
    const double leg =
        grip_leg * grip + std::sqrt(1 - grip_leg * grip_leg) * normal(ChanceStream::strength, 2);
    // Gait from leg and grip: the weights that give both correlations.
    const double gait_leg = p_.correlation_leg_gait(), gait_grip = p_.correlation_grip_gait();
    const double rest = 1 - grip_leg * grip_leg;
    const double by_leg = (gait_leg - gait_grip * grip_leg) / rest;
    const double by_grip = (gait_grip - gait_leg * grip_leg) / rest;
    const double gait = by_leg * leg + by_grip * grip +
                        std::sqrt(std::max(0.0, 1 - by_leg * gait_leg - by_grip * gait_grip)) *
                            normal(ChanceStream::strength, 3);
    const Person person = usual();
    const auto test = [&](std::string measure, std::string region, double value, double least) {
      Measurement m{};
      m.measure = std::move(measure);
      m.region = std::move(region);
      m.value = std::max(value, least);
      tests_.push_back(std::move(m));
    };
    const NormValue grips = norm(Norm::grip_strength_kg, age_, male_);
    test("grip_strength", "", person.grip_strength_kg + grips.sd * grip, 0.2 * grips.mean);
    const NormValue legs = norm(Norm::knee_extension_torque_n_m_per_kg, age_, male_);
    test("strength", "quadriceps", person.knee_extension_torque_n_m + legs.sd * person.body_mass_kg * leg,
         0.2 * legs.mean * person.body_mass_kg);
    const NormValue paces = norm(Norm::gait_speed_m_s, age_, male_);
    test("gait_speed", "", person.gait_speed_m_s + paces.sd * gait, 0.2);
  }

  void diseases(Individual& individual) const {
    constexpr double long_since_days = -3650;
    std::uint32_t counter = 0;
    const auto standing = [&](Condition condition, double prevalence) {
      if (uniform(ChanceStream::diseases, counter++) >= prevalence) return;
      Disease disease;
      disease.condition = condition;
      individual.timeline.items.push_back(
          {disease, long_since_days, std::numeric_limits<double>::infinity(), {}});
    };
    standing(Condition::type2_diabetes, at_age(p_.population_diabetes_prevalence(), age_));
    standing(Condition::copd, at_age(p_.population_copd_prevalence(), age_));
    standing(Condition::heart_failure, at_age(p_.population_heart_failure_prevalence(), age_));
  }

  void menopause(Individual& individual) const {
    if (male_ || individual.person.postmenopausal) return;
    HormoneChange change;
    change.what = HormoneChangeKind::menopause;
    const double day = std::max(1.0, std::ceil((menopause_age_ - age_) * days_per_year));
    individual.timeline.items.push_back({change, day, std::numeric_limits<double>::infinity(), {}});
  }

  const Parameters<double>& p_ = reference_parameters();
  Subject subject_;
  bool male_;
  std::uint64_t seed_, number_;
  double age_ = 50, menopause_age_ = 51;
  std::vector<Measurement> tests_;
};

/// A group's share of men becomes one man or woman.
bool draw_sex(Subject& subject, std::uint64_t seed, std::uint64_t number) {
  const double u = stream_of(seed, number, ChanceStream::sex).uniform(0);
  const bool male = u < subject.male_fraction.value_or(0.5);
  subject.male_fraction = male ? 1 : 0;
  return male;
}

class Adults final : public PeopleSource {
 public:
  explicit Adults(std::uint64_t seed) : seed_(seed) {}

  std::optional<Individual> draw(std::uint64_t number, Faults&) const override {
    const Parameters<double>& p = reference_parameters();
    Subject subject;
    subject.age_years = draw_age(stream_of(seed_, number, ChanceStream::age).uniform(0));
    subject.male_fraction = at_age(p.population_male_share(), *subject.age_years);
    const bool male = draw_sex(subject, seed_, number);
    return Variation(std::move(subject), male, seed_, number).run();
  }

 private:
  /// Invert the distribution of age; whole years are fine enough for its density.
  static double draw_age(double u) {
    constexpr int youngest = 18, oldest = 99;
    const Parameters<double>& p = reference_parameters();
    double total = 0;
    for (int age = youngest; age <= oldest; ++age) total += at_age(p.population_age_density(), age + 0.5);
    double left = u * total;
    for (int age = youngest; age <= oldest; ++age) {
      const double here = at_age(p.population_age_density(), age + 0.5);
      if (left < here) return age + left / here;
      left -= here;
    }
    return oldest + 0.999;
  }

  std::uint64_t seed_;
};

enum class Shape : unsigned char { normal, lognormal, uniform, choice };
constexpr std::array<std::string_view, 4> shape_names{"normal", "lognormal", "uniform", "choice"};

/// One field of a subject that differs between people.
struct Distribution {
  std::size_t item;  ///< place in the subject's mapping
  Shape shape;
  double a = 0, b = 0;
  std::vector<Node> choices;
};

std::optional<Distribution> read_distribution(const Node& node, std::string_view path, Faults& faults) {
  const std::string expected =
      "a distribution: {normal: [mean, sd]}, {lognormal: [median, sd of the "
      "logarithm]}, {uniform: [from, to]} or {choice: [...]}";
  if (node.keys.size() != 1) {
    faults.add(node.at,
               fmt::format("{}: found a mapping of {} keys, expected {}", path, node.keys.size(), expected));
    return std::nullopt;
  }
  const Key& key = node.keys[0];
  const auto shape = std::find(shape_names.begin(), shape_names.end(), key.text);
  if (shape == shape_names.end()) {
    faults.add(key.at, fmt::format("{}: found '{}', expected {}{}", path, key.text, expected,
                                   did_you_mean(key.text, shape_names)));
    return std::nullopt;
  }
  Distribution distribution;
  distribution.shape = static_cast<Shape>(shape - shape_names.begin());
  const Node& value = node.items[0];
  if (value.kind != Node::Kind::sequence) {
    faults.add(value.at, fmt::format("{}.{}: found {}, expected a list", path, key.text, found(value)));
    return std::nullopt;
  }
  if (distribution.shape == Shape::choice) {
    distribution.choices = value.items;
    if (value.items.empty()) {
      faults.add(value.at, fmt::format("{}.choice: found an empty list, expected values", path));
      return std::nullopt;
    }
    return distribution;
  }
  const FieldInfo field{"", FieldKind::number, "", true, -1e6, 1e6, "", {}, false};
  const auto numbers = read_numbers(value, field, fmt::format("{}.{}", path, key.text), faults);
  if (!numbers) return std::nullopt;
  if (numbers->size() != 2) {
    faults.add(value.at,
               fmt::format("{}.{}: found {} numbers, expected two", path, key.text, numbers->size()));
    return std::nullopt;
  }
  distribution.a = numbers->at(0);
  distribution.b = numbers->at(1);
  const bool ordered = distribution.shape != Shape::uniform || distribution.a <= distribution.b;
  const bool spread = distribution.shape == Shape::uniform || distribution.b >= 0;
  const bool positive_median = distribution.shape != Shape::lognormal || distribution.a > 0;
  if (!ordered || !spread || !positive_median) {
    faults.add(value.at, fmt::format("{}.{}: found [{}, {}], expected {}", path, key.text, distribution.a,
                                     distribution.b,
                                     !ordered  ? "the lower bound first"
                                     : !spread ? "a spread that is not negative"
                                               : "a positive median"));
    return std::nullopt;
  }
  return distribution;
}

class Described final : public PeopleSource {
 public:
  Described(Node subject, std::vector<Distribution> distributions, std::uint64_t seed)
      : subject_(std::move(subject)), distributions_(std::move(distributions)), seed_(seed) {}

  std::optional<Individual> draw(std::uint64_t number, Faults& faults) const override {
    Node node = subject_;
    for (const Distribution& d : distributions_)
      fill(node, d,
           stream_of(seed_, number, ChanceStream::subject_field, static_cast<std::uint32_t>(d.item)));
    return person_of(node, number, faults);
  }
  /// Whether the middle person of every distribution is one.
  void check(Faults& faults) const {
    Node node = subject_;
    for (const Distribution& d : distributions_) fill(node, d, std::nullopt);
    person_of(node, 0, faults);
  }

 private:
  static void fill(Node& node, const Distribution& d, const std::optional<RandomStream>& stream) {
    Node& item = node.items[d.item];
    const Position at = item.at;
    if (d.shape == Shape::choice) {
      const auto count = static_cast<double>(d.choices.size());
      const auto pick = stream ? static_cast<std::size_t>(stream->uniform(0) * count) : 0;
      item = d.choices[std::min(pick, d.choices.size() - 1)];
      return;
    }
    double value = 0;
    switch (d.shape) {
      case Shape::normal:
        value = d.a + (stream ? d.b * stream->normal(0) : 0);
        break;
      case Shape::lognormal:
        value = d.a * std::exp(stream ? d.b * stream->normal(0) : 0);
        break;
      default:
        value = d.a + (d.b - d.a) * (stream ? stream->uniform(0) : 0.5);
        break;
    }
    item = Node{};
    item.kind = Node::Kind::scalar;
    item.at = at;
    item.text = fmt::format("{:.10g}", value);
  }

  std::optional<Individual> person_of(const Node& node, std::uint64_t number, Faults& faults) const {
    const std::size_t before = faults.count();
    Subject subject = read_subject(node, {}, faults);
    if (faults.count() != before) return std::nullopt;
    const bool male = draw_sex(subject, seed_, number);
    return Variation(std::move(subject), male, seed_, number).run();
  }

  Node subject_;
  std::vector<Distribution> distributions_;
  std::uint64_t seed_;
};

class Tabled final : public PeopleSource {
 public:
  Tabled(PeopleTable table, std::uint64_t seed) : table_(std::move(table)), seed_(seed) {}

  std::optional<Individual> draw(std::uint64_t number, Faults& faults) const override {
    const std::size_t before = faults.count();
    const std::optional<Node> row = table_.row(number, faults);
    if (!row) return std::nullopt;
    Subject subject = read_subject(*row, {}, faults);
    if (faults.count() != before) return std::nullopt;
    const bool male = draw_sex(subject, seed_, number);
    return Variation(std::move(subject), male, seed_, number).run();
  }
  std::string file() const override { return table_.path(); }
  std::string contents() const override { return table_.contents(); }
  std::optional<std::uint64_t> size() const override { return table_.size(); }

 private:
  PeopleTable table_;
  std::uint64_t seed_;
};

}  // namespace

std::unique_ptr<PeopleSource> read_population(const Node& node, const std::string& folder, std::uint64_t seed,
                                              Faults& faults) {
  const auto refuse = [&](Position at, const std::string& what) {
    faults.add(
        at,
        fmt::format("population: found {}, expected adults, {{table: FILE}} or {{subject: {{...}}}}", what));
    return nullptr;
  };
  if (node.kind == Node::Kind::scalar) {
    if (node.text == "adults") return std::make_unique<Adults>(seed);
    return refuse(node.at, found(node));
  }
  if (node.kind != Node::Kind::mapping || node.keys.size() != 1) return refuse(node.at, found(node));
  const Node& value = node.items[0];
  if (node.keys[0].text == "table") {
    if (value.kind != Node::Kind::scalar || value.text.empty()) return refuse(value.at, found(value));
    const std::string path =
        value.text.front() == '/' || folder.empty() ? value.text : folder + "/" + value.text;
    auto table = PeopleTable::open(path, value.at, faults);
    if (!table) return nullptr;
    return std::make_unique<Tabled>(std::move(*table), seed);
  }
  if (node.keys[0].text != "subject") return refuse(node.keys[0].at, "'" + node.keys[0].text + "'");
  if (!expect_mapping(value, "population.subject", faults)) return nullptr;
  std::vector<Distribution> distributions;
  const std::size_t before = faults.count();
  for (std::size_t i = 0; i < value.keys.size(); ++i) {
    if (value.items[i].kind != Node::Kind::mapping) continue;
    auto distribution =
        read_distribution(value.items[i], fmt::format("population.subject.{}", value.keys[i].text), faults);
    if (!distribution) continue;
    distribution->item = i;
    distributions.push_back(std::move(*distribution));
  }
  if (faults.count() != before) return nullptr;
  auto population = std::make_unique<Described>(value, std::move(distributions), seed);
  population->check(faults);
  if (faults.count() != before) return nullptr;
  return population;
}

}  // namespace sarx
