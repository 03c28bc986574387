// The member's tier: since when, until when, what is missing to the next one, and another one by
// hand.
import {
  Badge,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  FormLayout,
  InlineStack,
  List,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import type { Counter } from "../core/program/tier-terms.ts";
import { formatDate, formatLastDay, formatMinor, plural } from "./format.ts";
import { SubmitForm } from "./submit-form.tsx";

export interface MemberTierView {
  held: {
    id: string;
    name: string;
    since: Date | null;
    until: Date | null;
    reason: string | null;
  } | null;
  tiers: { id: string; name: string }[];
  next: { name: string; ways: { counter: Counter; missing: bigint }[][] } | null;
}

export interface TierValues {
  tierId: string;
  /** The last day, as year-month-day; empty for no end. */
  through: string;
  reason: string;
}

export type TierProblems = Partial<Record<keyof TierValues, string>>;

export interface MemberTierCardProps {
  tier: MemberTierView;
  currency: string;
  timeZone: string;
  /** What is typed; null while the form is closed. */
  values: TierValues | null;
  problems: TierProblems;
  isSaving: boolean;
  onChange: (values: TierValues | null) => void;
  onSubmit: () => void;
  /** The program decides again about a tier that was given by hand. */
  onReturn: () => void;
}

export function MemberTierCard(props: MemberTierCardProps) {
  const { tier, timeZone, currency, values, isSaving } = props;
  const { held, next, tiers } = tier;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Tier
          </Text>
          {held ? <Badge tone="info">{held.name}</Badge> : <Badge>None</Badge>}
        </InlineStack>
        {held && <Text as="p">{heldWords(held, timeZone)}</Text>}
        {next && <Next next={next} currency={currency} />}
        {values ? (
          <TierForm {...props} values={values} />
        ) : (
          <ButtonGroup>
            <Button
              onClick={() =>
                props.onChange({ tierId: held?.id ?? tiers[0]?.id ?? "", through: "", reason: "" })
              }
            >
              Change tier…
            </Button>
            {isByHand(held?.reason) && (
              <Button onClick={props.onReturn} loading={isSaving}>
                Let the program decide again
              </Button>
            )}
          </ButtonGroup>
        )}
      </BlockStack>
    </Card>
  );
}

const reasonWords: Readonly<Record<string, string>> = {
  manual: ", given by hand",
  invitation: ", by invitation",
  merged: ", from a merged customer",
};

function heldWords(held: NonNullable<MemberTierView["held"]>, timeZone: string): string {
  const since = held.since ? `Since ${formatDate(held.since, timeZone)}` : "Held";
  return `${since}${reasonWords[held.reason ?? ""] ?? ""}${keptWords(held, timeZone)}.`;
}

function keptWords({ until, reason }: NonNullable<MemberTierView["held"]>, timeZone: string) {
  if (!until) return "";
  const lastDay = formatLastDay(until, timeZone);
  return isByHand(reason) ? `; through ${lastDay}` : `; kept through ${lastDay} at least`;
}

function isByHand(reason: string | null | undefined): boolean {
  return reason === "manual" || reason === "invitation";
}

function Next({ next, currency }: { next: NonNullable<MemberTierView["next"]>; currency: string }) {
  const ways = next.ways.map((way) => way.map((one) => missingWords(one, currency)).join(" and "));
  if (ways.length === 1) return <Text as="p">{`${next.name} needs ${ways[0]}.`}</Text>;
  return (
    <BlockStack gap="100">
      <Text as="p">{`${next.name} needs one of these:`}</Text>
      <List>
        {ways.map((way) => (
          <List.Item key={way}>{way}</List.Item>
        ))}
      </List>
    </BlockStack>
  );
}

const things: Readonly<Record<Exclude<Counter, "spend">, [string, string]>> = {
  points: ["more point earned", "more points earned"],
  orders: ["more order", "more orders"],
  items: ["more item", "more items"],
  nights: ["more night", "more nights"],
  visits: ["more visit", "more visits"],
  referrals: ["more referral", "more referrals"],
  events: ["more event", "more events"],
  balance: ["more point to spend", "more points to spend"],
};

function missingWords(
  { counter, missing }: { counter: Counter; missing: bigint },
  currency: string,
): string {
  if (counter === "spend") return `${formatMinor(Number(missing), currency)} more spent`;
  return plural(Number(missing), ...things[counter]);
}

function TierForm(props: MemberTierCardProps & { values: TierValues }) {
  const { tier, values, problems, isSaving, onChange, onSubmit } = props;
  return (
    <SubmitForm {...{ isSaving, onSubmit }}>
      <FormLayout>
        <Select
          id="tier-id"
          label="New tier"
          options={tier.tiers.map(({ id, name }) => ({ value: id, label: name }))}
          value={values.tierId}
          onChange={(tierId) => onChange({ ...values, tierId })}
          {...(problems.tierId && { error: problems.tierId })}
        />
        <TextField
          id="tier-through"
          label="Last day"
          type="date"
          value={values.through}
          onChange={(through) => onChange({ ...values, through })}
          autoComplete="off"
          helpText="Empty for no end."
          {...(problems.through && { error: problems.through })}
        />
        <TextField
          id="tier-reason"
          label="Reason"
          value={values.reason}
          onChange={(reason) => onChange({ ...values, reason })}
          autoComplete="off"
          multiline={2}
          maxLength={200}
          helpText="For your staff; the member does not read it."
          {...(problems.reason && { error: problems.reason })}
        />
        <Text as="p" tone="subdued">
          The next order that reaches a higher tier lifts the member again.
        </Text>
        <ButtonGroup>
          <Button submit variant="primary" loading={isSaving}>
            Change tier
          </Button>
          <Button onClick={() => onChange(null)}>Back</Button>
        </ButtonGroup>
      </FormLayout>
    </SubmitForm>
  );
}
