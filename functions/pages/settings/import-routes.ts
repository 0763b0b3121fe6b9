import type { Hono } from 'hono';
import * as z from 'zod';
import { type UploadAnswer, uploadRequestForm } from '../../../shared/api/import-forms.ts';
import { claimColumns } from '../../../shared/claims/csv-columns.ts';
import { Refused, refusalOf } from '../../api/problems.ts';
import type { HttpEnvironment, Service } from '../../api/service.ts';
import { formSent } from '../../api/session.ts';
import { type PageContext, type PageStatus, readForm, show, signedIn } from '../page.tsx';
import { askOperation } from '../page-operation.ts';
import { refusedForm } from '../refused-form.ts';
import { claimsPaths } from './claims-form.tsx';
import { importPages } from './import-pages.tsx';
import { refuseSample } from './settings-page.ts';

const reading = { holds: uploadRequestForm.shape.holds, columns: z.string().max(4_000).default('') };
const wholeForm = z.object({ ...reading, file: z.instanceof(File) });
const announcedForm = z.object({ ...reading, size: uploadRequestForm.shape.size });

/** Files of claims: announced by the page's script, which then sends them itself, or whole in a form. */
export function addImports(pages: Hono<HttpEnvironment>, service: Service): void {
  pages.post(claimsPaths.announced, async (context) => {
    try {
      await signedIn(context, service);
      const body = await context.req.json().catch(() => ({}));
      return context.json(await announced(context, service, readForm(announcedForm, body)), 201);
    } catch (error) {
      const refused = refusalOf(error as Error);
      if (refused.kind === 'internal') throw error;
      return context.json({ problem: refused.detail }, refused.status as PageStatus);
    }
  });
  pages.post(claimsPaths.whole, async (context) => {
    const { account } = await signedIn(context, service);
    const form = await formSent(context);
    try {
      const { file, ...said } = readForm(wholeForm, form);
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (bytes.length === 0) throw new Refused('invalid-request', 'Choose a file that is not empty.');
      const { id } = await announced(context, service, { ...said, size: bytes.length });
      await service.uploads.put({ account, id, size: bytes.length }, bytes);
      return context.redirect(`/settings/imports/${id}`, 303);
    } catch (error) {
      const refused = refusalOf(error as Error);
      if (refused.kind === 'internal') throw error;
      const said = { refused: refusedForm(context.req.path, form, refused) };
      const page = await importPages['/settings/imports']!(context, service, said);
      return show(context, page, refused.status as PageStatus);
    }
  });
}

function announced(
  context: PageContext,
  service: Service,
  { columns, ...rest }: z.output<typeof announcedForm>,
): Promise<UploadAnswer> {
  refuseSample(service);
  const wanted = columns.trim() === '' ? rest : { ...rest, columns: columnsIn(columns) };
  return askOperation<UploadAnswer>(context, service, 'announceImport', { body: readForm(uploadRequestForm, wanted) });
}

/** Lines like `claimId=Account`. */
function columnsIn(text: string): Readonly<Record<string, string>> {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const [, column, header] = /^\s*(\w+)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
      if (column && header && column in claimColumns) return [column, header];
      const names = Object.keys(claimColumns).join(', ');
      const reason = `Write COLUMN=HEADER, one a line; columns are ${names}.`;
      throw new Refused('invalid-request', reason, [{ name: 'columns', reason }]);
    }),
  );
}
