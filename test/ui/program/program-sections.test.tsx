// The form shows everything that a program can say, each thing at its own path.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { DocumentProblem } from "../../../app/core/program/document-problem.ts";
import type { ProgramDocument } from "../../../app/core/program/document.ts";
import { type KnownNames, NO_NAMES } from "../../../app/ui/known-names.ts";
import { type ProgramForm, ProgramFormProvider } from "../../../app/ui/program/program-form.tsx";
import { ProgramSection } from "../../../app/ui/program/program-sections.tsx";
import { sectionIds, sectionOf } from "../../../app/ui/program/sections.ts";
import { valueAt } from "../../../app/ui/program/typed-paths.ts";
import { type TypedProgram, typeProgram } from "../../../app/ui/program/typed-program.ts";
import { FULL_PROGRAM, OTHER_PROGRAM } from "../../support/full-programs.ts";
import { program } from "../../support/order-builder.ts";

interface Shown {
  document: ProgramDocument;
  problems?: DocumentProblem[];
  typed?: TypedProgram;
  localNow?: string;
  names?: KnownNames;
}

function markupOf(section: (typeof sectionIds)[number], shown: Shown): string {
  const { document, problems = [], localNow = "2026-03-10T12:00" } = shown;
  const { names = NO_NAMES } = shown;
  const form: ProgramForm = {
    typed: shown.typed ?? typeProgram(document, "EUR"),
    document,
    problems,
    currency: "EUR",
    localNow,
    onChange: () => undefined,
    onPick: async () => null,
    names,
    onListSegments: async () => ({}),
    onListTexts: async () => ({}),
  };
  const fields = createElement(ProgramSection, { section });
  const provided = createElement(ProgramFormProvider, { value: form }, fields);
  // Polaris takes its children as a property.
  return renderToStaticMarkup(
    createElement(AppProvider, { i18n: translations, children: provided }),
  );
}

/** The fields of a form without values: what is typed, by its path. */
function leafPaths(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, part]) =>
    leafPaths(part, path === "" ? key : `${path}.${key}`),
  );
}

/** Whether any product is named where one of the fields for it is. */
function namesProducts(typed: TypedProgram, path: string): boolean {
  const group = valueAt(typed, path.slice(0, path.lastIndexOf(".")));
  return Object.values({ ...(group as object) }).some((text) => text !== "");
}

/** At least as long as any list of the programs. */
const LONGEST_LIST = 12;

/** What no merchant types: it names things, or is left out. */
const isNamed = (path: string) => /(^|\.)id$|^texts\.\d+\.(language|key)$/.test(path);

describe("the sections of the program's form", () => {
  it.each([
    ["everything", FULL_PROGRAM],
    ["everything otherwise", OTHER_PROGRAM],
  ])("have a field at each path of a program that says %s", (_name, document) => {
    const typed = typeProgram(document, "EUR");
    // Entries of lists are closed until something in them is wrong.
    const lists = ["earning.productMultipliers", "earning.rules", "campaigns", "rewards"];
    const more = ["rewardCampaigns", "tiers.list", "expiry.byTier", "waysToEarn"];
    const problems = [...lists, ...more].flatMap((list) =>
      Array.from({ length: LONGEST_LIST }, (_, index) => ({
        path: `${list}.${index}.open`,
        message: "Open",
      })),
    );
    const shown = new Map(
      sectionIds.map((section) => [section, markupOf(section, { document, problems })]),
    );
    const absent = leafPaths(typed)
      .filter((path) => !isNamed(path))
      .filter((path) => !shown.get(sectionOf(path))?.includes(`id="${path}"`))
      // Products that are not named have a button that opens their fields.
      .filter(
        (path) =>
          !/conditions\.(products|excludedProducts)\.\w+$/.test(path) || namesProducts(typed, path),
      )
      // A part that is not there has a switch or a button instead of fields.
      .filter((path) => !/\.(hours|keep|leastAge|enter|autoIssue)$/.test(path));
    expect(absent).toEqual([]);
  });

  it("show a problem beside its field, also where it lies within a list of texts", () => {
    const problems = [{ path: "expiry.warningDays.1", message: "Warn later" }];
    const markup = markupOf("life", { document: FULL_PROGRAM, problems });
    expect(markup).toMatch(/id="expiry\.warningDaysError"[^>]*>.*?Warn later/s);
  });

  it("open the entry of a list in which something is wrong, and no other", () => {
    const problems = [{ path: "earning.rules.1.name", message: "Enter a name" }];
    const markup = markupOf("rules", { document: FULL_PROGRAM, problems });
    expect(markup).toContain('id="earning.rules.1.name"');
    expect(markup).not.toContain('id="earning.rules.0.name"');
  });

  it.each([
    ["2026-02-01T00:00", "Coming"],
    ["2026-03-01T09:00", "Running"],
    ["2026-04-01T00:00", "Over"],
  ])("say at %s on the store's clock that the campaign of spring is: %s", (localNow, words) => {
    const document = { ...FULL_PROGRAM, campaigns: FULL_PROGRAM.campaigns.slice(0, 1) };
    expect(markupOf("campaigns", { document, localNow })).toContain(words);
  });

  it("keep visible a tier that a rule asks for and that no longer exists", () => {
    const typed = { ...typeProgram(FULL_PROGRAM, "EUR"), tiers: null };
    const problems = [{ path: "earning.rules.0.conditions.tiers.0", message: "No such tier" }];
    const markup = markupOf("rules", { document: FULL_PROGRAM, typed, problems });
    expect(markup).toContain("gold (no longer there)");
  });

  it("offer a start of tiers to a program that has none", () => {
    expect(markupOf("tiers", { document: program() })).toContain("Start tiers");
  });

  it("call things as the store does, and by their number what it does not have", () => {
    const document = program({ excludedProducts: { productIds: ["11", "12", "13"] } });
    const names = { product: { 11: "House Blend", 12: null }, variant: {}, collection: {} };
    const markup = markupOf("products", { document, names: { ...names, segment: {} } });
    expect(markup).toContain("House Blend");
    expect(markup).toContain("Product 12 (no longer there)");
    expect(markup).toContain("Product 13");
    expect(markup).toContain("Remove House Blend");
    expect(markup).not.toContain(">11<");
  });

  it("take numbers where one of them cannot be", () => {
    const path = "earning.excludedProducts.productIds";
    const problems = [{ path: `${path}.0`, message: "Enter a number" }];
    const markup = markupOf("products", { document: program(), problems });
    expect(markup).toMatch(/<input[^>]*id="earning\.excludedProducts\.productIds"/);
    expect(markup).toContain("Enter a number");
  });
});
