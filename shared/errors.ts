/** Exit codes of the command line and what they promise (README.md). */
export type ExitCode = 0 | 1 | 2 | 3;

/** An error that a person reads: what is wrong, where, and what to do. `code` is stable; messages are not. */
export class CodesetError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly exitCode: ExitCode = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CodesetError';
  }
}

/** A file that cannot be what it should be. Names the file, the line where there is one, the rule and the remedy. */
export class BadInput extends CodesetError {
  constructor(
    readonly file: string,
    readonly line: number | null,
    readonly rule: string,
    reason: string,
  ) {
    super('BAD_INPUT', `${file}${line === null ? '' : `:${line}`}: ${reason} [${rule}]`);
  }
}
