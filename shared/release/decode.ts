/** What cp1252 has in 80-9F, where Latin 1 has control characters. Five places are empty. */
const c1 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/**
 * CMS writes cp1252; a byte order mark says that somebody saved the file anew as UTF-8. Some versions of Node decode
 * `windows-1252` as Latin 1, so that a dash or an apostrophe would differ from the workbook's: the table mends that.
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (marked) return new TextDecoder('utf-8').decode(bytes);
  return new TextDecoder('latin1').decode(bytes).replace(/[\u0080-\u009f]/g, (c) => c1[c.charCodeAt(0) - 0x80]!);
}
