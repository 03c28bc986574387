// Campaigns need a calendar and a clock.
import { expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

const CAMPAIGN = {
  id: "spring",
  name: "Spring",
  startsAt: "2026-03-01T00:00",
  endsAt: "2026-04-01T00:00",
  effect: { kind: "multiplier", multiplier: "2" },
} as const;

test("campaigns on the clock of an unknown time zone are refused, whatever else is wrong", () => {
  const campaigns = [{ ...CAMPAIGN, endsAt: "2026-02-01T00:00" }];
  const shop = { currency: "EUR", timeZone: "Mars/Olympus_Mons" };
  expect(parseProgramDocument({ ...PROGRAM_INPUT, campaigns }, shop)).toEqual({
    outcome: "invalid",
    problems: [
      {
        path: "campaigns",
        message:
          "The store’s time zone Mars/Olympus_Mons is not known, so no campaign has its dates",
      },
      { path: "campaigns.0.endsAt", message: "The campaign ends before it starts" },
    ],
  });
});

test("without campaigns no clock is asked", () => {
  const shop = { currency: "EUR", timeZone: "Mars/Olympus_Mons" };
  expect(parseProgramDocument(PROGRAM_INPUT, shop)).toMatchObject({ outcome: "valid" });
});
