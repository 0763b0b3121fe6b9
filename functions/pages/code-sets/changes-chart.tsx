import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { KindCounts, ReleaseSummary } from '../../../shared/api/code-set-forms.ts';
import { addDays, type IsoDate } from '../../../shared/dates.ts';
import { counted, numberText, releaseTitle } from '../format.ts';
import { kindOrder, kindWords } from '../words.ts';
import { round, width } from './drawing.ts';

const height = 230;
const left = 44;
const top = 12;
const floor = 196;
const monthsOfQuarter = 3;
/** A bar's share of its quarter, and how wide it grows where there are few. */
const barShare = 0.72;
const barAtMost = 64;
/** So many years are named, all of them drawn. */
const namedAtMost = 12;

/** Changes of one release and its corrections, which are in force from the same day. */
interface Bar {
  readonly date: IsoDate;
  readonly title: string;
  readonly counts: KindCounts;
}

/** Changes of each release by kind, as bars on a line of time; a first release, which changes nothing, has none. */
export function ChangesChart({ releases }: { releases: readonly ReleaseSummary[] }) {
  const bars = barsOf(releases);
  if (bars.length === 0) return null;
  const years = yearsOf(releases);
  const gaps = gapsOf(releases);
  const x = scaleLinear([years[0]! * 12, (years.at(-1)! + 1) * 12], [left, width]);
  const y = scaleLinear([0, Math.max(...bars.map(({ counts }) => totalOf(counts)), 1)], [floor, top]).nice(3);
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={inWords(bars)}>
        {y.ticks(3).map((line) => (
          <g>
            <line class="grid" x1={left} x2={width} y1={y(line)} y2={y(line)} />
            <text x={left - 8} y={y(line) + 4} text-anchor="end">
              {numberText(line)}
            </text>
          </g>
        ))}
        <NotHeld gaps={gaps} x={x} />
        <Bars bars={bars} x={x} y={y} />
        {years.map((year, index) => (
          <g>
            <line class="grid" x1={round(x(year * 12))} x2={round(x(year * 12))} y1={floor} y2={floor + 6} />
            {index % Math.ceil(years.length / namedAtMost) === 0 && (
              <text x={round(x(year * 12 + 6))} y={floor + 20} text-anchor="middle">
                {year}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption class="legend">
        {kindOrder.map((kind) => (
          <span class={`key ${kind}`}>{kindWords[kind]}</span>
        ))}
        {gaps.length > 0 && (
          <span>
            The release after a gap is compared with the one before it, and shows the changes of all that time.
          </span>
        )}
      </figcaption>
    </figure>
  );
}

interface Scales {
  /** From months, counted from year 0. */
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

function Bars({ bars, x, y }: { bars: readonly Bar[] } & Scales) {
  const quarter = x(monthsOfQuarter) - x(0);
  const wide = Math.min(quarter * barShare, barAtMost);
  return bars.map((bar) => {
    const start = x(monthOf(bar.date)) + (quarter - wide) / 2;
    let below = 0;
    return (
      <g>
        <title>{bar.title}</title>
        {kindOrder.map((kind) => {
          const from = y(below);
          below += bar.counts[kind];
          return (
            <rect
              class={kind}
              x={round(start)}
              width={round(wide)}
              y={round(y(below))}
              height={round(from - y(below))}
            />
          );
        })}
      </g>
    );
  });
}

/** Time of which no release is held: what changed in it is told by the release after it. */
function NotHeld({ gaps, x }: { gaps: readonly Gap[] } & Pick<Scales, 'x'>) {
  return gaps.map(({ from, to }) => {
    const [start, end] = [x(monthOf(from)), x(monthOf(to))];
    return (
      <g>
        <rect class="gap" x={round(start)} width={round(end - start)} y={top} height={floor - top} />
        <text x={round((start + end) / 2)} y={(floor + top) / 2} text-anchor="middle">
          {end - start > 60 ? 'none held' : ''}
        </text>
      </g>
    );
  });
}

/** The first day of which no release speaks, and the day from which one does again. */
interface Gap {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

function gapsOf(releases: readonly ReleaseSummary[]): readonly Gap[] {
  const inTime = [...releases].sort((a, b) => (a.date < b.date ? -1 : 1));
  return inTime.slice(1).flatMap(({ date }, index) => {
    const from = addDays(inTime[index]!.coveredThrough, 1);
    return from < date ? [{ from, to: date }] : [];
  });
}

function barsOf(releases: readonly ReleaseSummary[]): readonly Bar[] {
  const compared = releases.filter(({ baseline }) => !baseline);
  const dates = [...new Set(compared.map(({ date }) => date))].sort();
  return dates.map((date) => {
    const inForce = compared.filter((each) => each.date === date);
    const counts = { added: 0, deleted: 0, revised: 0, reactivated: 0 };
    for (const { changes } of inForce) for (const kind of kindOrder) counts[kind] += changes[kind];
    return { date, counts, title: titleOf(inForce, counts) };
  });
}

function titleOf(inForce: readonly ReleaseSummary[], counts: KindCounts): string {
  const [first, ...others] = [...inForce].sort((a, b) => a.release.length - b.release.length);
  const more = others.length === 0 ? '' : ` with ${counted(others.length, 'later file')}`;
  const kinds = kindOrder.map((kind) => `${numberText(counts[kind])} ${kindWords[kind].toLowerCase()}`);
  return `${releaseTitle(first!.release)}${more}: ${kinds.join(', ')}`;
}

function yearsOf(releases: readonly ReleaseSummary[]): readonly number[] {
  const years = releases.map(({ date }) => Number(date.slice(0, 4)));
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index);
}

function monthOf(date: IsoDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function totalOf(counts: KindCounts): number {
  return kindOrder.reduce((sum, kind) => sum + counts[kind], 0);
}

function inWords(bars: readonly Bar[]): string {
  return `Changes by release. ${bars.map(({ title }) => title).join('. ')}.`;
}
