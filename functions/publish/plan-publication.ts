import { type CodeSetState, changeSetId } from '../../shared/codebook/code-set-state.ts';
import { type Source, sourceId } from '../../shared/codebook/source.ts';
import { type Slot, type Timeline, timelineOf } from '../../shared/codebook/timeline.ts';

/** A slot beside the one before it: what their change set compares. */
export interface Step {
  readonly slot: Slot;
  readonly earlier: Slot | null;
  readonly changeSet: string;
}

/** What a set of sources makes of a published state. Decided from what is known of them, before any record is read. */
export interface Publication {
  readonly sources: readonly Source[];
  readonly timeline: Timeline;
  /** All slots, in order of time. */
  readonly steps: readonly Step[];
  /** Those whose comparison is new. */
  readonly fresh: readonly Step[];
  /** Change sets that are no longer in force. */
  readonly superseded: readonly string[];
  /** Change sets behind everything that was visible before: only they are news. */
  readonly news: ReadonlySet<string>;
}

export function planPublication(
  state: Pick<CodeSetState, 'sources' | 'releases'>,
  sources: readonly Source[],
): Publication {
  const timeline = timelineOf(sources);
  const steps = timeline.slots.map((slot, index, slots): Step => {
    const earlier = slots[index - 1] ?? null;
    return { slot, earlier, changeSet: changeSetId(earlier, slot) };
  });
  const visible = new Set(state.releases.map(({ changeSet }) => changeSet));
  const inForce = new Set(steps.map(({ changeSet }) => changeSet));
  const held = new Set(timelineOf(state.sources).slots.map(({ source }) => sourceId(source)));
  const lastHeld = steps.findLastIndex(({ slot }) => held.has(sourceId(slot.source)));
  return {
    sources,
    timeline,
    steps,
    fresh: steps.filter(({ changeSet }) => !visible.has(changeSet)),
    superseded: state.releases.map(({ changeSet }) => changeSet).filter((changeSet) => !inForce.has(changeSet)),
    news: new Set(steps.slice(Math.max(lastHeld + 1, 1)).map(({ changeSet }) => changeSet)),
  };
}
