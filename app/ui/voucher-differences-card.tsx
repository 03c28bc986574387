// What the ledger and Shopify say differently of vouchers, one by one, each with why and what can
// be done.
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
import type { RewardParams } from "../core/explanations/reward-params.ts";
import type { Carrier } from "../core/rewards/carrier.ts";
import {
  type DifferenceDetails,
  type DifferenceKind,
  type Remedy,
  remediesOf,
} from "../core/rewards/compare-vouchers.ts";
import { formatDateTime, type PointsName } from "./format.ts";
import { rewardInWords } from "./reward-in-words.ts";
import { SubmitForm } from "./submit-form.tsx";
import { adviceOf, differenceTitles, reasonOf, remedyInWords } from "./voucher-difference-words.ts";
import { priceInWords } from "./voucher-words.ts";

export interface ShownDifference {
  id: string;
  kind: DifferenceKind;
  details: DifferenceDetails;
  firstSeenAt: Date;
  voucher: {
    id: string;
    memberId: string;
    memberName: string | null;
    carrier: Carrier;
    code: string;
    points: number;
    /** What it was given for; null where points were spent. */
    occasion: string | null;
    reward: RewardParams;
  } | null;
}

export type Decision = { remedy: Remedy } | { note: string };

export interface VoucherDifferencesCardProps {
  differences: ShownDifference[];
  /** How many there are, also those that are not listed. */
  count: number;
  pointsName: PointsName;
  currency: string;
  timeZone: string;
  /** The one that is being settled now. */
  busyId: string | null;
  problem: { id: string; message: string } | null;
  onSettle: (id: string, decision: Decision) => void;
}

export function VoucherDifferencesCard(props: VoucherDifferencesCardProps) {
  const { differences, count, ...context } = props;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Differences
          </Text>
          <Text as="p" tone="subdued">
            Each was seen by two looks in a row. It leaves this list by itself once the next
            comparison finds it put right.
          </Text>
        </BlockStack>
        <ul className="regulars-rows">
          {differences.map((difference) => (
            <li key={difference.id}>
              <Difference difference={difference} {...context} />
            </li>
          ))}
        </ul>
        {count > differences.length && (
          <Text as="p" tone="subdued">
            {`The oldest ${differences.length} of ${count} are shown.`}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

type DifferenceProps = Omit<VoucherDifferencesCardProps, "differences" | "count"> & {
  difference: ShownDifference;
};

function Difference({ difference, ...context }: DifferenceProps) {
  const { kind, firstSeenAt, voucher } = difference;
  const { pointsName, timeZone } = context;
  const advice = adviceOf(difference);
  return (
    <BlockStack gap="200">
      <BlockStack gap="050">
        <InlineStack gap="200" align="start" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {voucher ? (
              <Link url={`/app/members/${voucher.memberId}`}>
                {voucher.memberName ?? "Member without a name"}
              </Link>
            ) : (
              "No member"
            )}
          </Text>
          <Badge tone="warning">{differenceTitles[kind]}</Badge>
        </InlineStack>
        {voucher && (
          <Text as="p" variant="bodySm" tone="subdued">
            <span className="regulars-code">{voucher.code}</span>
            {` · ${rewardInWords(voucher.reward)} ${priceInWords(voucher, pointsName)}`}
          </Text>
        )}
      </BlockStack>
      <Text as="p" breakWord>
        {reasonOf(difference, context)}
      </Text>
      {advice && <Text as="p">{advice}</Text>}
      <Text as="p" variant="bodySm" tone="subdued">
        {`Since ${formatDateTime(firstSeenAt, timeZone)}`}
      </Text>
      <Settling difference={difference} {...context} />
    </BlockStack>
  );
}

type Choice = Remedy | "note";

function Settling({ difference, busyId, problem, onSettle }: DifferenceProps) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const { id, kind, voucher } = difference;
  const points = voucher?.points ?? 0;
  const remedies = remediesOf(kind, voucher?.carrier ?? "discount");
  const name = voucher?.code ?? difference.details["code"] ?? "";
  const isBusy = busyId === id;
  const message = problem?.id === id ? problem.message : null;
  const toggle = (next: Choice) => setChoice(choice === next ? null : next);
  return (
    <BlockStack gap="200">
      <InlineStack gap="200">
        {remedies.map((remedy) => {
          const { label } = remedyInWords(remedy, points);
          return (
            <Button
              key={remedy}
              onClick={() => toggle(remedy)}
              ariaExpanded={choice === remedy}
              accessibilityLabel={`${label} ${name}`}
            >
              {label}
            </Button>
          );
        })}
        <Button
          onClick={() => toggle("note")}
          ariaExpanded={choice === "note"}
          accessibilityLabel={`Leave it as it is… ${name}`}
        >
          Leave it as it is…
        </Button>
      </InlineStack>
      {choice === "note" && (
        <NoteForm {...{ id, isBusy, message }} onNote={(note) => onSettle(id, { note })} />
      )}
      {choice !== null && choice !== "note" && (
        <Confirmation
          {...{ remedy: choice, points, isBusy, message }}
          onConfirm={() => onSettle(id, { remedy: choice })}
          onCancel={() => setChoice(null)}
        />
      )}
    </BlockStack>
  );
}

interface ConfirmationProps {
  remedy: Remedy;
  points: number;
  isBusy: boolean;
  message: string | null;
  onConfirm: () => void;
  onCancel: () => void;
}

function Confirmation(props: ConfirmationProps) {
  const { remedy, points, isBusy, message, onConfirm, onCancel } = props;
  const { promise, confirm } = remedyInWords(remedy, points);
  return (
    <BlockStack gap="200">
      <div>
        <Text as="p">{promise}</Text>
        <div role="alert">
          {message && (
            <Text as="p" tone="critical">
              {message}
            </Text>
          )}
        </div>
      </div>
      <InlineStack gap="200">
        <Button variant="primary" onClick={onConfirm} loading={isBusy}>
          {confirm}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </InlineStack>
    </BlockStack>
  );
}

interface NoteFormProps {
  id: string;
  isBusy: boolean;
  message: string | null;
  onNote: (note: string) => void;
}

function NoteForm({ id, isBusy, message, onNote }: NoteFormProps) {
  const [note, setNote] = useState("");
  return (
    <SubmitForm isSaving={isBusy} onSubmit={() => onNote(note)}>
      <TextField
        id={`note-${id}`}
        label="Why it stays as it is"
        value={note}
        onChange={setNote}
        autoComplete="off"
        maxLength={200}
        helpText="Kept in the log of what your staff did. The difference comes back when it changes."
        connectedRight={
          <Button submit variant="primary" loading={isBusy}>
            Leave it
          </Button>
        }
        {...(message && { error: message })}
      />
    </SubmitForm>
  );
}
