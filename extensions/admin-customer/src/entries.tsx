/** @jsxImportSource preact */
// What happened last to a member's points, in the words that the member reads.
import type { HistoryEntry } from "../../../widget/contract/history.ts";
import { day, say } from "../../parts/say.ts";
import { signed } from "./host.ts";

export const Entries = ({ entries }: { entries: HistoryEntry[] }) => (
  <s-stack gap="small">
    <s-heading>{say("entries")}</s-heading>
    {entries.length === 0 ? (
      <s-text color="subdued">{say("no_entries")}</s-text>
    ) : (
      <s-unordered-list>
        {entries.map((entry) => (
          <s-list-item key={entry.id}>{inWords(entry)}</s-list-item>
        ))}
      </s-unordered-list>
    )}
  </s-stack>
);

/** What changes nothing that can be counted, such as points that become available, says so. */
function inWords({ points, why, occurredOn }: HistoryEntry): string {
  const told = { why, day: day(occurredOn) };
  return points === 0
    ? say("entry_without_points", told)
    : say("entry", { ...told, points: signed(points) });
}
