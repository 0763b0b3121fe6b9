import type { Cents } from './claim.ts';

const zero = 48;
const nine = 57;
const point = 46;
/** More digits than this would not be exact in a number. */
const mostDigits = 15;

/**
 * Money as X12 writes it (type R: digits with an optional decimal point) in whole cents, without passing through a
 * binary fraction. `undefined` where the text is no amount, is negative, or has a fraction of a cent.
 */
export function centsOf(text: string): Cents | undefined {
  const { length } = text;
  let cents = 0;
  let digits = 0;
  let decimals = -1;
  for (let i = 0; i < length; i++) {
    const character = text.charCodeAt(i);
    if (character === point && decimals < 0) decimals = 0;
    else if (character < zero || character > nine) return undefined;
    else {
      digits++;
      if (decimals >= 2) {
        if (character !== zero) return undefined;
      } else {
        cents = cents * 10 + character - zero;
        if (decimals >= 0) decimals++;
      }
    }
  }
  if (digits === 0 || digits > mostDigits) return undefined;
  if (decimals === 1) return cents * 10;
  return decimals === 2 ? cents : cents * 100;
}

/** A quantity: digits with an optional decimal point; `undefined` where it is none, or negative. */
export function quantityOf(text: string): number | undefined {
  const { length } = text;
  if (length === 0 || length > mostDigits) return undefined;
  let whole = 0;
  for (let i = 0; i < length; i++) {
    const character = text.charCodeAt(i);
    if (character < zero || character > nine) return decimalOf(text);
    whole = whole * 10 + character - zero;
  }
  return whole;
}

function decimalOf(text: string): number | undefined {
  return /^(?:\d+\.\d*|\.\d+)$/.test(text) ? Number(text) : undefined;
}
