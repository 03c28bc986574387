// Gifts for birthdays: what they are, for how long they can be had, and whose dates count.
import { BlockStack, Button, FormLayout, InlineStack, Text } from "@shopify/polaris";
import type { BirthdayGift, BirthdayTerms } from "../../core/program/birthday-terms.ts";
import { leavesChoice } from "../../core/rewards/decide-gift.ts";
import { rewardTitles } from "../describe-changes.ts";
import { AudienceFields } from "./audience-fields.tsx";
import { asKind, ChoiceAt, SelectAt, TextAt } from "./fields.tsx";
import { useField, useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";
import type { Typed } from "./typed-program.ts";
import { useProgramWords } from "./use-program-words.ts";

type TypedBirthday = Typed<BirthdayTerms>;

const firstTerms: TypedBirthday = {
  gift: { kind: "points", points: "250" },
  windowDays: "7",
  windowByTier: [],
  blackoutDays: "30",
  minimumAge: "16",
  audience: { tiers: "", customerTags: "", segmentIds: "", members: null },
};

const about =
  "Members enter their date of birth in the storefront panel, and their gift comes by itself, once " +
  "a year. The date stands on the customer’s page in Shopify, too.";

export function BirthdaySection() {
  const { typed, onChange } = useProgramForm();
  if (typed.birthday === null) {
    return (
      <SectionCard title="Birthdays" about={about}>
        <InlineStack>
          <Button onClick={() => onChange("birthday", { ...firstTerms })}>
            Give something for birthdays
          </Button>
        </InlineStack>
      </SectionCard>
    );
  }
  return (
    <>
      <GiftCard />
      <SectionCard title="For how long" about="From the birthday on, the day itself included.">
        <FormLayout>
          <TextAt
            path="birthday.windowDays"
            label="The gift can be had"
            holds="whole"
            suffix="days"
            helpText="1 for the day itself, 7 for a week, 30 for a month. A voucher ends with it."
          />
          <WindowFields />
        </FormLayout>
      </SectionCard>
      <SectionCard title="Which dates count">
        <FormLayout>
          <FormLayout.Group>
            <TextAt
              path="birthday.blackoutDays"
              label="A date counts after"
              holds="whole"
              suffix="days"
              helpText="From when it was entered or changed, so that nobody has a birthday tomorrow."
            />
            <TextAt
              path="birthday.minimumAge"
              label="Minimum age"
              holds="whole"
              suffix="years"
              placeholder="None"
              helpText="Who is younger cannot enter a date, and nothing of it is kept."
            />
          </FormLayout.Group>
        </FormLayout>
      </SectionCard>
      <SectionCard title="Who gets it">
        <AudienceFields path="birthday.audience" />
      </SectionCard>
      <SectionCard
        title="No more birthdays"
        about={
          "Saved without them, nobody is asked any more. Gifts that were offered can still be " +
          "had, and dates that were entered are kept."
        }
      >
        <InlineStack>
          <Button tone="critical" onClick={() => onChange("birthday", null)}>
            Remove birthdays
          </Button>
        </InlineStack>
      </SectionCard>
    </>
  );
}

const blankGifts: Readonly<Record<BirthdayGift["kind"], TypedBirthday["gift"]>> = {
  points: { kind: "points", points: "250" },
  reward: { kind: "reward", rewardId: "" },
  choice: { kind: "choice", points: "250", rewardId: "" },
};

function GiftCard() {
  const { typed } = useProgramForm();
  const { value, change } = useField("birthday.gift");
  const kind = typed.birthday?.gift.kind;
  const points = typed.pointsName.other || "points";
  return (
    <SectionCard title="Birthdays" about={about}>
      <FormLayout>
        <ChoiceAt
          path="birthday.gift.kind"
          title="The gift"
          options={[
            { value: "points", label: points },
            { value: "reward", label: "A reward of the program, without paying for it" },
            {
              value: "choice",
              label: "What the member chooses of both",
              helpText: `Who does not choose gets the ${points}.`,
            },
          ]}
          onChoose={(choice) => change(asKind(value, blankGifts[choice as BirthdayGift["kind"]]))}
        />
        <FormLayout.Group>
          {kind !== "reward" && (
            <TextAt path="birthday.gift.points" label="How many" holds="whole" suffix={points} />
          )}
          {kind !== "points" && <RewardField />}
        </FormLayout.Group>
      </FormLayout>
    </SectionCard>
  );
}

/** What a member would have to choose something of cannot be given to them. */
function RewardField() {
  const { typed, document } = useProgramForm();
  const words = useProgramWords();
  const titleOf = document && words && rewardTitles(document.rewards, words);
  const left = new Set(document?.rewards.filter(leavesChoice).map(({ id }) => id));
  const options = typed.rewards
    .filter(({ id, kind }) => !left.has(id) && kind !== "experience" && kind !== "early_access")
    .map(({ id, name }) => ({ value: id, label: name || (titleOf ? titleOf(id) : id) }));
  return (
    <SelectAt
      path="birthday.gift.rewardId"
      label="Reward"
      options={[{ value: "", label: "Choose a reward", disabled: true }, ...options]}
    />
  );
}

function WindowFields() {
  const { typed } = useProgramForm();
  const path = "birthday.windowByTier";
  const { value, change } = useField(path);
  const windows = (Array.isArray(value) ? value : []) as { tierId: string }[];
  const tiers = (typed.tiers?.list ?? []).map(({ id, name }) => ({ value: id, label: name || id }));
  const nameOf = (id: string) => tiers.find(({ value: tierId }) => tierId === id)?.label ?? id;
  const free = tiers.find((tier) => windows.every(({ tierId }) => tierId !== tier.value));
  if (tiers.length + windows.length === 0) return null;
  return (
    <div role="group" aria-label="For how long in some tiers">
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          For how long in some tiers
        </Text>
        {windows.length === 0 && (
          <Text as="p" tone="subdued">
            The same in every tier.
          </Text>
        )}
        {windows.map(({ tierId }, index) => (
          <div className="regulars-threshold" key={index}>
            <SelectAt path={`${path}.${index}.tierId`} label="In" options={tiers} />
            <TextAt path={`${path}.${index}.days`} label="Days" holds="whole" />
            <Button
              tone="critical"
              onClick={() => change(windows.toSpliced(index, 1))}
              accessibilityLabel={`Remove the days for ${nameOf(tierId)}`}
            >
              Remove
            </Button>
          </div>
        ))}
        {free !== undefined && (
          <InlineStack>
            <Button
              size="slim"
              onClick={() => change([...windows, { tierId: free.value, days: "30" }])}
            >
              Add a tier
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </div>
  );
}
