import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { type FileSource, sourceId } from '../../shared/codebook/source.ts';
import type { Slot } from '../../shared/codebook/timeline.ts';
import type { CptYear } from '../../shared/cpt/cpt-record.ts';
import { type DatedDrop, wholeYears } from '../../shared/cpt/partial-year.ts';
import { readCptYear } from '../../shared/cpt/read-year.ts';
import { openChange, type YearState, yearStates } from '../../shared/cpt/year-states.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { LicensedDrops } from '../adapters/licensed-drops.ts';
import type { LicensedTexts, YearTexts } from '../adapters/licensed-texts.ts';
import type { Records, StepChanges } from './material.ts';
import type { Publication } from './plan-publication.ts';

/** A year that has just been read, and is not in the vault yet. */
export interface FreshYear {
  readonly source: FileSource;
  readonly year: CptYear;
}

export interface CptYearPorts {
  readonly codeSets: Pick<CodeSetStore, 'putRelease'>;
  readonly drops: LicensedDrops;
  readonly texts: LicensedTexts;
}

/**
 * The years of a publication, read from the vault: only with their texts can it be said what was reworded. What is
 * handed out holds codes, kinds and dates; the texts go back into the vault, code by code, for those with a licence.
 */
export class CptYears implements Records {
  readonly corrections = null;
  readonly comparisons: StepChanges = { of: async ({ slot }) => (await this.stateOf(slot)).changes.map(openChange) };
  private loaded: Promise<{ years: readonly CptYear[]; states: readonly YearState[] }> | undefined;

  constructor(
    private readonly ports: CptYearPorts,
    private readonly publication: Publication,
    private readonly fresh: FreshYear | null,
  ) {}

  /** In order of time; what came between annual files together with them. */
  async years(): Promise<readonly CptYear[]> {
    return (await this.load()).years;
  }

  derives(): boolean {
    return true;
  }

  async learnt(slot: Slot): Promise<ReadonlySet<string>> {
    return (await this.stateOf(slot)).fresh;
  }

  async keep(release: HeldRelease, slot: Slot): Promise<void> {
    const { codeSets, texts } = this.ports;
    const { records } = await this.stateOf(slot);
    await texts.put(release, await this.textsOf(slot));
    const { codeSet, date, content, sha256 } = release;
    await codeSets.putRelease(codeSet, { date, content, sha256, counts: { records: records.length }, notes: [] });
  }

  /** What a licensee may be shown of a slot. */
  async textsOf(slot: Slot): Promise<YearTexts> {
    const { changes } = await this.stateOf(slot);
    const { records } = (await this.years())[this.indexOf(slot)]!;
    return { changes, descriptors: Object.fromEntries(records.map((record) => [record.code, record.descriptors])) };
  }

  async of(slot: Slot): Promise<readonly CodeRecord[]> {
    return (await this.stateOf(slot)).records;
  }

  private async stateOf(slot: Slot): Promise<YearState> {
    return (await this.load()).states[this.indexOf(slot)]!;
  }

  private indexOf({ source }: Slot): number {
    return this.publication.steps.findIndex(({ slot }) => sourceId(slot.source) === sourceId(source));
  }

  private load() {
    this.loaded ??= this.read();
    return this.loaded;
  }

  private async read() {
    const drops: DatedDrop[] = [];
    for (const { slot } of this.publication.steps) drops.push(await this.dropOf(slot));
    const years = wholeYears(drops);
    const dated = this.publication.steps.map(({ slot: { release, source } }, index) => {
      return { year: years[index]!, release, knownSince: source.knownSince };
    });
    return { years, states: yearStates(dated) };
  }

  private async dropOf(slot: Slot): Promise<DatedDrop> {
    const { knownSince, knownSinceSource } = slot.source;
    return { year: await this.yearOf(slot), published: knownSinceSource === 'given' ? knownSince : null };
  }

  private async yearOf({ source }: Slot): Promise<CptYear> {
    if (this.fresh && sourceId(source) === sourceId(this.fresh.source)) return this.fresh.year;
    const year = source.date.slice(0, 4);
    const drop = await this.ports.drops.get(Number(year), source.sha256);
    if (!drop) throw new CodesetError('VAULT', `the licensed files of CPT ${year} are not in the vault`);
    return readCptYear(drop.folder, drop.files);
  }
}
