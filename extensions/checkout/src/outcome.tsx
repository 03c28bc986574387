/** @jsxImportSource preact */
// What became of a press, beside what was pressed: the block is longer than the screen of a phone.
import type { Acts } from "./use-acts.ts";

/** Of the row with that id. Its place is there before it, so that it is read aloud as it comes. */
export const Outcome = ({ told, row }: Pick<Acts, "told"> & { row: string }) => (
  <s-stack accessibilityRole="status">{told?.row === row && <Told told={told} />}</s-stack>
);

interface OfNoRowProps extends Pick<Acts, "told"> {
  /** The ids of those that are there. */
  rows: readonly string[];
}

/** Of a row that is gone with what was done, as a code that was given back. */
export const OutcomeOfNoRow = ({ told, rows }: OfNoRowProps) =>
  told && !rows.includes(told.row) ? <Told told={told} /> : null;

const Told = ({ told }: { told: NonNullable<Acts["told"]> }) => (
  <s-banner tone={told.tone}>{told.text}</s-banner>
);
