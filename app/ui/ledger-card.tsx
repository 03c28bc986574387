// A member's ledger: every movement with its reason and what the member had after it.
import { BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { localDateOf } from "../core/calendar/local-time.ts";
import { actorInWords } from "./actor-in-words.ts";
import { adminOrderUrl } from "./admin-links.ts";
import { explainEntry } from "./explain-entry.ts";
import {
  formatDate,
  formatDateTime,
  formatNumber,
  formatSigned,
  type PointsName,
} from "./format.ts";

export interface LedgerEntry {
  id: string;
  kind: string;
  actor: string;
  orderId: string | null;
  explanation: unknown;
  occurredAt: Date;
  recordedAt: Date;
  available: number;
  pending: number;
  reserved: number;
  owed: number;
  availableAfter: number;
}

export interface LedgerCardProps {
  entries: LedgerEntry[];
  pointsName: PointsName;
  timeZone: string;
  isFirstPage: boolean;
  newestUrl: string;
  olderUrl: string | null;
}

export function LedgerCard(props: LedgerCardProps) {
  const { entries, pointsName, timeZone, isFirstPage, newestUrl, olderUrl } = props;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Ledger
        </Text>
        {entries.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing has moved yet.
          </Text>
        ) : (
          <ol className="regulars-rows">
            {entries.map((entry) => (
              <li key={entry.id}>
                <Entry entry={entry} pointsName={pointsName} timeZone={timeZone} />
              </li>
            ))}
          </ol>
        )}
        {(!isFirstPage || olderUrl) && (
          <InlineStack gap="200">
            {!isFirstPage && <Button url={newestUrl}>Newest entries</Button>}
            {olderUrl && <Button url={olderUrl}>Older entries</Button>}
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

interface EntryProps {
  entry: LedgerEntry;
  pointsName: PointsName;
  timeZone: string;
}

function Entry({ entry, pointsName, timeZone }: EntryProps) {
  return (
    <div className="regulars-entry">
      <BlockStack gap="050">
        <Text as="p">{explainEntry(entry.explanation, entry.kind, pointsName)}</Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {formatDateTime(entry.occurredAt, timeZone)}
          {wasRecordedLater(entry, timeZone) &&
            ` (recorded ${formatDate(entry.recordedAt, timeZone)})`}
          {` · ${actorInWords(entry.actor)}`}
          {entry.orderId && (
            <>
              {" · "}
              <Link url={adminOrderUrl(entry.orderId)} target="_top">
                View order
              </Link>
            </>
          )}
        </Text>
        <OtherAccounts entry={entry} />
      </BlockStack>
      <BlockStack gap="050" inlineAlign="end">
        <Text
          as="p"
          numeric
          fontWeight={entry.available === 0 ? "regular" : "semibold"}
          {...(entry.available === 0 && { tone: "subdued" as const })}
          {...(entry.available > 0 && { tone: "success" as const })}
        >
          {formatSigned(entry.available)}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued" numeric>
          <span className="regulars-hidden">Balance after: </span>
          {formatNumber(entry.availableAfter)}
        </Text>
      </BlockStack>
    </div>
  );
}

/**
 * Entries stand in the order in which they were recorded. Where that was on a later day, as after
 * missed nights or late news, the day is told, or the dates would seem to jump.
 */
function wasRecordedLater({ occurredAt, recordedAt }: LedgerEntry, timeZone: string): boolean {
  return localDateOf(recordedAt.getTime(), timeZone) > localDateOf(occurredAt.getTime(), timeZone);
}

/** What an entry moved besides the points to spend. */
function OtherAccounts({ entry }: { entry: LedgerEntry }) {
  const changes = [
    { label: "held for a voucher", value: entry.reserved },
    { label: "waiting for release", value: entry.pending },
    { label: "owed", value: entry.owed },
  ].filter(({ value }) => value !== 0);
  if (changes.length === 0) return null;
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {changes.map(({ label, value }) => `${formatSigned(value)} ${label}`).join(", ")}
    </Text>
  );
}
