import { money } from '../alerts/words.ts';
import type { Fix } from '../claims/finding.ts';
import { formOf } from '../code.ts';
import { addDays, type IsoDate } from '../dates.ts';
import type { HeldLine, HoldingFinding, HoldingType } from './holding.ts';

/** What a person does about a line of each type, where the code that takes over is known and where it is not. */
interface Deeds {
  readonly title: string;
  readonly instead: (codes: string, day: IsoDate) => string;
  readonly unknown: (day: IsoDate) => string;
  /** Whether units are those of the whole line, or of one unit of the old code. */
  readonly units: 'all' | 'one';
}

const deeds: Readonly<Record<HoldingType, Deeds>> = {
  chargemaster: {
    title: 'Chargemaster line',
    instead: (codes, day) => `Load ${codes} for services from ${day} on; the old line stays for earlier ones`,
    unknown: (day) => `Close the line for services from ${day} on: nothing is known to bill in its place`,
    units: 'one',
  },
  'fee-schedule': {
    title: 'Fee schedule line',
    instead: (codes, day) => `Get the rate of ${codes} for services from ${day} on, and load it`,
    unknown: (day) => `Its rate pays nothing from ${day} on; no code is known that takes over`,
    units: 'one',
  },
  superbill: {
    title: 'Superbill line',
    instead: (codes, day) => `Print ${codes} in its place from ${day} on`,
    unknown: (day) => `Take it off the form from ${day} on: nothing is known to bill in its place`,
    units: 'one',
  },
  authorisation: {
    title: 'Prior authorisation',
    instead: (codes, day) =>
      `Have the payer issue it anew for ${codes} before ${day}: services from then on are denied under the old code`,
    unknown: (day) => `Ask the payer what it authorises for services from ${day} on`,
    units: 'all',
  },
  order: {
    title: 'Standing order',
    instead: (codes, day) => `Have it written anew for ${codes} before ${day}`,
    unknown: (day) => `Ask who ordered it what is to be given from ${day} on`,
    units: 'all',
  },
};

/** The finding's text for a line of its type: what is wrong, over which days, and what to do. */
export function holdingMessage(held: HeldLine, found: HoldingFinding): string {
  const { title } = deeds[held.type];
  const span = held.through === null ? '' : `, and it runs to ${held.through}`;
  return `${title}: ${lowered(clauseOf(found.message))}${span}. ${deedOf(held, found)}.`;
}

function deedOf(held: HeldLine, { code, rule, since, until, fix }: HoldingFinding): string {
  const { instead, unknown, units } = deeds[held.type];
  if (formOf(code).endsWith('modifier')) return `Take modifier ${code} off for services from ${since} on`;
  if (rule === 'code-not-yet-effective' && until) return `It is not to be used before ${addDays(until, 1)}`;
  if (rule === 'unit-revised') return `Look at its price and units: one unit is another dose from ${since} on`;
  if (rule === 'code-unknown') return 'Look for a typing error';
  if (fix.length === 0) return unknown(since);
  const remark = fix.some(({ confirm }) => confirm) ? '; a person has to confirm it' : '';
  return `${instead(fix.map((each) => namedFix(each, held, units, code)).join(' or '), since)}${remark}`;
}

function namedFix(
  { code, units }: Fix,
  { units: ordered, price }: HeldLine,
  counted: Deeds['units'],
  old: string,
): string {
  if (typeof units !== 'number') return code;
  if (counted === 'all') return ordered === null ? code : `${code} (${units} ${units === 1 ? 'unit' : 'units'})`;
  if (units === 1) return `${code} (the same unit)`;
  const factor = units > 1 ? `${written(units)} units for one of ${old}` : `1 unit for ${written(1 / units)} of ${old}`;
  const cents = price === null ? null : price / units;
  return `${code} (${factor}${cents !== null && Number.isInteger(cents) ? `: ${money(cents / 100)} each` : ''})`;
}

function written(number: number): string {
  return String(Math.round(number * 1000) / 1000);
}

/** What is wrong, without what a claim's biller is told to do about it. */
function clauseOf(message: string): string {
  return message.split(/[;:.](?= |$)/, 1)[0]!;
}

/** In the middle of a sentence; a code keeps its letters. */
function lowered(clause: string): string {
  return /^[A-Z][a-z]/.test(clause) ? clause.charAt(0).toLowerCase() + clause.slice(1) : clause;
}
