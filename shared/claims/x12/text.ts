/** From this length on V8 keeps a part of a string as a view of the whole, which would hold a chunk of the file. */
const shortestView = 13;

/** The text as a string of its own: what outlives its chunk must not hold on to it. */
export function detached(text: string): string {
  return text.length < shortestView ? text : ` ${text}`.slice(1);
}

/**
 * A name or number that is kept: trimmed, detached, and read as UTF-8 where its bytes are that. Files are scanned as
 * Latin-1, one character a byte, because delimiters are single bytes in every encoding that X12 comes in.
 */
export function keptText(text: string): string {
  const trimmed = detached(text.trim());
  return /[\x80-\xff]/.test(trimmed) ? fromUtf8(trimmed) : trimmed;
}

/** Latin-1 characters as bytes; text that holds others as UTF-8. */
export function textToBytes(text: string): Uint8Array {
  return Buffer.from(text, /[\u0100-\uffff]/.test(text) ? 'utf-8' : 'latin1');
}

/** Bytes as Latin-1 characters. */
export function bytesToText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function fromUtf8(latin1: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(latin1, (byte) => byte.charCodeAt(0)));
  } catch {
    return latin1;
  }
}
