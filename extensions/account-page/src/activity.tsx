/** @jsxImportSource preact */
// What happened to the member's points, newest first, each with its reason.
import type { HistoryAnswer } from "../../../widget/contract/history.ts";
import type { Ui } from "./ui.ts";

interface ActivityProps {
  ui: Ui;
  history: HistoryAnswer;
}

export const Activity = ({ ui, history: { entries, nextCursor } }: ActivityProps) => {
  const { t, model, state } = ui;
  const { paging } = state;
  return (
    <s-section heading={t("view_history")}>
      <s-stack gap="base">
        {entries.length === 0 && <s-paragraph color="subdued">{t("history_empty")}</s-paragraph>}
        {entries.map(({ id, why, occurredOn, comesOn, isWaiting, points }) => (
          <s-grid key={id} gridTemplateColumns="1fr auto" gap="base">
            <s-stack gap="none">
              <s-text>{why}</s-text>
              <s-text color="subdued">
                {ui.date(occurredOn)}
                {comesOn && ` · ${t("comes_on", { date: ui.date(comesOn) })}`}
                {isWaiting && ` · ${t("comes_later")}`}
              </s-text>
            </s-stack>
            {points !== 0 && <s-text type="strong">{ui.signed(points)}</s-text>}
          </s-grid>
        ))}
        <s-stack accessibilityRole="status">
          {paging === "failed" && <s-paragraph>{t("failed_body")}</s-paragraph>}
        </s-stack>
        {nextCursor !== null && (
          <s-button
            variant="secondary"
            loading={paging === "working"}
            onClick={() => void model.loadMore()}
          >
            {t(paging === "failed" ? "retry" : "history_more")}
          </s-button>
        )}
      </s-stack>
    </s-section>
  );
};
