import { decodeText } from './decode.ts';

/** DOS wrote a Control-Z behind the last line. */
const endOfFile = String.fromCharCode(26);

/** Lines of a CMS text: cp1252, or UTF-8 where a byte order mark says so; any line ends. */
export function textLines(bytes: Uint8Array): readonly string[] {
  const lines = decodeText(bytes).split(/\r\n|\n|\r/);
  while (lines.length > 0 && (lines.at(-1) === '' || lines.at(-1) === endOfFile)) lines.pop();
  return lines;
}

/** True for a web page, which is what CMS's site sends where a login or licence page stands in the way. */
export function isWebPage(lines: readonly string[]): boolean {
  return /^\s*<(?:!doctype|!--|html|head|body|script|meta|\?xml)/i.test(lines.find((line) => line.trim() !== '') ?? '');
}
