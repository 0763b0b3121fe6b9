import type { CodeAnswer } from '../../../shared/api/code-set-forms.ts';
import type { Replacement } from '../../../shared/changes/replacement.ts';
import { unitsInWords } from '../../queries/replacement-answer.ts';
import { counted } from '../format.ts';
import { inOrder } from '../parts.tsx';
import { relationWords } from '../words.ts';
import { width } from './drawing.ts';

const row = 46;
const box = { width: 96, height: 30 };
/** Room beside the code where it stands at the end of the drawing. */
const edge = 4;
/** So many codes are drawn on a side; all stand in the lists beneath. */
const drawnAtMost = 6;

interface Neighbour {
  readonly code: string;
  readonly words: string;
  /** A person has yet to confirm it. */
  readonly doubtful: boolean;
}

/** What the code replaces, the code, and what replaces it, from left to right. */
export function RelationGraph({ answer, replacements }: { answer: CodeAnswer; replacements: readonly Replacement[] }) {
  const before = answer.replaces.map(({ code, relation }) => ({
    code,
    words: relationWords[relation],
    doubtful: false,
  }));
  const after = inOrder(replacements).map((each) => ({
    code: each.code,
    words: each.relation === 'restructure' ? 'billed otherwise' : unitsInWords(each) || relationWords[each.relation],
    doubtful: each.status === 'proposed',
  }));
  if (before.length + after.length === 0) return null;
  const rows = Math.min(Math.max(before.length, after.length), drawnAtMost);
  const height = rows * row + 12;
  // A side without codes is left away.
  const half = (width + box.width) / 2 + edge;
  const whole = before.length > 0 && after.length > 0;
  const start = before.length > 0 ? 0 : width - half;
  return (
    <svg
      class={whole ? 'graph' : 'graph half'}
      viewBox={`${start} 0 ${whole ? width : half} ${height}`}
      role="img"
      aria-label={inWords(answer.code, before, after)}
    >
      <Side neighbours={before} x={0} height={height} from />
      <Side neighbours={after} x={width - box.width} height={height} />
      <Box code={answer.code} x={(width - box.width) / 2} y={(height - box.height) / 2} here />
    </svg>
  );
}

interface SideProps {
  readonly neighbours: readonly Neighbour[];
  readonly x: number;
  readonly height: number;
  /** They lead to the code; else the code leads to them. */
  readonly from?: boolean;
}

function Side({ neighbours, x, height, from = false }: SideProps) {
  const drawn = neighbours.slice(0, drawnAtMost);
  const top = (height - drawn.length * row) / 2;
  const inner = from ? (width - box.width) / 2 : (width + box.width) / 2;
  const outer = from ? x + box.width : x;
  return (
    <>
      {drawn.map(({ code, words, doubtful }, index) => {
        const y = top + index * row + row / 2;
        return (
          <g>
            <path class={doubtful ? 'doubtful' : undefined} d={curve(outer, y, inner, height / 2)} />
            <Box code={code} x={x} y={y - box.height / 2} />
            <text
              x={from ? outer + 10 : outer - 10}
              y={y > height / 2 ? y + 15 : y - 6}
              text-anchor={from ? 'start' : 'end'}
            >
              {words}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** Level where it reaches a code: words stand on its outer side. */
function curve(fromX: number, fromY: number, toX: number, toY: number): string {
  const middle = (fromX + toX) / 2;
  return `M${fromX},${fromY}C${middle},${fromY} ${middle},${toY} ${toX},${toY}`;
}

function Box({ code, x, y, here = false }: { code: string; x: number; y: number; here?: boolean }) {
  return (
    <g class={here ? 'here' : undefined}>
      <rect x={x} y={y} width={box.width} height={box.height} rx={7} />
      <text class="name" x={x + box.width / 2} y={y + box.height / 2 + 5} text-anchor="middle">
        {code}
      </text>
    </g>
  );
}

function inWords(code: string, before: readonly Neighbour[], after: readonly Neighbour[]): string {
  const said = [
    before.length > 0 && `${code} replaces ${before.map((each) => each.code).join(', ')}`,
    after.length > 0 && `${code} is replaced by ${after.map((each) => each.code).join(', ')}`,
    Math.max(before.length, after.length) > drawnAtMost && `${counted(drawnAtMost, 'code')} are drawn on a side`,
  ];
  return said.filter(Boolean).join('; ');
}
