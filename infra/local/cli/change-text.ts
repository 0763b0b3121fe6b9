import type { ToldChange } from '../../../shared/api/change-forms.ts';
import type { CodeChange, FieldChange, FieldValue } from '../../../shared/changes/change.ts';
import type { Replacement } from '../../../shared/changes/replacement.ts';
import { differenceText, wordDifference } from '../../../shared/changes/word-difference.ts';
import { payerClasses } from '../../../shared/claims/payers.ts';
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
export function changeTable(changes: readonly (CodeChange & ToldChange)[], wide?: number): string {
  return textTable(
    [
      { heading: 'CODE' },
      { heading: 'WHAT' },
      { heading: 'EFFECTIVE' },
      { heading: 'CMS' },
      { heading: 'DETAIL', width: 110 },
    ],
    changes.map((change) => [change.code, whatOf(change), change.effective, cmsOf(change), detailOf(change)]),
    wide,
  );
}

const relationWords: Readonly<Record<Replacement['relation'], string>> = {
  same: '',
  'one-of': 'one of several',
  restructure: 'billed in another way',
  'not-valid-for-medicare-use': 'for Medicare',
};

const sourceWords: Readonly<Record<Replacement['source'], string>> = {
  'cms-xref': 'CMS cross reference',
  curated: 'looked up',
  inferred: 'read from the descriptors',
};

/** What to bill instead, in words. */
export function replacementText({ code, units, relation, status, source, payers }: Replacement): string {
  const parts = [
    unitsText(units),
    relationWords[relation],
    payersText(payers),
    status === 'proposed' ? `proposed, ${sourceWords[source]}` : sourceWords[source],
  ];
  return `${code} (${parts.filter(Boolean).join('; ')})`;
}

/** Of most classes of payers it is shorter to say for whom it does not hold. */
function payersText(payers: Replacement['payers']): string {
  if (payers === null) return '';
  const others = payerClasses.filter((payerClass) => !payers.includes(payerClass));
  return others.length < 4 && others.length > 0 ? `not ${others.join(', ')}` : payers.join(', ');
}

function unitsText(units: Replacement['units']): string {
  if (!units) return '';
  if (units.numerator === units.denominator) return 'same units';
  return `${counted(units.denominator, 'unit')} = ${counted(units.numerator, 'unit')}`;
}

/** A revision with what weighs most in it: `revised: dose`. */
function whatOf({ kind, meaning }: CodeChange & ToldChange): string {
  const [first] = meaning.consequences;
  return kind === 'revised' && first ? `${kind}: ${first}` : kind;
}

/** CMS's action code, marked where its flag or its report says another thing. */
function cmsOf({ cmsAction, cms }: CodeChange & ToldChange): string {
  return `${cmsAction ?? '-'}${cms.text ? ' ≠' : ''}`;
}

function detailOf(change: CodeChange & ToldChange): string {
  const marks = [
    change.withdrawn ? 'withdrawn: it left the file without a termination date' : '',
    change.bornAndDied ? 'began and ended between the releases' : '',
    change.retroactive ? 'retroactive' : '',
  ].filter(Boolean);
  if (change.kind === 'deleted') marks.unshift(instead(change.replacements));
  if (change.kind === 'revised') marks.unshift(change.fields.map(fieldText).join('; '));
  if (change.cms.text) marks.push(`CMS: ${change.cms.text}`);
  return marks.join('; ');
}

/** A licensed text that may not be shown stands there by its name alone. */
function fieldText({ name, old, new: now }: FieldChange): string {
  if (old === null && now === null) return name;
  const words = name === 'longDescription' && typeof old === 'string' && typeof now === 'string';
  return `${name}: ${words ? differenceText(wordDifference(old, now)) : `${value(old)} → ${value(now)}`}`;
}

function instead(replacements: readonly Replacement[]): string {
  if (replacements.length === 0) return 'no replacement named';
  return `→ ${replacementList(replacements)}`;
}

/** Those that may simply take the code's place come first. */
export function replacementList(replacements: readonly Replacement[]): string {
  const swaps = replacements.filter(({ relation }) => relation === 'same');
  const others = replacements.filter(({ relation }) => relation !== 'same');
  return [...swaps, ...others].map(replacementText).join(' or ');
}

function value(field: FieldValue): string {
  if (field === null || field.length === 0) return '(blank)';
  const text = typeof field === 'string' ? field : field.join(' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
