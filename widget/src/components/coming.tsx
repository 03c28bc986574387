/** @jsxImportSource preact */
// What will happen to the points by itself: what comes, and what ends.
import type { MemberPanelAnswer } from "../../contract/panel.ts";
import type { Ui } from "./ui.ts";

interface ComingProps {
  ui: Ui;
  answer: MemberPanelAnswer;
}

export const Coming = ({ ui, answer: { balance, coming, ending } }: ComingProps) => {
  const { t } = ui;
  const rest = coming.reduce((left, { points }) => left - points, balance.pending);
  return (
    <>
      {coming.map(({ points, after, days, on }) => (
        <p key={after + days + on}>
          {t(`coming_${after}`, {
            points: ui.points(points),
            // Without days the sentence closes up.
            days: days ? `${ui.days(days)} ` : "",
            date: on && ui.date(on),
          })}
        </p>
      ))}
      {rest > 0 && <p>{t("pending", { points: ui.points(rest) })}</p>}
      {ending && (
        <p>{t("ends", { points: ui.points(ending.points), date: ui.date(ending.lastDay) })}</p>
      )}
    </>
  );
};
