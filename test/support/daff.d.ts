/** The part of daff that the benchmark calls; the package ships no types. */
declare module 'daff' {
  type Table = readonly (readonly unknown[])[];
  class TableView {
    constructor(rows: Table);
  }
  class CompareFlags {}
  class TableDiff {
    constructor(alignment: unknown, flags: CompareFlags);
    hilite(output: TableView): boolean;
  }
  const daff: {
    readonly TableView: typeof TableView;
    readonly CompareFlags: typeof CompareFlags;
    readonly TableDiff: typeof TableDiff;
    compareTables(a: TableView, b: TableView, flags: CompareFlags): { align(): unknown };
  };
  export default daff;
}
