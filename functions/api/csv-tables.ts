import type { LookupAnswer, TranslateAnswer } from '../../shared/api/bulk-forms.ts';
import type { ReplacementsAnswer } from '../../shared/api/change-forms.ts';
import type { CheckAnswer, FindingsPage } from '../../shared/api/claim-forms.ts';
import type { ChangesPage, CodeAnswer, ComingDates, ReleasesAnswer } from '../../shared/api/code-set-forms.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import type { Finding } from '../../shared/claims/finding.ts';
import { type CsvTable, tableOf } from './csv.ts';

/** Answers as tables: the names of the JSON, flattened; a list within a cell is parted by blanks. */
export function releasesTable({ releases }: ReleasesAnswer): CsvTable {
  return tableOf(releases, {
    release: ({ release }) => release,
    codeSet: ({ codeSet }) => codeSet,
    date: ({ date }) => date,
    coveredThrough: ({ coveredThrough }) => coveredThrough,
    knownSince: ({ knownSince }) => knownSince,
    file: ({ file }) => file,
    sha256: ({ sha256 }) => sha256,
    records: ({ records }) => records,
    added: ({ changes }) => changes.added,
    deleted: ({ changes }) => changes.deleted,
    revised: ({ changes }) => changes.revised,
    reactivated: ({ changes }) => changes.reactivated,
  });
}

export function changesTable({ changes }: ChangesPage): CsvTable {
  return tableOf(changes, {
    id: ({ id }) => id,
    release: ({ release }) => release,
    codeSet: ({ codeSet }) => codeSet,
    code: ({ code }) => code,
    codeType: ({ codeType }) => codeType,
    kind: ({ kind }) => kind,
    effective: ({ effective }) => effective,
    effectiveSource: ({ effectiveSource }) => effectiveSource,
    knownSince: ({ knownSince }) => knownSince,
    cmsAction: ({ cmsAction }) => cmsAction,
    withdrawn: ({ withdrawn }) => withdrawn,
    retroactive: ({ retroactive }) => retroactive,
    fields: ({ fields }) => fields.map(({ name }) => name),
    replacements: ({ replacements }) => replacements.map(({ code }) => code),
  });
}

export function comingDatesTable({ dates }: ComingDates): CsvTable {
  return tableOf(dates, {
    date: ({ date }) => date,
    days: ({ days }) => days,
    codes: ({ codes }) => codes,
    added: ({ changes }) => changes.added,
    deleted: ({ changes }) => changes.deleted,
    revised: ({ changes }) => changes.revised,
    reactivated: ({ changes }) => changes.reactivated,
  });
}

export function versionsTable({ code, versions }: CodeAnswer): CsvTable {
  return tableOf(versions, {
    code: () => code,
    effective: ({ effective }) => effective,
    release: ({ release }) => release,
    longDescription: ({ record }) => record.longDescription,
    shortDescription: ({ record }) => record.shortDescription,
    coverage: ({ record }) => record.coverage,
    pricingIndicators: ({ record }) => record.pricingIndicators,
    typesOfService: ({ record }) => record.typesOfService,
    betos: ({ record }) => record.betos,
    addedOn: ({ record }) => record.addedOn,
    terminatedOn: ({ record }) => record.terminatedOn,
  });
}

const replacementColumns = {
  replacement: ({ code }: Replacement) => code,
  relation: ({ relation }: Replacement) => relation,
  source: ({ source }: Replacement) => source,
  status: ({ status }: Replacement) => status,
  score: ({ score }: Replacement) => score,
  unitNumerator: ({ units }: Replacement) => units?.numerator,
  unitDenominator: ({ units }: Replacement) => units?.denominator,
  effective: ({ effective }: Replacement) => effective,
  payers: ({ payers }: Replacement) => payers ?? [],
};

export function replacementsTable({ replacements, code }: ReplacementsAnswer): CsvTable {
  return tableOf(replacements, { code: () => code, ...replacementColumns });
}

/** One row a replacement; a code without any has a row of its own. */
export function translateTable({ results }: TranslateAnswer): CsvTable {
  const columns = Object.values(replacementColumns);
  return {
    columns: ['code', 'on', 'valid', ...Object.keys(replacementColumns), 'answer'],
    rows: results.flatMap(({ code, on, valid, replacements, answer }) => {
      const each: readonly (Replacement | null)[] = replacements.length > 0 ? replacements : [null];
      return each.map((replacement) => [
        ...[code, on, valid],
        ...columns.map((cell) => replacement && cell(replacement)),
        answer,
      ]);
    }),
  };
}

export function lookupTable({ results }: LookupAnswer): CsvTable {
  return tableOf(results, {
    code: ({ code }) => code,
    on: ({ on }) => on,
    status: ({ status }) => status,
    valid: ({ valid }) => valid,
    from: ({ from }) => from,
    to: ({ to }) => to,
    codeSet: ({ codeSet }) => codeSet,
    codeType: ({ codeType }) => codeType,
    shortDescription: ({ shortDescription }) => shortDescription,
    coverage: ({ coverage }) => coverage,
    replaced: ({ replaced }) => replaced,
  });
}

const findingColumns = {
  claimId: ({ claimId }: Finding) => claimId,
  line: ({ line }: Finding) => line,
  code: ({ code }: Finding) => code,
  dateOfService: ({ dateOfService }: Finding) => dateOfService,
  severity: ({ severity }: Finding) => severity,
  rule: ({ rule }: Finding) => rule,
  message: ({ message }: Finding) => message,
  reason: ({ reason }: Finding) => reason,
  source: ({ source }: Finding) => source,
  fix: ({ fix }: Finding) => fix.map(({ code }) => code),
  confirm: ({ fix }: Finding) => fix.some(({ confirm }) => confirm),
  wayBack: ({ wayBack }: Finding) => wayBack,
  amount: ({ amount }: Finding) => amount,
};

export function findingsOfCheckTable({ findings }: CheckAnswer): CsvTable {
  return tableOf(findings, findingColumns);
}

export function findingsTable({ findings }: FindingsPage): CsvTable {
  return tableOf(findings, {
    id: ({ id }: FindingsPage['findings'][number]) => id,
    ...findingColumns,
    status: ({ status }: FindingsPage['findings'][number]) => status,
    assignee: ({ assignee }: FindingsPage['findings'][number]) => assignee,
    deadline: ({ deadline }: FindingsPage['findings'][number]) => deadline,
    payer: ({ payer }: FindingsPage['findings'][number]) => payer,
    provider: ({ provider }: FindingsPage['findings'][number]) => provider,
    release: ({ release }: FindingsPage['findings'][number]) => release,
  });
}
