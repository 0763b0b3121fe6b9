import { decodeText } from '../release/decode.ts';

const highByte = /[\u0080-\u00ff]/;
const byteOrderMark = /^\u00ef\u00bb\u00bf/;

/**
 * Lines of a file of AMA's, any line ends: UTF-8, else cp1252. Each line is judged for itself, so that one bad byte
 * does not give every descriptor with a dash in it another wording.
 */
export function amaLines(bytes: Uint8Array): readonly string[] {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(byteOrderMark, '')
    .split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (highByte.test(line) ? decodeLine(line) : line));
}

function decodeLine(line: string): string {
  const bytes = Buffer.from(line, 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeText(bytes);
  }
}
