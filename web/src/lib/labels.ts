// Names as people say them. Whatever has no entry is made from its own name.
const words: Record<string, string> = {
  // events
  immobilisation: 'Cast or brace', limb_unloading: 'Limb without load', activity: 'Daily activity',
  resistance_training: 'Strength training', endurance_training: 'Endurance training', exercise_programme: 'Exercise programme',
  electrical_stimulation: 'Electrical stimulation', microgravity: 'Weightlessness', bed_rest: 'Bed rest',
  hormone_change: 'Hormone change', drug: 'Drug', ageing: 'Ageing', supplement: 'Supplement', deficiency: 'Shortage',
  nerve_injury: 'Nerve injury', muscle_injury: 'Muscle injury',
  // fields
  hours_per_day: 'Worn a day', tilt_deg: 'Tilt', sessions_per_week: 'Sessions a week', sets: 'Sets of each exercise',
  exercises: 'Exercises in a session', reps: 'Repetitions of a set', load_percent_1rm: 'Load', minutes: 'Length of a session',
  to_failure: 'To failure', mode: 'Kind', blood_flow_restriction: 'Blood-flow restriction', velocity: 'Speed',
  intensity_percent_vo2max: 'Intensity', minutes_per_day: 'Stimulation a day', energy_kcal: 'Energy a day',
  energy_deficit_kcal: 'Energy deficit', energy_percent_of_need: 'Energy, of need', energy_deficit: 'Energy deficit, in words',
  protein_g_per_kg: 'Protein', protein_g: 'Protein, grams a day', protein_percent_energy: 'Protein, of energy', meals_per_day: 'Meals a day',
  meal_protein_g: 'Protein of each meal', eating_window_h: 'Eating window', protein_source: 'Source of protein',
  what: 'What', per: 'How often', of: 'Of what', condition: 'Condition', organ_failures: 'Organs that fail',
  response_percent: 'Share of the cause removed', repair_day: 'Day of repair', every_days: 'Interval', doses: 'Number of doses',
  titrated_to: 'Adjusted to a level of', detail: 'Notes', regions: 'Muscles', joint: 'Joint', device: 'Device',
  steps_per_day: 'Steps a day', kind: 'Kind', nerve: 'Nerve', limb: 'Limb', grade: 'Grade',
  // person
  male_fraction: 'Sex at birth', age_years: 'Age', height_cm: 'Height', weight_kg: 'Weight', bmi: 'Body mass index',
  body_fat_percent: 'Body fat', fat_mass_kg: 'Fat mass', lean_mass_kg: 'Lean mass', appendicular_lean_mass_kg: 'Lean mass of arms and legs',
  training: 'Training', living: 'Lives', menopause: 'Menopause', testosterone_ng_dl: 'Testosterone', testosterone_status: 'Testosterone, in words',
  falls_past_year: 'Falls in the past year', medications: 'Regular medicines', history: 'History', psa_ng_ml: 'PSA',
  haematocrit_percent: 'Haematocrit', weight_loss_percent: 'Weight lost before', weight_loss_days: 'Lost over', bone_t_score: 'Bone density, T-score',
  alcohol_g_per_day: 'Alcohol', vitamin_d_nmol_l: 'Vitamin D (25-OH)', crp_mg_l: 'C-reactive protein', egfr: 'Kidney function (eGFR)',
  albumin_g_l: 'Albumin', smoking: 'Smoking', description: 'Notes',
  // muscles and regions
  quadriceps: 'Quadriceps', hamstrings: 'Hamstrings', hip_adductors: 'Hip adductors', gluteals: 'Gluteals', hip_flexors: 'Hip flexors',
  plantarflexors: 'Calf (plantarflexors)', dorsiflexors: 'Shin (dorsiflexors)', chest_shoulders: 'Chest and shoulders',
  upper_back: 'Upper back', elbow_flexors: 'Biceps (elbow flexors)', elbow_extensors: 'Triceps (elbow extensors)', forearm: 'Forearm',
  trunk_extensors: 'Back extensors', trunk_flexors: 'Abdomen', whole_body: 'Whole body',
  // drivers
  drugs: 'Myostatin and activin block', recovery: 'Recovery, return to usual', energy: 'Energy balance', growth_hormone: 'Growth hormone',
  nutrients: 'Shortage of nutrients', androgens: 'Androgens', glucocorticoids: 'Glucocorticoids',
  // conditions and choices
  ckd: 'Kidney disease', haemodialysis: 'Haemodialysis', copd: 'COPD', als: 'ALS', hiv: 'HIV', type2_diabetes: 'Type 2 diabetes',
  guillain_barre: 'Guillain-Barré syndrome', crohns_disease: "Crohn's disease", eaa: 'Essential amino acids', hmb: 'HMB', omega3: 'Omega-3',
  vitamin_b12: 'Vitamin B12', acl: 'Cruciate ligament', 'gh-deficiency': 'Growth-hormone deficiency', 'mk-677': 'MK-677', ly2495655: 'LY2495655',
  ARED: 'ARED (heavy resistance)', 'glp1-agonist': 'GLP-1 agonist', 'gnrh-agonist': 'GnRH agonist', community: 'at home', 'care-home': 'in a care home',
  hospital: 'in hospital', parkinson: "Parkinson's disease", cushing: "Cushing's syndrome",
};

/** "sessions_per_week" as "Sessions per week", unless people say it otherwise. */
export function label(name: string): string {
  if (Object.hasOwn(words, name)) return words[name]!;
  const text = name.replaceAll('_', ' ').replace(/(?<=[a-z])-(?=[a-z])/gi, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The same inside a sentence. */
export function inWords(name: string): string {
  const text = label(name);
  return /^[A-Z][^A-Z0-9]*$/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

export const muscles = [
  'quadriceps', 'hamstrings', 'hip_adductors', 'gluteals', 'hip_flexors', 'plantarflexors', 'dorsiflexors', 'chest_shoulders', 'upper_back',
  'elbow_flexors', 'elbow_extensors', 'forearm', 'trunk_extensors', 'trunk_flexors',
] as const;
export const sides = ['left', 'right'] as const;

export type Nature = 'cause' | 'help' | 'medicine' | 'fact';
const causes = new Set(['bed_rest', 'microgravity', 'immobilisation', 'limb_unloading', 'deficiency', 'disease', 'nerve_injury', 'muscle_injury',
  'surgery', 'hormone_change']);
const helps = new Set(['resistance_training', 'endurance_training', 'exercise_programme', 'electrical_stimulation', 'supplement', 'treatment']);

/** Whether an event tends to take muscle, to give it, is a medicine (both are possible), or a fact of life. */
export function natureOf(kind: string): Nature {
  if (causes.has(kind)) return 'cause';
  if (helps.has(kind)) return 'help';
  return kind === 'drug' ? 'medicine' : 'fact';
}

/** Groups in which the kinds of event are offered. */
export const eventGroups: { title: string; kinds: string[] }[] = [
  { title: 'Inactivity', kinds: ['bed_rest', 'immobilisation', 'limb_unloading', 'activity', 'microgravity'] },
  { title: 'Illness, injury, operation', kinds: ['disease', 'surgery', 'muscle_injury', 'nerve_injury', 'hormone_change', 'ageing'] },
  { title: 'Food', kinds: ['diet', 'supplement', 'deficiency'] },
  { title: 'Training', kinds: ['resistance_training', 'endurance_training', 'electrical_stimulation', 'exercise_programme'] },
  { title: 'Medicine', kinds: ['treatment', 'drug'] },
];
