/** A few numbers with what they count; some lead to what they count. */
export function FigureLinks({
  figures,
}: {
  figures: readonly (readonly [term: string, value: string, href?: string | undefined])[];
}) {
  return (
    <dl class="figures">
      {figures.map(([term, value, href]) => (
        <div>
          <dt>{term}</dt>
          <dd>{href === undefined ? value : <a href={href}>{value}</a>}</dd>
        </div>
      ))}
    </dl>
  );
}
