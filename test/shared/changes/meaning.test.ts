import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeChange } from '../../../shared/changes/change.ts';
import { type Consequence, cmsWordOn, consequenceWords, meaningOf } from '../../../shared/changes/meaning.ts';
import { toldChanges } from '../../../shared/changes/told.ts';
import { differenceText, wordDifference } from '../../../shared/changes/word-difference.ts';

const quarter = { older: '2025-10-01', newer: '2026-01-01' };

const change = (more: Partial<CodeChange> = {}): CodeChange => ({
  code: 'J0001',
  codeType: 'procedure',
  kind: 'revised',
  effective: '2026-01-01',
  effectiveSource: 'record',
  cmsAction: 'B',
  withdrawn: false,
  retroactive: false,
  bornAndDied: false,
  fields: [],
  replacements: [],
  ...more,
});
const field = (name: CodeChange['fields'][number]['name'], old: string | null, now: string | null) =>
  change({ fields: [{ name, old, new: now }] });

describe('what a change means', () => {
  test.each<[string, CodeChange, readonly Consequence[]]>([
    ['a code begins', change({ kind: 'added' }), ['begins']],
    ['a code ends', change({ kind: 'deleted' }), ['ends']],
    ['a code vanishes alive', change({ kind: 'deleted', withdrawn: true }), ['withdrawn']],
    ['a code returns', change({ kind: 'reactivated' }), ['returns']],
    ['the wording alone', field('longDescription', 'Brace, knee, one', 'Brace, knee, single'), ['descriptor']],
    [
      'another dose is more than another wording',
      field('longDescription', 'Injection, x, 1 mg', 'Injection, x, 5 mg'),
      ['dose', 'descriptor'],
    ],
    [
      'another meaning under the same code',
      field('longDescription', 'Ultrasonic examination of a pretend organ', 'Counselling visit, thirty minutes'),
      ['meaning', 'descriptor'],
    ],
    ['coverage', field('coverage', 'C', 'I'), ['coverage']],
    ['pricing', field('pricingIndicators', '51', '57'), ['pricing']],
    ['a moved first day', field('addedOn', '2025-10-01', '2025-07-01'), ['dates']],
    ['a cross reference', field('crossReferences', null, 'J0002'), ['cross-reference']],
    ['grouping', field('betos', 'O1E', 'O1F'), ['administrative']],
  ])('%s', (_, given, expected) => {
    const { consequences, text } = meaningOf(given, quarter);
    expect(consequences).toEqual(expected);
    expect(text).toContain(consequenceWords[expected[0]!]);
  });

  test('says when it reaches back, and when no record dates it', () => {
    expect(meaningOf(change({ retroactive: true, effective: '2025-11-01' }), quarter).text).toContain(
      'retroactive: it takes effect on 2025-11-01, before the release of 2026-01-01',
    );
    expect(meaningOf(change({ effectiveSource: 'release' }), quarter).text).toContain("the release's own stands in");
  });

  test('says of a code that vanished between files far apart that it may have ended and been dropped', () => {
    const gone = change({ kind: 'deleted', withdrawn: true });
    const apart = /may have been terminated and dropped from the list in between/;
    expect(meaningOf(gone, { older: '2018-01-01', newer: '2020-04-01' }).text).toMatch(apart);
    expect(meaningOf(gone, quarter).text).not.toMatch(apart);
  });
});

describe("CMS's own word", () => {
  const word = (given: CodeChange, action: string | null | undefined, words = 'some words') =>
    cmsWordOn(given, [given], action === undefined ? undefined : action === null ? null : { action, words });

  test('agrees', () => {
    const added = change({ kind: 'added', cmsAction: 'A' });
    expect(word(added, 'A')).toEqual({ flag: 'agrees', report: 'agrees', text: null });
  });

  test('differs, and both sides are said', () => {
    const revised = { ...field('longDescription', 'Brace', 'Brace, each'), cmsAction: 'N' };
    expect(word(revised, 'N', 'NO CHANGE')).toEqual({
      flag: 'differs',
      report: 'differs',
      text: 'the files show it, CMS does not say it: its action code is N; its transaction report says "NO CHANGE"',
    });
  });

  test('is silent where no report came, or the report does not name the code', () => {
    const gone = change({ kind: 'deleted', withdrawn: true, cmsAction: null });
    expect(word(gone, undefined)).toEqual({ flag: 'silent', report: 'silent', text: null });
    expect(word(gone, null).text).toContain('its transaction report does not name the code');
  });

  test('is one for all changes of a code', () => {
    const both = [
      change({ kind: 'added', cmsAction: 'D', bornAndDied: true }),
      change({ kind: 'deleted', cmsAction: 'D' }),
    ];
    const report = new Map([['J0001', { action: 'D', words: 'DISCONTINUE' }]]);
    expect(toldChanges(both, quarter, report).map(({ cms }) => cms.text)).toEqual([null, null]);
  });
});

test('a difference in words, in one line of text', () => {
  const runs = wordDifference('Injection, imagitropin, 1 mg', 'Injection, imagitropin, 0.1 mg');
  expect(differenceText(runs)).toBe('Injection, imagitropin, [-1-] {+0.1+} mg');
});

test('old and new text can be read back from their difference', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(text, text, (old, now) => {
      const runs = wordDifference(old, now);
      const side = (not: 'old' | 'new') => runs.flatMap((run) => (run.kind === not ? [] : run.text)).join(' ');
      expect([side('new'), side('old')]).toEqual([old, now]);
    }),
  );
});
