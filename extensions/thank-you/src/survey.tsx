/** @jsxImportSource preact */
// The one question of the survey, field by field as the app describes it.
import type { Card } from "../../../widget/contract/card.ts";
import { CardForm } from "../../parts/card-form.tsx";
import { Said } from "../../parts/card-view.tsx";
import { useSending } from "../../parts/sent.ts";

export const Survey = ({ card }: { card: Card }) => {
  const { cards, last, sentBy, send } = useSending("", [card]);
  const { title, worth } = card;
  if (last?.step === "taken") return <Over title={title} message={last.message} />;
  const [open] = cards;
  const action = open?.action;
  if (action?.kind !== "form") return null;
  const sent = sentBy(card.id);
  return (
    <s-section heading={title}>
      <s-stack gap="base">
        {worth !== undefined && <s-paragraph>{worth}</s-paragraph>}
        <CardForm
          title={title}
          form={action}
          sent={sent}
          send={(values) => void send(card.id, action.path, values)}
        />
        <s-stack accessibilityRole="status">{sent && <Said sent={sent} />}</s-stack>
      </s-stack>
    </s-section>
  );
};

const Over = ({ title, message }: { title: string; message: string }) => (
  <s-section heading={title}>
    <s-stack accessibilityRole="status">
      <s-paragraph>{message}</s-paragraph>
    </s-stack>
  </s-section>
);
