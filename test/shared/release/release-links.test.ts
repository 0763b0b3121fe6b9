import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { releaseName } from '../../../shared/release/identity.ts';
import { type ReleaseLink, releaseLinks } from '../../../shared/release/release-links.ts';
import { address, jan, noLink, oneLink } from './link-cases.ts';

/** `release 2026-01`, `release 2018 annual`, `corrections 2018 annual v4`, `unknown`, …: a link in one line. */
function brief({ kind, identity, version }: ReleaseLink): string {
  const when = identity && (identity.annual ? `${identity.year} annual` : releaseName(identity));
  return [kind, when, version].filter(Boolean).join(' ');
}

function read(html: string, page = address) {
  const { links, nextPages, problems } = releaseLinks(html, page);
  return {
    links: links.map((link) => `${brief(link)} < ${link.url.replace('https://www.cms.gov', '')}`),
    nextPages,
    problems,
  };
}

describe('one link', () => {
  test.each(oneLink)('%s', (_, html, meaning) => {
    expect(read(html).links).toEqual([meaning]);
  });

  test.each(noLink)('%s leads to no file', (_, html) => {
    const { links, nextPages } = read(html);
    expect({ links, nextPages }).toEqual({ links: [], nextPages: [] });
  });
});

describe('a whole page', () => {
  test('merges what is listed twice, keeps what was posted again', () => {
    const html = `<h1>HCPCS Quarterly Update</h1>
      <a href="${jan}">ZIP</a> <a href="https://cms.gov${jan}#x">January 2026 Alpha-Numeric HCPCS File</a>
      <a href="/files/zip/january-2026-alpha-numeric-hcpcs-file-v2.zip">January 2026 Alpha-Numeric HCPCS File v2</a>`;
    expect(read(html)).toEqual({
      links: [
        `release 2026-01 < ${jan}`,
        'release 2026-01 v2 < /files/zip/january-2026-alpha-numeric-hcpcs-file-v2.zip',
      ],
      nextPages: [],
      problems: [],
    });
  });

  test('leafs through the list once, whatever the sorting', () => {
    const html = `<h1>Files</h1><a href="${jan}">January 2026</a><nav class="pager">
      <a href="?page=0">1</a><a href="?page=1">2</a><a href="?page=1" rel="next">Next</a><a href="?page=2">Last</a></nav>`;
    expect(read(html, `${address}?page=0`).nextPages).toEqual([`${address}?page=1`, `${address}?page=2`]);
    const old =
      '<a href="?DLPage=1&DLSort=1">Year</a><a href="?DLPage=2&DLSort=0">2</a><a href="?DLPage=2&DLSort=1">></a>';
    expect(read(old).nextPages).toHaveLength(1);
  });

  test('follows the pages of single releases of earlier years, on the same site alone', () => {
    const items = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets/Alpha-Numeric-HCPCS-Items/';
    const html = `<table><tr><td><a href="${items}2018-Alpha-Numeric-HCPCS-File-.html">2018 Alpha-Numeric HCPCS File</a></td></tr>
      <tr><td><a href="${items}2018-HCPCS-Alpha-Numeric-Corrections">2018 HCPCS Alpha-Numeric Corrections</a></td></tr>
      <tr><td><a href="https://example.org/2017-Alpha-Numeric-HCPCS-File.html">2017 Alpha-Numeric HCPCS File</a></td></tr></table>`;
    const { nextPages, links } = read(html);
    expect(nextPages.map((page) => page.replace(items, ''))).toEqual([
      '2018-Alpha-Numeric-HCPCS-File-.html',
      '2018-HCPCS-Alpha-Numeric-Corrections',
    ]);
    expect(links).toEqual(['unknown 2017 annual < https://example.org/2017-Alpha-Numeric-HCPCS-File.html']);
  });

  test('a stub of a page that moved leads on', () => {
    const html = '<p>This page has moved to <a href="/new/hcpcs-quarterly-update">HCPCS Quarterly Update</a></p>';
    expect(read(html).nextPages).toEqual(['https://www.cms.gov/new/hcpcs-quarterly-update']);
    expect(read(`${html}<a href="${jan}">January 2026</a>`).nextPages).toEqual([]);
  });

  test('says what a person should look at', () => {
    expect(read('<h1>Log in</h1><form></form>').problems).toEqual([expect.stringContaining('names no release')]);
    const contradicting =
      '<a href="/files/zip/april-2025-alpha-numeric-hcpcs-file.zip">January 2026 Alpha-Numeric HCPCS File</a>';
    expect(read(contradicting)).toMatchObject({
      links: ['release 2026-01 < /files/zip/april-2025-alpha-numeric-hcpcs-file.zip'],
      problems: [expect.stringContaining('2026-01 here and 2025-04 there')],
    });
    expect(read('<a href="http://[broken/x.zip">x</a>').problems).toContainEqual(
      expect.stringContaining('cannot be followed'),
    );
  });
});

