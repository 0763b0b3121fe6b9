import { describe, expect, test } from 'vitest';
import { segmentKey } from '../../../../shared/claims/x12/segment.ts';
import { SegmentScanner } from '../../../../shared/claims/x12/segment-scanner.ts';
import { oneClaim } from '../../../support/x12-file.ts';

interface Scanned {
  readonly segments: readonly string[];
  readonly hidden: readonly string[];
  readonly junk: readonly number[];
  readonly unreadable: readonly string[];
  /** Openers where they belong: at the beginning of a segment. */
  readonly openers: number;
}

const knownIds = new Set(['GS', 'ST', 'CLM', 'NTE', 'SE', 'IEA'].map(segmentKey));

function scan(parts: Iterable<string>): Scanned {
  const segments: string[] = [];
  const hidden: string[] = [];
  const junk: number[] = [];
  const unreadable: string[] = [];
  let openers = 0;
  const scanner = new SegmentScanner(
    {
      interchange: ({ delimiters }, number) =>
        segments.push(`${number} ISA ${delimiters.element}${delimiters.segment}`),
      junk: (_, characters) => junk.push(characters),
      unreadableHeader: (_, reason) => unreadable.push(reason),
    },
    {
      segment: (segment) => {
        segments.push(`${segment.number} ${segment.element(1)}|${segment.elementCount}`);
        if (segment.key === segmentKey('CLM')) openers++;
        return knownIds.has(segment.key);
      },
      hidden: (segment) => hidden.push(segment.element(1)),
    },
    'CLM',
  );
  for (const part of parts) scanner.write(part);
  scanner.end();
  return { segments, hidden, junk, unreadable, openers };
}

const header = oneClaim().slice(0, 106);
const group = 'GS*HC*A*B*20260105*0730*1*X*005010X222A1~ST*837*1*005010X222A1~';

describe('segments', () => {
  test('are numbered through the file, over interchanges with delimiters of their own', () => {
    const second = `${header}${group}IEA*1*1~`.replaceAll('*', '|').replaceAll('~', '\n');
    expect(scan([`${header}${group}SE*2*1~`, second]).segments).toEqual([
      '1 ISA *~',
      '2 HC|8',
      '3 837|3',
      '4 2|2',
      '5 ISA |\n',
      '6 HC|8',
      '7 837|3',
      '8 1|2',
    ]);
  });

  test('a second interchange is found behind text that is cut off', () => {
    const { segments, junk } = scan([`${header}${group}XX*cut off in the mid`, `${header}${group}`]);
    expect(segments.filter((segment) => /^\d+ ISA/.test(segment))).toHaveLength(2);
    expect(junk).toEqual([]);
  });

  test('an opener inside another segment is told', () => {
    expect(scan([`${header}${group}NTE*ADD*text CLM*C1*100~CLM*C2*50~NTE*xCLM*C3*1`]).hidden).toEqual(['C1', 'C3']);
  });

  test('text before the first interchange is counted without blanks', () => {
    expect(scan(['\ufeff hello \r\n', header, group]).junk).toEqual([8]);
  });

  test('a header that cannot be read is told', () => {
    const damaged = header.replace(/\*/g, (star, at: number) => (at % 2 ? '!' : star));
    expect(scan([damaged, 'NTE*x~']).unreadable).toHaveLength(1);
  });
});

test('a terminator that never comes does not fill the memory, and hides no opener', () => {
  const chunk = `${'x'.repeat(9_000)}CLM*C*1`;
  const many = function* (): Generator<string> {
    yield header + group;
    for (let n = 0; n < 2_000; n++) yield chunk;
  };
  const before = process.memoryUsage().heapUsed;
  const { hidden, openers } = scan(many());
  expect(hidden.length + openers).toBe(2_000);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
});
