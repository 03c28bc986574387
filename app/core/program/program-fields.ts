// Every setting of a program by name, so that two programs can be compared setting by setting. What
// only makes sense together is one setting.
import type { Campaign } from "./campaign-terms.ts";
import type { Conditions } from "./conditions.ts";
import type { AudienceTerms } from "./audience-terms.ts";
import type { BirthdayTerms } from "./birthday-terms.ts";
import type { ProgramDocument } from "./document.ts";
import type { EarningRule, EarningTerms } from "./earning-terms.ts";
import type { ExpiryTerms } from "./expiry-terms.ts";
import type { ReferralTerms } from "./referral-terms.ts";
import type { RewardCampaign } from "./reward-campaign-terms.ts";
import { type Reward, worthOf } from "./reward-terms.ts";
import type { Tier, TierTerms } from "./tier-terms.ts";
import { type WayToEarn, actionTerms } from "./ways-to-earn-terms.ts";

type FieldsOf<Subject> = Readonly<Record<string, (subject: Subject) => unknown>>;

/** What is neither a list nor a part of the tiers, which a program need not have. */
export const programFields = {
  pointsName: (program) => program.pointsName,
  pointsPerUnit: ({ earning }) => earning.pointsPerUnit,
  taxIncluded: ({ earning }) => earning.taxIncluded,
  shippingIncluded: ({ earning }) => earning.shippingIncluded,
  giftCardsIncluded: ({ earning }) => earning.giftCardsIncluded,
  discountsDeducted: ({ earning }) => earning.discountsDeducted,
  vouchersDeducted: ({ earning }) => earning.vouchersDeducted,
  giftCardPaymentsIncluded: ({ earning }) => earning.giftCardPaymentsIncluded,
  storeCreditPaymentsIncluded: ({ earning }) => earning.storeCreditPaymentsIncluded,
  minimumOrderMinor: ({ earning }) => earning.minimumOrderMinor,
  perOrderCap: ({ earning }) => earning.perOrderCap,
  perDayCap: ({ earning }) => earning.perDayCap,
  perYearCap: ({ earning }) => earning.perYearCap,
  programBudget: ({ earning }) => earning.programBudget,
  excludedProducts: ({ earning }) => earning.excludedProducts,
  stacking: ({ earning }) => earning.stacking,
  rounding: (program) => program.rounding,
  pending: (program) => program.pending,
  expiryPolicy: ({ expiry }) => expiry.policy,
  expiryAppliesTo: ({ expiry }) => expiry.appliesTo,
  expiryWarningDays: ({ expiry }) => expiry.warningDays,
  survey: (program) => program.survey,
  activityNotice: (program) => program.activityNotice,
  actionPointsPerYear: (program) => program.actionPointsPerYear,
  codePrefix: (program) => program.codePrefix,
  shortfallPolicy: (program) => program.shortfallPolicy,
  returnSpentPoints: (program) => program.returnSpentPoints,
  storeCreditRefunds: (program) => program.storeCreditRefunds,
  orderEarnedEmail: ({ emails }) => emails.orderEarned,
  expiryWarningEmail: ({ emails }) => emails.expiryWarning,
  tierChangedEmail: ({ emails }) => emails.tierChanged,
  tierNoticeEmail: ({ emails }) => emails.tierNotice,
  tierInvitationEmail: ({ emails }) => emails.tierInvitation,
  rewardIssuedEmail: ({ emails }) => emails.rewardIssued,
  birthdayEmail: ({ emails }) => emails.birthday,
  pointsReturnedEmail: ({ emails }) => emails.pointsReturned,
  texts: ({ texts }) => texts,
} as const satisfies FieldsOf<ProgramDocument>;

export const birthdayFields = {
  gift: (terms) => terms.gift,
  window: ({ windowDays, windowByTier }) => ({ windowDays, windowByTier }),
  blackoutDays: (terms) => terms.blackoutDays,
  minimumAge: (terms) => terms.minimumAge,
  audience: (terms) => terms.audience,
} as const satisfies FieldsOf<BirthdayTerms>;

export const referralFields = {
  memberReward: (terms) => terms.memberReward,
  friendDiscount: ({ friendVoucher }) => friendVoucher.discount,
  friendMinimumMinor: ({ friendVoucher }) => friendVoucher.minimumSubtotalMinor,
  friendValidityDays: ({ friendVoucher }) => friendVoucher.validityDays,
  friendHandOver: ({ friendVoucher }) => friendVoucher.handOver,
  minimumOrderMinor: (terms) => terms.minimumOrderMinor,
  delayDays: (terms) => terms.delayDays,
  refundWindowDays: (terms) => terms.refundWindowDays,
  mostPerYear: (terms) => terms.mostPerYear,
  visitDays: (terms) => terms.visitDays,
  landingPath: (terms) => terms.landingPath,
  audience: (terms) => terms.audience,
  householdSize: (terms) => terms.householdSize,
  claimsPerDay: (terms) => terms.claimsPerDay,
} as const satisfies FieldsOf<ReferralTerms>;

