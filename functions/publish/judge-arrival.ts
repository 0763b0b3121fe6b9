import { sourceId } from '../../shared/codebook/source.ts';
import { BadInput } from '../../shared/errors.ts';
import { type Concern, concernsAbout } from '../../shared/release/gate.ts';
import type { Archive } from '../adapters/archive.ts';
import type { DecisionArchive } from '../adapters/decision-archive.ts';
import type { QuarantineStore } from '../adapters/quarantine-store.ts';
import type { ReadyArrival, ReadyFile } from '../publish-release.ts';
import { type Comparisons, correctedCodes } from './comparisons.ts';
import type { Publication } from './plan-publication.ts';
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
  const { release, codeSet, sha256 } = ready;
  const ruling = release ? await ports.decisions.on('release', sha256) : undefined;
  if (!release || ruling?.decision === 'approve') return;
  const found = await concernsOf(release, publication, work);
  const concerns = found.length === 0 && ruling ? [unwanted] : found;
  if (concerns.length === 0) return;
  const { date, file, records } = release.source;
  const quarantined = { codeSet, release: date.slice(0, 7), date, file, sha256, records, concerns: [...concerns] };
  await ready.archive();
  await ports.archive.suspect({ kind: 'quarantine', ...quarantined });
  await ports.quarantine.put({ ...quarantined, status: ruling ? 'rejected' : 'open' });
  throw refusalOf(release, concerns, ruling ? `was rejected on ${ruling.at.slice(0, 10)}` : null);
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

function refusalOf({ source }: ReadyFile, concerns: readonly Concern[], verdict: string | null): ReleaseQuarantined {
  const [first] = concerns as [Concern];
  const name = source.entry === source.file ? source.file : `${source.file}/${source.entry}`;
  const others = concerns.slice(1).map(({ text, rule }) => `; it ${text} [${rule}]`);
  const quarter = source.date.slice(0, 7);
  const remedy = verdict
    ? `it ${verdict} and stays out`
    : `it is quarantined and nothing visible has changed: download it again, or decide with "codeset release approve ${quarter}" or "codeset release reject ${quarter}"`;
  return new ReleaseQuarantined(name, first.line, first.rule, `${first.text}${others.join('')}; ${remedy}`);
}
