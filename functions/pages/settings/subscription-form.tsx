import { changeKinds } from '../../../shared/api/change-forms.ts';
import { Choice, Field, type Options, Rarely, Tick, Ticks } from '../form-parts.tsx';
import { kindWords } from '../words.ts';

const destinations: Options = [
  ['email', 'Mail'],
  ['webhook', 'Webhook, signed'],
  ['slack', 'Slack'],
  ['teams', 'Teams'],
  ['sns', 'SNS topic'],
  ['feed', 'Feed, to be read'],
];
export const destinationWords: Readonly<Record<string, string>> = Object.fromEntries(destinations);

export const cadenceWords = { 'at-once': 'at once', daily: 'every day', weekly: 'every week' } as const;
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const zones = ['New_York', 'Chicago', 'Denver', 'Phoenix', 'Los_Angeles', 'Anchorage', 'Puerto_Rico'];
const hours = Array.from({ length: 24 }, (_, hour) => [String(hour), `${String(hour).padStart(2, '0')}:00`] as const);

/** Where alerts go; the address is a mail address, a web address or a topic. */
export function DestinationFields() {
  return (
    <>
      <Choice label="By" name="destination.type" options={destinations} />
      <Field label="Address" name="destination" hint="Mail address, https://… or topic; a feed needs none" />
    </>
  );
}

export function PayloadField() {
  const options: Options = [
    ['full', 'the whole alert'],
    ['thin', 'ids and numbers alone'],
  ];
  return <Choice label="A webhook gets" name="destination.payload" options={options} />;
}

/** All that somebody may wish of alerts: what comes first is what most change. */
export function WishFields({ others, making }: { others: Options; making?: boolean }) {
  return (
    <>
      <Field label="Name" name="name" required hint="Who hears: Ann Lee, Billing desk, EHR" />
      {making && <DestinationFields />}
      <Choice label="When" name="timing.cadence" options={Object.entries(cadenceWords)} />
      <fieldset class="ticks">
        <legend>It hears of</legend>
        <Tick label="stored lines that a release breaks or mends" name="interest.findings" checked />
        <Tick label="what each release changes" name="interest.changes" />
        <Tick label="of changes, only codes that we bill" name="interest.onlyBilled" />
      </fieldset>
      <Field
        label="Codes"
        name="interest.codes"
        placeholder="J01*, J0013"
        hint="J0013, A4000-A4999 or J01*; blank: all"
      />
      <Field label="Dollars at least" name="interest.minimum" type="number" hint="On a line; blank: every line" />
      <Rarely summary="Hour, time zone, quiet hours, reminders">
        <Choice label="Hour" name="timing.hour" options={hours} value="7" hint="Of daily and weekly alerts" />
        <Choice
          label="Day"
          name="timing.weekday"
          options={weekdays.map((day, at) => [String(at + 1), day])}
          hint="Of weekly alerts"
        />
        <Field
          label="Time zone"
          name="timing.timeZone"
          value="UTC"
          required
          offers={['UTC', ...zones.map((zone) => `America/${zone}`), 'Pacific/Honolulu']}
          hint="Such as America/Chicago"
        />
        <Field label="Quiet from" name="timing.quiet.from" type="time" hint="Both blank: never quiet" />
        <Field label="Quiet until" name="timing.quiet.to" type="time" hint="It may be of the next day" />
        <Field
          label="Remind, days before"
          name="timing.daysBefore"
          placeholder="30, 7, 0"
          hint="Before changes take effect"
        />
      </Rarely>
      <Rarely summary="Only some changes, payers or clinics">
        <Ticks
          label="Code sets; none ticked: all"
          name="interest.codeSets"
          options={['HCPCS', 'CPT'].map((each) => [each, each])}
        />
        <Ticks
          label="Changes; none ticked: all"
          name="interest.kinds"
          options={changeKinds.map((kind) => [kind, kindWords[kind]])}
        />
        <Field
          label="Sections"
          name="interest.sections"
          placeholder="J, Q"
          hint="Letters of HCPCS sections; blank: all"
        />
        <Field label="Payers" name="interest.payers" hint="Payer ids with commas between; blank: all" />
        <Field label="Clinics" name="interest.clinics" hint="Billing provider ids with commas between; blank: all" />
      </Rarely>
      <Rarely summary="When nobody takes it, and when it cannot be reached">
        <Field label="Lines over, in dollars" name="escalation.over" type="number" />
        <Field label="Not taken after days" name="escalation.afterDays" type="number" />
        <Choice label="Go on to" name="escalation.to" options={[['', 'nobody'], ...others]} />
        <Field label="Mail of its owner" name="owner" type="email" hint="Told when the address no longer answers" />
        {making && (
          <>
            <Choice label="It is" name="kind" options={['person', 'role', 'system'].map((each) => [each, each])} />
            <PayloadField />
          </>
        )}
      </Rarely>
    </>
  );
}
