import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { composeMail } from '../../../shared/alerts/compose-mail.ts';
import { type DigestFacts, digestOf } from '../../../shared/alerts/digest.ts';
import { money } from '../../../shared/alerts/words.ts';
import { findingOf, mailFacts, richFacts } from '../../support/alert-facts.ts';

const mailOf = (sketch: Partial<DigestFacts> = {}) => composeMail(digestOf({ ...richFacts, ...sketch })!, mailFacts);

const manyCodes: DigestFacts['findings'] = Array.from({ length: 400 }, (_, index) => ({
  finding: findingOf({ claimId: `c${index}`, code: `J${1000 + index}`, amount: 10_000 - index }),
  status: index % 2 === 0 ? 'open' : 'cleared',
}));

const cases: readonly (readonly [string, Partial<DigestFacts>])[] = [
  ['everything at once', {}],
  [
    'a sample, a second part, a sweep under way',
    { sample: true, part: 2, running: true, window: 'import-a', links: null },
  ],
  ['only what became right', { findings: richFacts.findings.filter(({ status }) => status === 'cleared') }],
  ['four hundred codes', { findings: manyCodes }],
];

describe.each(cases)('%s', (_name, sketch) => {
  const { text, html } = mailOf(sketch);
  const page = load(html);
  const digest = digestOf({ ...richFacts, ...sketch })!;

  test('text and HTML say the same numbers and codes', () => {
    const seen = page('body').text();
    for (const { code, amount } of [...digest.codes.slice(0, 25), ...digest.rightCodes.slice(0, 10)])
      for (const words of [code, money(amount)]) {
        expect(text).toContain(words);
        expect(seen).toContain(words);
      }
    for (const { lines, amount } of [digest.atRisk, digest.becameRight].filter((totals) => totals.lines > 0)) {
      expect(text).toContain(money(amount));
      expect(seen).toContain(money(amount));
      expect(text).toContain(`${lines} `);
    }
  });

  test('no claim id, nothing but ASCII', () => {
    expect(text + html).not.toContain('SECRET');
    expect(text).toMatch(/^[\n -~]*$/);
    expect(html).toMatch(/^[\n -~]*$/);
  });

  test('the text keeps to 72 columns, links apart', () => {
    expect(text.split('\n').filter((line) => line.length > 72 && !line.includes('http'))).toEqual([]);
  });

  test('the HTML fits into what Gmail shows, needs no image, no script and no class to be read', () => {
    expect(html.length).toBeLessThan(90_000);
    expect(page('img, script, link, form, iframe').length).toBe(0);
    expect(
      page('td, span, a, h2').filter(
        (_index, element) => page(element).text().trim() !== '' && !page(element).attr('style'),
      ).length,
    ).toBe(0);
  });
});

test('what is not told one by one is named', () => {
  const { text } = mailOf({ findings: manyCodes });
  expect(text.replaceAll('\n', ' ')).toContain('175 more codes with less money each, in the worklist: J1050, J1052,');
  expect(text.replaceAll('\n', ' ')).toContain('190 more codes with less money each, in the worklist: J1021, J1023,');
});

test('sample data is called so, first of all', () => {
  const { subject, text, html } = mailOf({ sample: true });
  expect(subject).toMatch(/^SAMPLE DATA/);
  expect(text).toMatch(/^SAMPLE DATA/);
  expect(load(html)('.card').text().trim()).toMatch(/^SAMPLE DATA/);
});

test('what a file says is text in HTML', () => {
  const finding = findingOf({ claimId: 'a', code: '<b>&"' });
  const { html } = mailOf({ findings: [{ finding, status: 'open' }] });
  expect(html).toContain('&lt;b&gt;&amp;&quot;');
  expect(html).not.toContain('<b>&"');
});

test('the same digest makes the same mail', () => {
  expect(mailOf()).toEqual(mailOf());
});

test('the text, word for word', () => {
  const findings = richFacts.findings.filter(({ finding }) => ['S0013', 'C9803'].includes(finding.code));
  expect(mailOf({ findings, links: null }).text).toBe(`$15,000.00 AT RISK: 7 open lines on 7 claims, 1 code ended
$46.92 BECAME RIGHT: 2 lines on 1 claim
HCPCS 2026-01, in force from Jan 1, 2026

WHAT TO DO, THE MOST MONEY FIRST
------------------------------------------------------------------------

S0013  Fix now, 7 lines on 7 claims                           $15,000.00
  Bill J0013 instead, the same units (6 lines).
  Medicare: billed another way, with G2083; not a swap (1 line).
  Ended: last date of service Dec 31, 2025.

BECAME RIGHT
------------------------------------------------------------------------
These lines were wrong before and are right by this release: send them
again, or ask for the denial to be reopened.

C9803  Now right, 2 lines on 1 claim                              $46.92
  Valid from Dec 1, 2025, retroactively.

HCPCS 2026-01 in all: 2 added, 4 deleted, 1 revised, 1 reactivated.

This mail holds codes, counts and charges alone. The claims themselves
are in your worklist, behind the login.
Sent once by codeset-watch. Digest default.hcpcs-2026-01.sweep
`);
});
