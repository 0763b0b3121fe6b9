import type { Slot } from '../../shared/codebook/timeline.ts';
import { applyCorrections, type CorrectedRelease } from '../../shared/release/corrections/apply-corrections.ts';
import type { Corrections } from '../../shared/release/corrections/operation.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { CorrectedSlots, Records } from './material.ts';

/** What has just been read and is not stored yet, by its content. */
export interface Fresh {
  readonly files: ReadonlyMap<string, readonly CodeRecord[]>;
  readonly documents: ReadonlyMap<string, Corrections>;
}

/** The records of slots, each loaded once; those of corrections are made from their base. */
export class SlotRecords implements Records, CorrectedSlots {
  readonly corrections = this;
  private readonly loaded = new Map<string, Promise<readonly CodeRecord[]>>();
  private readonly corrected = new Map<string, Promise<CorrectedRelease>>();

  constructor(
    private readonly codeSets: CodeSetStore,
    private readonly fresh: Fresh,
  ) {}

  of(slot: Slot): Promise<readonly CodeRecord[]> {
    const known = this.loaded.get(slot.content);
    if (known) return known;
    const records = slot.corrected ? this.correctedBy(slot).then((made) => made.records) : this.load(slot);
    this.loaded.set(slot.content, records);
    return records;
  }

  derives({ corrected }: Slot): boolean {
    return corrected !== null;
  }

  /** A file lists every code of its release: what is new of one is a change. */
  async learnt(): Promise<ReadonlySet<string>> {
    return new Set();
  }

  /** Nothing of it is licensed, and what was found while reading stands with the file. */
  async keep(): Promise<void> {}

  /** What the corrections of a slot make of their base. */
  correctedBy(slot: Slot): Promise<CorrectedRelease> {
    const known = this.corrected.get(slot.content);
    if (known) return known;
    const made = this.make(slot);
    this.corrected.set(slot.content, made);
    return made;
  }

  async document({ source }: Slot): Promise<Corrections> {
    return this.fresh.documents.get(source.content) ?? this.codeSets.corrections(source.codeSet, source.content);
  }

  private async load({ source }: Slot): Promise<readonly CodeRecord[]> {
    return this.fresh.files.get(source.content) ?? this.codeSets.records(source.codeSet, source.content);
  }

  private async make(slot: Slot): Promise<CorrectedRelease> {
    const { base, earlier } = slot.corrected!;
    const { operations } = await this.document(slot);
    const releases = [];
    for (const { year, slot: back } of earlier) if (back) releases.push({ year, records: await this.of(back) });
    return applyCorrections(await this.of(base), operations, { earlier: releases });
  }
}
