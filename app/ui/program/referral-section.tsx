// Referrals: what the member and the friend get, when, and what staff look at.
import { BlockStack, Button, FormLayout, InlineStack, Text } from "@shopify/polaris";
import { carrierOf } from "../../core/rewards/carrier.ts";
import type { ReferralTerms } from "../../core/program/referral-terms.ts";
import { rewardTitles } from "../describe-changes.ts";
import { AudienceFields } from "./audience-fields.tsx";
import { asKind, ChoiceAt, SelectAt, TextAt } from "./fields.tsx";
import { useField, useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";
import type { Typed } from "./typed-program.ts";
import { useProgramWords } from "./use-program-words.ts";

type TypedReferral = Typed<ReferralTerms>;

const firstTerms: TypedReferral = {
  memberReward: { kind: "points", points: "500" },
  friendVoucher: {
    discount: { kind: "percentage_off", percent: "10" },
    minimumSubtotalMinor: "",
    validityDays: "30",
    handOver: "email",
  },
  minimumOrderMinor: "",
  delayDays: "14",
  refundWindowDays: "",
  mostPerYear: "20",
  visitDays: "30",
  landingPath: "/",
  audience: { tiers: "", customerTags: "", segmentIds: "", members: null },
  householdSize: "4",
  claimsPerDay: "10",
};

export function ReferralSection() {
  const { typed, onChange } = useProgramForm();
  if (typed.referral === null) {
    return (
      <SectionCard
        title="Referrals"
        about={
          <>
            Members hand on a link of their own. A friend gets a voucher, and the member a reward
            once the friend has ordered.
          </>
        }
      >
        <InlineStack>
          <Button onClick={() => onChange("referral", { ...firstTerms })}>Start referrals</Button>
        </InlineStack>
      </SectionCard>
    );
  }
  return (
    <>
      <MemberCard />
      <FriendCard />
      <SectionCard
        title="Who can bring friends"
        about="Looked at when a friend asks for the voucher."
      >
        <AudienceFields path="referral.audience" />
      </SectionCard>
      <ChecksCard />
      <SectionCard
        title="No more referrals"
        about={
          <>
            Saved without them, links lead to no voucher any more. Friends who have one can use it,
            and members are still rewarded for them.
          </>
        }
      >
        <InlineStack>
          <Button tone="critical" onClick={() => onChange("referral", null)}>
            Remove referrals
          </Button>
        </InlineStack>
      </SectionCard>
    </>
  );
}

const blankRewards: Readonly<
  Record<ReferralTerms["memberReward"]["kind"], TypedReferral["memberReward"]>
> = {
  points: { kind: "points", points: "500" },
  voucher: { kind: "voucher", rewardId: "", validityDays: "90" },
};

function MemberCard() {
  const { typed } = useProgramForm();
  const { value, change } = useField("referral.memberReward");
  const kind = typed.referral?.memberReward.kind;
  const points = typed.pointsName.other || "points";
  return (
    <SectionCard title="What the member gets" about="For each friend whose first order qualifies.">
      <FormLayout>
        <ChoiceAt
          path="referral.memberReward.kind"
          title="The reward"
          options={[
            { value: "points", label: points },
            { value: "voucher", label: "A reward of the program, as a gift" },
          ]}
          onChoose={(choice) =>
            change(asKind(value, blankRewards[choice as keyof typeof blankRewards]))
          }
        />
        {kind === "voucher" ? (
          <GiftFields />
        ) : (
          <TextAt
            path="referral.memberReward.points"
            label="For each friend"
            holds="whole"
            suffix={points}
          />
        )}
        <FormLayout.Group>
          <TextAt
            path="referral.minimumOrderMinor"
            label="The friend’s first order must come to"
            holds="amount"
            placeholder="Any amount"
            helpText="Goods after discounts that the friend keeps."
          />
          <TextAt
            path="referral.delayDays"
            label="Wait after the friend has paid"
            holds="whole"
            suffix="days"
            helpText="What is refunded meanwhile is not rewarded. 0 for no wait."
          />
        </FormLayout.Group>
        <FormLayout.Group>
          <TextAt
            path="referral.refundWindowDays"
            label="A refund takes the reward back for"
            holds="whole"
            suffix="days"
            placeholder="Always"
            helpText="Counted from the friend’s order."
          />
          <TextAt
            path="referral.mostPerYear"
            label="At most, in a calendar year"
            holds="whole"
            suffix="friends"
            placeholder="Any number"
          />
        </FormLayout.Group>
      </FormLayout>
    </SectionCard>
  );
}

/** Only vouchers can be taken back when the friend's order is refunded. */
function GiftFields() {
  const { typed, document } = useProgramForm();
  const words = useProgramWords();
  const titleOf = document && words && rewardTitles(document.rewards, words);
  const options = typed.rewards
    .filter(({ kind }) => carrierOf(kind) === "discount" && kind !== "points_for_money")
    .map(({ id, name }) => ({ value: id, label: name || (titleOf ? titleOf(id) : id) }));
  return (
    <FormLayout.Group>
      <SelectAt
        path="referral.memberReward.rewardId"
        label="Reward"
        options={[{ value: "", label: "Choose a reward", disabled: true }, ...options]}
      />
      <TextAt
        path="referral.memberReward.validityDays"
        label="The gift works for"
        holds="whole"
        suffix="days"
      />
    </FormLayout.Group>
  );
}

type Discount = ReferralTerms["friendVoucher"]["discount"]["kind"];

const blankDiscounts: Readonly<Record<Discount, TypedReferral["friendVoucher"]["discount"]>> = {
  amount_off: { kind: "amount_off", amountMinor: "" },
  percentage_off: { kind: "percentage_off", percent: "10" },
  free_shipping: { kind: "free_shipping" },
};

function FriendCard() {
  const { typed } = useProgramForm();
  const path = "referral.friendVoucher";
  const { value, change } = useField(`${path}.discount`);
  const kind = typed.referral?.friendVoucher.discount.kind;
  return (
    <SectionCard
      title="What the friend gets"
      about="A discount code that works once, for the customer of the friend’s e-mail address alone."
    >
      <FormLayout>
        <ChoiceAt
          path={`${path}.discount.kind`}
          title="The voucher"
          options={[
            { value: "amount_off", label: "An amount off the order" },
            { value: "percentage_off", label: "A percentage off the order" },
            { value: "free_shipping", label: "Free shipping" },
          ]}
          onChoose={(choice) => change(asKind(value, blankDiscounts[choice as Discount]))}
        />
        {kind === "amount_off" && (
          <TextAt path={`${path}.discount.amountMinor`} label="Amount off" holds="amount" />
        )}
        {kind === "percentage_off" && (
          <TextAt
            path={`${path}.discount.percent`}
            label="Percentage off"
            holds="decimal"
            suffix="%"
          />
        )}
        <FormLayout.Group>
          <TextAt
            path={`${path}.minimumSubtotalMinor`}
            label="Least order"
            holds="amount"
            placeholder="Any amount"
          />
          <TextAt path={`${path}.validityDays`} label="Works for" holds="whole" suffix="days" />
        </FormLayout.Group>
        <ChoiceAt
          path={`${path}.handOver`}
          title="Where the friend gets the code"
          options={[
            { value: "email", label: "By e-mail, so that the address is proved to be theirs" },
            { value: "page", label: "On the page, at once" },
          ]}
        />
        <FormLayout.Group>
          <TextAt
            path="referral.landingPath"
            label="Page on which friends arrive"
            placeholder="/"
            helpText="Place the block “Friend’s offer” on it in the theme editor."
          />
          <TextAt
            path="referral.visitDays"
            label="After opening the link, friends can ask for it for"
            holds="whole"
            suffix="days"
          />
        </FormLayout.Group>
      </FormLayout>
    </SectionCard>
  );
}

function ChecksCard() {
  return (
    <SectionCard
      title="What your staff look at"
      about="The page Referrals lists what speaks against a friend. These two limits are yours to set."
    >
      <BlockStack gap="300">
        <FormLayout>
          <FormLayout.Group>
            <TextAt
              path="referral.householdSize"
              label="Friends from one internet connection"
              holds="whole"
              helpText="Families and flats share one. What is more is looked at."
            />
            <TextAt
              path="referral.claimsPerDay"
              label="Friends of one member within a day"
              holds="whole"
              helpText="What is more is looked at."
            />
          </FormLayout.Group>
        </FormLayout>
        <Text as="p" tone="subdued">
          Friends who are the member, or bought before, are refused in any case. You can decide
          otherwise, and change your mind.
        </Text>
      </BlockStack>
    </SectionCard>
  );
}
