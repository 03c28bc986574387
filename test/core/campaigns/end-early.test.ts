// Ending a campaign before its time: what it has been stays, and nothing else changes.
import { describe, expect, test } from "vitest";
import { endEarly } from "../../../app/core/campaigns/end-early.ts";
import { checkDocument } from "../../../app/core/program/check-document.ts";
import { diffPrograms } from "../../../app/core/program/diff-programs.ts";
import { campaign, terms } from "../../support/earning.ts";

const price = {
  id: "summer",
  name: "Summer",
  startsAt: "2026-03-01T00:00",
  endsAt: "2026-04-01T00:00",
  percentOff: 20,
};
const document = terms({
  campaigns: [campaign(), campaign({ id: "later", startsAt: "2026-03-20T00:00" })],
  rewardCampaigns: [price],
});
const earning = { kind: "earning", id: "campaign" } as const;
const NOW = "2026-03-10T14:30";

describe("a campaign that has run", () => {
  test("ends with the minute before now, and all else stays as it was", () => {
    const ended = endEarly(document, earning, NOW);
    if (ended.outcome !== "ended") throw new Error(ended.outcome);
    expect(ended.endsAt).toBe(NOW);
    const changes = diffPrograms(document, ended.document);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      part: "campaigns",
      changes: [{ field: "endsAt", after: NOW }],
    });
    expect(checkDocument(ended.document, null)).toEqual([]);
  });

  test("of prices ends alike", () => {
    const ended = endEarly(document, { kind: "price", id: "summer" }, NOW);
    if (ended.outcome !== "ended") throw new Error(ended.outcome);
    expect(ended.document.rewardCampaigns[0]?.endsAt).toBe(NOW);
  });
});

describe("a campaign that has not run for a minute", () => {
  test.each([
    ["as it is yet to start", { id: "later" }, NOW],
    ["as it starts this very minute", { id: "campaign" }, "2026-02-01T00:00"],
  ])("is taken out of the program %s", (_why, { id }, now) => {
    const removed = endEarly(document, { kind: "earning", id }, now);
    if (removed.outcome !== "removed") throw new Error(removed.outcome);
    expect(removed.document.campaigns.map((one) => one.id)).not.toContain(id);
    expect(removed.document.campaigns).toHaveLength(1);
  });

  test("is taken out as none of its weekdays has come, so that the program stays valid", () => {
    const saturdays = terms({
      campaigns: [campaign({ startsAt: "2026-03-09T00:00", weekdays: [6] })],
    });
    const removed = endEarly(saturdays, earning, NOW);
    if (removed.outcome !== "removed") throw new Error(removed.outcome);
    expect(checkDocument(removed.document, null)).toEqual([]);
  });
});

test("a campaign that is over, or that nobody knows, is left alone", () => {
  expect(endEarly(document, earning, "2026-04-01T00:00").outcome).toBe("over");
  expect(endEarly(document, { kind: "price", id: "campaign" }, NOW).outcome).toBe("not_found");
  expect(endEarly(document, { kind: "earning", id: "gone" }, NOW).outcome).toBe("not_found");
});
