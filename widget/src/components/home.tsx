/** @jsxImportSource preact */
// The overview: what there is, what comes next, and how more is earned.
import type { MemberPanelAnswer } from "../../contract/panel.ts";
import { Balance } from "./balance.tsx";
import { Coming } from "./coming.tsx";
import { Earning } from "./earning.tsx";
import { NextReward } from "./next-reward.tsx";
import { Tier } from "./tier.tsx";
import type { Ui } from "./ui.ts";

interface HomeProps {
  ui: Ui;
  answer: MemberPanelAnswer;
}

export const Home = ({ ui, answer }: HomeProps) => {
  const { t, model, state } = ui;
  const { balance, program, tier, vouchers } = answer;
  const { available, figure, shortfall } = balance;
  const { invitation: Invitation } = state;
  const open = answer.cards.filter(({ isDone, action }) => !isDone && action);
  const first = open[0];
  const ready = vouchers.filter(({ state, code }) => state === "issued" && code).length;
  return (
    <>
      <Balance ui={ui} available={available} figure={figure}>
        <Coming ui={ui} answer={answer} />
        {shortfall > 0 && <p>{t("shortfall", { points: ui.points(shortfall) })}</p>}
      </Balance>
      {typeof Invitation === "function" && <Invitation ui={ui} answer={answer} />}
      {ready > 0 && (
        <button class="notice" onClick={() => model.show("rewards")}>
          {t("open_vouchers", { count: ready })}
        </button>
      )}
      <NextReward ui={ui} answer={answer} />
      {tier && <Tier ui={ui} tier={tier} />}
      <Earning ui={ui} program={program}>
        {first && (
          <button class="notice" onClick={() => model.show("earn")}>
            {open.length > 1 ? t("earn_more", { count: open.length }) : first.title}
          </button>
        )}
      </Earning>
      {answer.settings.length > 0 && (
        <button class="plain" onClick={() => model.show("settings")}>
          {t("settings")}
        </button>
      )}
    </>
  );
};
