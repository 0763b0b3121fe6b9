import type { CodeAnswer } from '../../shared/api/code-set-forms.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';

type Replaced = CodeAnswer['replaces'][number];

const indexes = new WeakMap<CodeBook, ReadonlyMap<string, readonly Replaced[]>>();

/** Codes that a code replaces: the code book's replacements read backwards, indexed once a book. */
export function replacedBy(book: CodeBook, code: string): readonly Replaced[] {
  const known = indexes.get(book);
  if (known) return known.get(code) ?? [];
  const index = new Map<string, Replaced[]>();
  for (const old of book.codes())
    for (const { code: target, relation, source } of book.entry(old)!.replacements)
      index.set(target, [...(index.get(target) ?? []), { code: old, relation, source }]);
  indexes.set(book, index);
  return index.get(code) ?? [];
}
