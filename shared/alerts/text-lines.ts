/** Short enough that no mail program breaks a line, quoted or not. */
export const textWidth = 72;

export function headingLines(words: string): readonly string[] {
  return [words, '-'.repeat(textWidth)];
}

/** A paragraph broken at spaces; a word longer than the line, such as an address, stays whole. */
export function paragraphLines(text: string, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > textWidth && line !== indent) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}
