import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { type Source, withSources } from '../../shared/codebook/source.ts';
import { timelineOf } from '../../shared/codebook/timeline.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { ReleasePublished } from '../../shared/pipeline.ts';
import { clearLeftovers } from './leftovers.ts';
import { planLost } from './lost-lines.ts';
import type { Records, StepChanges } from './material.ts';
import { type Publication, planPublication, type Step } from './plan-publication.ts';
import { removeStrays } from './remove-strays.ts';
import { type WritePorts, writeBook, writeChangeSets, writeState } from './write-publication.ts';

/** What came, of whichever code set. */
export interface Arriving {
  readonly codeSet: CodeSet;
  readonly sources: readonly Source[];
  /** Alerts even where the release is older than one already held. */
  readonly notify: boolean;
}

/** What a publication is made of, and how it comes to be believed. */
export interface Opened {
  readonly records: Records;
  readonly comparisons: StepChanges;
  /** Judges what came and puts it into its archive; throws where it is not believed, and nothing is stored. */
  believe(): Promise<void>;
}

export interface PublishedSources {
  readonly state: CodeSetState;
  /** Null where nothing new is visible. */
  readonly event: ReleasePublished | null;
}

/**
 * The one way to publish: plan, believe, write what is invisible, flip the whole visible at once. Undefined where all
 * of what came was held already.
 */
export async function publishSources(
  ports: WritePorts,
  { codeSet, sources: added, notify }: Arriving,
  open: (publication: Publication, state: CodeSetState) => Opened,
): Promise<PublishedSources> {
  const { codeSets } = ports;
  const state = await codeSets.state(codeSet);
  await clearLeftovers(ports, state);
  const sources = withSources(state.sources, added);
  if (sources.length === state.sources.length) return { state, event: null };
  return makeVisible(ports, state, sources, { notify, open });
}

/**
 * Takes what came in certain files out again: a backfill in reverse. Comparisons that rested on them are superseded, and
 * the stored lines that these touched are judged again, unannounced: who heard of them hears that they were taken back.
 * Nothing happens where no release would be left, for without one nothing can be judged.
 */
export async function withdrawSources(
  ports: WritePorts,
  { codeSet, sha256s }: { readonly codeSet: CodeSet; readonly sha256s: ReadonlySet<string> },
  open: (publication: Publication) => Pick<Opened, 'records' | 'comparisons'>,
): Promise<PublishedSources> {
  const state = await ports.codeSets.state(codeSet);
  await clearLeftovers(ports, state);
  const sources = sourcesWithout(state, sha256s);
  if (sources.length === state.sources.length || timelineOf(sources).slots.length === 0) return { state, event: null };
  const { state: visible } = await makeVisible(ports, state, sources, {
    notify: false,
    open: (publication) => ({ ...open(publication), believe: async () => {} }),
    beforeFlip: (releases) => planLost(ports, state, releases),
  });
  // Whoever looked between the planning and the flip has judged by the state that was.
  await planLost(ports, state, visible.releases);
  const changeSets = [visible.releases.at(-1)!.changeSet];
  return { state: visible, event: { type: 'ReleasePublished', codeSet, changeSets } };
}

export function sourcesWithout({ sources }: CodeSetState, sha256s: ReadonlySet<string>): readonly Source[] {
  return sources.filter(({ sha256 }) => !sha256s.has(sha256));
}

interface Making {
  readonly notify: boolean;
  readonly open: (publication: Publication, state: CodeSetState) => Opened;
  /** What else has to stand before anybody can see it. */
  readonly beforeFlip?: (releases: readonly HeldRelease[]) => Promise<void>;
}

async function makeVisible(
  ports: WritePorts,
  state: CodeSetState,
  sources: readonly Source[],
  { notify, open, beforeFlip }: Making,
): Promise<PublishedSources> {
  const { codeSets } = ports;
  const { codeSet } = state;
  const publication = planPublication(state, sources);
  const { records, comparisons, believe } = open(publication, state);
  await believe();
  const work = { publication, records, comparisons };
  const steps = publication.steps.filter(rewritten(publication, records));
  const releases = await writeChangeSets(ports, state, work, {
    steps,
    rechecked: (step) => publication.fresh.includes(step),
    notify: ({ earlier, changeSet }) => earlier !== null && (notify || publication.news.has(changeSet)),
  });
  await removeStrays(
    codeSets,
    work,
    releases,
    steps.filter((step) => !publication.fresh.includes(step)),
  );
  const codeBook = await writeBook(codeSets, work, releases, state.decisions);
  await beforeFlip?.(releases);
  const visible = await flip(ports, state, publication, { releases: [...releases], codeBook });
  await clearLeftovers(ports, visible);
  const fresh = publication.fresh.map(({ changeSet }) => changeSet);
  return { state: visible, event: fresh.length > 0 ? { type: 'ReleasePublished', codeSet, changeSets: fresh } : null };
}

/** What is new, and comparisons whose records follow from earlier slots too: a slot before them may tell more of them. */
function rewritten({ fresh }: Publication, records: Records): (step: Step) => boolean {
  return (step) => {
    const derived = step.earlier !== null && !step.slot.corrected && records.derives(step.slot);
    return fresh.includes(step) || derived;
  };
}

async function flip(
  { codeSets }: WritePorts,
  state: CodeSetState,
  { sources, fresh, superseded }: Publication,
  made: Pick<CodeSetState, 'releases' | 'codeBook'>,
): Promise<CodeSetState> {
  const sequence = state.sequence + 1;
  const entry = { sequence, changeSets: fresh.map(({ changeSet }) => changeSet), supersedes: [...superseded] };
  const feed = fresh.length + superseded.length > 0 ? [...state.feed, entry] : state.feed;
  const next = { ...state, ...made, sequence, sources: [...sources], feed };
  const key = await writeState(codeSets, next);
  if (await codeSets.flip(state.codeSet, state.sequence, { sequence, key })) return next;
  throw new CodesetError('STATE_MOVED', 'another release was published meanwhile; hand this one in again');
}
