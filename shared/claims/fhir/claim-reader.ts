import { type ClaimSink, IntakeLedger, type PushReader } from '../intake-ledger.ts';
import { claimIdOf, type Resolve, readClaimResource } from './claim-resource.ts';
import { type Json, listAt, member, textAt } from './json.ts';

/** A document that is read whole must fit into the memory; more comes as NDJSON, which is read line by line. */
const mostCharacters = 48 * 1024 * 1024;

/** Reads FHIR R4 Claim resources: NDJSON as a stream, a Bundle (or a single resource) whole, up to 48 MB of text. */
export function createFhirClaimReader(options: { readonly file: string } & ClaimSink): PushReader {
  const reader = new FhirClaims(new IntakeLedger(options.file, options));
  const decoder = new TextDecoder('utf-8');
  return {
    write: (chunk) => reader.write(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })),
    end: () => {
      reader.write(decoder.decode());
      reader.end();
      return reader.ledger.counts;
    },
  };
}

class FhirClaims {
  /** Lines of JSON, one document, or not told yet: that is seen from the first line. */
  private form: 'untold' | 'lines' | 'document' = 'untold';
  private parts: string[] = [];
  private characters = 0;
  private line = 0;
  /** The line, or the document, was too long and is not kept. */
  private tooLong = false;
  readonly ledger: IntakeLedger;

  constructor(ledger: IntakeLedger) {
    this.ledger = ledger;
  }

  write(text: string): void {
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0 && this.form !== 'document'; at = text.indexOf('\n', from)) {
      this.keep(text.slice(from, at + 1));
      from = at + 1;
      this.lineEnd();
    }
    this.keep(text.slice(from));
  }

  end(): void {
    if (this.form !== 'document') this.line++;
    const text = this.taken();
    if (text.trim() !== '') this.document(text, Math.max(1, this.form === 'lines' ? this.line : 1));
    else if (this.form === 'untold' && !this.tooLong) this.ledger.refuse('input', 1, 'the file is empty');
  }

  private keep(text: string): void {
    this.characters += text.length;
    if (this.characters <= mostCharacters) {
      if (text !== '') this.parts.push(text);
      return;
    }
    if (!this.tooLong) {
      const reason = `is longer than ${mostCharacters / 1024 / 1024} million characters; send the claims as NDJSON`;
      this.ledger.refuse(
        'input',
        this.line + 1,
        this.form === 'lines' ? `the line ${reason}` : `the document ${reason}`,
      );
    }
    this.tooLong = true;
    this.parts = [];
  }

  private taken(): string {
    const text = this.parts.join('');
    this.parts = [];
    this.characters = 0;
    return text;
  }

  private lineEnd(): void {
    const first = this.parts.length === 1 ? this.parts[0]! : this.parts.join('');
    if (first.trim() === '' && !this.tooLong) {
      this.taken();
      this.line++;
      return;
    }
    if (this.form === 'untold') this.form = parsed(first) === undefined ? 'document' : 'lines';
    if (this.form === 'document') return;
    this.line++;
    if (!this.tooLong) this.document(this.taken(), this.line);
    this.tooLong = false;
    this.taken();
  }

  private document(text: string, number: number): void {
    const value = parsed(text);
    if (value === undefined) this.ledger.refuse('input', number, 'is no JSON that can be read');
    else if (textAt(value, 'resourceType') === 'Bundle') this.bundle(value, number);
    else if (Array.isArray(value)) for (const [n, resource] of value.entries()) this.resource(resource, n + 1, none);
    else this.resource(value, number, none);
  }

  private bundle(bundle: Json, number: number): void {
    const entries = listAt(bundle, 'entry');
    const resolve = resolver(entries);
    let claims = 0;
    for (const [n, entry] of entries.entries()) {
      const resource = member(entry, 'resource');
      if (textAt(resource, 'resourceType') !== 'Claim') continue;
      claims++;
      this.resource(resource, n + 1, resolve);
    }
    if (claims === 0) this.ledger.refuse('input', number, 'the Bundle holds no Claim');
  }

  private resource(resource: Json, number: number, resolve: Resolve): void {
    if (textAt(resource, 'resourceType') !== 'Claim') {
      this.ledger.refuse('input', number, 'is no Claim resource');
      return;
    }
    const read = readClaimResource(resource, (reference) => contained(resource, reference) ?? resolve(reference));
    if (typeof read === 'string') {
      this.ledger.refuse('claim', number, read, claimIdOf(resource) ?? null);
      return;
    }
    if (read.withoutCharge > 0)
      this.ledger.refuse(
        'notice',
        number,
        'a line names no charge: its money at risk cannot be told',
        read.claim.claimId,
      );
    this.ledger.claim(read.claim, read.otherCodeSets);
  }
}

const none: Resolve = () => undefined;

function contained(resource: Json, reference: string): Json {
  if (!reference.startsWith('#')) return undefined;
  return listAt(resource, 'contained').find((inner) => textAt(inner, 'id') === reference.slice(1));
}

/** Entries of a Bundle by their full address and by type and id. */
function resolver(entries: readonly Json[]): Resolve {
  const known = new Map<string, Json>();
  for (const entry of entries) {
    const resource = member(entry, 'resource');
    const address = textAt(entry, 'fullUrl');
    if (address !== undefined) known.set(address, resource);
    known.set(`${textAt(resource, 'resourceType')}/${textAt(resource, 'id')}`, resource);
  }
  return (reference) => known.get(reference);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
