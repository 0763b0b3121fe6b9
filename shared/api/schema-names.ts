import * as z from 'zod';
import {
  accountForm,
  accountsForm,
  auditLogForm,
  keyForm,
  keysForm,
  newAccountForm,
  newKeyForm,
  userForm,
  usersForm,
} from './access-forms.ts';
import { webhookEventForm } from './alert-forms.ts';
import { auditForm } from './audit-forms.ts';
import { lookupForm, translateForm } from './bulk-forms.ts';
import { changeForm, diffForm, inferForm, replacementForm, replacementsForm } from './change-forms.ts';
import {
  checkForm,
  claimsImportForm,
  codeUseForm,
  findingDecisionsForm,
  findingDetailForm,
  findingForm,
  findingsForm,
  moneyAtRiskForm,
  storedClaimForm,
} from './claim-forms.ts';
import {
  changesForm,
  codeForm,
  comingDatesForm,
  listedChangeForm,
  recordForm,
  releaseDetailForm,
  releaseForm,
  releasesForm,
} from './code-set-forms.ts';
import { errorForm, ingestForm, recheckForm, servingForm, summaryForm } from './command-forms.ts';
import { holdingsForm, holdingsImportForm } from './holding-forms.ts';
import { importsForm, keptImportForm, uploadForm } from './import-forms.ts';
import { purgeForm } from './purge-form.ts';
import { replacementDecisionForm, replacementDecisionsForm, waitingReplacementsForm } from './replacement-forms.ts';
import { benchRecheckForm, benchX12Form, healthForm, problemForm } from './service-forms.ts';
import {
  explainedRuleForm,
  payersFileForm,
  payersForm,
  ruleForm,
  ruleListsForm,
  ruleSwitchForm,
  rulesForm,
  windowsFileForm,
  windowsForm,
} from './settings-forms.ts';
import { payerLoadsForm, signoffForm } from './signoff-forms.ts';
import { sourcesForm } from './source-forms.ts';
import { decisionForm, quarantineForm, rebuildForm, settledForm, verifyForm } from './store-forms.ts';
import {
  deliveriesForm,
  deliveryBodyForm,
  madeSubscriptionForm,
  previewForm,
  replayForm,
  subscriptionForm,
  subscriptionsForm,
  testAlertForm,
} from './subscription-forms.ts';
import { sweepForm, sweepsForm } from './sweep-forms.ts';
import { worklistForm } from './worklist-forms.ts';

/** Every form that leaves the program, by the name under which `codeset schema NAME` prints it. */
export const forms = {
  'webhook-event': webhookEventForm,
  deliveries: deliveriesForm,
  delivery: deliveryBodyForm,
  'made-subscription': madeSubscriptionForm,
  'subscription-preview': previewForm,
  replay: replayForm,
  subscription: subscriptionForm,
  subscriptions: subscriptionsForm,
  'test-alert': testAlertForm,
  account: accountForm,
  accounts: accountsForm,
  'api-key': keyForm,
  'api-keys': keysForm,
  'audit-log': auditLogForm,
  audit: auditForm,
  'bench-recheck': benchRecheckForm,
  'bench-x12': benchX12Form,
  'acceptance-windows': windowsFileForm,
  change: changeForm,
  changes: changesForm,
  check: checkForm,
  claim: storedClaimForm,
  'claims-import': claimsImportForm,
  code: codeForm,
  'code-use': codeUseForm,
  'coming-dates': comingDatesForm,
  decision: decisionForm,
  diff: diffForm,
  error: errorForm,
  finding: findingForm,
  'finding-decisions': findingDecisionsForm,
  'finding-detail': findingDetailForm,
  findings: findingsForm,
  health: healthForm,
  holdings: holdingsForm,
  'holdings-import': holdingsImportForm,
  holds: payerLoadsForm,
  infer: inferForm,
  ingest: ingestForm,
  'listed-change': listedChangeForm,
  lookup: lookupForm,
  'money-at-risk': moneyAtRiskForm,
  'new-account': newAccountForm,
  'new-api-key': newKeyForm,
  payers: payersForm,
  'payers-file': payersFileForm,
  import: keptImportForm,
  imports: importsForm,
  upload: uploadForm,
  problem: problemForm,
  purge: purgeForm,
  quarantine: quarantineForm,
  rebuild: rebuildForm,
  recheck: recheckForm,
  record: recordForm,
  release: releaseForm,
  'release-detail': releaseDetailForm,
  releases: releasesForm,
  replacement: replacementForm,
  'replacement-decision': replacementDecisionForm,
  'replacement-decisions': replacementDecisionsForm,
  replacements: replacementsForm,
  rule: ruleForm,
  'rule-explained': explainedRuleForm,
  'rule-lists': ruleListsForm,
  'rule-switch': ruleSwitchForm,
  rules: rulesForm,
  serving: servingForm,
  signoff: signoffForm,
  settled: settledForm,
  sources: sourcesForm,
  summary: summaryForm,
  translate: translateForm,
  user: userForm,
  users: usersForm,
  sweep: sweepForm,
  sweeps: sweepsForm,
  verify: verifyForm,
  'waiting-replacements': waitingReplacementsForm,
  worklist: worklistForm,
  windows: windowsForm,
} as const satisfies Record<string, z.ZodType>;

export type FormName = keyof typeof forms;

export const formNames = Object.keys(forms) as readonly FormName[];

/** Reads a name as people write it: `CHANGE`, `claims import`, `bench:x12`. */
export function formNamed(written: string): FormName | undefined {
  const name = written
    .trim()
    .toLowerCase()
    .replace(/[\s:_]+/g, '-');
  return formNames.find((known) => known === name);
}

/** JSON Schema (2020-12) of one form, whole in itself. Properties may be added to a form later, none taken away. */
export function jsonSchemaOf(name: FormName): Record<string, unknown> {
  const schema = z.toJSONSchema(forms[name], { io: 'input', override: plain });
  return { $id: `urn:codeset-watch:schema:${name}`, ...schema };
}

/** The schemas of all forms, referring to each other, for an OpenAPI document. */
export function componentSchemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const name of formNames) registry.add(forms[name], { id: name });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    override: plain,
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}

/** JSON Schema of a query parameter. */
export function parameterSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', override: plain });
  return rest;
}

/** `format: date` and `integer` say it; a calendar as a regular expression and the largest number beside them hide it. */
function plain({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string; maximum?: number } }): void {
  if (jsonSchema.format === 'date') delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
