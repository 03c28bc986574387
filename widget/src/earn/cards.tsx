/** @jsxImportSource preact */
// All that members can do besides ordering: one card each, with what became of it.
import type { Card } from "../../contract/card.ts";
import type { MemberPanelAnswer } from "../../contract/panel.ts";
import { CardFrame } from "../components/card-frame.tsx";
import { Earning } from "../components/earning.tsx";
import type { Ui } from "../components/ui.ts";
import { CardForm } from "./card-form.tsx";
import type { Sending } from "./sending.ts";
import { Share } from "./share.tsx";

interface CardsProps {
  ui: Ui;
  answer: MemberPanelAnswer;
  sending: Sending;
}

export const Cards = ({ ui, answer, sending }: CardsProps) => {
  const { sent, spot, view } = ui.state;
  const isSettings = view === "settings";
  const meant = answer.cards.find(({ id }) => spot && id.split("/")[0] === spot);
  return (
    <>
      {isSettings ? <h3>{ui.t("settings")}</h3> : <Earning ui={ui} program={answer.program} />}
      {sending.listed(isSettings ? answer.settings : answer.cards).map((card) =>
        typeof card === "string" ? (
          sent?.cardId === card && <Said key={card} ui={ui} />
        ) : (
          <CardFrame
            key={card.id}
            ui={ui}
            card={card}
            heading={card === meant ? bringIntoView : undefined}
          >
            <Action ui={ui} card={card} sending={sending} />
            {sent?.cardId === card.id && <Said ui={ui} />}
          </CardFrame>
        ),
      )}
    </>
  );
};

interface ActionProps {
  ui: Ui;
  card: Card;
  sending: Sending;
}

const Action = ({ ui, card, sending }: ActionProps) => {
  const { action } = card;
  if (!action) return null;
  switch (action.kind) {
    case "form":
      return <CardForm ui={ui} cardId={card.id} form={action} sending={sending} />;
    case "share":
      return <Share ui={ui} share={action} sending={sending} />;
    case "link": {
      const { href, path, label } = action;
      const isElsewhere = href.startsWith("http");
      return (
        <a
          class="main"
          href={href}
          target={isElsewhere ? "_blank" : undefined}
          rel="noopener"
          onClick={() => {
            if (path) void sending.send(card.id, path, {});
          }}
        >
          {label}
        </a>
      );
    }
    case "code":
      return (
        <section class="middle">
          <img class="qr" src={`${ui.links.root}/${action.qr}`} alt={action.label} />
          <code>{action.code}</code>
          {action.hint && <p>{action.hint}</p>}
        </section>
      );
  }
};

/** What became of it, where it is not said at a field. */
const Said = ({ ui }: { ui: Ui }) => {
  const { sent } = ui.state;
  if (!sent || sent.step === "working" || (sent.step === "refused" && sent.field)) return null;
  return (
    <p class="line" role="status" tabIndex={-1} ref={takeFocus} key={sent.step}>
      {"message" in sent ? sent.message : ui.t("failed_body")}
    </p>
  );
};

const takeFocus = (message: HTMLElement | null) => message?.focus();

const bringIntoView = (heading: HTMLElement | null) => {
  heading?.scrollIntoView({ block: "center" });
  heading?.focus();
};
