import * as z from 'zod';
import { type IsoDate, isIsoDate } from '../../shared/dates.ts';
import { Refused } from '../api/problems.ts';

/** A `Parameters` resource, as it is posted to an operation. */
export const parametersForm = z.object({
  resourceType: z.literal('Parameters'),
  parameter: z
    .array(z.looseObject({ name: z.string().max(64), resource: z.unknown().optional() }))
    .max(64)
    .default([]),
});

const codingForm = z.object({
  system: z.string().max(200).optional(),
  version: z.string().max(40).optional(),
  code: z.string().max(20),
  display: z.string().max(2_000).optional(),
});
const conceptForm = z.object({ coding: z.array(codingForm).min(1).max(20) });

export type Coding = z.infer<typeof codingForm>;

/** What an operation was given, in its address or as `Parameters`: the same from here on. */
export class Input {
  private constructor(private readonly values: ReadonlyMap<string, readonly unknown[]>) {}

  static ofQuery(query: Readonly<Record<string, unknown>>): Input {
    return new Input(new Map(Object.entries(query).map(([name, value]) => [name, [value].flat()])));
  }

  /** Throws where a parameter is none of `allowed`: one that was misspelt would be answered wrongly. */
  static ofParameters({ parameter }: z.infer<typeof parametersForm>, allowed: readonly string[]): Input {
    const values = new Map<string, unknown[]>();
    for (const { name, resource, ...rest } of parameter) {
      if (!allowed.includes(name)) throw new Refused('invalid-request', `${name}: there is no such parameter`);
      const value = resource ?? Object.entries(rest).find(([key]) => key.startsWith('value'))?.[1];
      values.set(name, [...(values.get(name) ?? []), value]);
    }
    return new Input(values);
  }

  text(name: string): string | undefined {
    const value = this.values.get(name)?.[0];
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.length <= 2_000) return value;
    throw wrong(name, 'a text is wanted');
  }

  texts(name: string): readonly string[] {
    return (this.values.get(name) ?? []).map(String);
  }

  flag(name: string): boolean | undefined {
    const value = this.values.get(name)?.[0];
    if (value === undefined || typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    throw wrong(name, 'true or false is wanted');
  }

  count(name: string): number | undefined {
    const value = this.values.get(name)?.[0];
    if (value === undefined) return undefined;
    const number = Number(value);
    if (Number.isInteger(number) && number >= 0 && value !== '') return number;
    throw wrong(name, 'a whole number from 0 is wanted');
  }

  /** A dateTime down to the day at least. */
  day(name: string): IsoDate | undefined {
    const day = this.text(name)?.slice(0, 10);
    if (day === undefined || isIsoDate(day)) return day;
    throw wrong(name, 'a date is wanted, as 2026-01-31');
  }

  coding(name: string): Coding | undefined {
    return this.read(name, codingForm);
  }

  codings(name: string): readonly Coding[] | undefined {
    return this.read(name, conceptForm)?.coding;
  }

  resource(name: string): unknown {
    return this.values.get(name)?.[0];
  }

  private read<Form extends z.ZodType>(name: string, form: Form): z.output<Form> | undefined {
    const value = this.values.get(name)?.[0];
    if (value === undefined) return undefined;
    const parsed = form.safeParse(value);
    if (parsed.success) return parsed.data;
    throw wrong(name, 'it is not of the type that FHIR R4 gives it');
  }
}

function wrong(name: string, reason: string): Refused {
  return new Refused('invalid-request', `${name}: ${reason}`, [{ name, reason }]);
}
