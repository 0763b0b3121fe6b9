import { foldWhiteSpace } from '../release/record.ts';
import { CptAccount, entryOf } from './account.ts';
import type { CptFileReading } from './cpt-record.ts';
import { anyModifier, modifierSections } from './layout.ts';

interface Open {
  readonly code: string;
  readonly line: number;
  readonly texts: string[];
}

/** True for a heading of AMA's text of modifiers. */
export function isModifierHeading(line: string): boolean {
  return modifierSections.some(({ heading }) => heading.test(line.trim()));
}

/**
 * Reads `MODUL.txt`: free text in sections, a paragraph a modifier, prose in between. A modifier that two sections
 * describe (general use, ambulatory surgery centre) gets both texts.
 */
export function parseModifierText(lines: readonly string[]): CptFileReading {
  const account = new CptAccount();
  const modifiers = new Map<string, Open>();
  let pattern: RegExp | null = lines.some(isModifierHeading) ? null : anyModifier;
  let open: Open | undefined;
  lines.forEach((written, index) => {
    const text = written.trim();
    const section = modifierSections.find(({ heading }) => heading.test(text));
    if (section) pattern = section.modifier;
    const match = section ? null : (pattern?.exec(text) ?? null);
    if (match && (!open || opensAfter(match, open))) open = begin(modifiers, match, index + 1);
    else if (section || text === '') open = undefined;
    else open?.texts.push(text);
    if (open) account.take(open.code);
    else account.skip();
  });
  const entries = [...modifiers.values()].map(({ code, line, texts }) =>
    entryOf({ line, code, descriptors: { long: foldWhiteSpace(texts.join(' ')) } }),
  );
  return account.finish('modifiers', entries);
}

function begin(modifiers: Map<string, Open>, [, code, title]: RegExpExecArray, line: number): Open {
  const known = modifiers.get(code!) ?? { code: code!, line, texts: [] };
  known.texts.push(title!);
  modifiers.set(known.code, known);
  return known;
}

/** Within a paragraph a line may begin with a number by chance: modifiers ascend, and their titles have a capital. */
function opensAfter([, code, title]: RegExpExecArray, open: Open): boolean {
  return code! > open.code && /^[A-Z]/.test(title!);
}
