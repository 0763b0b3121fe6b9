import { listImports, oneImport } from '../../../functions/queries/list-imports.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { textTable } from './table.ts';

/** `codeset claims imports [ID]`: what came in, and what was refused of it. */
export async function imports(context: Context, app: LocalApp, id: string | undefined, options: Common): Promise<void> {
  const ports = { imports: app.imports, now: () => new Date().toISOString() };
  if (id !== undefined) {
    const one = await oneImport(ports)(localAccount, id);
    const refusals = one.refusals.map(({ file, segment, reason }) => `  ${file}, segment ${segment}: ${reason}\n`);
    answer(context, options, one, () => tableOf([one]) + refusals.join(''));
    return;
  }
  const listed = await listImports(ports)({ account: localAccount, limit: 1000 });
  answer(context, options, listed, () =>
    listed.imports.length === 0 ? 'Nothing came in yet.\n' : tableOf(listed.imports),
  );
}

function tableOf(list: Awaited<ReturnType<ReturnType<typeof listImports>>>['imports']): string {
  const headings = ['IMPORT', 'STATE', 'AT', 'CLAIMS', 'LINES', 'KNOWN', 'ANSWERS', 'FINDINGS', 'REFUSED'];
  return textTable(
    headings.map((heading) => ({ heading })),
    list.map(({ id, state, importedAt, read, lines, duplicates, statuses, findings, refused }) =>
      [
        id,
        state,
        importedAt.slice(0, 16).replace('T', ' '),
        read,
        lines,
        duplicates,
        statuses?.read ?? 0,
        findings,
        refused,
      ].map(String),
    ),
  );
}
