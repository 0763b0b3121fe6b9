import { centsOf, quantityOf } from './amounts.ts';
import type { Cents } from './claim.ts';

/** Blanks and apostrophes between groups of three digits. */
const softSeparators = /(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))/g;
const currency = /^(?:\$|USD)\s*|\s*(?:\$|USD)$/gi;
const commaAlone = /^\d*,\d+$/;
const oneGroup = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * Numbers as people's programs write them into the cells of a file: with separators of thousands, a decimal comma, a
 * dollar sign. `undefined` where a cell holds no number, and where it can be read in two ways: `1,250` is 1250 in most
 * files, and one and a quarter in those that write commas for decimals.
 */
export class WrittenNumbers {
  private decimalComma: boolean;

  /** Cells are parted by semicolons where the comma is taken: in countries that write it for decimals. */
  constructor(delimiter: string) {
    this.decimalComma = delimiter === ';';
  }

  cents(written: string): Cents | undefined {
    const plain = this.plain(written.trim().replace(currency, ''));
    return plain === undefined ? undefined : centsOf(plain);
  }

  quantity(written: string): number | undefined {
    const plain = this.plain(written.trim());
    return plain === undefined ? undefined : quantityOf(plain);
  }

  /** Digits with a point at most. */
  private plain(written: string): string | undefined {
    const text = written.replaceAll(softSeparators, '');
    const [comma, point] = [text.lastIndexOf(','), text.lastIndexOf('.')];
    if (comma >= 0 && point >= 0) return comma < point ? withoutGroups(text, ',') : this.withDecimalComma(text);
    if (oneGroup.test(text) && this.decimalComma) return undefined;
    if (comma >= 0)
      return withoutGroups(text, ',') ?? (commaAlone.test(text) ? this.withDecimalComma(text) : undefined);
    return text.indexOf('.') === point ? text : withoutGroups(text, '.');
  }

  private withDecimalComma(text: string): string | undefined {
    const plain = withoutGroups(text, '.') ?? (text.includes('.') ? undefined : text);
    if (plain !== undefined) this.decimalComma = true;
    return plain?.replace(',', '.');
  }
}

/** Undefined where the separators do not stand between groups of three. */
function withoutGroups(text: string, separator: ',' | '.'): string | undefined {
  const [whole = '', decimals, ...more] = text.split(separator === ',' ? '.' : ',');
  const groups = whole.split(separator);
  const grouped = /^[1-9]\d{0,2}$/.test(groups[0]!) && groups.slice(1).every((group) => /^\d{3}$/.test(group));
  if (!grouped || groups.length === 1 || more.length > 0) return undefined;
  return decimals === undefined ? groups.join('') : `${groups.join('')}${separator === ',' ? '.' : ','}${decimals}`;
}
