import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { folderLayout, readIfThere, writeWhole } from './data-folder.ts';

/** How other processes reach the one that owns a data folder. Only the owner writes it; a stale one is overwritten. */
export interface OwnerRecord {
  readonly pid: number;
  /** Of the owner's command listener, on 127.0.0.1. */
  readonly port: number;
  /** Who knows it may run commands in the owner: 256 random bits, in a file that only the same user reads. */
  readonly token: string;
  /** ISO instant. */
  readonly startedAt: string;
  /** A server stays until it is stopped; a command ends by itself. */
  readonly role: 'server' | 'command';
  /** Where a server's page and API are, once they are. */
  readonly url?: string;
}

export function writeOwnerRecord(folder: string, record: OwnerRecord): void {
  writeWhole(folder, folderLayout.ownerRecord, `${JSON.stringify(record)}\n`);
}

export function removeOwnerRecord(folder: string): void {
  rmSync(join(folder, folderLayout.ownerRecord), { force: true });
}

/** Undefined where there is none, or one that no owner wrote. */
export function readOwnerRecord(folder: string): OwnerRecord | undefined {
  const text = readIfThere(join(folder, folderLayout.ownerRecord));
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isOwnerRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isOwnerRecord(value: unknown): value is OwnerRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record: Partial<Record<keyof OwnerRecord, unknown>> = value;
  return (
    Number.isInteger(record.pid) &&
    Number.isInteger(record.port) &&
    typeof record.token === 'string' &&
    typeof record.startedAt === 'string' &&
    (record.role === 'server' || record.role === 'command') &&
    (record.url === undefined || typeof record.url === 'string')
  );
}
