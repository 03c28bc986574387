/** @jsxImportSource preact */
// A gift that waits, such as that for a birthday, in the words of the panel.
import type { Card } from "../../widget/contract/card.ts";

export const Gift = ({ card }: { card: Card }) => {
  const { title, text, note, action } = card;
  return (
    <s-section heading={title}>
      <s-stack gap="base">
        <s-paragraph>{text}</s-paragraph>
        {note !== null && <s-paragraph color="subdued">{note}</s-paragraph>}
        {action?.kind === "link" && (
          <s-button href={action.href} variant="secondary">
            {action.label}
          </s-button>
        )}
      </s-stack>
    </s-section>
  );
};