/** The ways to write a quarter's file that CMS has used, and some that it may use. */
const spellings: readonly ((month: string, year: number) => string)[] = [
  (month, year) => `${month}-${year}-alpha-numeric-hcpcs-file.zip`,
  (month, year) => `${month}-${year}-Alpha-Numeric-HCPCS-Files.ZIP`,
  (month, year) => `HCPC${year}_${month.slice(0, 3).toUpperCase()}_ANWEB.zip`,
  (month, year) => `HCPC${year}_${month.slice(0, 3).toUpperCase()}_CONTR_ANWEB_v3.zip`,
  (month, year) => `HCPC${year}_${month.toUpperCase()}_ANWEB_w_disclaimer_v5.xlsx`,
  (month, year) => `HCPC${year}_${month.slice(0, 3)}_ANWEB_1208${year - 1}.zip`,
  (month, year) => `${year}%20${month}%20Alpha-Numeric%20HCPCS%20File-.zip`,
  (month, year) => `alpha_numeric_hcpcs_${year}_${month.slice(0, 3)}.zip`,
];
const quarters = ['January', 'April', 'July', 'October'];

describe('every quarter from 2019 to 2030', () => {
  test.each(spellings.map((spell) => [spell('July', 2027), spell] as const))('%s', (_, spell) => {
    for (let year = 2019; year <= 2030; year += 1)
      for (const [index, month] of quarters.entries()) {
        const expected = { codeSet: 'HCPCS', year, quarter: index + 1, annual: false };
        const byName = `<a href="/files/zip/${spell(month, year)}">ZIP</a>`;
        const byText = `<a href="/media/1">${decodeURIComponent(spell(month, year))}</a>`;
        for (const html of [byName, byText])
          expect(releaseLinks(html, address).links).toMatchObject([{ kind: 'release', identity: expected }]);
      }
  });
});

describe('whatever the page', () => {
  test('never throws, and no zip address is dropped', () => {
    const word = fc.constantFrom(
      'January',
      '2026',
      'Alpha-Numeric',
      'HCPCS',
      'File',
      'Corrections',
      'v2',
      'ZIP',
      '&nbsp;',
      '<b>',
      '</td>',
      '"',
      '<',
      '-',
      '01/12/2026',
    );
    const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,30}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.array(word))), fc.string(), (files, noise) => {
        const html = files
          .map(([file, words]) => `<li><a href="/files/zip/${file}.zip">${words.join(' ')}</a></li>`)
          .join(noise.replace(/<!/g, ''));
        const urls = releaseLinks(html, address).links.map(({ url }) => url);
        const lost = files.filter(([file]) => !urls.some((url) => url.endsWith(`/files/zip/${file}.zip`)));
        return noise.includes('<') || noise.includes('&') || lost.length === 0;
      }),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.string(), (html) => releaseLinks(html, address).links.length >= 0));
  });

  test('a page nested without end is read all the same', () => {
    const deep = `${'<div>'.repeat(5_000)}<a href="${jan}">January 2026</a>`;
    expect(read(deep).links).toEqual([`release 2026-01 < ${jan}`]);
  });
});
