import type { CodeChange, FieldValue } from '../../../shared/changes/change.ts';
import type { Replacement } from '../../../shared/changes/replacement.ts';
import { counted } from './money.ts';
import { textTable } from './table.ts';

const kinds = ['added', 'deleted', 'reactivated', 'revised'] as const;

/** `57 added, 10 deleted, 1 reactivated, 12 revised`, what there is of it. */
export function changeCounts(changes: readonly CodeChange[]): string {
  const count = (kind: (typeof kinds)[number]) => changes.filter((change) => change.kind === kind).length;
  return countsText({
    added: count('added'),
    deleted: count('deleted'),
    reactivated: count('reactivated'),
    revised: count('revised'),
  });
}

export function countsText(counts: Readonly<Record<(typeof kinds)[number], number>>): string {
  const said = kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind].toLocaleString('en-US')} ${kind}`);
  return said.length > 0 ? said.join(', ') : 'no change';
}

/** One line a change: what, from when, and what to bill instead or which fields differ. */
export function changeTable(changes: readonly CodeChange[]): string {
  return textTable(
    [
      { heading: 'CODE' },
      { heading: 'WHAT' },
      { heading: 'EFFECTIVE' },
      { heading: 'CMS' },
      { heading: 'DETAIL', width: 110 },
    ],
    changes.map((change) => [change.code, change.kind, change.effective, change.cmsAction ?? '-', detailOf(change)]),
  );
}

/** What to bill instead, in words. */
export function replacementText({ code, units, relation, status, source, payers }: Replacement): string {
  const parts = [
    unitsText(units),
    relation === 'same' ? '' : relation,
    status === 'proposed' ? 'proposed' : '',
    source,
  ];
  if (payers) parts.push(`payers: ${payers.join(', ')}`);
  return `${code} (${parts.filter(Boolean).join('; ')})`;
}

function unitsText(units: Replacement['units']): string {
  if (!units) return '';
  if (units.numerator === units.denominator) return 'same units';
  return `${counted(units.denominator, 'unit')} = ${counted(units.numerator, 'unit')}`;
}

function detailOf(change: CodeChange): string {
  const marks = [
    change.withdrawn ? 'withdrawn: it left the file without a termination date' : '',
    change.bornAndDied ? 'began and ended between the releases' : '',
    change.retroactive ? 'retroactive' : '',
  ].filter(Boolean);
  if (change.kind === 'deleted') marks.unshift(instead(change.replacements));
  if (change.kind === 'revised')
    marks.unshift(change.fields.map(({ name, old, new: now }) => `${name}: ${value(old)} → ${value(now)}`).join('; '));
  return marks.join('; ');
}

function instead(replacements: readonly Replacement[]): string {
  if (replacements.length === 0) return 'no replacement named';
  return `→ ${replacements.map(replacementText).join(' or ')}`;
}

function value(field: FieldValue): string {
  if (field === null || field.length === 0) return '(blank)';
  const text = typeof field === 'string' ? field : field.join(' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
