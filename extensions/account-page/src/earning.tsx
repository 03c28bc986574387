/** @jsxImportSource preact */
// All that members can do besides ordering, and what they can decide about themselves: one card
// each.
import type { ComponentChildren } from "preact";
import type { Card } from "../../../widget/contract/card.ts";
import type { MemberPanelAnswer } from "../../../widget/contract/panel.ts";
import { CardView, Said } from "../../parts/card-view.tsx";
import { Spoken } from "./spoken.tsx";
import { Tile, Tiles } from "./tiles.tsx";
import type { Ui } from "./ui.ts";

interface EarningProps {
  ui: Ui;
  answer: MemberPanelAnswer;
  /** What follows. */
  children: ComponentChildren;
}

export const Earning = ({ ui, answer: { cards, settings }, children }: EarningProps) => {
  const { sent } = ui.state;
  const isGone = sent && ![...cards, ...settings].some(({ id }) => id === sent.cardId);
  return (
    <Spoken message={isGone && <Said sent={sent} />}>
      <Cards ui={ui} title={ui.t("view_earn")} cards={cards} />
      <Cards ui={ui} title={ui.t("settings")} cards={settings} />
      {children}
    </Spoken>
  );
};

const Cards = ({ ui, title, cards }: { ui: Ui; title: string; cards: readonly Card[] }) => {
  const { model, state, storeUrl } = ui;
  const { sent } = state;
  if (cards.length === 0) return null;
  return (
    <s-section heading={title}>
      <Tiles>
        {cards.map((card) => (
          <Tile key={card.id}>
            <CardView
              card={card}
              storeUrl={storeUrl}
              sent={sent?.cardId === card.id ? sent : undefined}
              send={(path, values) => void model.send(card.id, path, values)}
              tell={model.tell}
            />
          </Tile>
        ))}
      </Tiles>
    </s-section>
  );
};
