// Ways to earn: points for what members do beside orders, and for what comes round each year.
import { BlockStack, Checkbox, FormLayout, Text } from "@shopify/polaris";
import { wayTriggers } from "../../core/program/ways-to-earn-terms.ts";
import type {
  SocialNetwork,
  WayToEarn,
  WayTrigger,
} from "../../core/program/ways-to-earn-terms.ts";
import { networkNames, wayWords } from "../changes/way-sentences.ts";
import { AudienceFields } from "./audience-fields.tsx";
import { asKind, ProblemAt, SelectAt, TextAt } from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { useField, useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";
import type { Typed } from "./typed-program.ts";
import { useProgramWords } from "./use-program-words.ts";

type TypedWay = Typed<WayToEarn>;

const triggerNames: Readonly<Record<WayTrigger, string>> = {
  account: "Having an account",
  newsletter: "Agreeing to e-mails",
  sms: "Agreeing to text messages",
  anniversary: "Each anniversary of joining",
  social: "Opening your page on a network",
  review: "Writing a review",
  survey: "Answering the survey",
  check_in: "Checking in at an event",
  custom: "An event that another app sends",
};

/** What a merchant should know of each before they promise points for it. */
const triggerHelp: Readonly<Record<WayTrigger, string>> = {
  account:
    "Once. Shopify says so when an account is opened; members who have one already collect it in the panel.",
  newsletter:
    "Once, as soon as Shopify says that they are subscribed. Withdrawing takes nothing back.",
  sms: "Once, as soon as Shopify says that they are subscribed. Withdrawing takes nothing back.",
  anniversary: "Each year, in the night of the day on which they joined.",
  social: "Once for each network, for the click: no network says who follows whom.",
  review: "When a review app says so, by the app's address for integrations.",
  survey: "When they answer the question of the section Survey.",
  check_in: "When your staff check them in at an event.",
  custom: "When another app sends an event of this name, by the app's address for integrations.",
};

const networkOptions = Object.entries(networkNames).map(([value, label]) => ({ value, label }));
const triggerOptions = wayTriggers.map((value) => ({ value, label: triggerNames[value] }));

const common = (id: string) => ({
  id,
  name: "",
  points: "50",
  audience: { tiers: "", customerTags: "", segmentIds: "", members: null },
  pendingDays: "",
});

const repeatable = { limit: null, coolDownDays: "" } as const;

function blankWay(id: string, trigger: WayTrigger): TypedWay {
  switch (trigger) {
    case "social":
      return { ...common(id), trigger, network: "instagram" satisfies SocialNetwork, url: "" };
    case "custom":
      return { ...common(id), ...repeatable, trigger, event: "" };
    case "review":
    case "survey":
    case "check_in":
      return { ...common(id), ...repeatable, trigger };
    case "account":
    case "newsletter":
    case "sms":
    case "anniversary":
      return { ...common(id), trigger };
  }
}

export function WaysToEarnSection() {
  const { typed, document } = useProgramForm();
  const words = useProgramWords();
  return (
    <SectionCard
      title="Ways to earn"
      about={
        <>
          What earns beside orders. Each is given once for each time it happens, by the program that
          is in force then; nothing from before is rewarded.
        </>
      }
    >
      <FormLayout>
        <TextAt
          path="actionPointsPerYear"
          label="Most points of a member and year"
          holds="whole"
          placeholder="No limit"
          helpText="Of all ways to earn together. Orders, referrals and birthdays do not count."
        />
      </FormLayout>
      <ItemList
        path="waysToEarn"
        noun="way to earn"
        items={typed.waysToEarn.map(({ id, name }) => {
          const way = document?.waysToEarn.find((known) => known.id === id);
          return { id, title: name, summary: way && words ? wayWords(way, words) : null };
        })}
        isOrdered
        nothingYet="Only orders earn."
        blank={(id) => ({ ...blankWay(id, "newsletter") })}
        fields={(path) => <WayFields path={path} />}
      />
    </SectionCard>
  );
}

function WayFields({ path }: { path: string }) {
  const { value, change } = useField(path);
  const way = value as TypedWay;
  const { trigger } = way;
  function choose(choice: string): void {
    const chosen = choice as WayTrigger;
    const kept = asKind(value, { ...blankWay(way.id, chosen) });
    change({ ...(kept as object), trigger: chosen });
  }
  return (
    <BlockStack gap="400">
      <FormLayout>
        <SelectAt
          path={`${path}.trigger`}
          label="What is rewarded"
          options={triggerOptions}
          onChoose={choose}
        />
        <Text as="p" tone="subdued">
          {triggerHelp[trigger]}
        </Text>
        {trigger === "social" && (
          <FormLayout.Group>
            <SelectAt path={`${path}.network`} label="Network" options={networkOptions} />
            <TextAt path={`${path}.url`} label="Address of your page" placeholder="https://" />
          </FormLayout.Group>
        )}
        {trigger === "custom" && (
          <TextAt
            path={`${path}.event`}
            label="Name of the event"
            helpText="As the other app sends it, such as app-opened."
          />
        )}
        <FormLayout.Group>
          <TextAt path={`${path}.name`} label="Name" helpText="Members read it." />
          <TextAt path={`${path}.points`} label="Points" holds="whole" />
        </FormLayout.Group>
        <TextAt
          path={`${path}.pendingDays`}
          label="Days until they can be spent"
          holds="whole"
          placeholder="At once"
        />
      </FormLayout>
      {"coolDownDays" in way && <LimitFields path={path} />}
      <BlockStack gap="050">
        <Text as="h4" variant="headingSm">
          Who earns
        </Text>
        <Text as="p" tone="subdued">
          All that is given must be met. What is left empty asks nothing.
        </Text>
      </BlockStack>
      <AudienceFields path={`${path}.audience`} />
    </BlockStack>
  );
}

const periodOptions = [
  { value: "ever", label: "Ever" },
  { value: "year", label: "A calendar year" },
  { value: "month", label: "A calendar month" },
  { value: "day", label: "A day" },
];

function LimitFields({ path }: { path: string }) {
  const { value, change } = useField(`${path}.limit`);
  const isLimited = value !== null;
  return (
    <FormLayout>
      <Checkbox
        id={`${path}.limited`}
        label="Only so many times"
        checked={isLimited}
        onChange={(checked) => change(checked ? { times: "1", per: "month" } : null)}
      />
      {isLimited && (
        <FormLayout.Group>
          <TextAt path={`${path}.limit.times`} label="How many times" holds="whole" />
          <SelectAt path={`${path}.limit.per`} label="In which time" options={periodOptions} />
        </FormLayout.Group>
      )}
      <TextAt
        path={`${path}.coolDownDays`}
        label="Days until it earns again"
        holds="whole"
        placeholder="At once"
      />
      <ProblemAt path={`${path}.limit`} />
    </FormLayout>
  );
}
