import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Alert } from '../../shared/alerts/alert.ts';
import type { Mail, MailSender } from '../../shared/alerts/mail.ts';
import { mimeOf } from './mime.ts';

/** What lies in the outbox beside a mail, for machines: all that it tells, and whom. */
export interface OutboxEntry {
  readonly mail: Omit<Mail, 'text' | 'html'>;
  readonly digest: Alert;
}

/**
 * A folder instead of a mail service: each alert as `ID.eml`, which any mail program opens, and as `ID.json`. A mail
 * that is sent again replaces its own files; each is there whole or not at all.
 */
export function openOutbox(folder: string): MailSender {
  return {
    async send(mail, alert) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { text: _text, html: _html, ...envelope } = mail;
      const entry: OutboxEntry = { mail: envelope, digest: alert };
      await writeWhole(folder, `${mail.id}.json`, `${JSON.stringify(entry, null, 2)}\n`);
      await writeWhole(folder, `${mail.id}.eml`, await mimeOf(mail));
    },
  };
}

/** Under a name of the file's own that no reader takes for it, so that what a crash leaves is written over. */
async function writeWhole(folder: string, name: string, content: string | Buffer): Promise<void> {
  const incoming = join(folder, `.${name}.new`);
  const file = await open(incoming, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(incoming, join(folder, name));
}
