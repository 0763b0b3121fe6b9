import { codeSetKeys } from '../../shared/keys/code-set-keys.ts';
import { type WatchRun, watchRunForm } from '../../shared/sources/watch-run.ts';
import type { Table } from './table.ts';

/** What came of asking CMS last. */
export class WatchLog {
  constructor(private readonly table: Table) {}

  async last(): Promise<WatchRun | undefined> {
    const item = await this.table.get<{ run: unknown }>(codeSetKeys.watchRun());
    return item && watchRunForm.parse(item.run);
  }

  async put(run: WatchRun): Promise<void> {
    await this.table.put({ ...codeSetKeys.watchRun(), run });
  }
}
