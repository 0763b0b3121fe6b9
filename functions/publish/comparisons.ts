import type { CodeChange } from '../../shared/changes/change.ts';
import { changesBetween } from '../../shared/changes/changes-between.ts';
import type { ReleaseContent } from '../../shared/changes/compare.ts';
import type { Slot } from '../../shared/codebook/timeline.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { Records, StepChanges } from './material.ts';
import type { Publication, Step } from './plan-publication.ts';

/** The changes of every step of a publication: those that are new are compared once, the others loaded, unless `anew`. */
export class Comparisons implements StepChanges {
  private readonly found = new Map<string, Promise<readonly CodeChange[]>>();

  constructor(
    private readonly codeSets: CodeSetStore,
    private readonly records: Pick<Records, 'of'>,
    private readonly publication: Publication,
    private readonly which: 'fresh' | 'anew' = 'fresh',
  ) {}

  of(step: Step): Promise<readonly CodeChange[]> {
    const known = this.found.get(step.changeSet);
    if (known) return known;
    const compares = this.which === 'anew' || this.publication.fresh.includes(step);
    const changes = compares ? this.compare(step) : this.codeSets.changes(step.slot.source.codeSet, step.changeSet);
    this.found.set(step.changeSet, changes);
    return changes;
  }

  /** Nothing happened to the first. */
  private async compare({ slot, earlier }: Step): Promise<readonly CodeChange[]> {
    if (!earlier) return [];
    return changesBetween(await this.contentOf(earlier), await this.contentOf(slot)).changes;
  }

  private async contentOf(slot: Slot): Promise<ReleaseContent> {
    const corrected = correctedCodes(slot);
    return { date: slot.date, records: await this.records.of(slot), ...(corrected ? { corrected } : {}) };
  }
}

/** Codes whose texts come from a correction. */
export function correctedCodes({ corrected }: Slot): ReadonlySet<string> | undefined {
  return corrected ? new Set(corrected.source.codes) : undefined;
}
