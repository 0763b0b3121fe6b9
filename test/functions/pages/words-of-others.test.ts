import type { CheerioAPI } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageRoutes } from '../../../functions/pages/routes.tsx';
import { visitor } from '../../support/page-visitor.ts';
import { sampleKey, serviceOf } from '../../support/sample-world.ts';
import { type WorldOfWords, worldOfWords } from '../../support/world-of-words.ts';

const mark = 'MARKED';

/** Each would do harm where it stands unescaped, leaves its attribute, turns its neighbours about or is not broken. */
const harmful = [
  `<script>alert('${mark}')</script>"><img src=x onerror=alert(1)>' onmouseover='alert(1)' ${mark}='`,
  `\u202e${mark} from right to left \u2067שלום عالم 🏥`,
  `${mark}${'unbroken'.repeat(125)}`,
];

const more = [
  `</title></textarea></style><svg onload=alert(1)>${mark}`,
  `javascript:alert(1)//${mark}`,
  `{{constructor}} \${alert(1)} <!-- ${mark} --> & &amp; ]]>`,
];

const word = fc.oneof(
  fc.constantFrom(...harmful, ...more),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .map((text) => `${mark} ${text.replaceAll(/\p{Cc}/gu, ' ')}`),
);

/** Everything that a page may be made of. */
const elements = new Set(
  (
    'html head meta title link body a header div nav search form label input main section p h1 h2 h3 h4 dl dt dd ul ol li ' +
    'span b strong small bdi code pre del ins time table thead tbody tfoot tr th td button fieldset legend select option datalist ' +
    'textarea details summary aside footer meter progress kbd svg g path rect line circle text title desc figure ' +
    'figcaption br script polyline polygon defs marker tspan em caption template output noscript i'
  ).split(' '),
);

/** What must never be on a page, whoever filled in what. */
function harmOn($: CheerioAPI): readonly string[] {
  const harm: string[] = [];
  $('*').each((_, element) => {
    const { tagName, attribs } = element as unknown as { tagName: string; attribs: Record<string, string> };
    if (!elements.has(tagName.toLowerCase())) harm.push(`<${tagName}>`);
    for (const [name, value] of Object.entries(attribs)) {
      if (/^on|^style$|^srcdoc$/i.test(name) || name.includes(mark)) harm.push(`${tagName} ${name}`);
      if (/^(href|src|action|formaction)$/.test(name) && !/^(\/(?!\/)|#|https:\/\/)/.test(value) && value !== '')
        harm.push(`${tagName} ${name}=${value.slice(0, 40)}`);
    }
  });
  $('script').each((_, script) => {
    if (!/^\/assets\//.test($(script).attr('src') ?? '') || $(script).text() !== '') harm.push('a script of its own');
  });
  return harm;
}

/** Words that run from right to left and are not kept from turning about what stands beside them. */
function unboundOn($: CheerioAPI): readonly string[] {
  const bound = 'bdi, pre, textarea, title, option, svg text, h1, [dir=auto]';
  return $('body *')
    .contents()
    .toArray()
    .filter((node) => node.type === 'text' && node.data.includes('\u202e'))
    .filter((node) => $(node).closest(bound).length === 0)
    .map((node) => $.html($(node).parent()).slice(0, 160));
}

async function faultsOf({ app, paths }: WorldOfWords): Promise<readonly string[]> {
  const person = await visitor(app, sampleKey);
  const faults: string[] = [];
  for (const path of paths) {
    const { status, $ } = await person.get(path);
    if (status >= 500) faults.push(`${path}: ${status}`);
    faults.push(...[...harmOn($), ...unboundOn($)].map((fault) => `${path}: ${fault}`));
  }
  return [...new Set(faults)];
}

/** Addresses that lead on, are no page, or show nobody's words. */
const wordless = [
  '/docs',
  '/subscriptions/unsubscribe/:token',
  '/v1/reference',
  '/settings',
  '/worklist.csv',
  '/sample',
];

describe('texts of files and people', () => {
  test('do no harm on any page, whichever stand where', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 5, maxLength: 30 }), async (chosen) => {
        let next = 0;
        const world = await worldOfWords(
          (_, longest) => chosen[next++ % chosen.length]!.slice(0, longest).trim() || 'x',
        );
        expect(await faultsOf(world)).toEqual([]);
      }),
      { numRuns: Number(process.env.WORDS ?? 1), endOnFailure: true },
    );
  });

  test.each(harmful)('%s in every place', async (text) => {
    const world = await worldOfWords((place, longest) => `${place}: ${text}`.slice(0, longest).trim());
    expect(world.refused).toEqual([]);
    expect(await faultsOf(world)).toEqual([]);
  });

  test('are looked for on every page that there is', async () => {
    const { app, paths } = await worldOfWords((place) => place.slice(0, 20));
    const routes = pageRoutes(serviceOf(app)).routes.filter(({ method }) => method === 'GET');
    const reached = (pattern: string) => {
      const form = new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`);
      return paths.some((path) => form.test(path.replace(/\?.*/, '')));
    };
    const left = routes.map(({ path }) => path).filter((path) => !reached(path) && !path.startsWith('/assets/'));
    expect(left.filter((path) => !wordless.includes(path))).toEqual([]);
  });
});
