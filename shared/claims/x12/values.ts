import { fromCompact, type IsoDate } from '../../dates.ts';
import type { Segment } from './segment.ts';
import { detached } from './text.ts';

/** What SV101 or SV202 says: the code and its modifiers, with everything else of the composite dropped. */
export interface Procedure {
  /** Empty where the code belongs to a list that is neither HCPCS nor CPT, or where there is none. */
  readonly code: string;
  readonly modifiers: readonly string[];
  /** The code is of another list (SV101-1 or SV202-1 is not HC): it cannot be judged here. */
  readonly otherCodeSet: boolean;
  /** The composite uses another separator than ISA16 declares. */
  readonly foreignSeparator: boolean;
}

export interface DateSpan {
  readonly from: IsoDate;
  readonly through: IsoDate;
}

/** CLM05: where, and the how-manieth bill for the same service. */
export interface Facility {
  readonly place: string;
  /** CLM05-2: B place of service, A first two digits of the type of bill. */
  readonly qualifier: string;
  readonly frequency: string;
  readonly foreignSeparator: boolean;
}

/** SV101-1 and SV202-1 of the guides other than HC: jurisdiction-specific, HIPPS, HIEC, ABC codes. */
const otherCodeSets: ReadonlySet<string> = new Set(['ER', 'HP', 'IV', 'WK']);
const codeForm = /^[0-9A-Z]{1,8}$/;
const modifierForm = /^[0-9A-Z]{2}$/;
const noList = 'the procedure does not say of which list its code is';
const noModifiers: readonly string[] = Object.freeze([]);
/** Composites seen before are not taken apart again; a file uses few. Free text (SV101-7) is never remembered. */
const mostRemembered = 5_000;
const longestRemembered = 17;

/** Reads composites and dates; remembers what it has read, since a file says the same few things again and again. */
export class ValueReader {
  /** ISA16. */
  component = ':';
  /** Composites of this interchange were found to use another separator, and that was said. */
  foreignSeparatorTold = false;
  private readonly procedures = new Map<string, Procedure>();
  private readonly facilities = new Map<string, Facility>();
  private readonly days = new Map<string, IsoDate>();

  use(component: string): void {
    this.component = component;
    this.foreignSeparatorTold = false;
    this.procedures.clear();
    this.facilities.clear();
  }

  /** SV101 or SV202; a sentence where it cannot be read. */
  procedure(written: string): Procedure | string {
    const composite = written.length > longestRemembered ? withoutDescription(written, this.component) : written;
    const known = this.procedures.get(composite);
    if (known) return known;
    const read = readProcedure(composite, this.component);
    if (typeof read === 'object' && composite.length <= longestRemembered) {
      if (this.procedures.size >= mostRemembered) this.procedures.clear();
      this.procedures.set(detached(composite), read);
    }
    return read;
  }

  /** CLM05. */
  facility(composite: string): Facility | undefined {
    const known = this.facilities.get(composite);
    if (known) return known;
    const read = readFacility(composite, this.component);
    if (read && this.facilities.size < mostRemembered) this.facilities.set(composite, read);
    return read;
  }

  /** The date at element `n` (its qualifier) and the one behind it: D8 is a day, RD8 a span of days. */
  span(segment: Segment, n: number): DateSpan | undefined {
    const text = segment.element(n + 1);
    if (segment.is(n, 'D8')) {
      const day = this.day(text);
      return day === undefined ? undefined : { from: day, through: day };
    }
    if (!segment.is(n, 'RD8') || text.charAt(8) !== '-') return undefined;
    const from = this.day(text.slice(0, 8));
    const through = this.day(text.slice(9));
    return from && through && from <= through ? { from, through } : undefined;
  }

  /** A day written CCYYMMDD. */
  day(compact: string): IsoDate | undefined {
    const known = this.days.get(compact);
    if (known !== undefined) return known;
    const day = fromCompact(compact);
    if (this.days.size >= mostRemembered) this.days.clear();
    if (day) this.days.set(compact, day);
    return day;
  }
}

/** The composite without its free text: the seventh component and what follows it. */
function withoutDescription(composite: string, component: string): string {
  let at = -1;
  for (let n = 0; n < 6; n++) {
    at = composite.indexOf(component, at + 1);
    if (at < 0) return composite;
  }
  return composite.slice(0, at);
}

function readProcedure(composite: string, component: string): Procedure | string {
  const qualifier = composite.slice(0, 2);
  const separator = composite.charAt(2) || component;
  if (/[0-9A-Za-z ]/.test(separator)) return noList;
  const [code = '', ...rest] = composite.slice(3).split(separator);
  const foreignSeparator = separator !== component;
  if (otherCodeSets.has(qualifier)) return { code: '', modifiers: noModifiers, otherCodeSet: true, foreignSeparator };
  if (qualifier !== 'HC') return noList;
  const form = code.trim().toUpperCase();
  if (!codeForm.test(form)) return 'the procedure code cannot be read';
  const modifiers = rest
    .slice(0, 4)
    .map((modifier) => modifier.trim().toUpperCase())
    .filter((modifier) => modifier !== '');
  if (!modifiers.every((modifier) => modifierForm.test(modifier))) return 'a modifier cannot be read';
  return {
    code: form,
    modifiers: modifiers.length === 0 ? noModifiers : modifiers,
    otherCodeSet: false,
    foreignSeparator,
  };
}

const facilityForm = /^([0-9A-Z]{1,3})([^0-9A-Za-z ])([AB]?)\2([0-9A-Z])\2*$/;

export function readFacility(composite: string, component: string): Facility | undefined {
  const [, place, separator, qualifier, frequency] = facilityForm.exec(composite) ?? [];
  if (place === undefined || frequency === undefined) return undefined;
  return { place, qualifier: qualifier ?? '', frequency, foreignSeparator: separator !== component };
}
