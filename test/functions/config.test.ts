import { expect, test } from 'vitest';
import { readConfig, variables } from '../../functions/config.ts';

const env = {
  CODESETS_TABLE: 'codesets-1',
  RECHECK_CODE_QUEUE: 'https://sqs.us-east-1.amazonaws.com/123456789012/recheck',
  NEWEST_RELEASES: ' 2 ',
  MAIL_FROM: 'alerts@hospital.example',
};

test('what is asked for is read, and nothing else', () => {
  expect(readConfig(env, ['codeSetsTable', 'recheckQueue', 'newestReleases'])).toEqual({
    codeSetsTable: 'codesets-1',
    recheckQueue: env.RECHECK_CODE_QUEUE,
    newestReleases: 2,
  });
});

test.each([
  [{}, 'environment variable CODESETS_TABLE is not set'],
  [{ CODESETS_TABLE: '   ' }, 'environment variable CODESETS_TABLE is not set'],
  [{ CODESETS_TABLE: 'x' }, 'environment variable CODESETS_TABLE is wrong: '],
  [{ ...env, NEWEST_RELEASES: 'all' }, 'environment variable NEWEST_RELEASES is wrong: '],
  [{ ...env, NEWEST_RELEASES: '0' }, 'environment variable NEWEST_RELEASES is wrong: '],
  [{ ...env, MAIL_FROM: 'nobody' }, 'environment variable MAIL_FROM is wrong: '],
])('%j stops the start with the name of the variable', (given, message) => {
  expect(() => readConfig(given, ['codeSetsTable', 'newestReleases', 'mailFrom'])).toThrow(message);
});

test('no two values share a variable', () => {
  const names = Object.values(variables).map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
});
