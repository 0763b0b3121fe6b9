import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acted, cleared, type FindingLife, raised } from '../../../shared/claims/finding-life.ts';

const at = '2026-01-05T09:00:00.000Z';
const deeds: Readonly<Record<string, (life: FindingLife) => FindingLife | null>> = {
  'raised again': (life) => raised(life, 'A', at),
  'raised with another fix': (life) => raised(life, 'B', at),
  cleared: (life) => cleared(life, at, 'the payer paid it'),
  'assigned to ann': (life) => acted(life, { kind: 'assign', to: 'ann' }, 'lead', at),
  'assigned to bob': (life) => acted(life, { kind: 'assign', to: 'bob' }, 'lead', at),
  done: (life) => acted(life, { kind: 'done' }, 'ann', at),
  dismissed: (life) => acted(life, { kind: 'dismiss', reason: 'taken until March' }, 'ann', at),
  reopened: (life) => acted(life, { kind: 'reopen' }, 'lead', at),
};

function lifeAfter(...names: readonly string[]): FindingLife {
  return names.reduce((life, name) => deeds[name]!(life) ?? life, raised(undefined, 'A', at)!);
}

describe('the life of a finding', () => {
  test.each([
    [[], 'open'],
    [['assigned to ann'], 'assigned'],
    [['assigned to ann', 'assigned to bob'], 'assigned'],
    [['done'], 'done'],
    [['dismissed'], 'dismissed'],
    [['done', 'dismissed'], 'dismissed'],
    [['cleared'], 'cleared'],
    [['raised again'], 'open'],
    [['dismissed', 'raised again'], 'dismissed'],
    [['done', 'raised again'], 'done'],
    [['dismissed', 'raised with another fix'], 'open'],
    [['done', 'raised with another fix'], 'open'],
    [['assigned to ann', 'raised with another fix'], 'assigned'],
    [['assigned to ann', 'done', 'raised with another fix'], 'assigned'],
    [['dismissed', 'cleared'], 'cleared'],
    [['dismissed', 'cleared', 'raised again'], 'dismissed'],
    [['dismissed', 'cleared', 'raised with another fix'], 'open'],
    [['done', 'cleared', 'raised again'], 'open'],
    [['dismissed', 'reopened', 'cleared', 'raised again'], 'open'],
    [['assigned to ann', 'cleared', 'raised again'], 'assigned'],
  ])('%j: it is %s', (names, status) => {
    expect(lifeAfter(...names)).toMatchObject({ status });
  });

  test.each([
    ['done', 'assigned to ann', 'the finding is done: reopen it first'],
    ['cleared', 'done', 'the finding is cleared: its line is right or closed, there is nothing to do'],
    ['cleared', 'reopened', 'the finding is cleared: its line is right or closed, there is nothing to do'],
  ])('what is %s cannot be %s', (before, deed, message) => {
    expect(() => lifeAfter(before, deed)).toThrow(message);
  });

  test('its history says who did what, when and why', () => {
    expect(lifeAfter('assigned to ann', 'dismissed', 'raised with another fix').history).toEqual([
      { at, by: 'codeset-watch', did: 'raised' },
      { at, by: 'lead', did: 'assigned', to: 'ann' },
      { at, by: 'ann', did: 'dismissed', reason: 'taken until March' },
      { at, by: 'codeset-watch', did: 'reopened', reason: 'the finding is another than before' },
    ]);
  });

  test('the same deed twice is one deed, and its history never grows without bound', () => {
    const names = fc.array(fc.constantFrom(...Object.keys(deeds)), { maxLength: 120 });
    fc.assert(
      fc.property(names, (chosen) => {
        let life = raised(undefined, 'A', at)!;
        for (const name of chosen) {
          const next = attempted(life, name);
          if (!next) continue;
          life = next;
          expect(attempted(life, name), name).toBeNull();
        }
        expect(life.history.length).toBeLessThanOrEqual(50);
        expect(life.history[0]).toMatchObject({ did: 'raised' });
      }),
    );
  });
});

function attempted(life: FindingLife, name: string): FindingLife | null {
  try {
    return deeds[name]!(life);
  } catch {
    return null;
  }
}
