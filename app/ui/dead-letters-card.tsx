// Messages not handled: what they are about and why they failed, never what is in them.
import {
  Badge,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Link,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { adminOrderUrl } from "./admin-links.ts";
import { reasonInWords, subjectInWords } from "./dead-letter-words.ts";
import { formatBytes, formatDateTime, plural } from "./format.ts";

export interface DeadLetter {
  id: string;
  box: "inbox" | "outbox";
  subject: string;
  reason: string | null;
  attempts: number;
  receivedAt: Date;
  payloadBytes: number;
  orderId: string | null;
  memberId: string | null;
  isDiscardable: boolean;
  isReplayable: boolean;
}

export interface DeadLetterActions {
  /** The letter that is being replayed or discarded now. */
  busyId: string | null;
  /** What was wrong with the reason of the last attempt to discard. */
  problem: { id: string; message: string } | null;
  onReplay: (letter: DeadLetter) => void;
  onDiscard: (letter: DeadLetter, reason: string) => void;
}

export interface DeadLettersCardProps extends DeadLetterActions {
  letters: DeadLetter[];
  timeZone: string;
}

export function DeadLettersCard({ letters, timeZone, ...actions }: DeadLettersCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Messages not handled
          </Text>
          <Text as="p" tone="subdued">
            The app could not handle these by itself. Replaying is safe: nothing is counted twice.
          </Text>
        </BlockStack>
        <ul className="regulars-rows">
          {letters.map((letter) => (
            <li key={letter.id}>
              <Letter letter={letter} timeZone={timeZone} {...actions} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

type LetterProps = DeadLetterActions & { letter: DeadLetter; timeZone: string };

function Letter({ letter, timeZone, busyId, problem, onReplay, onDiscard }: LetterProps) {
  const [isDiscarding, setIsDiscarding] = useState(false);
  const isBusy = busyId === letter.id;
  const subject = subjectInWords(letter.subject);
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="start" gap="300">
        <BlockStack gap="050">
          <InlineStack gap="200" align="start" blockAlign="center">
            <Text as="h3" variant="headingSm">
              {subject}
            </Text>
            <Badge>{letter.box === "inbox" ? "Received" : "To be sent"}</Badge>
          </InlineStack>
          <Text as="p" breakWord>
            <Reason reason={letter.reason} />
          </Text>
          <Text as="p" variant="bodySm" tone="subdued">
            <span className="regulars-code">{letter.subject}</span> ·{" "}
            {formatDateTime(letter.receivedAt, timeZone)} ·{" "}
            {plural(letter.attempts, "attempt", "attempts")} ·{" "}
            {letter.isReplayable
              ? formatBytes(letter.payloadBytes)
              : "too old: its contents were deleted"}
            {letter.orderId && (
              <>
                {" · "}
                <Link url={adminOrderUrl(letter.orderId)} target="_top">
                  View order
                </Link>
              </>
            )}
            {letter.memberId && (
              <>
                {" · "}
                <Link url={`/app/members/${letter.memberId}`}>View member</Link>
              </>
            )}
          </Text>
        </BlockStack>
        <InlineStack gap="200">
          {letter.isReplayable && (
            <Button
              onClick={() => onReplay(letter)}
              loading={isBusy && !isDiscarding}
              accessibilityLabel={`Replay: ${subject}`}
            >
              Replay
            </Button>
          )}
          {letter.isDiscardable && (
            <Button
              onClick={() => setIsDiscarding(!isDiscarding)}
              ariaExpanded={isDiscarding}
              accessibilityLabel={`Discard: ${subject}`}
            >
              Discard…
            </Button>
          )}
        </InlineStack>
      </InlineStack>
      {isDiscarding && (
        <DiscardForm
          id={letter.id}
          isBusy={isBusy}
          problem={problem?.id === letter.id ? problem.message : null}
          onDiscard={(reason) => onDiscard(letter, reason)}
        />
      )}
    </BlockStack>
  );
}

function Reason({ reason }: { reason: string | null }) {
  if (!reason) return <>No reason was given.</>;
  const words = reasonInWords(reason);
  return words ? (
    <>{words}</>
  ) : (
    <>
      Reason: <span className="regulars-code">{reason}</span>
    </>
  );
}

interface DiscardFormProps {
  id: string;
  isBusy: boolean;
  problem: string | null;
  onDiscard: (reason: string) => void;
}

function DiscardForm({ id, isBusy, problem, onDiscard }: DiscardFormProps) {
  const [reason, setReason] = useState("");
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onDiscard(reason);
      }}
    >
      <TextField
        id={`discard-${id}`}
        label="Why it is not needed"
        value={reason}
        onChange={setReason}
        autoComplete="off"
        maxLength={200}
        helpText="Kept in the log of what your staff did. The message itself is deleted."
        connectedRight={
          <Button submit tone="critical" variant="primary" loading={isBusy}>
            Discard
          </Button>
        }
        {...(problem && { error: problem })}
      />
    </form>
  );
}
