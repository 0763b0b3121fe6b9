import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { Source } from '../../shared/codebook/source.ts';
import { timelineOf } from '../../shared/codebook/timeline.ts';
import type { Decision } from '../../shared/decision.ts';
import type { CodesetError } from '../../shared/errors.ts';
import type { ReleasePublished } from '../../shared/pipeline.ts';
import type { Archive } from '../adapters/archive.ts';
import type { DecisionArchive } from '../adapters/decision-archive.ts';
import { type QuarantinedRelease, type QuarantineStore, statusAfter } from '../adapters/quarantine-store.ts';
import { clearLeftovers } from './leftovers.ts';
import type { Publication } from './plan-publication.ts';
import { isRefusal } from './publish-outcome.ts';
import type { Published } from './publish-release.ts';
import { sourcesWithout, withdrawSources } from './publish-sources.ts';
import type { Work, WritePorts } from './write-publication.ts';

export interface ReleaseDecisionPorts extends WritePorts {
  readonly archive: Pick<Archive, 'suspect' | 'suspicionOf'>;
  readonly decisions: Pick<DecisionArchive, 'inForce'>;
  readonly quarantine: QuarantineStore;
}

/** How files of a code set are published: AMA's lie elsewhere than CMS's. */
export interface PublishingWay {
  readonly codeSet: CodeSet;
  /** A file that was kept takes its way once more. */
  again(release: QuarantinedRelease): Promise<Published>;
  material(publication: Publication): Pick<Work, 'records' | 'comparisons'>;
}

/** What came of a person's word about one file. */
export interface AppliedWord {
  readonly release: QuarantinedRelease;
  /** Of one that was approved. */
  readonly published: Published | null;
  /** Why one that was approved could not be published all the same. */
  readonly refusal: CodesetError | null;
  readonly event: ReleasePublished | null;
}

type Rulings = ReadonlyMap<string, Decision<'release'>>;

/**
 * Does what people have said of releases and what has not been done yet: takes back, publishes, lays aside. Empty where
 * the store is as they said; doing it again does nothing.
 */
export async function applyReleaseDecisions(
  ports: ReleaseDecisionPorts,
  way: PublishingWay,
): Promise<readonly AppliedWord[]> {
  const rulings = await ports.decisions.inForce('release');
  if (rulings.size === 0) return [];
  return [...(await takeBack(ports, way, rulings)), ...(await takeIn(ports, way, rulings))];
}

/** The word waits where it would leave no release at all: it is done when another one is held. */
async function takeBack(ports: ReleaseDecisionPorts, way: PublishingWay, rulings: Rulings) {
  const state = await ports.codeSets.state(way.codeSet);
  const isWithdrawn = ({ sha256 }: Source) => rulings.get(sha256)?.decision === 'withdraw';
  const sha256s = new Set(state.sources.filter(isWithdrawn).map(({ sha256 }) => sha256));
  // One that was stopped behind its flip leaves rows that nobody sees.
  if (sha256s.size === 0) await clearLeftovers(ports, state);
  if (sha256s.size === 0 || timelineOf(sourcesWithout(state, sha256s)).slots.length === 0) return [];
  const rows = [...sha256s].map((sha256) => withdrawnRow(state, rulings.get(sha256)!));
  for (const row of rows) await layAside(ports, row);
  const { event } = await withdrawSources(ports, { ...way, sha256s }, (publication) => way.material(publication));
  return rows.map(
    (release, at): AppliedWord => ({ release, published: null, refusal: null, event: at ? null : event }),
  );
}

/** Kept for ever why it is out, and noted where people look for what they may approve. */
async function layAside({ archive, quarantine }: ReleaseDecisionPorts, row: QuarantinedRelease): Promise<void> {
  const { status: _status, concerns, ...facts } = row;
  const earlier = (await archive.suspicionOf(row.sha256))?.concerns.filter(({ rule }) => rule !== 'withdrawn') ?? [];
  await archive.suspect({ kind: 'quarantine', ...facts, concerns: [...earlier, ...concerns] });
  await quarantine.put({ ...row, concerns: [...earlier, ...concerns] });
}

export function withdrawnRow(
  { codeSet, sources, releases }: CodeSetState,
  { subject, at, by, note }: Pick<Decision, 'subject' | 'at' | 'by' | 'note'>,
): QuarantinedRelease {
  const source = sources.find(({ sha256 }) => sha256 === subject)!;
  const held = releases.findLast(({ sha256 }) => sha256 === subject);
  const text = `was withdrawn by ${by} on ${at.slice(0, 10)}${note ? `: ${note}` : ''}`;
  return {
    codeSet,
    release: held?.release ?? (codeSet === 'CPT' ? source.date.slice(0, 4) : source.date.slice(0, 7)),
    date: source.date,
    file: source.file,
    sha256: subject,
    records: held?.records ?? 0,
    concerns: [{ rule: 'withdrawn', line: null, text }],
    status: 'withdrawn',
  };
}

async function takeIn({ quarantine }: ReleaseDecisionPorts, way: PublishingWay, rulings: Rulings) {
  const applied: AppliedWord[] = [];
  for (const row of await quarantine.all(way.codeSet)) {
    const ruling = rulings.get(row.sha256);
    if (ruling?.decision === 'approve') applied.push(await publishAgain(way, row));
    else if (ruling && statusAfter(ruling) !== row.status) {
      const release = { ...row, status: statusAfter(ruling) };
      await quarantine.put(release);
      applied.push({ release, published: null, refusal: null, event: null });
    }
  }
  return applied;
}

async function publishAgain(way: PublishingWay, release: QuarantinedRelease): Promise<AppliedWord> {
  try {
    const published = await way.again(release);
    return { release, published, refusal: null, event: published.event };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { release, published: null, refusal: error, event: null };
  }
}
