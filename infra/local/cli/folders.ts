import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folderLayout } from '../data-folder.ts';

export interface Chosen {
  /** `write`: real data comes in; the sample's store never takes any. */
  readonly purpose: 'read' | 'write';
  readonly folder: string;
  /** Said to the user where the answer comes from the sample. */
  readonly remark: string | null;
}

/** The sample lies in a store of its own within the data folder: sample and real never mix. */
export function sampleFolder(folder: string): string {
  return join(folder, 'sample');
}

/** True for a store that holds samples; whatever it shows is called sample. */
export function isSample(folder: string): boolean {
  return existsSync(join(folder, folderLayout.sampleMark));
}

/** Questions go to the real store where there is one, else to the sample; what is handed in goes to the real one. */
export function chooseFolder(folder: string, purpose: Chosen['purpose']): Chosen {
  const sample = sampleFolder(folder);
  const real = existsSync(join(folder, folderLayout.format));
  if (purpose === 'write' || real || !existsSync(join(sample, folderLayout.format)))
    return { purpose, folder, remark: null };
  return { purpose, folder: sample, remark: 'SAMPLE DATA: no release of your own is held yet; this is the sample.' };
}

/** The store that a question goes to; null where there is none yet. */
export function folderToAsk(folder: string): string | null {
  const { folder: chosen } = chooseFolder(folder, 'read');
  return existsSync(join(chosen, folderLayout.format)) ? chosen : null;
}
