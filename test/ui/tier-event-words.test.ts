// What happened to a member's tier, as staff read it.
import { describe, expect, test } from "vitest";
import { tierReasons } from "../../app/core/tiers/standing.ts";
import { tierEventInWords } from "../../app/ui/tier-event-words.ts";
import type { TierEventView } from "../../app/ui/tier-event-words.ts";

const names = { silver: "Silver", gold: "Gold" };
const told = (event: TierEventView) => tierEventInWords(event, names);
type Moved = Extract<TierEventView, { kind: "moved" }>;
const moved = (changes: Partial<Moved>) =>
  told({ kind: "moved", reason: "earned", fromTierId: null, toTierId: "gold", ...changes });
const acted = (action: string, through: string | null = null, words: string | null = null) =>
  told({ kind: "acted", action, tierId: "gold", through, words });

describe("a move of the program", () => {
  test.each([
    ["Reached Gold", {}],
    ["Gold was renewed", { fromTierId: "gold" }],
    ["Fell from Gold to Silver", { reason: "fell", fromTierId: "gold", toTierId: "silver" }],
    ["Fell from Gold to no tier", { reason: "fell", fromTierId: "gold", toTierId: null }],
    ["Reached lead", { toTierId: "lead" }],
    ["Gold, from a merged customer", { reason: "merged" }],
    ["Gold, because the program changed", { reason: "program_changed" }],
  ] as const)("reads: %s", (sentence, changes) => {
    expect(moved(changes)).toBe(sentence);
  });

  test.each(tierReasons)("has words for %s", (reason) => {
    expect(moved({ reason })).toContain("Gold");
  });
});

describe("an act of a person", () => {
  test.each([
    ["Given Gold by hand: A friend", acted("tier_set", null, "A friend")],
    ["Given Gold by hand, until Jun 30, 2026", acted("tier_set", "2026-06-30")],
    ["Gold was taken back; the program decides again", acted("tier_returned_to_program")],
    ["Invited to Gold, until Jun 30, 2026", acted("tier_invitation_sent", "2026-06-30")],
    ["The invitation to Gold was accepted", acted("tier_invitation_accepted")],
    ["The invitation to Gold was declined", acted("tier_invitation_declined")],
    ["The invitation to Gold was withdrawn", acted("tier_invitation_withdrawn")],
    ["Something was done about Gold", acted("tier_painted")],
  ])("reads: %s", (sentence, words) => {
    expect(words).toBe(sentence);
  });
});
