/** @jsxImportSource preact */
// What happened last to a member's points, in the words that the member reads.
import type { HistoryEntry } from "../../../widget/contract/history.ts";
import { day, say } from "../../shared/say.ts";
import { signed } from "./host.ts";

export const Entries = ({ entries }: { entries: HistoryEntry[] }) => (
  <s-stack gap="small">
    <s-heading>{say("entries")}</s-heading>
    {entries.length === 0 ? (
      <s-text color="subdued">{say("no_entries")}</s-text>
    ) : (
      <s-unordered-list>
        {entries.map((entry) => (
          <s-list-item key={entry.id}>
            {say("entry", {
              points: signed(entry.points),
              why: entry.why,
              day: day(entry.occurredOn),
            })}
          </s-list-item>
        ))}
      </s-unordered-list>
    )}
  </s-stack>
);
