import { type Options, Presets, SingleBar } from 'cli-progress';
import type { CommandIo } from '../command.ts';
import type { Context } from './context.ts';

/** Tells how far the work is: steps done, of how many where that is known, and what is being done. */
export type Step = (done: number, total: number, what: string) => void;

/** Shows a bar on a terminal while the work is done; says nothing where nobody watches. */
export async function withProgress<Result>(
  { io }: Context,
  title: string,
  work: (step: Step) => Promise<Result>,
): Promise<Result> {
  if (!io.isTTY) return work(() => {});
  const format = `${title} {bar} {percentage} % {what}`;
  const bar = new SingleBar(
    { format, stream: terminalOf(io), clearOnComplete: true, barsize: 30 },
    Presets.shades_classic,
  );
  bar.start(1, 0, { what: '' });
  try {
    return await work((done, total, what) => {
      bar.setTotal(Math.max(total, 1));
      bar.update(done, { what });
    });
  } finally {
    bar.stop();
  }
}

/** The terminal may belong to another process: all that the bar may use of it is writing. */
function terminalOf(io: CommandIo): NonNullable<Options['stream']> {
  const write = (text: string) => {
    io.stderr(text);
    return true;
  };
  const terminal = { isTTY: true, columns: 80, write, on: () => terminal };
  return terminal as unknown as NonNullable<Options['stream']>;
}
