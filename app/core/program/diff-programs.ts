// What a program says otherwise than another one, setting by setting. Complete: whatever differs is
// told, so that a merchant is never surprised by what comes into force.
import type { BirthdayTerms } from "./birthday-terms.ts";
import type { Campaign } from "./campaign-terms.ts";
import type { ProgramDocument } from "./document.ts";
import type { EarningRule } from "./earning-terms.ts";
import {
  type ProductMultiplier,
  type TierExpiry,
  birthdayFields,
  campaignFields,
  productMultiplierFields,
  programFields,
  referralFields,
  rewardCampaignFields,
  rewardFields,
  ruleFields,
  tierExpiryFields,
  tierFields,
  tierTermsFields,
  wayFields,
} from "./program-fields.ts";
import type { ReferralTerms } from "./referral-terms.ts";
import type { RewardCampaign } from "./reward-campaign-terms.ts";
import type { Reward } from "./reward-terms.ts";
import type { Tier, TierTerms } from "./tier-terms.ts";
import type { WayToEarn } from "./ways-to-earn-terms.ts";

/** Settings by name, whatever they are settings of. */
type FieldTable = Readonly<Record<string, (subject: never) => unknown>>;
/** Settings of one kind of thing. */
type FieldsOf<Subject> = Readonly<Record<string, (subject: Subject) => unknown>>;

/** One setting, by its name in a table of settings. */
export type FieldChange<Fields extends FieldTable> = {
  readonly [Field in keyof Fields & string]: {
    readonly kind: "set";
    readonly field: Field;
    readonly before: ReturnType<Fields[Field]>;
    readonly after: ReturnType<Fields[Field]>;
  };
}[keyof Fields & string];

/** What became of the entries of a list, which keep their ids. */
export type ListChange<Item, Fields extends FieldTable> =
  | { readonly kind: "added"; readonly item: Item }
  | { readonly kind: "removed"; readonly item: Item }
  | {
      readonly kind: "changed";
      readonly before: Item;
      readonly after: Item;
      readonly changes: readonly FieldChange<Fields>[];
    }
  /** Entries that stay have changed places: which is the first, or the higher, is another one. */
  | { readonly kind: "reordered"; readonly items: readonly Item[] };

export type ProgramChange =
  | ({ readonly part: "program" } & FieldChange<typeof programFields>)
  | ({ readonly part: "productMultipliers" } & ListChange<
      ProductMultiplier,
      typeof productMultiplierFields
    >)
  | ({ readonly part: "rules" } & ListChange<EarningRule, typeof ruleFields>)
  | ({ readonly part: "campaigns" } & ListChange<Campaign, typeof campaignFields>)
  | ({ readonly part: "rewards" } & ListChange<Reward, typeof rewardFields>)
  | ({ readonly part: "rewardCampaigns" } & ListChange<RewardCampaign, typeof rewardCampaignFields>)
  | ({ readonly part: "waysToEarn" } & ListChange<WayToEarn, typeof wayFields>)
  | {
      readonly part: "birthdays";
      readonly kind: "started" | "ended";
      readonly terms: BirthdayTerms;
    }
  | ({ readonly part: "birthdayTerms" } & FieldChange<typeof birthdayFields>)
  | {
      readonly part: "referrals";
      readonly kind: "started" | "ended";
      readonly terms: ReferralTerms;
    }
  | ({ readonly part: "referralTerms" } & FieldChange<typeof referralFields>)
  | { readonly part: "tiers"; readonly kind: "started" | "ended"; readonly terms: TierTerms }
  | ({ readonly part: "tierTerms" } & FieldChange<typeof tierTermsFields>)
  | ({ readonly part: "tierList" } & ListChange<Tier, typeof tierFields>)
  | ({ readonly part: "tierExpiry" } & ListChange<TierExpiry, typeof tierExpiryFields>);

/**
 * Everything in which `after` differs from `before`, in the order in which a program is read. Empty
 * exactly where the two are the same. Both must be valid: ids are then unique in their lists.
 */
