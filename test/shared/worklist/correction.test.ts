import { expect, test } from 'vitest';
import { correctedLines } from '../../../shared/worklist/correction.ts';

const billed = { code: 'S0013', modifiers: ['JZ', 'Y1'], units: 84 };
const fix = (code: string, units: number | null = null, confirm = false) => ({ code, units, confirm });

test.each([
  ['another code keeps its modifiers', { code: 'S0013', fix: [fix('J0013', 84)] }, [['J0013', 'JZ Y1', 84]]],
  [
    'a choice is a line each',
    { code: 'S0013', fix: [fix('J6031', null, true), fix('J6032')] },
    [
      ['J6031', 'JZ Y1', null],
      ['J6032', 'JZ Y1', null],
    ],
  ],
  ['a modifier that ended comes off', { code: 'Y1', fix: [] }, [['S0013', 'JZ', 84]]],
  ['a modifier takes the place of one', { code: 'Y1', fix: [fix('Y2')] }, [['S0013', 'JZ Y2', 84]]],
  ['a modifier that is missing comes on', { code: 'S0013', fix: [fix('JW')] }, [['S0013', 'JZ Y1 JW', 84]]],
  ['nobody knows', { code: 'S0013', fix: [] }, []],
])('%s', (_what, finding, lines) => {
  expect(
    correctedLines(billed, finding).map(({ code, modifiers, units }) => [code, modifiers.join(' '), units]),
  ).toEqual(lines);
});
