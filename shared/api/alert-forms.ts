import * as z from 'zod';
import { holdingTypes } from '../holdings/holding.ts';
import { changeKinds } from './change-forms.ts';
import { code, codeSet, codeType, count, day, money } from './fields.ts';

const moment = z.iso.datetime();
const totals = { claims: count, lines: count, amount: money };
const byKind = z.object({ added: count, deleted: count, revised: count, reactivated: count });
const release = z.object({ codeSet, release: z.string(), date: day });
const changedRelease = release.extend({ changes: byKind });

/** What every alert has. */
const common = {
  id: z.string().meta({ description: 'The same alert has the same id, however often it is sent.' }),
  subscriber: z.string(),
  sample: z.boolean().meta({ description: 'Invented releases and claims: nothing in it is to be billed.' }),
  createdAt: moment,
  links: z.string().nullable(),
};

const happening = {
  kind: z.enum(changeKinds),
  effective: day,
  withdrawn: z.boolean(),
  retroactive: z.boolean(),
  fields: z.array(z.string()),
};

const instead = z.object({
  code,
  relation: z.string().nullable(),
  status: z.enum(['confirmed', 'proposed']),
  units: z.object({ numerator: z.int(), denominator: z.int(), rounding: z.string() }).nullable(),
  payers: z.array(z.string()).nullable(),
  lines: count,
});

const rightCode = z.object({ code, codeType, happened: z.array(z.object(happening)), ...totals });
const further = z.object({ codes: z.array(code), ...totals }).nullable();

const digest = z.object({
  ...common,
  form: z.literal('codeset-watch/digest/1'),
  release: changedRelease,
  window: z.string(),
  part: z.int().min(1),
  running: z.boolean(),
  atRisk: z.object(totals),
  codes: z.array(
    rightCode.extend({
      severity: z.enum(['error', 'warning', 'review']),
      rules: z.array(z.string()),
      instead: z.array(instead),
      cmsNamesReplacement: z.boolean().nullable(),
    }),
  ),
  further,
  becameRight: z.object(totals),
  rightCodes: z.array(rightCode),
  furtherRight: further,
  lists: z
    .array(
      z.object({
        type: z.enum(holdingTypes),
        lines: count.meta({ description: 'Lines to change.' }),
        right: count.meta({ description: 'Lines that were wrong and are right by this release.' }),
        codes: z.array(z.object({ code, lines: count, instead: z.array(code) })),
      }),
    )
    .optional()
    .meta({ description: 'Held lists that are hit, apart from claims; left out where none is.' }),
});

const notice = z.object({
  ...common,
  form: z.literal('codeset-watch/notice/1'),
  release: changedRelease,
  takesEffect: day.nullable(),
  daysBefore: z.int().nullable(),
  changes: z.array(
    z.object({
      code,
      codeType,
      ...happening,
      instead: z.array(instead),
      cmsNamesReplacement: z.boolean().nullable(),
    }),
  ),
  further: count,
});

const retraction = z.object({
  ...common,
  form: z.literal('codeset-watch/retraction/1'),
  release,
  retracts: z.array(z.string()),
});

const escalation = z.object({
  ...common,
  form: z.literal('codeset-watch/escalation/1'),
  over: money,
  afterDays: z.int(),
  from: z.object({ id: z.string(), name: z.string() }),
  waiting: z.object(totals),
  codes: z.array(z.object({ code, ...totals })),
});

const test = z.object({ ...common, form: z.literal('codeset-watch/test/1'), name: z.string() });

const thin = z.object({ id: z.string(), form: z.string(), sample: z.boolean() });

/** Body of a webhook (Standard Webhooks). Claim ids are never in it: codes, counts and money alone. */
export const webhookEventForm = z
  .object({
    type: z.string().meta({ description: '`findings.digest`, `changes.notice`, `alerts.retracted` …' }),
    timestamp: moment,
    version: z.literal(1),
    sequence: z.int().min(1).meta({ description: 'Counts the messages to this endpoint from 1, without gaps.' }),
    payload: z.enum(['thin', 'full']),
    data: z.union([digest, notice, retraction, escalation, test, thin]),
  })
  .meta({ title: 'Webhook event', description: 'What an endpoint is sent; `data` follows `payload` and `data.form`.' });
