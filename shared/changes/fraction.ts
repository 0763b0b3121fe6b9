/** An exact number in lowest terms with a positive denominator. Doses are never held as floats: 0.1 mg has to stay 0.1. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** Reads a decimal as written (`0.25`, `1,000`, `.5`); `undefined` for anything else, or where it is not held exactly. */
export function fractionOf(written: string | number): Fraction | undefined {
  const text = String(written).replace(/(?<=\d),(?=\d{3})/g, '');
  const match = /^(-?)(\d*)\.?(\d*)$/.exec(text);
  if (!match || match[2]! + match[3]! === '') return undefined;
  return reduced(BigInt(match[1]! + match[2]! + match[3]!), 10n ** BigInt(match[3]!.length));
}

/** `undefined` where numerator or denominator grows beyond what a number holds exactly, or the denominator is 0. */
export function reduced(numerator: bigint, denominator: bigint): Fraction | undefined {
  if (denominator === 0n) return undefined;
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(numerator, denominator) * sign;
  const fraction = { numerator: Number(numerator / divisor), denominator: Number(denominator / divisor) };
  return Number.isSafeInteger(fraction.numerator) && Number.isSafeInteger(fraction.denominator) ? fraction : undefined;
}

export function times(a: Fraction, b: Fraction): Fraction | undefined {
  return reduced(BigInt(a.numerator) * BigInt(b.numerator), BigInt(a.denominator) * BigInt(b.denominator));
}

export function dividedBy(a: Fraction, b: Fraction): Fraction | undefined {
  return reduced(BigInt(a.numerator) * BigInt(b.denominator), BigInt(a.denominator) * BigInt(b.numerator));
}

export function equals(a: Fraction, b: Fraction): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

/** Largest whole number not above. */
export function floor({ numerator, denominator }: Fraction): number {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  return Number(n >= 0n ? n / d : -((-n + d - 1n) / d));
}

/** Smallest whole number not below. */
export function ceiling({ numerator, denominator }: Fraction): number {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  return Number(n >= 0n ? (n + d - 1n) / d : -(-n / d));
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
