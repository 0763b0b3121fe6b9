import { describe, expect, test } from 'vitest';
import { codeAt } from '../../../functions/queries/code-at.ts';
import { listChanges } from '../../../functions/queries/list-changes.ts';
import { replacementsFor } from '../../../functions/queries/replacements-for.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import { addDays, toDayNumber } from '../../../shared/dates.ts';
import { ingestFile } from '../../support/release-chain.ts';
import { emptyApp } from '../../support/sample-world.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

const files = ['2017-Alpha-Numeric-HCPCS-File.zip', '2018-Alpha-Numeric-HCPCS-File.zip'];
/** Every so manieth code is asked for, each on a date of its own. */
const step = 29;

describe.skipIf(!haveCms)("on CMS's own releases", () => {
  test('the store tells of each code what the code book tells, in the form of the contract', async () => {
    const app = await emptyApp();
    for (const name of files) await ingestFile(app, { name, bytes: cmsFile(name) });
    const book = (await app.codeSets.codeBook(await app.codeSets.state('HCPCS')))!;
    const asked = [...book.codes()].filter((code, index) => index % step === 0 || code.length === 2);
    expect(asked.length).toBeGreaterThan(500);
    for (const [index, code] of asked.entries()) {
      const on = addDays('2015-06-01', (index * 7_919) % 1_400);
      const answer = await codeAt(app)({ code, on });
      expect([code, on, answer.status]).toEqual([code, on, book.status(code, toDayNumber(on))]);
      expect(answer.lives.map(({ from }) => toDayNumber(from))).toEqual(
        book.entry(code)!.lives.map(({ from }) => from),
      );
      forms.code.parse(answer);
      forms.replacements.parse(await replacementsFor(app)({ code, on }));
    }
    const { changes } = await listChanges(app)({ limit: 10_000 });
    expect(changes.length).toBeGreaterThan(300);
    for (const change of changes) expect(forms['listed-change'].parse(change)).toEqual(change);
  });
});
