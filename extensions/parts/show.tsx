/** @jsxImportSource preact */
// Shows an extension. Where an answer of the app is not what it should be, as while one of the two
// is newer than the other, what can be said without the app stands in its place.
import { type ComponentChild, type ComponentChildren, render } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { noFirstWords, speakFirst } from "./say.ts";

/** `again` begins anew. */
type Instead = (again: () => void) => ComponentChild;

/** In `words`, until the app has answered. */
export function show(content: ComponentChild, instead: Instead, words = noFirstWords): void {
  speakFirst(words);
  render(<Guarded instead={instead}>{content}</Guarded>, document.body);
}

const Guarded = ({ instead, children }: { instead: Instead; children: ComponentChildren }) => {
  const [problem, again] = useErrorBoundary() as [unknown, () => void];
  return <>{problem === undefined ? children : instead(again)}</>;
};
