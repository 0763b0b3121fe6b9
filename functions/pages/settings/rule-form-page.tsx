import { severities } from '../../../shared/api/claim-forms.ts';
import { payerClasses } from '../../../shared/claims/payers.ts';
import { Area, Behind, ChangeForm, Choice, Field, FileField, Hidden, Rarely, Ticks } from '../form-parts.tsx';
import type { Frame } from '../layout.tsx';
import { rulesAt } from './rules-page.tsx';
import { type Said, SettingsLayout } from './settings-layout.tsx';
import { exampleNumbers, simpleRuleOf } from './simple-rule.ts';

const same = (each: string) => [each, each] as const;
const lineHint = 'A line each: J0013 x84, 99213-25, J9035-JW x2 @2026-04-01';
const codesHint = 'J0013, J0100-J0199 or J01*';

const standings = [
  ['read', 'I read the document'],
  ['quoted', 'As a payer quotes it'],
  ['professional-knowledge', 'Not looked up yet: at most a warning'],
] as const;

/** A rule of one's own, field by field or as JSON; `began` is the rule that it begins with. */
export function RuleFormPage({
  frame,
  said,
  began,
  today,
}: {
  frame: Frame;
  said: Said;
  began: { readonly rule: object & { readonly name: string }; readonly own: boolean } | null;
  today: string;
}) {
  const edited = began?.own ? began.rule.name : '';
  const title = edited ? `Edit ${edited}` : 'A rule of your own';
  const simple = began ? simpleRuleOf(began.rule) : { from: today, 'examples.0.date': today, 'examples.0.finds': '1' };
  return (
    <SettingsLayout frame={frame} at={rulesAt} title={title} said={said}>
      {simple && (
        <section class="card">
          <h2>What it looks for</h2>
          <p class="soft">
            A finding stands on each line that it means. It is kept only where its examples come out: they are its
            tests.
          </p>
          <ChangeForm
            frame={frame}
            action={`${rulesAt}/new`}
            values={{ ...simple, 'was.name': edited }}
            class="form even"
          >
            <SimpleFields />
            <button type="submit">Keep the rule</button>
          </ChangeForm>
        </section>
      )}
      <section class="card">
        <h2>{simple ? 'More than these fields' : 'As JSON'}</h2>
        <p class="soft">
          A rule may look at revenue codes, NDCs, units, lists and tables too. Every shipped rule can be copied: open it
          under <a href={rulesAt}>Rules</a>. <code>npx codeset schema rule</code> prints the form.
        </p>
        {simple && !began ? (
          <Behind summary="Write it as JSON" action={`${rulesAt}/written`}>
            <Written frame={frame} written="" was="" />
          </Behind>
        ) : (
          <Written frame={frame} written={began ? JSON.stringify(began.rule, null, 2) : ''} was={edited} />
        )}
      </section>
    </SettingsLayout>
  );
}

function Written({ frame, written, was }: { frame: Frame; written: string; was: string }) {
  return (
    <ChangeForm
      frame={frame}
      action={`${rulesAt}/written`}
      values={written === '' ? undefined : { rule: written, 'was.name': was }}
      files
    >
      <Hidden name="was.name" />
      <Area label="The rule as JSON" name="rule" rows={written === '' ? 8 : 18} />
      <FileField label="Or a file" name="file" accept=".json,application/json" hint="It goes before what is pasted." />
      <button type="submit">Keep it</button>
    </ChangeForm>
  );
}

function SimpleFields() {
  return (
    <>
      <Hidden name="was.name" />
      <Field label="Title" name="title" required broad hint="What is wrong, in a few words: two visits on a day" />
      <Field label="Codes" name="conditions.0.line.codes" required placeholder="J0013, J01*" hint={codesHint} />
      <Field
        label="It says"
        name="conditions.0.message"
        required
        broad
        hint="What stands on the finding; {code}, {date} and {other} are filled in."
      />
      <Field
        label="Only beside"
        name="conditions.0.with.0.codes"
        hint="Another line of the day has to have one of these."
      />
      <Field
        label="Not beside"
        name="conditions.0.without.0.codes"
        hint="No other line of the day may have one of these."
      />
      <Choice label="It comes to" name="severity" options={severities.map(same)} value="warning" />
      <Field
        label="Document that says so"
        name="source.document"
        required
        hint="Contract, manual or bulletin, with its place"
      />
      <Choice label="Who has read it" name="source.standing" options={standings} />
      <Field label="What the record has to show" name="evidence" required />
      <Area
        label="Right all the same, when"
        name="falsePositives"
        rows={2}
        required
        hint="One reason a line, at least one"
      />
      {exampleNumbers.map((at) => (
        <fieldset class="form even">
          <legend>{at === 0 ? 'A claim on which it finds something' : 'A claim that it leaves alone'}</legend>
          <Field label="In words" name={`examples.${at}.says`} required={at === 0} />
          <Choice label="Payer" name={`examples.${at}.payer`} options={payerClasses.map(same)} />
          <Field label="Date of service" name={`examples.${at}.date`} type="date" required={at === 0} />
          <Area label="Lines" name={`examples.${at}.lines`} rows={3} required={at === 0} hint={lineHint} />
          <Field label="Finds on lines" name={`examples.${at}.finds`} hint="Their numbers from 1; blank: on none" />
        </fieldset>
      ))}
      <Rarely summary="Dates, payers, modifiers and name">
        <Field label="From" name="from" type="date" required hint="First date of service" />
        <Field label="To" name="to" type="date" hint="Blank: on and on" />
        <Field label="With a modifier of" name="conditions.0.line.modifiers.any" placeholder="25, 59" />
        <Field label="Without the modifiers" name="conditions.0.line.modifiers.none" placeholder="JW, JZ" />
        <Field label="Name" name="name" hint="Small letters and hyphens; blank: made of the title" />
        <Ticks label="Payers; none ticked: all" name="payers" options={payerClasses.map(same)} />
      </Rarely>
    </>
  );
}
