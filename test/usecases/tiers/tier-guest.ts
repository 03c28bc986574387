// A member of a shop whose program has tiers of every kind, and what people do with them.
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { answerInvitation } from "../../../app/usecases/tiers/answer-invitation.ts";
import type { InvitationAnswer } from "../../../app/usecases/tiers/answer-invitation.ts";
import { inviteMember } from "../../../app/usecases/tiers/invite-member.ts";
import { returnTierToProgram } from "../../../app/usecases/tiers/return-tier-to-program.ts";
import { setMemberTier } from "../../../app/usecases/tiers/set-member-tier.ts";
import type { SetMemberTier } from "../../../app/usecases/tiers/set-member-tier.ts";
import type { TestDatabase } from "../../support/database.ts";
import { PLACED_AT, line, orderSeen } from "../../support/order-builder.ts";
import { createShop } from "../../support/shop.ts";
import type { TestShop } from "../../support/shop.ts";

export const actor = "merchant:42" as const;
export const NOW = PLACED_AT + DAY_MS;

export const tiers: ProgramDocumentInput["tiers"] = {
  list: [
    { id: "green", name: "Green", enter: { anyOf: [{ allOf: [] }] } },
    { id: "founder", name: "Founder", entry: "manual", entryPoints: "30" },
    { id: "vip", name: "VIP", entry: "invitation", entryPoints: "40" },
    {
      id: "gold",
      name: "Gold",
      enter: { anyOf: [{ allOf: [{ counter: "spend", atLeast: "10000" }] }] },
      entryPoints: "50",
    },
  ],
};

export interface Guest {
  shop: TestShop;
  memberId: string;
}

/** A member who earned 100 points. */
export async function guest(
  db: TestDatabase,
  program: Partial<ProgramDocumentInput> = { tiers },
): Promise<Guest> {
  const shop = await createShop(db, { program });
  await shop.receive(orderSeen({ lines: [line({ price: "50.00" })] }));
  const member = await shop.member();
  if (!member) throw new Error("The customer is no member");
  return { shop, memberId: member.id };
}

export function give({ shop, memberId }: Guest, changes: Partial<SetMemberTier> = {}) {
  const reason = " Helped us when we began ";
  const command = { tierId: "founder", through: null, reason, actor, now: NOW, ...changes };
  return setMemberTier({ shopId: shop.id, memberId, ...command });
}

export function take({ shop, memberId }: Guest, now = NOW + DAY_MS) {
  return returnTierToProgram({ shopId: shop.id, memberId, actor, now });
}

export function invite(
  { shop, memberId }: Guest,
  through: string | null = null,
  { tierId = "vip", now = NOW } = {},
) {
  return inviteMember({ shopId: shop.id, memberId, tierId, through, actor, now });
}

export function answer(
  { shop, memberId }: Guest,
  given: InvitationAnswer,
  { now = NOW + DAY_MS, invitedAt = NOW } = {},
) {
  const by = given === "withdrawn" ? actor : ("shopper" as const);
  const name = { shopId: shop.id, memberId, tierId: "vip", invitedAt };
  return answerInvitation({ ...name, answer: given, actor: by, now });
}

export async function auditOf({ shop }: Guest) {
  const events = await shop.rows<{ id: string; actor: string; action: string; details: object }>(
    "audit_event",
    "action like 'tier%'",
  );
  return events.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

export async function historyOf({ shop }: Guest) {
  const lines = await shop.rows<{ seq: number; to_tier: string; reason: string }>("tier_change");
  return lines
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ to_tier: tier, reason }) => `${tier} ${reason}`);
}
