// The examples of docs/engine.md and docs/campaigns.md hold: each box is played as it stands there.
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { ExamplePlayer } from "./example-player.ts";
import { readExamples } from "./example-script.ts";

const pages = await Promise.all(
  ["docs/engine.md", "docs/campaigns.md"].map(async (page) => ({
    page,
    examples: readExamples(await readFile(page, "utf8")),
  })),
);
const examples = pages.flatMap(({ page, examples: own }) => own.map((one) => ({ page, ...one })));

/** The longest example goes through two years of nights, also on a busy machine. */
const EXAMPLE_TIMEOUT_MS = 180_000;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

describe("the pages", () => {
  test("have examples, and each of them expects something", () => {
    expect(pages.map(({ examples: own }) => own.length > 0)).toEqual([true, true]);
    expect(examples.length).toBeGreaterThan(16);
    for (const { statements } of examples) {
      expect(statements.some(({ type }) => type === "expect")).toBe(true);
    }
  });

  test.for(examples)(
    "the example of $page at line $lineNumber",
    { timeout: EXAMPLE_TIMEOUT_MS },
    async ({ page, lineNumber, statements }) => {
      const name = page.replaceAll(/\W/g, "-");
      const player = new ExamplePlayer(`${name}-${lineNumber}.myshopify.com`);
      for (const statement of statements) {
        const figures = await player.play(statement);
        if (statement.type === "expect") expect(figures).toEqual(statement.figures);
      }
      await assertLedgerAddsUp(database.ownerPool);
    },
  );
});
