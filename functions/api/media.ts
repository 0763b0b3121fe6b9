/** The first of the media types offered that the caller accepts most, or undefined where it accepts none of them. */
export function chooseMedia(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (!accept || accept === '*/*') return offered[0];
  const ranges = accept.split(',').map(rangeOf);
  let best: string | undefined;
  let bestQuality = 0;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > bestQuality) {
      best = type;
      bestQuality = quality;
    }
  }
  return best;
}

/** `application/json; charset=utf-8` without what follows the type. */
export function bareType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase();
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function rangeOf(written: string): Range {
  const [type = '', ...parameters] = written.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 };
}

/** The most exact range decides, as RFC 9110 has it. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  for (const range of [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*']) {
    const found = ranges.find((each) => each.type === range);
    if (found) return found.quality;
  }
  return 0;
}
