import { largestUpload } from '../../../shared/api/import-forms.ts';
import { Area, ChangeForm, Choice, Rarely } from '../form-parts.tsx';
import type { Frame } from '../layout.tsx';

/** Where a small file goes whole, and where a file of any size is announced by the script. */
export const claimsPaths = { whole: '/settings/imports/claims', announced: '/settings/imports/announce' } as const;

const kinds = [
  ['any', 'whatever its first bytes say'],
  ['claims', 'claims'],
  ['status', 'answers of payers'],
] as const;

/** Takes files of claims: by a script piece by piece, with how far it is; without one as a form. */
export function ClaimsForm({ frame }: { frame: Frame }) {
  return (
    <>
      <ChangeForm
        frame={frame}
        action={claimsPaths.whole}
        files
        class="paste"
        data={{ 'data-announce': claimsPaths.announced, 'data-largest': String(largestUpload) }}
      >
        <label class="drop">
          Choose files, or drop them here: claims as 837P, 837I, CSV or FHIR; what payers say of them as 835, 277CA, 277
          or CSV. Up to 1 GB each; 4 MB where no script runs.
          <input type="file" name="file" accept=".837,.835,.277,.x12,.edi,.txt,.csv,.json,.ndjson" required />
        </label>
        <div class="after">
          <Choice label="It holds" name="holds" options={kinds} />
          <button type="submit">Import</button>
        </div>
        <Rarely summary="A CSV with headers of its own">
          <Area
            label="Which header is which column, one a line"
            name="columns"
            rows={3}
            hint="claimId=Account number. Columns that are named as usual need no line."
          />
        </Rarely>
      </ChangeForm>
      <ol class="rows" id="sending" aria-label="Files sent from here" hidden />
      <p class="hidden" role="status" id="sending-said" />
    </>
  );
}