export function diffPrograms(before: ProgramDocument, after: ProgramDocument): ProgramChange[] {
  const [was, is] = [before.earning, after.earning];
  return [
    ...inPart("program", diffFields(programFields, before, after)),
    ...inPart(
      "productMultipliers",
      diffLists(productMultiplierFields, was.productMultipliers, is.productMultipliers, idOf),
    ),
    ...inPart("rules", diffLists(ruleFields, was.rules, is.rules, idOf)),
    ...inPart("campaigns", diffLists(campaignFields, before.campaigns, after.campaigns, idOf)),
    ...inPart("rewards", diffLists(rewardFields, before.rewards, after.rewards, idOf)),
    ...inPart(
      "rewardCampaigns",
      diffLists(rewardCampaignFields, before.rewardCampaigns, after.rewardCampaigns, idOf),
    ),
    ...inPart("waysToEarn", diffLists(wayFields, before.waysToEarn, after.waysToEarn, idOf)),
    ...diffBirthdays(before.birthday, after.birthday),
    ...diffReferrals(before.referral, after.referral),
    ...diffTiers(before.tiers, after.tiers),
    ...inPart(
      "tierExpiry",
      diffLists(
        tierExpiryFields,
        before.expiry.byTier,
        after.expiry.byTier,
        ({ tierId }) => tierId,
      ),
    ),
  ];
}

function diffTiers(before: TierTerms | null, after: TierTerms | null): ProgramChange[] {
  if (before === null) return after ? [{ part: "tiers", kind: "started", terms: after }] : [];
  if (after === null) return [{ part: "tiers", kind: "ended", terms: before }];
  return [
    ...inPart("tierTerms", diffFields(tierTermsFields, before, after)),
    ...inPart("tierList", diffLists(tierFields, before.list, after.list, idOf)),
  ];
}

function diffBirthdays(before: BirthdayTerms | null, after: BirthdayTerms | null): ProgramChange[] {
  if (before === null) return after ? [{ part: "birthdays", kind: "started", terms: after }] : [];
  if (after === null) return [{ part: "birthdays", kind: "ended", terms: before }];
  return inPart("birthdayTerms", diffFields(birthdayFields, before, after));
}

function diffReferrals(before: ReferralTerms | null, after: ReferralTerms | null): ProgramChange[] {
  if (before === null) return after ? [{ part: "referrals", kind: "started", terms: after }] : [];
  if (after === null) return [{ part: "referrals", kind: "ended", terms: before }];
  return inPart("referralTerms", diffFields(referralFields, before, after));
}

function inPart<Part extends string, Change extends object>(
  part: Part,
  changes: readonly Change[],
): ({ readonly part: Part } & Change)[] {
  return changes.map((change) => ({ part, ...change }));
}

function diffFields<Subject, Fields extends FieldTable>(
  fields: Fields & FieldsOf<Subject>,
  before: Subject,
  after: Subject,
): FieldChange<Fields>[] {
  return Object.entries(fields).flatMap(([field, read]) => {
    const [was, is] = [read(before), read(after)];
    // The table gives name and value together; that they belong together is lost on the way.
    return isSame(was, is)
      ? []
      : [{ kind: "set", field, before: was, after: is } as FieldChange<Fields>];
  });
}

function diffLists<Item, Fields extends FieldTable>(
  fields: Fields & FieldsOf<Item>,
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): ListChange<Item, Fields>[] {
  const earlier = new Map(before.map((item) => [keyOf(item), item]));
  const later = new Set(after.map(keyOf));
  const changes: ListChange<Item, Fields>[] = before
    .filter((item) => !later.has(keyOf(item)))
    .map((item) => ({ kind: "removed", item }));
  for (const item of after) {
    const old = earlier.get(keyOf(item));
    if (old === undefined) {
      changes.push({ kind: "added", item });
      continue;
    }
    const fieldChanges = diffFields(fields, old, item);
    if (fieldChanges.length === 0) continue;
    changes.push({ kind: "changed", before: old, after: item, changes: fieldChanges });
  }
  const staying = before.map(keyOf).filter((key) => later.has(key));
  const stayed = after.filter((item) => earlier.has(keyOf(item)));
  if (stayed.some((item, index) => keyOf(item) !== staying[index])) {
    changes.push({ kind: "reordered", items: after });
  }
  return changes;
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

/** Documents are plain values: text, numbers, lists and objects of them. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const [mine, theirs] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    mine.length === theirs.size &&
    mine.every(([key, value]) => theirs.has(key) && isSame(value, theirs.get(key)))
  );
}
