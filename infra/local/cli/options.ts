import { type Command, type CommandOptions, InvalidArgumentError } from 'commander';
import { isIsoDate } from '../../../shared/dates.ts';
import type { Common, Context } from './context.ts';
import type { Chosen } from './folders.ts';

/** With what a group of commands is added to the program. */
export interface CommandMaker {
  readonly context: Context;
  /** A command with the options that all have; of the program, where no other parent is named. */
  command(usage: string, summary: string, parent?: Command, made?: CommandOptions): Command;
  /** Runs the action on the store that the options name. */
  inStore(options: Common, purpose: Chosen['purpose'], action: Parameters<Context['store']>[1]): Promise<void>;
}

export function dateOf(text: string): string {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError('write a date as YYYY-MM-DD');
}

export const codeSetNamed = oneOf('HCPCS', 'CPT');

export const severityOf = oneOf('error', 'warning', 'review');

/** Reads an option that takes one of some words. */
export function oneOf(...words: readonly string[]): (text: string) => string {
  return (text) => {
    if (words.includes(text)) return text;
    throw new InvalidArgumentError(`write ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
  };
}

export function countOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('write a whole number above 0');
}

export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
