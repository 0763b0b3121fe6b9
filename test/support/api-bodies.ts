/** A body for each operation that asks with one, about the codes given. */
export function exampleBody(path: string, codes: readonly string[]): string {
  if (path !== '/v1/check') return JSON.stringify({ codes, on: '2026-02-03' });
  const lines = codes.map((code) => ({ code, dateOfService: '2026-02-03', units: 1, amount: 100 }));
  return JSON.stringify({ claims: [{ claimId: 'A', payer: 'X', lines }] });
}
