import type { Rechecked } from '../../../functions/recheck/recheck-code.ts';
import type { LocalApp } from '../local-app.ts';
import { counted } from './money.ts';

/** Judges the stored lines again that a change of payers or rules may touch. */
export async function judgedAgain(app: LocalApp): Promise<Rechecked> {
  const { lines, raised, cleared } = await app.sweep();
  return { lines, raised, cleared };
}

export function rejudgedText({ lines, raised, cleared }: Rechecked): string {
  if (lines === 0) return 'No stored line had to be judged again.\n';
  return `${counted(lines, 'stored line')} judged again: ${counted(raised, 'new finding')}, ${cleared} cleared.\n`;
}
