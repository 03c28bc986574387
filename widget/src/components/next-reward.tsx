/** @jsxImportSource preact */
// The reward that the shop shows this member first, with the reason.
import type { MemberPanelAnswer, NextRewardView } from "../../contract/panel.ts";
import { RewardCard } from "./reward-card.tsx";
import type { Ui } from "./ui.ts";

interface NextRewardProps {
  ui: Ui;
  answer: MemberPanelAnswer;
}

export const NextReward = ({ ui, answer: { next, program, balance } }: NextRewardProps) => {
  const reward = program.rewards.find(({ id }) => id === next?.rewardId);
  if (!next || !reward) return null;
  return (
    <section>
      <h3>{ui.t("next_reward")}</h3>
      <RewardCard ui={ui} reward={reward} available={balance.available}>
        <p class="why">{reasonOf(ui, next)}</p>
      </RewardCard>
    </section>
  );
};

/** Why this one. */
export const reasonOf = (ui: Ui, { why, points, date, amount }: NextRewardView): string =>
  ui.t(`next_${why}`, {
    points: points && ui.points(points),
    date: date && ui.date(date),
    amount: amount && ui.money(amount),
  });
