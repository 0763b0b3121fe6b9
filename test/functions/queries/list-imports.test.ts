import { expect, test } from 'vitest';
import { listImports, oneImport } from '../../../functions/queries/list-imports.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import { emptyApp } from '../../support/sample-world.ts';

const account = 'local';
const expiresAt = '2026-01-20T12:15:00.000Z';

test('a file that was announced and does not come is waited for until its time is over', async () => {
  const app = await emptyApp(() => '2026-01-20T12:00:00.000Z');
  await app.imports.expect(account, 'import-1', { size: 10, expiresAt });
  const stateAt = async (now: string) => {
    const ports = { imports: app.imports, now: () => now };
    const one = await oneImport(ports)(account, 'import-1');
    const { imports } = await listImports(ports)({ account, limit: 10 });
    expect(imports.map(({ state }) => state)).toEqual([one.state]);
    expect(forms.import.parse(one)).toEqual(one);
    return one.state;
  };
  expect(await stateAt('2026-01-20T12:14:59.999Z')).toBe('waiting');
  expect(await stateAt(expiresAt)).toBe('expired');
  // One that had begun to be sent in time comes all the same.
  await app.imports.start(account, 'import-1');
  expect(await stateAt('2026-01-20T13:00:00.000Z')).toBe('running');
});
