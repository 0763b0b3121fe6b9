import { beforeAll, describe, expect, test } from 'vitest';
import { openApi } from '../../../functions/api/open-api.ts';
import { operations } from '../../../functions/api/operations.ts';
import { exampleOf } from '../../../functions/reference/example-of.ts';
import { exampleRequest, spellings } from '../../../functions/reference/example-request.ts';
import { type Json, objectOf } from '../../../shared/api/schema-breaks.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import { apiOf, sampleApp, sampleKey } from '../../support/sample-world.ts';

const headers = { host: '127.0.0.1:8788' };
const document = openApi(operations, '9.9.9');

const described = operations.map((operation) => {
  const method = operation.method.toLowerCase();
  const written = objectOf(objectOf(objectOf(document.paths)[operation.path])[method]);
  return { ...operation, request: exampleRequest(method, operation.path, written, document) };
});

let api: ReturnType<typeof apiOf>;
let page: string;
beforeAll(async () => {
  api = apiOf(await sampleApp());
  page = await (await api.request('/docs', { headers })).text();
});

describe('the reference page', () => {
  test('shows every operation with its parameters, a request in three languages and an answer', () => {
    for (const { id, path, summary, query } of described) {
      const [, section = ''] = page.split(`<details id="${id}">`);
      const own = section.split('<details id=')[0]!;
      for (const word of [path, 'curl', 'TypeScript', 'Python', `client.${id}(`, ...Object.keys(query)])
        expect(own, `${id}: ${word}`).toContain(word);
      expect(own.replaceAll('&#39;', "'").replaceAll('&amp;', '&')).toContain(summary.split('`')[0]);
    }
  });

  test('loads nothing from elsewhere and runs nothing', async () => {
    const answer = await api.request('/docs', { headers });
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|style="|src="http|href="https?:\/\/(?!www\.)/);
  });

  test('is found by the address that programs might guess, and from every page', async () => {
    const redirected = await api.request('/v1/reference', { headers });
    expect([redirected.status, redirected.headers.get('location')]).toEqual([308, '/docs']);
    expect(await (await api.request('/', { headers })).text()).toContain('href="/docs"');
  });
});

describe('an example', () => {
  test.each(described)('of $id is a right request', async ({ request, scope, method }) => {
    if (method !== 'GET' && !['claims:check', 'public'].includes(scope)) return;
    const init =
      request.body === undefined
        ? { headers: { ...headers, authorization: `Bearer ${sampleKey}` } }
        : {
            method,
            headers: { ...headers, authorization: `Bearer ${sampleKey}`, 'content-type': 'application/json' },
            body: JSON.stringify(request.body),
          };
    const answer = await api.request(request.target, init);
    expect([200, 204, 404], `${request.target} ${await answer.text()}`).toContain(answer.status);
  });

  test.each(described.filter(({ response }) => response !== null))(
    'of what $id answers has its form',
    ({ response }) => {
      const schema = { $ref: `#/components/schemas/${response}` };
      const { error } = forms[response!].safeParse(exampleOf(schema, document));
      // A text may look otherwise than a pattern wants; members and types may not.
      const wrong = (error?.issues ?? []).filter(({ code }) => !['invalid_format', 'custom'].includes(code));
      expect(wrong).toEqual([]);
    },
  );

  test('is spelt as each language wants it', () => {
    const lookup = described.find(({ id }) => id === 'lookUpCodes')!.request;
    const request = { ...lookup, body: { codes: ['S0013'], flag: true, none: null }, needsKey: true } as Json &
      typeof lookup;
    expect(spellings.curl(request)).toBe(
      'curl -X POST "$CODESET_URL/v1/lookup" \\\n  -H "Authorization: Bearer $CODESET_KEY" \\\n' +
        '  -H "Content-Type: application/json" \\\n  -d \'{"codes":["S0013"],"flag":true,"none":null}\'',
    );
    expect(spellings.TypeScript(request)).toContain('await client.lookUpCodes({ body: { codes: ');
    expect(spellings.Python(request)).toContain('{"codes": ["S0013"], "flag": True, "none": None}');
  });
});
