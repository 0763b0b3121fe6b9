import { releaseName } from './identity.ts';
import type { LinkForm } from './link-address.ts';
import { foldWords, namesCodeSet, type Subject, saysNothing, speaksOfHcpcs, subjectIn } from './link-words.ts';
import { type NamedPeriod, periodIn } from './period-words.ts';

export type LinkSubject = Subject & { readonly reason: string; readonly conflict?: string };
export type LinkPeriod = NamedPeriod & { readonly conflict?: string };

type WholePeriod = NamedPeriod & Required<Pick<NamedPeriod, 'year' | 'quarter'>>;

const codeSet: Subject = { kind: 'release', name: 'the code set' };

/** What the link itself says; else, where it says nothing but "download", what stands around it. */
export function subjectOf(own: readonly string[], around: readonly string[], form: LinkForm): LinkSubject | undefined {
  const words = own.map(foldWords);
  const named = words.map(subjectIn).filter((subject) => subject !== undefined);
  const [first] = named;
  if (first) {
    const wanted = named.find(({ kind }) => kind !== 'other-known') ?? first;
    if (wanted.kind === 'corrections' && !correctsHcpcs(words)) return undefined;
    const others = named.filter(({ kind }) => kind !== wanted.kind);
    const reason = `names ${wanted.name}`;
    return others.length === 0
      ? { ...wanted, reason }
      : { ...wanted, reason, conflict: `named ${wanted.name} here and ${others[0]!.name} there; the file decides` };
  }
  if (words.every((text) => saysNothing(text))) {
    const near = around
      .map(foldWords)
      .map(nearbySubject)
      .find((subject) => subject !== undefined);
    return near && { ...near, reason: `stands under ${near.name}` };
  }
  const isFile = form === 'archive' || form === 'data';
  if (isFile && words.every((text) => saysNothing(text) || namesCodeSet(text)))
    return { ...codeSet, reason: `names ${codeSet.name}, though not as the alpha-numeric file` };
  return undefined;
}

function nearbySubject(words: string): Subject | undefined {
  return subjectIn(words) ?? (namesCodeSet(words) ? codeSet : undefined);
}

/** Other code sets have corrections too (NCCI); these are HCPCS's, or say nothing more than that they correct. */
function correctsHcpcs(words: readonly string[]): boolean {
  return words.some(speaksOfHcpcs) || words.every((text) => saysNothing(text.replace(/\bcorrections?\b/g, ' ')));
}

/** Year and quarter by the link's own words, completed by what stands around it. Of two, the newer: it is not missed. */
export function periodOf(own: readonly string[], around: readonly string[]): LinkPeriod {
  const named = own.map(periodIn);
  const nearby = around.map(periodIn);
  const posted = [...named, ...nearby.slice(0, 1)]
    .flatMap(({ publishedOn }) => publishedOn ?? [])
    .sort()
    .at(-1);
  const publishedOn = posted ? { publishedOn: posted } : {};
  const whole = named.filter(isWhole).sort((a, b) => b.year * 4 + b.quarter - a.year * 4 - a.quarter);
  const [newest] = whole;
  const oldest = whole.at(-1);
  if (newest && oldest) {
    const { year, quarter } = newest;
    const differ = oldest.year !== year || oldest.quarter !== quarter;
    const conflict = `is called ${releaseName(newest)} here and ${releaseName(oldest)} there; the file decides`;
    return { year, quarter, ...publishedOn, ...(differ ? { conflict } : {}) };
  }
  const year = named.find((period) => period.year !== undefined)?.year;
  const quarter = named.find((period) => period.quarter !== undefined)?.quarter;
  const near = nearbyOf(nearby, year);
  const { oddMonth } = named.find((period) => period.oddMonth !== undefined) ?? near;
  return {
    ...(oddMonth === undefined ? {} : { oddMonth }),
    ...((year ?? near.year) === undefined ? {} : { year: (year ?? near.year)! }),
    ...((quarter ?? near.quarter) === undefined ? {} : { quarter: (quarter ?? near.quarter)! }),
    ...publishedOn,
  };
}

/** Of a known year the quarter that stands beside that same year; else the nearest year, and a quarter no farther off. */
function nearbyOf(nearby: readonly NamedPeriod[], year: number | undefined): NamedPeriod {
  if (year !== undefined) return nearby.find((period) => period.year === year && period.quarter !== undefined) ?? {};
  const at = nearby.findIndex((period) => period.year !== undefined);
  if (at < 0) return {};
  const quarter = nearby.slice(0, at + 1).find((period) => period.quarter !== undefined)?.quarter;
  return { ...nearby[at], ...(quarter === undefined ? {} : { quarter }) };
}

function isWhole(period: NamedPeriod): period is WholePeriod {
  return period.year !== undefined && period.quarter !== undefined;
}
