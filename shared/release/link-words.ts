export type LinkKind = 'release' | 'corrections' | 'other-known' | 'unknown';

/** What words say that a link leads to, whatever its year. */
export interface Subject {
  readonly kind: Exclude<LinkKind, 'unknown'>;
  readonly name: string;
}

/** CMS's other papers beside the code file, and the words that tell them; the first that fits is meant. */
const subjects: readonly (readonly [name: string, kind: Subject['kind'], words: RegExp])[] = [
  ['record layout', 'other-known', /\b(?:record )?layout\b/],
  ['NOC codes', 'other-known', /\bnoc\b|not otherwise classified/],
  ['transaction report', 'other-known', /\btrans(?:action)?s? (?:report|alpha)|changes ?by ?(?:action|hcpc)/],
  ['index', 'other-known', /\bindex\b/],
  ['table of drugs', 'other-known', /\btable of drugs\b|\bdrug table\b/],
  ['processing notes', 'other-known', /\bproc(?:essing)? notes?\b/],
  ['read me', 'other-known', /\bread ?me\b/],
  ['coding decisions', 'other-known', /\b(?:coding|final) (?:decision|determination|action)s?\b/],
  ['applications and meetings', 'other-known', /\bapplica(?:tion|nt)s?\b|\bmeetings?\b|\bagendas?\b|\bdeadlines?\b/],
  ['other codes', 'other-known', /\bother (?:hcpcs )?codes\b/],
  ['corrections', 'corrections', /\bcorrections?\b|\berrat(?:a|um)\b/],
  ['alpha-numeric file', 'release', /\balpha ?numeric\b|anweb/],
];

/** From here on a name tells what comes with the thing it names ("… File with Corrections, Record Layout"). */
const attachment = /(?:[,&+;]|\b(?:with|and|incl\w*|plus)\b).*$/;

/** Words that any download may carry and that say nothing of what it is. */
const emptyWords =
  /\b(?:zip|exe|xlsx?|txt|csv|download(?:s|ed|able)?|files?|archive|compressed|self extracting|media|updated?|revised|corrected|posted|new|latest|current|final|annual|quarterly|updates?|release[sd]?|version|ver|rev|effective|quarter|q[1-4]|the|of|for|to|on|this|here|click|get|opens?|in|an?|window|tab|external|link|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[kmg]i?b|bytes|v?\d+(?:st|nd|rd|th)?)\b/g;

/** With these a download says that it is the code set, though not in CMS's usual words. */
const codeSetWords =
  /\b(?:hcpcs?|level (?:ii|2)|code ?sets?|codes?|procedures?|modifiers?|contr|public use|full|complete)\b/g;

/** Folds what markup, file names and typists do to words: entities are decoded already, marks and case are not. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[_\s\-\u2010-\u2015.]+/g, ' ')
    .toLowerCase()
    .trim();
}

/** What folded words name; the thing itself before what is attached to it. */
export function subjectIn(words: string): Subject | undefined {
  return namedIn(words.replace(attachment, '')) ?? namedIn(words);
}

/** True where nothing is said but "download", dates, sizes and the like: then the surroundings must tell. */
export function saysNothing(words: string): boolean {
  return leftOver(words, emptyWords) === '';
}

/** True for words such as "January 2027 HCPCS Level II Codes": all of them fit the code file, nothing else is named. */
export function namesCodeSet(words: string): boolean {
  return (
    /\bhcpcs?/.test(words) && leftOver(words.replace(/hcpc(s?)(?=\d)/g, 'hcpc$1 '), codeSetWords, emptyWords) === ''
  );
}

/** True where HCPCS is spoken of at all. */
export function speaksOfHcpcs(words: string): boolean {
  return /hcpc|\balpha ?numeric\b|anweb/.test(words);
}

/** `v3`, "Version 3", "Rev. 3", or the number that CMS's site adds to a file posted again (`…-file-0.zip`). */
export function versionIn(words: string): string | undefined {
  const number = /(?:^|[^a-z0-9])(?:v|ver|version|rev|revision) ?(\d{1,2})(?![a-z0-9])/.exec(words)?.[1];
  if (number) return `v${Number(number)}`;
  const again = /\b(?:files?|corrections?|anweb) (\d)(?: zip)?$/.exec(words)?.[1];
  return again && `repost ${again}`;
}

function namedIn(words: string): Subject | undefined {
  const found = subjects.find(([, , pattern]) => pattern.test(words));
  return found && { name: found[0], kind: found[1] };
}

function leftOver(words: string, ...taken: readonly RegExp[]): string {
  return taken.reduce((rest, pattern) => rest.replace(pattern, ' '), words).replace(/[^a-z0-9]+/g, '');
}
