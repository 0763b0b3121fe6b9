/** Beside what `data-live` keeps fresh: the same by hand, where no script runs. */
export function LookAgain({ at }: { at: string }) {
  return (
    <noscript>
      <p>
        <a class="button quiet" href={at}>
          Look again
        </a>
      </p>
    </noscript>
  );
}
