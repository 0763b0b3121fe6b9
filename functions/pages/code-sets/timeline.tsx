import { scaleLinear } from 'd3-scale';
import type { CodeAnswer } from '../../../shared/api/code-set-forms.ts';
import { daysBetween, earlierOf, type IsoDate, laterOf } from '../../../shared/dates.ts';
import { shortDate } from '../format.ts';
import { round, width } from './drawing.ts';

const height = 96;
const edge = 14;
const laneTop = 36;
const laneHeight = 18;

/** Half of what the day's name takes, as it is written on a phone. */
const named = 84;

/** At least so many years are drawn before the last day shown; older lives run in from the left edge. */
const yearsShown = 6;

/** A code's lives on a line of time, with the changes and the date asked for. */
export function Timeline({ answer }: { answer: CodeAnswer }) {
  const { lives, versions, on } = answer;
  const last = [
    ...versions.map(({ effective }) => effective),
    ...lives.flatMap(({ from, to }) => [from, to ?? from]),
    on,
  ].reduce(laterOf);
  const end: IsoDate = `${Number(last.slice(0, 4)) + 1}-01-01`;
  const first = lives[0]?.from ?? on;
  const start: IsoDate = `${Math.max(
    Number(earlierOf(first, on).slice(0, 4)),
    Math.min(Number(end.slice(0, 4)) - yearsShown, Number(on.slice(0, 4))),
  )}-01-01`;
  const days = scaleLinear([0, daysBetween(start, end)], [edge, width - edge]).clamp(true);
  const x = (date: IsoDate) => round(days(daysBetween(start, date)));
  return (
    <svg class="timeline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={inWords(answer)}>
      {years(start, end).map((year) => (
        <g>
          <line
            class="year"
            x1={x(`${year}-01-01`)}
            x2={x(`${year}-01-01`)}
            y1={laneTop - 8}
            y2={laneTop + laneHeight + 8}
          />
          {Number(year) < Number(end.slice(0, 4)) && (
            <text class="year-name" x={x(`${year}-01-01`) + 4} y={height - 8}>
              {year}
            </text>
          )}
        </g>
      ))}
      {lives.map(({ from, to }) => (
        <rect
          class={to === null ? 'life' : 'life ended'}
          x={x(from)}
          y={laneTop}
          width={Math.max(3, x(earlierOf(to ?? end, end)) - x(from))}
          height={laneHeight}
          rx={4}
        />
      ))}
      {versions.slice(1).map(({ effective }) => (
        <circle class="version" cx={x(effective)} cy={laneTop + laneHeight / 2} r={4} />
      ))}
      <line class="asked" x1={x(on)} x2={x(on)} y1={22} y2={laneTop + laneHeight + 8} />
      <text class="asked-name" x={Math.min(Math.max(x(on), named), width - named)} y={17} text-anchor="middle">
        {shortDate(on)}
      </text>
    </svg>
  );
}

function years(start: IsoDate, end: IsoDate): readonly string[] {
  const [from, to] = [Number(start.slice(0, 4)), Number(end.slice(0, 4))];
  const step = Math.ceil((to - from) / 8);
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => String(from + index * step));
}

function inWords({ code, lives }: CodeAnswer): string {
  const said = lives.map(({ from, to }) => `from ${shortDate(from)} ${to ? `to ${shortDate(to)}` : 'on'}`);
  return `${code} is valid ${said.join(', and ') || 'on no day'}`;
}
