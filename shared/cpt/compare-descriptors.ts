import type { FieldChange } from '../changes/change.ts';
import { type CptRecord, type CptYear, type DescriptorKind, descriptorKinds } from './cpt-record.ts';
import { sameWording } from './merge-entries.ts';

/** A change names the fields of the HCPCS layout, which has a long and a short description. */
const fieldOf = {
  long: 'longDescription',
  short: 'shortDescription',
  medium: 'shortDescription',
  consumer: 'longDescription',
  clinician: 'longDescription',
} as const satisfies Record<DescriptorKind, string>;

/** Those with a field of their own first: the others show where nothing else does. */
const inOrder: readonly DescriptorKind[] = ['long', 'short', 'medium', 'consumer', 'clinician'];

export interface DescriptorChange {
  readonly fields: readonly FieldChange[];
  /** Descriptors that differ, and have no field of their own. */
  readonly others: readonly DescriptorKind[];
  /** Descriptors that both years give, and of this code only one (a line was spoilt): nothing can be said of them. */
  readonly missing: readonly DescriptorKind[];
}

const expected = new Set<DescriptorKind>(['long', 'medium', 'short']);

/** The descriptors in whose wording two years differ. One that only one of the two has a file for is not compared. */
export function descriptorChange(was: CptRecord, is: CptRecord, older: CptYear, newer: CptYear): DescriptorChange {
  const fields = new Map<string, FieldChange>();
  const others: DescriptorKind[] = [];
  const missing: DescriptorKind[] = [];
  const comparable = was.codeType === 'procedure' || older.modifierForm === newer.modifierForm;
  for (const kind of comparable ? inOrder : []) {
    const [before, after] = [was.descriptors[kind], is.descriptors[kind]];
    if (before === undefined || after === undefined) {
      const given = older.held.has(kind) && newer.held.has(kind) && expected.has(kind);
      if (before !== after && given) missing.push(kind);
      continue;
    }
    if (sameWording(before, after, !older.capitals.has(kind) && !newer.capitals.has(kind))) continue;
    const name = fieldOf[kind];
    if (kind !== 'long' && kind !== 'short') others.push(kind);
    if (!fields.has(name)) fields.set(name, { name, old: before, new: after });
  }
  return { fields: [...fields.values()], others, missing };
}

/** The most binding descriptor of a code that came or went. */
export function describedBy({ descriptors }: CptRecord, side: 'old' | 'new'): readonly FieldChange[] {
  const kind = descriptorKinds.find((each) => descriptors[each] !== undefined);
  if (!kind) return [];
  const text = descriptors[kind]!;
  return [{ name: fieldOf[kind], old: side === 'old' ? text : null, new: side === 'new' ? text : null }];
}
