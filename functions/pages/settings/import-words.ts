import type { KeptImport } from '../../../shared/api/import-forms.ts';
import type { RefusalKind } from '../../../shared/claims/claim.ts';
import { counted, numberText } from '../format.ts';
import { momentText } from '../work/finding-words.ts';

/** How an import stands for a person; two of them are what time makes of a state that nobody ended. */
export type ImportStanding = 'expected' | 'never-sent' | 'being-read' | 'silent' | 'done' | 'broken-off';

/** A file is read in a quarter of an hour at most in the cloud, and notes how far it is all the while. */
const silentAfterMs = 15 * 60_000;

export function standingOf({ state, importedAt, expiresAt }: KeptImport, now: string): ImportStanding {
  if (state === 'done') return 'done';
  if (state === 'failed') return 'broken-off';
  if (state === 'expired') return 'never-sent';
  if (state === 'waiting') return expiresAt === undefined || expiresAt > now ? 'expected' : 'never-sent';
  return Date.parse(now) - Date.parse(importedAt) > silentAfterMs ? 'silent' : 'being-read';
}

/** Whether more is to come of it. */
export function isUnderWay(standing: ImportStanding): boolean {
  return standing === 'expected' || standing === 'being-read';
}

/** The word for a list, and whether it asks for somebody. */
export const standingWords: Readonly<Record<ImportStanding, readonly [word: string, doubt: boolean]>> = {
  expected: ['waiting for its file', false],
  'never-sent': ['never sent', true],
  'being-read': ['being read', false],
  silent: ['silent', true],
  done: ['done', false],
  'broken-off': ['broke off', true],
};

/** Where it stands, and what to do. */
export const standingTexts: Readonly<Record<ImportStanding, (one: KeptImport) => string>> = {
  expected: ({ expiresAt = '' }) =>
    `The file was announced. ${expiresAt && `It may begin to be sent until ${momentText(expiresAt)}.`}`,
  'never-sent': ({ expiresAt = '' }) =>
    `The file was announced, and has not come. Its address ended at ${momentText(expiresAt)}: send the file again.`,
  'being-read': () => 'The file is being read. Each line is judged as it is stored.',
  silent: ({ importedAt }) =>
    `Nothing was noted since ${momentText(importedAt)}: it has probably broken off. What was read is stored; send the file again.`,
  done: () => 'The file was read to its end, and is deleted.',
  'broken-off': () =>
    'It broke off. What was read is stored. Send the file again: claims that are known change nothing.',
};

/** What to do about what was refused. */
export const refusalRemedies: Readonly<Record<RefusalKind, string>> = {
  claim: 'Have the claim corrected where it is written, and send the file again: what is stored already is known.',
  input: 'Send a file that holds claims (837P, 837I, CSV, FHIR) or answers of payers (835, 277CA, 277, CSV).',
  notice: 'Nothing was lost.',
};

/** `1,204 claims, 3 refused` */
export function countsText({ read, statuses, refused }: KeptImport): string {
  const claims = read > 0 || !statuses ? [counted(read, 'claim')] : [];
  const answers = statuses ? [counted(statuses.read, 'answer')] : [];
  const refusals = refused > 0 ? [`${numberText(refused)} refused`] : [];
  return [...claims, ...answers, ...refusals].join(', ');
}

const units = ['bytes', 'kB', 'MB', 'GB'];

/** `80.2 MB` */
export function sizeText(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
