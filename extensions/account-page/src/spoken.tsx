/** @jsxImportSource preact */
// A message that is read aloud as it comes, above what it is about. Its place is there before it,
// and takes up no room.
import type { ComponentChildren } from "preact";

interface SpokenProps {
  message: ComponentChildren;
  children: ComponentChildren;
}

export const Spoken = ({ message, children }: SpokenProps) => (
  <s-stack gap="none">
    <s-stack accessibilityRole="status" paddingBlockEnd={message ? "large" : "none"}>
      {message}
    </s-stack>
    <s-stack gap="large">{children}</s-stack>
  </s-stack>
);
