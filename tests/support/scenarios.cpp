#include "support/forecast.h"

namespace sarx::testing {
namespace {

Subject subject(double age_years, double weight_kg, double height_cm) {
  Subject s;
  s.age_years = age_years;
  s.weight_kg = weight_kg;
  s.height_cm = height_cm;
  return s;
}

}  // namespace

std::vector<Scenario> varied_scenarios() {
  using enum EventSide;
  const Person young_man = average_person(23, true), young_woman = average_person(24, false);
  const Person man = average_person(45, true), woman = average_person(50, false);
  const Person old_man = average_person(70, true), old_woman = average_person(78, false);
  Subject large = subject(48, 108, 168);
  large.living = Living::community;
  const Person large_woman = person_of(large, false);
  std::vector<Scenario> s;
  const auto add = [&s](std::string name, const Person& person, double horizon,
                        std::vector<TimelineItem> items) {
    s.push_back({std::move(name), person, Timeline{std::move(items)}, horizon});
  };

  add("nothing happens", man, 365, {});
  add("ageing for five years", old_woman, 1826, {since(0, Ageing{})});
  add("bed rest with head down, then home", young_man, 150, {during(0, 60, BedRest{.tilt_deg = -6})});
  add("bed rest with training and protein", man, 120,
      {during(0, 30, BedRest{}), during(0, 30, training_of({"leg"}, 4, 3)),
       during(0, 30, Supplement{.what = SupplementKind::eaa, .dose = 45, .unit = SupplementUnit::g})});
  add("six months in space", man, 360, {during(0, 180, Microgravity{.exercise = SpaceExercise::ared})});
  add("leg cast, then training of the leg", young_woman, 120,
      {during(0, 14,
              Immobilisation{.joint = Joint::knee, .side = left, .device = ImmobilisationDevice::cast}),
       during(14, 98,
              ResistanceTraining{.regions = std::vector<std::string>{"thigh"},
                                 .side = left,
                                 .sessions_per_week = 3,
                                 .sets = 4,
                                 .exercises = 1})});
  add("arm in a sling while the other arm trains", young_man, 90,
      {during(0, 28,
              Immobilisation{.joint = Joint::elbow, .side = right, .device = ImmobilisationDevice::sling}),
       during(0, 28,
              ResistanceTraining{.regions = std::vector<std::string>{"elbow_flexors"},
                                 .side = left,
                                 .sessions_per_week = 3,
                                 .sets = 4,
                                 .exercises = 1})});
  add("leg unloaded with stimulation", young_man, 60,
      {during(0, 21, LimbUnloading{.limb = Limb::leg, .side = left}),
       during(0, 21,
              ElectricalStimulation{
                  .regions = std::vector<std::string>{"quadriceps"}, .side = left, .minutes_per_day = 60})});
  add("two weeks of few steps with a diet", old_man, 90,
      {during(0, 14, Activity{.steps_per_day = 1000}),
       during(0, 14, Diet{.energy_deficit_kcal = 500, .protein_g_per_kg = 1.2})});
  add("training, a year off, training again", woman, 730,
      {during(0, 180, whole_body_training()), during(545, 730, whole_body_training())});
  add("endurance training with creatine", young_man, 180,
      {during(0, 180,
              EnduranceTraining{.mode = EnduranceMode::running, .sessions_per_week = 4, .minutes = 45}),
       during(30, 150, Supplement{.what = SupplementKind::creatine, .dose = 5, .unit = SupplementUnit::g})});
  add("a pooled exercise programme", old_woman, 180, {during(0, 90, ExerciseProgramme{})});
  add("a drug against obesity with training", large_woman, 500,
      {during(0, 476,
              Drug{.what = DrugName::semaglutide, .dose = 2.4, .unit = DrugUnit::mg, .every_days = 7}),
       during(60, 476, whole_body_training(3, 2))});
  add("overfeeding and back", young_man, 200, {during(0, 56, Diet{.energy_deficit_kcal = -1000})});
  add("short of vitamin D and energy, then fed", old_woman, 300,
      {during(-180, 60, Deficiency{.of = DeficiencyOf::vitamin_d, .level = "severe"}),
       during(-60, 60, Deficiency{.of = DeficiencyOf::energy}),
       during(60, 300, Treatment{.of = TreatmentTarget::malnutrition, .what = TreatmentKind::refeeding}),
       during(60, 300,
              Supplement{.what = SupplementKind::vitamin_d, .dose = 2000, .unit = SupplementUnit::iu})});
  add("cancer with treatment of its cause", old_man, 365,
      {since(-60, Disease{.condition = Condition::cancer, .stage = "4", .site = "pancreas"}),
       during(30, 200, Treatment{.of = TreatmentTarget::cancer, .what = TreatmentKind::chemotherapy}),
       since(200, Treatment{.of = TreatmentTarget::cancer,
                            .what = TreatmentKind::cause_treated,
                            .response_percent = 70})});
  add("kidney failure with bicarbonate", woman, 400,
      {since(-400, Disease{.condition = Condition::ckd, .stage = "4"}),
       since(30, Treatment{.of = TreatmentTarget::ckd, .what = TreatmentKind::bicarbonate})});
  add("critical illness, rehabilitation", man, 240,
      {during(0, 14, Disease{.condition = Condition::critical_illness, .organ_failures = 3}),
       during(14, 90,
              Treatment{.of = TreatmentTarget::critical_illness, .what = TreatmentKind::rehabilitation})});
  add("cord injury and stroke of one side", man, 365,
      {since(0, Disease{.condition = Condition::spinal_cord_injury,
                        .level = "T6",
                        .completeness = LesionCompleteness::complete}),
       since(180, Disease{.condition = Condition::stroke, .side = right})});
  add("femoral nerve cut and repaired", young_man, 700,
      {since(0, NerveInjury{.nerve = Nerve::femoral,
                            .side = left,
                            .completeness = NerveCompleteness::complete,
                            .repair_day = 30})});
  add("motor neurone disease", man, 500, {since(-100, Disease{.condition = Condition::als})});
  add("muscle torn", young_man, 200,
      {since(0, MuscleInjury{.region = "hamstrings", .side = right, .grade = 3})});
  add("hip fracture with prednisone", old_woman, 365,
      {since(0, Surgery{.kind = SurgeryKind::hip_fracture, .side = left}),
       during(20, 120,
              Drug{.what = DrugName::prednisone, .dose = 15, .unit = DrugUnit::mg, .every_days = 1})});
  add("testosterone with growth hormone and training", old_man, 400,
      {during(
           0, 180,
           Drug{
               .what = DrugName::testosterone_enanthate, .dose = 125, .unit = DrugUnit::mg, .every_days = 7}),
       during(0, 180,
              Drug{.what = DrugName::growth_hormone, .dose = 6, .unit = DrugUnit::ug_kg, .every_days = 1}),
       during(0, 180, whole_body_training())});
  add("menopause with oestradiol", woman, 730,
      {since(0, HormoneChange{.what = HormoneChangeKind::menopause}),
       during(180, 730,
              Drug{.what = DrugName::estradiol, .dose = 1, .unit = DrugUnit::mg, .every_days = 1})});
  add("castration with a myostatin antibody", old_man, 400,
      {since(0, HormoneChange{.what = HormoneChangeKind::orchiectomy}),
       during(0, 168,
              Drug{.what = DrugName::bimagrumab, .dose = 10, .unit = DrugUnit::mg_kg, .every_days = 28})});
  return s;
}

}  // namespace sarx::testing
