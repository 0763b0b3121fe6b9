import { codeSetOf } from '../../shared/code.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import { heldCodeSets } from '../judge/held-code-sets.ts';
import type { CodeSetReader } from './question.ts';

export type Books = readonly CodeBook[];

/** The books of the sets that are held, in the order in which they are asked. */
export async function heldBooks(codeSets: CodeSetReader): Promise<Books> {
  const { books } = await heldCodeSets(codeSets);
  return [books.HCPCS, books.CPT].filter((book) => book !== undefined);
}

/** The book that lists the code; where none does, the one of its form. */
export function bookOfCode(books: Books, code: string): CodeBook | undefined {
  for (const book of books) if (book.entry(code)) return book;
  const codeSet = codeSetOf(code);
  return books.find((book) => book.codeSet === codeSet);
}
