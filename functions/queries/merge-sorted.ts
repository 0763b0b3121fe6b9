/** Merges streams that are each in order into one; of equal places the earlier stream goes first. */
export async function* mergeSorted<T>(
  streams: readonly AsyncGenerator<T>[],
  placeOf: (entry: T) => string,
): AsyncGenerator<T> {
  const heads = await Promise.all(streams.map((stream) => stream.next()));
  for (;;) {
    let first = -1;
    for (const [at, head] of heads.entries())
      if (!head.done && (first < 0 || placeOf(head.value) < placeOf(heads[first]!.value))) first = at;
    if (first < 0) return;
    yield heads[first]!.value;
    heads[first] = await streams[first]!.next();
  }
}
