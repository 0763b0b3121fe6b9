import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { mimeOf } from '../../../functions/adapters/mime.ts';
import { openOutbox } from '../../../functions/adapters/outbox.ts';
import { sesMail } from '../../../functions/adapters/ses-mail.ts';
import { composeMail } from '../../../shared/alerts/compose-mail.ts';
import { digestOf } from '../../../shared/alerts/digest.ts';
import { mailFacts, richFacts } from '../../support/alert-facts.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const digest = digestOf(richFacts)!;
const mail = composeMail(digest, mailFacts);
const id = 'default.hcpcs-2026-01.sweep';

describe('the message', () => {
  test('says to a mail parser what was put into it', async () => {
    const parsed = await PostalMime.parse(await mimeOf(mail));
    const headers = new Map(parsed.headers.map(({ key, value }) => [key, value]));
    expect(parsed).toMatchObject({
      subject: mail.subject,
      from: { name: 'codeset-watch', address: 'alerts@localhost' },
      to: [{ name: 'Billing manager', address: 'billing@localhost' }],
      date: '2026-01-05T14:30:00.000Z',
      messageId: `<${id}@local.codeset-watch>`,
      attachments: [],
    });
    expect(parsed.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(mail.text.trimEnd());
    expect(parsed.html?.replaceAll('\r\n', '\n').trimEnd()).toBe(mail.html.trimEnd());
    expect(headers.get('list-id')).toBe('<alerts.local.codeset-watch>');
    expect(headers.get('x-codeset-digest')).toBe(id);
    expect(headers.get('auto-submitted')).toBe('auto-generated');
  });

  test('can be read as it lies there: text parts quoted-printable, ASCII, lines of 76 at most', async () => {
    const source = (await mimeOf(mail)).toString('latin1');
    expect(source.match(/^Content-Transfer-Encoding: .*$/gm)?.map((line) => line.trim())).toEqual([
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Transfer-Encoding: quoted-printable',
    ]);
    expect(source).toMatch(/^[\r\n -~]*$/);
    expect(source.split('\r\n').filter((line) => line.length > 78)).toEqual([]);
    expect(source).toContain('Subject: HCPCS 2026-01: 12 open lines, $18,340.00 at risk');
    expect(source).toContain('Bill J0013 instead, the same units (6 lines).');
    expect(source).not.toContain('SECRET');
  });

  test('is the same to the byte whenever it is made', async () => {
    expect(await mimeOf(mail)).toEqual(await mimeOf(structuredClone(mail)));
  });

  test('a name cannot smuggle a header in', async () => {
    const to = { name: 'Eve\r\nBcc: all@example.org', address: 'eve@localhost' };
    const parsed = await PostalMime.parse(await mimeOf({ ...mail, to }));
    expect(parsed.bcc ?? []).toEqual([]);
    expect(parsed.to).toHaveLength(1);
  });
});

describe('the outbox', () => {
  test('holds a mail and its JSON, for its owner alone', async () => {
    const folder = join(tempFolder(), 'outbox');
    await openOutbox(folder).send(mail, digest);
    expect(readdirSync(folder).sort()).toEqual([`${id}.eml`, `${id}.json`]);
    expect(readFileSync(join(folder, `${id}.eml`))).toEqual(await mimeOf(mail));
    const entry = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8'));
    expect(entry.digest).toEqual(digest);
    expect(entry.mail).toMatchObject({ subject: mail.subject, to: { address: 'billing@localhost' } });
    expect(statSync(join(folder, `${id}.eml`)).mode & 0o777).toBe(0o600);
  });

  test('a mail that is sent again, even after a crash half-way, is there once and the same', async () => {
    const folder = tempFolder();
    const outbox = openOutbox(folder);
    await outbox.send(mail, digest);
    const first = readFileSync(join(folder, `${id}.eml`));
    writeFileSync(join(folder, `.${id}.eml.new`), 'half of a ma');
    await outbox.send(mail, digest);
    expect(readdirSync(folder).sort()).toEqual([`${id}.eml`, `${id}.json`]);
    expect(readFileSync(join(folder, `${id}.eml`))).toEqual(first);
  });
});

describe('SES', () => {
  interface Request {
    readonly path: string;
    readonly body: string;
  }

  function sesAnswering(statusCode: number, body: string) {
    const requests: Request[] = [];
    const handle = async (request: Request) => {
      requests.push(request);
      return { response: { statusCode, headers: {}, body: new Blob([body]).stream() } };
    };
    const client = new SESv2Client({
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      requestHandler: { handle, updateHttpClientConfig: () => {}, httpHandlerConfigs: () => ({}) },
    });
    return { client, requests };
  }

  test('gets the very message that the outbox would hold', async () => {
    const { client, requests } = sesAnswering(200, '{"MessageId":"1"}');
    await sesMail(client, { configurationSet: 'alerts' }).send(mail, digest);
    expect(requests.map(({ path }) => path)).toEqual(['/v2/email/outbound-emails']);
    const sent = JSON.parse(Buffer.from(requests[0]!.body).toString());
    expect(Buffer.from(sent.Content.Raw.Data, 'base64')).toEqual(await mimeOf(mail));
    expect(sent).toMatchObject({
      FromEmailAddress: 'alerts@localhost',
      Destination: { ToAddresses: ['billing@localhost'] },
      ConfigurationSetName: 'alerts',
      EmailTags: [
        { Name: 'digest', Value: 'default_hcpcs-2026-01_sweep' },
        { Name: 'form', Value: 'codeset-watch_digest_1' },
      ],
    });
  });

  test('its refusal is ours', async () => {
    const { client } = sesAnswering(400, '{"__type":"MessageRejected","message":"not verified"}');
    await expect(sesMail(client, { configurationSet: null }).send(mail, digest)).rejects.toThrow('not verified');
  });
});
