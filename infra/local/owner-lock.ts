import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { CodesetError } from '../../shared/errors.ts';
import { folderLayout } from './data-folder.ts';

export interface OwnerLock {
  release(): Promise<void>;
}

/**
 * Takes the folder's lock, or answers undefined where another process has it. The lock is the one of an empty LevelDB:
 * the operating system holds it for the process, so it ends with the process however that ends.
 */
export async function tryLock(folder: string): Promise<OwnerLock | undefined> {
  const path = join(folder, folderLayout.ownerLock);
  for (let attempt = 1; ; attempt += 1) {
    const level = new ClassicLevel(path);
    try {
      await level.open();
      return { release: () => level.close() };
    } catch (error) {
      const reason = causeCode(error);
      if (reason === 'LEVEL_LOCKED') return undefined;
      if (attempt === 2) throw cannotLock(path, error);
      // It is empty, so a damaged one is no loss.
      await ClassicLevel.destroy(path).catch(() => {});
    }
  }
}

function causeCode(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}

function cannotLock(path: string, cause: unknown): CodesetError {
  return new CodesetError('STORE_LOCK', `${path} cannot be locked: is the folder writable?`, 1, { cause });
}
