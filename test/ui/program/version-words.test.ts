// What the admin says about versions of the program, and about places in its form.
import { describe, expect, it } from "vitest";
import { describePlace } from "../../../app/ui/program/describe-place.ts";
import { sectionIds, sectionOf } from "../../../app/ui/program/sections.ts";
import { withValueAt } from "../../../app/ui/program/typed-paths.ts";
import { typeProgram } from "../../../app/ui/program/typed-program.ts";
import {
  authorWords,
  periodWords,
  type VersionSummary,
  versionTitle,
} from "../../../app/ui/program/version-words.ts";
import { FULL_PROGRAM } from "../../support/full-programs.ts";

const version = (changes: Partial<VersionSummary> = {}): VersionSummary => ({
  id: "018f0000-0000-7000-8000-000000000001",
  number: 4,
  name: null,
  notes: null,
  status: "active",
  revision: 0,
  activeFrom: new Date("2026-03-01T08:00:00Z"),
  activeUntil: null,
  restoresNumber: null,
  createdAt: new Date("2026-02-01T08:00:00Z"),
  createdBy: "merchant:12345",
  updatedAt: null,
  ...changes,
});
const period = (changes: Partial<VersionSummary>) =>
  periodWords(version(changes), "Europe/Berlin").replaceAll("\u202f", " ");

describe("a version in words", () => {
  it("is called by its number and its name", () => {
    expect(versionTitle(version())).toBe("Version 4");
    expect(versionTitle(version({ name: "Summer" }))).toBe("Version 4: Summer");
    expect(versionTitle(version({ restoresNumber: 2 }))).toBe("Version 4: version 2 again");
  });

  it("says when it counts on the store's clock", () => {
    const activeUntil = new Date("2026-04-01T07:00:00Z");
    expect(period({})).toBe("Since Mar 1, 2026, 9:00 AM");
    expect(period({ activeUntil })).toBe("Since Mar 1, 2026, 9:00 AM, until Apr 1, 2026, 9:00 AM");
    expect(period({ status: "scheduled" })).toBe("From Mar 1, 2026, 9:00 AM");
    expect(period({ status: "retired", activeUntil })).toBe(
      "Mar 1, 2026, 9:00 AM until Apr 1, 2026, 9:00 AM",
    );
    expect(period({ status: "draft", activeFrom: null })).toBe("Not in force");
  });

  it("says who made it", () => {
    expect(authorWords(version(), "UTC")).toMatch(/^Made by your staff on Feb 1, 2026/);
    expect(authorWords(version({ createdBy: "system" }), "UTC")).toMatch(/^Made automatically/);
    const updatedAt = new Date("2026-02-02T08:00:00Z");
    expect(authorWords(version({ status: "draft", updatedAt }), "UTC")).toMatch(/edited Feb 2/);
  });
});

describe("a place in the program's form", () => {
  const typed = typeProgram(FULL_PROGRAM, "EUR");

  it("is named by its section, and by the thing that it is about", () => {
    expect(describePlace(typed, "earning.pointsPerUnit")).toBe("Basics");
    expect(describePlace(typed, "earning.rules.0.conditions.tiers.0")).toBe(
      "Earning rules, Coffee days",
    );
    const unnamed = withValueAt(typed, "tiers.list.1.name", " ");
    expect(describePlace(unnamed, "tiers.list.1.name")).toBe("Tiers, number 2");
  });

  it("lies in one of the sections, whatever the document grows by", () => {
    for (const path of ["", "somethingNew.1", "earning.rulesOfTomorrow", "tiers.list.0"]) {
      expect(sectionIds).toContain(sectionOf(path));
    }
    expect(sectionOf("earning.rulesOfTomorrow")).toBe("basics");
  });
});
