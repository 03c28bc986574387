/** @jsxImportSource preact */
// What there is: the balance with what comes and what ends, and the tier with the way to the next.
import type { MemberPanelAnswer } from "../../../widget/contract/panel.ts";
import { Tier } from "./tier.tsx";
import type { Ui } from "./ui.ts";

interface StandingProps {
  ui: Ui;
  answer: MemberPanelAnswer;
}

export const Standing = ({ ui, answer }: StandingProps) => {
  const { balance, tier, program } = answer;
  const { available, shortfall } = balance;
  const { points, perAmount, tier: earnsAs } = program.earning;
  return (
    <s-stack gap="large">
      <s-section heading={ui.t("balance")}>
        <s-stack gap="small">
          <s-heading>{ui.points(available)}</s-heading>
          <Coming ui={ui} answer={answer} />
          {shortfall > 0 && (
            <s-paragraph>{ui.t("shortfall", { points: ui.points(shortfall) })}</s-paragraph>
          )}
          <s-paragraph color="subdued">
            {ui.t(earnsAs ? "earn_order_tier" : "earn_order", {
              points: ui.points(points),
              amount: ui.money(perAmount),
              tier: earnsAs,
            })}
          </s-paragraph>
        </s-stack>
      </s-section>
      {tier && <Tier ui={ui} tier={tier} />}
    </s-stack>
  );
};

const Coming = ({ ui, answer: { balance, coming, ending } }: StandingProps) => {
  const { t } = ui;
  const rest = coming.reduce((left, { points }) => left - points, balance.pending);
  return (
    <>
      {coming.map(({ points, after, days, on }) => (
        <s-paragraph key={`${after} ${days} ${on}`}>
          {t(`coming_${after}`, {
            points: ui.points(points),
            // Without days the sentence closes up.
            days: days ? `${ui.days(days)} ` : "",
            date: on && ui.date(on),
          })}
        </s-paragraph>
      ))}
      {rest > 0 && <s-paragraph>{t("pending", { points: ui.points(rest) })}</s-paragraph>}
      {ending && (
        <s-paragraph>
          {t("ends", { points: ui.points(ending.points), date: ui.date(ending.lastDay) })}
        </s-paragraph>
      )}
    </>
  );
};
