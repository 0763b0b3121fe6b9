import type { KindCounts, ReleaseSummary } from '../../shared/api/code-set-forms.ts';
import { numberText, releaseTitle } from './format.ts';
import { kindOrder, kindWords } from './words.ts';

/** In the drawing's own units; it grows with the page. */
const width = 720;
const height = 230;
const left = 44;
const top = 12;
const floor = 196;
/** More releases than these are drawn by year. */
const barsAtMost = 24;

interface Bar {
  readonly label: string;
  readonly title: string;
  readonly counts: KindCounts;
}

/** Changes of each release by kind, as bars on a line of time; a first release, which changes nothing, is left out. */
export function ChangesChart({ releases }: { releases: readonly ReleaseSummary[] }) {
  const bars = barsOf(releases);
  if (bars.length === 0) return null;
  const most = niceCeiling(Math.max(...bars.map(({ counts }) => totalOf(counts)), 1));
  const y = (count: number) => round(floor - (count / most) * (floor - top));
  const step = (width - left) / bars.length;
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={inWords(bars)}>
        {[0, most / 2, most].map((line) => (
          <g>
            <line class="grid" x1={left} x2={width} y1={y(line)} y2={y(line)} />
            <text x={left - 8} y={y(line) + 4} text-anchor="end">
              {numberText(line)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => (
          <StackedBar
            bar={bar}
            x={round(left + index * step + step * 0.18)}
            width={round(Math.min(step * 0.64, 64))}
            y={y}
          />
        ))}
        {bars.map(({ label }, index) =>
          index % Math.ceil(bars.length / 12) === 0 ? (
            <text x={round(left + index * step + step * 0.18)} y={floor + 20}>
              {label}
            </text>
          ) : null,
        )}
      </svg>
      <figcaption class="legend">
        {kindOrder.map((kind) => (
          <span class={`key ${kind}`}>{kindWords[kind]}</span>
        ))}
      </figcaption>
    </figure>
  );
}

function StackedBar({ bar, x, width: wide, y }: { bar: Bar; x: number; width: number; y: (count: number) => number }) {
  let below = 0;
  return (
    <g>
      <title>{bar.title}</title>
      {kindOrder.map((kind) => {
        const from = below;
        below += bar.counts[kind];
        return <rect class={kind} x={x} width={wide} y={y(below)} height={round(y(from) - y(below))} />;
      })}
    </g>
  );
}

function barsOf(releases: readonly ReleaseSummary[]): readonly Bar[] {
  const compared = releases.filter(({ baseline }) => !baseline).sort((a, b) => (a.date < b.date ? -1 : 1));
  const each = compared.map(({ release, date, changes }) => ({ name: release, year: date.slice(0, 4), changes }));
  if (each.length <= barsAtMost)
    return each.map(({ name, changes }) => barOf(name.slice(2), releaseTitle(name), changes));
  const years = [...new Set(each.map(({ year }) => year))];
  return years.map((year) => {
    const counts = { added: 0, deleted: 0, revised: 0, reactivated: 0 };
    for (const { changes } of each.filter((one) => one.year === year))
      for (const kind of kindOrder) counts[kind] += changes[kind];
    return barOf(year, year, counts);
  });
}

function barOf(label: string, name: string, counts: KindCounts): Bar {
  const kinds = kindOrder.map((kind) => `${numberText(counts[kind])} ${kindWords[kind].toLowerCase()}`);
  return { label, title: `${name}: ${kinds.join(', ')}`, counts };
}

function totalOf(counts: KindCounts): number {
  return kindOrder.reduce((sum, kind) => sum + counts[kind], 0);
}

/** The next number of one, two or five and noughts. */
function niceCeiling(count: number): number {
  const power = 10 ** Math.floor(Math.log10(count));
  return [1, 2, 4, 6, 10].map((factor) => factor * power).find((each) => each >= count)!;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}

function inWords(bars: readonly Bar[]): string {
  return `Changes by release. ${bars.map(({ title }) => title).join('. ')}.`;
}
