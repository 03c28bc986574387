// What an invitation to a tier is worth.
import { expect, test } from "vitest";
import { evaluateInvitation } from "../../../app/core/tiers/evaluate-invitation.ts";
import { EVERYBODY, atLeast, tierTerms } from "../../support/tier-model.ts";

const terms = tierTerms({
  list: [
    { id: "base", name: "Base", enter: EVERYBODY },
    { id: "vip", name: "VIP", entry: "invitation" },
    { id: "gold", name: "Gold", enter: atLeast("spend", 500) },
    { id: "founder", name: "Founder", entry: "manual" },
  ],
});
const TODAY = "2026-03-01";

const offer = (tierId: string, through: string | null, heldTierId: string | null) =>
  evaluateInvitation(terms, { tierId, through }, { heldTierId, today: TODAY });

test.each([
  ["from everybody's tier", null, "base"],
  ["from no tier", null, null],
  ["from a tier that the program no longer has", null, "lead"],
  ["on its last day", TODAY, "base"],
])("it leads upwards %s", (_, through, held) => {
  expect(offer("vip", through, held)).toMatchObject({ outcome: "stands", tier: { name: "VIP" } });
});

test.each([
  ["not_by_invitation", "lead", null, "base"],
  ["not_by_invitation", "gold", null, "base"],
  ["not_by_invitation", "founder", null, "base"],
  ["day_is_past", "vip", "2026-02-28", "base"],
  ["already_in_tier", "vip", null, "vip"],
  ["already_higher", "vip", null, "gold"],
])("it is worth nothing: %s", (reason, tierId, through, held) => {
  expect(offer(tierId, through, held)).toEqual({ outcome: "worthless", reason });
});
