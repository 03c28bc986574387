// Every kind of side effect: what its payload holds, how long one attempt may take, how often it is
// tried.
import { z } from "zod";
import { MAX_BIRTH_DATES } from "../adapters/shopify/operations/birth-date.ts";
import { MAX_METAFIELDS } from "../adapters/shopify/operations/set-metafield.ts";
import { wayTriggers } from "../core/program/ways-to-earn-terms.ts";
import type { Deliver } from "./delivery.ts";

export interface KindPolicy<Payload = unknown> {
  readonly payload: z.ZodType<Payload>;
  readonly timeoutMs: number;
  readonly maxAttempts: number;
  /** The pause after the first failure; it doubles up to the longest. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

const SHOPIFY_CALL_TIMEOUT_MS = 15_000;
const MAIL_TIMEOUT_MS = 30_000;
/** For an order, which is read page by page, and for all that stands in Shopify for the tiers. */
const MANY_CALLS_TIMEOUT_MS = 60_000;
const FIRST_PAUSE_MS = 2_000;
const MINUTE_MS = 60_000;

/** About a day of outage is survived without a dead letter. */
const patient = {
  timeoutMs: SHOPIFY_CALL_TIMEOUT_MS,
  maxAttempts: 36,
  firstPauseMs: FIRST_PAUSE_MS,
  longestPauseMs: 60 * MINUTE_MS,
};

/** What is news today puzzles days later: about six hours, then the merchant decides. */
const mail = {
  ...patient,
  timeoutMs: MAIL_TIMEOUT_MS,
  maxAttempts: 16,
  longestPauseMs: 30 * MINUTE_MS,
};

const redemption = z.object({ redemptionId: z.uuid() });
const referral = z.object({ referralId: z.uuid() });
const moment = z.number().int();
const sweepSpan = z.object({ from: moment, until: moment, cursor: z.string().nullable() });

const soFar = z.number().int().nonnegative();
const comparison = z.object({
  startedAt: moment,
  endedSince: moment,
  stage: z.enum(["vouchers", "discounts"]),
  cursor: z.string().nullable(),
  looked: soFar,
  pages: soFar,
  openThere: soFar,
});

const waitingPlace = z.object({ releasesAt: moment, memberId: z.uuid(), lotId: z.uuid() });

const day = z.iso.date();
const expiryWarning = z.object({
  memberId: z.uuid(),
  night: day,
  cause: z.enum(["age", "inactivity"]),
  /** `endsOn` is the first day without them. */
  endings: z.array(z.object({ points: z.string().regex(/^\d+$/), endsOn: day })).min(1),
  /** The ends came closer with another tier: told beside what the night tells by the calendar. */
  hasMoved: z.boolean().optional(),
});

const askedAward = z.object({
  memberId: z.uuid(),
  trigger: z.enum(wayTriggers),
  event: z.string().optional(),
  occurrence: z.string().min(1),
  occurredAt: moment,
  about: z.string().optional(),
});

export const kinds = {
  issue_voucher: { ...patient, payload: redemption, longestPauseMs: 10 * MINUTE_MS },
  deactivate_voucher: { ...patient, payload: redemption },
  confirm_voucher_unused: { ...patient, payload: redemption },
  write_member_balance: { ...patient, payload: z.object({ memberId: z.uuid() }) },
  write_member_balances: {
    ...patient,
    payload: z.object({ memberIds: z.array(z.uuid()).max(MAX_METAFIELDS) }),
  },
  write_progress: {
    ...patient,
    payload: z.object({ tiersKey: z.string().min(1), after: z.uuid().optional() }),
  },
  write_program: { ...patient, payload: z.object({}) },
  write_tier_perks: {
    ...patient,
    payload: z.object({}),
    timeoutMs: MANY_CALLS_TIMEOUT_MS,
  },
  refetch_order: {
    ...patient,
    payload: z.object({ orderId: z.string().min(1) }),
    timeoutMs: MANY_CALLS_TIMEOUT_MS,
  },
  fetch_order_facts: {
    ...patient,
    payload: z.object({ orderId: z.string().min(1) }),
    timeoutMs: MANY_CALLS_TIMEOUT_MS,
  },
  sweep_orders: { ...patient, payload: z.object({ rest: sweepSpan.optional() }) },
  sweep_deliveries: { ...patient, payload: z.object({ after: waitingPlace.optional() }) },
  compare_vouchers: {
    ...patient,
    payload: z.object({ rest: comparison.optional(), again: z.boolean().optional() }),
  },
  make_voucher_anew: {
    ...patient,
    payload: redemption,
    timeoutMs: MANY_CALLS_TIMEOUT_MS,
  },
  find_voucher_orders: { ...patient, payload: redemption },
  switch_off_discount: { ...patient, payload: z.object({ shopifyGid: z.string().min(1) }) },
  follow_program: {
    ...patient,
    payload: z.union([
      z.object({ memberId: z.uuid(), activeFrom: moment }),
      z.object({ orderId: z.string().min(1), activeFrom: moment }),
    ]),
    maxAttempts: 8,
  },
  award_action: { ...patient, payload: askedAward },
  fetch_shop: { ...patient, payload: z.object({}) },
  issue_friend_voucher: { ...patient, payload: referral, longestPauseMs: 10 * MINUTE_MS },
  follow_referral: { ...patient, payload: referral },
  settle_told_event: { ...patient, payload: z.object({ eventId: z.uuid() }) },
  send_order_email: {
    ...mail,
    payload: z.object({ orderId: z.string().min(1), memberId: z.uuid() }),
  },
  send_expiry_warning: { ...mail, payload: expiryWarning },
  send_tier_notice: {
    ...mail,
    payload: z.object({ memberId: z.uuid(), night: day, tierId: z.string(), fallsOn: day }),
  },
  send_tier_invitation: {
    ...mail,
    payload: z.object({ memberId: z.uuid(), tierId: z.string(), invitedAt: moment }),
  },
  send_reward_mail: {
    ...mail,
    payload: z.object({ memberId: z.uuid(), night: day, issuedAt: moment }),
  },
  send_points_returned: {
    ...mail,
    payload: z.object({ memberId: z.uuid(), from: moment, until: moment }),
  },
  send_friend_voucher: { ...mail, payload: referral },
  sync_birth_date: { ...patient, payload: z.object({ memberId: z.uuid() }) },
  read_birth_dates: {
    ...patient,
    payload: z.object({ memberIds: z.array(z.uuid()).max(MAX_BIRTH_DATES) }),
  },
  offer_birthday: { ...patient, payload: z.object({ memberId: z.uuid(), birthday: day }) },
  send_birthday_mail: {
    ...mail,
    payload: z.object({ memberId: z.uuid(), year: z.string().regex(/^\d{4}$/) }),
  },
  send_tier_mail: { ...mail, payload: z.object({ memberId: z.uuid(), changeId: z.uuid() }) },
} as const satisfies Record<string, KindPolicy>;

export type Kind = keyof typeof kinds;

/** What the payload of a kind is, once checked. */
export type PayloadOf<K extends Kind> = z.infer<(typeof kinds)[K]["payload"]>;

/** One delivery for each kind, none missing and none unknown. */
export type Deliveries = { readonly [K in Kind]: Deliver<PayloadOf<K>> };
