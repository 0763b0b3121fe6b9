import type { FindingStatus } from '../../../shared/claims/finding-life.ts';

/** What may still be done with findings of a state; a person has no word about what has settled by itself. */
const deeds: Readonly<Record<FindingStatus, readonly ('assign' | 'done' | 'dismiss' | 'reopen')[]>> = {
  open: ['assign', 'done', 'dismiss'],
  assigned: ['assign', 'done', 'dismiss'],
  done: ['dismiss', 'reopen'],
  dismissed: ['reopen'],
  cleared: [],
};

export function mayBeDecided(status: FindingStatus): boolean {
  return deeds[status].length > 0;
}

/** Fields and buttons that decide about the findings of the form around them. */
export function DecisionBar({ status, legend }: { status: FindingStatus; legend: string }) {
  const may = deeds[status];
  return (
    <fieldset class="decide">
      <legend>{legend}</legend>
      {/* A key pressed in a field must not choose a button by its place. */}
      <button type="submit" disabled hidden />
      {may.includes('assign') && (
        <span class="pair">
          <label for="assign-to">Assign to</label>
          <input id="assign-to" name="to" maxlength={80} autocomplete="off" data-enter="assign" />
          <button type="submit" name="act" value="assign" class="quiet">
            Assign
          </button>
        </span>
      )}
      {may.includes('dismiss') && (
        <span class="pair">
          <label for="reason">Reason</label>
          <input id="reason" name="reason" maxlength={500} autocomplete="off" data-enter="dismiss" />
          <button type="submit" name="act" value="dismiss" class="quiet">
            Dismiss
          </button>
        </span>
      )}
      {may.includes('done') && (
        <button type="submit" name="act" value="done">
          Done
        </button>
      )}
      {may.includes('reopen') && (
        <button type="submit" name="act" value="reopen">
          Reopen
        </button>
      )}
    </fieldset>
  );
}
