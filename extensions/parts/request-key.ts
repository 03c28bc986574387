// Names one decision, so that asking again is the same question and not another one.

const HEX = 16;
/** A UUID of version 4, with the digits that are drawn left open. */
const SHAPE = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";

/** Not every place where extensions run has the browser's own. */
export function newRequestKey(): string {
  const { crypto } = globalThis as { crypto?: { randomUUID?(): string } };
  return (
    crypto?.randomUUID?.() ??
    SHAPE.replaceAll("x", () => Math.floor(Math.random() * HEX).toString(HEX))
  );
}
