/** @jsxImportSource preact */
// All that members can do besides ordering, and what they can decide about themselves: one card
// each.
import type { MemberPanelAnswer } from "../../../widget/contract/panel.ts";
import { CardView, Said } from "../../shared/card-view.tsx";
import type { Ui } from "./ui.ts";

interface EarningProps {
  ui: Ui;
  answer: MemberPanelAnswer;
}

export const Earning = ({ ui, answer }: EarningProps) => {
  const { model, state, storeUrl } = ui;
  const { sent } = state;
  const cards = [...answer.cards, ...answer.settings];
  const isGone = sent && !cards.some(({ id }) => id === sent.cardId);
  return (
    <>
      <s-stack accessibilityRole="status">{isGone && <Said sent={sent} />}</s-stack>
      {cards.map((card) => (
        <CardView
          key={card.id}
          card={card}
          storeUrl={storeUrl}
          sent={sent?.cardId === card.id ? sent : undefined}
          send={(path, values) => void model.send(card.id, path, values)}
          tell={model.tell}
        />
      ))}
    </>
  );
};
