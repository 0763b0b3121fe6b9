/** Does the work on all entries, so many at once. After a failure nothing new begins, and nothing is left under way. */
export async function atOnce<Entry>(
  limit: number,
  entries: Iterable<Entry> | AsyncIterable<Entry>,
  work: (entry: Entry) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const entry of entries) {
    const done = work(entry)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(done));
    underWay.add(done);
    if (underWay.size >= limit) await Promise.race(underWay);
    if (failures.length > 0) break;
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
}
