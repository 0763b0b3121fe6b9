import * as z from 'zod';
import { may } from '../../../shared/access/caller.ts';
import type { Holdings } from '../../../shared/api/holding-forms.ts';
import type { ImportsAnswer, KeptImport } from '../../../shared/api/import-forms.ts';
import type { SweepsAnswer } from '../../../shared/api/sweep-forms.ts';
import { assets } from '../assets.ts';
import { frameOf, readQuery } from '../page.tsx';
import { askOperation } from '../page-operation.ts';
import { ImportPage } from './import-page.tsx';
import { ImportsPage } from './imports-page.tsx';
import type { SettingsPage } from './settings-page.ts';

/** So many imports are listed on a page. */
const listed = '25';
const cursorQuery = z.object({ cursor: z.string().max(500).optional() });

/** What came in, and each import. */
export const importPages: Readonly<Record<string, SettingsPage>> = {
  '/settings/imports': async (context, service, said) => {
    const { cursor } = readQuery(cursorQuery, context);
    const { lists } = await askOperation<Holdings>(context, service, 'listHoldings', { query: { limit: '1' } });
    const imports = await askOperation<ImportsAnswer>(context, service, 'listImports', {
      query: { limit: listed, ...(cursor === undefined ? {} : { cursor }) },
    });
    const frame = { ...(await frameOf(context, service, 'Imports', 'settings')), script: assets.imports.path };
    const sweeps = may(frame.caller, 'sources:read')
      ? (await askOperation<SweepsAnswer>(context, service, 'listSweeps')).sweeps
      : null;
    return (
      <ImportsPage frame={frame} said={said} lists={lists} imports={imports} now={service.now()} sweeps={sweeps} />
    );
  },
  '/settings/imports/:id': async (context, service, said) => {
    const path = { id: context.req.param('id') ?? '' };
    const one = await askOperation<KeptImport>(context, service, 'getImport', { path });
    const frame = { ...(await frameOf(context, service, 'Import', 'settings')), script: assets.live.path };
    return <ImportPage frame={frame} said={said} one={one} now={service.now()} />;
  },
};
