import { endOf } from '../changes/compare.ts';
import { BadInput } from '../errors.ts';
import type { ReadRelease } from './read-release.ts';
import type { CodeRecord } from './record.ts';

/**
 * Share of the earlier release's living codes that may vanish without a termination date before the file is taken for
 * damaged. Real releases withdraw a handful among thousands; small files (samples, excerpts) get a floor.
 */
const vanishedShare = 0.02;
const vanishedFloor = 5;

/** Judges a release before it is believed. Throws `BadInput` with file, line, rule and remedy. */
export function judge(file: string, release: ReadRelease, earlier: readonly CodeRecord[] | null): void {
  const name = release.codeFile === file ? file : `${file}/${release.codeFile}`;
  const [first] = release.refused;
  if (first) {
    const more = release.refused.length > 1 ? `, and ${release.refused.length - 1} more lines are refused` : '';
    throw new BadInput(
      name,
      first.line,
      first.rule,
      `${first.reason}${more}; nothing was stored, download the file again`,
    );
  }
  if (!earlier) return;
  const present = new Set(release.records.map(({ code }) => code));
  const vanished = earlier.filter((record) => endOf(record) === null && !present.has(record.code));
  if (vanished.length <= Math.max(vanishedFloor, earlier.length * vanishedShare)) return;
  throw new BadInput(
    name,
    null,
    'records-missing',
    `lacks ${vanished.length} of ${earlier.length} codes that the release before it lists as living (${codesOf(vanished)}); nothing was stored, the file seems incomplete`,
  );
}

function codesOf(records: readonly CodeRecord[]): string {
  const shown = records.slice(0, 3).map(({ code }) => code);
  return records.length > shown.length ? `${shown.join(', ')} …` : shown.join(', ');
}
