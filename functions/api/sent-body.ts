import type { ApiRequest } from './exchange.ts';
import { bareType } from './media.ts';
import { type Operation, SentFile } from './operation.ts';
import { Refused } from './problems.ts';

/** In bytes, where an operation says nothing else. */
const longestBody = 64 * 1024;

/** What was sent with a request: as it came, to tell one request from another, and not yet read. */
export interface SentBody {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Takes the body where the operation wants one; refuses what is too long or of another kind before it is read. */
export async function takeBody(operation: Operation, request: ApiRequest): Promise<SentBody | null> {
  if (!operation.body) return null;
  const { files = {}, longestBody: longest = longestBody } = operation;
  const type = bareType(request.header('content-type'));
  if (type !== 'application/json' && !type.endsWith('+json') && !(type in files))
    throw new Refused(
      'unsupported-media-type',
      `Send it as ${['application/json', ...Object.keys(files)].join(', ')}.`,
    );
  const bytes = await request.body(longest);
  if (!bytes) throw new Refused('too-large', `At most ${longest} bytes are read.`);
  return { type, bytes };
}

/** The JSON of a body, or the file that it is. */
export function readBody({ files = {} }: Operation, { type, bytes }: SentBody): unknown {
  if (type in files) return new SentFile(type, bytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refused('invalid-request', 'The body is no JSON in UTF-8.');
  }
}
