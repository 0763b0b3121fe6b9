import type { WindowsAnswer } from '../../../shared/api/settings-forms.ts';
import { Deed } from '../form-parts.tsx';
import { shortDate } from '../format.ts';
import type { Frame } from '../layout.tsx';
import { Code, FileText, Scroll } from '../parts.tsx';
import { Allowed } from './settings-layout.tsx';

export const payersAt = '/settings/payers';
type Window = WindowsAnswer['windows'][number];

interface Row {
  readonly payer: string;
  readonly code: string;
  readonly instead?: readonly string[] | undefined;
  readonly document: string;
}

/** Payers' own dates of codes, and those that are shipped, which nobody changes here. */
export function WindowTable({ frame, windows: { windows, shipped } }: { frame: Frame; windows: WindowsAnswer }) {
  if (windows.length + shipped.length === 0)
    return <p class="soft">None is kept. Where a bulletin names other dates than CMS, keep them here.</p>;
  return (
    <Scroll label="Windows">
      <table class="listing" id="windows">
        <thead>
          <tr>
            {['Payer', 'Code', 'Dates', 'Instead', 'Document'].map((heading) => (
              <th scope="col">{heading}</th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {windows.map((window) => (
            <WindowRow row={window} dates={windowDates(window)}>
              <Allowed caller={frame.caller} scope="payers:write">
                <a href={`${payersAt}?window=${encodeURIComponent(windowKey(window))}#window`}>
                  Change<bdi class="hidden"> {windowKey(window)}</bdi>
                </a>
                <Deed
                  frame={frame}
                  action={`${payersAt}/windows/remove`}
                  words="Remove"
                  whom={windowKey(window)}
                  fields={{ payer: window.payer, code: window.code, from: window.from ?? '' }}
                />
              </Allowed>
            </WindowRow>
          ))}
          {shipped.map((window) => (
            <WindowRow row={window} dates={`from ${shortDate(window.from)}`}>
              <span class="tag">shipped</span>
            </WindowRow>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function WindowRow({ row, dates, children }: { row: Row; dates: string; children: unknown }) {
  return (
    <tr>
      <th scope="row">{row.payer}</th>
      <td data-label="Code">
        <Code code={row.code} />
      </td>
      <td data-label="Dates" class="whole">
        {dates}
      </td>
      <td data-label="Instead">
        <span>{row.instead?.map((each) => <Code code={each} />) ?? '–'}</span>
      </td>
      <td data-label="Document">
        <FileText text={row.document} />
      </td>
      <td class="acts">{children}</td>
    </tr>
  );
}

/** A window is known by its payer, code and first day. */
export function windowKey({ payer, code, from }: Pick<Window, 'payer' | 'code' | 'from'>): string {
  return [payer, code, from ?? ''].join(' ');
}

function windowDates({ from, to, takes }: Window): string {
  return `${takes === false ? 'not ' : ''}${from ? shortDate(from) : 'ever'} – ${to ? shortDate(to) : 'on'}`;
}
