import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import { type Source, withSources } from '../../shared/codebook/source.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { ReleasePublished } from '../../shared/pipeline.ts';
import { clearLeftovers } from './leftovers.ts';
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
