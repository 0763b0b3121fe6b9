import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { itemPage, itemTable, listPage, mediaPage, spanPage } from '../../support/cms-pages.ts';
import { type FakeCms, startFakeCms } from '../../support/fake-cms.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';
import { brief, hashOf, listAddress as list, memoryArchive, watcher } from '../../support/source-watcher.ts';

let cms: FakeCms;
const tried: { markup: string; address: string; downloads: number; ended: string }[] = [];

beforeEach(async () => {
  cms = await startFakeCms();
});
afterEach(() => cms.close());
afterAll(() => console.table(tried));

/** Real zips on pages of their time: how each was listed, and what must be archived. */
const real = [
  '2017-Alpha-Numeric-HCPCS-File',
  '2017-HCPCS-Alpha-Numeric-Corrections',
  '2018-Alpha-Numeric-HCPCS-File',
  '2018-HCPCS-Alpha-Numeric-Corrections',
];

describe.skipIf(!haveCms)("CMS's own zips", () => {
  const markups: readonly (readonly [name: string, put: (path: (file: string) => string) => void])[] = [
    [
      'pages of single items',
      (path) => {
        cms.put(list, {
          body: itemTable(
            [...real, '2018-HCPCS-Record-Layout-'].map((file) => ({
              href: `/Alpha-Numeric-HCPCS-Items/${file}.html`,
              text: file.replaceAll('-', ' '),
            })),
          ),
        });
        for (const file of real)
          cms.put(`/Alpha-Numeric-HCPCS-Items/${file}.html`, {
            body: itemPage({ href: path(file), text: file.replaceAll('-', ' ') }),
          });
      },
    ],
    [
      'heading in a span',
      (path) =>
        cms.put(list, { body: spanPage(real.map((file) => ({ href: path(file), text: file.replaceAll('-', ' ') }))) }),
    ],
    [
      'media entities',
      (path) =>
        cms.put(list, { body: mediaPage(real.map((file) => ({ href: path(file), text: file.replaceAll('-', ' ') }))) }),
    ],
    [
      'a list',
      (path) =>
        cms.put(list, {
          body: listPage(real.map((file) => ({ href: path(file), text: file.replaceAll('-', ' ').toUpperCase() }))),
        }),
    ],
  ];
  const addresses: readonly (readonly [name: string, path: (file: string) => string])[] = [
    ['by name', (file) => `/Downloads/${file}.zip`],
    ['by number', (file) => `/media/${real.indexOf(file) + 559_231}`],
  ];
  const pairs = markups.flatMap(([markup, put]) =>
    addresses.map(([address, path]) => [markup, address, put, path] as const),
  );

  test.each(pairs)(
    '%s, addressed %s: every zip ends up right, then nothing more is downloaded',
    async (markup, address, put, path) => {
      put(path);
      const bytes = real.map((file) => cmsFile(`${file}.zip`));
      for (const [at, file] of real.entries()) cms.put(path(file), { body: bytes[at]! });
      cms.fail(path(real[0]!), { kind: 'status', status: 500 }, { kind: 'truncate', at: 4000 });
      cms.fail(path(real[3]!), { kind: 'shorten', at: 30_000 }, { kind: 'status', status: 429 });
      const { archive, kept } = memoryArchive();
      const scan = watcher(cms, archive);
      const report = await scan({ newest: 'all' });
      tried.push({ markup, address, downloads: report.downloads, ended: brief(report).join(', ') });
      expect(brief(report)).toEqual([
        '2017-01 new',
        '2017-01 corrections new',
        '2018-01 new',
        '2018-01 corrections new',
      ]);
      expect([...kept.keys()]).toEqual(bytes.map(hashOf));
      expect((await scan({ newest: 'all' })).downloads).toBe(0);
    },
  );
});
