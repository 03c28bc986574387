// All campaigns of a program's versions, and what a version to come would start again.
import { describe, expect, test } from "vitest";
import {
  type StagedVersion,
  droppings,
  listCampaigns,
  revivals,
} from "../../../app/core/campaigns/list-campaigns.ts";
import type { ProgramDocument } from "../../../app/core/program/document.ts";
import { campaign, terms, times } from "../../support/earning.ts";

let lastNumber = 0;

function staged(
  stage: StagedVersion["stage"],
  document: ProgramDocument,
  input: Partial<StagedVersion> = {},
): StagedVersion {
  lastNumber += 1;
  const number = lastNumber;
  return { id: `v${number}`, number, stage, startsAt: null, endsAt: null, document, ...input };
}

function told(versions: readonly StagedVersion[]): [string, string, boolean][] {
  return listCampaigns(versions).map(({ stage, campaign: { id }, isChange }) => [
    stage,
    id,
    isChange,
  ]);
}

const [spring, summer] = [campaign({ id: "spring" }), campaign({ id: "summer" })];

describe("campaigns of several versions", () => {
  test("stand once for all versions that say the same", () => {
    const document = terms({ campaigns: [spring] });
    const versions = [
      staged("in_force", document),
      staged("scheduled", document, { startsAt: "2026-03-05T00:00" }),
      staged("draft", document),
    ];
    expect(told(versions)).toEqual([["in_force", "spring", false]]);
  });

  test("stand again where a version to come says something else, or has more", () => {
    const versions = [
      staged("in_force", terms({ campaigns: [spring] })),
      staged("scheduled", terms({ campaigns: [spring, summer] })),
      staged("draft", terms({ campaigns: [{ ...spring, effect: times("3") }] })),
    ];
    expect(told(versions)).toEqual([
      ["in_force", "spring", false],
      ["scheduled", "summer", false],
      ["draft", "spring", true],
    ]);
  });

  test("are those of the past where they had begun under their version", () => {
    const versions = [
      staged("in_force", terms()),
      staged("former", terms({ campaigns: [spring] }), { endsAt: "2026-02-10T00:00" }),
      staged("former", terms({ campaigns: [summer] }), { endsAt: "2026-01-10T00:00" }),
    ];
    expect(told(versions)).toEqual([["former", "spring", false]]);
  });

  test("before the first version are those of drafts", () => {
    expect(told([staged("draft", terms({ campaigns: [spring] }))])).toEqual([
      ["draft", "spring", false],
    ]);
  });
});

describe("a campaign that a version to come has no more", () => {
  const starts = (startsAt: string, document: ProgramDocument) =>
    staged("scheduled", document, { startsAt });
  const both = terms({ campaigns: [spring, summer] });
  const dropped = (...scheduled: StagedVersion[]) =>
    droppings([staged("in_force", both), ...scheduled]).map(({ version }) => version.startsAt);

  test("is told of with the first version that lacks it", () => {
    const without = terms({ campaigns: [summer] });
    expect(dropped(starts("2026-03-05T00:00", both), starts("2026-03-09T00:00", without))).toEqual([
      "2026-03-09T00:00",
    ]);
  });

  test("is not told of where its time is over by then, or all versions have it", () => {
    expect(dropped(starts("2026-04-01T00:00", terms()))).toEqual([]);
    expect(dropped(starts("2026-03-05T00:00", both))).toEqual([]);
    expect(droppings([staged("draft", both)])).toEqual([]);
  });
});

describe("a campaign that was ended", () => {
  const NOW = "2026-03-10T12:00";
  const ended = terms({ campaigns: [{ ...spring, endsAt: NOW }] });
  const scheduled = (document: ProgramDocument) =>
    staged("scheduled", document, { startsAt: "2026-03-20T00:00" });
  const revived = (document: ProgramDocument, now = NOW) =>
    revivals(listCampaigns([staged("in_force", ended), scheduled(document)]), now);

  test("is told of where a scheduled version lets it run again", () => {
    expect(revived(terms({ campaigns: [spring] }))).toMatchObject([
      { name: "Campaign", endsAt: "2026-04-01T00:00" },
    ]);
  });

  test("is not told of where that version has it ended, too, or its time is over", () => {
    expect(revived(ended)).toEqual([]);
    expect(revived(terms({ campaigns: [spring] }), "2026-04-01T00:00")).toEqual([]);
  });
});
