// Metric and US units. The engine speaks metric; only what people read and type is converted.
export type System = 'metric' | 'us';

interface Conversion {
  unit: string;
  factor: number;
}
const us: Record<string, Conversion> = {
  kg: { unit: 'lb', factor: 2.204622622 },
  cm: { unit: 'in', factor: 1 / 2.54 },
  cm3: { unit: 'in³', factor: 1 / 16.387064 },
  'm/s': { unit: 'ft/s', factor: 1 / 0.3048 },
  m: { unit: 'ft', factor: 1 / 0.3048 },
  'N m': { unit: 'lbf ft', factor: 0.737562149 },
};
const written: Record<string, string> = {
  cm3: 'cm³', 'N m': 'N m', 'kg/m2': 'kg/m²', per_person_year: 'a year', percent: '%', y: 'years', 'steps/day': 'steps', '1/week': 'a week',
  'kcal/day': 'kcal a day', 'g/kg/day': 'g/kg a day', 'h/day': 'h', deg: '°', day: 'days', 'min/day': 'min', '1/day': 'a day', 'mL/min/1.73 m2': 'mL/min/1.73 m²',
  'ml/kg/min': 'mL/kg/min', 'g/day': 'g a day',
};

export function unitText(unit: string, system: System): string {
  if (system === 'us' && Object.hasOwn(us, unit)) return us[unit]!.unit;
  return Object.hasOwn(written, unit) ? written[unit]! : unit;
}
export function toSystem(value: number, unit: string, system: System): number {
  return system === 'us' && Object.hasOwn(us, unit) ? value * us[unit]!.factor : value;
}
export function fromSystem(value: number, unit: string, system: System): number {
  return system === 'us' && Object.hasOwn(us, unit) ? value / us[unit]!.factor : value;
}

export function feetInches(cm: number): { feet: number; inches: number } {
  const all = Math.round(cm / 2.54);
  return { feet: Math.floor(all / 12), inches: all % 12 };
}

/** With a true minus sign and no more digits than mean something. */
export function numberText(value: number, digits?: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const places = digits ?? (size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 2 : 3);
  let text = value.toFixed(places);
  if (Number(text) === 0) text = text.replace('-', '');
  return text.replace('-', '−');
}
export function signed(value: number, digits = 1): string {
  const text = numberText(value, digits);
  return Number(value.toFixed(digits)) > 0 ? `+${text}` : text;
}
/** A chance in percent, with more digits the smaller it is. */
export function chanceText(percent: number): string {
  if (percent >= 99.5) return 'over 99 %';
  if (percent >= 10) return `${percent.toFixed(0)} %`;
  if (percent >= 1) return `${percent.toFixed(1)} %`;
  if (percent >= 0.01) return `${percent.toFixed(2)} %`;
  return percent > 0 ? 'under 0.01 %' : '0 %';
}
/** The band of a chance: "11 to 15 %"; one figure where both ends read alike. */
export function chanceBand(lo: number, hi: number): string {
  const [low, high] = [chanceText(lo), chanceText(hi)];
  return low === high ? low : `${low.replace(' %', '')} to ${high}`;
}
