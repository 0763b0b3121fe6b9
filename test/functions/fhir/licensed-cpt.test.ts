import { expect, test } from 'vitest';
import { expand } from '../../../functions/fhir/expand.ts';
import { Input } from '../../../functions/fhir/input.ts';
import { lookUp } from '../../../functions/fhir/lookup.ts';
import type { TerminologyPorts } from '../../../functions/fhir/terminology.ts';
import { validateCode } from '../../../functions/fhir/validate-code.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import { fileOf, tabList } from '../../support/cpt-files.ts';
import { emptyApp } from '../../support/sample-world.ts';

const system = 'http://www.ama-assn.org/go/cpt';

async function licensee(): Promise<TerminologyPorts> {
  const app = await emptyApp();
  const codes = Array.from({ length: 30 }, (_, at) => String(10_000 + at));
  const files = [fileOf('LONGULT.txt', tabList(codes.map((code) => ({ code, long: `Secret words of ${code}` }))))];
  await app.ingestCpt({ folder: '2026', files, published: null, notify: false });
  return { ...app, today: () => '2026-02-01' };
}

const plain: Caller = {
  account: 'local',
  kind: 'key',
  id: 'first',
  role: 'reader',
  scopes: new Set(),
  licensedCpt: false,
};

test('texts of CPT are shown to a caller with a licence alone; codes and dates to all', async () => {
  const service = await licensee();
  const input = Input.ofQuery({ system, url: `${system}?fhir_vs`, code: '10001', filter: '1000' });
  for (const caller of [null, plain, { ...plain, licensedCpt: true }]) {
    const answers = [
      await lookUp(service, input, caller),
      await validateCode(service, Input.ofQuery({ url: system, code: '10001' }), caller),
      await expand(service, Input.ofQuery({ url: `${system}?fhir_vs`, filter: '10001' }), caller),
    ];
    const shown = answers.map((answer) => JSON.stringify(answer).includes('Secret words'));
    expect(shown).toEqual(caller?.licensedCpt ? [true, true, true] : [false, false, false]);
    expect(JSON.stringify(answers[0])).toContain('"valueCode":"valid"');
    expect(JSON.stringify(answers[0]).includes('American Medical Association')).toBe(caller?.licensedCpt ?? false);
    expect(JSON.stringify(answers[1])).toContain('"name":"result","valueBoolean":true');
    expect(JSON.stringify(answers[2])).toContain('"code":"10001"');
  }
});
