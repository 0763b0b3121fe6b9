import type { Child } from 'hono/jsx';
import { numberText } from './format.ts';
import type { Frame } from './layout.tsx';

interface Props<Entry> {
  readonly frame: Frame;
  /** Path of the page. */
  readonly at: string;
  /** Names the list in the page's address and, as an anchor, on the page. */
  readonly name: string;
  readonly all: readonly Entry[];
  readonly size?: number;
  readonly children: (shown: readonly Entry[]) => Child;
}

/** So many entries of a list stand on one page, however long each may be. */
const usualSize = 50;

/** A list that is at hand, a page of it at a time; a short one shows nothing of that. */
export function Paged<Entry>({ frame, at, name, all, size = usualSize, children }: Props<Entry>) {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = pageIn(frame.asked?.[name], pages);
  const from = (page - 1) * size;
  const shown = all.slice(from, from + size);
  const link = (to: number, words: string, rel: 'prev' | 'next') => (
    <a class="button quiet" rel={rel} href={addressOf(at, frame.asked, name, to)}>
      {words}
    </a>
  );
  return (
    <>
      {children(shown)}
      {pages > 1 && (
        <nav class="deeds paging" aria-label={`Pages of ${name}`}>
          {page > 1 && link(page - 1, 'Those before', 'prev')}
          {page < pages && link(page + 1, 'Further ones', 'next')}
          <span class="soft">
            {numberText(from + 1)} to {numberText(from + shown.length)} of {numberText(all.length)}
          </span>
        </nav>
      )}
    </>
  );
}

/** What is no page of the list is the nearest one. */
function pageIn(asked: string | undefined, pages: number): number {
  const page = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 1;
  return Math.min(Math.max(1, page), pages);
}

/** With everything else that the page was asked for, save for what it was told of a form before. */
function addressOf(at: string, asked: Frame['asked'], name: string, page: number): string {
  const { done: _done, ...rest } = { ...asked, [name]: String(page) };
  return `${at}?${new URLSearchParams(rest)}#${name}`;
}
