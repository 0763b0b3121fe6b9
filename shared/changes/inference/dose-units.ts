/** Canonical names of the units in which descriptors state amounts. */
export type DoseUnit = keyof typeof units;

type Dimension = 'mass' | 'volume' | 'radioactivity' | 'equivalents' | 'area' | 'length' | 'units' | 'count';

interface Unit {
  readonly dimension: Dimension;
  /** How many of the smallest unit of the same scale; amounts compare only within one scale. */
  readonly scale: number;
  /** Names the scale where the dimension alone would compare what differs (USP units with international ones). */
  readonly kind: string;
  /** Sizes of things, not amounts of drug: billed only where the text says "per". */
  readonly size: boolean;
  readonly written: readonly string[];
}

const drug = (dimension: Dimension, kind: string, scale: number, ...written: string[]): Unit => ({
  dimension,
  kind,
  scale,
  size: false,
  written,
});
const size = (dimension: Dimension, scale: number, ...written: string[]): Unit => ({
  dimension,
  kind: dimension,
  scale,
  size: true,
  written,
});

/** Every unit with the ways CMS writes it. Areas in hundredths of a square millimetre, so that an inch is whole. */
export const units = {
  ng: drug('mass', 'mass', 1, 'nanograms', 'nanogram', 'ng'),
  mcg: drug('mass', 'mass', 1e3, 'micrograms', 'microgram', 'mcgs', 'mcg', 'ug'),
  mg: drug('mass', 'mass', 1e6, 'milligrams', 'milligram', 'mgs', 'mg'),
  g: drug('mass', 'mass', 1e9, 'grams', 'gram', 'gms', 'gm', 'g'),
  ml: drug('volume', 'volume', 1, 'milliliters', 'milliliter', 'millilitres', 'millilitre', 'mls', 'ml', 'ccs', 'cc'),
  l: drug('volume', 'volume', 1e3, 'liters', 'liter', 'litres', 'litre'),
  nci: drug('radioactivity', 'radioactivity', 1, 'nanocuries', 'nanocurie', 'nci'),
  uci: drug('radioactivity', 'radioactivity', 1e3, 'microcuries', 'microcurie', 'uci'),
  mci: drug('radioactivity', 'radioactivity', 1e6, 'millicuries', 'millicurie', 'mci'),
  meq: drug('equivalents', 'meq', 1, 'milliequivalents', 'milliequivalent', 'meqs', 'meq'),
  mmol: drug('equivalents', 'mmol', 1, 'millimoles', 'millimole', 'mmol'),
  iu: drug('units', 'iu', 1, 'international units', 'international unit', 'units', 'unit', 'iu'),
  'usp unit': drug('units', 'usp', 1, 'usp units', 'usp unit', 'usp'),
  kiu: drug('units', 'kiu', 1, 'kiu'),
  pfu: drug('count', 'pfu', 1, 'plaque forming units', 'plaque forming unit', 'plaque-forming units', 'pfu'),
  'vector genome': drug('count', 'vector genome', 1, 'vector genomes', 'vector genome'),
  'sq mm': size('area', 100, 'square millimeters', 'square millimeter', 'sq mm', 'mm2'),
  'sq cm': size('area', 10_000, 'square centimeters', 'square centimeter', 'square cm', 'sq cm', 'cm2'),
  'sq in': size('area', 64_516, 'square inches', 'square inch', 'sq inches', 'sq inch', 'sq in'),
  mm: size('length', 1, 'millimeters', 'millimeter', 'mm'),
  cm: size('length', 10, 'centimeters', 'centimeter', 'cm'),
} as const satisfies Record<string, Unit>;

const byWriting = new Map<string, DoseUnit>(
  Object.entries(units).flatMap(([name, { written }]) => written.map((text) => [text, name as DoseUnit] as const)),
);

/** Alternatives for a regular expression, the longest first. */
export const unitPattern = [...byWriting.keys()].sort((a, b) => b.length - a.length).join('|');

export function unitNamed(written: string): DoseUnit | undefined {
  return byWriting.get(written);
}

/** True where one is a multiple of the other: g and mcg are, mg and ml, or USP and international units, are not. */
export function comparable(a: DoseUnit, b: DoseUnit): boolean {
  return units[a].dimension === units[b].dimension && units[a].kind === units[b].kind;
}
