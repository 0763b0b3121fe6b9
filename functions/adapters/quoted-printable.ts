const longestLine = 76;

/**
 * Text as quoted-printable (RFC 2045 §6.7), which breaks a line only where it is too long: whoever opens the source of
 * a mail, or searches it, finds the lines as they were written.
 */
export function quotedPrintable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => softBroken(tokensOf(line)))
    .join('\r\n');
}

/** Each character as it is, or as the bytes that stand for it; a blank at the end of a line would get lost. */
function tokensOf(line: string): readonly string[] {
  const characters = [...line];
  return characters.map((character, index) => {
    const plain = /[!-<>-~]/.test(character) || (/[ \t]/.test(character) && index < characters.length - 1);
    return plain ? character : encoded(character);
  });
}

function encoded(character: string): string {
  return [...Buffer.from(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** Ends a line with `=` where it goes on; at a blank where there is one near, and never within a character. */
function softBroken(tokens: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const token of tokens) {
    if (line.length + token.length >= longestLine) {
      const blank = line.lastIndexOf(' ') + 1;
      const cut = blank > longestLine / 2 ? blank : line.length;
      lines.push(`${line.slice(0, cut)}=`);
      line = line.slice(cut);
    }
    line += token;
  }
  return [...lines, line].join('\r\n');
}
