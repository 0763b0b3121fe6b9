import { type FileSource, sourceId } from '../../shared/codebook/source.ts';
import type { Decision } from '../../shared/decision.ts';
import { BadInput } from '../../shared/errors.ts';
import { type Concern, concernsAbout } from '../../shared/release/gate.ts';
import type { Archive } from '../adapters/archive.ts';
import type { DecisionArchive } from '../adapters/decision-archive.ts';
import { type QuarantineStore, statusAfter } from '../adapters/quarantine-store.ts';
import { type Comparisons, correctedCodes } from './comparisons.ts';
import type { Publication } from './plan-publication.ts';
import type { ReadyArrival, ReadyFile } from './publish-release.ts';
import type { SlotRecords } from './slot-records.ts';

/** A release that a person has to look at: it is kept, but not visible. */
export class ReleaseQuarantined extends BadInput {}

export interface JudgePorts {
  readonly archive: Pick<Archive, 'suspect'>;
  readonly decisions: Pick<DecisionArchive, 'on'>;
  readonly quarantine: QuarantineStore;
}

/**
 * Holds a file that takes a place of its own against its neighbours in time and against what came with it. Throws
 * where that raises concerns, unless a person has approved the file; the last good release stays in force meanwhile.
 */
export async function judgeArrival(
  ports: JudgePorts,
  ready: ReadyArrival,
  publication: Publication,
  work: { readonly records: SlotRecords; readonly comparisons: Comparisons },
): Promise<void> {
  const { release, sha256 } = ready;
  const ruling = await ports.decisions.on('release', sha256);
  assertNotWithdrawn(ready, ruling);
  if (!release || ruling?.decision === 'approve') return;
  const { source } = release;
  const concerns = await concernsOf(release, publication, work);
  await quarantine(ports, { source, release: source.date.slice(0, 7), archive: ready.archive }, concerns, ruling);
}

/** Keeps a file that raises concerns, or that a person has rejected, out of sight, and throws; does nothing otherwise. */
export async function quarantine(
  ports: Omit<JudgePorts, 'decisions'>,
  { source, release, archive }: Suspected,
  found: readonly Concern[],
  ruling: Decision<'release'> | undefined,
): Promise<void> {
  if (ruling?.decision === 'approve') return;
  const concerns = found.length === 0 && ruling ? [unwanted] : found;
  if (concerns.length === 0) return;
  const { codeSet, sha256, date, file, records } = source;
  const quarantined = { codeSet, release, date, file, sha256, records, concerns: [...concerns] };
  await archive();
  await ports.archive.suspect({ kind: 'quarantine', ...quarantined });
  await ports.quarantine.put({ ...quarantined, status: statusAfter(ruling) });
  throw refusalOf(source, release, concerns, ruling ? `was rejected on ${ruling.at.slice(0, 10)}` : null);
}

interface Suspected {
  readonly source: FileSource;
  /** The name that it would have. */
  readonly release: string;
  readonly archive: () => Promise<unknown>;
}

/** What was taken back stays out, from wherever it comes again. */
export function assertNotWithdrawn({ file }: { file: string }, ruling: Decision<'release'> | undefined): void {
  if (ruling?.decision !== 'withdraw') return;
  const { at, note } = ruling;
  const why = note ? ` (${note})` : '';
  const remedy = `"codeset release approve ${file}" publishes it again`;
  throw new ReleaseQuarantined(file, null, 'withdrawn', `was withdrawn on ${at.slice(0, 10)}${why}; ${remedy}`);
}

/** A person may reject what the gate would let pass. */
const unwanted: Concern = { rule: 'rejected', line: null, text: 'raises no concern of the gate' };

async function concernsOf(
  { source, evidence }: ReadyFile,
  { steps }: Publication,
  { records, comparisons }: { readonly records: SlotRecords; readonly comparisons: Comparisons },
): Promise<readonly Concern[]> {
  const at = steps.findIndex(({ slot }) => sourceId(slot.source) === sourceId(source));
  const step = steps[at];
  if (!step) return [];
  // What corrections make of this very file says nothing about it.
  const later = steps.slice(at + 1).find(({ slot }) => !slot.corrected)?.slot;
  const { slot, earlier } = step;
  return concernsAbout({
    date: slot.date,
    records: await records.of(slot),
    before: earlier && { date: earlier.date, records: await records.of(earlier) },
    after: later ? { date: later.date, records: await records.of(later) } : null,
    changes: await comparisons.of(step),
    corrected: (earlier && correctedCodes(earlier)) ?? new Set(),
    evidence: await evidence(),
  });
}

function refusalOf(
  source: FileSource,
  release: string,
  concerns: readonly Concern[],
  verdict: string | null,
): ReleaseQuarantined {
  const [first] = concerns as [Concern];
  const name = source.entry === source.file ? source.file : `${source.file}/${source.entry}`;
  const others = concerns.slice(1).map(({ text, rule }) => `; it ${text} [${rule}]`);
  const remedy = verdict
    ? `it ${verdict} and stays out`
    : `it is quarantined and nothing visible has changed: download it again, or decide with "codeset release approve ${release}" or "codeset release reject ${release}"`;
  return new ReleaseQuarantined(name, first.line, first.rule, `${first.text}${others.join('')}; ${remedy}`);
}
