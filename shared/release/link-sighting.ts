import { type CheerioAPI, load } from 'cheerio';

type Selection = ReturnType<CheerioAPI>;

/** One place on a page that leads somewhere, with everything around it that may say where. */
export interface LinkSighting {
  readonly href: string;
  readonly text: string;
  /** What the element says beside its text: title, label, name of the download. */
  readonly labels: readonly string[];
  /** The list item, paragraph or table row around it without the other links in there, then the column's header. */
  readonly around: readonly string[];
  /** The headings above it, the nearest first. */
  readonly headings: readonly string[];
  /** The markup itself calls it a file. */
  readonly calledFile: boolean;
  readonly inNavigation: boolean;
  /** A pager's link to the next or another part of the list. */
  readonly inPager: boolean;
}

/** Elements that lead somewhere, and the attribute with the address. */
const leading = [
  ['a, area', 'href'],
  ['link[rel~=next]', 'href'],
  ['option[value*="/"]', 'value'],
  ['[data-href]', 'data-href'],
  ['[data-url]', 'data-url'],
  ['[data-download-url]', 'data-download-url'],
] as const;

const labelAttributes = ['title', 'aria-label', 'download', 'alt', 'data-filename'] as const;
const headingElements = 'h1, h2, h3, h4, h5, h6, [role=heading], [class*=page-title], caption, legend, summary, title';
const navigation = 'nav, header, footer, [role=navigation], [class*=breadcrumb], ul[class*=menu], ol[class*=menu]';
const pager = '[class*=pager], [class*=pagination], [rel~=next], [aria-label*=agination]';
const rowElements = 'tr, li, dd, p, figure, option';

/** Elements that part words though no blank stands between them. */
const breaking = 'br, td, th, tr, li, p, div, dt, dd, h1, h2, h3, h4, h5, h6, option, caption';

/** Words beyond this length name nothing; the patterns that read them need not be tried on a whole page. */
const longestWords = 600;

/** Where the page sends its relative links, every link on it, and the zip addresses that only its scripts name. */
export function sightLinks(html: string): { base: string | undefined; sightings: LinkSighting[] } {
  const $ = load(html);
  $(breaking).append(' ').after(' ');
  const selector = leading.map(([elements]) => elements).join(', ');
  const above: { level: number; text: string }[] = [];
  const sightings: LinkSighting[] = [];
  $(`${headingElements}, ${selector}`).each((_, node) => {
    const element = $(node);
    if (element.is(headingElements)) {
      const level = levelOf(element);
      while (above.length > 0 && above.at(-1)!.level >= level) above.pop();
      above.push({ level, text: fold(element.text()) });
    }
    const href = hrefOf(element);
    if (href !== undefined) sightings.push(sight($, element, href, above.map(({ text }) => text).reverse()));
  });
  const known = new Set(sightings.map(({ href }) => href));
  sightings.push(
    ...zipsInScripts(html)
      .filter((href) => !known.has(href))
      .map(bareSighting),
  );
  return { base: $('base[href]').first().attr('href'), sightings };
}

function sight($: CheerioAPI, element: Selection, href: string, headings: readonly string[]): LinkSighting {
  const text = fold(element.text());
  return {
    href,
    text,
    labels: [element, element.find('img')].flatMap((labelled) =>
      labelAttributes.map((name) => fold(labelled.attr(name) ?? '')).filter((label) => label !== ''),
    ),
    around: [rowText($, element), columnHeader($, element)].filter((words) => words !== ''),
    headings,
    calledFile:
      element.attr('data-entity-type') === 'media' ||
      element.attr('download') !== undefined ||
      /zip|octet-stream/.test(element.attr('type') ?? '') ||
      /\bzip\b/i.test(text),
    inNavigation: element.closest(navigation).length > 0,
    inPager: element.closest(pager).length > 0,
  };
}

function bareSighting(href: string): LinkSighting {
  return {
    href,
    text: '',
    labels: [],
    around: [],
    headings: [],
    calledFile: true,
    inNavigation: false,
    inPager: false,
  };
}

function hrefOf(element: Selection): string | undefined {
  for (const [elements, attribute] of leading) {
    const href = element.is(elements) ? element.attr(attribute)?.trim() : undefined;
    if (href) return href;
  }
  return undefined;
}

function rowText($: CheerioAPI, element: Selection): string {
  const row = element.closest(rowElements);
  // A longer row is no row but a part of the page; its words would speak of too many links.
  if (row.length === 0 || row.text().length > longestWords * 4) return '';
  const copy = row.clone();
  const own = element.text();
  copy.find('a').each((_, other) => {
    if ($(other).text() !== own) $(other).remove();
  });
  const words = fold(copy.text());
  return words.length === longestWords ? '' : words;
}

/** The header above a table cell, counted without spans: CMS's tables have none. */
function columnHeader($: CheerioAPI, element: Selection): string {
  const cell = element.closest('td, th');
  if (cell.length === 0) return '';
  const header = cell.closest('table').find('tr').first().children('th').eq(cell.index());
  return header.length === 0 ? '' : fold($(header).text());
}

function levelOf(heading: Selection): number {
  if (heading.is('title')) return 0;
  if (heading.is('[class*=page-title]')) return 1;
  const own = /^h([1-6])$/.exec(heading.prop('tagName')?.toLowerCase() ?? '')?.[1] ?? heading.attr('aria-level');
  return own === undefined ? 7 : Number(own) || 7;
}

/** Addresses of zips that stand in scripts or attributes alone; what is commented out is not published. */
function zipsInScripts(html: string): string[] {
  const published = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll('\\/', '/')
    .replaceAll('&amp;', '&');
  const found = published.matchAll(/(?<=["'(=\s>])(?:https?:\/\/|\/)[^\s"'()<>\\]{1,500}?\.zip(?=["')\s<?#\\]|$)/gi);
  return [...new Set([...found].map(([address]) => address))];
}

/** One blank for any white space, and no marks that nobody sees (soft hyphens, zero-width blanks). */
function fold(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestWords);
}
