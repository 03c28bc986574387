// A comparison of programs leaves nothing out and makes nothing up.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffPrograms } from "../../../app/core/program/diff-programs.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import type { ProgramDocument } from "../../../app/core/program/document.ts";
import { FULL_PROGRAM, OTHER_PROGRAM } from "../../support/full-programs.ts";
import { PROGRAM_INPUT, program } from "../../support/order-builder.ts";

type Path = readonly (string | number)[];

/** Every text, number, switch and empty place of a document; lists count as places, too. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inside = Array.isArray(value)
    ? value.flatMap((part: unknown, index) => placesOf(part, [...path, index]))
    : Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]));
  return Array.isArray(value) ? [path, ...inside] : inside;
}

/** A copy with other values in some places. */
function changed(document: ProgramDocument, ...paths: readonly Path[]): ProgramDocument {
  const copy: unknown = structuredClone(document);
  for (const path of paths) {
    let holder = copy as Record<string | number, unknown>;
    for (const key of path.slice(0, -1)) holder = holder[key] as typeof holder;
    const last = path.at(-1) ?? "";
    holder[last] = otherThan(holder[last], String(last));
  }
  return copy as ProgramDocument;
}

function otherThan(value: unknown, key: string): unknown {
  if (typeof value === "string") return `${value}-other`;
  if (typeof value === "bigint") return value + 1n;
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (key === "tiers" && value === null) return FULL_PROGRAM.tiers;
  if (key === "referral" && value === null) return FULL_PROGRAM.referral;
  if (value === null) return 5n;
  const items = value as unknown[];
  return items.length > 0 ? items.slice(0, -1) : ["more"];
}

const documents = [FULL_PROGRAM, OTHER_PROGRAM, program()];

describe("a comparison of two programs", () => {
  test("finds nothing where nothing differs", () => {
    for (const document of documents) {
      expect(diffPrograms(document, structuredClone(document))).toEqual([]);
    }
  });

  test("tells of a change in any place, whatever it is", () => {
    // A list of things may only lose one: what it could gain has a shape of its own.
    const isThingless = (document: ProgramDocument, path: Path): boolean => {
      const value = path.reduce<unknown>(
        (part, key) => (part as Record<string, unknown>)[key],
        document,
      );
      return !(Array.isArray(value) && value.length === 0 && !holdsTexts(path));
    };
    let places = 0;
    for (const document of documents) {
      for (const path of placesOf(document).filter((each) => isThingless(document, each))) {
        const change = diffPrograms(document, changed(document, path));
        expect(change.length, path.join(".")).toBeGreaterThan(0);
        expect(diffPrograms(changed(document, path), document)).not.toEqual([]);
        places += 1;
      }
    }
    expect(places).toBeGreaterThan(300);
  });

  test("tells of any number of changes at once, each with what was and what is", () => {
    const places = placesOf(FULL_PROGRAM).filter((path) => typeof path.at(-1) === "string");
    const leaves = places.filter((path) => !endsInId(path) && !isList(path));
    fc.assert(
      fc.property(fc.subarray(leaves, { minLength: 1 }), (paths) => {
        const after = changed(FULL_PROGRAM, ...paths);
        const told = JSON.stringify(diffPrograms(FULL_PROGRAM, after), asText);
        for (const path of paths) {
          const value = path.reduce<unknown>(
            (part, key) => (part as Record<string, unknown>)[key],
            after,
          );
          expect(told).toContain(JSON.stringify(value, asText));
        }
      }),
    );
  });

  test("names every setting in which two programs differ", () => {
    const told = diffPrograms(FULL_PROGRAM, OTHER_PROGRAM);
    const byPart = (part: string) => told.filter((change) => change.part === part);
    const fields = (part: string) =>
      byPart(part).flatMap((change) => ("field" in change ? [change.field] : []));
    expect(fields("program")).toHaveLength(37);
    expect(fields("tierTerms")).toHaveLength(7);
    expect(byPart("rules").map(({ kind }) => kind)).toEqual(["changed", "changed", "reordered"]);
    expect(byPart("tierList").map(({ kind }) => kind)).toEqual([
      "changed",
      "changed",
      "changed",
      "reordered",
    ]);
  });

  test("follows things by their ids, not by their places", () => {
    const rule = { name: "R", addedOn: "2026-01-01" };
    const effect = { kind: "multiplier", multiplier: "2" } as const;
    const withRules = (...ids: string[]) =>
      programDocumentSchema.parse({
        ...PROGRAM_INPUT,
        earning: { rules: ids.map((id) => ({ ...rule, id, effect })) },
      });
    const kinds = (before: ProgramDocument, after: ProgramDocument) =>
      diffPrograms(before, after).map(({ kind }) => kind);
    expect(kinds(withRules("a", "b"), withRules("x", "a", "b"))).toEqual(["added"]);
    expect(kinds(withRules("a", "b", "c"), withRules("a", "c"))).toEqual(["removed"]);
    expect(kinds(withRules("a", "b"), withRules("b", "a"))).toEqual(["reordered"]);
    expect(kinds(withRules("a", "b"), withRules("b", "x"))).toEqual(["removed", "added"]);
  });

  test("tells once that tiers are new, or gone", () => {
    const without = { ...FULL_PROGRAM, tiers: null };
    expect(diffPrograms(without, FULL_PROGRAM)).toEqual([
      { part: "tiers", kind: "started", terms: FULL_PROGRAM.tiers },
    ]);
    expect(diffPrograms(FULL_PROGRAM, without)).toEqual([
      { part: "tiers", kind: "ended", terms: FULL_PROGRAM.tiers },
    ]);
  });
});

const TEXT_LISTS = new Set(["productIds", "variantIds", "collectionIds", "tags", "channels"]);
const MORE_TEXT_LISTS = new Set(["tiers", "customerTags", "segmentIds", "benefits", "dates"]);
const ID_LISTS = new Set(["tierIds", "rewardIds"]);
const EARNING_LISTS = new Set([
  "list",
  "rules",
  "campaigns",
  "byTier",
  "waysToEarn",
  "windowByTier",
]);
const REWARD_LISTS = new Set([
  "productMultipliers",
  "rewards",
  "rewardCampaigns",
  "texts",
  "drops",
  "limits",
  "tierPrices",
]);
const THRESHOLD_LISTS = new Set(["anyOf", "allOf"]);
const NUMBER_LISTS = new Set(["weekdays", "warningDays", "noticeDays", "activities"]);

/** Whether the list at a path holds plain values rather than things. */
function holdsTexts(path: Path): boolean {
  const name = String(path.at(-1));
  return [TEXT_LISTS, MORE_TEXT_LISTS, ID_LISTS, NUMBER_LISTS].some((names) => names.has(name));
}

function isList(path: Path): boolean {
  const name = String(path.at(-1));
  const holdsThings = [EARNING_LISTS, REWARD_LISTS, THRESHOLD_LISTS].some((names) =>
    names.has(name),
  );
  return holdsThings || holdsTexts(path);
}

function endsInId(path: Path): boolean {
  return /^(id|tierId)$/.test(String(path.at(-1)));
}

function asText(_key: string, part: unknown): unknown {
  return typeof part === "bigint" ? `${part}n` : part;
}
