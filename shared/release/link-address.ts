import { ownEntry } from '../own-entry.ts';

/** What an address leads to, by its form: something zipped, a bare table or text, a paper to read, a page. */
export type LinkForm = 'archive' | 'data' | 'document' | 'page';

const extensions: readonly (readonly [LinkForm, RegExp])[] = [
  ['archive', /\.(?:zip|exe|7z|gz|rar)$/i],
  ['data', /\.(?:xlsx?|xlsm|txt|csv|prn|xml|json)$/i],
  ['document', /\.(?:pdf|docx?|rtf|pptx?)$/i],
  ['page', /\.[a-z][a-z0-9]{1,4}$/i],
];

/** Folders of files: what lies in them is one, whatever its name ends with. */
const fileFolder = /\/(?:media\/\d+|files\/[^/]+\/[^/]|downloads?\/[^/])/i;

/** Parameters that leaf through a list, and the number of its first part. */
const leafing: Readonly<Record<string, number>> = { page: 0, dlpage: 1, pg: 1, start: 0, offset: 0 };

/** The whole address; null for what is no link to anywhere (mail, script, anchor); undefined where it is broken. */
export function resolve(href: string, base: string | undefined, page: URL): URL | null | undefined {
  if (href.startsWith('#')) return null;
  const from = base && URL.canParse(base, page.href) ? new URL(base, page.href) : page;
  if (!URL.canParse(href, from.href)) return undefined;
  const url = new URL(href, from.href);
  url.hash = '';
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

export function formOf(url: URL, calledFile: boolean): LinkForm {
  const name = fileIn(url);
  const form = extensions.find(([, ending]) => ending.test(name))?.[0];
  if (form) return form;
  return calledFile || fileFolder.test(url.pathname) ? 'archive' : 'page';
}

/** The file's or page's name as words; empty where it is a mere number (`/media/12345`). */
export function nameOf(url: URL): string {
  const name = fileIn(url);
  return /^\d*$/.test(name) ? '' : name;
}

/** One key for one address, however its host, case, scheme and escapes are written. */
export function keyOf(address: string): string {
  const url = new URL(address);
  const path = decoded(url.pathname).replace(/\/+$/, '');
  return `${hostOf(url)}${path}${url.search}`.toLowerCase();
}

/** One key for one part of a list, whatever else (sorting) its parameters say. */
export function pageKey(address: string): string {
  const url = new URL(address);
  const part = partOf(url);
  if (part !== undefined) url.search = part === 'first' ? '' : part;
  return keyOf(url.href);
}

export function sameSite(a: URL, b: URL): boolean {
  return hostOf(a) === hostOf(b);
}

/** True for another part of the same list: the same page with another number in a parameter that leafs through it. */
export function isOtherPart(url: URL, page: URL): boolean {
  if (!sameSite(url, page) || decoded(url.pathname).toLowerCase() !== decoded(page.pathname).toLowerCase())
    return false;
  const part = partOf(url);
  return part !== undefined && part !== (partOf(page) ?? 'first');
}

/** `page=2`; the first part is `first`, whether its number stands there or not; undefined where nothing leafs. */
function partOf(url: URL): string | undefined {
  for (const [name, value] of url.searchParams) {
    const first = ownEntry(leafing, name.toLowerCase());
    if (first !== undefined && /^\d+$/.test(value))
      return Number(value) === first ? 'first' : `${name.toLowerCase()}=${Number(value)}`;
  }
  return undefined;
}

/** The last part of the path, or the file that a licence or download page is asked for (`?file=…zip`). */
function fileIn(url: URL): string {
  const asked = [...url.searchParams.values()].find((value) => /\.(?:zip|xlsx?|txt)$/i.test(value));
  const path = asked ?? decoded(url.pathname);
  return path
    .replace(/[/\s]+$/, '')
    .replace(/^.*\//, '')
    .replace(/(\.[a-z0-9]{2,4})[-\s.]+$/i, '$1');
}

function hostOf(url: URL): string {
  return url.host.replace(/^www\./, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
