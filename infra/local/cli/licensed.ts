import { type LicensedReader, licensedReader } from '../../../functions/queries/licensed-reader.ts';
import type { LocalApp } from '../local-app.ts';

/** Code sets as the owner of this machine's vault may see them: the licensed files are his own. */
export function licensedHere({ codeSets, texts }: Pick<LocalApp, 'codeSets' | 'texts'>): LicensedReader {
  return licensedReader(codeSets, texts);
}

/** Puts AMA's notices into a document that holds texts of hers. */
export function withCopyright<Document extends object>(document: Document, reader: LicensedReader): Document {
  const copyright = reader.notices();
  return copyright.length > 0 ? { ...document, copyright } : document;
}

/** The same, at the end of a text. */
export function copyrightText(reader: LicensedReader): string {
  const notices = reader.notices();
  return notices.length > 0 ? `\n${notices.join('\n')}\n` : '';
}
