/** @jsxImportSource preact */
// What happened to the member's points, newest first, each with its reason.
import type { HistoryAnswer } from "../../contract/history.ts";
import type { Ui } from "./ui.ts";

interface HistoryProps {
  ui: Ui;
  history: HistoryAnswer;
}

export const History = ({ ui, history }: HistoryProps) => {
  const { paging } = ui.state;
  if (history.entries.length === 0) return <p class="quiet">{ui.t("history_empty")}</p>;
  return (
    <>
      <ul class="history">
        {history.entries.map((entry) => (
          <li key={entry.id}>
            <div>
              <p class="why">{ui.explain(entry)}</p>
              <p>
                <time dateTime={entry.occurredAt}>{ui.date(entry.occurredAt)}</time>
                {entry.pendingUntil &&
                  ` · ${ui.t("available_from", { date: ui.date(entry.pendingUntil) })}`}
              </p>
            </div>
            <b class={entry.points > 0 ? "plus" : undefined}>{ui.signed(entry.points)}</b>
          </li>
        ))}
      </ul>
      {paging === "failed" && <p role="alert">{ui.t("failed_body")}</p>}
      {history.nextCursor !== null && (
        <button class="plain" aria-disabled={paging === "working"} onClick={ui.model.loadMore}>
          {ui.t(paging === "working" ? "loading" : paging === "failed" ? "retry" : "history_more")}
        </button>
      )}
    </>
  );
};
