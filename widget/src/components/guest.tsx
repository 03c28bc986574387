/** @jsxImportSource preact */
// What joining brings, for people who are not signed in.
import type { GuestPanelAnswer } from "../../contract/panel.ts";
import { CardFrame } from "./card-frame.tsx";
import { Earning } from "./earning.tsx";
import { RewardCard } from "./reward-card.tsx";
import type { Ui } from "./ui.ts";

interface GuestProps {
  ui: Ui;
  answer: GuestPanelAnswer;
}

export const Guest = ({ ui, answer: { program, cards } }: GuestProps) => {
  const { t, links } = ui;
  return (
    <>
      <section class="balance">
        <h3 class="lead">{t("guest_title")}</h3>
        <p>{t("guest_body")}</p>
        {links.register && (
          <a class="main" href={links.register}>
            {t("join")}
          </a>
        )}
        {links.login && (
          <a class="plain" href={links.login}>
            {t("login")}
          </a>
        )}
      </section>
      <Earning ui={ui} program={program}>
        {cards.map((card) => (
          <CardFrame key={card.id} ui={ui} card={card} />
        ))}
      </Earning>
      {program.rewards.length > 0 && (
        <section>
          <h3>{t("guest_rewards")}</h3>
          {program.rewards.map((reward) => (
            <RewardCard key={reward.id} ui={ui} reward={reward} />
          ))}
        </section>
      )}
    </>
  );
};
