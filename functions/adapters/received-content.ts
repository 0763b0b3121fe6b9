import { type BrokenOff, brokenOff } from './http-exchange.ts';
import { looksZipped } from './unzip.ts';

/** A page is text; what else came instead, if anything. */
export function wrongPage(bytes: Uint8Array): BrokenOff | undefined {
  if (bytes.byteLength === 0) return brokenOff('truncated', 'an empty page');
  const binary = looksZipped(bytes) || startOf(bytes).startsWith('%PDF') || bytes.subarray(0, 1024).includes(0);
  return binary ? brokenOff('not-a-page', 'sent a file instead of a page') : undefined;
}

/** A whole zip (workbooks are zips too), or plain text where the name promises that; never a page. */
export function wrongFile(bytes: Uint8Array, headers: Headers, addresses: readonly string[]): BrokenOff | undefined {
  if (bytes.byteLength === 0) return brokenOff('truncated', 'an empty file');
  if (looksZipped(bytes)) return hasZipEnd(bytes) ? undefined : brokenOff('truncated', 'a zip without its end');
  const start = startOf(bytes);
  if (/<(?:!doctype|html|head|body|script)\b/i.test(start)) return brokenOff('not-a-zip', pageWords(start));
  const names = addresses.map((address) => new URL(address).pathname);
  const promised = [...names, headers.get('content-disposition') ?? ''].some((name) =>
    /\.(?:txt|csv|prn)"?$/i.test(name),
  );
  return promised ? undefined : brokenOff('not-a-zip', `sent ${headers.get('content-type') ?? 'something'}, no zip`);
}

/** The record that ends each zip, within reach of the longest comment. */
function hasZipEnd(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-65_557);
  return tail.includes(Buffer.from('PK\x05\x06', 'latin1'));
}

function pageWords(start: string): string {
  const title = /<title[^>]*>([^<]{0,120})/i.exec(start)?.[1]?.trim();
  return title ? `sent a page titled "${title}"` : 'sent a page';
}

function startOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 4096)).toString('latin1').trimStart();
}
