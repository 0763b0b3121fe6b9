/** A stream of numbers from 0 to 1 that a seed determines (mulberry32), so that a failing case can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One way in which a file gets broken on its way; `below(n)` gives a whole number from 0 to n - 1. */
type Blow = (text: string, below: (n: number) => number) => string;

const characters = [
  '0',
  '9',
  'A',
  'Z',
  ' ',
  '\t',
  '\r',
  '\n',
  '\0',
  '~',
  '*',
  ':',
  '<',
  '"',
  '\u001a',
  '\u00e9',
  '\u00a0',
];

const blowsByName = {
  changeByte: (text, below) => {
    const at = below(text.length);
    return text.slice(0, at) + characters[below(characters.length)] + text.slice(at + 1);
  },
  insertByte: (text, below) => {
    const at = below(text.length + 1);
    return text.slice(0, at) + characters[below(characters.length)] + text.slice(at);
  },
  deleteByte: (text, below) => {
    const at = below(text.length);
    return text.slice(0, at) + text.slice(at + 1);
  },
  deleteRange: (text, below) => {
    const at = below(text.length);
    return text.slice(0, at) + text.slice(at + 1 + below(500));
  },
  truncate: (text, below) => text.slice(0, below(text.length)),
  dropLine: (text, below) => withLines(text, (lines) => void lines.splice(below(lines.length), 1)),
  doubleLine: (text, below) =>
    withLines(text, (lines) => {
      const at = below(lines.length);
      lines.splice(at, 0, lines[at]!);
    }),
  moveLine: (text, below) =>
    withLines(text, (lines) => {
      const [line] = lines.splice(below(lines.length), 1);
      lines.splice(below(lines.length + 1), 0, line!);
    }),
  cutLine: (text, below) => alterLine(text, below, (line) => line.slice(0, below(line.length + 1))),
  shiftLine: (text, below) => alterLine(text, below, (line) => ` ${line}`),
  blankColumns: (text, below) =>
    alterLine(text, below, (line) => {
      const from = below(line.length + 1);
      const wide = Math.min(below(40), line.length - from);
      return line.slice(0, from) + ' '.repeat(wide) + line.slice(from + wide);
    }),
  joinLines: (text, below) =>
    withLines(text, (lines) => {
      const at = below(lines.length);
      lines.splice(
        at,
        2,
        lines
          .slice(at, at + 2)
          .join('')
          .replace('\r', ''),
      );
    }),
  foreignLine: (text, below) =>
    withLines(text, (lines) => void lines.splice(below(lines.length + 1), 0, '<p>Page 3 of 12</p>\r')),
} satisfies Record<string, Blow>;

export type BlowName = keyof typeof blowsByName;
export const blowNames = Object.keys(blowsByName) as BlowName[];

/** The same bytes with one named damage, or with one to three that the seed picks. The same seed, the same damage. */
export function damage(bytes: Uint8Array, seed: number, name?: BlowName): Uint8Array {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * Math.max(n, 1));
  const names = name ? [name] : Array.from({ length: 1 + below(3) }, () => blowNames[below(blowNames.length)]!);
  let text = Buffer.from(bytes).toString('latin1');
  for (const blow of names) text = blowsByName[blow](text, below);
  return Buffer.from(text, 'latin1');
}

function withLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

function alterLine(text: string, below: (n: number) => number, change: (line: string) => string): string {
  return withLines(text, (lines) => {
    const at = below(lines.length);
    lines[at] = change(lines[at] ?? '');
  });
}
