import { inferReplacements } from '../../../shared/changes/infer.ts';
import { answer, type Common, type Context } from './context.ts';
import { loadRelease } from './load-release.ts';
import { counted } from './money.ts';
import { textTable } from './table.ts';

export interface InferOptions extends Common {
  readonly withoutXref?: true;
}

/** `codeset infer OLD NEW`: what the descriptors alone say; the curated list is never read. */
export async function infer(context: Context, paths: readonly [string, string], options: InferOptions): Promise<void> {
  const older = await loadRelease(context, paths[0]);
  const newer = await loadRelease(context, paths[1]);
  const inference = inferReplacements(older.read, newer.read, {
    withoutCrossReferences: options.withoutXref ?? false,
  });
  answer(context, options, inference, () => {
    const rows = inference.pairs.flatMap(({ old, candidates }) =>
      candidates.length === 0
        ? [[old, '-', '', '', 'no living code resembles it']]
        : candidates.map(({ code, score, automatic, reasons }, index) => [
            index === 0 ? old : '',
            code,
            score.toFixed(2),
            automatic ? 'automatic' : 'for a person',
            reasons.join('; '),
          ]),
    );
    const heading = `${counted(inference.pairs.length, 'discontinued code')}\n\n`;
    const columns = [
      { heading: 'OLD' },
      { heading: 'CANDIDATE' },
      { heading: 'SCORE', align: 'right' as const },
      { heading: 'BAR' },
      { heading: 'REASONS', width: 110 },
    ];
    return heading + (rows.length > 0 ? textTable(columns, rows, context.io.columns) : '');
  });
}
