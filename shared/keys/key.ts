/**
 * The key of an item. All keys of tables and objects stand in this folder, and are computed from meaning, so that doing a
 * thing again writes the same item.
 */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}
