import { type IsoDate, isIsoDate } from '../dates.ts';

export type Quarter = 1 | 2 | 3 | 4;

/** What the words of a name, link or heading say of a release's time. */
export interface NamedPeriod {
  readonly year?: number;
  readonly quarter?: Quarter;
  /** A month that begins no quarter stands where the quarter's is due ("May 2026"): not to be guessed at. */
  readonly oddMonth?: string;
  /** The publisher's own date of posting: `_12082025`, "Updated 09/10/2026". */
  readonly publishedOn?: IsoDate;
}

type Moment = Pick<NamedPeriod, 'year' | 'quarter' | 'oddMonth'>;

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ordinals = ['first', 'second', 'third', 'fourth'];

const month = String.raw`(?<![a-z])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?`;
const quarterMonth = String.raw`(?<![a-z])(jan(?:uary)?|apr(?:il)?|july?|oct(?:ober)?)(?![a-z])\.?`;
const year = String.raw`(?<!\d)(20\d\d)(?!\d)`;
const posted = String.raw`(?:updat\w*|post\w*|revis\w*|releas\w*|publish\w*|modif\w*|correct\w*|as of|dated)\W*(?:on\W*)?`;

/** "2018 … File (updated October 2018)": the month is the posting's where a year stood before it. */
const postedMonth = new RegExp(
  String.raw`(?<=${year}.*)\b(?:updated|posted|revised|modified|corrected|as of)\W*${month} ${year}`,
  'gi',
);

/** "(ZIP, 2020 KB)" names no year. */
const size = /\d[\d.,]* ?(?:[kmg]i?b|bytes)(?![a-z])/gi;

/** Days of posting, and which of their parts is which. A day after "effective" names the quarter instead. */
const days: readonly (readonly [RegExp, (parts: RegExpExecArray) => string])[] = [
  [/(?<!\d)(\d{2})(\d{2})(20\d{2})(?!\d)/g, ([, m, d, y]) => `${y}-${m}-${d}`],
  [/(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)/g, ([, y, m, d]) => `${y}-${m}-${d}`],
  [/(?<!\d|effective )(\d{1,2})[/. ](\d{1,2})[/. ](20\d{2})(?!\d)/gi, ([, m, d, y]) => `${y}-${pad(m)}-${pad(d)}`],
  [/(?<!\d|effective )(20\d{2})[/. ](\d{2})[/. ](\d{2})(?!\d)/gi, ([, y, m, d]) => `${y}-${m}-${d}`],
  [/(?<!\d|effective )(\d{1,2})[/ ](\d{1,2})[/ ](\d{2})(?!\d)/gi, ([, m, d, y]) => `20${y}-${pad(m)}-${pad(d)}`],
  [
    new RegExp(String.raw`${posted}${month} (\d{1,2})(?:st|nd|rd|th)?,? ${year}`, 'gi'),
    ([, m, d, y]) => `${y}-${pad(monthNumber(m!))}-${pad(d)}`,
  ],
];

/** Ways to write the quarter, the surest first. */
const quarterForms: readonly (readonly [RegExp, (parts: RegExpExecArray) => Moment])[] = [
  [new RegExp(`${month}[ ,]*${year}`, 'gi'), ([, m, y]) => inMonth(monthNumber(m!), Number(y))],
  [new RegExp(`${year}[ ,]*${month}`, 'gi'), ([, y, m]) => inMonth(monthNumber(m!), Number(y))],
  [
    new RegExp(String.raw`${quarterMonth}[ '’]*(\d\d)(?![\d,])`, 'gi'),
    ({ 1: m, 2: y, input }) => inMonth(monthNumber(m!), yearIn(input) ?? 2000 + Number(y)),
  ],
  [
    new RegExp(String.raw`${month} \d{1,2}(?:st|nd|rd|th)?,? ${year}`, 'gi'),
    ([, m, y]) => inMonth(monthNumber(m!), Number(y)),
  ],
  [/effective (\d{1,2})[/. ]\d{1,2}[/. ](20\d{2})(?!\d)/gi, ([, m, y]) => inMonth(Number(m), Number(y))],
  [/(?<![a-z])(?:q|qtr|quarter) ?([1-4])(?!\d)/gi, ([, q]) => ({ quarter: Number(q) as Quarter })],
  [/(?<!\d)([1-4])(?:st|nd|rd|th)? ?(?:q|qtr|quarter)(?![a-z])/gi, ([, q]) => ({ quarter: Number(q) as Quarter })],
  [
    /(?<![a-z])(first|second|third|fourth) quarter/gi,
    ([, q]) => ({ quarter: (ordinals.indexOf(q!.toLowerCase()) + 1) as Quarter }),
  ],
  [new RegExp(String.raw`${year} (01|04|07|10)(?!\d)`, 'g'), ([, y, m]) => inMonth(Number(m), Number(y))],
  [new RegExp(String.raw`(?<!\d)(01|04|07|10) ${year}`, 'g'), ([, m, y]) => inMonth(Number(m), Number(y))],
  [new RegExp(quarterMonth, 'gi'), ([, m]) => inMonth(monthNumber(m!))],
];

/** Reads year, quarter and day of posting in any of the forms that CMS has used; nothing that is not there. */
export function periodIn(text: string): NamedPeriod {
  const spaced = text.replace(/[_\s\-\u2010-\u2015]+/g, ' ').replace(size, ' ');
  const { words, publishedOn } = withoutDays(spaced);
  const { quarter, oddMonth, year: besideMonth } = momentIn(words);
  const named = (quarter === undefined ? undefined : besideMonth) ?? yearIn(words);
  return {
    ...(named === undefined ? {} : { year: named }),
    ...(quarter === undefined ? {} : { quarter }),
    ...(oddMonth === undefined ? {} : { oddMonth }),
    ...(publishedOn === undefined ? {} : { publishedOn }),
  };
}

/** Four digits, or the two that stand beside HCPC or ANWEB in older names (`HCPC17_…`, `09anweb.zip`). */
function yearIn(words: string): number | undefined {
  const whole = new RegExp(year).exec(words)?.[1];
  if (whole) return Number(whole);
  const short = /HCPCS? ?(\d\d)(?!\d)|(?<!\d)(\d\d) ?anweb|anweb ?(\d\d)(?!\d)/i.exec(words);
  return short ? 2000 + Number(short[1] ?? short[2] ?? short[3]) : undefined;
}

/** The words without their days of posting, and the latest of these. */
function withoutDays(text: string): { words: string; publishedOn?: IsoDate | undefined } {
  const found: IsoDate[] = [];
  const words = days.reduce((rest, [form, iso]) => {
    const dated = [...rest.matchAll(form)].filter((match) => isIsoDate(iso(match)));
    found.push(...dated.map(iso));
    return dated.reduce((left, match) => left.replace(match[0], ' ; '), rest);
  }, text);
  return { words: words.replace(postedMonth, ' ; '), publishedOn: found.sort().at(-1) };
}

/** The surest naming of a quarter; a month that begins none only where no quarter is named at all. */
function momentIn(words: string): Moment {
  const moments = quarterForms.flatMap(([form, read]) => [...words.matchAll(form)].map(read));
  return moments.find(({ quarter }) => quarter !== undefined) ?? moments[0] ?? {};
}

function inMonth(number: number, year?: number): Moment {
  const when = year === undefined ? {} : { year };
  if (number % 3 === 1) return { ...when, quarter: ((number + 2) / 3) as Quarter };
  return { ...when, oddMonth: months[number - 1] ?? String(number) };
}

function monthNumber(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function pad(digits: string | number | undefined): string {
  return String(digits).padStart(2, '0');
}