export const tierTermsFields = {
  window: (terms) => terms.window,
  qualifyingPoints: (terms) => terms.qualifyingPoints,
  validity: (terms) => terms.validity,
  downgrade: (terms) => terms.downgrade,
  graceDays: (terms) => terms.graceDays,
  noticeDays: (terms) => terms.noticeDays,
  crossingOrderEarnsNewRate: (terms) => terms.crossingOrderEarnsNewRate,
} as const satisfies FieldsOf<TierTerms>;

/** What asks something of an order, as rules and campaigns do. */
interface Conditional {
  readonly conditions: Conditions;
}

const conditionFields = {
  products: ({ conditions }) => conditions.products,
  excludedProducts: ({ conditions }) => conditions.excludedProducts,
  channels: ({ conditions }) => conditions.channels,
  tiers: ({ conditions }) => conditions.tiers,
  customerTags: ({ conditions }) => conditions.customerTags,
  segmentIds: ({ conditions }) => conditions.segmentIds,
  members: ({ conditions }) => conditions.members,
  minimumOrderMinor: ({ conditions }) => conditions.minimumOrderMinor,
} as const satisfies FieldsOf<Conditional>;

export const ruleFields = {
  name: (rule) => rule.name,
  addedOn: (rule) => rule.addedOn,
  effect: (rule) => rule.effect,
  ...conditionFields,
} as const satisfies FieldsOf<EarningRule>;

export const campaignFields = {
  name: (campaign) => campaign.name,
  startsAt: (campaign) => campaign.startsAt,
  endsAt: (campaign) => campaign.endsAt,
  weekdays: (campaign) => campaign.weekdays,
  hours: (campaign) => campaign.hours,
  effect: (campaign) => campaign.effect,
  ...conditionFields,
  optIn: (campaign) => campaign.optIn,
  budget: (campaign) => campaign.budget,
  perMemberLimit: (campaign) => campaign.perMemberLimit,
} as const satisfies FieldsOf<Campaign>;

export type ProductMultiplier = EarningTerms["productMultipliers"][number];

export const productMultiplierFields = {
  products: (entry) => entry.products,
  multiplier: (entry) => entry.multiplier,
} as const satisfies FieldsOf<ProductMultiplier>;

export const rewardFields = {
  name: (reward) => reward.name,
  description: (reward) => reward.description,
  worth: (reward) => worthOf(reward),
  minimumSubtotalMinor: (reward) =>
    "minimumSubtotalMinor" in reward ? reward.minimumSubtotalMinor : null,
  minimumQuantity: (reward) => ("minimumQuantity" in reward ? reward.minimumQuantity : null),
  validityDays: (reward) => ("validityDays" in reward ? reward.validityDays : null),
  items: (reward) => ("items" in reward ? reward.items : null),
  purchases: (reward) => ("purchases" in reward ? reward.purchases : null),
  combinesWith: (reward) => ("combinesWith" in reward ? reward.combinesWith : null),
  stock: (reward) => reward.stock,
  drops: (reward) => reward.drops,
  limits: (reward) => reward.limits,
  audience: (reward) => reward.audience,
  tierPrices: (reward) => reward.tierPrices,
  autoIssue: (reward) => reward.autoIssue,
} as const satisfies FieldsOf<Reward>;

export const rewardCampaignFields = {
  name: (campaign) => campaign.name,
  startsAt: (campaign) => campaign.startsAt,
  endsAt: (campaign) => campaign.endsAt,
  weekdays: (campaign) => campaign.weekdays,
  hours: (campaign) => campaign.hours,
  rewardIds: (campaign) => campaign.rewardIds,
  percentOff: (campaign) => campaign.percentOff,
} as const satisfies FieldsOf<RewardCampaign>;

/** Whom a rule is for, whatever it gives. */
interface Meant {
  readonly audience: AudienceTerms;
}

const audienceFields = {
  tiers: ({ audience }) => audience.tiers,
  customerTags: ({ audience }) => audience.customerTags,
  segmentIds: ({ audience }) => audience.segmentIds,
  members: ({ audience }) => audience.members,
} as const satisfies FieldsOf<Meant>;

export const wayFields = {
  name: (way) => way.name,
  /** What is to be done; where, and how it is called, belongs to it. */
  action: (way) => actionTerms(way),
  points: (way) => way.points,
  ...audienceFields,
  limit: (way) => ("limit" in way ? way.limit : null),
  coolDownDays: (way) => ("coolDownDays" in way ? way.coolDownDays : 0),
  pendingDays: (way) => way.pendingDays,
} as const satisfies FieldsOf<WayToEarn>;

export const tierFields = {
  name: (tier) => tier.name,
  entry: (tier) => tier.entry,
  enter: (tier) => tier.enter,
  keep: (tier) => tier.keep,
  earnMultiplier: (tier) => tier.earnMultiplier,
  entryPoints: (tier) => tier.entryPoints,
  benefits: (tier) => tier.benefits,
  perks: (tier) => tier.perks,
} as const satisfies FieldsOf<Tier>;

export type TierExpiry = ExpiryTerms["byTier"][number];

export const tierExpiryFields = {
  policy: (entry) => entry.policy,
} as const satisfies FieldsOf<TierExpiry>;
