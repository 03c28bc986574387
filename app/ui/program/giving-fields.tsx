// The terms of rewards that are no discount code.
import { FormLayout, Text } from "@shopify/polaris";
import type { RewardKind, VoucherReward } from "../../core/program/reward-terms.ts";
import { SelectAt, TextAt } from "./fields.tsx";
import { Picked } from "./product-fields.tsx";

interface GivingFieldsProps {
  path: string;
  kind: Exclude<RewardKind, VoucherReward["kind"]>;
}

export function GivingFields({ path, kind }: GivingFieldsProps) {
  switch (kind) {
    case "store_credit":
      return (
        <MoneyFields
          path={path}
          label="Credit"
          helpText="On the customer’s account in Shopify. It cannot be given back for points."
        />
      );
    case "gift_card":
      return <GiftCardFields path={path} />;
    case "donation":
      return <DonationFields path={path} />;
    case "experience":
      return <ExperienceFields path={path} />;
    case "exclusive_product":
      return <ExclusiveFields path={path} />;
    case "early_access":
      return <EarlyAccessFields path={path} />;
  }
}

interface MoneyFieldsProps {
  path: string;
  label: string;
  helpText: string;
}

function MoneyFields({ path, label, helpText }: MoneyFieldsProps) {
  return (
    <FormLayout.Group>
      <TextAt path={`${path}.amountMinor`} label={label} holds="amount" helpText={helpText} />
      <TextAt
        path={`${path}.expiresAfterDays`}
        label="Can be spent for"
        holds="whole"
        suffix="days"
        placeholder="As long as they like"
        helpText="Many countries say how long such money must be good at least."
      />
    </FormLayout.Group>
  );
}

const recipientOptions = [
  { value: "self", label: "The member" },
  { value: "friend", label: "A friend of theirs" },
  { value: "either", label: "Either, as the member chooses" },
];

function GiftCardFields({ path }: { path: string }) {
  return (
    <FormLayout>
      <MoneyFields
        path={path}
        label="Gift card of"
        helpText="Once it is made it is money: it cannot be given back for points."
      />
      <SelectAt path={`${path}.recipient`} label="Is for" options={recipientOptions} />
      <Text as="p" tone="subdued">
        For a friend, the member enters an e-mail address, and a name, a message and a day if they
        like. Shopify sends the card; the app forgets the friend as soon as the card is made.
      </Text>
    </FormLayout>
  );
}

function DonationFields({ path }: { path: string }) {
  return (
    <FormLayout.Group>
      <TextAt
        path={`${path}.amountMinor`}
        label="You give"
        holds="amount"
        helpText="The app counts what members asked for; the money is yours to give."
      />
      <TextAt
        path={`${path}.cause`}
        label="For"
        helpText="Members read it: a name, or what the money is for."
      />
    </FormLayout.Group>
  );
}

function ExperienceFields({ path }: { path: string }) {
  return (
    <FormLayout>
      <TextAt
        path={`${path}.place`}
        label="Takes place at"
        helpText="How many places there are is said below, as the number for all members together."
      />
      <FormLayout.Group>
        <TextAt
          path={`${path}.startsAt`}
          label="Begins"
          holds="moment"
          helpText="Nobody can redeem it after that."
        />
        <TextAt path={`${path}.endsAt`} label="Ends" holds="moment" />
      </FormLayout.Group>
    </FormLayout>
  );
}

/** A theme shows and hides what it is told to, and guards nothing. */
function NoProtection() {
  return (
    <Text as="p" tone="subdued">
      This is presentation, not protection: the theme block “Members only” shows what you write in
      it to these members alone. Who knows the address of a product can still open and buy it.
    </Text>
  );
}

function ExclusiveFields({ path }: { path: string }) {
  return (
    <FormLayout>
      <Picked path={`${path}.productIds`} kind="product" label="Products that they may see" />
      <TextAt
        path={`${path}.days`}
        label="For"
        holds="whole"
        suffix="days"
        placeholder="For good"
      />
      <NoProtection />
    </FormLayout>
  );
}

function EarlyAccessFields({ path }: { path: string }) {
  return (
    <FormLayout>
      <Picked path={`${path}.productIds`} kind="product" label="Products that they see early" />
      <Picked
        path={`${path}.collectionIds`}
        kind="collection"
        label="Collections that they see early"
      />
      <TextAt
        path={`${path}.until`}
        label="Until everybody sees them, on"
        holds="moment"
        helpText="Nobody can redeem it after that."
      />
      <NoProtection />
    </FormLayout>
  );
}
