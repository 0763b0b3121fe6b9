import { ruleListsSchema, type WrittenRuleLists } from '../../shared/claims/rules/lists.ts';
import type { Item } from './table.ts';

/** So many entries go into one item of the table, far below its limit of 400 kB. */
const entriesOfPiece = 1_500;

/** A piece of a list: which one, where it was taken from, some of its entries. */
interface Piece {
  readonly list: string;
  readonly source: string;
  readonly entries: readonly unknown[];
}

interface Pieces {
  readonly name: string;
  readonly pieces: readonly Piece[];
}

/** Lists of codes by their own name, tables as `pairs`, `unlikely` and `products`. */
export function piecesOf({ codes = {}, pairs, unlikely, products }: WrittenRuleLists): readonly Pieces[] {
  return [
    ...Object.entries(codes).map(([name, list]) => cut(`codes.${name}`, list.source, list.codes)),
    ...(pairs ? [cut('pairs', pairs.source, pairs.edits)] : []),
    ...(unlikely ? [cut('unlikely', unlikely.source, unlikely.edits)] : []),
    ...(products ? [cut('products', products.source, products.codes)] : []),
  ];
}

function cut(name: string, source: string, entries: readonly unknown[]): Pieces {
  const pieces: Piece[] = [];
  for (let at = 0; at < Math.max(1, entries.length); at += entriesOfPiece)
    pieces.push({ list: name, source, entries: entries.slice(at, at + entriesOfPiece) });
  return { name, pieces };
}

/** The lists as they were written, from pieces in the order of their keys. */
export function joinedPieces(rows: readonly Item[]): WrittenRuleLists {
  const lists = new Map<string, { source: string; entries: unknown[] }>();
  for (const { list, source, entries } of rows as readonly (Item & Piece)[]) {
    const joined = lists.get(list) ?? { source, entries: [] };
    joined.entries.push(...entries);
    lists.set(list, joined);
  }
  const table = (name: string, member: 'edits' | 'codes') => {
    const list = lists.get(name);
    return list ? { [name]: { source: list.source, [member]: list.entries } } : {};
  };
  const named = [...lists].filter(([name]) => name.startsWith('codes.'));
  const codes = Object.fromEntries(
    named.map(([name, { source, entries }]) => [name.slice('codes.'.length), { source, codes: entries }]),
  );
  return ruleListsSchema.parse({
    ...(named.length > 0 ? { codes } : {}),
    ...table('pairs', 'edits'),
    ...table('unlikely', 'edits'),
    ...table('products', 'codes'),
  });
}
