import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real files that may lie beside the project. Tests that want them say `skipped` where they are not. */
const beside = fileURLToPath(new URL('../../../shared/', import.meta.url));

export const cmsFolder = `${beside}cms/`;
export const claimsFolder = `${beside}claims/`;
export const haveCms = existsSync(`${cmsFolder}2017-Alpha-Numeric-HCPCS-File.zip`);
export const haveClaims = existsSync(claimsFolder);

export function cmsFile(name: string): Uint8Array {
  return readFileSync(cmsFolder + name);
}
