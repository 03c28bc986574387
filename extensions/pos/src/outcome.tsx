/** @jsxImportSource preact */
// What became of a press, beside what was pressed: the screen scrolls.
import type { TillState } from "./use-till.ts";

interface OutcomeProps extends Pick<TillState, "message"> {
  line: string;
}

export const Outcome = ({ message, line }: OutcomeProps) =>
  message?.line === line ? <Said message={message} /> : null;

interface OutcomeOfNoLineProps extends Pick<TillState, "message"> {
  /** Those that are there. */
  lines: readonly string[];
}

/** Of a line that is gone with what was done, as a code that was given back. */
export const OutcomeOfNoLine = ({ message, lines }: OutcomeOfNoLineProps) =>
  message && !lines.includes(message.line) ? <Said message={message} /> : null;

const Said = ({ message }: { message: NonNullable<TillState["message"]> }) => (
  <s-banner heading={message.text} tone={message.tone} />
);
