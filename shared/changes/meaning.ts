import type { IsoDate } from '../dates.ts';
import type { FieldName } from '../release/record.ts';
import type { ReportedAction } from '../release/transaction-report.ts';
import { changesDose } from './affects-lines.ts';
import type { CodeChange } from './change.ts';
import { liesFarApart } from './compare.ts';
import { sharedWords } from './inference/words.ts';

/** What a change means for who bills the code, the weightiest first. */
export const consequences = [
  'withdrawn',
  'ends',
  'begins',
  'returns',
  'dates',
  'dose',
  'meaning',
  'coverage',
  'pricing',
  'cross-reference',
  'descriptor',
  'administrative',
] as const;
export type Consequence = (typeof consequences)[number];

/** The same in plain words. */
export const consequenceWords: Readonly<Record<Consequence, string>> = {
  withdrawn: 'gone from the file without a last day: not to be billed from here on',
  ends: 'not to be billed from this date of service on',
  begins: 'may be billed from this date of service on',
  returns: 'may be billed again from this date of service on',
  dates: 'other dates of service are valid than were published before',
  dose: 'one unit is another dose now: units counted the old way are wrong',
  meaning: 'the code stands for another service now: what was billed with it may not be billed with it any more',
  coverage: "Medicare's coverage changes: lines may pay or be refused that did not before",
  pricing: 'how it is priced changes; the code itself stays',
  'cross-reference': 'CMS names another code to bill, or no longer does',
  descriptor: 'the wording changes, and nothing that is billed',
  administrative: 'grouping or references change, and nothing that is billed',
};

/** What a difference in a field comes to; a descriptor that changes the dose weighs more, and is told by its text. */
const ofField: Readonly<Record<FieldName, Consequence>> = {
  longDescription: 'descriptor',
  shortDescription: 'descriptor',
  pricingIndicators: 'pricing',
  multiplePricingIndicator: 'pricing',
  coverageManualReferences: 'administrative',
  carriersManualReferences: 'administrative',
  statute: 'administrative',
  labCertifications: 'administrative',
  crossReferences: 'cross-reference',
  coverage: 'coverage',
  ascGroup: 'pricing',
  ascDate: 'administrative',
  mogGroup: 'pricing',
  mogPolicy: 'pricing',
  mogDate: 'administrative',
  processingNote: 'administrative',
  betos: 'administrative',
  typesOfService: 'administrative',
  anesthesiaUnits: 'pricing',
  addedOn: 'dates',
  terminatedOn: 'dates',
};

/** CMS's action codes that say the same as we do: of a kind, and of each consequence of a revision. */
const agreeingActions: Readonly<Record<Exclude<CodeChange['kind'], 'revised'>, string>> = {
  added: 'A',
  deleted: 'D',
  reactivated: 'R',
};
const revisingActions: Readonly<Record<Consequence, string>> = {
  withdrawn: '',
  ends: 'D',
  begins: 'A',
  returns: 'R',
  dates: 'DRF',
  dose: 'BC',
  meaning: 'BC',
  coverage: 'BF',
  pricing: 'BFP',
  'cross-reference': 'BFT',
  descriptor: 'BCS',
  administrative: 'BFPT',
};

export type Accord = 'agrees' | 'differs' | 'silent';

export interface Meaning {
  readonly consequences: readonly Consequence[];
  /** The same in plain words, with what has to be known of the dates. */
  readonly text: string;
}

/** What CMS itself says of a change, held against what the two files show. `silent`: it says nothing of it. */
export interface CmsWord {
  readonly flag: Accord;
  readonly report: Accord;
  /** Where CMS and the files do not agree, both in words; null where they do. */
  readonly text: string | null;
}

/** The releases between which the change stands; `older` is null where that is not known. */
export interface Between {
  readonly older: IsoDate | null;
  readonly newer: IsoDate;
}

export function meaningOf(change: CodeChange, between: Between): Meaning {
  const found = consequencesOf(change);
  return {
    consequences: found,
    text: [...found.map((each) => consequenceWords[each]), ...datesInWords(change, between)].join('; '),
  };
}

function consequencesOf(change: CodeChange): readonly Consequence[] {
  const { kind, withdrawn, fields } = change;
  if (kind === 'deleted') return [withdrawn ? 'withdrawn' : 'ends'];
  if (kind === 'added') return ['begins'];
  if (kind === 'reactivated') return ['returns'];
  const found = new Set(fields.map(({ name }) => ofField[name]));
  if (changesDose(change)) found.add('dose');
  if (saysAnother(change)) found.add('meaning');
  return consequences.filter((each) => found.has(each));
}

/** A text of which so small a share is left is another text, not another wording. */
const sameSubject = 0.3;

function saysAnother({ fields }: CodeChange): boolean {
  const text = fields.find(({ name }) => name === 'longDescription');
  if (typeof text?.old !== 'string' || typeof text.new !== 'string') return false;
  return sharedWords({ longDescription: text.old }, { longDescription: text.new }) < sameSubject;
}

function datesInWords(change: CodeChange, { older, newer }: Between): readonly string[] {
  const { retroactive, withdrawn, bornAndDied, effective, effectiveSource } = change;
  const gap = withdrawn && older !== null && liesFarApart(older, newer);
  return [
    retroactive ? `retroactive: it takes effect on ${effective}, before the release of ${newer}` : '',
    bornAndDied ? 'it began and ended between the two files' : '',
    gap
      ? `the files compared lie far apart (${older} and ${newer}): it may have been terminated and dropped from the list in between`
      : '',
    effectiveSource === 'release' && !withdrawn ? `no date of the record says when: the release's own stands in` : '',
  ].filter(Boolean);
}

/**
 * CMS's word on a change. It gives one word a code, so whichever of the code's changes that fits will do. Undefined as
 * `reported` where no report came with the release; null where it does not name the code.
 */
export function cmsWordOn(
  change: CodeChange,
  ofCode: readonly CodeChange[],
  reported: ReportedAction | null | undefined,
): CmsWord {
  const wanted = ofCode.map(actionsFor).join('');
  const flag = accordOf(change.cmsAction, wanted);
  const report = reported === undefined ? 'silent' : accordOf(reported?.action ?? null, wanted);
  const said = [
    flag === 'differs' ? `its action code is ${change.cmsAction}` : '',
    report === 'differs' ? `its transaction report says "${reported!.words.trim()}"` : '',
    reported === null ? 'its transaction report does not name the code' : '',
  ].filter(Boolean);
  const alone = said.length > 0 ? `the files show it, CMS does not say it: ${said.join('; ')}` : null;
  return { flag, report, text: alone };
}

function actionsFor(change: CodeChange): string {
  if (change.kind !== 'revised') return change.withdrawn ? '' : agreeingActions[change.kind];
  return consequencesOf(change)
    .map((each) => revisingActions[each])
    .join('');
}

function accordOf(action: string | null, wanted: string): Accord {
  if (action === null) return 'silent';
  return wanted.includes(action) ? 'agrees' : 'differs';
}
