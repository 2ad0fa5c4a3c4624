declare module 'virtual:figure' {
  const figure: import('../build/sources.ts').Figure;
  export default figure;
}
declare module 'virtual:cutoffs' {
  const cutoffs: Record<string, { unit: string; doc: string; male: number; female: number }>;
  export default cutoffs;
}
declare module 'virtual:outcomes' {
  const outcomes: import('../build/sources.ts').Outcomes;
  export default outcomes;
}
