import { createHash } from 'node:crypto';
import { filterScript } from './code-sets/filter-script.ts';
import { liveScript } from './live-script.ts';
import { mediaStyle } from './media-style.ts';
import { intakeStyle } from './settings/intake-style.ts';
import { settingsStyle } from './settings/settings-style.ts';
import { uploadScript } from './settings/upload-script.ts';
import { style } from './style.ts';
import { workStyle } from './work/work-style.ts';
import { worklistScript } from './work/worklist-script.ts';

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b5f6b"/>' +
  '<path d="M9 16.5l5 5 9-11" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/></svg>';

/** What pages load besides themselves. The name holds the content's hash, so that it may be kept for ever. */
export const assets = {
  style: asset('style', 'css', 'text/css; charset=utf-8', style + workStyle + intakeStyle + settingsStyle + mediaStyle),
  filter: asset('filter', 'js', 'text/javascript; charset=utf-8', filterScript),
  live: asset('live', 'js', 'text/javascript; charset=utf-8', liveScript),
  imports: asset('imports', 'js', 'text/javascript; charset=utf-8', liveScript + uploadScript),
  worklist: asset('worklist', 'js', 'text/javascript; charset=utf-8', worklistScript),
  icon: asset('icon', 'svg', 'image/svg+xml', icon),
} as const satisfies Record<string, Asset>;

function asset(name: string, ending: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { path: `/assets/${name}-${hash}.${ending}`, type, text };
}
