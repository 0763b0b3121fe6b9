/** `96365`, `96365-96379` (both ends included) or `A95*`. */
export const codePatternForm = /^(?:[0-9A-Z]{2,5}|[0-9A-Z]{5}-[0-9A-Z]{5}|[0-9A-Z]{1,4}\*)$/;

export type CodeTest = (code: string) => boolean;

/** A code matches a list of patterns where it matches one of them. */
export function codeTest(patterns: readonly string[]): CodeTest {
  const exact = new Set<string>();
  const tests: CodeTest[] = [];
  for (const pattern of patterns) {
    const [first, last] = pattern.split('-');
    if (pattern.endsWith('*')) tests.push((code) => isWhole(code) && code.startsWith(pattern.slice(0, -1)));
    else if (last !== undefined) tests.push((code) => isWhole(code) && code >= first! && code <= last);
    else exact.add(pattern);
  }
  return (code) => exact.has(code) || tests.some((test) => test(code));
}

/** A fragment or a typing error is among no range of codes. */
function isWhole(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code);
}
