import { type CodeType, formOf } from '../code.ts';
import { addDays, type IsoDate, laterOf } from '../dates.ts';
import type { Note } from '../release/record.ts';
import {
  type CptEnd,
  type CptEntry,
  type CptFileReading,
  type CptRecord,
  type DescriptorKind,
  type Descriptors,
  descriptorKinds,
  type Listing,
} from './cpt-record.ts';

/** A list with so many of a folder's codes is meant to have them all. */
const wholeListShare = 0.8;

interface Draft {
  readonly code: string;
  readonly listings: Set<Listing>;
  /** Files that list the code; a list that lacks it where others have it is noted. */
  readonly files: Set<string>;
  readonly texts: Map<DescriptorKind, { readonly text: string; readonly file: string }>;
  /** Their order is the files': they are sorted before they are compared. */
  readonly clinician: Set<string>;
  /** Two lines of one file contradict each other: neither is believed. */
  readonly spoilt: Set<DescriptorKind>;
  addedOn: IsoDate | null;
  revisedOn: IsoDate | null;
  deleted: boolean;
  deletedOn: IsoDate | null;
  instruction: string | null;
}

/** Puts together what the files of a year say of each code. What is listed anywhere is in the set. */
export class CodeMerger {
  private readonly drafts = new Map<string, Draft>();
  private readonly notes: Note[] = [];
  private readonly lists = new Map<Listing, string[]>();

  constructor(private readonly year: number) {}

  add(file: string, { listing, entries }: CptFileReading): void {
    if (listing) this.lists.set(listing, [...(this.lists.get(listing) ?? []), file]);
    for (const entry of entries) this.take(file, listing, entry);
  }

  finish(): {
    readonly records: readonly CptRecord[];
    readonly ends: ReadonlyMap<string, CptEnd>;
    readonly notes: readonly Note[];
  } {
    const drafts = [...this.drafts.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
    const records = drafts.filter(({ listings }) => listings.size > 0).map((draft) => this.recordOf(draft));
    const ends = new Map(drafts.filter(({ deleted }) => deleted).map((draft) => [draft.code, endOf(draft)]));
    this.noteUnlisted(drafts);
    this.noteGaps(drafts);
    return { records, ends, notes: this.notes };
  }

  private take(file: string, listing: Listing | null, entry: CptEntry): void {
    const draft = this.drafts.get(entry.code) ?? newDraft(entry.code);
    this.drafts.set(entry.code, draft);
    draft.addedOn = later(draft.addedOn, entry.addedOn);
    draft.revisedOn = later(draft.revisedOn, entry.revisedOn);
    if (entry.standing === 'listed' && listing) {
      draft.listings.add(listing);
      draft.files.add(file);
    }
    if (entry.standing === 'deleted') this.takeEnd(draft, listing, entry);
    for (const kind of descriptorKinds) this.takeText(draft, file, kind, entry.descriptors[kind]);
  }

  /** The newest end counts; a quarterly file takes a code off the one before it. */
  private takeEnd(draft: Draft, listing: Listing | null, { deletedOn, instruction }: CptEntry): void {
    if (listing) draft.listings.delete(listing);
    if (!draft.deleted || (deletedOn ?? '') >= (draft.deletedOn ?? '')) {
      draft.instruction = instruction ?? draft.instruction;
      draft.deletedOn = deletedOn ?? draft.deletedOn;
    }
    draft.deleted = true;
  }

  private takeText(draft: Draft, file: string, kind: DescriptorKind, text: string | undefined): void {
    if (text === undefined) return;
    if (kind === 'clinician') {
      draft.clinician.add(text);
      return;
    }
    const known = draft.texts.get(kind);
    if (!known) draft.texts.set(kind, { text, file });
    else if (!sameWording(known.text, text)) {
      const same = known.file === file;
      if (same) draft.spoilt.add(kind);
      const said = same
        ? `${file} has two ${kind} descriptors, neither is used`
        : `${known.file} is used, ${file} differs`;
      this.notes.push({ code: draft.code, rule: 'files-disagree', text: `${kind} descriptor: ${said}` });
    }
  }

  private recordOf(draft: Draft): CptRecord {
    const { code, listings, addedOn, revisedOn } = draft;
    return {
      code,
      codeType: typeOf(code),
      descriptors: textsOf(draft),
      listings: [...listings].sort(),
      addedOn,
      revisedOn,
      terminatedOn: this.announcedEnd(draft),
    };
  }

  /** A listed code that AMA has recently deleted ends with it. An older end was before its present life. */
  private announcedEnd({ code, addedOn, deletedOn }: Draft): IsoDate | null {
    if (deletedOn === null || deletedOn <= `${this.year - 1}-01-01` || (addedOn ?? '') > deletedOn) return null;
    const text = `is listed, and deleted as of ${deletedOn}; the deletion counts`;
    if (deletedOn <= `${this.year}-01-01`) this.notes.push({ code, rule: 'listed-and-deleted', text });
    return addDays(deletedOn, -1);
  }

  /** Whole lists should have the same codes; an off-cycle list has a few, and says nothing of the others. */
  private noteGaps(drafts: readonly Draft[]): void {
    for (const [listing, files] of this.lists) {
      const listed = drafts.filter(({ listings }) => listings.has(listing));
      for (const file of files) {
        const lacking = listed.filter((draft) => !draft.files.has(file));
        if (lacking.length > listed.length * (1 - wholeListShare)) continue;
        for (const { code } of lacking)
          this.notes.push({ code, rule: 'files-disagree', text: `${file} lacks the code, other files list it` });
      }
    }
  }

  private noteUnlisted(drafts: readonly Draft[]): void {
    for (const { code, listings, deleted, texts } of drafts)
      if (listings.size === 0 && !deleted && texts.size > 0)
        this.notes.push({ code, rule: 'not-listed', text: 'has a descriptor, but no file lists the code' });
  }
}

function newDraft(code: string): Draft {
  return {
    code,
    listings: new Set(),
    files: new Set(),
    texts: new Map(),
    clinician: new Set(),
    spoilt: new Set(),
    addedOn: null,
    revisedOn: null,
    deleted: false,
    deletedOn: null,
    instruction: null,
  };
}

function endOf({ code, addedOn, deletedOn, instruction }: Draft): CptEnd {
  return { code, addedOn, deletedOn, instruction };
}

function textsOf({ texts, clinician, spoilt }: Draft): Descriptors {
  const kept = [...texts].filter(([kind]) => !spoilt.has(kind)).map(([kind, { text }]) => [kind, text] as const);
  const all = clinician.size > 0 ? [...kept, ['clinician', [...clinician].sort().join('; ')] as const] : kept;
  return Object.fromEntries(all);
}

function typeOf(code: string): CodeType {
  return formOf(code).endsWith('modifier') ? 'modifier' : 'procedure';
}

function later(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  return a === null ? b : b === null ? a : laterOf(a, b);
}

/** White space and capitals are no wording: fixed columns wrap, and some lists have capitals alone. */
export function sameWording(a: string, b: string, caseCounts = false): boolean {
  if (a === b) return true;
  const [x, y] = [a, b].map((text) => text.replace(/[\s\u00a0]+/g, '')) as [string, string];
  return x === y || (!caseCounts && x.toUpperCase() === y.toUpperCase());
}
