import { type PayerMap, payerMapOf } from '../../../shared/claims/payers.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { type Context, loadFile } from './context.ts';

/** Reads a map from payer ids to payer classes as a person keeps it: `{ "66783": "commercial" }`. */
export function loadPayers(context: Context, path: string): PayerMap {
  const { name, bytes } = loadFile(context, path);
  try {
    return payerMapOf(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    const classes = 'medicare, medicare-dme, medicare-advantage, medicaid, tricare, commercial, other or unknown';
    throw new CodesetError(
      'PAYERS',
      `${name}: write payer ids with their class, as { "66783": "commercial" }; a class is ${classes}`,
      1,
      { cause },
    );
  }
}
