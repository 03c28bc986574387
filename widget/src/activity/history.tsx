/** @jsxImportSource preact */
// What happened to the member's points, newest first, each with its reason.
import type { HistoryAnswer } from "../../contract/history.ts";
import type { Ui } from "../components/ui.ts";

interface HistoryProps {
  ui: Ui;
  history: HistoryAnswer;
  loadMore: () => void;
}

export const History = ({ ui, history, loadMore }: HistoryProps) => {
  const { paging } = ui.state;
  if (history.entries.length === 0) return <p class="quiet">{ui.t("history_empty")}</p>;
  return (
    <>
      <ul class="history">
        {history.entries.map((entry) => (
          <li key={entry.id}>
            <div>
              <p class="why">{entry.why}</p>
              <p>
                <time dateTime={entry.occurredOn}>{ui.date(entry.occurredOn)}</time>
                {entry.comesOn && ` · ${ui.t("comes_on", { date: ui.date(entry.comesOn) })}`}
                {entry.isWaiting && ` · ${ui.t("comes_later")}`}
                {entry.endsOn && ` · ${ui.t("valid_until", { date: ui.date(entry.endsOn) })}`}
              </p>
            </div>
            {entry.points !== 0 && (
              <b class={entry.points > 0 ? "plus" : undefined}>{ui.signed(entry.points)}</b>
            )}
          </li>
        ))}
      </ul>
      {paging === "failed" && <p role="alert">{ui.t("failed_body")}</p>}
      {history.nextCursor !== null && (
        <button class="plain" aria-disabled={paging === "working"} onClick={loadMore}>
          {ui.t(paging === "idle" ? "history_more" : paging === "working" ? "loading" : "retry")}
        </button>
      )}
    </>
  );
};
