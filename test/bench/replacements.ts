import { haveCms } from '../support/shared-files.ts';
import {
  type Answer,
  answersFor,
  automaticOf,
  bySection,
  type Figures,
  figuresOf,
  isRight,
  onceEach,
  rankOf,
  type Share,
  shareOf,
} from './inference-measure.ts';
import { answersForLivingCodes, answersWithoutTheirTargets } from './inference-traps.ts';
import { publishedPairs, type ReleasePair, readReleases, rememberedPairs } from './release-pairs.ts';

/**
 * Measures the inference against CMS's cross references, which it does not see: on the release pairs as published,
 * and on all ends of codes that the files remember. Last line: the figures as JSON.
 */
if (!haveCms) {
  console.log('no CMS releases lie beside the project: nothing to measure');
  process.exit(0);
}

const releases = await readReleases();
const published = publishedPairs(releases);
const remembered = [
  ...rememberedPairs('2017', releases.annual2017),
  ...rememberedPairs('July 2020', releases.july2020),
];

const started = performance.now();
const publishedAnswers = published.flatMap(answersFor);
const seconds = (performance.now() - started) / 1000 / published.length;
const rememberedByPair = remembered.map((pair) => [pair, answersFor(pair)] as const);
const all = onceEach(rememberedByPair.flatMap(([, answers]) => answers));
const years = (from: string, to: string) =>
  all.filter(({ old }) => old.terminatedOn! >= from && old.terminatedOn! <= to);

const published18 = publishedAnswers.filter(({ pair }) => pair === published[0]!.name);
const published20 = publishedAnswers.filter(({ pair }) => pair === published[1]!.name);
print(`published: ${published[0]!.name}`, published18);
print(`published: ${published[1]!.name}`, published20);
print('all ends that the files remember, each code once', all);
print('… of 2013 to 2016', years('2013', '2016-12-31'));
print('… of 2017 to 2020', years('2017', '2020-12-31'));
console.log('\nby section of the old code, of all ends');
for (const [section, answers] of bySection(all)) console.log(`  ${section}  ${line(figuresOf(answers))}`);

const everything = onceEach([...publishedAnswers, ...all]);
list(
  'wrong: automatic, and CMS names another',
  everything.filter((answer) => answer.referenced && automaticOf(answer) && !isRight(answer)),
);
list(
  'not first',
  everything.filter((answer) => answer.named.length > 0 && rankOf(answer) !== 1),
);
list(
  'right, but left to a person',
  everything.filter((answer) => rankOf(answer) === 1 && !automaticOf(answer)),
);
list(
  'automatic without a cross reference (judged in docs/INFERENCE.md)',
  everything.filter((answer) => !answer.referenced && automaticOf(answer)),
);
const outside = everything.filter(({ referenced, named }) => referenced && named.length === 0);
console.log(
  `\ncross references that lead to no living HCPCS code (CPT, dead, mistyped), not counted: ${outside.length}`,
);
console.log(`  ${outside.map(({ old }) => `${old.code} (${old.crossReferences.join(' ')})`).join(', ')}`);

const orphaned = rememberedByPair.flatMap(([pair, answers]) => answersWithoutTheirTargets(pair, answers));
const living = publishedAndEnds().flatMap(([pair, ended]) => answersForLivingCodes(pair, ended));
console.log('\ntraps: questions without an answer');
trap('the true targets taken away', orphaned);
trap('living codes said to have ended', living);

const figures = {
  published: { '2017-2018': figuresOf(published18), '2020-04-2020-07': figuresOf(published20) },
  all: figuresOf(all),
  automaticWithoutCrossReference: everything.filter((answer) => !answer.referenced && automaticOf(answer)).length,
  traps: { targetsRemoved: falseShare(orphaned), livingCodes: falseShare(living) },
  secondsPerPair: Math.round(seconds * 100) / 100,
};
console.log(`\n${JSON.stringify(figures)}`);

function publishedAndEnds(): readonly (readonly [ReleasePair, string])[] {
  return [
    [published[0]!, '2017-12-31'],
    [published[1]!, '2020-06-30'],
  ];
}

function print(title: string, answers: readonly Answer[]): void {
  console.log(`\n${title}: ${answers.length} discontinued codes\n  ${line(figuresOf(answers))}`);
}

function line({ precision, recall, rightFirst, rightInThree }: Figures): string {
  return `precision ${text(precision)}  recall ${text(recall)}  first ${text(rightFirst)}  in three ${text(rightInThree)}`;
}

function text({ hits, of, share, interval }: Share): string {
  return of === 0 ? 'none' : `${share.toFixed(3)} (${hits}/${of}, ${interval[0]}-${interval[1]})`;
}

function list(title: string, answers: readonly Answer[]): void {
  console.log(`\n${title}: ${answers.length}`);
  for (const answer of answers) {
    const [best] = answer.candidates;
    const named = answer.named.length > 0 ? ` (CMS: ${answer.named.join(' ')})` : '';
    console.log(`  ${answer.old.code} -> ${best?.code ?? 'none'} ${best?.score ?? ''}${named}`);
    console.log(`      ${answer.old.longDescription.slice(0, 110)}`);
    if (best) console.log(`      ${answer.descriptorOf(best.code).slice(0, 110)}`);
  }
}

function falseShare(answers: readonly Answer[]): Share {
  return shareOf(answers.filter(automaticOf).length, answers.length);
}

function trap(title: string, answers: readonly Answer[]): void {
  console.log(`  ${title}: automatic ${text(falseShare(answers))}`);
  for (const answer of answers.filter(automaticOf))
    console.log(`      ${answer.old.code} -> ${automaticOf(answer)!.code}: ${answer.old.longDescription.slice(0, 90)}`);
}
